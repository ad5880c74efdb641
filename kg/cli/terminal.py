"""Writing to the terminal: tables, JSON and CSV to stdout; progress, notes and errors to stderr."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

PIPED_WIDTH = 100


def speak_utf8() -> None:
    """Write UTF-8 wherever the output is not UTF-8 already, as on a piped Windows console."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="replace")


def screen(*, stderr: bool = False) -> Console:
    """Return a console on stdout, or stderr; where it is no terminal it has 100 columns and no colour."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or os.environ.get("COLUMNS") else PIPED_WIDTH
    return Console(stderr=stderr, width=width, highlight=False, markup=False, emoji=False)


def note(text: str = "") -> None:
    """Print a line for the person to stderr, after what stdout holds so far."""
    sys.stdout.flush()
    print(text, file=sys.stderr, flush=True)


def quoted(path: Path | str) -> str:
    """Write a path as it is typed in a command.

    >>> quoted(Path("my graph"))
    '"my graph"'
    """
    return f'"{path}"' if " " in str(path) else str(path)


def complain(text: str) -> None:
    """Print an error as one line to stderr."""
    note(f"kg: {' '.join(text.split())}")


def print_table(table: Table) -> None:
    """Print a table to stdout, as wide as the terminal."""
    screen().print(table)


def print_json(value: object) -> None:
    """Print a value as JSON to stdout."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def print_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows as CSV to stdout, with a header."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)


def shorten(text: str, limit: int) -> str:
    """Put a text on one line, cut at a word to at most `limit` characters.

    >>> shorten("Police  arrested\\nthree women.", 18)
    'Police arrested …'
    """
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rpartition(" ")[0] + " …"
