"""What a user of `kg triples` sees: rows on stdout, errors on stderr, exit status."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from kg.cli import main
from kg.errors import EmptyDocument, FileMissing, PipelineMissing, UnknownFormat

TEXT = "Orla Venn met a judge in Marsa.\nPolice arrested Tomas Brandl\n\nSoldiers burned two villages.\n"


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Write a text with a line that is a sentence without its stop."""
    path = tmp_path / "lines.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_lines_are_sentences(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["triples", file, "--lines"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [row[0] for row in rows] == [line for line in TEXT.splitlines() if line]
    assert rows[0][2:] == ["met", "Orla Venn", "a judge", "in Marsa"]
    assert all(0 < float(row[1]) < 1 and len(row) >= 5 for row in rows)


def test_a_document_is_read_by_its_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "article.md"
    path.write_text("# Arrests\n\nPolice arrested Tomas\nBrandl. A judge **freed** him.\n", encoding="utf-8")
    assert main(["triples", str(path)]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [row[2:] for row in rows] == [["arrested", "Police", "Tomas Brandl"], ["freed", "A judge", "him"]]


@pytest.mark.parametrize("options", [["--lines"], []])
def test_standard_input(
    options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Orla Vénn met a judge.\n".encode()), "utf-8"))
    assert main(["triples", "-", *options]) == 0
    assert capsys.readouterr().out.split("\t")[2:] == ["met", "Orla Vénn", "a judge\n"]


def test_many_lines_show_progress_on_stderr_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "many"
    path.write_text("Orla Venn met a judge.\n" * 70, encoding="utf-8")
    assert main(["triples", str(path), "--lines"]) == 0
    shown = capsys.readouterr()
    assert "of 70" in shown.err
    assert len(shown.out.splitlines()) == 70


@pytest.mark.parametrize(
    ("name", "options", "error"),
    [
        ("absent.txt", [], FileMissing),
        ("absent.txt", ["--lines"], FileMissing),
        (".", ["--lines"], FileMissing),
        ("empty.txt", [], EmptyDocument),
        ("empty.txt", ["--lines"], EmptyDocument),
        ("picture.png", [], UnknownFormat),
        ("text.txt", ["--pipeline", "no_such_pipeline"], PipelineMissing),
    ],
)
def test_errors_say_what_to_do(
    name: str, options: list[str], error: type[FileMissing], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_text("\n \n", encoding="utf-8")
    (tmp_path / "text.txt").write_text("Orla Venn met a judge.", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n")
    assert main(["triples", str(tmp_path / name), *options]) == error.exit_status
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("kg: ")
