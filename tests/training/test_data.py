"""The corpora as training reads them. Skipped where they are not at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.language.words import apply_lemma_rule, lemma_rule
from training import data

CORPORA = Path(os.environ.get("KG_CORPORA", Path(__file__).parents[3] / "shared" / "corpora"))
here = pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not at hand (KG_CORPORA names their folder)")


@here
def test_sizes_are_those_of_the_corpora() -> None:
    train = data.read_ewt(CORPORA, "train")
    assert (len(train), sum(len(s.words) for s in train)) == (12544, 204577)
    assert sum(s.names is None for s in train) == 14 or sum(s.names is None for s in train) == 15


@here
def test_the_text_comes_back_from_words_and_spaces() -> None:
    sentence = data.read_ewt(CORPORA, "dev")[0]
    text = "".join(w + " " * s for w, s in zip(sentence.words, sentence.spaces, strict=True)).strip()
    assert text == "From the AP comes this story :"


@here
def test_titles_are_no_part_of_persons() -> None:
    for s in data.read_gmb(CORPORA)[:3000]:
        assert s.names is not None
        for word, tag in zip(s.words, s.names, strict=True):
            assert not (word in {"President", "Minister"} and tag is not None and tag.endswith("PERSON"))


@here
@pytest.mark.parametrize("reader", [data.read_wikigold, lambda c: data.read_crossner(c, "dev"), data.read_gmb,
                                    lambda c: data.read_gum(c, "dev")])
def test_tags_are_well_formed(reader: object) -> None:
    for s in reader(CORPORA)[:4000]:  # type: ignore[operator]
        last: str | None = "O"
        for tag in s.names:
            if tag is not None and tag.startswith("I-"):
                assert last is None or last[2:] == tag[2:]
            last = tag


@pytest.mark.parametrize(("word", "lemma"), [("arrested", "arrest"), ("Police", "police"), ("was", "be"), ("Kheng", "Kheng"), ("n't", "not")])
def test_lemma_rules_undo(word: str, lemma: str) -> None:
    assert apply_lemma_rule(word, lemma_rule(word, lemma)) == lemma
