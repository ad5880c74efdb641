"""`kg ontology`: its commands as a person uses them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli import main
from kg.cli.ontology import ontology
from kg.errors import BadOntology
from kg.ontology import ontology_file

GOOD = '''@prefix hr: <https://w3id.org/rightsgraph/ns#> .
@prefix ngo: <https://example.org/ngo#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

ngo:badgered rdfs:subPropertyOf hr:attacked ;
    rdfs:label "badgered"@en ;
    skos:definition "Pestered at a checkpoint."@en ;
    hr:trigger "badger" .
'''


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.ttl"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_good_file(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ontology", "check", str(mine)]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("", "Nothing to mend.\n")


def test_errors_and_warnings_are_told_apart(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine.write_text(GOOD.replace('"badger"', '"badgered"').replace("rdfs:label", "rdfs:lable"), encoding="utf-8")
    assert main(["ontology", "check", str(mine)]) == BadOntology.exit_status
    out, err = capsys.readouterr()
    assert f"{mine}, line 7: error\n  There is no term rdfs:lable.\n  Did you mean rdfs:label?\n" in out
    assert f"{mine}, line 6: warning\n  ngo:badgered has no label" in out
    assert f"{mine}, line 9: error\n" in out
    assert err == "2 errors, 1 warning.\n"


def test_warnings_alone_end_well_and_json_is_for_programs(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine.write_text(GOOD.replace('    rdfs:label "badgered"@en ;\n', ""), encoding="utf-8")
    assert main(["ontology", "check", str(mine), "--json"]) == 0
    [row] = json.loads(capsys.readouterr().out)
    assert (row["file"], row["line"], row["kind"]) == (str(mine), 6, "warning")
    assert row["remedy"].startswith("Add: rdfs:label")


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ontology", "check", str(tmp_path / "gone.ttl")]) == BadOntology.exit_status
    assert "gone.ttl cannot be read" in capsys.readouterr().err


def test_the_page_is_written_or_printed(mine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "o.html"
    assert main(["ontology", "docs", "--ontology", str(mine), "-o", str(page)]) == 0
    assert "badgered" in page.read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["ontology", "docs"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("<!doctype html>")
    assert "badgered" not in out.split('id="own"')[0]


def test_tidy_writes_one_layout(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ontology", "tidy", "--check", str(mine)]) == 0
    mine.write_text(GOOD.replace('    rdfs:label "badgered"@en ;\n    skos', '    skos').replace(
        '"badger" .', '"badger" ; rdfs:label "badgered"@en .'), encoding="utf-8")
    assert main(["ontology", "tidy", "--check", str(mine)]) == BadOntology.exit_status
    assert mine.read_text(encoding="utf-8") != GOOD
    assert main(["ontology", "tidy", str(mine)]) == 0
    assert mine.read_text(encoding="utf-8") == GOOD
    assert "written in the one layout" in capsys.readouterr().err


def test_terms_and_files_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ontology", "terms"]) == 0
    assert "hrv:torture\ttorture\tSevere pain" in capsys.readouterr().out
    assert main(["ontology", "terms", "--names"]) == 0
    assert "hrv:iccpr-7" in capsys.readouterr().out.splitlines()
    assert main(["ontology", "show", "sdg"]) == 0
    assert capsys.readouterr().out == ontology_file("align/sdg.ttl").read_text(encoding="utf-8")
    assert main(["ontology", "show", "wikidat"]) == BadOntology.exit_status
    assert "wikidata" in capsys.readouterr().err


@pytest.mark.parametrize("name", [command.name for command in ontology.registered_commands])
def test_each_help_has_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ontology", name, "--help"]) == 0
    assert f"kg ontology {name}" in capsys.readouterr().out
