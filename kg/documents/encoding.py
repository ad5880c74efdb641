"""Bytes to text: UTF-8 and byte order marks first, then what is declared, then a guess that must be a sure one."""

from __future__ import annotations

import codecs

from kg.errors import UnreadableEncoding

# UTF-32's mark begins with that of UTF-16, so it is looked for first.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What office programs write for English; preferred among guesses that fit the bytes equally well.
USUAL = "cp1252"
MOST_CHAOS = 0.1
LEAST_COHERENCE = 0.2
SAMPLE = 1 << 20  # bytes that the guess looks at
REMEDY = "Save it as UTF-8 and try again."


def decode(data: bytes, name: str, *, declared: str = "") -> str:
    """Return the text with line ends as \\n and no byte order mark; `declared` is the encoding the file names itself.

    Raise `UnreadableEncoding` if the bytes are not text in UTF-8, in what is declared, or in an encoding that can be
    told with confidence.

    >>> decode(b"\\xef\\xbb\\xbfOne\\r\\nTwo", "a.txt")
    'One\\nTwo'
    """
    text = _marked(data, name)
    if text is None:
        if b"\0" in data:
            raise UnreadableEncoding(f"{name} holds binary data, not text.", REMEDY)
        text = _strict(data, "utf-8")
    if text is None and declared:
        text = _strict(data, declared)
    if text is None:
        text = _guessed(data)
    if text is None:
        raise UnreadableEncoding(f"The text encoding of {name} cannot be told.", REMEDY)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _marked(data: bytes, name: str) -> str | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], encoding)
            if text is None:
                raise UnreadableEncoding(f"{name} begins as {encoding.upper()} but is damaged further on.", REMEDY)
            return text
    return None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    matches = from_bytes(data[:SAMPLE])
    best = matches.best()
    if best is None or best.chaos > MOST_CHAOS:
        return None
    for match in matches:
        if match.encoding == USUAL and match.chaos <= best.chaos and match.coherence >= best.coherence:
            return _strict(data, USUAL)
    if len(data) >= 64 and best.coherence < LEAST_COHERENCE:
        return None
    return _strict(data, best.encoding)
