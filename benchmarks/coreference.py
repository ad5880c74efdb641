"""Measure coreference on GUM: MUC, B³, CEAF-e and their mean, on mentions found by the program itself.

python -m benchmarks.coreference --shared ../shared

Words are given as GUM has them, and where paragraphs end; sentences, tags, trees and mentions are the program's own. A
mention is right if its first and last word are. Scores come from counts pooled over documents: once for chains of two
mentions and more on either side (the way of the CorefUD and OntoNotes tasks), once with mentions that stand alone, which
GUM annotates too. The precision of single links: of the mentions linked at a probability, how many have an antecedent
that is of their chain.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.coreference_scores import Score, Scores
from kg import language
from kg.identity.coreference import BEST, Chain, Form, Link, Mention, cut, link_all
from training.chains import Annotated, Span, read_documents

LEVELS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
GROUPS = ("he she", "it they", "I we you", "other pronoun", "name", "definite", "other", "all")


@dataclass(slots=True)
class Reading:
    """One document's links, beside its annotation."""

    document: Annotated
    links: list[Link]
    baseline: list[list[Span]]


@dataclass(slots=True)
class Figures:
    """Scores without and with mentions that stand alone, and those of the same document kinds by genre."""

    linked: Scores = field(default_factory=Scores)
    whole: Scores = field(default_factory=Scores)

    def add(self, gold: Iterable[Sequence[Span]], said: Iterable[Sequence[Span]]) -> None:
        """Add one document's chains."""
        gold, said = list(gold), list(said)
        self.linked.add([c for c in gold if len(c) > 1], [c for c in said if len(c) > 1])
        self.whole.add(gold, said)


def spans(chains: Iterable[Chain]) -> list[list[Span]]:
    """Return chains as spans; a coordination that nothing refers to is no mention of its own, as GUM annotates."""
    return [
        [(m.first, m.last) for m in chain.mentions]
        for chain in chains
        if len(chain.links) > 1 or chain.links[0].mention.form is not Form.COORDINATION
    ]


def simple(words: Sequence[str], mentions: Iterable[Mention]) -> list[list[Span]]:
    """Return the chains of a simple method: nominals by their exact words, pronouns to the nearest mention before."""
    chains: list[list[Span]] = []
    by_words: dict[str, int] = {}
    last = -1
    for m in mentions:
        if m.form is Form.COORDINATION:
            continue
        text = " ".join(words[m.first : m.last]).lower().removeprefix("the ")
        at = by_words.get(text, -1) if m.form is not Form.PRONOUN else last
        if at < 0:
            chains.append([])
            at = len(chains) - 1
        chains[at].append((m.first, m.last))
        if m.form is not Form.PRONOUN:
            by_words[text] = at
        last = at
    return chains


def read(corpora: Path, split: str) -> tuple[list[Reading], float]:
    """Return the documents with their links, and how many microseconds a word the links took behind the pipeline."""
    nlp = language.load()
    readings, seconds, words = [], 0.0, 0
    for document in read_documents(corpora / "ud_gum" / f"{split}.conllu.gz"):
        doc = document.read(nlp)
        best = float("inf")
        for _ in range(3):
            start = time.perf_counter()
            links = link_all(doc)
            best = min(best, time.perf_counter() - start)
        seconds, words = seconds + best, words + len(doc)
        readings.append(Reading(document, links, simple(document.words, (link.mention for link in links))))
    return readings, 1e6 * seconds / words


def row(figures: Figures) -> dict[str, float]:
    """Return the figures as a flat table."""
    table: dict[str, float] = {}
    for name, scores in (("", figures.linked), (" with single mentions", figures.whole)):
        measures: tuple[tuple[str, Score], ...] = (
            ("mentions", scores.mentions),
            ("MUC", scores.muc),
            ("B3", scores.b3),
            ("CEAFe", scores.ceaf),
        )
        table["mean F1" + name] = round(scores.mean, 4)
        for measure, score in measures:
            table[f"{measure}{name} P"] = round(score.precision, 4)
            table[f"{measure}{name} R"] = round(score.recall, 4)
            table[f"{measure}{name} F1"] = round(score.f1, 4)
    return table


def link_precision(readings: Iterable[Reading]) -> dict[str, dict[str, str]]:
    """Return by class of mention and least probability: precision of links, and how many of the class's true links are found.

    A link counts where both its mentions are GUM's by their spans or, where a span differs, not at all.
    """
    right: dict[tuple[str, float], int] = defaultdict(int)
    said: dict[tuple[str, float], int] = defaultdict(int)
    wanted: dict[str, int] = defaultdict(int)
    for reading in readings:
        owner = {span: k for k, chain in enumerate(reading.document.chains.values()) for span in chain}
        seen: set[int] = set()
        for link in reading.links:
            own = owner.get((link.mention.first, link.mention.last))
            if own is None:
                continue
            for group in (link.group, "all"):
                wanted[group] += own in seen
            seen.add(own)
            if link.antecedent is None:
                continue
            other = owner.get((link.antecedent.first, link.antecedent.last))
            if other is None:
                continue
            for level in LEVELS:
                for group in (link.group, "all"):
                    if link.probability >= level:
                        said[group, level] += 1
                        right[group, level] += other == own
    return {
        group: {
            str(level): f"{right[group, level] / max(1, said[group, level]):.3f} of {said[group, level]}, "
            f"recall {right[group, level] / max(1, wanted[group]):.2f}"
            for level in LEVELS
        }
        for group in GROUPS
    }


def figures(corpora: Path, split: str) -> dict[str, object]:
    """Return all figures of a split."""
    readings, speed = read(corpora, split)
    baseline, own = Figures(), Figures()
    genres: dict[str, Figures] = defaultdict(Figures)
    levels = {level: Figures() for level in LEVELS}
    for reading in readings:
        gold = list(reading.document.chains.values())
        baseline.add(gold, reading.baseline)
        said = spans(cut(reading.links, BEST))
        own.add(gold, said)
        genres[reading.document.genre].add(gold, said)
        for level, its in levels.items():
            its.add(gold, spans(cut(reading.links, level)))
    return {
        "split": split,
        "microseconds a word": round(speed, 1),
        "equal words and nearest mention": row(baseline),
        "own": row(own),
        "mean F1 by genre, without and with single mentions": {
            genre: [round(f.linked.mean, 3), round(f.whole.mean, 3)] for genre, f in sorted(genres.items())
        },
        "mean F1 by least probability, without and with single mentions": {
            str(level): [round(f.linked.mean, 4), round(f.whole.mean, 4)] for level, f in levels.items()
        },
        "precision of links by least probability": link_precision(readings),
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    args = parser.parse_args()
    if not (args.shared / "corpora" / "ud_gum").is_dir():
        raise SystemExit(f"GUM is not in {args.shared / 'corpora'}: name the folder with --shared.")
    print(json.dumps(figures(args.shared / "corpora", args.split), indent=1))


if __name__ == "__main__":
    main()
