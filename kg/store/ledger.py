"""A document's ledger as JSON lines: what was not understood, each with where it stands and why."""

from __future__ import annotations

import json
from collections.abc import Iterable

import msgspec

from kg.model import Document, Evidence, Gap


def to_lines(gaps: Iterable[Gap]) -> bytes:
    """Write gaps, one a line; their words are in the document's text.

    >>> to_lines([Gap(Evidence("d", 0, 4, "Rain"), "no claim")])
    b'{"start": 0, "end": 4, "reason": "no claim", "said": ""}\\n'
    """
    rows = ({"start": g.evidence.start, "end": g.evidence.end, "reason": g.reason, "said": g.said} for g in gaps)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


class _Row(msgspec.Struct, gc=False):
    start: int
    end: int
    reason: str
    said: str


_ROWS = msgspec.json.Decoder(_Row)


def from_lines(data: bytes, document: Document) -> tuple[Gap, ...]:
    """Read gaps back; raise `ValueError` if the lines are damaged or do not fit the text."""
    return tuple(_gap(row, document) for row in _ROWS.decode_lines(data))


def _gap(row: _Row, document: Document) -> Gap:
    if not 0 <= row.start < row.end <= len(document.text):
        raise ValueError(f"{row.start}-{row.end} is no place in a text of {len(document.text)} characters")
    return Gap(Evidence(document.id, row.start, row.end, document.text[row.start:row.end]), row.reason, row.said)
