"""Turtle and TriG, laid out for people: prefixes in order, an empty line between subjects."""

from __future__ import annotations

from pathlib import Path
from typing import IO, cast

from pyoxigraph import RdfFormat, serialize

from kg.export.lines import Options
from kg.export.spool import dataset_spool, union_spool
from kg.store.files import replacing
from kg.store.protocol import Store


def write_turtle(store: Store, path: Path, options: Options) -> None:
    """Write the union of all graphs as Turtle."""
    with replacing(path) as file, union_spool(store, options, folder=path.parent) as spool:
        layout = Layout(file)
        serialize(spool.triples(), cast("IO[bytes]", layout), RdfFormat.TURTLE, prefixes=spool.prefixes)
        layout.finish()


def write_trig(store: Store, path: Path, options: Options) -> None:
    """Write the named graphs as TriG."""
    with replacing(path) as file, dataset_spool(store, options, folder=path.parent) as spool:
        layout = Layout(file)
        serialize(spool.quads(), cast("IO[bytes]", layout), RdfFormat.TRIG, prefixes=spool.prefixes)
        layout.finish()


class Layout:
    """Sorts the prefixes, which the engine writes in an order that changes from run to run, and sets subjects apart.

    Stands between the engine, which calls `write` and `flush` alone, and a file. Relies on the engine's layout: one line a
    prefix, property or end of graph, literals on one line.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self._held = b""
        self._prefixes: list[bytes] | None = []
        self._gap = False

    def write(self, data: bytes) -> int:
        """Take a piece of text."""
        lines, end, self._held = (self._held + data).rpartition(b"\n")
        body = self._after_prefixes(lines + end)
        if body:
            self._write_body(body)
        return len(data)

    def flush(self) -> None:
        """Do nothing: what is held back is not a whole line."""

    def finish(self) -> None:
        """Write what is held back."""
        if self._prefixes is not None:
            self.file.writelines(sorted(self._prefixes))
        self.file.write(self._held)

    def _after_prefixes(self, lines: bytes) -> bytes:
        """Return the lines without the prefixes, which are kept, and written once the first other line is there."""
        if self._prefixes is None:
            return lines
        while lines.startswith(b"@prefix "):
            line, end, lines = lines.partition(b"\n")
            self._prefixes.append(line + end)
        if lines:
            self.file.writelines(sorted(self._prefixes))
            self._prefixes, self._gap = None, True
        return lines

    def _write_body(self, lines: bytes) -> None:
        if self._gap and not lines.startswith(b"}"):
            self.file.write(b"\n")
        spaced = lines.replace(b" .\n", b" .\n\n").replace(b"\n\n}", b"\n}").replace(b"}\n", b"}\n\n")
        self._gap = spaced.endswith(b"\n\n")
        self.file.write(spaced[:-1] if self._gap else spaced)
