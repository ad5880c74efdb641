"""Words as the model sees them: pieces, shapes, label lists and lemma rules. Shared by training and run-time."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

NAME_TAGS = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
EXTRA_TAGS = ("O", "B-NORP", "I-NORP", "B-DATE", "I-DATE")
SHAPES = 19  # the classes of `shape_class`, and one for [CLS] and [SEP]
MOST_PIECES = 8
CLS, SEP = 101, 102

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class EncodedWords:
    """Word pieces with [CLS] and [SEP]; the shape class of each piece's word; position of each word's first and last piece."""

    pieces: Ints
    shapes: Ints
    first: Ints
    last: Ints


@lru_cache(maxsize=1 << 15)
def shape_class(word: str, *, spaced: bool) -> int:
    """Return the class of a word's outward form, 0 to 17: letters' case, digits, punctuation; whether a space precedes.

    >>> shape_class("Kheng", spaced=True), shape_class("UN", spaced=True), shape_class("n't", spaced=False)
    (3, 5, 0)
    """
    letters = [c for c in word if c.isalpha()]
    if not letters:
        kind = 6 if any(c.isdigit() for c in word) else 7
    elif any(c.isdigit() for c in word):
        kind = 8
    elif all(c.islower() for c in letters):
        kind = 0
    elif word[0].isupper() and len(letters) == 1:
        kind = 4
    elif all(c.isupper() for c in letters):
        kind = 2
    elif word[0].isupper() and all(c.islower() for c in letters[1:]):
        kind = 1
    else:
        kind = 3
    return kind * 2 + int(spaced)


@lru_cache(maxsize=1 << 16)
def word_pieces(word: str, tokenizer: Tokenizer) -> tuple[int, ...]:
    """Cut one word; a word of no piece (a control character) becomes [UNK], one of many keeps its first and its last."""
    ids: list[int] = tokenizer.encode(word, add_special_tokens=False).ids or [tokenizer.token_to_id("[UNK]") or 0]
    return tuple(ids if len(ids) <= MOST_PIECES else [*ids[: MOST_PIECES - 1], ids[-1]])


def encode_words(words: Sequence[str], spaced: Sequence[bool], tokenizer: Tokenizer) -> EncodedWords:
    """Cut words into pieces, and say where each word's stand."""
    pieces: list[int] = [CLS]
    shapes: list[int] = [SHAPES - 1]
    first: list[int] = []
    last: list[int] = []
    for word, space in zip(words, spaced, strict=True):
        ids = word_pieces(word, tokenizer)
        first.append(len(pieces))
        pieces.extend(ids)
        shapes.extend([shape_class(word, spaced=space)] * len(ids))
        last.append(len(pieces) - 1)
    pieces.append(SEP)
    shapes.append(SHAPES - 1)
    return EncodedWords(*(np.asarray(x, dtype=np.int64) for x in (pieces, shapes, first, last)))


def lemma_rule(word: str, lemma: str) -> str:
    """Write the edit from a word to its lemma: case, letters to cut, letters to add.

    >>> lemma_rule("arrested", "arrest"), lemma_rule("Police", "police"), lemma_rule("ran", "run")
    ('k2', 'l0', 'k2un')
    """
    if lemma == "_" and word != "_":
        return "k0"
    lower = lemma == lemma.lower() and word != word.lower()
    form = word.lower() if lower else word
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    return f"{'l' if lower else 'k'}{len(form) - shared}{lemma[shared:]}"


def apply_lemma_rule(word: str, rule: str) -> str:
    """Undo `lemma_rule`; a rule that cuts more than the word holds leaves it as it is.

    >>> apply_lemma_rule("detained", "k2"), apply_lemma_rule("is", "k2be")
    ('detain', 'be')
    """
    form = word.lower() if rule[0] == "l" else word
    digits = 1
    while digits < len(rule) and rule[digits].isdecimal():
        digits += 1
    cut, add = int(rule[1:digits]), rule[digits:]
    return form[: len(form) - cut] + add if cut <= len(form) else form


def undoubled(lemma: str) -> str:
    """Take back the consonant that English doubles before an ending, which the edit rule may leave.

    >>> undoubled("acquitt"), undoubled("boycott"), undoubled("call")
    ('acquit', 'boycott', 'call')
    """
    doubled = len(lemma) > 3 and lemma[-1] == lemma[-2] and lemma[-1] in "bdgmnprt"
    return lemma[:-1] if doubled and lemma not in {"boycott", "purr", "butt", "putt"} else lemma


def is_space(word: str) -> bool:
    """Tell whether a token holds white space or control characters alone."""
    return all(c.isspace() or unicodedata.category(c) in {"Cc", "Cf"} for c in word)
