"""Answers in the formats that SPARQL knows, from the two that engines give: JSON for rows, N-Triples for triples."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat

from kg.rdf.iris import PREFIXES

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

TABLES = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML,
          "csv": QueryResultsFormat.CSV, "tsv": QueryResultsFormat.TSV}
GRAPHS = {"ntriples": RdfFormat.N_TRIPLES, "turtle": RdfFormat.TURTLE,
          "jsonld": RdfFormat.JSON_LD, "rdfxml": RdfFormat.RDF_XML}

TABLE_TYPES = {"json": "application/sparql-results+json", "xml": "application/sparql-results+xml",
               "csv": "text/csv; charset=utf-8", "tsv": "text/tab-separated-values; charset=utf-8"}
GRAPH_TYPES = {"ntriples": "application/n-triples", "turtle": "text/turtle; charset=utf-8",
               "jsonld": "application/ld+json", "rdfxml": "application/rdf+xml"}


class TooLarge(Exception):
    """The answer has more bytes than the request allows."""


class Sink(io.BytesIO):
    """Takes what a serialiser writes, up to a number of bytes; raises `TooLarge` past it."""

    def __init__(self, most: int | None) -> None:
        super().__init__()
        self._most = most

    def write(self, data: Buffer, /) -> int:
        """Take a part."""
        written = super().write(data)
        if self._most is not None and self.tell() > self._most:
            raise TooLarge
        return written


def rows_as(format: str, body: bytes, *, most: int | None = None) -> tuple[bytes, int]:
    """Return a SELECT's JSON results in a format of `TABLES`, with the number of rows; raise `TooLarge`."""
    number = sum(1 for _ in solutions(body))
    sink = Sink(most)
    if format == "json":
        sink.write(body)
    else:
        solutions(body).serialize(sink, TABLES[format])
    return sink.getvalue(), number


def solutions(body: bytes) -> QuerySolutions:
    """Parse a SELECT's JSON results."""
    found = pyoxigraph.parse_query_results(body, format=QueryResultsFormat.JSON)
    if not isinstance(found, QuerySolutions):
        raise TypeError("a SELECT was answered by a truth value")
    return found


def truth_as(format: str, truth: bool) -> bytes:
    """Return the answer of an ASK as XML, or as JSON for every other format, since it has no others.

    >>> truth_as("csv", True)
    b'{"head":{},"boolean":true}'
    """
    if format == "xml":
        return (f'<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head></head>'
                f"<boolean>{str(truth).lower()}</boolean></sparql>").encode()
    return json.dumps({"head": {}, "boolean": truth}, separators=(",", ":")).encode()


def triples_as(format: str, body: bytes, *, rows: int | None = None, most: int | None = None) -> tuple[bytes, int, bool]:
    """Return N-Triples in a format of `GRAPHS`, at most `rows` of them, how many, and whether some were left out.

    Raises `TooLarge` past `most` bytes.
    """
    lines = [line for line in body.split(b"\n") if line]
    kept = lines[:rows]
    body, sink = b"".join(line + b"\n" for line in kept), Sink(most)
    if format == "ntriples":
        sink.write(body)
    else:
        triples = (quad.triple for quad in pyoxigraph.parse(body, format=RdfFormat.N_TRIPLES))
        pyoxigraph.serialize(triples, sink, GRAPHS[format], prefixes=PREFIXES)
    return sink.getvalue(), len(kept), len(kept) < len(lines)
