"""The folder for Neo4j, held against the rules of the Operations Manual for `neo4j-admin database import full`."""

from __future__ import annotations

import csv
import datetime as dt
import re
from pathlib import Path

import pytest

from kg.export import export
from kg.export.neo4j import NODES, RELATIONSHIPS
from kg.model import Entity, EntityType
from tests.export.names import reading_of, stored
from tests.readings import readings

TYPES = {"long": int, "double": float, "date": dt.date.fromisoformat, "string": str, "boolean": {"true": True, "false": False}.__getitem__}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("neo4j") / "out"
    export(stored(*readings(), reading_of('a;b "c"\n=d')), "neo4j", path)
    return path


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, strict=True)
    assert all(len(row) == len(header) for row in rows)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_headers_have_what_the_manual_asks(folder: Path) -> None:
    for name in NODES:
        header = (folder / f"{name}.csv").read_text(encoding="utf-8").partition("\n")[0].split(",")
        assert sum(column.endswith(":ID") for column in header) == 1 and header.count(":LABEL") == 1
    for name in RELATIONSHIPS:
        header = (folder / f"{name}.csv").read_text(encoding="utf-8").partition("\n")[0].split(",")
        assert all(header.count(column) == 1 for column in (":START_ID", ":END_ID", ":TYPE"))


def test_fields_are_of_their_types(folder: Path) -> None:
    for name in (*NODES, *RELATIONSHIPS):
        for row in table(folder, name):
            for column, text in row.items():
                property_, _, type_ = column.partition(":")
                if property_ and type_ != "ID" and text:
                    TYPES[(type_ or "string").removesuffix("[]")](text)


def test_ids_are_unique_and_every_end_is_a_node(folder: Path) -> None:
    ids = [row["id:ID"] for name in NODES for row in table(folder, name)]
    assert len(ids) == len(set(ids)) and all(ids)
    for name in RELATIONSHIPS:
        for row in table(folder, name):
            assert {row[":START_ID"], row[":END_ID"]} <= set(ids)
            assert re.fullmatch(r"\w+", row[":TYPE"])
    for name in NODES:
        assert all(row[":LABEL"] for row in table(folder, name))
    claims = table(folder, "claims")
    assert {row["evidence"] for row in claims} | {row["document"] for row in claims} <= set(ids)


def test_a_relationship_for_each_claim_and_only_reports_have_the_bare_type(folder: Path) -> None:
    rows = {row["claim"]: row for row in table(folder, "claims")}
    claims = [claim for reading in readings() for claim in reading.claims]
    assert {claim.id for claim in claims} <= set(rows)
    types = [(rows[claim.id][":TYPE"], rows[claim.id]["standing"]) for claim in claims]
    assert types == [
        ("HOLDS_ROLE", "reported"), ("MET", "reported"), ("ALLEGED_ARRESTED", "alleged"), ("DENIED_ARRESTED", "denied"),
        ("ALLEGED_PRAISED", "alleged"), ("TOLD", "reported"), ("HEAD_OF", "reported"), ("PLANNED_VISITED", "planned"),
        ("NOT_MET", "not"), ("URGED", "reported"), ("REQUESTED_RELEASED", "requested"), ("MET", "reported"),
        ("OPEN_CO_PAINT_WITH", "reported"), ("DETAINED", "reported")]
    met = rows[claims[1].id]
    assert (met[":START_ID"], met[":END_ID"], met["earliest:date"], met["place"], met["quote"]) == (
        "person:Orla_Venn", "person:Tomas_Brandl", "2023-05-02", "place:Karsk", claims[1].evidence.quote)
    assert rows[claims[4].id]["attributed_to:string[]"] == "person:Orla_Venn;person:Tomas_Brandl"


def test_acts_are_nodes_with_their_parts(folder: Path) -> None:
    acts = {row["words"]: row for row in table(folder, "acts")}
    parts = {(row[":START_ID"], row[":END_ID"]): row[":TYPE"] for row in table(folder, "parts")}
    assert parts["organization:police", acts["detained"]["id:ID"]] == "COMMITTED"
    assert parts["person:Ana_Ruiz", acts["beaten"]["id:ID"]] == "ALLEGED_SUFFERED"


def test_a_semicolon_in_a_list_is_the_one_thing_that_changes(folder: Path) -> None:
    row = next(row for row in table(folder, "entities") if row["id:ID"] == "person:a_b_c_d")
    assert row["label"] == 'a;b "c"\n=d'
    assert row["aliases:string[]"] == 'a\uff1bb "c"\n=d II'


def test_the_command_names_every_file_once(folder: Path) -> None:
    text = (folder / "README.txt").read_text(encoding="utf-8")
    command = text[text.index("  neo4j-admin database import full neo4j"):].partition("\n\n")[0]
    assert sorted(re.findall(r"--(?:nodes|relationships)=(\S+)", command)) == sorted(p.name for p in folder.glob("*.csv"))
    assert "--multiline-fields=true" in command and "--array-delimiter=';'" in command
    assert {path.name for path in folder.iterdir()} == {"README.txt", *(f"{name}.csv" for name in (*NODES, *RELATIONSHIPS))}


def test_an_entity_that_a_claim_alone_points_to_is_a_node_too(tmp_path: Path) -> None:
    reading = readings()[1]
    entities = tuple(entity for entity in reading.entities if entity.id != "person:Ana_Ruiz")
    assert Entity("person:Ana_Ruiz", "Ana Ruiz", EntityType.PERSON) not in entities
    export(stored(type(reading)(reading.document, entities, reading.claims)), "neo4j", tmp_path)
    assert {"id:ID": "person:Ana_Ruiz", "label": "Ana Ruiz", "type": "Person", "aliases:string[]": "", "mentions:long": "0",
            "documents:long": "0", ":LABEL": "Entity;Person"} in table(tmp_path, "entities")
