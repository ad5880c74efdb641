"""What a reader makes of a file's bytes, before it becomes a `Document`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Converted:
    """Plain text with paragraphs parted by blank lines, and what the file says of itself."""

    text: str
    title: str = ""
    date: dt.date | None = None
    publisher: str = ""
