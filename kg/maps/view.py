"""What the map shows, as plain data: readings in, a dictionary of documents, nodes, edges and claims out.

Documents, passages, reasons and claims are lists that refer to one another by index. Nodes that are drawn at first come
first among the nodes, and the edges between them first among the edges, so that a page can draw before it has read all.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.bulk import uncollected
from kg.maps.bends import clear_bends
from kg.maps.bundles import Line, bow, bundle, spoken
from kg.maps.choosing import first_drawn, tie_graph
from kg.maps.passages import marks
from kg.maps.reasons import STANCES as STANCE_REASONS
from kg.maps.reasons import reason_for
from kg.maps.relations import Relations, relations_of
from kg.maps.stance import STANCES, stance_of
from kg.model import Claim, Reading
from kg.network.entities import EntityRecord, gather_entities
from kg.network.graph import iso_date
from kg.network.layout import positions
from kg.network.measures import communities
from kg.rdf.iris import DEFAULT_BASE, make_iri

if TYPE_CHECKING:
    from kg.ontology import Ontology

View = dict[str, Any]
Places = Mapping[str, tuple[int, int]]

TYPES = ("Person", "Organization", "Group", "Place", "Event", "Document")
TITLE = "Map of claims"
LIMIT = 300
GROUPED = 3000  # nodes up to which communities are sought


def map_view(
    readings: Iterable[Reading],
    *,
    title: str = TITLE,
    limit: int = LIMIT,
    focus: str = "",
    ontology: Ontology | None = None,
    accusatory: Container[str] = (),
    base: str = DEFAULT_BASE,
    pages: bool = False,
) -> View:
    """Return all that the page shows. The entities drawn at first, at most `limit`, carry x, y and a community.

    Those are the ones with most ties, or, with `focus`, an entity's name or id, that one and those around it; raises
    `NotInGraph` where nobody or several are called so. Claims between the same two, in the same direction and stance,
    make one edge. `accusatory` names the predicates that accuse where no ontology is given; `base` begins claims' IRIs. With
    `pages`, the map links to the pages of `kg serve`, beside which it is then to be shown.
    """
    with uncollected():
        kept = list(readings)
    relations = relations_of(ontology) if ontology else Relations(accusatory)
    records = gather_entities(kept)
    claims = [claim for reading in kept for claim in reading.claims]
    stances = [stance_of(claim, accusatory=relations.accusatory) for claim in claims]
    lines = bundle(claims, stances, relations)
    graph = tie_graph(records, ((line.source, line.target) for line in lines))
    heart = _heart(records, focus)
    part = first_drawn(graph, records, limit=limit, focus=heart)
    groups = _communities(part)
    places = positions(part, groups=groups)
    order = _order(graph, records, places)
    number = {id_: index for index, id_ in enumerate(order)}
    lines.sort(key=lambda line: not (line.source in places and line.target in places))
    bow(lines, _bends(lines, order, places, number))
    documents = {reading.document.id: index for index, reading in enumerate(_first_of_each(kept))}
    passages = _numbered(claim.evidence.quote for claim in claims)
    reasons = _numbered(reason_for(claim.rule) for claim in claims)
    predicates = _predicates(claims, relations)
    return {
        "title": title,
        "focus": heart,
        "types": [name for name in (*TYPES, "") if any(record.type == name for record in records.values())],
        "stances": [name for name in STANCES if name in stances],
        "stance_reasons": STANCE_REASONS,
        "pages": pages,
        "claim_iri": make_iri(base, "claim", "0")[:-1],
        "documents": [_document(reading) for reading in _first_of_each(kept)],
        "passages": list(passages),
        "reasons": list(reasons),
        "predicates": list(predicates.values()),
        "nodes": [_node(records[id_], graph, places, groups, documents) for id_ in order],
        "edges": [_edge(index, line) for index, line in enumerate(lines)],
        "claims": [_claim(claim, stance, documents, passages, reasons, predicates)
                   for claim, stance in zip(claims, stances, strict=True)],
    }


def _heart(records: Mapping[str, EntityRecord], focus: str) -> str:
    if not focus:
        return ""
    from kg.maps.focus import entity_named

    return entity_named(records.values(), focus)


def _communities(part: nx.Graph[str]) -> dict[str, int]:
    """Number the communities of what is drawn."""
    if len(part) > GROUPED or not part.number_of_edges():
        return {}
    return communities(part)


def _order(graph: nx.Graph[str], records: Iterable[str], places: Places) -> list[str]:
    return sorted(records, key=lambda id_: (id_ not in places, -graph.degree[id_]))


def _bends(lines: Sequence[Line], order: Sequence[str], places: Places, number: Mapping[str, int]) -> dict[int, float]:
    ends = [(number[line.source], number[line.target]) for line in lines
            if line.source in places and line.target in places and line.source != line.target]
    numbers = [index for index, line in enumerate(lines)
               if line.source in places and line.target in places and line.source != line.target]
    found = clear_bends([places[id_] for id_ in order if id_ in places], ends)
    return {numbers[line]: bend for line, bend in found.items()}


def _first_of_each(readings: Iterable[Reading]) -> list[Reading]:
    return list({reading.document.id: reading for reading in reversed(list(readings))}.values())[::-1]


def _numbered(texts: Iterable[str]) -> dict[str, int]:
    return {text: index for index, text in enumerate(dict.fromkeys(texts))}


def _predicates(claims: Iterable[Claim], relations: Relations) -> dict[tuple[str, bool, str], View]:
    """Return each relation with its words and family, by name, openness and words."""
    found: dict[tuple[str, bool, str], View] = {}
    for claim in claims:
        words = spoken(claim)
        key = claim.predicate, claim.open, words
        if key not in found:
            found[key] = {"number": len(found), "name": claim.predicate, "open": claim.open, "label": words,
                          "family": relations.family(claim.predicate, is_open=claim.open)}
    return found


def _document(reading: Reading) -> View:
    document = reading.document
    date = document.date.isoformat() if document.date else ""
    return {"id": document.id, "title": document.title or document.source or document.id, "date": date,
            "publisher": document.publisher, "source": document.source}


def _node(
    record: EntityRecord, graph: nx.Graph[str], places: Places, groups: Mapping[str, int], documents: Mapping[str, int]
) -> View:
    node: View = {"id": record.id, "label": record.label, "type": record.type, "named": record.named,
                  "aliases": list(record.aliases), "roles": _once(record.roles), "mentions": record.mentions,
                  "degree": graph.degree[record.id], "documents": [documents[id_] for id_ in record.documents]}
    if record.id in places:
        node["x"], node["y"] = places[record.id]
        node["community"] = groups.get(record.id, -1)
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


def _edge(index: int, line: Line) -> View:
    return {"id": index, "from": line.source, "to": line.target, "label": line.label, "stance": line.stance,
            "directed": line.directed, "bend": line.bend, "claims": line.claims}


def _claim(
    claim: Claim,
    stance: str,
    documents: Mapping[str, int],
    passages: Mapping[str, int],
    reasons: Mapping[str, int],
    predicates: Mapping[tuple[str, bool, str], View],
) -> View:
    evidence = claim.evidence
    return {"id": claim.id, "subject": claim.subject, "predicate": predicates[claim.predicate, claim.open, spoken(claim)]["number"],
            "object": claim.object, "value": claim.value or "", "stance": stance, "polarity": claim.polarity.value,
            "modality": claim.modality.value, "by": list(claim.attributed_to), "date": iso_date(claim),
            "when": claim.date.text if claim.date else "", "place": claim.place,
            "legal": claim.legal_status.value if claim.legal_status else "", "confidence": round(100 * claim.confidence),
            "document": documents.get(evidence.document, -1), "start": evidence.start, "end": evidence.end,
            "passage": passages[evidence.quote], "reason": reasons[reason_for(claim.rule)], "marks": marks(claim)}
