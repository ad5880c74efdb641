"""The coreference benchmark's own parts: the simple method, what counts as a mention, where GUM is absent."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import coreference
from kg.identity.coreference import Chain, Form, Link, Mention


def link(first: int, last: int, form: Form) -> Link:
    return Link(Mention(first, last, first, "person", form), None, 1.0, "other")


def test_the_simple_method_takes_equal_words_and_the_nearest_mention() -> None:
    words = "The mayor met Dara . He thanked the mayor .".split()
    spans = [((0, 2), Form.DEFINITE), ((3, 4), Form.NAME), ((5, 6), Form.PRONOUN), ((7, 9), Form.DEFINITE)]
    mentions = [Mention(a, b, b - 1, "person", form) for (a, b), form in spans]
    assert coreference.simple(words, mentions) == [[(0, 2), (7, 9)], [(3, 4), (5, 6)]]


def test_a_lone_coordination_is_no_mention() -> None:
    alone = Chain([link(0, 3, Form.COORDINATION)])
    joined = Chain([link(0, 3, Form.COORDINATION), link(5, 6, Form.PRONOUN)])
    assert coreference.spans([alone, joined, Chain([link(0, 1, Form.NAME)])]) == [[(0, 3), (5, 6)], [(0, 1)]]


def test_without_the_corpus_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["coreference", "--shared", str(tmp_path)])
    with pytest.raises(SystemExit, match="--shared"):
        coreference.main()
