"""Direct triples from claims: `relations` for what is put forward as fact, `alleged` for what only someone says.

Affirmed and asserted claims give a triple in `relations`, unless they accuse and rest on a speaker: those, and affirmed
but alleged claims, go to `alleged`. Negated, denied, hypothetical, requested and planned claims give none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from pyoxigraph import NamedNode, Quad

from kg.model import Claim, Modality, Polarity, Reading
from kg.rdf.iris import DEFAULT_BASE, iri_of, make_iri
from kg.rdf.mapping import object_term, predicate_iri


def relations_graph(base: str = DEFAULT_BASE) -> NamedNode:
    """Return the name of the graph of direct triples that sources assert."""
    return NamedNode(make_iri(base, "graph", "relations"))


def alleged_graph(base: str = DEFAULT_BASE) -> NamedNode:
    """Return the name of the graph of direct triples that sources only allege."""
    return NamedNode(make_iri(base, "graph", "alleged"))


def standing(claim: Claim, accusatory: Collection[str]) -> str | None:
    """Return which graph a claim's direct triple belongs to, "relations" or "alleged", or None if it gives none."""
    if claim.polarity is not Polarity.AFFIRMED:
        return None
    if claim.modality is Modality.ALLEGED:
        return "alleged"
    if claim.modality is not Modality.ASSERTED:
        return None
    accuses = not claim.open and claim.predicate in accusatory
    return "alleged" if accuses and claim.attributed_to else "relations"


def project(readings: Iterable[Reading], *, accusatory: Collection[str], base: str = DEFAULT_BASE,
            iris: Mapping[str, str] = MappingProxyType({})) -> Iterator[Quad]:
    """Yield the direct triples of the readings, each once; a symmetric relation only as it was said.

    `accusatory` holds the local names of the predicates that accuse (`kg.ontology.load_ontology().accusatory`), `iris`
    those that are not the ontology's own, with their IRIs.
    """
    graphs = {"relations": relations_graph(base), "alleged": alleged_graph(base)}
    seen: set[Quad] = set()
    for reading in readings:
        for claim in reading.claims:
            place = standing(claim, accusatory)
            if place is None:
                continue
            subject = NamedNode(iri_of(claim.subject, base=base))
            predicate = predicate_iri(claim, base=base, iris=iris)
            quad = Quad(subject, predicate, object_term(claim, base=base), graphs[place])
            if quad not in seen:
                seen.add(quad)
                yield quad
