"""The word lists are data, and no word stands in two lists that exclude each other."""

from __future__ import annotations

from kg.triples.words import words


def test_lists_are_in_lower_case() -> None:
    for name in ("connectives", "focus", "address", "relative", "standing_for", "together"):
        assert words(name)
        assert all(word == word.lower() for word in words(name))


def test_a_connective_never_only_singles_out() -> None:
    assert not words("connectives") & words("focus")


def test_what_stands_for_a_noun_is_relative() -> None:
    assert words("standing_for") <= words("relative")
