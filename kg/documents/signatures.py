"""How files of other kinds begin, whatever their extension says."""

from __future__ import annotations

from codecs import BOM_UTF8

SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive, as .docx and .odt files are",
    b"{\\rtf": "rich text (RTF)",
    b"\xd0\xcf\x11\xe0": "a document of an older Office program",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF87a": "a picture (GIF)",
    b"GIF89a": "a picture (GIF)",
}
LOOKED_AT = 1024  # bytes; what stands before a signature is white space at most


def disguise(data: bytes) -> str | None:
    """Name the kind that the bytes begin as, if it is none that holds plain text.

    >>> disguise(b"%PDF-1.7"), disguise(b"Police said so.")
    ('a PDF', None)
    """
    head = data[:LOOKED_AT].removeprefix(BOM_UTF8).lstrip()
    return next((kind for signature, kind in SIGNATURES.items() if head.startswith(signature)), None)
