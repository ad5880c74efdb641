"""Dates in running text to a first and a last day, reckoned from the document's own date.

Own patterns, since the libraries do other work: dateutil reads a text that is a date and nothing else, and the search of
dateparser, told the language, takes a hundred times as long, misses "last year", and takes "about
ninety minutes at the" for a date. Here a date that may as well be another has its words and no days.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.language.date_spans import Days, Reckoner, Side
from kg.language.date_words import (
    BEFORE,
    CUE,
    DOUBTFUL,
    FEAST,
    JOIN,
    MODIFIER,
    NIGHT,
    NOUN,
    OPENING,
    PAPER,
    REPEATED,
    expressions,
)
from kg.model import When

REACH = 24  # letters: how far before a date the words stand that bear on it
ENDS = frozenset({"until", "till", "by", "through", "up to", "before", "prior to"})
SINGLE = frozenset({"weekday", "dmy", "mdy", "year", "month", "lastmonth", "iso", "slash", "short"})


@dataclass(frozen=True, slots=True)
class Found:
    """One expression as it stands in a text, with its days; `match` is its last part's."""

    start: int
    end: int
    days: Days | None
    match: re.Match[str]

    @property
    def kind(self) -> str:
        """Return which branch of the pattern it is."""
        return self.match.lastgroup or ""


def find_dates(
    text: str, reference: dt.date | None, side: Side = Side.UNKNOWN, *, cued: bool = False
) -> Iterator[tuple[int, int, When]]:
    """Yield (start, end, when) of each date expression; `reference` is the day on which the text appeared.

    What needs a reference and has none keeps its words with no days, and so does what is ambiguous. A weekday is the last
    before or on the reference. A date without a year is the last that has begun; one that comes within two months has days
    only where `side` says whether it is past or to come. "since", "until" and the like leave one end open, or close it
    with the reference. `cued` tells that the text is known to be a time.

    >>> [w.earliest.isoformat() for _, _, w in find_dates("met on August 24", dt.date(2022, 8, 25)) if w.earliest]
    ['2022-08-24']
    """
    reckoner = Reckoner(reference, side)
    held: Found | None = None
    for match in expressions(text):
        before = text[max(0, match.start() - REACH) : match.start()]
        joined = held is not None and meets(text, held, match)
        if not (cued or joined or stands(match, before, text)):
            continue
        found = Found(match.start(), match.end(), resolved(reckoner, match), match)
        merged = together(text, held, found, reckoner) if held is not None else None
        if merged is None and held is not None:
            yield written(text, held, reckoner)
        held = merged or found
    if held is not None:
        yield written(text, held, reckoner)


def ahead(when: When, reference: dt.date | None) -> When:
    """Return a date as the one to come, for what is planned: a weekday, or one without a year; any other as it is."""
    return again(when, reference, Side.COMING)


def behind(when: When, reference: dt.date | None) -> When:
    """Return a date as one that is past, for what a verb tells as done."""
    return again(when, reference, Side.PAST)


def again(when: When, reference: dt.date | None, side: Side) -> When:
    """Reckon a date anew, knowing on which side of the reference it lies."""
    found = list(find_dates(when.text, reference, side, cued=True))
    whole = len(found) == 1 and found[0][:2] == (0, len(when.text)) and found[0][2] != When(when.text)
    return found[0][2] if whole else when


def resolved(reckoner: Reckoner, match: re.Match[str], year: str | None = None) -> Days | None:
    """Return the days of a match; one that no calendar has has none."""
    try:
        return reckoner.days(match, year=year)
    except (OverflowError, ValueError):
        return None


def stands(match: re.Match[str], before: str, text: str) -> bool:
    """Tell whether a match is a time by what stands around it: no feast, paper, number or person's name."""
    kind, after = match.lastgroup, text[match.end() : match.end() + REACH]
    if kind in {"weekday", "month", "calendar"} and REPEATED.search(before):
        return False
    if kind == "weekday":
        return not FEAST.search(before) and not PAPER.match(after)
    modifies = MODIFIER.search(before) is not None and NOUN.match(after) is not None
    if kind == "year" and not match["y_part"]:
        thing = r"\s+[a-z]" if before.endswith("of ") else r"\s+[a-z]+s\b"
        round_number = match["y"].endswith("00") and re.match(thing, after) is not None
        return not round_number and (CUE.search(before) is not None or modifies)
    if kind == "month" and match["o_m"].title() in DOUBTFUL and not (match["o_part"] or match["o_y"]):
        return CUE.search(before) is not None or modifies
    return True


