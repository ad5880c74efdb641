"""Turtle and TriG, laid out for people: prefixes in order, an empty line between subjects."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import RdfFormat, serialize

from kg.export.common import ordered_quads, union_triples, used_prefixes
from kg.store.files import write_atomically
from kg.store.protocol import Store


def write_turtle(store: Store, path: Path) -> None:
    """Write the union of all graphs as Turtle."""
    triples = union_triples(store)
    prefixes = used_prefixes(triples, base=store.base)
    data = serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b""
    write_atomically(path, tidy(data))


def write_trig(store: Store, path: Path) -> None:
    """Write the named graphs as TriG."""
    quads = ordered_quads(store)
    prefixes = used_prefixes((quad.triple for quad in quads), base=store.base)
    data = serialize(quads, format=RdfFormat.TRIG, prefixes=prefixes) or b""
    write_atomically(path, tidy(data))


def tidy(data: bytes) -> bytes:
    """Sort the prefixes, which the engine writes in an order that changes from run to run, and set subjects apart.

    Relies on the engine's layout: one line a prefix, property or end of graph, literals on one line.
    """
    lines = data.splitlines(keepends=True)
    prefixes = sorted(line for line in lines if line.startswith(b"@prefix "))
    body: list[bytes] = []
    for line in lines[len(prefixes):]:
        starts = not line.startswith((b"\t\t", b"}")) and (not body or body[-1].rstrip().endswith((b" .", b"}")))
        body.append(b"\n" + line if starts else line)
    return b"".join(prefixes + body)
