"""JSON and JSON lines: a document in each record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.documents.converted import Converted
from kg.documents.encoding import decode
from kg.documents.records import Record, documents_of
from kg.documents.request import Request
from kg.documents.unread import Unread, unread
from kg.errors import DamagedFile

MEND = "Check it with a JSON validator, and save it in UTF-8."
DEPTH = 3  # of objects in objects whose fields are named with dots


def read_json(data: bytes, request: Request) -> Iterator[Converted | Unread]:
    """Take a document from each object of a list, of the longest list in an object, or from the one object there is.

    A file of many objects, one a line, is read as JSON lines.
    """
    text = decode(data, request.name)
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and text.lstrip().startswith("{"):
            yield from read_jsonl(data, request)
            return
        raise DamagedFile(f"{request.name} is not JSON: {error}.", MEND) from error
    records = _records(content)
    if not records:
        raise DamagedFile(f"{request.name} holds no objects with fields.", "Give a list of objects, each with a text.")
    single = len(records) == 1 and isinstance(content, dict)
    yield from documents_of((("" if single else f"record {number}", flat(record)) for number, record in enumerate(records, 1)),
                            request)


def read_jsonl(data: bytes, request: Request) -> Iterator[Converted | Unread]:
    """Take a document from each line; one that is no object is said to be damaged, and the others go on."""
    damaged: list[Unread] = []
    records = _lines(decode(data, request.name), request, damaged)
    yield from documents_of(records, request)
    yield from damaged


def flat(record: dict[str, Any], prefix: str = "", depth: int = 0) -> dict[str, object]:
    """Name the fields of objects within a record with dots.

    >>> flat({"text": "Held.", "source": {"name": "The Lantern"}})
    {'text': 'Held.', 'source.name': 'The Lantern'}
    """
    found: dict[str, object] = {}
    for name, value in record.items():
        if isinstance(value, dict) and depth < DEPTH:
            found |= flat(value, f"{prefix}{name}.", depth + 1)
        else:
            found[prefix + name] = value
    return found


def _records(content: Any) -> list[dict[str, Any]]:
    if isinstance(content, dict):
        lists = [[one for one in value if isinstance(one, dict)] for value in content.values() if isinstance(value, list)]
        longest = max(lists, key=len, default=[])
        prose = any(isinstance(value, str) and len(value.split()) > 50 for value in content.values())
        return longest if longest and not prose else [content]
    return [one for one in content if isinstance(one, dict)] if isinstance(content, list) else []


def _lines(text: str, request: Request, damaged: list[Unread]) -> Iterator[tuple[str, Record]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        if isinstance(record, dict):
            yield f"line {number}", flat(record)
        else:
            error = DamagedFile(f"{request.name}: line {number} is no JSON object.", MEND)
            damaged.append(unread(error, request.file, request.part_of(f"line {number}")))
