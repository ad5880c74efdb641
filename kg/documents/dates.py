"""The date that a line gives, when a date is all that the line holds."""

from __future__ import annotations

import datetime as dt
import re

# dateutil fills what a text leaves out from a default: two defaults that share no part tell what it filled.
DEFAULTS = (dt.datetime(2001, 1, 1), dt.datetime(2002, 2, 2))
LONGEST = 60
LABEL = re.compile(r"^(?:date|dated|published|posted|issued|released|updated)(?: on)?:?\s+", re.IGNORECASE)
YEAR = re.compile(r"\b[12]\d{3}\b")
NUMERIC = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-]\d{4}$")


def date_of_line(line: str) -> dt.date | None:
    """Return the day that a line states, or None if it holds anything else or leaves day, month or year open.

    A numeric date that could be read day first or month first is left open too.

    >>> date_of_line("Tuesday, September 22, 2015")
    datetime.date(2015, 9, 22)
    >>> date_of_line("Published: 12 March 2031")
    datetime.date(2031, 3, 12)
    >>> date_of_line("March 2031"), date_of_line("03/04/2031"), date_of_line("Arrests of 12 March 2031")
    (None, None, None)
    """
    text = LABEL.sub("", line.strip()).rstrip(".")
    if not text or len(text) > LONGEST or not YEAR.search(text) or _either_way(text):
        return None
    found = {_parsed(text, default) for default in DEFAULTS}
    return found.pop() if len(found) == 1 else None


def _either_way(text: str) -> bool:
    match = NUMERIC.match(text)
    if not match:
        return False
    first, second = int(match[1]), int(match[2])
    return first != second and first <= 12 and second <= 12


def _parsed(text: str, default: dt.datetime) -> dt.date | None:
    from dateutil.parser import ParserError, parse

    try:
        return parse(text, default=default).date()
    except (ParserError, OverflowError, ValueError):
        return None
