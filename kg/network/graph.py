"""The multigraph that keeps every claim between two entities, and its collapsed form for measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import networkx as nx

from kg.model import Claim, Modality, Polarity, Reading
from kg.network.entities import EntityRecord, gather_entities


def to_networkx(readings: Iterable[Reading]) -> nx.MultiDiGraph[str]:
    """Return the claims as a multigraph: a node an entity (key: its id), an edge a claim (key: its id).

    Nodes carry label, type, mentions, documents (both counts), aliases and roles; edges predicate, label, open,
    polarity, modality, confidence, quote, document, start, end, date (ISO or empty), attributed_to and place. Lists are
    joined by `|` and every value is a string, number or truth value, so that any graph format can hold it. A claim with
    a literal value makes no edge; roles (`holdsRole`) are kept on their bearer.
    """
    kept = list(readings)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for record in gather_entities(kept).values():
        graph.add_node(record.id, **node_attributes(record))
    for claim in (claim for reading in kept for claim in reading.claims):
        if claim.object:
            graph.add_edge(claim.subject, claim.object, key=claim.id, **edge_attributes(claim))
    return graph


def collapse(graph: nx.MultiDiGraph[str], *, directed: bool = False, reported_only: bool = False) -> nx.Graph[str]:
    """Return a simple graph whose edge `weight` counts the claims between two entities; loops are left out.

    With `reported_only`, a claim that is negated, denied, planned, requested or hypothetical counts for nothing, as in
    the derived relations of the store.
    """
    simple: nx.Graph[str] = nx.DiGraph() if directed else nx.Graph()
    simple.add_nodes_from(graph.nodes(data=True))
    for source, target, claim in graph.edges(data=True):
        if source == target or (reported_only and not is_reported(claim)):
            continue
        weight = simple.get_edge_data(source, target, {"weight": 0})["weight"]
        simple.add_edge(source, target, weight=weight + 1)
    return simple


def is_reported(claim: Mapping[str, object]) -> bool:
    """Tell whether an edge's claim says that something was so, be it alleged.

    >>> is_reported({"polarity": "affirmed", "modality": "alleged"})
    True
    >>> is_reported({"polarity": "affirmed", "modality": "planned"})
    False
    """
    return claim["polarity"] == Polarity.AFFIRMED and claim["modality"] in (Modality.ASSERTED, Modality.ALLEGED)


def node_attributes(record: EntityRecord) -> dict[str, str | int]:
    """Return an entity's record as primitive node attributes."""
    return {
        "label": record.label,
        "type": record.type,
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
        "attributed_to": "|".join(claim.attributed_to),
        "place": claim.place or "",
    }


def iso_date(claim: Claim) -> str:
    """Return the day of a claim, `first/last` where it spans more, or nothing where it could not be worked out."""
    if claim.date is None or claim.date.earliest is None:
        return ""
    first, last = claim.date.earliest, claim.date.latest or claim.date.earliest
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
