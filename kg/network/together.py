"""Who is named together, which is kept apart from the ties: no relation is claimed between them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Literal

import networkx as nx

from kg.model import Act, Claim, Gap, Reading
from kg.network.entities import gather_entities
from kg.network.graph import node_attributes


def cooccurrence(readings: Iterable[Reading], *, within: Literal["passage", "document"] = "passage",
                 unnamed: bool = False) -> nx.Graph[str]:
    """Return a simple graph whose edge `weight` counts the passages, or documents, that name both entities.

    A passage is a sentence that a claim, an act or an entry of the ledger stands in: in a graph that `kg build` made,
    every sentence that names somebody. A pronoun or noun that refers to an entity names it too. To be named together says
    nothing of a relation; the weight is high for whoever is named often, whomever with.
    """
    kept = list(readings)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from((record.id, node_attributes(record)) for record in gather_entities(kept).values()
                         if unnamed or record.named)
    found: Counter[tuple[str, str]] = Counter()
    for reading in kept:
        for group in _together(reading) if within == "passage" else [[entity.id for entity in reading.entities]]:
            for one, other in combinations([id_ for id_ in group if id_ in graph], 2):
                found[(other, one) if (other, one) in found else (one, other)] += 1
    graph.add_edges_from((one, other, {"weight": number}) for (one, other), number in found.items())
    return graph


def _together(reading: Reading) -> Iterator[list[str]]:
    """Yield the entities that each passage names, in order of the document's list."""
    said: list[Claim | Act | Gap] = [*reading.claims, *reading.acts, *reading.gaps]
    spans = sorted({(one.evidence.start, one.evidence.end) for one in said})
    named = [(entity.id, sorted(mention.start for mention in entity.mentions)) for entity in reading.entities]
    for start, end in spans:
        together = [id_ for id_, starts in named if bisect_left(starts, start) < bisect_left(starts, end)]
        if len(together) > 1:
            yield together
