"""RDF/XML, for tools that read nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from pyoxigraph import Literal, RdfFormat, Triple, serialize

from kg.export.common import union_triples, used_prefixes, xml_text
from kg.store.files import write_atomically
from kg.store.protocol import Store


def write_rdfxml(store: Store, path: Path) -> None:
    """Write the union of all graphs as RDF/XML; characters that XML cannot hold become U+FFFD."""
    triples = [_for_xml(triple) for triple in union_triples(store)]
    prefixes = used_prefixes(triples, base=store.base)
    data = serialize(triples, format=RdfFormat.RDF_XML, prefixes=prefixes) or b""
    # The engine leaves carriage returns bare, and a parser would read them as line feeds.
    write_atomically(path, _in_order(data).replace(b"\r", b"&#13;"))


def _for_xml(triple: Triple) -> Triple:
    term = triple.object
    if not isinstance(term, Literal) or xml_text(term.value) == term.value:
        return triple
    if term.language:
        clean = Literal(xml_text(term.value), language=term.language)
    else:
        clean = Literal(xml_text(term.value), datatype=term.datatype)
    return Triple(triple.subject, triple.predicate, clean)


def _in_order(data: bytes) -> bytes:
    """Sort the namespaces of the root, which the engine writes in an order that changes from run to run."""
    head, root, rest = data.partition(b"<rdf:RDF")
    attributes, close, body = rest.partition(b">")
    names = sorted(re.findall(rb' xmlns:[^=]+="[^"]*"', attributes))
    return head + root + b"".join(names) + close + body
