"""Fonts for the names of a chart, whichever script they are in: the first that this machine has for each character."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

FIRST = "DejaVu Sans"
"""Comes with matplotlib: Latin, Cyrillic, Greek and, with joined letters, Arabic."""
BOXES = "Last Resort High-Efficiency"
"""Comes with matplotlib too: has a box for every character, and so would hide that no font has it."""


def fonts_for(texts: Iterable[str]) -> tuple[list[str], str]:
    """Return the font families that together have all characters of the texts, and the characters that none has.

    >>> fonts_for(["Orla Venn"])
    (['DejaVu Sans'], '')
    """
    families, missing = [FIRST], {ord(c) for text in texts for c in text if c.isprintable() and not c.isspace()}
    missing -= _characters(_path(FIRST))
    for family, path in _installed() if missing else ():
        found = missing & _characters(path)
        if found:
            families.append(family)
            missing -= found
        if not missing:
            break
    return families, "".join(map(chr, sorted(missing)))


@lru_cache(maxsize=1)
def _installed() -> tuple[tuple[str, str], ...]:
    """Return the upright fonts of normal weight by family and path, plain ones first and otherwise in order of name."""
    from matplotlib.font_manager import fontManager

    upright = {entry.name: entry.fname for entry in fontManager.ttflist
               if entry.style == "normal" and entry.weight in (400, "normal", "regular", "book")
               and entry.name not in (FIRST, BOXES)}
    return tuple(sorted(upright.items(), key=lambda item: _rank(item[0])))


def _rank(family: str) -> tuple[bool, bool, bool, str]:
    """Return the place of a family: plain ones first, of those for Chinese characters the one with simplified forms."""
    return not family.startswith("Noto Sans"), "Mono" in family, " CJK " in family and not family.endswith(" SC"), family


def _path(family: str) -> str:
    from matplotlib.font_manager import findfont

    return findfont(family)


@lru_cache(maxsize=512)
def _characters(path: str) -> frozenset[int]:
    """Return the code points that a font file has."""
    from matplotlib.font_manager import get_font

    return frozenset(get_font(path).get_charmap())
