"""The letters of a page, as pdfium gives them, and the segments that they make."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from kg.documents.pdf.geometry import Glyph, Segment, middle

HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "\u00ad"}  # how pdfium marks a hyphen at a line's end
LIGATURES = range(0xFB00, 0xFB07)
WIDE = 0.7  # of the font's height: a gap that parts columns and cells
STRETCHED = 1.5  # times the usual gap between words: what justified lines stretch it to
WIDEST = 2.0  # of the font's height: no gap between words is wider
SPACE = 0.16  # of the font's height: a gap that parts words, where no space is drawn
RAISED, SMALLER = 0.15, 0.82  # a mark of a note: how far above its line, and how small
MARKS = frozenset("0123456789*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰")
UNITS = ("m", "km", "cm")  # what a raised figure squares
UNTOLD = frozenset(("Co", "Cn"))


def glyphs_of(page: Any) -> tuple[list[Glyph], float]:
    """Return a page's letters in the order in which it draws them, turned upright, and the height of the page as it is then.

    Letters that stand askew to most, as watermarks do, are left out.
    """
    text = page.get_textpage()
    try:
        found = list(_glyphs(text))
    finally:
        text.close()
    turns = Counter(turn for turn, _ in found if turn >= 0)
    turn = max(turns, key=lambda one: turns[one], default=0)
    width, height = page.get_size() if page.get_rotation() % 180 == 0 else reversed(page.get_size())
    upright = [_upright(glyph, turn, width, height) for at, glyph in found if at == turn]
    return upright, width if turn % 2 else height


def untold(glyphs: Iterable[Glyph]) -> float:
    """Return the share of letters whose font does not tell which letters they are."""
    held = [unicodedata.category(glyph.text[0]) in UNTOLD or glyph.text == "\ufffd" for glyph in glyphs]
    return sum(held) / len(held) if held else 0.0


def segments_of(glyphs: Iterable[Glyph]) -> tuple[Segment, ...]:
    """Put letters together that stand side by side; marks of notes raised above their line are left out."""
    held = list(glyphs)
    wide = wide_gap(held)
    runs: list[list[Glyph]] = []
    for glyph in held:
        if runs and _goes_on(runs[-1], glyph, wide):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return tuple(segment for run in runs if (segment := _segment(run)).text)


def wide_gap(glyphs: Sequence[Glyph]) -> float:
    """Return how wide a gap is, in heights of the font, that parts columns: wider than the usual one between words."""
    gaps = ((glyph.left - last.right) / (glyph.size or 1) for last, glyph in pairwise(glyphs)
            if glyph.spaced and abs(glyph.base - last.base) < 0.1 * glyph.size)
    return max(WIDE, STRETCHED * middle(sorted(gap for gap in gaps if SPACE < gap < WIDEST)))


def is_backward(text: str) -> bool:
    """Tell whether a letter belongs to a script that runs from right to left."""
    return unicodedata.bidirectional(text[0]) in ("R", "AL")


def _glyphs(text: Any) -> Iterator[tuple[int, Glyph]]:
    """Yield letters with the quarter turns that they stand at, -1 where they stand at none."""
    import pypdfium2.raw as pdfium

    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    spaced = False
    high = 0
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        letter = _letter(code)
        if not letter or letter.isspace():
            spaced = True
            continue
        if pdfium.FPDFText_IsGenerated(text, index) == 1 and code not in HYPHENS:
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        turn = round(-pdfium.FPDFText_GetCharAngle(text, index) / (math.pi / 2), 2) % 4  # it turns clockwise
        askew = abs(turn - round(turn)) > 0.1
        corners = (box.left, box.bottom, box.right, box.top)
        yield (-1 if askew else round(turn) % 4), _glyph(letter, corners, (x.value, y.value), round(turn) % 4, spaced=spaced)
        spaced = False


def _letter(code: int) -> str:
    if code in HYPHENS:
        return HYPHENS[code]
    if code in LIGATURES:
        return unicodedata.normalize("NFKC", chr(code))
    if 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\ufffd"
    letter = chr(code)
    return "" if code < 32 or 0x7F <= code < 0xA0 else letter


def _glyph(letter: str, box: tuple[float, float, float, float], origin: tuple[float, float], turn: int, *, spaced: bool) -> Glyph:
    left, bottom, right, top = box
    size = (top - bottom) if turn % 2 == 0 else (right - left)
    along = (left, right) if turn % 2 == 0 else (bottom, top)
    return Glyph(letter, min(along), max(along), origin[1] if turn % 2 == 0 else origin[0], size, spaced)


def _upright(glyph: Glyph, turn: int, width: float, height: float) -> Glyph:
    """Turn a letter so that its line runs to the right and its page begins at the top."""
    if turn == 0:
        return glyph
    mirrored, down = turn in (2, 3), turn in (1, 2)
    reach, far = (height, width) if turn % 2 else (width, height)
    left, right = (reach - glyph.right, reach - glyph.left) if mirrored else (glyph.left, glyph.right)
    base = far - glyph.base if down else glyph.base
    return Glyph(glyph.text, left, right, base, glyph.size, glyph.spaced)


def _goes_on(run: list[Glyph], glyph: Glyph, wide: float) -> bool:
    last = run[-1]
    size = max(last.size, glyph.size)
    if abs(glyph.base - last.base) > 0.45 * size:
        return False
    gap = last.left - glyph.right if is_backward(glyph.text) and is_backward(last.text) else glyph.left - last.right
    # The letters of a ligature share one box.
    return gap < wide * size and (gap > -0.6 * size or glyph.left >= last.left - 0.1 * size)


def _segment(run: list[Glyph]) -> Segment:
    size = max(glyph.size for glyph in run)
    base = next(glyph.base for glyph in run if glyph.size == size)
    pieces: list[str] = []
    last: Glyph | None = None
    for glyph in run:
        raised = glyph.size < SMALLER * size and glyph.base > base + RAISED * size
        if raised and glyph.text in MARKS and last and "".join(pieces).rsplit(" ", 1)[-1] not in UNITS:
            last = glyph if last is None else Glyph(last.text, last.left, glyph.right, base, size)
            continue
        if last and (glyph.spaced or _gap(last, glyph) > SPACE * size or (last.size < SMALLER * size and last.text in MARKS)):
            pieces.append(" ")
        pieces.append(glyph.text)
        last = glyph
    return Segment("".join(pieces).strip(), min(glyph.left for glyph in run), max(glyph.right for glyph in run), base, size)


def _gap(last: Glyph, glyph: Glyph) -> float:
    return last.left - glyph.right if is_backward(glyph.text) else glyph.left - last.right
