"""The notebooks run from top to bottom, and are kept without their results."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# What each notebook writes, and words that its results must show.
RESULTS = {
    "01-first-graph": (["first-graph/map.html", "first-graph/graph.ttl"], ["hr:Claim", "Share of shortest paths"]),
    "02-who-met-whom-over-time": ([], ["Ximena Okoradze", "Goran Tesfanik", "2031-03", "are said to have met", "published 2031-"]),
    "03-from-claims-to-a-chart": (["report/charts/timeline.png", "report/charts/top-entities.svg", "report/evidence.csv"],
                                  ["arrested", "somebody quoted", "the text itself", "image/png"]),
}


def test_each_notebook_has_expected_results() -> None:
    assert {path.stem for path in NOTEBOOKS} == set(RESULTS)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_holds_no_results(path: Path) -> None:
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in cells)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed")
    if "chart" in path.stem:
        pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    checks = [data["text/plain"] for data in results(notebook) if data["text/plain"] in ("True", "False")]
    assert checks and set(checks) == {"True"}
    files, words = RESULTS[path.stem]
    assert all((tmp_path / file).stat().st_size > 1_000 for file in files)
    shown = everything_shown(notebook)
    assert not [word for word in words if word not in shown]


def results(notebook: Any) -> list[dict[str, str]]:
    """Return what the code cells gave, by kind of data."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [output.data for cell in cells for output in cell.outputs if output.output_type == "execute_result"]


def everything_shown(notebook: Any) -> str:
    """Return all text that the cells printed or gave, and the kinds of it."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    printed = [output.text for cell in cells for output in cell.outputs if output.output_type == "stream"]
    given = [f"{kind} {value}" for data in results(notebook) for kind, value in data.items()]
    return "\n".join((*printed, *given))
