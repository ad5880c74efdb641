"""What is drawn at first, and how claims become lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.errors import NotInGraph
from kg.maps.bends import clear_bends
from kg.maps.packing import rest, unpacked
from kg.maps.view import map_view
from kg.model import Claim, EntityType, Mention, MentionKind, Modality, Reading
from kg.ontology import load_ontology
from tests.maps.sample import affair, entity, reading_of

ANA, POLICE = entity("Ana Ruizo", EntityType.PERSON), entity("Karsk Police", EntityType.ORGANIZATION)
KORO, LIV = entity("Koro Hale", EntityType.PERSON), entity("Liv Maro", EntityType.PERSON)
MEN, CROWD = entity("five men", EntityType.GROUP), entity("a crowd", EntityType.GROUP)


def unnamed(reading: Reading) -> Reading:
    """Say of groups that they are nouns, as the extractor does."""
    def told(mention: Mention) -> Mention:
        return replace(mention, kind=MentionKind.NOUN)
    groups = (replace(e, mentions=tuple(map(told, e.mentions))) if e.type is EntityType.GROUP else e for e in reading.entities)
    return replace(reading, entities=tuple(groups))


def drawn(*sentences: tuple[object, ...], **options: object) -> set[str]:
    view = map_view([unnamed(reading_of("0" * 16, list(sentences), title="t"))], **options)  # type: ignore[arg-type]
    return {node["label"] for node in view["nodes"] if "x" in node}


def test_unnamed_actors_are_drawn_where_they_tie_names_together_or_are_all_that_a_name_has() -> None:
    met, knew = ("met", "met"), ("praised", "praised")
    assert drawn((ANA, *met, POLICE, {}), (MEN, *knew, ANA, {})) == {"Ana Ruizo", "Karsk Police"}
    assert drawn((ANA, *met, POLICE, {}), (MEN, *knew, ANA, {}), (MEN, *knew, KORO, {})) == {
        "Ana Ruizo", "Karsk Police", "five men", "Koro Hale"}
    assert drawn((ANA, *met, POLICE, {}), (CROWD, *knew, KORO, {})) == {"Ana Ruizo", "Karsk Police", "a crowd", "Koro Hale"}
    assert drawn((ANA, *met, POLICE, {}), (CROWD, *knew, MEN, {})) == {"Ana Ruizo", "Karsk Police"}


def test_focus_draws_an_entity_with_its_neighbours_and_theirs() -> None:
    chain = ((ANA, "met", "met", POLICE, {}), (POLICE, "met", "met", KORO, {}), (KORO, "met", "met", LIV, {}))
    assert drawn(*chain, focus="ana") == {"Ana Ruizo", "Karsk Police", "Koro Hale"}
    assert drawn(*chain, focus="person:Ana_Ruizo", limit=2) == {"Ana Ruizo", "Karsk Police"}


@pytest.mark.parametrize(("name", "said"), [("Nobody Known", "Nobody"), ("a", "may be")])
def test_a_focus_that_is_not_one_entity_is_an_error_that_names_others(name: str, said: str) -> None:
    with pytest.raises(NotInGraph, match=said):
        map_view([reading_of("0" * 16, [(ANA, "met", "met", KORO, {})], title="t")], focus=name)


def test_a_meeting_has_no_direction_and_joins_the_one_told_the_other_way() -> None:
    reading = reading_of("0" * 16, [(ANA, "met", "met", KORO, {}), (KORO, "met", "met", ANA, {}), (KORO, "urged", "urged", ANA, {})],
                         title="t")
    edges = map_view([reading], ontology=load_ontology())["edges"]
    assert [(e["label"], e["directed"], len(e["claims"])) for e in edges] == [("met", False, 2), ("urged", True, 1)]


def test_stances_are_never_joined_in_a_line() -> None:
    view = map_view(affair())
    assert all(len({view["claims"][index]["stance"] for index in edge["claims"]}) == 1 for edge in view["edges"])
    assert sorted(index for edge in view["edges"] for index in edge["claims"]) == list(range(120))


def test_a_line_that_would_run_behind_a_node_is_bent() -> None:
    bends = clear_bends([(0, 0), (400, 0), (200, 4), (200, 300)], [(0, 1), (0, 3)])
    assert set(bends) == {0} and bends[0] != 0


def test_what_is_packed_comes_back_whole() -> None:
    view = map_view(affair(), ontology=load_ontology())
    held = unpacked(rest(view))
    assert [node["id"] for node in held["nodes"]] == [node["id"] for node in view["nodes"]]
    for packed, claim in zip(held["claims"], view["claims"], strict=True):
        assert packed["id"] == claim["id"] and held["nodes"][packed["subject"]]["id"] == claim["subject"]
        assert held["passages"][packed["passage"]] == view["passages"][claim["passage"]]
        assert [held["nodes"][by]["id"] for by in packed["by"]] == claim["by"] and packed["date"] == claim["date"]


def test_each_claim_says_why_it_is_there() -> None:
    reading = reading_of("0" * 16, [(ANA, "met", "met", KORO, {"rule": "trigger: meet", "modality": Modality.DENIED})], title="t")
    view = map_view([reading])
    claim: Claim = reading.claims[0]
    assert "“meet”" in view["reasons"][view["claims"][0]["reason"]] and claim.id == view["claims"][0]["id"]
    assert "not so" in view["stance_reasons"]["denied"]
