"""ClearNLP trees, made by hand as spaCy's own pipelines write them, become Universal Dependencies."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.language.universal import to_universal

CASES = [
    ("Police arrested Dara in Kampot", ["NOUN", "VERB", "PROPN", "ADP", "PROPN"], [1, 1, 1, 1, 3],
     ["nsubj", "ROOT", "dobj", "prep", "pobj"],
     [1, 1, 1, 4, 1], ["nsubj", "ROOT", "obj", "case", "obl"]),
    ("Dara was arrested by police", ["PROPN", "AUX", "VERB", "ADP", "NOUN"], [2, 2, 2, 2, 3],
     ["nsubjpass", "auxpass", "ROOT", "agent", "pobj"],
     [2, 2, 2, 4, 2], ["nsubj:pass", "aux:pass", "ROOT", "case", "obl:agent"]),
    ("Dara is the director of ADHOC", ["PROPN", "AUX", "DET", "NOUN", "ADP", "PROPN"], [1, 1, 3, 1, 3, 4],
     ["nsubj", "ROOT", "det", "attr", "prep", "pobj"],
     [3, 3, 3, 3, 5, 3], ["nsubj", "cop", "det", "ROOT", "case", "nmod"]),
]


@pytest.mark.parametrize(("text", "pos", "heads", "deps", "new_heads", "new_deps"), CASES)
def test_conversion(text: str, pos: list[str], heads: list[int], deps: list[str], new_heads: list[int], new_deps: list[str]) -> None:
    lemmas = ["be" if w in {"is", "was"} else w for w in text.split()]
    doc = Doc(Vocab(), words=text.split(), pos=pos, heads=heads, deps=deps, lemmas=lemmas)
    to_universal(doc)
    assert [t.head.i for t in doc] == new_heads
    assert [t.dep_ for t in doc] == new_deps


def test_universal_docs_stay(nlp: object) -> None:
    doc = nlp("Police arrested Dara in Kampot.")  # type: ignore[operator]
    before = [(t.head.i, t.dep_) for t in doc]
    assert [(t.head.i, t.dep_) for t in to_universal(doc)] == before


def test_another_pipeline_is_loaded_by_path_in_a_fresh_process(tmp_path: object) -> None:
    import subprocess
    import sys
    from pathlib import Path

    import spacy

    folder = Path(str(tmp_path)) / "other"
    spacy.blank("en").to_disk(folder)
    root = Path(__file__).resolve().parents[2]
    code = "import sys, kg.language; print(kg.language.load(sys.argv[1]).pipe_names)"
    done = subprocess.run([sys.executable, "-c", code, str(folder)], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['kg_clearnlp_to_ud']"
