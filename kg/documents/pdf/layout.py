"""The order in which the parts of a page are read: columns one after another, what spans them between, tables by rows.

A gutter is a place that no line crosses for a stretch, with lines of prose on both sides of it. Lines that cross it, as a
title over two columns, part the page into bands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from kg.documents.pdf.geometry import Line, Segment, middle
from kg.documents.pdf.glyphs import SPACE, WIDE, is_backward

FEWEST = 3  # lines on each side of a gutter
MOST_PARTS = 6  # how often a page is parted in parts of parts
MOST_CROSSING = 3  # times as many lines as a gutter parts: more of them, and it is a river between words
PROSE = 3  # words in the middle line of a column
LOWER = 0.2  # share of a column's lines that begin with a small letter: cells seldom do
CELL = 1.5  # of the font's height: a gap that parts cells of a row
MARKER = re.compile(r"^(?:[•●▪◦‣·–—-]|\(?\w{1,4}[.)]|\[\d+\]|[*†‡§])$")
Region = list[Line]


class Pages:
    """Reads the pages of a file one after another: where earlier ones had gutters, a column of a line or two is one too."""

    def __init__(self) -> None:
        self._known: set[float] = set()

    def regions_of(self, segments: Sequence[Segment]) -> list[Region]:
        """Return the lines of a page, region after region as they are read, each from top to bottom."""
        found: set[float] = set()
        parts = list(_parts(_joined(segments), 0, self._known, found))
        self._known |= found
        return [region for region in map(_lines, parts) if region]


def _parts(segments: Sequence[Segment], depth: int, known: Collection[float], places: set[float]) -> Iterator[Sequence[Segment]]:
    """Yield the segments of each region in order; add the places of gutters that are found."""
    found, fewest = _gutter(segments) if depth < MOST_PARTS else None, FEWEST
    if found is not None:
        places.add(round(found))
    elif depth < MOST_PARTS:
        found, fewest = _known_gutter(segments, known), 1
    if found is None:
        yield segments
        return
    waiting: list[Segment] = []
    for band, spanning in _bands(segments, found):
        sides = _sides(band, found)
        if _is_parted(*sides, fewest):
            if waiting:
                yield from _parts(waiting, depth + 1, known, places)
                waiting = []
            for side in (reversed(sides) if _is_rtl(band) else sides):
                yield from _parts(side, depth + 1, known, places)
        else:
            waiting += band
        waiting += spanning
    if waiting:
        yield from _parts(waiting, depth + 1, known, places) if len(waiting) < len(segments) else [waiting]


def _known_gutter(segments: Sequence[Segment], known: Collection[float]) -> float | None:
    """Return a place known from other pages that parts this one too, be it that one side has a line or two."""
    for place in sorted(known):
        sides = _sides(segments, place)
        if sum(map(len, sides)) == len(segments) and max(map(len, sides)) >= FEWEST and _is_parted(*sides, 1):
            return place
    return None


def _gutter(segments: Sequence[Segment]) -> float | None:
    """Return where a gutter runs, or None: of all places, that which parts most lines, and of those, the widest's middle."""
    best: tuple[int, float, float] = (0, 0.0, 0.0)
    for place in sorted({round(segment.right + 0.5, 1) for segment in segments}):
        gain, width, at = _worth(segments, place)
        best = max(best, (gain, width, at))
    return best[2] if best[0] >= FEWEST else None


def _worth(segments: Sequence[Segment], place: float) -> tuple[int, float, float]:
    """Return how many lines a place parts, how wide the gap there is, and its middle."""
    gain, crossing, edges = 0, 0, []
    for band, spanning in _bands(segments, place):
        crossing += len(spanning)
        left, right = _sides(band, place)
        if _is_parted(left, right, FEWEST):
            gain += min(len(left), len(right))
            edges.append((max(one.right for one in left), min(one.left for one in right)))
    if not edges or crossing > MOST_CROSSING * gain:
        return 0, 0.0, place
    from_, to = max(edge[0] for edge in edges), min(edge[1] for edge in edges)
    return gain, round(to - from_, 1), (from_ + to) / 2 if to > from_ else place


