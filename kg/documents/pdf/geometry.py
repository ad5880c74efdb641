"""What the steps from letters to paragraphs hand to one another. Points, from the lower left corner of the page as it is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median_low


@dataclass(frozen=True, slots=True)
class Glyph:
    """One letter: its box, the line that it stands on, and the height of its font. `spaced`: a space came before it."""

    text: str
    left: float
    right: float
    base: float
    size: float
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """Letters on one line without a wide gap between them."""

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def words(self) -> int:
        """Return how many words there are."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column; `cells` is where its parts begin if it is a row of a table."""

    text: str
    left: float
    right: float
    base: float
    size: float
    cells: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class PageOfText:
    """A page: its number from 0 on, its label, its height, and its segments in any order."""

    number: int
    label: str
    height: float
    segments: tuple[Segment, ...]


def usual_size(segments: Iterable[Segment | Line]) -> float:
    """Return the font height in which most letters are set, 0 where there are none."""
    weighted: dict[float, int] = {}
    for segment in segments:
        size = round(segment.size * 2) / 2
        weighted[size] = weighted.get(size, 0) + len(segment.text)
    return max(weighted, key=lambda size: (weighted[size], size), default=0.0)


def middle(values: Iterable[float]) -> float:
    """Return the median, 0 of nothing."""
    held = list(values)
    return median_low(held) if held else 0.0
