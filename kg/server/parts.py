"""Where a long text can be cut into parts that a page can show: never in a passage."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

Span = tuple[int, int]

_SPACE = re.compile(r"\s")


class Blocks:
    """The stretches that passages fill: those which lie in one another or cross are one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(spans):
            if self.ends and start < self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            elif start < end:
                self.starts.append(start)
                self.ends.append(end)

    def around(self, at: int) -> Span | None:
        """Return the block that an offset lies in, None where it lies between two or at a border.

        >>> blocks = Blocks([(0, 4), (2, 6), (6, 9)])
        >>> blocks.around(5), blocks.around(6)
        ((0, 6), None)
        """
        found = bisect_left(self.starts, at) - 1
        return (self.starts[found], self.ends[found]) if found >= 0 and at < self.ends[found] else None


class Cutter:
    """Cuts a text after blank lines, else after any space.

    `breaks` are where paragraphs begin, `spans` the passages, `said` where the passage of each claim and act begins.
    """

    def __init__(self, text: str, breaks: Sequence[int], spans: Iterable[Span], said: Iterable[int]) -> None:
        self.text, self.breaks, self.blocks, self.said = text, breaks, Blocks(spans), sorted(said)

    def cuts(self, *, longest: int, most: int) -> Iterator[int]:
        """Yield the offsets, in order, so that a part has no more characters and no more claims and acts than it may."""
        at = 0
        while (limit := self._limit(at, longest, most)) < len(self.text):
            at = self._cut(at, limit)
            if at >= len(self.text):
                return
            yield at

    def _limit(self, at: int, longest: int, most: int) -> int:
        """Return how far the part that begins here may go; always further than here."""
        limit = at + longest
        extra = bisect_left(self.said, at) + most
        return max(at + 1, min(limit, self.said[extra])) if extra < len(self.said) else limit

    def _cut(self, at: int, limit: int) -> int:
        found = bisect_right(self.breaks, limit) - 1
        if found >= 0 and self.breaks[found] > at:
            return self.breaks[found]
        if block := self.blocks.around(limit):
            return block[0] if block[0] > at else block[1]
        space = next((i + 1 for i in range(limit - 1, at, -1) if _SPACE.match(self.text[i])), limit)
        return limit if self.blocks.around(space) else space
