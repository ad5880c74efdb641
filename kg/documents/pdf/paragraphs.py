"""Lines to paragraphs, over the borders of columns and pages; notes after the paragraph that their page ends with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import mode

from kg.documents.pdf.geometry import Line, middle, usual_size
from kg.documents.pdf.hyphens import Hyphens
from kg.documents.pdf.layout import Region
from kg.model import Page

ENDS = (".", "!", "?", ":", ";", "”", '"', "’", ")", "]", "…", ".”")
ITEM = re.compile(r"^(?:[•●▪◦‣·–—-]\s|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s)")
NOTE = re.compile(r"^\s*(?:\d{1,3}|[*†‡§]+|\[\d+\])[.)]?\s*[^\W\d_]?")
NOTE_SIZE = 0.93  # of the body's: notes are set smaller
APART = 1.2  # times the usual distance of lines
INDENT = 0.5  # of the font's height, which is more than its size
SHORT, FULL = 0.85, 0.93  # of the column's width


@dataclass(slots=True)
class Paragraph:
    """Lines with the page that each stands on; `left` and `right` are those of the column that its last line stands in."""

    lines: list[tuple[int, Line]] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0

    @property
    def last(self) -> Line:
        """Return the last line."""
        return self.lines[-1][1]


def text_of(pages: Sequence[tuple[int, str, Sequence[Region]]]) -> tuple[str, tuple[Page, ...]]:
    """Return the text of pages, each its number, its label and its regions, and where the text of each begins."""
    labels = {number: label for number, label, _ in pages}
    flow = list(_flow([(number, regions) for number, _, regions in pages]))
    hyphens = Hyphens(line.text for paragraph in flow for _, line in paragraph.lines)
    pieces: list[str] = []
    starts: list[Page] = []
    length, page = 0, -1
    for paragraph in flow:
        before = "\n\n" if pieces else ""
        last = ""
        for number, line in paragraph.lines:
            if last:
                kept, before = hyphens.joint(last, line.text)
                pieces[-1] = kept
                length += len(kept) - len(last)
            pieces += [before, ""]
            length += len(before)
            if number != page:
                starts.append(Page(length, labels[number]))
                page = number
            pieces[-1] = last = line.text
            length += len(last)
    return "".join(pieces), tuple(starts)


def _flow(pages: Sequence[tuple[int, Sequence[Region]]]) -> Iterator[Paragraph]:
    body = usual_size(line for _, regions in pages for region in regions for line in region)
    open_: Paragraph | None = None
    notes: list[Paragraph] = []
    for number, regions in pages:
        own: list[Paragraph] = []
        for region in regions:
            kept, below = _without_notes(region, body)
            own += _paragraphs(below, number)
            for paragraph in _paragraphs(kept, number):
                if open_ and _continues(open_, paragraph):
                    open_.lines += paragraph.lines
                    open_.left, open_.right = paragraph.left, paragraph.right
                    continue
                if open_:
                    yield open_
                    yield from notes
                    notes = []
                open_ = paragraph
        notes += own
    yield from [open_] if open_ else []
    yield from notes


def _without_notes(region: Region, body: float) -> tuple[Region, Region]:
    """Part the notes at a region's foot from the rest: smaller lines, the first of which begins with a mark."""
    start = len(region)
    while start and region[start - 1].size < NOTE_SIZE * body:
        start -= 1
    first = next((index for index in range(start, len(region)) if NOTE.match(region[index].text)), len(region))
    return region[:first], region[first:]


def _paragraphs(region: Region, number: int) -> list[Paragraph]:
    if not region:
        return []
    left, right = mode([round(line.left) for line in region]), max(line.right for line in region)
    leading = _leading(region)
    found: list[Paragraph] = []
    for line in region:
        if found and not _begins(found[-1], line, left, leading):
            found[-1].lines.append((number, line))
        else:
            found.append(Paragraph([(number, line)], left, right))
    return found


def _leading(region: Region) -> float:
    """Return the usual distance from line to line."""
    steps = [above.base - below.base for above, below in zip(region, region[1:], strict=False)
             if abs(above.size - below.size) < 0.5 and 0 < above.base - below.base < 3 * above.size]
    return middle(steps) or 1.3 * region[0].size


def _begins(paragraph: Paragraph, line: Line, left: float, leading: float) -> bool:
    """Tell whether a line begins a paragraph after those before it in its column."""
    last, first = paragraph.last, paragraph.lines[0][1]
    if line.cells or last.cells:
        wrapped = not line.cells and bool(first.cells) and line.left > first.left + line.size
        return not wrapped or last.base - line.base > APART * max(leading, 1.15 * line.size)
    step = last.base - line.base
    if step <= 0 or step > APART * leading or abs(line.size - last.size) > 0.12 * last.size:
        return True
    ended = last.text.endswith(ENDS)
    if ITEM.match(line.text) and (ended or line.left <= first.left + 1):
        return ended or bool(ITEM.match(first.text))
    indented = line.left > left + INDENT * line.size
    if indented and last.left <= left + INDENT * line.size and len(paragraph.lines) > 1:
        return True
    if indented and len(paragraph.lines) == 1 and last.right < left + SHORT * (paragraph.right - left):
        return True
    if indented and ended and last.left <= left + INDENT * line.size and not ITEM.match(first.text):
        return True
    return ended and last.right < left + SHORT * (paragraph.right - left)


def _continues(before: Paragraph, paragraph: Paragraph) -> bool:
    """Tell whether the first paragraph of a column or page goes on with the last of the one before."""
    last, first = before.last, paragraph.lines[0][1]
    if last.cells or first.cells or abs(last.size - first.size) > 0.08 * last.size or ITEM.match(first.text):
        return False
    if last.text.endswith(("-", "\u00ad")):
        return True
    if last.text.endswith(ENDS):
        return False
    if first.text[:1].islower():
        return True
    full = last.right >= before.left + FULL * (before.right - before.left)
    return full and len(before.lines) > 1 and first.left <= paragraph.left + INDENT * first.size
