"""RDF/XML, for tools that read nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import IO, cast

from pyoxigraph import Literal, RdfFormat, Triple, serialize

from kg.export.common import xml_text
from kg.export.lines import Options
from kg.export.spool import union_spool
from kg.store.files import replacing
from kg.store.protocol import Store


def write_rdfxml(store: Store, path: Path, options: Options) -> None:
    """Write the union of all graphs as RDF/XML; characters that XML cannot hold become U+FFFD."""
    with replacing(path) as file, union_spool(store, options, folder=path.parent) as spool:
        serialize(map(_for_xml, spool.triples()), cast("IO[bytes]", Layout(file)), RdfFormat.RDF_XML, prefixes=spool.prefixes)


def _for_xml(triple: Triple) -> Triple:
    term = triple.object
    if not isinstance(term, Literal) or xml_text(term.value) == term.value:
        return triple
    if term.language:
        clean = Literal(xml_text(term.value), language=term.language)
    else:
        clean = Literal(xml_text(term.value), datatype=term.datatype)
    return Triple(triple.subject, triple.predicate, clean)


class Layout:
    """Sorts the namespaces of the root, which the engine writes in an order that changes from run to run.

    Stands between the engine, which calls `write` and `flush` alone, and a file. Carriage returns, which the engine leaves
    bare, become references: a parser would read them as line feeds.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self._head: bytes | None = b""

    def write(self, data: bytes) -> int:
        """Take a piece of text."""
        if self._head is None:
            self._body(data)
        else:
            self._head += data
            before, root, rest = self._head.partition(b"<rdf:RDF")
            attributes, close, body = rest.partition(b">")
            if close:
                names = sorted(re.findall(rb' xmlns:[^=]+="[^"]*"', attributes))
                self.file.write(before + root + b"".join(names) + close)
                self._head = None
                self._body(body)
        return len(data)

    def flush(self) -> None:
        """Do nothing: the file is flushed at its end."""

    def _body(self, data: bytes) -> None:
        self.file.write(data.replace(b"\r", b"&#13;"))
