"""The main job on real text: the example articles and, where they are at hand, the gold documents."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import kg
from kg.model import Claim, Reading
from kg.reading import make_claim, read_document

if TYPE_CHECKING:
    from spacy.language import Language

EXAMPLES = sorted(p for p in kg.examples_dir().iterdir() if p.suffix in {".txt", ".md", ".html"} and p.stem != "README")
EVALUATION = Path(os.environ.get("KG_EVALUATION", Path(__file__).resolve().parents[2] / "shared" / "evaluation"))
GOLD = sorted(EVALUATION.glob("gold/*.json"))
here = pytest.mark.skipif(not GOLD, reason="the gold documents are not at hand (KG_EVALUATION names their folder)")


@pytest.fixture(scope="module")
def readings(nlp: Language) -> list[Reading]:
    texts = [*EXAMPLES, *sorted(EVALUATION.glob("texts/*.txt"))]
    return [read_document(kg.read(path), nlp) for path in texts]


def test_there_are_twelve_articles_and_more() -> None:
    assert len(EXAMPLES) >= 12
    for path in EXAMPLES:
        assert "fiction written for rightsgraph" in path.read_text(encoding="utf-8")
        assert 150 <= len(kg.read(path).text.split()) <= 700


def test_every_quote_is_the_text_at_its_offsets(readings: list[Reading]) -> None:
    for reading in readings:
        for claim in reading.claims:
            assert reading.document.text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote


def test_the_words_of_both_ends_stand_in_the_quote(readings: list[Reading]) -> None:
    for reading in readings:
        for claim in reading.claims:
            assert claim.subject_mention is not None
            assert claim.subject_mention.text in claim.evidence.quote
            if claim.object is not None:
                assert claim.object_mention is not None
                assert claim.object_mention.text in claim.evidence.quote
            else:
                assert claim.value is not None
                assert claim.value in " ".join(claim.evidence.quote.split())


def test_the_articles_are_read_and_not_only_opened(readings: list[Reading]) -> None:
    by_name = {p.name: r for p, r in zip(EXAMPLES, readings, strict=False)}
    assert all(len(r.claims) >= 4 for r in by_name.values()), {n: len(r.claims) for n, r in by_name.items()}
    claims = [c for r in by_name.values() for c in r.claims]
    assert {"met", "told", "urged", "arrested", "sued", "relativeOf", "headOf", "holdsRole"} <= {c.predicate for c in claims}
    assert {"planned", "requested", "denied"} <= {c.modality.value for c in claims}
    assert any(c.attributed_to for c in claims)


def test_the_same_text_gives_the_same_reading(nlp: Language) -> None:
    document = kg.read(EXAMPLES[0])
    assert read_document(document, nlp) == read_document(document, nlp)


def test_no_two_things_said_have_one_id(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, set[object]] = {}

    def kept(*given: Any) -> Any:
        if isinstance(claim := make_claim(*given), Claim):
            made.setdefault(claim.id, set()).add((claim.subject, claim.object, claim.attributed_to, claim.place, claim.post_of))
        return claim

    monkeypatch.setattr("kg.reading.make_claim", kept)
    for path in EXAMPLES:
        read_document(kg.read(path), nlp)
    assert len(made) > 200
    assert {id_: said for id_, said in made.items() if len(said) > 1} == {}


def test_no_program_of_the_project_names_a_real_person_of_the_gold() -> None:
    names = re.compile(r"Muntarbhorn|Kheng\b")
    sources = (Path(kg.__file__).parent).rglob("*.toml")
    assert [p for p in sources if names.search(p.read_text(encoding="utf-8"))] == []


@here
def test_precision_and_recall_on_the_gold_documents(tmp_path: Path) -> None:
    for gold in GOLD:
        date = dt.date.fromisoformat(json.loads(gold.read_text(encoding="utf-8"))["date"])
        kg.build(EVALUATION / "texts" / f"{gold.stem}.txt", tmp_path / "graphs" / gold.stem, date=date)
        kg.open(tmp_path / "graphs" / gold.stem).export("csv", tmp_path / "export" / gold.stem)
    command = [sys.executable, str(EVALUATION / "score.py"), str(EVALUATION / "gold"), str(tmp_path / "export")]
    total = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    match = re.search(r"P ([\d.]+) R ([\d.]+)", total)
    assert match is not None, total
    assert float(match[1]) >= 0.70
    assert float(match[2]) >= 0.45
