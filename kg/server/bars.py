"""Small charts of counts, laid out here and drawn as SVG by the templates, which need no script for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_COLUMNS = 72
MOST_TICKS = 5
"""Labels below the columns, each where its column begins; one has so much room to its right, on a phone too."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One count: its name, where its page is ("" for none), and its share of the largest, from 0 to 100."""

    label: str
    number: int
    share: float
    address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One stretch of time: its name, its count, its place from the left and its height, both out of 100; `told` if labelled."""

    label: str
    number: int
    left: float
    width: float
    height: float
    told: bool = False


def bars(rows: Sequence[tuple[str, int, str, str]]) -> list[Bar]:
    """Lay out counts as bars, given as name, count, address and note, in that order.

    >>> [(bar.label, bar.share) for bar in bars([("met", 4, "", ""), ("told", 1, "", "")])]
    [('met', 100.0), ('told', 25.0)]
    """
    top = max((number for _, number, _, _ in rows), default=1)
    return [Bar(label, number, round(100 * number / top, 2), address, note) for label, number, address, note in rows]


def columns(months: Mapping[str, int]) -> list[Column]:
    """Lay out counts by month as columns, by year where there are too many; stretches without any are left empty.

    >>> [(c.label, c.number) for c in columns({"2031-11": 2, "2032-01": 1})]
    [('2031-11', 2), ('2031-12', 0), ('2032-01', 1)]
    >>> [c.label for c in columns({"1975-04": 1, "2032-01": 1})][:2]
    ['1975', '1976']
    >>> [(c.label, c.left) for c in columns({"2031-01": 1, "2031-12": 1}) if c.told]
    [('2031-01', 0.0), ('2031-04', 25.0), ('2031-07', 50.0), ('2031-10', 75.0)]
    """
    if not months:
        return []
    counts = _every_month(months)
    if len(counts) > MOST_COLUMNS:
        counts = _every_year(months)
    top, wide = max(counts.values()), 100 / len(counts)
    step = max(1, -(-len(counts) // MOST_TICKS))
    return [Column(label, number, round(place * wide, 3), round(wide, 3), round(100 * number / top, 2),
                   place % step == 0 and (len(counts) - place) * MOST_TICKS >= len(counts))
            for place, (label, number) in enumerate(counts.items())]


def _every_month(months: Mapping[str, int]) -> dict[str, int]:
    first, last = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (min(months), max(months)))
    if last - first > MOST_COLUMNS:
        return dict.fromkeys((str(place) for place in range(MOST_COLUMNS + 1)), 0)
    named = (f"{place // 12:04}-{place % 12 + 1:02}" for place in range(first, last + 1))
    return {name: months.get(name, 0) for name in named}


def _every_year(months: Mapping[str, int]) -> dict[str, int]:
    years: dict[str, int] = {}
    for month, number in months.items():
        years[month[:4]] = years.get(month[:4], 0) + number
    return {f"{year:04}": years.get(f"{year:04}", 0) for year in range(int(min(years)), int(max(years)) + 1)}
