"""Chains of evidence: how two entities are connected, with the sentences for each step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import networkx as nx

from kg.errors import NotInGraph
from kg.network.ties import Stances, collapse, counts, stance_of

AT_ONCE = 1000  # shortest chains that are looked at, to choose those with most claims


@dataclass(frozen=True, slots=True)
class Said:
    """One claim of a step: who does what to whom in which sentence. Names are labels, speakers nearest first."""

    claim: str
    subject: str
    predicate: str
    object: str
    stance: str
    speakers: tuple[str, ...]
    date: str
    quote: str
    document: str
    title: str
    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Step:
    """One tie of a chain, by the ids of its ends, with all claims that make it, in order of appearance."""

    source: str
    target: str
    claims: tuple[Said, ...]


def find_entity(graph: nx.MultiDiGraph[str], name: str) -> str:
    """Return the id of the entity that a name means: its id, label or alias, or else the one of whose name it is a part.

    Upper and lower case are the same, and who is called by a name comes before who is not. Raises `NotInGraph` where it is
    none, or several, which are then named.
    """
    folded = name.casefold()
    names = {node: [data["label"].casefold(), *filter(None, data["aliases"].casefold().split("|"))]
             for node, data in graph.nodes(data=True) if data["kind"] == "entity"}
    named = {node for node in names if graph.nodes[node]["named"]}
    tries = (
        [node for node in names if node.casefold() == folded],
        [node for node, known in names.items() if known[0] == folded],
        [node for node, known in names.items() if folded in known],
        [node for node, known in names.items() if node in named and folded and any(folded in one for one in known)],
        [node for node, known in names.items() if folded and any(folded in one for one in known)],
    )
    found = next((ids for ids in tries if ids), [])
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotInGraph(f"Nobody and nothing in this graph is called {name}.", f"Near it: {_nearest(graph, folded, names)}.")
    some = ", ".join(f"{graph.nodes[node]['label']} ({node})" for node in found[:6])
    raise NotInGraph(f"{name} may be {len(found)} entities: {some}{', ...' if len(found) > 6 else ''}.",
                     "Name one by its whole name or by its id.")


def chains(graph: nx.MultiDiGraph[str], one: str, other: str, *, limit: int = 5, stances: Stances = "reported",
           unnamed: bool = True) -> list[list[Step]]:
    """Return the shortest chains of ties between two entities (ids), at most `limit`, best supported first.

    Ties may be followed either way. Only claims that count as ties are steps (see `collapse`). Of equally long chains,
    those come first whose weakest step has most claims. A chain of true steps does not make a tie between its ends.
    None is found where the two lie in different components.
    """
    ties = collapse(graph, stances=stances, unnamed=unnamed)
    if one not in ties or other not in ties or one == other or not nx.has_path(ties, one, other):
        return []
    found = list(islice(nx.all_shortest_paths(ties, one, other), AT_ONCE))
    ranked = sorted(found, key=lambda path: (-min(ties[a][b]["weight"] for a, b in nx.utils.pairwise(path)), path))
    return [[Step(a, b, tuple(claims_between(graph, a, b, stances=stances))) for a, b in nx.utils.pairwise(path)]
            for path in ranked[:limit]]


def claims_between(graph: nx.MultiDiGraph[str], one: str, other: str, *, stances: Stances = "reported") -> Iterator[Said]:
    """Yield the claims between two entities, in either direction, that make a tie."""
    for source, target in ((one, other), (other, one)):
        for key, claim in (graph.get_edge_data(source, target) or {}).items():
            if counts(claim, stances):
                yield said(graph, source, target, str(key))


def said(graph: nx.MultiDiGraph[str], source: str, target: str, key: str) -> Said:
    """Return what one edge of the multigraph says, in words."""
    claim = graph.edges[source, target, key]
    speakers = tuple(graph.nodes[speaker]["label"] for speaker in claim.get("attributed_to", "").split("|") if speaker)
    return Said(key, graph.nodes[source]["label"], claim["label"] or claim["predicate"], graph.nodes[target]["label"],
                stance_of(claim), speakers, claim.get("date", ""), claim["quote"], claim["document"], claim.get("title", ""),
                claim.get("source", ""), claim.get("start", 0), claim.get("end", 0))


def _nearest(graph: nx.MultiDiGraph[str], folded: str, names: dict[str, list[str]]) -> str:
    from difflib import get_close_matches

    by_name = {known: node for node, all_known in names.items() for known in all_known if known}
    near = dict.fromkeys(by_name[known] for known in get_close_matches(folded, list(by_name), 5, 0.3))
    return ", ".join(graph.nodes[node]["label"] for node in near) or "nothing"
