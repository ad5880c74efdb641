"""A document's text as its page shows it: cut at the borders of its passages, its mentions and the words of its acts.

Spans may lie in one another, meet or cross. Passages become elements: where two cross, the one that ends later is closed and
opened again. Mentions and acts become single pieces, so that no link lies in a link. Invariant: the pieces of all parts,
joined, are the text, and every passage is opened with its anchor once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from kg.model import Gap, Mention, MentionKind
from kg.server.cards import Named
from kg.server.parts import Blocks, Cutter

LONGEST = 30_000
"""Characters of a text on one page."""
MOST = 150
"""Claims and acts on one page."""

T = TypeVar("T")
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


@dataclass(frozen=True, slots=True)
class Meant:
    """A mention and whom it was taken for; `type` is the class of that entity."""

    mention: Mention
    who: Named
    type: str

    @property
    def told(self) -> str:
        """Tell whom the words were taken for."""
        kind = self.type.lower()
        if self.mention.kind is MentionKind.NAME:
            return f"{self.who.label} ({kind})"
        return f"“{' '.join(self.mention.text.split())}” was taken for {self.who.label} ({kind})"

    @property
    def guessed(self) -> bool:
        """Tell whether the words do not name who is meant; "the officer" names a nameless officer."""
        return self.mention.kind is not MentionKind.NAME and self.who.label.casefold() not in self.mention.text.casefold()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text that claims and acts rest on, given by the names of their places, or that the ledger has."""

    start: int
    end: int
    said: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def anchor(self) -> str:
        """Return the name of its place on the page."""
        return f"at-{self.start}"


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a passage begins, or goes on after another one's end; then its anchor is empty."""

    kind: ClassVar[str] = "opening"
    passage: Passage
    anchor: str


@dataclass(frozen=True, slots=True)
class Closing:
    """Where a passage ends; `whole` is false where it goes on at once."""

    kind: ClassVar[str] = "closing"
    passage: Passage
    whole: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the text: who is meant by it, the innermost first, and whether it is of the words of an act."""

    kind: ClassVar[str] = "piece"
    text: str
    anchor: str = ""
    meant: tuple[Meant, ...] = ()
    act: bool = False


Token = Opening | Closing | Piece
Paragraph = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A text with what was read in it; `acts` are where the words of acts begin and end. Offsets are code points."""

    text: str
    passages: tuple[Passage, ...]
    meant: tuple[Meant, ...] = ()
    acts: tuple[tuple[int, int], ...] = ()

    def parts(self, *, longest: int = LONGEST, most: int = MOST) -> list[tuple[int, int]]:
        """Return where the pieces of the text begin and end that a page can show; no passage is cut.

        A piece is longer, or has more claims, only where one passage is or has.
        """
        spans = [(passage.start, passage.end) for passage in self.passages]
        said = [passage.start for passage in self.passages for _ in passage.said]
        borders = [0, *Cutter(self.text, self.breaks(), spans, said).cuts(longest=longest, most=most), len(self.text)]
        return list(zip(borders, borders[1:], strict=False))

    def paragraphs(self, start: int, end: int) -> Iterator[Paragraph]:
        """Yield the paragraphs of a part, each with as many closings as openings."""
        last = end == len(self.text)
        passages = [p for p in self.passages if start <= p.start and (p.start < end or last)]
        breaks = {at for at in self.breaks() if start < at < end}
        writer = _Writer(self, passages, start, end)
        paragraph: list[Token] = []
        for at, following in writer.stretches(breaks):
            paragraph += writer.closings(at)
            if at in breaks:
                yield tuple(paragraph)
                paragraph = []
            paragraph += writer.openings(at)
            if following > at:
                paragraph.append(writer.piece(at, following))
        yield tuple(paragraph)

    def breaks(self) -> list[int]:
        """Return where paragraphs begin: after blank lines that are in no passage."""
        blocks = Blocks((passage.start, passage.end) for passage in self.passages)
        return [found.end() for found in _BLANK_LINES.finditer(self.text) if not blocks.around(found.end())]


