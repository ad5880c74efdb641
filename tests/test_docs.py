"""What is documented is what is there: every command in the README, an example in every help text."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import typer

import kg
from kg.cli.app import app

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = {command.name: command.callback for command in app.registered_commands}


def test_the_commands_are_these() -> None:
    assert sorted(map(str, COMMANDS)) == ["acts", "build", "claims", "demo", "explain", "export", "map", "network", "query",
                                          "reindex", "review", "serve", "triples"]


@pytest.mark.parametrize("name", COMMANDS)
def test_readme_shows_each_command(name: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"\bkg {name}\b", readme), f"README.md does not show `kg {name}`"


@pytest.mark.parametrize("name", COMMANDS)
def test_each_help_has_an_example(name: str) -> None:
    callback = COMMANDS[name]
    assert callback is not None
    assert re.search(rf"Examples?:\n\s+kg {name}", callback.__doc__ or "")


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_is_explained(name: str) -> None:
    group = typer.main.get_command(app)
    command = group.commands[name]  # type: ignore[attr-defined]
    unexplained = [p.name for p in command.params if p.name != "help" and not getattr(p, "help", None)]
    assert not unexplained


def test_export_help_lists_the_formats_that_exist() -> None:
    from kg.export import FORMATS

    group = typer.main.get_command(app)
    parameters = {p.name: p for p in group.commands["export"].params}  # type: ignore[attr-defined]
    named = re.findall(r"[a-z0-9]+", parameters["format"].help.replace(" or ", " "))
    assert sorted(named) == sorted(FORMATS)


def test_the_changelog_names_this_release() -> None:
    assert f"## [{kg.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_extras_of_the_readme_exist() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\.\[(\w+)\]", readme)) <= set(extras)
