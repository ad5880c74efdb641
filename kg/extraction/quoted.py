"""Stretches between quotation marks, paragraph by paragraph; a mark left open at a paragraph's end goes on in the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.language.scan import strings_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

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


class Paragraphs:
    """A doc's words, and the number of each one's paragraph."""

    def __init__(self, doc: Doc) -> None:
        self.words = strings_of(doc, "ORTH")
        self.spaced: list[int] = doc.to_array("SPACY").tolist()
        self.numbers = paragraphs_of(self.words)

    def runs(self) -> list[Run]:
        """Return the stretches between quotation marks, in order."""
        words, numbers = self.words, self.numbers
        runs: list[Run] = []
        start: int | None = None
        goes_on = False
        waiting = 0  # paragraphs that a quotation left open may still wait for its next part
        before = 0
        for i, (word, number) in enumerate(zip(words, numbers, strict=True)):
            new, before = number != before, number
            if new and start is not None:
                runs.append(Run(start, i, numbers[i - 1], goes_on))
                start, waiting = None, PATIENCE + 1
            if new and waiting:
                waiting -= 1
                if self.closes_in(i):
                    start, goes_on = i, True
            if word not in MARKS:
                continue
            if start is None and word not in CLOSING:
                start, goes_on = i + 1, waiting > 0 and self.opens_at(i)
                waiting = 0
            elif start is not None and word not in OPENING:
                runs.append(Run(start, i, number, goes_on))
                start, waiting = None, 0
        if start is not None:
            runs.append(Run(start, len(words), numbers[-1], goes_on))
        return runs

    def opens_at(self, i: int) -> bool:
        """Tell whether a mark is the first word of its paragraph."""
        while i and self.words[i - 1].isspace() and self.numbers[i - 1] == self.numbers[i]:
            i -= 1
        return i == 0 or self.numbers[i - 1] != self.numbers[i]

    def closes_in(self, i: int) -> bool:
        """Tell whether the first mark in the paragraph that begins at a token is a closing one."""
        for k in range(i, len(self.words)):
            if self.numbers[k] != self.numbers[i]:
                return False
            word = self.words[k]
            if word in MARKS:
                glued = k > 0 and not self.spaced[k - 1] and not self.words[k - 1].isspace()
                return word in CLOSING or (word == '"' and glued)
        return False


def paragraphs_of(words: Sequence[str]) -> list[int]:
    r"""Return the number of each word's paragraph: a blank line, or a line's end after a sentence's, begins another.

    >>> paragraphs_of(["Rain", "\n", "fell", ".", "\n", "Wind", "\n\n", "rose"])
    [0, 0, 0, 0, 0, 1, 1, 2]
    """
    numbers, number, before = [], 0, ""
    for word in words:
        numbers.append(number)
        if not word.isspace():
            before = word
        elif "\n" in word and ("\n\n" in word or before in ENDS):
            number += 1
    return numbers
