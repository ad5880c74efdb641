"""Running heads, feet and page numbers: what stands at the same place of many pages, but for its numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.documents.pdf.geometry import PageOfText, Segment

MARGIN = 0.13  # of the page's height, at its top and its foot
FEWEST = 3  # pages of a file that has running heads of which each may come but once
MOST_LINES = 3  # of a head or a foot
GRID = 4.0  # points within which a place is the same
CHANGING = re.compile(r"[\d\W_]+")  # what differs from page to page
NUMBER = re.compile(r"^[\s–—|-]*(?:page|p\.)?\s*(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/|\|)\s*\d{1,4})?[\s–—|.-]*$", re.IGNORECASE)
Key = tuple[str, bool, int]


def without_heads(pages: Sequence[PageOfText]) -> list[PageOfText]:
    """Return the pages without what runs along at their tops and feet, and without numbers that stand alone there."""
    keys = [dict(_candidates(page)) for page in pages]
    numbered = [_beside_numbers(held) if len(pages) >= FEWEST else set() for held in keys]
    counted: Counter[Key] = Counter(key for page in keys for key in set(page.values()))
    found = []
    for page, held, beside in zip(pages, keys, numbered, strict=True):
        running = beside | {segment for segment in held if _runs(segment, held, counted, len(pages))}
        found.append(replace(page, segments=tuple(segment for segment in page.segments if segment not in running)))
    return found


def _beside_numbers(held: dict[Segment, Key]) -> set[Segment]:
    """Return what stands on the outermost line at the top or the foot, with a page number: a chapter's name, as a rule."""
    found: set[Segment] = set()
    for at_top in (True, False):
        within = [segment for segment, key in held.items() if key[1] == at_top]
        edge = max((segment.base if at_top else -segment.base for segment in within), default=0.0)
        row = [segment for segment in within if abs(abs(edge) - segment.base) <= 2]
        if any(NUMBER.match(segment.text) for segment in row) and len(row) == 2:
            found |= set(row)
    return found


def _runs(segment: Segment, held: dict[Segment, Key], counted: Counter[Key], pages: int) -> bool:
    key = held[segment]
    times = counted[key] + max(counted[key[0], key[1], key[2] + by] for by in (-1, 1))
    return times >= 3 or (times == 2 and pages <= 4) or bool(NUMBER.match(segment.text))


def _candidates(page: PageOfText) -> Iterator[tuple[Segment, Key]]:
    for at_top in (True, False):
        within = [one for one in page.segments if _is_in_margin(one, page.height, at_top=at_top)]
        bases = sorted({round(one.base) for one in within}, reverse=at_top)[:MOST_LINES]
        for segment in within:
            if round(segment.base) in bases:
                text = CHANGING.sub(" ", segment.text.lower()).strip()
                yield segment, (text, at_top, round(segment.base / GRID))


def _is_in_margin(segment: Segment, height: float, *, at_top: bool) -> bool:
    return segment.base > height * (1 - MARGIN) if at_top else segment.base < height * MARGIN
