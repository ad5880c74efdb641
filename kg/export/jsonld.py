"""JSON-LD with a context of prefixes, one object a subject, so that the names read as in Turtle."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from kg.export.common import union_triples, used_prefixes
from kg.rdf.iris import XSD
from kg.rdf.terms import TYPE
from kg.store.files import write_atomically
from kg.store.protocol import Store


def write_jsonld(store: Store, path: Path) -> None:
    """Write the union of all graphs as JSON-LD."""
    triples = union_triples(store)
    prefixes = used_prefixes(triples, base=store.base)
    document = {"@context": prefixes, "@graph": _nodes(triples, prefixes)}
    write_atomically(path, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())


def _nodes(triples: list[Triple], prefixes: Mapping[str, str]) -> list[dict[str, Any]]:
    nodes: dict[str, dict[str, Any]] = {}
    for triple in triples:
        subject = compact(_iri(triple.subject), prefixes)
        node = nodes.setdefault(subject, {"@id": subject})
        if triple.predicate == TYPE:
            node.setdefault("@type", []).append(compact(_iri(triple.object), prefixes))
        else:
            node.setdefault(compact(triple.predicate.value, prefixes), []).append(_value(triple.object, prefixes))
    return list(nodes.values())


def compact(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return an IRI under the longest prefix that it starts with.

    >>> compact("urn:x:person:A", {"person": "urn:x:person:"})
    'person:A'
    """
    fitting = [name for name, namespace in prefixes.items() if iri.startswith(namespace)]
    if not fitting:
        return iri
    name = max(fitting, key=lambda name: len(prefixes[name]))
    rest = iri[len(prefixes[name]):]
    # After a prefix, "//" would make the whole look like a full address again.
    return iri if rest.startswith("//") else f"{name}:{rest}"


def _value(term: object, prefixes: Mapping[str, str]) -> dict[str, str] | str:
    if not isinstance(term, Literal):
        return {"@id": compact(_iri(term), prefixes)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == XSD + "string":
        return term.value
    return {"@value": term.value, "@type": compact(term.datatype.value, prefixes)}


def _iri(term: object) -> str:
    if not isinstance(term, NamedNode):
        raise TypeError(f"expected an IRI, found {term}")
    return term.value
