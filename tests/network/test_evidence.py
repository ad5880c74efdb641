"""Chains of evidence."""

from __future__ import annotations

import pytest

from kg.errors import NotInGraph
from kg.network import chains, find_entity, to_networkx
from tests.readings import readings

VENN, BRANDL, ANA, LANTERN = "person:Orla_Venn", "person:Tomas_Brandl", "person:Ana_Ruiz", "organization:Lantern_Group"


def test_each_step_has_its_sentences() -> None:
    (chain,) = chains(to_networkx(readings()), VENN, BRANDL)
    (step,) = chain
    assert [said.quote for said in step.claims][0] == "Orla Venn met Tomas Brandl in Karsk on Tuesday"
    assert {said.predicate for said in step.claims} == {"met", "told", "urged"}
    assert step.claims[0].title == "Minister meets director" and step.claims[0].date == "2023-05-02"
    urged = next(said for said in step.claims if said.predicate == "urged")
    assert (urged.subject, urged.object) == ("Tomas Brandl", "Orla Venn")


def test_equally_long_chains_come_by_their_weakest_step() -> None:
    from tests.maps.sample import affair

    graph = to_networkx(affair())
    found = chains(graph, find_entity(graph, "Karsk Police"), find_entity(graph, "Tidewater Radio"), limit=50)
    assert len({len(chain) for chain in found}) == 1
    weakest = [min(len(step.claims) for step in chain) for chain in found]
    assert weakest == sorted(weakest, reverse=True)


def test_a_request_is_no_step() -> None:
    graph = to_networkx(readings())
    assert chains(graph, VENN, ANA) == []
    (chain,) = chains(graph, VENN, ANA, stances="all")
    assert [said.stance for said in chain[0].claims] == ["requested"]


def test_unnamed_groups_can_be_barred_as_a_way_through() -> None:
    graph = to_networkx(readings())
    villagers = "group:00000000000000a1:five_villagers"
    assert chains(graph, villagers, ANA) and not chains(graph, villagers, ANA, unnamed=False)


@pytest.mark.parametrize(("name", "expected"), [
    ("person:Orla_Venn", VENN), ("orla venn", VENN), ("O. Venn", VENN), ("Lantern", LANTERN), ("ដារ៉ា", "person:សុខ_ដារ៉ា"),
])
def test_a_name_finds_its_entity(name: str, expected: str) -> None:
    assert find_entity(to_networkx(readings()), name) == expected


@pytest.mark.parametrize(("name", "words"), [("Orla Ven n", "Orla Venn"), ("a", "may be"), ("", "called")])
def test_a_name_that_is_none_or_several_says_which_are_near(name: str, words: str) -> None:
    with pytest.raises(NotInGraph, match=words):
        find_entity(to_networkx(readings()), name)
