"""A document's ledger as JSON lines: what was not understood, each with where it stands and why."""

from __future__ import annotations

import json
from collections.abc import Iterable

from kg.model import Document, Evidence, Gap


def to_lines(gaps: Iterable[Gap]) -> bytes:
    """Write gaps, one a line; their words are in the document's text.

    >>> to_lines([Gap(Evidence("d", 0, 4, "Rain"), "no claim")])
    b'{"start": 0, "end": 4, "reason": "no claim", "said": ""}\\n'
    """
    rows = ({"start": g.evidence.start, "end": g.evidence.end, "reason": g.reason, "said": g.said} for g in gaps)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def from_lines(data: bytes, document: Document) -> tuple[Gap, ...]:
    """Read gaps back; raise `ValueError` if the lines are damaged or do not fit the text."""
    return tuple(_gap(json.loads(line), document) for line in data.decode().split("\n") if line)


def _gap(row: object, document: Document) -> Gap:
    match row:
        case {"start": int(start), "end": int(end), "reason": str(reason), "said": str(said)} if (
            0 <= start < end <= len(document.text)
        ):
            return Gap(Evidence(document.id, start, end, document.text[start:end]), reason, said)
    raise ValueError(f"{row} is no entry of a ledger of {len(document.text)} characters")
