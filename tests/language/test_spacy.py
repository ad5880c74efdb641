"""The pipeline is a spaCy pipeline: batches, processes, saving, displaCy."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from spacy import displacy
from spacy.language import Language

LOAD = """
import sys, spacy
nlp = spacy.load(sys.argv[1])
assert nlp.max_length > 10**7
print([(t.text, t.dep_, t._.kind) for t in nlp("Police arrested Sok Dara in Mombasa and/or Kampot.")])
"""
WORKERS = """
import multiprocessing, sys
import kg.language
if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    nlp = kg.language.load()
    texts = ["Police arrested Sok Dara in Mombasa. He denied it.", "Rain fell."] * 3
    rows = [[[(t.text, t.dep_, t.lemma_, t.ent_type_, t._.kind) for t in d] for d in nlp.pipe(texts, n_process=n, batch_size=2)]
            for n in (1, 2)]
    assert rows[0] == rows[1]
    print(len(rows[1]))
"""


@pytest.mark.skipif(
    not entry_points(group="spacy_factories", name="kg_reader"),
    reason="the package is not installed, so that spaCy cannot find its entry points",
)
def test_a_saved_pipeline_loads_in_a_process_that_never_heard_of_this_package(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "saved")
    done = subprocess.run([sys.executable, "-c", LOAD, str(tmp_path / "saved")], capture_output=True, text=True, check=False)
    expected = [(t.text, t.dep_, t._.kind) for t in nlp("Police arrested Sok Dara in Mombasa and/or Kampot.")]
    assert done.stdout.strip() == str(expected), done.stderr


@pytest.mark.parametrize("method", ["fork", "spawn"] if sys.platform == "linux" else ["spawn"])
def test_worker_processes_give_the_same(method: str, tmp_path: Path) -> None:
    script = tmp_path / "workers.py"
    script.write_text(WORKERS, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    done = subprocess.run(
        [sys.executable, str(script), method], capture_output=True, text=True, check=False, env=environment
    )
    assert done.stdout.strip() == "6", done.stderr


def test_more_threads_give_the_same(nlp: Language) -> None:
    from kg.language.encoder import Encoder
    from kg.language.reader import Reader

    text = "The committee met Leila Haddad on Tuesday, and police denied that anyone was beaten. " * 8
    alone = nlp(text)
    threaded = Reader(Encoder(threads=3))(nlp.make_doc(text))
    assert [(t.dep_, t.head.i, t.tag_, t.ent_type_) for t in threaded] == [(t.dep_, t.head.i, t.tag_, t.ent_type_) for t in alone]


def test_entities_set_before_are_kept() -> None:
    from kg import language

    nlp = language.load()
    ruler = nlp.add_pipe("entity_ruler", before="kg_reader")
    ruler.add_patterns([{"label": "GANG", "pattern": "Karsk Group"}])  # type: ignore[attr-defined]
    doc = nlp("Police met the Karsk Group in Mombasa.")
    assert [(e.text, e.label_) for e in doc.ents] == [("Karsk Group", "GANG"), ("Mombasa", "LOC")]


def test_displacy_draws(nlp: Language) -> None:
    doc = nlp("Police arrested Sok Dara in Mombasa.")
    assert "nsubj" in displacy.render(doc, style="dep")
    assert "Mombasa" in displacy.render(doc, style="ent")


def test_heads_of_mentions_have_kinds(nlp: Language) -> None:
    doc = nlp("The villagers told a reporter that soldiers had burnt their houses near the river in March.")
    kinds = {t.text: t._.kind for t in doc if t._.kind}
    assert kinds["villagers"] == kinds["soldiers"] == "person"
    assert "told" not in kinds


def test_a_sentence_of_400_words_stays_whole(nlp: Language) -> None:
    text = "The council met the villagers, " + ", ".join(f"the farmers of the {n} hills" for n in ["green", "red", "low"] * 20) + ", and it wept."
    doc = nlp(text)
    assert len(doc) > 390
    assert len(list(doc.sents)) == 1
