"""Direct triples as edges: what claims together put forward, each pair and relation once, with a count of its claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

import networkx as nx

from kg.model import Claim, Reading
from kg.network.words import object_node
from kg.rdf.projection import standing

Key = tuple[str, str, str]


def add_relations(graph: nx.MultiDiGraph[str], readings: Iterable[Reading], *, accusatory: Collection[str]) -> None:
    """Add an edge for each direct triple that the claims of the readings give, in order of first claim."""
    found: dict[Key, list[Claim]] = defaultdict(list)
    for claim in (claim for reading in readings for claim in reading.claims):
        where = standing(claim, accusatory)
        if where is not None:
            found[claim.subject, object_node(graph, claim), f"{where}:{'open:' * claim.open}{claim.predicate}"].append(claim)
    for (source, target, key), claims in found.items():
        graph.add_edge(source, target, key=key, **relation_attributes(claims, key.partition(":")[0]))


def relation_attributes(claims: Collection[Claim], where: str) -> dict[str, str | int | float | bool]:
    """Return what the claims behind a direct triple say together, as primitive attributes."""
    first = next(iter(claims))
    days = sorted(day for claim in claims if claim.date and claim.date.earliest
                  for day in (claim.date.earliest, claim.date.latest or claim.date.earliest))
    return {
        "kind": "relation",
        "predicate": first.predicate,
        "label": first.label,
        "open": first.open,
        "standing": where,
        "polarity": "affirmed",
        "modality": first.modality.value,
        "claims": len(claims),
        "claim_ids": "|".join(claim.id for claim in claims),
        "documents": len({claim.document for claim in claims}),
        "first": days[0].isoformat() if days else "",
        "last": days[-1].isoformat() if days else "",
        "confidence": max(claim.confidence for claim in claims),
        "quote": first.evidence.quote,
        "document": first.evidence.document,
    }
