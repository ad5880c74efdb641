"""Several processes give the graph that one gives, and a worker's death costs no other document."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

import kg
from kg.errors import PipelineMissing
from kg.store import open_store
from tests.building.test_build import contents

PIPELINE = '''
import os
import spacy
from spacy.language import Language

@Language.component("deadly")
def deadly(doc):
    if "dies" in doc.text:
        os._exit(9)
    if "fails" in doc.text:
        raise ValueError("no reading of this")
    for token in doc:
        token.pos_ = "X"
        token.head = doc[0]
        token.dep_ = "ROOT" if token.i == 0 else "dep"
    return doc

def load(**options):
    nlp = spacy.blank("en")
    nlp.add_pipe("deadly")
    return nlp
'''


@pytest.fixture
def deadly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Install a pipeline that ends its process on a certain word."""
    site = tmp_path / "site"
    (site / "deadly").mkdir(parents=True)
    (site / "deadly" / "__init__.py").write_text(PIPELINE, encoding="utf-8")
    (site / "deadly-1.0.dist-info").mkdir()
    (site / "deadly-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: deadly\nVersion: 1.0\n", encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(site), *sys.path])
    return "deadly"


def test_two_workers_give_the_bytes_of_one(tmp_path: Path) -> None:
    files = sorted(kg.examples_dir().glob("0[1-3]*"))
    calls: list[int] = []
    results = [kg.build(files, tmp_path / f"g{number}", workers=number, progress=lambda done, _, __: calls.append(done))
               for number in (1, 2)]
    assert [result.read for result in results] == [len(files)] * 2
    assert results[0].claims == results[1].claims > 0
    assert contents(tmp_path / "g1") == contents(tmp_path / "g2")
    assert calls == [*range(len(files) + 1)] * 2


def test_a_document_that_kills_its_worker_takes_no_other_with_it(tmp_path: Path, deadly: str) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(8):
        word = {3: "dies", 5: "fails"}.get(number, "stands")
        (folder / f"{number}.txt").write_text(f"Here it {word} as number {number}.", encoding="utf-8")
    result = kg.build(folder, tmp_path / "g", workers=2, pipeline=deadly)
    assert [(Path(f.name).name, f.error.message.partition(": ")[2]) for f in result.failures] == [
        ("3.txt", "the process that read it died, twice."), ("5.txt", "ValueError: no reading of this")]
    assert result.read == 6
    assert len(open_store(tmp_path / "g").ids()) == 6


def test_a_pipeline_that_the_workers_cannot_load_is_told(tmp_path: Path) -> None:
    with pytest.raises(PipelineMissing):
        kg.build(kg.examples_dir(), tmp_path / "g", workers=2, pipeline="no_such_pipeline")
    assert not (tmp_path / "g").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_no_worker_outlives_a_build_that_was_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "build", str(kg.examples_dir()), "-o", str(tmp_path / "g"), "--workers", "2"]
    root = str(Path(kg.__file__).resolve().parents[1])
    building = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": root})
    try:
        until = time.monotonic() + 60
        while not list((tmp_path / "g").glob("parts/[0-9a-f]*.nq")) and time.monotonic() < until:
            time.sleep(0.1)
        workers = psutil.Process(building.pid).children(recursive=True)
        assert len(workers) >= 2
    finally:
        building.kill()
        building.wait()
    _, alive = psutil.wait_procs(workers, timeout=20)
    assert alive == []
    assert list((tmp_path / "g").glob("parts/*.nq")), "what was read is kept"
