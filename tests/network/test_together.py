"""Who is named together."""

from __future__ import annotations

from kg.network import collapse, cooccurrence, to_networkx
from tests.readings import readings

VENN, BRANDL, KARSK = "person:Orla_Venn", "person:Tomas_Brandl", "place:Karsk"


def test_passages_that_name_both_are_counted_once() -> None:
    graph = cooccurrence(readings())
    assert graph[VENN][BRANDL]["weight"] >= 1 and not graph.has_edge("organization:ODell_Sons", VENN)


def test_to_be_named_together_is_no_tie() -> None:
    together, ties = cooccurrence(readings(), within="document"), collapse(to_networkx(readings()))
    assert together[VENN][KARSK]["weight"] == 2 and not ties.has_edge(VENN, KARSK)


def test_who_is_called_by_no_name_is_left_out_unless_asked_for() -> None:
    villagers = "group:00000000000000a1:five_villagers"
    assert villagers not in cooccurrence(readings())
    assert cooccurrence(readings(), unnamed=True, within="document").has_edge(villagers, VENN)
