"""Ids and values as FollowTheMoney takes them."""

from __future__ import annotations

import calendar

from kg.model import When, short_hash
from kg.rdf.iris import DEFAULT_BASE, iri_of


def entity_id(identifier: str, *, base: str = DEFAULT_BASE) -> str:
    """Return a stable id of an entity in the letters that the model allows: its kind, and a hash of its IRI.

    >>> entity_id("person:Sar_Kheng")
    'person-db1520006b6da436e12a0b2e'
    """
    kind = identifier.partition(":")[0]
    return f"{kind if kind.isascii() and kind.isalpha() else 'thing'}-{short_hash(iri_of(identifier, base=base))}"


def web_address(source: str) -> str | None:
    """Return a document's source where it is an address on the web."""
    return source if source.startswith(("https://", "http://")) else None


def dates(when: When | None) -> list[str]:
    """Return a time as the model writes it: a day, a month or a year, or else the first and the last day.

    >>> import datetime as dt
    >>> dates(When("in May", dt.date(2023, 5, 1), dt.date(2023, 5, 31)))
    ['2023-05']
    """
    if when is None:
        return []
    first, last = when.earliest, when.latest
    if first is None or last is None:
        return [day.isoformat() for day in (first or last,) if day]
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return [f"{first.year:04}"]
    month_ends = calendar.monthrange(last.year, last.month)[1]
    if (first.year, first.month, first.day, last.day) == (last.year, last.month, 1, month_ends):
        return [f"{first:%Y-%m}"]
    return list(dict.fromkeys((first.isoformat(), last.isoformat())))
