"""Tables as CSV (RFC 4180, lines that end in a line feed), written row by row into files that take their place at the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.store.files import replacing

Row = Iterable[object]

# The standard library's writer leaves a carriage return unquoted where lines end in a line feed, and readers end a row there.
_QUOTED = re.compile(r'[",\r\n]|^\s|\s$')


@contextmanager
def table(path: Path, columns: Sequence[str]) -> Iterator[Callable[[Row], None]]:
    """Give what writes one row to a new file at the path; nothing is there before the block has ended well."""
    with replacing(path) as file:
        def write(row: Row) -> None:
            file.write((",".join(map(cell, row)) + "\n").encode())

        write(columns)
        yield write


def cell(value: object) -> str:
    """Return a value as it stands in a table: nothing for None and "", quotes only where they are needed.

    >>> print(cell("one, two"), cell(3), cell(None), cell(True), cell(" a"))
    "one, two" 3  true " a"
    """
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
