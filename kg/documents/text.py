"""Plain text: every character stays; a headline and a date line at the top are told from the form of their lines."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from kg.documents.converted import Converted
from kg.documents.dates import date_of_line
from kg.documents.encoding import decode
from kg.documents.request import Request

LONGEST_TITLE = 160
MOST_LINES = 5
STOPS = (".", ",", ";", ":")
ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}$")


def read_text(data: bytes, request: Request) -> Iterator[Converted]:
    """Decode plain text; its title is a headline at the top, its date a line there that is only a date."""
    text = decode(data, request.name)
    title, date = heading_of(text)
    yield Converted(text, title, date)


def heading_of(text: str) -> tuple[str, dt.date | None]:
    """Return the headline and the date that stand above the first paragraph; what is not there is empty or None.

    A headline is one short line without final full stop that a blank line or a date line follows; more of the kind
    (a byline, a place) may stand before the date.

    >>> heading_of("Three held in Saranta\\n\\n12 March 2031\\n\\nPolice arrested three women.")
    ('Three held in Saranta', datetime.date(2031, 3, 12))
    >>> heading_of("Police arrested three women.\\n\\nThey were released.")
    ('', None)
    """
    title, date, seen = "", None, 0
    lines = text.split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if not line.strip():
            continue
        found = date_of_line(line)
        if found and date is None:
            date = found
        elif seen < MOST_LINES and is_headline(line) and (not following.strip() or date_of_line(following)):
            title = title or line.strip()
        else:
            return title, date
        seen += 1
    return "", None  # nothing but short lines: no body that they could head


def is_headline(line: str) -> bool:
    """Tell whether a line has the form of a headline.

    >>> is_headline("UN envoy meets minister"), is_headline("The envoy met the minister."), is_headline("Trial in U.S.")
    (True, False, True)
    """
    text = line.strip()
    return len(text) <= LONGEST_TITLE and (not text.endswith(STOPS) or bool(ABBREVIATED.search(text)))
