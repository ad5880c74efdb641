"""The order for people: who first, then what was claimed, and of each thing its type and label before the rest.

Sorting is by plain bytes, so that a graph of any size can be sorted with little memory. A line is therefore given the
form `rank subject mark predicate object`, where rank and mark are control characters, which N-Quads never holds
unescaped: they bring about the order and are deleted from the sorted text in one sweep.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import NotAGraph
from kg.export.sorting import sort_lines
from kg.rdf.iris import KINDS, RDF, RDFS
from kg.rdf.terms import hr

MARKS = bytes(code for code in range(1, 32) if code not in b"\t\n\r")
"""Control characters in order; lines are told apart by line feeds, so that those cannot be marks."""

_RANKS = {kind.encode(): MARKS[rank:rank + 1] for rank, kind in enumerate(KINDS)}
_OTHER = MARKS[len(KINDS):len(KINDS) + 1]
_FIRST = {f"<{iri}>".encode(): MARKS[place:place + 1] for place, iri in enumerate(
    (RDF + "type", RDFS + "label", RDF + "subject", RDF + "predicate", RDF + "object"))}

COUNT = f"<{hr('mentionCount').value}>".encode()
_COUNTED = re.compile(rb'[^ ]+ ' + re.escape(COUNT) + rb' "(\d+)"')


def union_in_order(lines: Iterable[bytes], *, base: str, folder: Path | None = None) -> Iterator[bytes]:
    """Yield the union of all graphs as N-Triples lines in reading order, each once.

    The mention counts of an entity, one in each document's graph, become their sum.
    """
    return _each_once(sort_lines(_keyed(lines, base), folder=folder))


def dataset_in_order(lines: Iterable[bytes], *, base: str, folder: Path | None = None) -> Iterator[bytes]:
    """Yield N-Quads lines graph by graph in order of name, within each in reading order, each once."""
    last = b""
    for line in sort_lines(_keyed_by_graph(lines, base), folder=folder):
        if line != last:
            last = line
            graph, _, triple = line.partition(b" ")
            yield triple[:-2] + graph + b" .\n"


def without_marks(text: bytes) -> bytes:
    """Return a text without the characters that brought about its order.

    >>> without_marks(b"\\x01<urn:a> \\x02<urn:b> <urn:c> .\\n")
    b'<urn:a> <urn:b> <urn:c> .\\n'
    """
    return text.translate(None, MARKS)


def _keyed(lines: Iterable[bytes], base: str) -> Iterator[bytes]:
    """Turn N-Quads lines into N-Triples lines that sort in reading order."""
    start = len(base.encode()) + 1
    root = b"<" + base.encode()
    last = head = b""
    try:
        for line in lines:
            subject, predicate, rest = line.split(b" ", 2)
            if subject != last:
                last, head = subject, _rank(subject, root, start) + subject + b" "
            # The graph's name holds no space: it begins at the last " <".
            yield head + _FIRST.get(predicate, b"") + predicate + b" " + rest[:rest.rindex(b" <")] + b" .\n"
    except ValueError as error:
        raise NotAGraph(f"A part of the graph is damaged: {line[:80]!r} is no line of N-Quads.", "Build it again.") from error


def _keyed_by_graph(lines: Iterable[bytes], base: str) -> Iterator[bytes]:
    """Turn N-Quads lines into such that begin with the graph's name, and then sort in reading order."""
    graph = b""

    def noting() -> Iterator[bytes]:
        nonlocal graph
        for line in lines:
            graph = line[line.rindex(b" <") + 1:-2]
            yield line

    for keyed in _keyed(noting(), base):
        yield graph + keyed


def _rank(subject: bytes, root: bytes, start: int) -> bytes:
    if not subject.startswith(root):
        return _OTHER
    return _RANKS.get(re.split(b"[:/]", subject[start:], maxsplit=1)[0], _OTHER)


def _each_once(lines: Iterable[bytes]) -> Iterator[bytes]:
    last, total, counted = b"", 0, b""
    for line in lines:
        found = _COUNTED.match(line) if COUNT in line else None
        if found:
            subject = line[:line.index(b" ")]
            total, counted = (total if subject == counted else 0) + int(found[1]), subject
            continue
        if counted:
            yield _sum(counted, total)
            counted, total = b"", 0
        if line != last:
            last = line
            yield line
    if counted:
        yield _sum(counted, total)


def _sum(subject: bytes, total: int) -> bytes:
    return subject + b" " + COUNT + b' "%d"^^<http://www.w3.org/2001/XMLSchema#integer> .\n' % total
