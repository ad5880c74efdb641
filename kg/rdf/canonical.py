"""Canonical N-Quads: each quad once, one a line, sorted by code point; the same graph gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from pyoxigraph import Quad, RdfFormat, parse, serialize


def to_nquads(quads: Iterable[Quad]) -> bytes:
    """Serialise quads as canonical N-Quads.

    Needs a graph without blank nodes, which `mapping` never makes.
    """
    # Not str.splitlines: a literal may hold U+2028 or U+0085 unescaped.
    lines = (serialize(quads, format=RdfFormat.N_QUADS) or b"").split(b"\n")
    return b"".join(line + b"\n" for line in sorted(set(lines)) if line)


def quad_lines(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Yield quads as lines of N-Quads, a few thousand at a time in memory."""
    quads = iter(quads)
    while some := list(islice(quads, 4096)):
        # bytes.splitlines parts at line feeds and carriage returns alone, and N-Quads escapes those.
        yield from (serialize(some, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)


def from_nquads(data: bytes) -> Iterator[Quad]:
    """Parse N-Quads."""
    return iter(parse(data, format=RdfFormat.N_QUADS))


def with_union(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield N-Quads lines, each followed by its triple in the default graph, which so holds the union of all graphs.

    An engine's own union (Oxigraph's, for one) may give a triple once for each graph that holds it, so that counts and
    plain lists of entities come out too long; a default graph is a set.

    >>> list(with_union([b"<urn:a> <urn:b> <urn:c> <urn:g> .\\n"]))[1]
    b'<urn:a> <urn:b> <urn:c> .\\n'
    """
    for line in lines:
        yield line
        # The graph name is an IRI, which holds no space: it begins at the last " <".
        yield line[:line.rindex(b" <")] + b" .\n"
