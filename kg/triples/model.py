"""What the reading of a sentence gives: facts as places of words, and triples as text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

Words = tuple[int, ...]  # places of words in the text, in order


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as places of words. Where no word states the relation, as in an apposition, it is empty and `implied` names it.

    `traits` say how it was read, for the confidence.
    """

    relation: Words
    arguments: tuple[Words, ...]
    traits: frozenset[str]
    implied: str = ""


@dataclass(frozen=True)
class Triple:
    """One fact in the words of its sentence, with two arguments or more; a relation that no verb states is in brackets."""

    sentence: str
    confidence: float
    relation: str
    arguments: tuple[str, ...]

    @cached_property
    def row(self) -> tuple[str, ...]:
        """Return the cells of a row: sentence, confidence with two decimals, relation, arguments."""
        return self.sentence, f"{self.confidence:.2f}", self.relation, *self.arguments
