"""FollowTheMoney: only schemata and properties of the model, and no allegation that reads as a fact.

`ftm_model.json` holds what the public model says of the schemata used here (followthemoney, MIT licence), so that the
check runs everywhere; where the package is installed, its own validation runs too, and the file must agree with it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.export import export
from kg.export.ftm import SCHEMATA
from kg.export.ftm_claims import TIES
from kg.model import Claim, Document, Entity, EntityType, Evidence, Modality, Polarity, Reading, Tenure
from tests.export.names import reading_of, stored
from tests.readings import readings

MODEL = json.loads(Path(__file__).with_name("ftm_model.json").read_text(encoding="utf-8"))["schemata"]
LINKS = {"UnknownLink", "Note", "Event"}
TEXT = "Ana Ruiz, once head of the Lantern Group, works for it, is a member and is Bo Ruiz's sister."


def lines(path: Path, *kept: Reading) -> list[dict[str, Any]]:
    export(stored(*kept), "ftm", path)
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def tied(**changes: Any) -> Reading:
    """Return a reading with a claim of each relation that the model has a schema for."""
    d = "00000000000000e5"
    entities = (Entity("person:Ana_Ruiz", "Ana Ruiz", EntityType.PERSON), Entity("person:Bo_Ruiz", "Bo Ruiz", EntityType.PERSON),
                Entity("organization:Lantern_Group", "Lantern Group", EntityType.ORGANIZATION))
    evidence = Evidence(d, 0, len(TEXT), TEXT)
    claims = tuple(replace(Claim(d, "person:Ana_Ruiz", predicate, evidence, object=object_, value=value, **more), **changes)
                   for predicate, object_, value, more in (
                       ("headOf", "organization:Lantern_Group", None, {}), ("worksFor", "organization:Lantern_Group", None, {}),
                       ("memberOf", "organization:Lantern_Group", None, {}), ("relativeOf", "person:Bo_Ruiz", None, {}),
                       ("holdsRole", None, "director", {"post_of": "organization:Lantern_Group", "tenure": Tenure.FORMER})))
    return Reading(Document(d, TEXT, "Who is who", None, "The Karsk Courier", "https://courier.example/who"), entities, claims)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return lines(tmp_path_factory.mktemp("ftm") / "all.ftm.json", *readings(), tied(), reading_of("O'Dell \u202e & \U0001f3a8"))


def test_only_what_the_model_knows(made: list[dict[str, Any]]) -> None:
    schema_of = {entity["id"]: entity["schema"] for entity in made}
    assert len(schema_of) == len(made)
    for entity in made:
        schema = MODEL[entity["schema"]]
        assert not schema["abstract"]
        assert re.fullmatch(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?", entity["id"])
        assert all(entity["properties"].get(name) for name in schema["required"])
        for name, values in entity["properties"].items():
            property_ = schema["properties"][name]
            assert values and all(isinstance(value, str) and value for value in values)
            if property_["type"] == "entity":
                assert all(property_["range"] in MODEL[schema_of[value]]["schemata"] for value in values), (entity, name)
            if property_["type"] == "date":
                assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value) for value in values)
            if property_["type"] == "url":
                assert all(re.match(r"https?://", value) for value in values)


def test_the_package_agrees(made: list[dict[str, Any]]) -> None:
    model = pytest.importorskip("followthemoney").model
    for entity in made:
        model.get(entity["schema"]).validate(entity)
        proxy = model.get_proxy(entity, cleaned=False)
        assert proxy.schema.name == entity["schema"] and proxy.caption
        # Cleaning may tidy a text, never drop one.
        assert {name: len(values) for name, values in proxy.to_dict()["properties"].items()} == {
            name: len(values) for name, values in entity["properties"].items()}


def test_the_copy_of_the_model_is_the_packages() -> None:
    model = pytest.importorskip("followthemoney").model
    for name, copied in MODEL.items():
        schema = model.get(name)
        assert set(copied["required"]) == set(schema.required) and copied["abstract"] == schema.abstract
        assert set(copied["schemata"]) == {parent.name for parent in schema.schemata}
        assert copied["properties"].items() <= {
            name: {"type": property_.type.name, "range": property_.range.name if property_.range else None}
            for name, property_ in schema.properties.items()}.items()


def test_reported_ties_have_schemata_of_their_own(tmp_path: Path) -> None:
    found = {entity["schema"]: entity["properties"] for entity in lines(tmp_path / "a", tied())}
    assert {schema for schema, *_ in TIES.values()} | {"Occupancy", "Position"} <= set(found)
    document = next(e["id"] for e in lines(tmp_path / "b", tied()) if e["schema"] == "Document")
    assert found["Directorship"]["role"] == ["head of"] and found["Directorship"]["status"] == ["reported"]
    assert found["Membership"]["proof"] == [document] and found["Membership"]["description"] == [TEXT]
    assert found["Membership"]["publisher"] == ["The Karsk Courier"]
    assert found["Membership"]["sourceUrl"] == ["https://courier.example/who"]
    assert found["Position"]["name"] == ["director"] and found["Occupancy"]["status"] == ["ended"]


@pytest.mark.parametrize("changes", [
    {"modality": Modality.ALLEGED}, {"modality": Modality.DENIED}, {"modality": Modality.PLANNED}, {"modality": Modality.REQUESTED},
    {"modality": Modality.HYPOTHETICAL}, {"polarity": Polarity.NEGATED}])
def test_what_is_not_reported_as_fact_never_becomes_a_tie(changes: dict[str, Any], tmp_path: Path) -> None:
    found = [entity for entity in lines(tmp_path / "a", tied(**changes)) if "rightsgraph: " not in str(entity["properties"].get("notes"))]
    assert {entity["schema"] for entity in found} == {"Document", "UnknownLink", "Note"}
    word = "not" if "polarity" in changes else changes["modality"].value
    for entity in found[1:]:
        told = entity["properties"]["role" if entity["schema"] == "UnknownLink" else "name"]
        assert all(text.startswith(f"{word}: ") for text in told)
        assert entity["properties"].get("status", [word]) == [word]
        assert all(text.startswith(f"{word}: ") for text in entity["properties"]["summary"])


def test_an_accusation_on_anothers_word_is_alleged(made: list[dict[str, Any]]) -> None:
    arrests = [entity["properties"] for entity in made if "arrested" in str(entity["properties"].get("role"))]
    assert sorted(properties["role"][0] for properties in arrests) == ["alleged: arrested", "denied: arrested"]
    assert "(according to Lantern Group)" in next(p["summary"][0] for p in arrests if p["status"] == ["alleged"])


def test_acts_are_events_with_a_link_for_each_part(made: list[dict[str, Any]]) -> None:
    events = {entity["id"]: entity["properties"] for entity in made if entity["schema"] == "Event"}
    assert sorted(name for properties in events.values() for name in properties["name"])[:2] == ["alleged: beating", "beating"]
    roles = Counter(entity["properties"]["role"][0] for entity in made
                    if entity["schema"] == "UnknownLink" and entity["properties"]["object"][0] in events)
    assert roles == {"perpetrator": 1, "victim": 2, "alleged: victim": 1}
    assert not any("involved" in properties for properties in events.values())


def test_every_claim_is_there_and_ids_are_stable(made: list[dict[str, Any]], tmp_path: Path) -> None:
    ids = {entity["id"] for entity in made}
    assert {f"claim-{claim.id}" for reading in readings() for claim in reading.claims} <= ids
    assert {entity["id"] for entity in lines(tmp_path / "again", *readings())} <= ids
    assert {entity["schema"] for entity in made} <= set(SCHEMATA.values()) | {s for s, *_ in TIES.values()} | LINKS | {
        "Occupancy", "Position"}
