"""Measure precision and calibration on claims that were judged by reading: of claims at 0.8, are four in five right?

    python -m benchmarks.confidence --shared ../shared            # precision, and precision by confidence
    python -m benchmarks.confidence --shared ../shared --fit      # weights for kg/extraction/confidence.toml
    python -m benchmarks.confidence --shared ../shared --show 50  # claims not judged yet, for reading

`benchmarks/data/judged.tsv` holds a line a claim of re3d's reports and GUM's news: which reading it was judged in, document,
where its sentence begins, subject, predicate, object, whether the sentence says that (1 or 0), whether speaker, polarity
and modality are right (1 or 0), and a word on what is wrong. Readers saw claim and sentence, not the confidence. The first
reading was before the faults that it showed were mended, the second after; weights are fitted to the first alone.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg import language
from kg.extraction.confidence import features_of, weights
from kg.model import Claim, Document, Reading
from kg.ontology import load_ontology
from kg.reading import read_doc, read_document

JUDGED = Path(__file__).parent / "data" / "judged.tsv"
Key = tuple[str, str, str, str, str]


def readings(shared: Path) -> Iterator[Reading]:
    """Yield the readings of re3d's reports and of GUM's news."""
    from training.chains import read_documents

    nlp, ontology = language.load(), load_ontology()
    for line in (shared / "corpora" / "claims" / "re3d_dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield read_document(Document(row["id"].lower()[:16], row["text"]), nlp, ontology)
    for split in ("train", "dev"):
        for annotated in read_documents(shared / "corpora" / "ud_gum" / f"{split}.conllu.gz"):
            if annotated.genre == "news":
                doc = annotated.read(nlp)
                yield read_doc(Document(annotated.name, doc.text), doc, ontology)


def key(claim: Claim, names: dict[str, str]) -> Key:
    """Return what a judgement knows a claim by."""
    return (claim.document, str(claim.evidence.start), names[claim.subject], claim.predicate,
            names.get(claim.object or "", claim.value or ""))


def judged() -> dict[Key, tuple[str, bool, bool]]:
    """Read the judgements: by claim, the reading and the two verdicts."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))[1:]
    return {(r[1], r[2], r[3], r[4], r[5]): (r[0], r[6] == "1", r[7] == "1") for r in rows}


def table(pairs: Sequence[tuple[float, bool]]) -> Iterator[str]:
    """Yield a line a band of confidence: how many claims, how sure, how many right."""
    bands: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in pairs:
        bands[min(9, int(confidence * 10))].append((confidence, right))
    for band, rows in sorted(bands.items()):
        said, right = sum(c for c, _ in rows) / len(rows), sum(r for _, r in rows) / len(rows)
        yield f"confidence {band / 10:.1f} to {band / 10 + 0.1:.1f}: {len(rows):4} claims, mean {said:.2f}, right {right:.2f}"


def fit(rows: Sequence[tuple[Sequence[str], bool]], *, strength: float = 5.0, steps: int = 4000) -> dict[str, float]:
    """Return the weights of a logistic regression, each drawn to what it is now with the given strength."""
    now = weights()
    fitted = dict(now)
    for _ in range(steps):
        slope = {name: strength * (fitted[name] - now[name]) for name in fitted}
        for features, right in rows:
            total = fitted["base"] + sum(fitted[f] for f in features)
            error = 1 / (1 + math.exp(-total)) - right
            for name in ("base", *features):
                slope[name] += error
        fitted = {name: weight - 0.01 * slope[name] for name, weight in fitted.items()}
    return {name: round(weight, 1) for name, weight in fitted.items()}


def main() -> None:
    """Print precision and calibration, weights, or claims to judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--show", type=int, default=0, metavar="N")
    options = parser.parse_args()
    verdicts = judged() if JUDGED.is_file() else {}
    known, unknown = [], []
    for reading in readings(options.shared):
        names = {e.id: e.label for e in reading.entities}
        for claim in reading.claims:
            (known if key(claim, names) in verdicts else unknown).append((claim, names))
    if options.show:
        for claim, names in random.Random(7).sample(unknown, min(options.show, len(unknown))):
            speakers = " > ".join(names[s] for s in claim.attributed_to)
            print("\t".join([*key(claim, names), str(claim.polarity), str(claim.modality), speakers or "the text",
                             " ".join(claim.evidence.quote.split())]))
        return
    for name in ("first", "second"):
        as_read = [(says, stance) for reading_, says, stance in verdicts.values() if reading_ == name]
        print(f"{name} reading: {shares(as_read)}")
    said = [(c, *verdicts[key(c, names)]) for c, names in known]
    if options.fit:
        rows = [(features_of(c), says) for c, name, says, _ in said if name == "first"]
        print("\n".join(f'"{name}" = {weight}' for name, weight in fit(rows).items()))
        return
    for name in ("first", "second"):
        now = [(c, says, stance) for c, reading_, says, stance in said if reading_ == name]
        print(f"\nof these claimed now, {name} reading: {shares([(says, stance) for _, says, stance in now])}")
        print("\n".join(table([(c.confidence, says) for c, says, _ in now])))


def shares(verdicts: Sequence[tuple[bool, bool]]) -> str:
    """Write how many of some claims are right."""
    total = len(verdicts)
    says, both = sum(v[0] for v in verdicts) / total, sum(v[0] and v[1] for v in verdicts) / total
    return f"{total} claims, the sentence says so {says:.3f}, speaker, polarity and modality right too {both:.3f}"


if __name__ == "__main__":
    main()
