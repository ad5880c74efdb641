"""Tokens by their attributes, found in whole-document arrays: asking each token one by one costs more than all else."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def marked(doc: Doc, attribute: str, values: Collection[str]) -> NDArray[np.bool_]:
    """Tell by token whether an attribute, by spaCy's name ("POS", "DEP", "LEMMA", "LOWER"), has one of some values."""
    strings = doc.vocab.strings
    return np.isin(doc.to_array(attribute), np.array([strings[v] for v in values], dtype=np.uint64))


def passing(
    doc: Doc, where: NDArray[np.bool_], attribute: str, test: Callable[[str], bool]
) -> NDArray[np.bool_]:
    """Tell which of some tokens have an attribute that passes a test, each string tested once."""
    ids = doc.to_array(attribute)
    found = [i for i in set(ids[where].tolist()) if test(doc.vocab.strings[i])]
    return where & np.isin(ids, np.array(found, dtype=np.uint64))


def chosen(doc: Doc, where: NDArray[np.bool_]) -> list[Token]:
    """Return the tokens that are marked, in order.

    >>> from kg import language
    >>> doc = language.load()("Soldiers came and left.")
    >>> chosen(doc, marked(doc, "LOWER", {"came", "left"}))
    [came, left]
    """
    return [doc[i] for i in np.flatnonzero(where).tolist()]


def strings_of(doc: Doc, attribute: str) -> list[str]:
    """Return an attribute of every token as a string.

    >>> from kg import language
    >>> strings_of(language.load()("Soldiers left."), "LOWER")
    ['soldiers', 'left', '.']
    """
    ids = doc.to_array(attribute).tolist()
    names = {i: doc.vocab.strings[i] for i in set(ids)}
    return [names[i] for i in ids]
