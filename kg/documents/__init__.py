"""Bytes to `Document`: one file a format, a table of readers by extension, each file converted in a process of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from kg.documents.conversion import convert
from kg.documents.converted import Converted, page_of
from kg.documents.files import find_files, find_others
from kg.documents.identity import document_id
from kg.documents.languages import language_of
from kg.documents.options import USUAL, Limits, Options
from kg.documents.pool import Converters, convert_file
from kg.documents.readers import READERS
from kg.documents.request import Reader, Request, request_for
from kg.documents.unread import Unread
from kg.errors import UnknownFormat
from kg.model import Document, Page

__all__ = [
    "READERS", "Converted", "Converters", "Limits", "Options", "Page", "Reader", "Request", "Unread", "as_document",
    "USUAL", "convert_file", "document_id", "find_files", "find_others", "language_of", "page_of", "read", "read_all", "read_bytes",
]
ANY_LANGUAGE = Options(languages=None)


def read_all(
    path: str | Path, options: Options = USUAL, *, converters: Converters | None = None, date: dt.date | None = None,
    data: bytes | None = None, kind: str = "",
) -> Iterator[Document | Unread]:
    """Yield all documents of a file, and what is said of each part that gave none; nothing is raised for a bad file.

    The file is converted in a process of `converters`, by default one that this process shares. `date` takes the place
    of the dates that the file gives. For standard input, `data` holds the bytes, `path` what to call them, and `kind` the
    extension to read them by, unless they tell a kind themselves.

    >>> [found.text for found in read_all("standard input", data=b"The men were held.", kind=".txt")]
    ['The men were held.']
    """
    file = Path(path)
    for found in convert_file(file, options, converters=converters, data=data, kind=kind):
        yield found if isinstance(found, Unread) else as_document(found, file.as_posix(), date=date)


def read(path: str | Path, *, date: dt.date | None = None, source: str | None = None) -> Document:
    """Read a file of one document, in any language.

    `date` takes the place of the date that the file gives; `source` that of the path, as where it came from. Raise
    the error of what is wrong with the file, `UnknownFormat` where it holds many documents: see `read_all`.
    """
    file = Path(path)
    return _only(convert_file(file, ANY_LANGUAGE), str(file), date, file.as_posix() if source is None else source)


def read_bytes(data: bytes, name: str, *, date: dt.date | None = None, source: str | None = None) -> Document:
    """Read a document from its bytes, in this process and without limits; the extension of `name` tells the format.

    Meant for bytes that can be trusted. Raises are those of `read`.

    >>> document = read_bytes(b"Three held\\n\\n12 March 2031\\n\\nPolice held three women.", "held.txt")
    >>> document.title, document.date, document.text[:10]
    ('Three held', datetime.date(2031, 3, 12), 'Three held')
    """
    return _only(convert(data, request_for(name, ANY_LANGUAGE)), name, date, name if source is None else source)


def as_document(found: Converted, source: str, *, date: dt.date | None = None) -> Document:
    """Return what was converted as a document; `source` is where the file came from, to which the part is added.

    A row of a table or a record that gives its address came from there.

    >>> as_document(Converted("Held.", part="a/b.txt", id="0"), "box.zip").source
    'box.zip: a/b.txt'
    """
    where = f"{source}: {found.part}" if found.part else source
    if found.part and found.url:
        where = found.url
    return Document(found.id, found.text, found.title, date or found.date, found.publisher, where, found.author, found.language,
                    found.pages)


def _only(found: Iterator[Converted | Unread], name: str, date: dt.date | None, source: str) -> Document:
    parts = list(islice(found, 2))  # a process whose file is read to its end can read the next
    documents = [part for part in parts if isinstance(part, Converted)]
    if len(documents) > 1:
        raise UnknownFormat(f"{name} holds many documents.", "Read it by kg.documents.read_all, or give it to kg build.")
    for part in parts:
        if isinstance(part, Unread) and not documents:
            raise part.error()
    return replace(as_document(documents[0], source, date=date), source=source)
