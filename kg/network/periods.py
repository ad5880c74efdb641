"""Change over time: what is told of each period, and whose ties come and go."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import networkx as nx

from kg.network.ties import Stances, counts, stance_of

Period = Literal["day", "month", "year"]
Dating = Literal["either", "claim", "published"]
_LENGTH = {"day": 10, "month": 7, "year": 4}


@dataclass(slots=True)
class Told:
    """What is told of one period. `period` is "2023", "2023-05" or "2023-05-02"; empty for claims without any date."""

    period: str
    claims: int = 0
    ties: int = 0
    by_stance: Counter[str] = field(default_factory=Counter)
    entities: int = 0
    new_entities: int = 0
    new_ties: int = 0


def period_of(claim: Mapping[str, object], *, by: Period = "month", dating: Dating = "either") -> str:
    """Return the period that a claim belongs to: that of the first day it gives, or of publication where it gives none.

    With `dating` "claim" only the day that a passage gives counts, with "published" only the day of its document.

    >>> period_of({"date": "", "published": "2023-05-03"}), period_of({"date": "", "published": "2023-05-03"}, dating="claim")
    ('2023-05', '')
    """
    own, published = str(claim.get("date", "")), str(claim.get("published", ""))
    day = {"either": own or published, "claim": own, "published": published}[dating]
    return day[: _LENGTH[by]]


def timeline(graph: nx.MultiDiGraph[str], *, by: Period = "month", dating: Dating = "either",
             stances: Stances = "reported", unnamed: bool = True) -> list[Told]:
    """Return what is told of each period, in order of time, claims without a date last.

    `claims` and `by_stance` count every claim; `ties`, `entities` and what is new only claims that count as ties. More claims
    may mean that more happened or that more was written. Most passages give no day: then the document's date stands in.
    """
    found: dict[str, Told] = {}
    tied: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for source, target, claim in graph.edges(data=True):
        if claim["kind"] != "claim":
            continue
        period = period_of(claim, by=by, dating=dating)
        told = found.setdefault(period, Told(period))
        told.claims += 1
        told.by_stance[stance_of(claim)] += 1
        if counts(claim, stances) and _is_tie(graph, source, target, unnamed=unnamed):
            tied[period].add((min(source, target), max(source, target)))
    rows = sorted(found.values(), key=lambda told: (not told.period, told.period))
    known: set[tuple[str, str]] = set()
    met: set[str] = set()
    for told in rows:
        pairs = tied[told.period]
        who = {entity for pair in pairs for entity in pair}
        told.ties, told.new_ties = len(pairs), len(pairs - known)
        told.entities, told.new_entities = len(who), len(who - met)
        known |= pairs
        met |= who
    return rows


def changes(graph: nx.MultiDiGraph[str], entity: str, *, by: Period = "month", dating: Dating = "either",
            stances: Stances = "reported", unnamed: bool = True) -> dict[str, Counter[str]]:
    """Return with whom an entity is tied in each period, and by how many claims; neighbours by their ids.

    A neighbour who is missing in a period is not told of there, which is not the same as a tie that ended.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    edges = [*graph.out_edges(entity, data=True), *((b, a, d) for a, b, d in graph.in_edges(entity, data=True))]
    for _, other, claim in edges:
        if claim["kind"] == "claim" and counts(claim, stances) and _is_tie(graph, entity, other, unnamed=unnamed):
            found[period_of(claim, by=by, dating=dating)][other] += 1
    return dict(sorted(found.items(), key=lambda item: (not item[0], item[0])))


def _is_tie(graph: nx.MultiDiGraph[str], source: str, target: str, *, unnamed: bool) -> bool:
    ends = graph.nodes[source], graph.nodes[target]
    return source != target and all(end["kind"] == "entity" and (unnamed or end["named"]) for end in ends)
