"""All measures of one network together, as plain data: what `kg network` prints, writes and draws."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from kg.bulk import uncollected
from kg.model import Reading
from kg.network import measures
from kg.network.graph import to_networkx
from kg.network.periods import Told, timeline
from kg.network.ties import Stances, collapse, left_out
from kg.network.together import cooccurrence
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Ranked:
    """One entity that has ties, with its figures. `claims` are those behind its ties, `alleged` those of them alleged."""

    id: str
    label: str
    type: str
    degree: int
    claims: int
    alleged: int
    betweenness: float
    pagerank: float
    community: int
    part: int
    cut_point: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities, by label, and how many passages name both; `tied` tells whether a claim ties them too."""

    one: str
    other: str
    passages: int
    tied: bool


@dataclass(frozen=True)
class Report:
    """What `report` gives. `graph` is the multigraph, `ties` the collapsed graph that the figures are of."""

    graph: nx.MultiDiGraph[str]
    ties: nx.Graph[str]
    stances: Stances
    unnamed: bool
    filters: str
    documents: int
    claims: int
    not_counted: dict[str, int]
    entities: list[Ranked] = field(default_factory=list)
    parts: list[list[str]] = field(default_factory=list)
    communities: list[list[str]] = field(default_factory=list)
    cut_points: list[str] = field(default_factory=list)
    together: list[Pair] = field(default_factory=list)
    timeline: list[Told] = field(default_factory=list)
    sampled: bool = False

    def label(self, entity: str) -> str:
        """Return an entity's label."""
        return str(self.graph.nodes[entity]["label"])

    @property
    def counted(self) -> int:
        """Return how many claims the ties rest on."""
        return sum(data["weight"] for _, _, data in self.ties.edges(data=True))

    @property
    def only_alleged(self) -> int:
        """Return how many ties rest on alleged claims alone."""
        return sum(data["weight"] == data["alleged"] for _, _, data in self.ties.edges(data=True))


def report(readings: Iterable[Reading], *, stances: Stances = "reported", unnamed: bool = False, ontology: Ontology | None = None,
           seed: int = 7, **filters: Any) -> Report:
    """Return the measures of the network that the readings make; those with most ties first.

    `stances` says which claims make a tie (`kg.network.ties.Stances`); without `unnamed`, entities that no text calls by a
    name are left out. The filters are those of `to_networkx`. Co-occurrence is counted in all passages, whatever the
    filters, between the entities kept.
    """
    with uncollected():
        kept = list(readings)
        graph = to_networkx(kept, ontology=ontology, **filters)
        return _measured(kept, graph, stances, unnamed=unnamed, seed=seed)


def _measured(kept: Sequence[Reading], graph: nx.MultiDiGraph[str], stances: Stances, *, unnamed: bool, seed: int) -> Report:
    ties = collapse(graph, stances=stances, unnamed=unnamed)
    tied = _with_ties(ties)
    parts, groups = measures.components(tied), measures.communities(tied, seed=seed)
    cuts = measures.cut_points(tied)
    return Report(
        graph, ties, stances, unnamed, graph.graph["filters"],
        documents=len({data["document"] for _, _, data in graph.edges(data=True)}),
        claims=sum(data["kind"] == "claim" for _, _, data in graph.edges(data=True)),
        not_counted=left_out(graph, stances=stances, unnamed=unnamed),
        entities=_ranked(tied, groups, parts, frozenset(cuts), seed=seed),
        parts=parts,
        communities=_members(groups),
        cut_points=cuts,
        together=_together(kept, ties),
        timeline=timeline(graph, stances=stances, unnamed=unnamed),
        sampled=measures.is_sampled(tied),
    )


def as_data(found: Report) -> dict[str, Any]:
    """Return a report as data for JSON, with what each figure means."""
    labels = {node: found.label(node) for node in found.ties}
    return {
        "filters": found.filters,
        "ties": {"stances": found.stances, "unnamed": found.unnamed, "number": found.ties.number_of_edges(),
                 "claims": found.counted, "only_alleged": found.only_alleged, "not_counted": found.not_counted},
        "documents": found.documents,
        "claims": found.claims,
        "betweenness_is_estimated": found.sampled,
        "entities": [{name: getattr(one, name) for name in Ranked.__slots__} for one in found.entities],
        "parts": [[labels[node] for node in part] for part in found.parts],
        "communities": [[labels[node] for node in group] for group in found.communities],
        "cut_points": [labels[node] for node in found.cut_points],
        "named_together": [{name: getattr(pair, name) for name in Pair.__slots__} for pair in found.together],
        "timeline": [{name: getattr(told, name) for name in Told.__slots__} for told in found.timeline],
        "meanings": dict(measures.MEANINGS),
    }


def _with_ties(ties: nx.Graph[str]) -> nx.Graph[str]:
    """Return the graph without the entities that have no tie; built anew, since a subgraph may have the order of a set."""
    tied: nx.Graph[str] = nx.Graph()
    tied.add_nodes_from((node, data) for node, data in ties.nodes(data=True) if ties.degree[node])
    tied.add_edges_from(ties.edges(data=True))
    return tied


def _ranked(tied: nx.Graph[str], groups: dict[str, int], parts: list[list[str]], cuts: Collection[str], *,
            seed: int) -> list[Ranked]:
    degree, between, rank = measures.degree(tied), measures.betweenness(tied, seed=seed), measures.pagerank(tied)
    home = {node: number for number, part in enumerate(parts) for node in part}
    rows = [
        Ranked(node, data["label"], data["type"], degree[node], tied.degree(node, weight="weight"),
               tied.degree(node, weight="alleged"), between[node], rank[node], groups[node], home[node], node in cuts)
        for node, data in tied.nodes(data=True)
    ]
    return sorted(rows, key=lambda row: (-row.degree, -row.claims, row.label, row.id))


def _members(groups: dict[str, int]) -> list[list[str]]:
    """Return the members of each community by its number."""
    found: list[list[str]] = [[] for _ in set(groups.values())]
    for node, number in groups.items():
        found[number].append(node)
    return found


def _together(readings: Iterable[Reading], ties: nx.Graph[str]) -> list[Pair]:
    """Return who is named together, most often first."""
    together = cooccurrence(readings, unnamed=True)
    pairs = [Pair(ties.nodes[a]["label"], ties.nodes[b]["label"], edge["weight"], ties.has_edge(a, b))
             for a, b, edge in together.edges(data=True) if a in ties and b in ties]
    return sorted(pairs, key=lambda pair: (-pair.passages, pair.one, pair.other))
