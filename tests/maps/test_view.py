"""What the map is told to show."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.maps.passages import marks
from kg.maps.stance import STANCES, stance_of
from kg.maps.view import View, map_view
from kg.model import Claim, EntityType, Evidence, Mention, Modality, Polarity, Reading
from tests.maps.sample import affair, entity, reading_of

A, B = entity("Ana Ruizo", EntityType.PERSON), entity("Karsk Police", EntityType.ORGANIZATION)


def one(**more: object) -> Claim:
    return reading_of("0" * 16, [(B, "arrested", "arrested", A, more)], title="t").claims[0]


@pytest.mark.parametrize(("claim", "stance"), [
    (one(), "asserted"),
    (one(modality=Modality.ALLEGED), "alleged"),
    (one(attributed_to=(A.id,)), "alleged"),
    (replace(one(attributed_to=(A.id,)), predicate="met"), "asserted"),
    (replace(one(attributed_to=(A.id,)), open=True), "asserted"),
    (one(polarity=Polarity.NEGATED), "negated"),
    (one(polarity=Polarity.NEGATED, modality=Modality.PLANNED), "negated"),
    (one(polarity=Polarity.NEGATED, modality=Modality.DENIED), "denied"),
    (one(modality=Modality.REQUESTED), "requested"),
])
def test_stance(claim: Claim, stance: str) -> None:
    assert stance_of(claim, accusatory={"arrested"}) == stance
    assert stance in STANCES


def test_claims_alike_gather_in_one_edge_and_others_stay_apart() -> None:
    met = (A, "met", "met", B, {})
    denied = (A, "met", "met", B, {"modality": Modality.DENIED})
    back = (B, "met", "met", A, {})
    view = map_view([reading_of("0" * 16, [met, met, denied, back], title="t")])
    assert [(e["from"], e["stance"], len(e["claims"])) for e in view["edges"]] == [
        (A.id, "asserted", 2), (A.id, "denied", 1), (B.id, "asserted", 1)]
    assert [e["bend"] for e in view["edges"]] == [-0.2, 0.0, -0.2]  # spread to both sides; the last runs the other way


def test_limit_draws_the_most_connected_and_keeps_the_rest() -> None:
    view = map_view(affair(), limit=10)
    drawn = [node["degree"] for node in view["nodes"] if "x" in node]
    assert len(drawn) == 10 and len(view["nodes"]) == 58
    left = [node for node in view["nodes"] if "x" not in node and not _only_tied_to_undrawn(node, view)]
    assert min(drawn) >= max(node["degree"] for node in left if node["named"])


def _only_tied_to_undrawn(node: dict[str, Any], view: View) -> bool:
    drawn = {one["id"] for one in view["nodes"] if "x" in one}
    return not any({edge["from"], edge["to"]} & drawn for edge in view["edges"] if node["id"] in (edge["from"], edge["to"]))


def test_an_entity_without_ties_is_listed_but_not_drawn() -> None:
    reading = reading_of("0" * 16, [(A, "met", "met", B, {})], title="t")
    lonely = replace(reading, entities=(*reading.entities, entity("Koro Hale", EntityType.PERSON)))
    nodes = {node["label"]: node for node in map_view([lonely])["nodes"]}
    assert "x" in nodes["Ana Ruizo"] and "x" not in nodes["Koro Hale"]


def test_every_claim_cites_its_passage_and_document() -> None:
    readings = affair()
    view = map_view(readings)
    claims = [claim for reading in readings for claim in reading.claims]
    for shown, claim in zip(view["claims"], claims, strict=True):
        assert view["passages"][shown["passage"]] == claim.evidence.quote
        assert view["documents"][shown["document"]]["source"] == f"news/{claim.document}.txt"


def test_marks_count_as_a_browser_does() -> None:
    quote = "🦉 Owl met 🦉🦉 Bat."
    claim = Claim("d", "a", "met", Evidence("d", 10, 10 + len(quote), quote), "b",
                  subject_mention=Mention(12, 15, "Owl"), object_mention=Mention(23, 26, "Bat"))
    units = quote.encode("utf-16-le")
    assert [units[2 * s : 2 * e].decode("utf-16-le") for s, e, _ in marks(claim)] == ["Owl", "Bat"]


@pytest.mark.parametrize("mention", [None, Mention(0, 3, "out"), Mention(12, 99, "far")])
def test_mentions_outside_the_quote_are_not_marked(mention: Mention | None) -> None:
    assert marks(Claim("d", "a", "met", Evidence("d", 10, 20, "ten length"), subject_mention=mention)) == []


def test_dangling_ids_make_nodes() -> None:
    claim = Claim("d", "person:Ghost_One", "met", Evidence("d", 0, 1, "x"), "place:Nowhere")
    reading = affair(claims=1, documents=1)[0]
    view = map_view([Reading(reading.document, (), (claim,))])
    assert [(node["label"], node["type"]) for node in view["nodes"]] == [("Ghost One", ""), ("Nowhere", "")]
