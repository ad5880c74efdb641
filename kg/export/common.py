"""What the exporters of RDF share: which triples, in which order, under which prefixes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.rdf.iris import KINDS, prefixes_of
from kg.rdf.terms import LABEL, OBJECT, PREDICATE, SUBJECT, TYPE, hr, integer
from kg.store.protocol import Store

_COUNT = hr("mentionCount")
_FIRST = (TYPE, LABEL, SUBJECT, PREDICATE, OBJECT)

# What XML 1.0 cannot hold in any form: control characters but tab and line ends, and the two noncharacters.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def union_triples(store: Store) -> list[Triple]:
    """Return the triples of all graphs, each once, in reading order: subject by subject, its type and label first.

    The mention counts of an entity, one in each document's graph, become their sum.
    """
    triples: set[Triple] = set()
    counts: Counter[NamedNode] = Counter()
    for quad in store.quads():
        if quad.predicate == _COUNT and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            counts[quad.subject] += int(quad.object.value)
        else:
            triples.add(quad.triple)
    triples.update(Triple(entity, _COUNT, integer(count)) for entity, count in counts.items())
    return sorted(triples, key=_reading_order(store.base))


def ordered_quads(store: Store) -> list[Quad]:
    """Return the quads, graph by graph in order of name, each in reading order."""
    order = _reading_order(store.base)
    return sorted(set(store.quads()), key=lambda quad: (str(quad.graph_name), order(quad.triple)))


def used_prefixes(terms: Iterable[Triple], *, base: str) -> dict[str, str]:
    """Return the prefixes that the triples use, by name."""
    namespaces = {_namespace(iri) for triple in terms for iri in _iris(triple)}
    return {name: iri for name, iri in sorted(prefixes_of(base).items())
            if any(namespace.startswith(iri) for namespace in namespaces)}


def xml_text(text: str) -> str:
    """Return a text with every character that XML cannot hold replaced by U+FFFD, so that offsets stay.

    >>> xml_text("page\\x0cbreak")
    'page\\ufffdbreak'
    """
    return _NOT_XML.sub("\ufffd", text)


def _reading_order(base: str) -> Callable[[Triple], tuple[int, str, int, str, str]]:
    ranks = {kind: rank for rank, kind in enumerate(KINDS)}
    start = len(base)

    def key(triple: Triple) -> tuple[int, str, int, str, str]:
        subject = triple.subject.value if isinstance(triple.subject, NamedNode) else str(triple.subject)
        kind = re.split("[:/]", subject[start:], maxsplit=1)[0] if subject.startswith(base) else ""
        first = _FIRST.index(triple.predicate) if triple.predicate in _FIRST else len(_FIRST)
        return ranks.get(kind, len(ranks)), subject, first, triple.predicate.value, str(triple.object)

    return key


def _iris(triple: Triple) -> Iterator[str]:
    for term in (triple.subject, triple.predicate, triple.object, getattr(triple.object, "datatype", None)):
        if isinstance(term, NamedNode):
            yield term.value


def _namespace(iri: str) -> str:
    return iri[:max(iri.rfind(mark) for mark in "#/:") + 1]
