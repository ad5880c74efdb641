"""Markdown to plain text: each heading, list item and table row becomes a paragraph of its own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.documents.converted import Converted
from kg.documents.dates import date_of_line
from kg.documents.encoding import decode
from kg.documents.request import Request
from kg.documents.text import heading_of

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
AUTHORS = ("author", "byline")
PUBLISHERS = ("publisher", "site_name", "sitename", "source")


def read_markdown(data: bytes, request: Request) -> Iterator[Converted]:
    """Convert Markdown; title, date and publisher come from front matter, else from the heading and a date line."""
    fields, source = front_matter(decode(data, request.name))
    text = "\n\n".join(paragraphs(source))
    title, date = heading_of(text)
    given = fields.get("date")
    publisher, author = (_first(fields, keys) for keys in (PUBLISHERS, AUTHORS))
    yield Converted(text, _first(fields, ["title"]) or title, _day(given) or date, publisher, author,
                    _first(fields, ["lang", "language"]), _first(fields, ["url"]))


def front_matter(source: str) -> tuple[Mapping[str, object], str]:
    """Split a YAML block between --- lines from the rest; what is not a mapping stays in the text.

    >>> front_matter("---\\ntitle: Three held\\n---\\nPolice said so.")
    ({'title': 'Three held'}, 'Police said so.')
    """
    match = FRONT_MATTER.match(source)
    if not match:
        return {}, source
    import yaml

    try:
        fields = yaml.safe_load(match[1])
    except yaml.YAMLError:
        return {}, source
    return (fields, source[match.end() :]) if isinstance(fields, dict) else ({}, source)


def paragraphs(source: str) -> Iterator[str]:
    """Yield the text of each block in order; images, HTML and code listings are left out.

    >>> list(paragraphs("# Held\\n\\nPolice *arrested*\\n[three](x.html) women.\\n\\n- One\\n- Two"))
    ['Held', 'Police arrested three women.', 'One', 'Two']
    """
    from markdown_it import MarkdownIt

    row: list[str] = []
    in_row = False
    for token in MarkdownIt("commonmark").enable("table").parse(source):
        if token.type in ("tr_open", "tr_close"):
            if in_row and any(row):
                yield " | ".join(filter(None, row))
            row, in_row = [], token.type == "tr_open"
        elif token.type == "inline":
            text = inline_text(token.children or ()).strip()
            if in_row:
                row.append(text)
            elif text:
                yield text


def inline_text(tokens: Sequence[Token]) -> str:
    """Join the words of a block: marks are dropped, links keep their text, a soft line break is a space."""
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    kept = {"text", "code_inline"}
    return "".join(t.content if t.type in kept else breaks.get(t.type, "") for t in tokens)


def _first(fields: Mapping[str, object], keys: Sequence[str]) -> str:
    """Return the first field that holds a plain value: one that YAML's references blew up is never written out."""
    plain = (fields.get(key) for key in keys)
    return next((str(value) for value in plain if value and isinstance(value, str | int | float)), "")


def _day(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    return date_of_line(value) if isinstance(value, str) else None
