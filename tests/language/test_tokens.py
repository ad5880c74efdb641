"""Words as the treebanks part them; the text to the letter; time that grows with length only."""

from __future__ import annotations

import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokenizer import Tokenizer

from kg.language.tokens import make_tokenizer


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return make_tokenizer()(spacy.blank("en"))


@pytest.mark.parametrize(("text", "words"), [
    ("Lt. Col. Sok Dara spoke.", ["Lt.", "Col.", "Sok", "Dara", "spoke", "."]),
    ("pre-trial detention of non-state actors", ["pre-trial", "detention", "of", "non-state", "actors"]),
    ("state-owned land in Al-Hol", ["state", "-", "owned", "land", "in", "Al", "-", "Hol"]),
    ("Stop!!! Why?! =====", ["Stop", "!!!", "Why", "?!", "====="]),
    ("call 555-0134 at 7:30pm", ["call", "555-0134", "at", "7:30", "pm"]),
    ("arrested and/or beaten", ["arrested", "and", "/", "or", "beaten"]),
    ("He didn't; Sok's (etc.) home", ["He", "did", "n't", ";", "Sok", "'s", "(", "etc.", ")", "home"]),
    ("in para. 9 et al.", ["in", "para.", "9", "et", "al."]),
    ("UN-led, ex-UN and US-backed", ["UN", "-", "led", ",", "ex", "-", "UN", "and", "US", "-", "backed"]),
])
def test_words(tokenizer: Tokenizer, text: str, words: list[str]) -> None:
    assert [t.text for t in tokenizer(text)] == words


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_the_text_is_kept_to_the_letter(text: str) -> None:
    doc = make_tokenizer()(spacy.blank("en"))(text)
    assert "".join(t.text_with_ws for t in doc) == text


@pytest.mark.parametrize("unit", [".", "!", "a.", "=-", "?x", "a", "😀", "http://a.b/", "“", "-"])
def test_a_text_without_spaces_is_kept_and_takes_little_time(tokenizer: Tokenizer, unit: str) -> None:
    text = "Before. " + unit * (50_000 // len(unit)) + " after, it ends."
    start = time.process_time()
    doc = tokenizer(text)
    assert time.process_time() - start < 5
    assert "".join(t.text_with_ws for t in doc) == text
    assert [t.text for t in doc[:2]] == ["Before", "."]
    assert [t.text for t in doc[-4:]] == [",", "it", "ends", "."]
