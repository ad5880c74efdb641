"""`import kg` costs next to nothing and loads nothing heavy."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"spacy", "numpy", "rdflib", "pyoxigraph", "networkx", "onnxruntime", "trafilatura", "typer", "rich", "torch"}


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_import_is_quick() -> None:
    code = "import time; t = time.perf_counter(); import kg; print(time.perf_counter() - t)"
    assert min(float(run(code)) for _ in range(3)) < 0.3


def test_import_loads_nothing_heavy() -> None:
    loaded = set(run("import kg, sys; print(*sys.modules)").split())
    assert not loaded & HEAVY


@pytest.mark.parametrize("name", ["read", "build", "open", "Graph", "Document", "Claim", "KGError", "examples_dir"])
def test_public_names_are_there(name: str) -> None:
    assert run(f"import kg; assert {name!r} in dir(kg); print(callable(kg.{name}))").strip() == "True"


def test_an_unknown_name_is_an_attribute_error() -> None:
    import kg

    with pytest.raises(AttributeError, match="nonsense"):
        kg.nonsense  # noqa: B018
