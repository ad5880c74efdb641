"""`kg demo`, as a newcomer runs it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

import kg
from kg.cli import main


def test_demo(tmp_path: Path) -> None:
    began = time.monotonic()
    environment_path = str(Path(kg.__file__).resolve().parents[1])
    code = f"import sys; sys.path.insert(0, {environment_path!r}); from kg.cli import main; sys.exit(main(['demo']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", cwd=tmp_path,
                          timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - began < 60
    assert [path.name for path in tmp_path.iterdir()] == ["kg-demo"]
    assert sorted(path.name for path in (tmp_path / "kg-demo").iterdir()) == ["graph", "graph.ttl", "map.html"]
    assert "Reading 1 of" in done.stderr
    assert "Sentence" in done.stdout
    assert "who-met-whom" in done.stdout
    for told in ("graph.ttl", "map.html", "kg claims", "kg query"):
        assert told in done.stderr
    assert kg.open(tmp_path / "kg-demo" / "graph").documents()[0].source.startswith("examples/")


def test_all_is_written_before_anything_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("kg.cli.demo.show_claims", stop)
    main(["demo", "-o", str(tmp_path / "d")])
    assert sorted(path.name for path in (tmp_path / "d").iterdir()) == ["graph", "graph.ttl", "map.html"]
