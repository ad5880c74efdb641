"""Who is one person is worked out at the end of a build, the same whatever came first."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

import kg
from kg.cli.build import report
from kg.model import Claim, Document, Entity, EntityType, Evidence, Mention, Reading
from kg.rdf.iris import slug
from kg.store import open_store
from tests.building.test_build import contents

TEXTS = ("Orla Vennhaug met Tomas Brandlic in May.", "Orla Vennhaug met T. Brandlic in June.", "Vennhaug, Orla met Ana Ruizdal in July.",
         "Orla Vennhaug met Tomas Brandlic in August.", "Ana Ruizdal met Sayri Mamanchu in May.")


def two_sides(document: Document) -> Reading:
    """Read "A met B in MONTH." without a language pipeline."""
    text = document.text.strip()
    one, _, rest = text.partition(" met ")
    other = rest.partition(" in ")[0]
    mentions = [Mention(text.index(name), text.index(name) + len(name), name) for name in (one, other)]
    entities = tuple(Entity(f"person:{slug(m.text)}", m.text, EntityType.PERSON, mentions=(m,)) for m in mentions)
    claim = Claim(document.id, entities[0].id, "met", Evidence(document.id, 0, len(text), text), object=entities[1].id,
                  subject_mention=mentions[0], object_mention=mentions[1])
    return Reading(document, entities, (claim,))


@pytest.fixture
def articles(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, text in enumerate(TEXTS):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return sorted(folder.iterdir())


def people(place: Path) -> set[str]:
    return {entity.id for entity in kg.open(place).entities()}


def test_spellings_of_one_name_are_one_node(articles: list[Path], tmp_path: Path) -> None:
    result = kg.build(articles, tmp_path / "g", reader=two_sides)
    assert people(tmp_path / "g") == {"person:Orla_Vennhaug", "person:Tomas_Brandlic", "person:Ana_Ruizdal", "person:Sayri_Mamanchu"}
    assert result.joined == (4, 4, 2)
    claims = [claim for claim in kg.open(tmp_path / "g").claims() if claim.subject == "person:Orla_Vennhaug"]
    assert len(claims) == 4


def test_what_was_joined_is_said(articles: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report(kg.build(articles, tmp_path / "g", reader=two_sides))
    assert "4 names in 4 documents are taken for 2 persons, bodies and places." in capsys.readouterr().err
    report(kg.build(articles[4:], tmp_path / "other", reader=two_sides))
    assert "taken for" not in capsys.readouterr().err


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_building_makes_no_difference(articles: list[Path], tmp_path: Path, seed: int) -> None:
    kg.build(articles, tmp_path / "whole", reader=two_sides)
    random.Random(seed).shuffle(articles)
    for path in articles:
        kg.build([path], tmp_path / "g", reader=two_sides)
    kept = {name: contents(tmp_path / "whole")[name] for name in ("identity.json", "relations.nq", "rightsgraph.json")}
    assert json.loads(kept["identity.json"])
    found = contents(tmp_path / "g")
    assert {name: found[name] for name in kept} == kept
    parts = {name: data for name, data in contents(tmp_path / "whole").items() if name.startswith("parts/")}
    assert {name: found[name] for name in parts} == parts


@pytest.mark.parametrize("stop", [0, 2, 4])
def test_after_an_interruption_the_graph_is_the_same(articles: list[Path], tmp_path: Path, stop: int) -> None:
    kg.build(articles, tmp_path / "whole", reader=two_sides)

    def stopped(document: Document) -> Reading:
        if document.source.endswith(f"{stop}.txt"):
            raise KeyboardInterrupt
        return two_sides(document)

    with pytest.raises(KeyboardInterrupt):
        kg.build(articles, tmp_path / "g", reader=stopped)
    kg.build(articles, tmp_path / "g", reader=two_sides)
    assert contents(tmp_path / "g") == contents(tmp_path / "whole")


def test_a_document_that_goes_takes_its_names_with_it(articles: list[Path], tmp_path: Path) -> None:
    kg.build(articles, tmp_path / "g", reader=two_sides)
    open_store(tmp_path / "g").remove(next(d.id for d in open_store(tmp_path / "g").documents() if "T. B" in d.text))
    assert not (tmp_path / "g/identity.json").exists(), "it would be that of other documents"
    assert "person:Vennhaug_Orla" in people(tmp_path / "g"), "until the next build, each document has its own ids"
    kg.build(articles[:1], tmp_path / "g", reader=two_sides)
    assert people(tmp_path / "g") == {"person:Orla_Vennhaug", "person:Tomas_Brandlic", "person:Ana_Ruizdal", "person:Sayri_Mamanchu"}
    assert len([c for c in kg.open(tmp_path / "g").claims() if c.subject == "person:Orla_Vennhaug"]) == 3
