"""The multigraph that keeps everything that the readings say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Literal

import networkx as nx

from kg.bulk import uncollected
from kg.model import Act, Claim, Document, Part, Reading, When
from kg.network.entities import EntityRecord, gather_entities
from kg.network.filters import ACT, Filters, Sieve, check_predicates
from kg.network.relations import add_relations
from kg.network.words import object_node
from kg.ontology import Ontology, load_ontology
from kg.rdf.projection import standing

Value = str | int | float | bool
Attributes = dict[str, Value]


def to_networkx(readings: Iterable[Reading], *, edges: Literal["claims", "relations"] = "claims",
                ontology: Ontology | None = None, **filters: Any) -> nx.MultiDiGraph[str]:
    """Return what the readings say as a multigraph; every attribute is a string, number or truth value.

    With `edges="claims"` an edge is one claim (key: its id), from its subject to its object. Nothing is dropped:

    - A node is an entity (key: its id, `kind` "entity"), words in the place of an object (`kind` "words") or an act
      (`kind` "act").
    - Words get a node for each pair of subject and words ("words:person:A:minister"), never shared, since two people who
      are both called minister are not thereby tied.
    - An act is a node with edges (`kind` "part") from its perpetrators and to its victims; one that names neither stands
      alone. Where a claim says the same, both are there: `collapse` counts the claim.
    - Edges of claims tell their `standing`: "relations" or "alleged" where the store derives a direct triple from the
      claim, empty where it puts nothing forward as so. All tell predicate, modality, polarity, confidence, quote,
      offsets, document with title and day of publication, date (ISO, or `first/last`, or empty), speakers and place (ids;
      several joined by `|`), and the rest of a claim.

    With `edges="relations"` an edge is a direct triple (key: standing and predicate) with the count and the ids of its
    claims, its `standing` "relations" or "alleged" as in the store, and the first and last day that its claims give.
    Only claims that put something forward as so are behind one; acts give none.

    The filters are those of `Filters`: `predicate`, `modality`, `polarity`, `since`, `until`, `undated`, `speaker`,
    `document`, `type`, `place`. With any of them, entities that nothing kept points to are left out. Raises `BadFilter`.
    """
    wanted, ontology = Filters(**filters), ontology or load_ontology()
    with uncollected():
        return _graph_of(list(readings), wanted, ontology, edges=edges)


def _graph_of(kept: Sequence[Reading], wanted: Filters, ontology: Ontology, *,
              edges: Literal["claims", "relations"]) -> nx.MultiDiGraph[str]:
    records = gather_entities(kept)
    if wanted.predicate:
        check_predicates(wanted.predicate, ontology, (c.predicate for r in kept for c in r.claims))
    sieve = Sieve(wanted, records, ontology) if wanted else None
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(edges=edges, filters=wanted.text())
    graph.add_nodes_from((record.id, node_attributes(record)) for record in records.values())
    chosen = [_chosen(reading, sieve) for reading in kept]
    if edges == "relations":
        add_relations(graph, chosen, accusatory=ontology.accusatory)
    else:
        for reading in chosen:
            _add_reading(graph, reading, ontology.accusatory)
    if sieve is not None:
        graph.remove_nodes_from([node for node, degree in graph.degree() if not degree and graph.nodes[node]["kind"] != "act"])
    return graph


def _chosen(reading: Reading, sieve: Sieve | None) -> Reading:
    """Return a reading with the claims and acts that pass."""
    if sieve is None:
        return reading
    document = reading.document
    if not sieve.passes_document(document):
        return Reading(document)
    claims = tuple(claim for claim in reading.claims if sieve.passes_claim(claim, document))
    return Reading(document, (), claims, tuple(act for act in reading.acts if sieve.passes_act(act, document)))


def _add_reading(graph: nx.MultiDiGraph[str], reading: Reading, accusatory: Collection[str]) -> None:
    about = document_attributes(reading.document)
    for claim in reading.claims:
        graph.add_edge(claim.subject, object_node(graph, claim), key=claim.id, kind="claim",
                       standing=standing(claim, accusatory) or "", **edge_attributes(claim), **about)
    for act in reading.acts:
        _add_act(graph, act, about)


def _add_act(graph: nx.MultiDiGraph[str], act: Act, about: Attributes) -> None:
    """Add an act as a node, with edges from those who are said to have done it and to those who suffered it."""
    id_, said = act.id, act_attributes(act)
    node = f"act:{id_}"
    graph.add_node(node, label=act.words, type=ACT, kind="act", named=False, mentions=1, documents=1, aliases="", roles="",
                   act_kind=act.kind, **said, **about)
    if act.count is not None:
        graph.nodes[node]["victims"] = act.count
    for number, involvement in enumerate(act.involvements):
        did = involvement.part is Part.PERPETRATOR
        source, target = (involvement.entity, node) if did else (node, involvement.entity)
        graph.add_edge(source, target, key=f"{id_}:{number}", kind="part", predicate=involvement.part.value,
                       label="", open=False, **said, **about)


def node_attributes(record: EntityRecord) -> dict[str, str | int | bool]:
    """Return an entity's record as primitive node attributes."""
    return {
        "label": record.label,
        "type": record.type,
        "kind": "entity",
        "named": record.named,
        "mentions": record.mentions,
        "documents": len(record.documents),
        "aliases": "|".join(record.aliases),
        "roles": "|".join(record.roles),
    }


def edge_attributes(claim: Claim) -> dict[str, str | int | float | bool]:
    """Return a claim as primitive edge attributes."""
    return {
        "predicate": claim.predicate,
        "label": claim.label,
        "open": claim.open,
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "confidence": claim.confidence,
        "quote": claim.evidence.quote,
        "document": claim.evidence.document,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "date": iso_date(claim),
        "date_words": claim.date.text if claim.date else "",
        "attributed_to": "|".join(claim.attributed_to),
        "place": claim.place or "",
        "value": claim.value or "",
        "legal_status": claim.legal_status.value if claim.legal_status else "",
        "post_of": claim.post_of or "",
        "tenure": claim.tenure.value if claim.tenure else "",
        "rule": claim.rule,
        "subject_words": claim.subject_mention.text if claim.subject_mention else "",
        "object_words": claim.object_mention.text if claim.object_mention else "",
    }


def act_attributes(act: Act) -> Attributes:
    """Return what an act says as primitive attributes."""
    return {
        "polarity": act.polarity.value,
        "modality": act.modality.value,
        "confidence": act.confidence,
        "quote": act.evidence.quote,
        "document": act.evidence.document,
        "start": act.evidence.start,
        "end": act.evidence.end,
        "date": date_span(act.date),
        "date_words": act.date.text if act.date else "",
        "attributed_to": "|".join(act.attributed_to),
        "place": act.place or "",
        "legal_status": act.legal_status.value if act.legal_status else "",
        "rule": act.rule,
    }


def document_attributes(document: Document) -> Attributes:
    """Return what an edge tells of its document beside the id."""
    return {"title": document.title, "source": document.source, "publisher": document.publisher,
            "published": document.date.isoformat() if document.date else ""}


def iso_date(claim: Claim) -> str:
    """Return the day of a claim, `first/last` where it spans more, or nothing where it could not be worked out."""
    return date_span(claim.date)


def date_span(date: When | None) -> str:
    """Return a date as one day, `first/last`, or nothing where its days are not known.

    >>> import datetime as dt
    >>> date_span(When("in May", dt.date(2023, 5, 1), dt.date(2023, 5, 31)))
    '2023-05-01/2023-05-31'
    """
    if date is None or date.earliest is None:
        return ""
    first, last = date.earliest, date.latest or date.earliest
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
