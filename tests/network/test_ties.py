"""What makes a tie."""

from __future__ import annotations

import networkx as nx

from kg.network import collapse, to_networkx
from kg.network.ties import left_out
from tests.readings import readings

VENN, BRANDL, ANA, POLICE = "person:Orla_Venn", "person:Tomas_Brandl", "person:Ana_Ruiz", "organization:police"
VILLAGERS = "group:00000000000000a1:five_villagers"


def test_claims_add_up_whichever_way_they_run() -> None:
    graph = to_networkx(readings())
    assert collapse(graph)[VENN][BRANDL]["weight"] == 4
    directed = collapse(graph, directed=True)
    assert directed[VENN][BRANDL]["weight"] == 3 and directed[BRANDL][VENN]["weight"] == 1
    assert not list(nx.selfloop_edges(collapse(graph)))


def test_denials_plans_requests_and_negations_are_no_ties() -> None:
    ties = collapse(to_networkx(readings()))
    assert not ties.has_edge(VENN, ANA)  # asked to release her
    assert not ties.has_edge(BRANDL, "place:Karsk")  # will visit
    assert not ties.has_edge(VENN, "person:សុខ_ដារ៉ា")  # did not meet
    assert ties[POLICE][VILLAGERS] == {"weight": 1, "alleged": 1}  # said once, denied once


def test_all_stances_count_on_demand_and_allegations_can_be_left_out() -> None:
    graph = to_networkx(readings())
    everything, asserted = collapse(graph, stances="all"), collapse(graph, stances="asserted")
    assert everything.has_edge(VENN, ANA) and everything[POLICE][VILLAGERS]["weight"] == 2
    assert not asserted.has_edge(POLICE, VILLAGERS) and asserted.has_edge(POLICE, ANA)


def test_entities_alone_are_nodes_and_the_unnamed_can_be_left_out() -> None:
    graph = to_networkx(readings())
    assert {data["kind"] for _, data in collapse(graph).nodes(data=True)} == {"entity"}
    assert VILLAGERS in collapse(graph) and VILLAGERS not in collapse(graph, unnamed=False)


def test_what_is_not_counted_is_told() -> None:
    graph = to_networkx(readings())
    claims = sum(len(reading.claims) for reading in readings())
    ties = collapse(graph, unnamed=False)
    counted = sum(weight for _, _, weight in ties.edges(data="weight"))
    missing = left_out(graph, unnamed=False)
    assert missing == {"words": 1, "stance": 4, "unnamed": 1} and counted + sum(missing.values()) == claims


def test_relations_collapse_to_the_same_ties_as_their_claims() -> None:
    by_claims, by_relations = (collapse(to_networkx(readings(), edges=edges)) for edges in ("claims", "relations"))
    assert {frozenset(e): e for e in by_claims.edges()}.keys() == {frozenset(e): e for e in by_relations.edges()}.keys()
    assert by_claims[VENN][BRANDL] == by_relations[VENN][BRANDL]
