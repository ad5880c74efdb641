"""All that the readings say as a networkx multigraph."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO

import networkx as nx

from kg.model import Claim, Document, Entity, EntityType, Evidence, Mention, Modality, Polarity, Reading, When
from kg.network import to_networkx
from kg.ontology import load_ontology
from kg.rdf.projection import project
from tests.readings import readings

ANA = Entity("person:Ana_Ruizo", "Ana Ruizo", EntityType.PERSON, ("Ruizo",), (Mention(0, 9, "Ana Ruizo"),))
KORO = Entity("person:Koro_Hale", "Koro Hale", EntityType.PERSON, (), (Mention(14, 23, "Koro Hale"),))
PRESS = Entity("organization:Press", "Press", EntityType.ORGANIZATION)


def claim(predicate: str, start: int = 0, document: str = "d1", **more: object) -> Claim:
    found: dict[str, object] = {"object": KORO.id, **more}
    return Claim(document, ANA.id, predicate, Evidence(document, start, start + 3, "abc"), **found)  # type: ignore[arg-type]


def reading(*claims: Claim, document: str = "d1") -> Reading:
    return Reading(Document(document, "text"), (ANA, KORO, PRESS), claims)


def test_every_claim_is_an_edge_of_its_own() -> None:
    first, second = claim("met"), claim("met", 5)
    graph = to_networkx([reading(first, second)])
    assert set(graph[ANA.id][KORO.id]) == {first.id, second.id}
    assert graph.nodes[ANA.id]["aliases"] == "Ruizo"


def test_nothing_is_dropped() -> None:
    graph = to_networkx(readings())
    claims = {claim.id: claim for reading in readings() for claim in reading.claims}
    edges = {key: (a, b, data) for a, b, key, data in graph.edges(keys=True, data=True) if data["kind"] == "claim"}
    assert set(edges) == set(claims)
    for key, (source, target, data) in edges.items():
        said = claims[key]
        assert source == said.subject and (target == said.object or graph.nodes[target]["label"] == said.value)
        assert (data["quote"], data["start"], data["end"]) == (said.evidence.quote, said.evidence.start, said.evidence.end)
        assert data["polarity"] == said.polarity and data["modality"] == said.modality
    entities = {entity.id for reading in readings() for entity in reading.entities}
    assert entities == {node for node, data in graph.nodes(data=True) if data["kind"] == "entity"}


def test_an_act_is_a_node_between_those_who_did_and_those_who_suffered_it() -> None:
    third = readings()[2]
    graph = to_networkx([third])
    detention, beating = (f"act:{act.id}" for act in third.acts)
    assert graph.has_edge("organization:police", detention) and graph.has_edge(detention, "person:Ana_Ruiz")
    assert graph.in_degree(beating) == 0 and graph.has_edge(beating, "person:Ana_Ruiz")
    assert graph.nodes[beating]["act_kind"] == "beating" and graph.nodes[beating]["victims"] == 1
    assert graph.nodes[beating]["modality"] == "alleged" and graph.nodes[beating]["quote"] == "Ana Ruiz was beaten in Karsk."


def test_two_who_hold_the_same_post_are_not_thereby_tied() -> None:
    other = replace(claim("holdsRole", object=None, value="mayor"), subject=KORO.id)
    graph = to_networkx([reading(claim("holdsRole", object=None, value="mayor"), other)])
    assert not nx.has_path(graph.to_undirected(as_view=True), ANA.id, KORO.id)
    assert graph.number_of_edges() == 2


def test_attributes_are_plain_and_survive_graphml() -> None:
    when = When("in May", dt.date(2023, 5, 1), dt.date(2023, 5, 31))
    told = claim("told", date=when, attributed_to=(PRESS.id, KORO.id), place="place:Karsk", modality=Modality.ALLEGED)
    graph = to_networkx([reading(told), *readings()])
    edge = graph.edges[ANA.id, KORO.id, told.id]
    assert edge["date"] == "2023-05-01/2023-05-31" and edge["attributed_to"] == f"{PRESS.id}|{KORO.id}"
    assert edge["modality"] == "alleged" and edge["place"] == "place:Karsk"
    data = [*(d for _, d in graph.nodes(data=True)), *(d for _, _, d in graph.edges(data=True)), graph.graph]
    assert {type(value) for one in data for value in one.values()} <= {str, int, float, bool}
    held = BytesIO()
    nx.write_graphml(graph, held)
    held.seek(0)
    again = nx.read_graphml(held, force_multigraph=True)
    assert again.nodes[ANA.id]["mentions"] == 1 and set(again.edges(keys=True)) == set(graph.edges(keys=True))


def test_each_edge_tells_its_document() -> None:
    graph = to_networkx(readings())
    met = next(d for _, _, d in graph.edges(data=True) if d["predicate"] == "met" and d["date"])
    assert (met["title"], met["source"], met["published"]) == ("Minister meets director", "news/1.txt", "2023-05-03")


def test_roles_stay_with_their_bearer() -> None:
    roles = [claim("holdsRole", n, object=None, value=value) for n, value in enumerate(["judge", "mayor", "judge"])]
    denied = claim("holdsRole", 9, object=None, value="spy", polarity=Polarity.NEGATED)
    assert to_networkx([reading(*roles, denied)]).nodes[ANA.id]["roles"] == "judge|mayor"


def test_who_is_called_by_no_name_is_told_apart() -> None:
    named = {node: data["named"] for node, data in to_networkx(readings()).nodes(data=True) if data["kind"] == "entity"}
    assert named["person:Orla_Venn"] and not named["group:00000000000000a1:five_villagers"]
    assert named["organization:police"]  # "Police" stands as a name in the third text


def test_documents_and_mentions_add_up() -> None:
    graph = to_networkx([reading(claim("met")), reading(claim("met", document="d2"), document="d2")])
    assert graph.nodes[ANA.id]["documents"] == 2 and graph.nodes[ANA.id]["mentions"] == 2


def test_another_label_becomes_an_alias() -> None:
    other = replace(reading(document="d2"), entities=(replace(ANA, label="A. Ruizo"),))
    assert to_networkx([reading(), other]).nodes[ANA.id]["aliases"] == "Ruizo|A. Ruizo"


def test_a_generator_of_readings_is_enough() -> None:
    assert to_networkx(one for one in [reading(claim("met"))]).number_of_edges() == 1


def test_relations_are_the_direct_triples_of_the_store() -> None:
    accusatory = load_ontology().accusatory
    graph = to_networkx(readings(), edges="relations")
    assert graph.number_of_edges() == len(list(project(readings(), accusatory=accusatory)))
    met = graph.edges["person:Orla_Venn", "person:Tomas_Brandl", "relations:met"]
    assert (met["claims"], met["documents"], met["first"]) == (2, 2, "2023-05-02")
    arrest = graph.edges["organization:police", "group:00000000000000a1:five_villagers", "alleged:arrested"]
    assert arrest["standing"] == "alleged" and arrest["claims"] == 1  # the denial is not behind it
    assert not any(data["predicate"] in ("visited", "released") for _, _, data in graph.edges(data=True))
