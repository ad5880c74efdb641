"""`kg.toml`: options written down, and those of a build kept with its graph."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from kg.cli import main
from kg.errors import BadConfiguration
from tests.server.conftest import build


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    build(tmp_path / "g")
    return tmp_path


def test_options_that_are_not_typed_are_those_of_the_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "kg.toml").write_text('[claims]\nsubject = "Ana"\njson = true\n', encoding="utf-8")
    assert main(["claims", "g"]) == 0
    told = capsys.readouterr()
    assert {row["subject"] for row in json.loads(told.out)} == {"Ana Ruiz"}
    assert "kg.toml" in told.err
    assert main(["claims", "g", "--subject", "Venn"]) == 0
    assert {row["subject"] for row in json.loads(capsys.readouterr().out)} == {"Orla Venn"}


def test_another_file_can_be_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "kg.toml").write_text("[claims]\njson = true\n", encoding="utf-8")
    (folder / "mine.toml").write_text("[claims]\ncsv = true\n", encoding="utf-8")
    assert main(["--config", "mine.toml", "claims", "g"]) == 0
    assert capsys.readouterr().out.startswith("claim,subject,")


@pytest.mark.parametrize(("text", "said"), [
    ("[claims]\nsubjct = 'Ana'\n", "sets subjct in [claims], and kg claims has no such option. Did you mean subject?"),
    ("[claim]\nsubject = 'Ana'\n", "has a table [claim], and there is no such command. The commands are demo, build, claims,"),
    ("subject = 'Ana'\n", "has a table [subject]"),
    ("claims = 3\n", "has claims outside of a table. Write the options of kg claims below [claims]."),
    ("[claims\n", "is not TOML"),
])
def test_what_is_wrong_in_it_is_told(folder: Path, capsys: pytest.CaptureFixture[str], text: str, said: str) -> None:
    (folder / "kg.toml").write_text(text, encoding="utf-8")
    assert main(["claims", "g"]) == BadConfiguration.exit_status
    assert said in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--config", "none.toml", "claims", "g"]) == BadConfiguration.exit_status
    assert "none.toml cannot be read" in capsys.readouterr().err


def test_the_options_of_a_build_are_kept_with_its_graph(folder: Path) -> None:
    (folder / "a.txt").write_text("Orla Venn met Tomas Brandl in Karsk.", encoding="utf-8")
    assert main(["build", "a.txt", "-o", "made", "--date", "2031-03-12", "--prune"]) == 0
    kept = tomllib.loads((folder / "made" / "kg.toml").read_text("utf-8"))
    assert kept == {"build": {"date": "2031-03-12", "pipeline": "default", "base": "urn:rightsgraph:", "prune": True, "workers": 1,
                              "no-ontology": False, "rebuild": False}}
    assert main(["--config", "made/kg.toml", "build", "a.txt", "-o", "again"]) == 0
    assert (folder / "again" / "kg.toml").read_bytes() == (folder / "made" / "kg.toml").read_bytes()
