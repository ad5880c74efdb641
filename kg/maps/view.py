"""What the map shows, as plain data: readings in, a dictionary of documents, nodes, edges and claims out.

Documents, passages and claims are lists that refer to one another by index, so that the page stays small.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from typing import Any

import networkx as nx

from kg.maps.passages import marks
from kg.maps.stance import STANCES, stance_of
from kg.maps.words import predicate_words
from kg.model import Claim, Reading
from kg.network.entities import EntityRecord, gather_entities
from kg.network.graph import iso_date
from kg.network.layout import positions

View = dict[str, Any]

TYPES = ("Person", "Organization", "Group", "Place", "Event", "Document")
BEND = 0.2  # between neighbouring lines of the same pair, as vis-network's roundness
WIDEST = 0.5  # bend of a line


def map_view(
    readings: Iterable[Reading], *, title: str = "Map of claims", limit: int = 300, accusatory: Container[str] = ()
) -> View:
    """Return all that the page shows. The first `limit` entities by number of neighbours carry x and y.

    Claims between the same pair, in the same direction, with the same predicate and stance make one edge. Entities
    without any tie are not drawn, but are listed and found.
    """
    kept = list(readings)
    records = gather_entities(kept)
    claims = [claim for reading in kept for claim in reading.claims]
    stances = [stance_of(claim, accusatory=accusatory) for claim in claims]
    edges = _edges(claims, stances)
    graph = _tie_graph(records, edges)
    places = positions(_first_drawn(graph, limit))
    documents, passages = _documents(kept), _passages(claims)
    nodes = [_node(record, graph, places, documents) for record in records.values()]
    return {
        "title": title,
        "types": [name for name in (*TYPES, "") if any(node["type"] == name for node in nodes)],
        "stances": [name for name in STANCES if name in stances],
        "documents": [_document(reading) for reading in _first_of_each(kept)],
        "passages": list(passages),
        "nodes": nodes,
        "edges": edges,
        "claims": [_claim(claim, stance, documents, passages) for claim, stance in zip(claims, stances, strict=True)],
    }


def _edges(claims: Sequence[Claim], stances: Sequence[str]) -> list[View]:
    """Gather claims that have an object into edges, in order of first claim, with a bend that keeps them apart."""
    gathered: dict[tuple[str, str, str, bool, str], list[int]] = defaultdict(list)
    for index, (claim, stance) in enumerate(zip(claims, stances, strict=True)):
        if claim.object:
            gathered[claim.subject, claim.object, claim.predicate, claim.open, stance].append(index)
    between = Counter(frozenset(key[:2]) for key in gathered)
    drawn: Counter[frozenset[str]] = Counter()
    ahead: dict[frozenset[str], str] = {}
    edges: list[View] = []
    for (source, target, predicate, open_, stance), members in gathered.items():
        label = predicate_words(predicate, claims[members[0]].label)
        pair = frozenset((source, target))
        bend = _bend(drawn[pair], between[pair]) * (1 if ahead.setdefault(pair, source) == source else -1) + 0.0  # not -0.0
        drawn[pair] += 1
        edges.append({"id": len(edges), "from": source, "to": target, "predicate": predicate, "label": label,
                      "open": open_, "stance": stance, "bend": bend, "claims": members})
    return edges


def _bend(earlier: int, between: int) -> float:
    """Return how far a line bows to its right, or left if negative: the lines of a pair spread to both sides alike.

    The sign is for the direction of the pair's first line.

    >>> [_bend(0, 1), _bend(0, 2), _bend(1, 2)]
    [0.0, -0.1, 0.1]
    """
    step = min(BEND, 2 * WIDEST / max(between - 1, 1))
    return round((earlier - (between - 1) / 2) * step, 2)


def _tie_graph(records: Iterable[str], edges: Iterable[View]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(records)
    graph.add_edges_from((edge["from"], edge["to"]) for edge in edges if edge["from"] != edge["to"])
    return graph


def _first_drawn(graph: nx.Graph[str], limit: int) -> nx.Graph[str]:
    """Return the part with most neighbours, earlier entities first where they have as many.

    It is built anew in the graph's order: the order of a networkx subgraph may be that of a set.
    """
    tied = [node for node in graph if graph.degree[node]] or list(graph)
    chosen = set(sorted(tied, key=lambda node: -graph.degree[node])[: max(limit, 0)])
    part: nx.Graph[str] = nx.Graph()
    part.add_nodes_from(node for node in graph if node in chosen)
    part.add_edges_from((a, b) for a, b in graph.edges() if a in chosen and b in chosen)
    return part


def _first_of_each(readings: Iterable[Reading]) -> list[Reading]:
    return list({reading.document.id: reading for reading in reversed(list(readings))}.values())[::-1]


def _documents(readings: Iterable[Reading]) -> dict[str, int]:
    return {reading.document.id: index for index, reading in enumerate(_first_of_each(readings))}


def _passages(claims: Iterable[Claim]) -> dict[str, int]:
    quotes = dict.fromkeys(claim.evidence.quote for claim in claims)
    return {quote: index for index, quote in enumerate(quotes)}


def _document(reading: Reading) -> View:
    document = reading.document
    date = document.date.isoformat() if document.date else ""
    return {"title": document.title or document.source or document.id, "date": date,
            "publisher": document.publisher, "source": document.source}


def _node(
    record: EntityRecord, graph: nx.Graph[str], places: dict[str, tuple[int, int]], documents: dict[str, int]
) -> View:
    node: View = {"id": record.id, "label": record.label, "type": record.type, "aliases": record.aliases,
                  "roles": _once(record.roles), "mentions": record.mentions, "degree": graph.degree[record.id],
                  "documents": [documents[id_] for id_ in record.documents]}
    if record.id in places:
        node["x"], node["y"] = places[record.id]
    return node


def _once(texts: Iterable[str]) -> list[str]:
    """Leave out texts that differ from an earlier one in case only.

    >>> _once(["Colonel", "colonel", "head"])
    ['Colonel', 'head']
    """
    kept: dict[str, str] = {}
    for text in texts:
        kept.setdefault(text.casefold(), text)
    return list(kept.values())


def _claim(claim: Claim, stance: str, documents: dict[str, int], passages: dict[str, int]) -> View:
    evidence = claim.evidence
    return {"id": claim.id, "subject": claim.subject, "predicate": claim.predicate,
            "label": predicate_words(claim.predicate, claim.label), "open": claim.open, "object": claim.object,
            "value": claim.value, "stance": stance, "polarity": claim.polarity.value, "modality": claim.modality.value,
            "by": list(claim.attributed_to), "date": iso_date(claim), "when": claim.date.text if claim.date else "",
            "place": claim.place, "confidence": round(claim.confidence, 2), "document": documents.get(evidence.document),
            "start": evidence.start, "end": evidence.end, "passage": passages[evidence.quote], "marks": marks(claim)}
