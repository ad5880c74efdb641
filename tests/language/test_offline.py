"""Reading leaves nothing behind and asks nothing of anybody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

READ = """
import kg.language
doc = kg.language.load()("Police arrested Sok Dara in Mombasa.")
assert [t.text for t in doc if t.pos_ == "VERB"] == ["arrested"]
"""


def test_reading_writes_no_file_at_home(tmp_path: Path) -> None:
    """A runtime that collects telemetry keeps a device id and a queue under the home directory."""
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": str(root)}
    environment.pop("ORT_DISABLE_TELEMETRY", None)
    subprocess.run([sys.executable, "-c", READ], env=environment, cwd=tmp_path, check=True)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_the_runtime_holds_no_telemetry() -> None:
    import onnxruntime

    libraries = list((Path(onnxruntime.__file__).parent / "capi").glob("*onnxruntime*"))
    assert libraries
    assert not [p.name for p in libraries if p.is_file() and b"events.data.microsoft.com" in p.read_bytes()]
