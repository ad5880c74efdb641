"""Claims as a networkx multigraph and its measures."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO

import networkx as nx

from kg.model import Claim, Document, Entity, EntityType, Evidence, Mention, Modality, Polarity, Reading, When
from kg.network import betweenness, collapse, communities, degree, to_networkx

ANA = Entity("person:Ana_Ruizo", "Ana Ruizo", EntityType.PERSON, ("Ruizo",), (Mention(0, 9, "Ana Ruizo"),))
KORO = Entity("person:Koro_Hale", "Koro Hale", EntityType.PERSON, (), (Mention(14, 23, "Koro Hale"),))
PRESS = Entity("organization:Press", "Press", EntityType.ORGANIZATION)


def claim(predicate: str, start: int = 0, document: str = "d1", **more: object) -> Claim:
    found: dict[str, object] = {"object": KORO.id, **more}
    return Claim(document, ANA.id, predicate, Evidence(document, start, start + 3, "abc"), **found)  # type: ignore[arg-type]


def reading(*claims: Claim, document: str = "d1") -> Reading:
    return Reading(Document(document, "text"), (ANA, KORO, PRESS), claims)


def test_every_claim_between_entities_is_an_edge_of_its_own() -> None:
    first, second = claim("met"), claim("met", 5)
    graph = to_networkx([reading(first, second)])
    assert set(graph[ANA.id][KORO.id]) == {first.id, second.id}
    assert graph.nodes[ANA.id]["aliases"] == "Ruizo"


def test_attributes_are_primitive_and_survive_graphml() -> None:
    when = When("in May", dt.date(2023, 5, 1), dt.date(2023, 5, 31))
    told = claim("told", date=when, attributed_to=(PRESS.id, KORO.id), place="place:Karsk", modality=Modality.ALLEGED)
    graph = to_networkx([reading(told)])
    edge = graph.edges[ANA.id, KORO.id, told.id]
    assert edge["date"] == "2023-05-01/2023-05-31" and edge["attributed_to"] == f"{PRESS.id}|{KORO.id}"
    assert edge["modality"] == "alleged" and type(edge["modality"]) is str and edge["place"] == "place:Karsk"
    held = BytesIO()
    nx.write_graphml(graph, held)
    held.seek(0)
    assert nx.read_graphml(held, force_multigraph=True).nodes[ANA.id]["mentions"] == 1


def test_roles_stay_with_their_bearer() -> None:
    roles = [claim("holdsRole", n, object=None, value=value) for n, value in enumerate(["judge", "mayor", "judge"])]
    denied = claim("holdsRole", 9, object=None, value="spy", polarity=Polarity.NEGATED)
    graph = to_networkx([reading(*roles, denied)])
    assert graph.nodes[ANA.id]["roles"] == "judge|mayor" and graph.number_of_edges() == 0


def test_documents_and_mentions_add_up() -> None:
    graph = to_networkx([reading(claim("met")), reading(claim("met", document="d2"), document="d2")])
    assert graph.nodes[ANA.id]["documents"] == 2 and graph.nodes[ANA.id]["mentions"] == 2


def test_another_label_becomes_an_alias() -> None:
    other = replace(reading(document="d2"), entities=(replace(ANA, label="A. Ruizo"),))
    assert to_networkx([reading(), other]).nodes[ANA.id]["aliases"] == "Ruizo|A. Ruizo"


def test_a_generator_of_readings_is_enough() -> None:
    assert to_networkx(one for one in [reading(claim("met"))]).number_of_edges() == 1


def test_collapse_weighs_and_can_leave_out_what_is_not_reported() -> None:
    graph = to_networkx([reading(claim("met"), claim("met", 5), claim("met", 7, polarity=Polarity.NEGATED),
                                 claim("met", 9, object=ANA.id))])
    assert collapse(graph)[ANA.id][KORO.id]["weight"] == 3
    assert collapse(graph, reported_only=True)[ANA.id][KORO.id]["weight"] == 2
    assert not collapse(graph, directed=True).has_edge(KORO.id, ANA.id)
    assert not list(nx.selfloop_edges(collapse(graph)))


def test_measures() -> None:
    graph = nx.Graph([("a", "b"), ("b", "c"), ("x", "y"), ("c", "a"), ("c", "d")], weight=1)
    assert degree(graph)["c"] == 3
    assert max(betweenness(graph), key=lambda node: betweenness(graph)[node]) == "c"
    numbers = communities(graph)
    assert numbers["x"] == numbers["y"] != numbers["a"] and set(numbers.values()) == set(range(len(set(numbers.values()))))
    assert communities(graph) == numbers
