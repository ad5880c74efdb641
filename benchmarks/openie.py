"""Measure open triples: against CaRB's crowd, and against questions and answers on each verb.

python -m benchmarks.openie --shared ../shared
"""

from __future__ import annotations

import argparse
import csv
import gzip
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.carb import Point, Tuple, area, best, curve, harmonic
from kg import language
from kg.triples import Triple, find_triples

ANSWERED = 0.5  # the least F1 of words between an argument and an answer
Said = dict[str, list[tuple[float, Tuple]]]


def read_carb(path: Path) -> dict[str, list[Tuple]]:
    """Read the gold tuples of each sentence: relation, first argument, second and so on; empty cells are left out."""
    gold: dict[str, list[Tuple]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            sentence, *cells = (cell.strip() for cell in line.rstrip("\n").split("\t"))
            gold.setdefault(sentence, []).append(tuple(cell for cell in cells if cell))
    return gold


def as_tuple(triple: Triple) -> Tuple:
    """Return the cells that are compared; the brackets of a relation that no word states are taken off."""
    return (triple.relation.strip("[]"), *triple.arguments)


def carb(folder: Path, nlp: Language) -> None:
    """Print precision, recall and F1 at the best threshold, and the area under the curve."""
    gold = read_carb(folder / "carb_dev_gold.tsv.gz")
    docs = list(nlp.pipe(gold))
    begun = time.perf_counter()
    found = [list(find_triples(doc, whole=True)) for doc in docs]
    taken = time.perf_counter() - begun
    said = {s: [(round(t.confidence, 2), as_tuple(t)) for t in rows] for s, rows in zip(gold, found, strict=True)}
    print(f"CaRB dev: {len(gold)} sentences, {sum(map(len, gold.values()))} gold tuples, {sum(map(len, found))} triples; "
          f"{1e6 * taken / sum(map(len, docs)):.0f} µs a word after the language pipeline")
    for by in ("precision", "f1"):
        print_curve(f"pairs by {by}", curve(gold, said, by=by))
    strays = sum(not faithful(t, doc) for doc, rows in zip(docs, found, strict=True) for t in rows)
    print(f"triples with words that are not their sentence's, in order: {strays}")
    halves(gold, said)


def halves(gold: Mapping[str, Sequence[Tuple]], said: Said) -> None:
    """Print F1 on the odd and on the even sentences: what is chance between samples of this size."""
    for name, first in (("odd", 0), ("even", 1)):
        print_curve(f"{name} sentences", curve({s: gold[s] for s in list(gold)[first::2]}, said))


def print_curve(name: str, points: Sequence[Point]) -> None:
    """Print the best point of a curve, its last, and its area."""
    top, last = best(points), points[-1]
    print(f"  {name:18} P {top.precision:.3f}  R {top.recall:.3f}  F1 {top.f1:.3f} from confidence {top.confidence:.2f}; "
          f"all triples F1 {last.f1:.3f}; area {area(points):.3f}")


def faithful(triple: Triple, doc: Doc) -> bool:
    """Tell whether relation and arguments are made of the text's words, in order."""
    parts = [*triple.arguments, *([] if triple.relation.startswith("[") else [triple.relation])]
    return all(is_made_of(part.split(), doc.text) for part in parts)


def is_made_of(pieces: Sequence[str], text: str) -> bool:
    """Tell whether pieces of text stand in a text one after another.

    >>> is_made_of(["is", "judge"], "She is a judge"), is_made_of(["judge", "is"], "She is a judge")
    (True, False)
    """
    at = 0
    for piece in pieces:
        at = text.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


def qasrl(folder: Path, nlp: Language) -> None:
    """Print how many questions on verbs a triple of that verb answers with one of its arguments."""
    with gzip.open(folder / "qasrl_wikinews.dev_sentences.csv.gz", "rt", encoding="utf-8") as file:
        sentences = {row["qasrl_id"]: row["sentence"] for row in csv.DictReader(file)}
    found = {
        sentence: list(find_triples(doc, whole=True))
        for sentence, doc in zip(sentences.values(), nlp.pipe(sentences.values()), strict=True)
    }
    verbs = answered = total = with_triple = 0
    for (sentence, verb), answers in questions(folder, sentences).items():
        rows = [t for t in found[sentence] if verb in t.relation.split()]
        verbs, with_triple = verbs + 1, with_triple + bool(rows)
        total += len(answers)
        answered += sum(any(is_answer(part, texts) for t in rows for part in t.arguments) for texts in answers)
    print(f"QA-SRL Wikinews dev: {answered} of {total} questions on {verbs} verbs answered ({100 * answered / total:.1f} %); "
          f"{100 * with_triple / verbs:.1f} % of the verbs have a triple")


def questions(folder: Path, sentences: Mapping[str, str]) -> dict[tuple[str, str], list[list[str]]]:
    """Return the answers to each question, by sentence and verb."""
    found: dict[tuple[str, str], list[list[str]]] = {}
    with gzip.open(folder / "qasrl_wikinews.dev_gold.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            sentence = sentences[row["qasrl_id"]]
            verb = sentence.split()[int(row["verb_idx"])]
            found.setdefault((sentence, verb), []).append(row["answer"].split("~!~"))
    return found


def is_answer(part: str, answers: Sequence[str]) -> bool:
    """Tell whether an argument has about the words of one of the answers."""
    return any(word_f1(part, answer) >= ANSWERED for answer in answers)


def word_f1(a: str, b: str) -> float:
    """Return the F1 of the words of two phrases.

    >>> word_f1("in the port", "the port")
    0.8
    """
    words, others = Counter(a.split()), Counter(b.split())
    common = (words & others).total()
    return harmonic(common / words.total(), common / others.total()) if common else 0.0


def main() -> None:
    """Run both measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="The folder with the corpora.")
    folder = parser.parse_args().shared / "corpora" / "openie"
    if not folder.is_dir():
        parser.exit(1, f"{folder} is not there: name the folder with the corpora by --shared.\n")
    nlp = language.load()
    carb(folder, nlp)
    qasrl(folder, nlp)


if __name__ == "__main__":
    main()
