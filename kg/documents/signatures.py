"""What files are by how they begin, whatever their extension says."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from codecs import BOM_UTF8

LOOKED_AT = 1024  # bytes; what stands before a signature is white space at most
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKED = ((b"%PDF-", ".pdf"), (b"{\\rtf", ".rtf"))
PAGE = re.compile(rb"(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE | re.DOTALL)
ARCHIVED = re.compile(rb"^(?:mime-version|content-type):", re.IGNORECASE | re.MULTILINE)
RELATED = re.compile(rb"multipart/related", re.IGNORECASE)
# What a member of an Office file is called tells which program's it is.
MEMBERS = (("word/", ".docx"), ("xl/", ".xlsx"), ("ppt/", ".pptx"))
OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
    b"application/vnd.oasis.opendocument.presentation": ".odp",
    b"application/epub+zip": ".epub",
}
# Streams of an older Office file, as it writes their names.
STREAMS = (("WordDocument", ".doc"), ("Workbook", ".xls"), ("Book", ".xls"), ("PowerPoint Document", ".ppt"),
           ("__substg1.0_", ".msg"))
LOCKED = "EncryptedPackage"
OTHERS = {
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF87a": "a picture (GIF)",
    b"GIF89a": "a picture (GIF)",
    b"II*\0": "a picture (TIFF)",
    b"MM\0*": "a picture (TIFF)",
    b"\x1f\x8b": "packed by gzip",
    b"BZh": "packed by bzip2",
    b"\xfd7zXZ\0": "packed by xz",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"\x7fELF": "a program",
    b"MZ\x90\0": "a program",
    b"ID3": "a sound (MP3)",
    b"OggS": "a sound or film (Ogg)",
    b"\x1aE\xdf\xa3": "a film (Matroska)",
    b"SQLite format 3\0": "a database (SQLite)",
}


def kind_of(data: bytes) -> str:
    """Return the extension of the kind that bytes surely are, or nothing.

    >>> kind_of(b"%PDF-1.7"), kind_of(b"<!DOCTYPE html><p>Held"), kind_of(b"Police said so.")
    ('.pdf', '.html', '')
    """
    head = data[:LOOKED_AT].removeprefix(BOM_UTF8).lstrip()
    for signature, kind in MARKED:
        if head.startswith(signature):
            return kind
    if head.startswith(ZIP):
        return _kind_of_zip(data)
    if data.startswith(OLE):
        return _kind_of_ole(data)
    if PAGE.match(head):
        return ".html"
    if ARCHIVED.search(head) and RELATED.search(data[: 8 * LOOKED_AT]):
        return ".mhtml"
    return ""


def disguise(data: bytes) -> str:
    """Name the kind that the bytes begin as, if it is one that holds no text that could be read.

    >>> disguise(b"GIF89a..."), disguise(b"Police said so.")
    ('a picture (GIF)', '')
    """
    if data[4:12] in (b"ftypisom", b"ftypmp42", b"ftypqt  ", b"ftypM4A "):
        return "a film or sound (MP4)"
    if data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "a picture, sound or film"
    return next((kind for signature, kind in OTHERS.items() if data.startswith(signature)), "")


def is_locked(data: bytes) -> bool:
    """Tell whether an Office file is encrypted: it is then an older container around the encrypted one."""
    return data.startswith(OLE) and LOCKED.encode("utf-16-le") in data


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            names = box.namelist()
            if names and "mimetype" in names and box.getinfo("mimetype").file_size < LOOKED_AT:
                kind = OPEN_DOCUMENTS.get(box.read("mimetype").strip())
                if kind:
                    return kind
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return ".zip"
    if "[Content_Types].xml" in names:
        return next((kind for start, kind in MEMBERS if any(name.startswith(start) for name in names)), ".zip")
    return ".zip"


def _kind_of_ole(data: bytes) -> str:
    found = (kind for stream, kind in STREAMS if stream.encode("utf-16-le") in data)
    return next(found, ".ole")
