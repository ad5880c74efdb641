"""`kg network` as a person uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app
from kg.errors import BadFilter, NotInGraph
from kg.store import create_store
from tests.readings import ACCUSATORY, readings


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of the three invented documents."""
    path = tmp_path_factory.mktemp("network") / "graph"
    store = create_store(path, release="0", pipeline="invented")
    for reading in readings():
        store.put(reading)
    store.finish(accusatory=ACCUSATORY)
    return path


def run(directory: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["network", str(directory), *arguments], catch_exceptions=False)


def test_the_report_says_what_counts_and_what_figures_mean(directory: Path) -> None:
    out = run(directory).stdout
    assert "14 claims" in out and "affirmed claim, asserted or alleged" in " ".join(out.split())
    assert "attention in these texts, not power" in " ".join(out.split()) and "Orla Venn" in out and "five villagers" not in out
    assert max(map(len, out.splitlines())) <= 100


def test_chains_show_their_sentences(directory: Path) -> None:
    out = " ".join(run(directory, "--between", "venn", "lantern").stdout.split())
    assert "1 chain of 1 step" in out or "2 steps" in out
    assert "Tomas Brandl, director of the Lantern Group" in out or "praised the visit" in out


def test_no_chain_says_what_to_try(directory: Path) -> None:
    found = run(directory, "--between", "venn", "o'dell")
    assert "No chain" in found.stdout and "--unnamed" in found.stderr


def test_around_one(directory: Path) -> None:
    out = run(directory, "--around", "brandl").stdout
    assert "Orla Venn  (4 claims)" in out and "“Brandl urged Orla Venn”" in out and "news/1.txt" in out and "2023-06" in out


@pytest.mark.parametrize("arguments", [(), ("--between", "venn", "brandl"), ("--around", "brandl")])
def test_json_is_json(directory: Path, arguments: tuple[str, ...]) -> None:
    found = json.loads(run(directory, *arguments, "--json").stdout)
    assert found and "Orla Venn" in json.dumps(found)


def test_filters_reach_the_network(directory: Path) -> None:
    found = json.loads(run(directory, "--predicate", "met", "--json").stdout)
    assert found["filters"] == "predicate met" and {one["label"] for one in found["entities"]} == {"Orla Venn", "Tomas Brandl"}
    assert json.loads(run(directory, "--since", "2023-06-01", "--undated", "published", "--json").stdout)["claims"] == 6


def test_tables_are_written(directory: Path, tmp_path: Path) -> None:
    found = run(directory, "--csv", str(tmp_path / "figures"))
    assert (tmp_path / "figures" / "entities.csv").read_text(encoding="utf-8").startswith("id,label")
    assert "Wrote" in found.stderr and not found.stdout


@pytest.mark.parametrize(("arguments", "error"), [
    (("--ties", "some"), BadFilter), (("--undated", "maybe"), BadFilter), (("--predicate", "meet"), BadFilter),
    (("--around", "nobody at all"), NotInGraph), (("--between", "venn", "nobody"), NotInGraph),
])
def test_wrong_words_are_errors_that_say_what_there_is(directory: Path, arguments: tuple[str, ...], error: type) -> None:
    with pytest.raises(error) as caught:
        run(directory, *arguments)
    assert caught.value.remedy