def _bands(segments: Sequence[Segment], place: float) -> Iterator[tuple[list[Segment], list[Segment]]]:
    """Yield what stands beside a place, from top to bottom, each time with the lines across it that come next."""
    band: list[Segment] = []
    across: list[Segment] = []
    for segment in sorted(segments, key=lambda one: -one.base):
        if segment.left < place < segment.right:
            across.append(segment)
            continue
        if across and segment.base < across[-1].base - 0.3 * segment.size:
            yield band, across
            band, across = [], []
        band.append(segment)
    yield band, across


def _sides(band: Sequence[Segment], place: float) -> tuple[list[Segment], list[Segment]]:
    return [one for one in band if one.right <= place], [one for one in band if one.left >= place]


def _is_parted(left: Sequence[Segment], right: Sequence[Segment], fewest: int) -> bool:
    """Tell whether two sides are columns of prose with a gap between, not cells of a table or what is set off by a number."""
    if min(len(left), len(right)) < fewest:
        return False
    gap = min(one.left for one in right) - max(one.right for one in left)
    size = middle(one.size for one in [*left, *right])
    rows = (_rows_of(left), _rows_of(right))
    words = [middle(sum(one.words for one in row) for row in side) for side in rows]
    return (gap >= WIDE * size and min(words) >= PROSE and min(map(len, rows)) >= fewest
            and all(_is_prose(side) or len(side) < FEWEST for side in rows) and _shares_height(left, right))


def _is_prose(rows: Sequence[Sequence[Segment]]) -> bool:
    """Tell whether lines go on from one to the next: of scripts without small letters, it cannot be told, and they may."""
    firsts = [row[0].text[0] for row in rows]
    cased = [letter for letter in firsts if letter.lower() != letter.upper()]
    return len(cased) < len(firsts) / 4 or sum(letter.islower() for letter in firsts) >= LOWER * len(firsts)


def _shares_height(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    (low, high), (bottom, top) = ((min(one.base for one in side), max(one.base for one in side)) for side in (left, right))
    return min(high, top) - max(low, bottom) >= 0.25 * min(high - low, top - bottom)


def _rows_of(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Return the segments by the line that they stand on, from top to bottom and from left to right."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda one: (-one.base, one.left)):
        if rows and abs(rows[-1][0].base - segment.base) <= 0.35 * max(rows[-1][0].size, segment.size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _joined(segments: Sequence[Segment]) -> list[Segment]:
    """Join segments of one line that were drawn apart from one another, though no gap parts them."""
    found: list[Segment] = []
    for row in _rows_of(segments):
        held = row[0]
        for segment in row[1:]:
            gap, size = segment.left - held.right, max(held.size, segment.size)
            if gap < WIDE * size and not is_backward(segment.text):
                space = " " if abs(gap) > SPACE * size or segment.size != held.size else ""
                held = Segment(f"{held.text}{space}{segment.text}", min(held.left, segment.left), max(held.right, segment.right),
                               held.base, size)
            else:
                found.append(held)
                held = segment
        found.append(held)
    return found


def _lines(segments: Sequence[Segment]) -> Region:
    rows = _rows_of(segments)
    starts = [{round(one.left / 2) for one in row[1:]} for row in rows]
    aligned = [set() if not starts[index] else _near(starts, index) & starts[index] for index in range(len(rows))]
    return [_line(row, in_table=bool(shared)) for row, shared in zip(rows, aligned, strict=True)]


def _near(starts: Sequence[set[int]], index: int) -> set[int]:
    """Return where the parts of the rows above and below begin, with the places beside."""
    around = [starts[at] for at in (index - 2, index - 1, index + 1, index + 2) if 0 <= at < len(starts)]
    return {place + by for near in around for place in near for by in (-1, 0, 1)}


def _line(row: Sequence[Segment], *, in_table: bool) -> Line:
    ordered = list(reversed(row)) if _is_rtl(row) else list(row)
    text, cells = ordered[0].text, [ordered[0].left]
    for last, segment in pairwise(ordered):
        marker = last is ordered[0] and bool(MARKER.match(last.text))
        is_cell = in_table and segment.left - last.right > CELL * segment.size and not marker
        cells += [segment.left] if is_cell else []
        text += f" | {segment.text}" if is_cell else f" {segment.text}"
    size = max(row, key=lambda one: len(one.text)).size
    return Line(text, row[0].left, max(one.right for one in row), row[0].base, size, tuple(cells) if len(cells) > 1 else ())


def _is_rtl(segments: Sequence[Segment]) -> bool:
    return sum(is_backward(one.text) for one in segments) > len(segments) / 2
