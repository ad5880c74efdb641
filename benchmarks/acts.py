"""Print acts beside their sentences for a person to judge, and count the violations of the gold documents that are found.

python -m benchmarks.acts --shared ../shared --sample 60

The texts are re3d's development reports and the news documents of GUM's development set and of its training set; the same
acts are printed on every run, chosen by a hash of document and place in it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from kg import language
from kg.model import Act, Document, Part, Reading
from kg.ontology import load_ontology
from kg.reading import read_document

# What the gold documents call a kind, where the scheme's label differs.
LABELS = {"human trafficking": "trafficking", "labour exploitation": "labourExploitation", "forced labour": "forcedLabour",
          "illegal confinement": "illegalConfinement"}


def re3d(shared: Path) -> Iterator[Document]:
    """Yield re3d's development reports."""
    with (shared / "corpora/claims/re3d_dev.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield Document(row["id"], row["text"], row["title"])


def gum_news(shared: Path, part: str) -> Iterator[Document]:
    """Yield the news documents of a part of GUM: its sentences, a paragraph each."""
    name, paragraphs = "", []
    with gzip.open(shared / f"corpora/ud_gum/{part}.conllu.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id = "):
                if "_news_" in name:
                    yield Document(name, "\n\n".join(" ".join(p) for p in paragraphs))
                name, paragraphs = line.removeprefix("# newdoc id = ").strip(), [[]]
            elif line.startswith("# newpar"):
                paragraphs.append([])
            elif line.startswith("# text = "):
                paragraphs[-1].append(line.removeprefix("# text = ").strip())
    if "_news_" in name:
        yield Document(name, "\n\n".join(" ".join(p) for p in paragraphs))


def sample(readings: list[Reading], number: int) -> list[Act]:
    """Return a number of acts, the same on every run, in order of documents."""
    acts = [act for reading in readings for act in reading.acts]
    chosen = sorted(acts, key=lambda a: hashlib.sha256(f"{a.document} {a.start}".encode()).hexdigest())[:number]
    return [act for act in acts if act in chosen]


def show(number: int, act: Act) -> str:
    """Write an act beside its sentence."""
    def names(part: Part) -> str:
        return " | ".join(i.mention.text if i.mention else i.entity for i in act.involvements if i.part is part) or "-"

    stance = f"{act.polarity} {act.modality}" + (f", {act.legal_status}" if act.legal_status else "")
    said = f" by {' < '.join(act.attributed_to)}" if act.attributed_to else ""
    place, when = act.place or "-", act.date.text if act.date else "-"
    doers, victims = names(Part.PERPETRATOR), names(Part.VICTIM)
    return (f"{number}. {act.kind} ({act.words})  doer: {doers}  victim: {victims}  number: {act.count}\n"
            f"   {stance}{said}  place: {place}  date: {when}  {act.confidence}\n   {' '.join(act.evidence.quote.split())}\n")


def gold_recall(shared: Path) -> None:
    """Print which violations of the gold documents are among the acts, by kind and place."""
    nlp = language.load()
    for path in sorted((shared / "evaluation/gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (shared / f"evaluation/texts/{gold['id']}.txt").read_text(encoding="utf-8")
        reading = read_document(Document(gold["id"], text, date=dt.date.fromisoformat(gold["date"])), nlp)
        labels = {e.id: {e.label, *e.aliases} for e in reading.entities}
        told = [(a.kind, labels.get(a.place or "", set())) for a in reading.acts]
        violations = gold.get("violations", [])
        found = [v for v in violations if any(k == kind_of(v["type"]) and names & set(gold["entities"][v["place"]]["names"])
                                              for k, names in told)]
        kinds = [v for v in violations if any(k == kind_of(v["type"]) for k, _ in told)]
        print(f"{gold['id']}: {len(told)} acts; of {len(violations)} violations {len(found)} found with their place, "
              f"{len(kinds)} of their kind")
        for violation in violations:
            if violation not in found:
                print(f"  missed: {violation['type']} in {violation['place']}")


def kind_of(label: str) -> str:
    """Return the kind that a label of the gold documents names."""
    kinds = load_ontology().acts.kinds
    return LABELS.get(label) or next((k.name for k in kinds.values() if label in (k.label, *k.nouns)), "")


def main() -> None:
    """Print the sample and the counts."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, required=True)
    options.add_argument("--sample", type=int, default=60)
    given = options.parse_args()
    if not given.shared.is_dir():
        raise SystemExit(f"{given.shared} is not there: these texts are not part of the project.")
    nlp = language.load()
    documents = [*re3d(given.shared), *gum_news(given.shared, "dev"), *gum_news(given.shared, "train")]
    readings = [read_document(document, nlp) for document in documents]
    for number, act in enumerate(sample(readings, given.sample), 1):
        print(show(number, act))
    total = sum(len(reading.acts) for reading in readings)
    words = sum(len(document.text.split()) for document in documents)
    print(f"{total} acts in {len(documents)} documents of {words} words")
    gold_recall(given.shared)


if __name__ == "__main__":
    main()
