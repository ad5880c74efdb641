"""Rows of tables and records of JSON as documents: which field holds the text, the title, the date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from email.utils import parsedate_to_datetime
from itertools import chain, islice
from statistics import median

from kg.documents.converted import Converted
from kg.documents.dates import date_of_line
from kg.documents.identity import record_id
from kg.documents.plain_html import looks_like_html, text_of
from kg.documents.request import Request
from kg.documents.text import heading_of
from kg.documents.unread import Unread
from kg.errors import FieldMissing

Record = Mapping[str, object]
SAMPLE = 200  # records that are looked at to tell the fields
USUAL: Mapping[str, Sequence[str]] = {
    "text": ("text", "body", "content", "articletext", "articlebody", "fulltext", "maintext", "article", "story", "bodytext",
             "articlecontent", "contents", "cleantext", "plaintext", "bodyhtml", "html", "transcript", "message", "description"),
    "title": ("title", "headline", "heading", "articletitle", "subject", "head"),
    "date": ("date", "published", "publicationdate", "publishdate", "publisheddate", "publishedat", "pubdate", "dateofpublication",
             "datepublished", "datetime", "day", "created", "createdat", "timestamp"),
    "publisher": ("publisher", "publication", "outlet", "newspaper", "sourcename", "source", "sitename", "site", "media",
                  "organisation", "organization"),
    "author": ("author", "byline", "authors", "writer", "creator", "reporter"),
    "language": ("language", "lang", "languagecode"),
    "url": ("url", "link", "uri", "permalink", "webaddress", "sourceurl", "href", "weburl"),
    "id": ("id", "articleid", "docid", "documentid", "uuid", "guid", "identifier"),
}
WORDS = 20  # in the middle, of a field that can only be the text
PLAIN = re.compile(r"[\W_]+")
ISO = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:$|[T ]\d)")


def documents_of(records: Iterable[tuple[str, Record]], request: Request) -> Iterator[Converted | Unread]:
    """Yield a document for each record, which comes with the name of its part; raise `FieldMissing` before the first."""
    numbered = iter(records)
    sample = list(islice(numbered, SAMPLE))
    if not sample:
        return
    fields = fields_of([record for _, record in sample], request)
    for part, record in chain(sample, numbered):
        yield _document(part, record, fields, request)


def fields_of(records: Sequence[Record], request: Request) -> dict[str, str]:
    """Return which of the records' fields holds what: those that the options name, else those with usual names."""
    names = list(dict.fromkeys(name for record in records for name in record))
    found = {}
    for wanted, given in request.options.fields.items():
        found[wanted] = _named(given, names) or _missing(wanted, f"no field {given!r}", names, request)
    plain = {PLAIN.sub("", name).lower(): name for name in reversed(names)}
    for wanted, usual in USUAL.items():
        name = next((plain[one] for one in usual if one in plain), "")
        if name and wanted not in found and name not in found.values():
            found[wanted] = name
    if "text" not in request.options.fields:
        text = _longest(records, names)
        if text and _words(records, found.get("text", "")) < WORDS:
            found = {wanted: name for wanted, name in found.items() if name != text} | {"text": text}
    if "text" not in found:
        _missing("text", "no field with a name that tells that it holds the text", names, request)
    return found


def date_of(value: object) -> dt.date | None:
    """Return the day that a field holds.

    >>> date_of("2031-03-12T08:00:00Z"), date_of("Wed, 12 Mar 2031 08:00:00 +0000"), date_of("03/04/2031")
    (datetime.date(2031, 3, 12), datetime.date(2031, 3, 12), None)
    """
    written = str(value or "").strip()
    iso = ISO.match(written)
    try:
        if iso:
            return dt.date.fromisoformat(iso[1])
        return date_of_line(written) or parsedate_to_datetime(written).date()
    except (ValueError, TypeError, IndexError):
        return None


def _document(part: str, record: Record, fields: Mapping[str, str], request: Request) -> Converted:
    values = {wanted: _written(record.get(name)) for wanted, name in fields.items()}
    text = values.get("text", "")
    if looks_like_html(text):
        text = text_of(text)
    title, date = heading_of(text)
    called = f"{part}, id {values['id']}" if values.get("id") else part
    return Converted(text, " ".join(values.get("title", "").split()) or title, date_of(values.get("date")) or date,
                     values.get("publisher", ""), values.get("author", ""), values.get("language", ""), values.get("url", ""),
                     request.part_of(called), record_id(record))


def _written(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_written, value)))
    if isinstance(value, dict):
        return _written(value.get("name") or value.get("title") or "")
    return "" if value is None else str(value)


def _named(given: str, names: Sequence[str]) -> str:
    return next((name for name in names if name == given), "") or next(
        (name for name in names if name.lower() == given.lower()), "")


def _missing(wanted: str, what: str, names: Sequence[str], request: Request) -> str:
    there = ", ".join(repr(name) for name in names[:30]) + (", ..." if len(names) > 30 else "")
    raise FieldMissing(f"{request.name} has {what}; it has {there or 'none'}.",
                       f"Name the field that holds the {wanted}, such as: {wanted}={names[0] if names else 'body'}.")


def _longest(records: Sequence[Record], names: Sequence[str]) -> str:
    """Return the field whose values are prose, where the name of none tells it."""
    lengths = {name: _words(records, name) for name in names}
    best = max(lengths, key=lambda name: lengths[name], default="")
    return best if best and lengths[best] >= WORDS else ""


def _words(records: Sequence[Record], name: str) -> float:
    values = [record.get(name) for record in records] if name else []
    return median(len(value.split()) if isinstance(value, str) else 0 for value in values) if values else 0
