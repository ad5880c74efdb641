"""The simple graph on which measures run: who is tied to whom, and by how many claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import networkx as nx

Stances = Literal["reported", "asserted", "all"]
"""Which claims make a tie.

"reported": those affirmed that are asserted or alleged, from which the store derives direct triples. "asserted": of these,
not what is alleged, nor an accusation that rests on a speaker. "all": denials, negations, plans, requests and suppositions
too.
"""


def collapse(graph: nx.MultiDiGraph[str], *, directed: bool = False, stances: Stances = "reported",
             unnamed: bool = True) -> nx.Graph[str]:
    """Return a simple graph of the entities whose edge `weight` counts the claims between two; loops are left out.

    By default what is denied, planned, requested or hypothetical is no tie (`stances`, see `Stances`). `alleged` counts
    those among the claims that only somebody says, as in the store's graph of that name. Words in the place of objects
    and acts are no entities. Without `unnamed`, entities that no text names ("five villagers") are left out.
    """
    simple: nx.Graph[str] = nx.DiGraph() if directed else nx.Graph()
    simple.add_nodes_from((node, data) for node, data in graph.nodes(data=True)
                          if data["kind"] == "entity" and (unnamed or data["named"]))
    for source, target, claim in graph.edges(data=True):
        if source == target or source not in simple or target not in simple or not counts(claim, stances):
            continue
        number = claim.get("claims", 1)
        alleged = number if claim["standing"] == "alleged" else 0
        if simple.has_edge(source, target):
            edge = simple.edges[source, target]
            edge["weight"] += number
            edge["alleged"] += alleged
        else:
            simple.add_edge(source, target, weight=number, alleged=alleged)
    return simple


def counts(claim: Mapping[str, Any], stances: Stances = "reported") -> bool:
    """Tell whether an edge's claim makes a tie between its ends.

    >>> counts({"standing": "alleged"}), counts({"standing": "alleged"}, "asserted"), counts({"standing": ""})
    (True, False, False)
    """
    return stances == "all" or claim["standing"] == "relations" or (stances == "reported" and bool(claim["standing"]))


def stance_of(claim: Mapping[str, Any]) -> str:
    """Return how a claim is put, in one word; an accusation that rests on a speaker is alleged, as in the store.

    >>> stance_of({"polarity": "negated", "modality": "asserted"})
    'negated'
    >>> stance_of({"polarity": "affirmed", "modality": "asserted", "standing": "alleged"})
    'alleged'
    """
    if claim["polarity"] == "negated" and claim["modality"] != "denied":
        return "negated"
    return "alleged" if claim.get("standing") == "alleged" else str(claim["modality"])


def left_out(graph: nx.MultiDiGraph[str], *, stances: Stances = "reported", unnamed: bool = True) -> dict[str, int]:
    """Return how many claims `collapse` does not count, by reason."""
    found = {"words": 0, "stance": 0, "unnamed": 0}
    for source, target, claim in graph.edges(data=True):
        ends = graph.nodes[source], graph.nodes[target]
        if claim["kind"] == "part":
            continue
        if ends[1]["kind"] == "words":
            found["words"] += 1
        elif not counts(claim, stances):
            found["stance"] += 1
        elif not unnamed and not all(end["named"] for end in ends):
            found["unnamed"] += 1
    return found