def meets(text: str, held: Found, match: re.Match[str]) -> bool:
    """Tell whether a match goes on with the date before it: "between 2015 and *2019*"."""
    kind = match.lastgroup or ""
    return kind == held.kind and kind in SINGLE and JOIN.fullmatch(text, held.end, match.start()) is not None


def together(text: str, held: Found, found: Found, reckoner: Reckoner) -> Found | None:
    """Join two expressions that are one: a weekday with its date, or the two ends of a span."""
    gap = text[held.end : found.start]
    if held.kind == "weekday" and found.kind in {"dmy", "mdy"} and re.fullmatch(r",?\s+(?:the\s+)?", gap):
        return replace(found, start=held.start)
    join = JOIN.fullmatch(gap)
    if join is None or held.kind not in SINGLE or found.kind not in SINGLE:
        return None
    opening = OPENING.search(text[max(0, held.start - REACH) : held.start])
    unsure = opening is None and join["and"] and not (held.days and found.days and held.kind == found.kind)
    if unsure or (opening and opening["word"].lower() == "between" and join["to"]):
        return None
    start = held.start - len(opening[0]) + opening[0].lower().index(opening["word"].lower()) if opening else held.start
    return Found(start, found.end, spanned(held, found, reckoner), found.match)


def spanned(first: Found, last: Found, reckoner: Reckoner) -> Days | None:
    """Return the days from one date to another; the first shares the second's year, and a weekday lies before it."""
    begin, end = first.days, last.days
    year = next((last.match[g] for g in ("d_y", "m_y", "o_y") if last.match[g]), None)
    if year and not any(first.match[g] for g in ("d_y", "m_y", "o_y")):
        begin = resolved(reckoner, first.match, year)
    if begin is None or end is None or begin[0] is None or end[1] is None:
        return None
    start = begin[0]
    if start > end[1] and first.kind == last.kind == "weekday":
        start -= dt.timedelta(7)
    return (start, end[1]) if start <= end[1] else None


def written(text: str, found: Found, reckoner: Reckoner) -> tuple[int, int, When]:
    """Return an expression with the words before it that belong to it, and what they make of its days."""
    start, days = found.start, found.days
    before = text[max(0, start - REACH) : start]
    night = NIGHT.search(before) if found.kind in {"weekday", "dmy", "mdy"} else None
    if night:
        start -= len(night[0])
        before = before[: -len(night[0])]
    operator = BEFORE.search(before)
    possessive = text[found.end : found.end + 2] in {"'s", "’s"}
    if operator and not possessive:
        start -= len(operator[0])
        word = " ".join(operator["word"].lower().split())
        if word != "from" or not is_span(found):
            days = bounded(word, self_dated(word, found, reckoner), reckoner.reference)
    words = text[start : found.end]
    return start, found.end, When(words, *days) if days else When(words)


def is_span(found: Found) -> bool:
    """Tell whether an expression names both its ends: "3 to 7 May"."""
    return found.kind == "years" or (found.kind in {"dmy", "mdy"} and bool(found.match[f"{found.kind[0]}2"]))


def self_dated(word: str, found: Found, reckoner: Reckoner) -> Days | None:
    """Return the days behind "since", which are past, or behind "until" and its like, which may be either."""
    if found.days is None and word == "since":
        return resolved(Reckoner(reckoner.reference, Side.PAST), found.match)
    loose = found.kind == "weekday" and not found.match["w_which"] and reckoner.side is Side.UNKNOWN
    return None if loose and word in ENDS else found.days


def bounded(word: str, days: Days | None, reference: dt.date | None) -> Days | None:
    """Return what "since", "until", "before" and the like make of the days behind them."""
    first, last = days or (None, None)
    if word == "since":
        return (first, reference if reference and first and first <= reference else None) if first else None
    if word in ENDS - {"before", "prior to"}:
        return (None, last) if last else None
    if word in ENDS:
        return (None, first - dt.timedelta(1)) if first else None
    if word == "after":
        return (last + dt.timedelta(1), None) if last else None
    return (first, None) if first else None
