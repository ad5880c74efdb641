"""Stretches between quotation marks, paragraph by paragraph; a mark left open at a paragraph's end goes on in the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

MARKS = frozenset({'"', "“", "”", "„", "«", "»", "``", "''"})
OPENING = frozenset({"“", "„", "«", "``"})
CLOSING = frozenset({"”", "»", "''"})
ENDS = frozenset({".", "!", "?", ":", "…", *MARKS})
PATIENCE = 2  # paragraphs, as a picture's caption, that may stand between two parts of one quotation


@dataclass(frozen=True, slots=True)
class Run:
    """Words `first` to before `last` between marks, in one paragraph; `goes_on` where it continues the run before it."""

    first: int
    last: int
    paragraph: int
    goes_on: bool = False


def paragraphs_of(tokens: Sequence[Token]) -> list[int]:
    """Return the number of each token's paragraph: a blank line, or a line's end after a sentence's, begins another."""
    numbers, number, before = [], 0, ""
    for token in tokens:
        numbers.append(number)
        if not token.is_space:
            before = token.text
        elif "\n" in token.text and ("\n\n" in token.text or before in ENDS):
            number += 1
    return numbers


def runs_of(tokens: Sequence[Token], paragraphs: Sequence[int]) -> list[Run]:
    """Return the stretches between quotation marks, in order."""
    runs: list[Run] = []
    start: int | None = None
    goes_on = False
    waiting = 0  # paragraphs that a quotation left open may still wait for its next part
    for i, token in enumerate(tokens):
        new = i > 0 and paragraphs[i] != paragraphs[i - 1]
        if new and start is not None:
            runs.append(Run(start, i, paragraphs[i - 1], goes_on))
            start, waiting = None, PATIENCE + 1
        if new and waiting:
            waiting -= 1
            if closes_in(tokens, paragraphs, i):
                start, goes_on = i, True
        if token.text not in MARKS:
            continue
        if start is None and token.text not in CLOSING:
            start, goes_on = i + 1, waiting > 0 and opens_paragraph(tokens, paragraphs, i)
            waiting = 0
        elif start is not None and token.text not in OPENING:
            runs.append(Run(start, i, paragraphs[i], goes_on))
            start, waiting = None, 0
    if start is not None:
        runs.append(Run(start, len(tokens), paragraphs[-1], goes_on))
    return runs


def opens_paragraph(tokens: Sequence[Token], paragraphs: Sequence[int], i: int) -> bool:
    """Tell whether a mark is the first word of its paragraph."""
    while i and tokens[i - 1].is_space and paragraphs[i - 1] == paragraphs[i]:
        i -= 1
    return i == 0 or paragraphs[i - 1] != paragraphs[i]


def closes_in(tokens: Sequence[Token], paragraphs: Sequence[int], i: int) -> bool:
    """Tell whether the first mark in the paragraph that begins at a token is a closing one."""
    for k in range(i, len(tokens)):
        if paragraphs[k] != paragraphs[i]:
            return False
        text = tokens[k].text
        if text in MARKS:
            glued = k > 0 and not tokens[k - 1].whitespace_ and not tokens[k - 1].is_space
            return text in CLOSING or (text == '"' and glued)
    return False
