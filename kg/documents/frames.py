"""What a process that converts and the one that asks say to one another: lines of JSON, each the length of the next first.

JSON, and not pickles: a process that a hostile file has taken over can say something wrong, but nothing that is run.
"""

from __future__ import annotations

import datetime as dt
import json
import struct
from dataclasses import asdict
from typing import IO, Any

from kg.documents.converted import Converted
from kg.documents.options import Limits, Options
from kg.documents.unread import Unread
from kg.model import Page

HEAD = struct.Struct(">Q")


def write_frame(to: IO[bytes], content: Any) -> None:
    """Write one frame, without flushing."""
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    to.write(HEAD.pack(len(data)))
    to.write(data)


def read_frame(source: IO[bytes], *, most: int) -> Any:
    """Read one frame; None where there are no more. Raise `ValueError` for one that is cut, too long or no JSON."""
    head = source.read(HEAD.size)
    if not head:
        return None
    if len(head) < HEAD.size:
        raise ValueError("cut in the head of a frame")
    size = HEAD.unpack(head)[0]
    if size > most:
        raise ValueError("a frame is too long")
    data = source.read(size)
    if len(data) < size:
        raise ValueError("cut in a frame")
    return json.loads(data.decode("utf-8", "surrogatepass"))


def told(found: Converted | Unread) -> dict[str, Any]:
    """Return what was found as JSON can hold it."""
    if isinstance(found, Unread):
        return {"unread": asdict(found)}
    fields = asdict(found)
    return {"document": fields | {"date": found.date.isoformat() if found.date else None}}


def understood(frame: dict[str, Any]) -> Converted | Unread:
    """Return what `told` made of it; raise `ValueError`, `TypeError` or `KeyError` for anything else."""
    if "unread" in frame:
        return Unread(**frame["unread"])
    fields = dict(frame["document"])
    day = fields.pop("date")
    pages = tuple(Page(int(start), str(label)) for start, label in fields.pop("pages"))
    return Converted(**fields, date=dt.date.fromisoformat(day) if day else None, pages=pages)


def options_told(options: Options) -> dict[str, Any]:
    """Return options as JSON can hold them."""
    return {"fields": dict(options.fields), "languages": options.languages, "limits": asdict(options.limits)}


def options_understood(given: dict[str, Any]) -> Options:
    """Return what `options_told` made of them."""
    languages = given["languages"]
    return Options(given["fields"], None if languages is None else tuple(languages), Limits(**given["limits"]))
