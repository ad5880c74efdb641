"""RDF/XML, for tools that read nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, cast
from xml.parsers import expat

from pyoxigraph import Literal, RdfFormat, Triple, serialize

from kg.export.common import xml_text
from kg.export.lines import Options
from kg.export.spool import union_spool
from kg.store.files import replacing
from kg.store.protocol import Store

# The end of an IRI that the engine takes as an element's name (NameStartChar NameChar* of XML 1.0, without the colon).
_START = "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f" \
         "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
_NAME = re.compile(f"[{_START}][{_START}0-9.\u00b7\u0300-\u036f\u203f\u2040-]*$")


def write_rdfxml(store: Store, path: Path, options: Options) -> None:
    """Write the union of all graphs as RDF/XML; characters that XML cannot hold become U+FFFD.

    A property is an element's name there. A direct triple whose property gives none is left out, and a comment at the
    end counts them; the claim behind it is there, since it names its relation in an attribute.
    """
    with replacing(path) as file, union_spool(store, options, folder=path.parent) as spool:
        kept = Expressible(spool.triples())
        serialize(iter(kept), cast("IO[bytes]", Layout(file)), RdfFormat.RDF_XML, prefixes=spool.prefixes)
        if kept.left_out:
            file.write(f"\n<!-- Left out: {kept.left_out} triples whose property has no XML name. -->\n".encode())


class Expressible:
    """The triples that RDF/XML can hold, with texts that XML can hold; counts the others."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._triples = triples
        self.left_out = 0

    def __iter__(self) -> Iterator[Triple]:
        for triple in self._triples:
            if has_xml_name(triple.predicate.value):
                yield _for_xml(triple)
            else:
                self.left_out += 1


@lru_cache(maxsize=4096)
def has_xml_name(iri: str) -> bool:
    """Tell whether an IRI ends in what may be the name of an element, for the strictest of the usual parsers.

    Expat, which Python and many others read XML by, knows fewer letters than the standard now does.

    >>> has_xml_name("urn:x:met"), has_xml_name("urn:x:1")
    (True, False)
    """
    found = _NAME.search(iri)
    if not found:
        return False
    try:
        expat.ParserCreate().Parse(f"<{found[0]}/>".encode(), True)
    except expat.ExpatError:
        return False
    return True


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
