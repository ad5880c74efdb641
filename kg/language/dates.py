"""Dates in running text to a first and a last day, reckoned from the document's own date."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator

from kg.model import When

MONTHS = {m.lower(): i for i, m in enumerate(calendar.month_name) if m}
MONTHS |= {m.lower(): i for i, m in enumerate(calendar.month_abbr) if m} | {"sept": 9}
DAYS = {d.lower(): i for i, d in enumerate(calendar.day_name)}
MONTH = "|".join(sorted((m for m in MONTHS if m != "may"), key=len, reverse=True)) + "|May"
PATTERN = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH})\.?(?:,?\s+(?P<year>(?:19|20)\d\d))?"
    rf"|(?P<part>(?:early|mid|late)[\s-]+)?(?P<month2>{MONTH})\.?(?:\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b)?(?:,?\s+(?P<year2>(?:19|20)\d\d))?"
    rf"|(?P<last>last|next|this)\s+(?P<unit>week|month|year|{'|'.join(DAYS)})"
    rf"|(?P<weekday>{'|'.join(DAYS)})"
    rf"|(?P<near>yesterday|today|tomorrow)"
    rf"|(?:in|since|during|of)\s+(?P<year3>(?:19|20)\d\d))\b",
    re.IGNORECASE | re.ASCII,
)
NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}


def find_dates(text: str, reference: dt.date | None) -> Iterator[tuple[int, int, When]]:
    """Yield (start, end, when) of each date expression; `reference` is the day on which the text appeared.

    What needs a reference and has none keeps its words with no days. A month without a year is taken in the year that
    brings it nearest before the reference, or within the two months after it.

    >>> [w.earliest.isoformat() for _, _, w in find_dates("met on August 24", dt.date(2022, 8, 25)) if w.earliest]
    ['2022-08-24']
    """
    for match in PATTERN.finditer(text):
        if text[: match.start()].lower().endswith(("every ", "each ")):
            continue
        if match["month2"] and not (match["day2"] or match["year2"]) and not match["month2"][0].isupper():
            continue
        start = match.start() + (match[0].index(match["year3"]) if match["year3"] else 0)
        words = text[start : match.end()]
        try:
            days = span_of(match, reference)
        except (OverflowError, ValueError):
            days = None  # a year at the calendar's edge
        yield start, match.end(), When(words, *days) if days else When(words)


def ahead(when: When, reference: dt.date | None) -> When:
    """Return a bare weekday as the one to come, for what is planned; any other date as it is."""
    if reference is None or when.earliest is None or when.text.lower() not in DAYS or when.earliest == reference:
        return when
    day = when.earliest + dt.timedelta(days=7)
    return When(when.text, day, day)


def span_of(match: re.Match[str], reference: dt.date | None) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of a match, or None where they cannot be known."""
    if match["month"] or match["month2"]:
        month = MONTHS[(match["month"] or match["month2"]).lower()]
        day = match["day"] or match["day2"]
        year = match["year"] or match["year2"]
        return month_span(
            month,
            int(day) if day else None,
            int(year) if year else None,
            (match["part"] or "").strip(" -").lower(),
            reference,
        )
    if match["year3"]:
        return dt.date(int(match["year3"]), 1, 1), dt.date(int(match["year3"]), 12, 31)
    if reference is None:
        return None
    if match["near"]:
        day_ = reference + dt.timedelta(days=NEAR[match["near"].lower()])
        return day_, day_
    if match["weekday"]:
        day_ = reference - dt.timedelta(days=(reference.weekday() - DAYS[match["weekday"].lower()]) % 7)
        return day_, day_
    return relative_span(match["last"].lower(), match["unit"].lower(), reference)


def month_span(
    month: int, day: int | None, year: int | None, part: str, reference: dt.date | None
) -> tuple[dt.date, dt.date] | None:
    """Return the days of a date, a month or a part of a month."""
    if year is None:
        if reference is None:
            return None
        year = reference.year
        ahead = (month - reference.month) % 12
        year += (1 if month < reference.month else 0) if ahead <= 2 else (0 if month < reference.month else -1)
    last = calendar.monthrange(year, month)[1]
    if day is not None:
        return (dt.date(year, month, day),) * 2 if 1 <= day <= last else None
    first, end = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(part, (1, last))
    return dt.date(year, month, first), dt.date(year, month, end)


def relative_span(which: str, unit: str, reference: dt.date) -> tuple[dt.date, dt.date] | None:
    """Return the days of "last week", "this month", "next Tuesday"."""
    step = {"last": -1, "this": 0, "next": 1}[which]
    if unit == "week":
        monday = reference - dt.timedelta(days=reference.weekday()) + dt.timedelta(weeks=step)
        return monday, monday + dt.timedelta(days=6)
    if unit == "month":
        months = reference.year * 12 + reference.month - 1 + step
        return month_span(months % 12 + 1, None, months // 12, "", None)
    if unit == "year":
        return dt.date(reference.year + step, 1, 1), dt.date(reference.year + step, 12, 31)
    gap = (reference.weekday() - DAYS[unit]) % 7
    day = reference - dt.timedelta(days=gap or (7 if step < 0 else 0)) + dt.timedelta(weeks=max(0, step))
    return day, day
