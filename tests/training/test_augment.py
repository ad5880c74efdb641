"""Titles put in place of titles leave a well-formed tree."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from training.augment import PEOPLES, appoint, repeople, retitle, title_of
from training.data import Sentence

WORDS = "Foreign Minister Sok Dara met Leila .".split()
TREE = Sentence(
    words=tuple(WORDS), spaces=(True,) * 5 + (False, False), document="d",
    upos=("ADJ", "PROPN", "PROPN", "PROPN", "VERB", "PROPN", "PUNCT"), xpos=("JJ", "NNP", "NNP", "NNP", "VBD", "NNP", "."),
    feats=("_",) * 7, lemmas=tuple(WORDS), heads=(2, 3, 5, 3, 0, 5, 5),
    deprels=("amod", "nmod:desc", "nsubj", "flat", "root", "obj", "punct"),
    names=("O", "O", "B-PERSON", "I-PERSON", "O", "B-PERSON", "O"),
)


@pytest.mark.parametrize(("portfolio", "expected"), [
    (("Interior",), "Minister of Interior Sok Dara met Leila ."),
    (("Women", "'s", "Affairs"), "Minister of Women 's Affairs Sok Dara met Leila ."),
])
def test_a_minister_gets_another_portfolio(portfolio: tuple[str, ...], expected: str) -> None:
    made = appoint(TREE, 2, portfolio)
    assert " ".join(made.words) == expected
    assert made.heads is not None and made.deprels is not None and made.names is not None
    told = {w: (made.words[h - 1] if h else "", r) for w, h, r in zip(made.words, made.heads, made.deprels, strict=True)}
    assert told["Minister"] == ("Sok", "nmod:desc")
    assert told[portfolio[-1]] == ("Minister", "nmod")
    assert told["of"] == (portfolio[-1], "case")
    assert told["Sok"] == ("met", "nsubj") and told["Dara"] == ("Sok", "flat") and told["met"] == ("", "root")
    assert [w for w, n in zip(made.words, made.names, strict=True) if n != "O"] == ["Sok", "Dara", "Leila"]


def test_a_name_without_a_title_gets_one_and_names_alone_suffice() -> None:
    bare = replace(TREE, upos=None, xpos=None, feats=None, lemmas=None, heads=None, deprels=None)
    assert title_of(bare, 5) == ""
    made = appoint(bare, 5, ("Justice",))
    assert " ".join(made.words) == "Foreign Minister Sok Dara met Minister of Justice Leila ."
    assert made.heads is None and made.names == (*TREE.names[:5], "O", "O", "O", "B-PERSON", "O")


def test_half_of_the_ministers_are_appointed_anew() -> None:
    made = [" ".join(retitle(TREE, random.Random(seed)).words) for seed in range(60)]
    changed = [m for m in made if m != " ".join(WORDS)]
    assert 15 < len(changed) < 50
    assert all(m.endswith("Leila .") and "Sok Dara" in m for m in made)


def test_other_peoples_are_no_names() -> None:
    wire = Sentence(
        words=("Iraqi", "police", "met", "two", "Kenyans"), spaces=(True,) * 5, document="d",
        names=(None, "O", "O", "O", None), extras=("B-NORP", "O", "O", "O", "B-NORP"),
    )
    made = [repeople(wire, random.Random(seed)) for seed in range(40)]
    firsts = {m.words[0] for m in made} - {"Iraqi"}
    assert firsts and firsts <= set(PEOPLES)
    assert all((m.names or ())[0] == (None if m.words[0] == "Iraqi" else "O") for m in made)
    assert all(m.words[4].endswith("s") and m.extras == wire.extras for m in made)
