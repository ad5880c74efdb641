"""A build killed before an operation on files, however early, leaves a graph that opens, and goes on to the same bytes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.killed_build import documents
from benchmarks.kills import after_the_end, contents, faults_in
from kg.rdf.order import in_order

DOCUMENTS = 3


def build(directory: Path, step: str = "") -> subprocess.CompletedProcess[str]:
    """Build in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.killed_build", str(directory), str(DOCUMENTS), *filter(None, [step])]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Build without a kill and return the files' hashes."""
    directory = tmp_path_factory.mktemp("kills") / "graph"
    assert build(directory).stdout.endswith("done\n")
    return contents(directory)


@pytest.mark.parametrize("step", [4, 5, 40])
def test_killed_before_an_operation(step: int, undisturbed: dict[str, str], tmp_path: Path) -> None:
    directory = tmp_path / "graph"
    kept = build(directory, str(step)).stdout.split()[1:]
    assert "done" not in kept
    whole = {reading.document.id: in_order(reading) for reading in documents(DOCUMENTS).values()}
    assert [*faults_in(directory, kept, whole)] == []
    again = build(directory)
    assert again.stdout.endswith("done\n"), again.stderr
    assert [*after_the_end(directory, undisturbed)] == []


def test_a_lost_document_and_a_changed_file_are_noticed(undisturbed: dict[str, str], tmp_path: Path) -> None:
    directory = tmp_path / "graph"
    kept = build(directory).stdout.split()[1:-1]
    whole = {reading.document.id: in_order(reading) for reading in documents(DOCUMENTS).values()}
    (directory / "parts" / f"{kept[0]}.nq").unlink()
    assert [*faults_in(directory, kept, whole)] == [f"{kept[0]} was told of as kept and is not there"]
    assert len([*after_the_end(directory, undisturbed)]) == 1
