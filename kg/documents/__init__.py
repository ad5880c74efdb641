"""Bytes to `Document`: one file a format, a table of readers by extension."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path, PurePath

from kg.documents.converted import Converted
from kg.documents.files import find_files, find_others
from kg.documents.readers import READERS, Reader
from kg.documents.signatures import disguise
from kg.errors import EmptyDocument, FileMissing, UnknownFormat
from kg.model import Document

__all__ = ["READERS", "Converted", "Reader", "document_id", "find_files", "find_others", "read", "read_bytes"]


def read(path: str | Path, *, date: dt.date | None = None, source: str | None = None) -> Document:
    """Read one file.

    `date` takes the place of the date that the file gives; `source` that of the path, as where it came from. Raise
    `FileMissing`, `EmptyDocument`, `UnreadableEncoding` or `UnknownFormat`.
    """
    file = Path(path)
    return read_bytes(_bytes(file), str(file), date=date, source=file.as_posix() if source is None else source)


def read_bytes(data: bytes, name: str, *, date: dt.date | None = None, source: str | None = None) -> Document:
    """Read a document from its bytes; the extension of `name` tells the format. Raises are those of `read`.

    >>> document = read_bytes(b"Three held\\n\\n12 March 2031\\n\\nPolice held three women.", "held.txt")
    >>> document.title, document.date, document.text[:10]
    ('Three held', datetime.date(2031, 3, 12), 'Three held')
    """
    reader = _reader(name)
    if not data.strip():
        raise EmptyDocument(f"{name} is empty.", "Give a file that holds text, or leave this one out.")
    kind = disguise(data)
    if kind:
        raise UnknownFormat(f"{name} is not text but {kind}.", f"Convert it to one of {', '.join(READERS)}.")
    found = reader(data, name)
    if not found.text.strip():
        raise EmptyDocument(f"{name} holds no readable text.", "Give a file that holds text, or leave this one out.")
    where = name if source is None else source
    return Document(document_id(data), found.text, found.title, date or found.date, found.publisher, where)


def document_id(data: bytes) -> str:
    """Return the id of a document: the first 16 hex digits of the SHA-256 of its bytes.

    >>> document_id(b"")
    'e3b0c44298fc1c14'
    """
    return hashlib.sha256(data).hexdigest()[:16]


def _bytes(file: Path) -> bytes:
    """Read a file of a known kind; that it is there is looked at first, since a name mistyped is of no kind."""
    if file.is_dir():
        raise FileMissing(f"{file} is a folder, not a file.", "Name a file in it, or give the folder to kg build.")
    try:
        file.stat()
        _reader(str(file))
        return file.read_bytes()
    except FileNotFoundError as error:
        raise FileMissing(f"{file} does not exist.", "Check the path.") from error
    except OSError as error:
        raise FileMissing(f"{file} cannot be read ({error.strerror}).", "Check its permissions.") from error


def _reader(name: str) -> Reader:
    extension = PurePath(name).suffix.lower()
    if extension not in READERS:
        kinds = ", ".join(READERS)
        raise UnknownFormat(f"{name} is of a kind that cannot be read ({extension or 'no extension'}).",
                            f"Convert it to one of {kinds}.")
    return READERS[extension]