def passages_of(said: Iterable[tuple[int, int, str]], gaps: Iterable[Gap]) -> tuple[Passage, ...]:
    """Gather what rests on the same passage; outer passages come before those in them.

    Each that is said is given as where its passage begins and ends, and the name of its place on the page.
    """
    telling: dict[tuple[int, int], list[str]] = defaultdict(list)
    silent: dict[tuple[int, int], list[Gap]] = defaultdict(list)
    for start, end, anchor in said:
        telling[start, end].append(anchor)
    for gap in gaps:
        silent[gap.evidence.start, gap.evidence.end].append(gap)
    spans = sorted({*telling, *silent}, key=lambda span: (span[0], -span[1]))
    return tuple(Passage(*span, tuple(telling.get(span, ())), tuple(silent.get(span, ()))) for span in spans)


class _Writer:
    """Writes the tokens of one part of a text, offset by offset."""

    def __init__(self, read: Read, passages: Sequence[Passage], start: int, end: int) -> None:
        self.text, self.start, self.end = read.text, start, end
        self.beginning: dict[int, list[Passage]] = defaultdict(list)
        for passage in passages:
            self.beginning[passage.start].append(passage)
        self.meant = _Cover([(one.mention.start, one.mention.end, one) for one in read.meant], start, end)
        self.acts = _Cover([(*span, span) for span in read.acts], start, end)
        self.ends = {passage.end for passage in passages}
        self.anchors = {*self.meant.starts, *self.acts.starts} - self.beginning.keys()
        self.open: list[Passage] = []

    def stretches(self, breaks: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Yield each border with the next one, last the end with itself."""
        inner = {*self.beginning, *self.ends, *self.meant.borders, *self.acts.borders, *breaks}
        borders = sorted({self.start, self.end, *(at for at in inner if self.start < at < self.end)})
        yield from zip(borders, [*borders[1:], self.end], strict=True)

    def closings(self, at: int) -> Iterator[Token]:
        """Close the passages that end here; those opened in them which go on are closed and opened again."""
        ended = [number for number, passage in enumerate(self.open) if passage.end <= at]
        if not ended:
            return
        inner = self.open[ended[0]:]
        for passage in reversed(inner):
            yield Closing(passage, whole=passage.end <= at)
        del self.open[ended[0]:]
        for passage in inner:
            if passage.end > at:
                yield self._opening(passage, "")

    def openings(self, at: int) -> Iterator[Token]:
        """Open the passages that begin here, the longest first; an empty one is closed at once."""
        anchor = f"at-{at}"
        for passage in self.beginning.get(at, ()):
            yield self._opening(passage, anchor)
            anchor = ""
            if passage.end <= at:
                self.open.pop()
                yield Closing(passage, whole=True)

    def piece(self, at: int, following: int) -> Piece:
        """Return the text up to the next border, with what covers it."""
        meant = sorted(self.meant.at(at), key=lambda one: (one.mention.end - one.mention.start, one.mention, one.who.id))
        anchor = f"at-{at}" if at in self.anchors else ""
        return Piece(self.text[at:following], anchor, tuple(meant), act=bool(self.acts.at(at)))

    def _opening(self, passage: Passage, anchor: str) -> Opening:
        self.open.append(passage)
        return Opening(passage, anchor)


class _Cover(Generic[T]):
    """What covers an offset, for offsets that are asked for in order."""

    def __init__(self, spans: Iterable[tuple[int, int, T]], start: int, end: int) -> None:
        self._spans = sorted((s for s in spans if s[0] < end and s[1] > start and s[0] < s[1]), key=lambda s: s[:2])
        self.starts = {first for first, _, _ in self._spans}
        self.borders = self.starts | {last for _, last, _ in self._spans}
        self._next = 0
        self._open: list[tuple[int, T]] = []

    def at(self, offset: int) -> list[T]:
        """Return what begins at or before an offset and ends after it."""
        while self._next < len(self._spans) and self._spans[self._next][0] <= offset:
            _, last, item = self._spans[self._next]
            self._open.append((last, item))
            self._next += 1
        self._open = [(last, item) for last, item in self._open if last > offset]
        return [item for _, item in self._open]
