"""Bytes to text: UTF-8 and byte order marks first, then what is declared, then a guess that must be a sure one."""

from __future__ import annotations

import codecs
import re

from kg.documents.languages import COMMON_SHARE, common_share
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
OTHERS = re.compile("[^\0-\x7f]+")
TYPOGRAPHY = re.compile("[‘’“”„–—…•€£§©®™°«»·¿¡\xa0]+")
IN_WORD = re.compile(r"^(?:[a-zA-Z]?[à-öø-ÿß]{1,2}[a-zA-Z]?|[^a-z]?[À-ÖØ-ÞŠŽŒ][a-zA-Z])$")
MOST_FIT = 0.8
WIDE = 0.5  # share of every other byte that is null in UTF-16
STRAY = 0.01
RARE = 0.002
SOUND = 10  # times as many letters that are whole as bytes that are not
CONTROLS = re.compile("[\1-\10\16-\32]")
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
        text = _with_nulls(data, name) if b"\0" in data else _strict(data, "utf-8")
    if text is None and declared:
        text = _strict(data, declared)
    if text is None:
        text = _mostly_utf8(data) or _guessed(data) or _nearly_plain(data)
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


def _mostly_utf8(data: bytes) -> str | None:
    """Decode UTF-8 in which a few bytes are damaged, each becoming U+FFFD: nothing else has so many of its sequences."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    whole = sum(len(match[0]) for match in OTHERS.finditer(text)) - damaged
    return text if whole >= SOUND * damaged and damaged <= STRAY * len(text) else None


def _nearly_plain(data: bytes) -> str | None:
    """Decode English of which a byte here and there is damaged, each becoming U+FFFD."""
    text = data.decode("utf-8", "replace")
    few = text.count("\ufffd") <= RARE * len(text) and not CONTROLS.search(text)
    return text if few and common_share(text[:SAMPLE]) >= COMMON_SHARE else None


def _is_english(text: str) -> bool:
    """Tell whether a text reads as English with a few letters and marks from elsewhere, each where such stand."""
    others = list(OTHERS.finditer(text[:SAMPLE]))
    fit = sum(bool(TYPOGRAPHY.fullmatch(match[0]) or IN_WORD.search(text[max(0, match.start() - 1) : match.end() + 1]))
              for match in others)
    return fit >= MOST_FIT * len(others) and common_share(text[:SAMPLE]) >= COMMON_SHARE


def _with_nulls(data: bytes, name: str) -> str:
    """Decode text without a mark that has null bytes: UTF-16 has one beside each ASCII letter, other text a stray one.

    Those that are stray are left out.
    """
    head = data[:SAMPLE]
    for encoding, at in (("utf-16-le", 1), ("utf-16-be", 0)):
        if head[at::2].count(0) > WIDE * len(head[at::2]) and head[1 - at :: 2].count(0) == 0:
            text = _strict(data, encoding)
            if text is not None:
                return text
    text = _strict(data.replace(b"\0", b""), "utf-8") if data.count(0) <= STRAY * len(data) else None
    if text is None or CONTROLS.search(text):
        raise UnreadableEncoding(f"{name} holds binary data, not text.", REMEDY)
    return text


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    usual = _strict(data, USUAL)
    if usual is not None and _is_english(usual):
        return usual
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
