"""JSON-LD with a context of its own, one object a subject and one subject a line, so that it reads as plain JSON too."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.export.context import IRI, RESERVED, Term, compactor, terms
from kg.export.lines import Options
from kg.export.sorting import spill
from kg.export.spool import Spool, union_spool
from kg.ontology import load_ontology
from kg.rdf.iris import HR, XSD
from kg.rdf.terms import TYPE
from kg.store.files import replacing
from kg.store.protocol import Store

_SAFE = 2**53  # whole numbers beyond it lose digits in many readers of JSON


def write_jsonld(store: Store, path: Path, options: Options) -> None:
    """Write the union of all graphs as JSON-LD."""
    by_iri = terms(load_ontology(*store.ontology).predicates.values())
    with replacing(path) as file, union_spool(store, options, folder=path.parent) as spool:
        nodes = Nodes(spool, by_iri)
        # The context comes first, and which terms it needs is known last.
        with spill(nodes.lines(), folder=path.parent) as body:
            entries = (_dumped(name) + b": " + _dumped(entry) for name, entry in nodes.context().items())
            file.write(b'{"@context": {\n' + b",\n".join(entries) + b'},\n"@graph": [')
            shutil.copyfileobj(body, file)
            file.write(b"\n]}\n")


class Nodes:
    """Writes subjects as JSON objects, and remembers which terms they use."""

    def __init__(self, spool: Spool, by_iri: dict[str, Term]) -> None:
        self.spool, self.by_iri = spool, by_iri
        names = {term.name for term in by_iri.values()}
        self.prefixes = {name: iri for name, iri in spool.prefixes.items() if name not in names}
        self.taken = RESERVED | names | self.prefixes.keys()
        self.used: set[Term] = set()
        self.compact = compactor(tuple(self.prefixes.items())).compact

    def context(self) -> dict[str, Any]:
        """Return the context for the nodes written so far."""
        own = {term.name: term.definition(self.prefixes) for term in sorted(self.used, key=attrgetter("name"))}
        return {"@vocab": HR, "id": "@id", "type": "@type"} | self.prefixes | own

    def lines(self) -> Iterator[bytes]:
        """Yield one node a line, parted by commas."""
        start = b"\n"
        for subject, triples in groupby(self.spool.triples(), attrgetter("subject")):
            yield start + _dumped({"id": self.reference(subject)} | self.properties(triples))
            start = b",\n"

    def properties(self, triples: Iterator[Triple]) -> dict[str, Any]:
        """Return the properties of a subject; one that may have several values has a list of them."""
        found: dict[str, Any] = {}
        several: set[str] = set()
        for triple in triples:
            if triple.predicate == TYPE and isinstance(triple.object, NamedNode):
                key, value = "type", self.in_vocabulary(triple.object.value)
            else:
                term = self.by_iri.get(triple.predicate.value)
                key, value = self.key(triple.predicate.value, term), self.value(triple.object, term)
                if term and term.several:
                    several.add(key)
            found.setdefault(key, []).append(value)
        return {key: values if len(values) > 1 or key in several else values[0] for key, values in found.items()}

    def key(self, iri: str, term: Term | None) -> str:
        """Return the name of a property, and note the term that it needs."""
        if term is None:
            return self.in_vocabulary(iri)
        self.used.add(term)
        return term.name

    def in_vocabulary(self, iri: str) -> str:
        """Return a class or property without its prefix where it is one of the ontology's, unless a term stands in the way."""
        name = iri.removeprefix(HR)
        return name if name != iri and name.isidentifier() and name not in self.taken else self.compact(iri)

    def reference(self, node: object) -> str:
        """Return an IRI, or a blank node's label."""
        if isinstance(node, NamedNode):
            return self.compact(node.value)
        if isinstance(node, BlankNode):
            return str(node)
        raise TypeError(f"expected an IRI, found {node}")

    def value(self, node: object, term: Term | None) -> Any:
        """Return an object of a triple in the shortest form that says all of it."""
        coerced = term.coerced if term else ""
        if not isinstance(node, Literal):
            return self.reference(node) if coerced == IRI else {"id": self.reference(node)}
        datatype = node.datatype.value
        if node.language:
            return {"@value": node.value, "@language": node.language}
        if datatype == XSD + "string":
            return {"@value": node.value} if coerced else node.value
        if datatype == coerced:
            return node.value
        if datatype == XSD + "integer" and not coerced and _plain_number(node.value):
            return int(node.value)
        return {"@value": node.value, "@type": self.compact(datatype)}


def _plain_number(text: str) -> bool:
    """Tell whether a number's text is the one that JSON gives back."""
    return text.isascii() and text.removeprefix("-").isdigit() and str(int(text)) == text and abs(int(text)) < _SAFE


def _dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
