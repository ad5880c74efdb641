"""Web pages: the article's text without menus and adverts, and what its metadata say (trafilatura, htmldate)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.documents.converted import Converted
from kg.documents.encoding import decode
from kg.documents.plain_html import text_of
from kg.documents.request import Request

if TYPE_CHECKING:
    from trafilatura.settings import Document as Article

CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
LANGUAGE = re.compile(r"""<html\b[^>]{0,500}?\blang\s*=\s*["']?\s*([a-zA-Z]{2,3})\b""", re.IGNORECASE)
HEAD = 5_000  # characters in which a page says its language
# Only what a page states of its own date counts. htmldate's own latest date is today's, which would make the result
# depend on the day of the run.
DATE_RULES = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}


def read_html(data: bytes, request: Request) -> Iterator[Converted]:
    """Take an article from a page: paragraphs, list items and quotations parted by blank lines. Nothing is fetched."""
    yield article_of(decode(data, request.name, declared=declared_encoding(data)))


def article_of(page: str) -> Converted:
    """Return a page's article and what the page says of it."""
    from trafilatura import bare_extraction

    article = bare_extraction(page, include_comments=False, with_metadata=True, date_extraction_params=DATE_RULES)
    language = LANGUAGE.search(page[:HEAD])
    declared = language[1].lower() if language else ""
    if article is None or isinstance(article, dict):
        return Converted(text_of(page), language=declared)  # too little for an article
    return Converted(_text(article) or text_of(page), article.title or "", _day(article.date), article.sitename or "",
                     article.author or "", declared, article.url or "")


def declared_encoding(data: bytes) -> str:
    """Return the encoding that a page names in its first kilobyte, or nothing.

    >>> declared_encoding(b'<meta charset="windows-1251">')
    'windows-1251'
    """
    match = CHARSET.search(data[:1024])
    return match[1].decode("ascii", "ignore") if match else ""


def _text(article: Article) -> str:
    lines = (line.strip() for line in (article.text or "").split("\n"))
    return "\n\n".join(line.removeprefix("- ") for line in lines if line)


def _day(written: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written or "")
    except ValueError:
        return None
