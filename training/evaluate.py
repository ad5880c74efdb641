"""Measure the shipped weights on held-out corpora: tags, trees, lemmas with gold tokens and sentences; sentence starts; names.

python -m training.evaluate --split test
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kg.language.encoder import Encoder
from kg.language.encoder import Sentence as Said
from kg.language.spans import spans
from training import data
from training.data import Sentence


def read_whole(encoder: Encoder, words: Sequence[str], spaces: Sequence[bool]) -> Said:
    """Read words as one sentence."""
    (said,) = encoder.sentences(words, [True, *spaces[:-1]], whole=True)
    return said


def score_trees(encoder: Encoder, sentences: list[Sentence]) -> dict[str, float]:
    """Return the share of words that are right in each layer, punctuation included, as the CoNLL 2018 measure counts."""
    right: Counter[str] = Counter()
    for gold in sentences:
        assert gold.upos and gold.xpos and gold.feats and gold.lemmas and gold.heads and gold.deprels
        said = read_whole(encoder, gold.words, gold.spaces)
        right["words"] += len(gold.words)
        for i in range(len(gold.words)):
            head = said.heads[i] == gold.heads[i]
            right["UPOS"] += said.upos[i] == gold.upos[i]
            right["XPOS"] += said.xpos[i] == gold.xpos[i]
            right["morphology"] += said.feats[i] == gold.feats[i]
            right["lemma"] += said.lemmas[i] == gold.lemmas[i] or gold.lemmas[i] == "_"
            right["UAS"] += head
            right["LAS"] += head and said.deprels[i].split(":")[0] == gold.deprels[i].split(":")[0]
    words = right.pop("words")
    return {name: 100 * count / words for name, count in right.items()}


def score_starts(encoder: Encoder, sentences: list[Sentence]) -> float:
    """Return F1 of sentence starts in documents read without their paragraphs, gold tokens given."""
    documents: dict[str, list[Sentence]] = {}
    for s in sentences:
        documents.setdefault(s.document, []).append(s)
    right = found = wanted = 0
    for parts in documents.values():
        words = [w for s in parts for w in s.words]
        spaced = [True, *[x for s in parts for x in s.spaces]][:-1]
        gold, at = set(), 0
        for s in parts:
            gold.add(at)
            at += len(s.words)
        said = {s.first for s in encoder.sentences(words, spaced)}
        right, found, wanted = right + len(gold & said), found + len(said), wanted + len(gold)
    return 200 * right / (found + wanted)


def score_names(encoder: Encoder, sentences: list[Sentence]) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F1 of whole names, of each kind and of all."""
    right: Counter[str] = Counter()
    said_count: Counter[str] = Counter()
    gold_count: Counter[str] = Counter()
    for gold in sentences:
        if gold.names is None or None in gold.names:
            continue
        said = set(spans(read_whole(encoder, gold.words, gold.spaces).names))
        want = set(spans([t or "O" for t in gold.names]))
        for kind in ("PERSON", "ORG", "LOC", "all"):
            a = {s for s in said if kind in (s[2], "all")}
            b = {s for s in want if kind in (s[2], "all")}
            right[kind] += len(a & b)
            said_count[kind] += len(a)
            gold_count[kind] += len(b)
    return {
        k: (
            100 * right[k] / max(1, said_count[k]),
            100 * right[k] / max(1, gold_count[k]),
            200 * right[k] / max(1, said_count[k] + gold_count[k]),
        )
        for k in ("PERSON", "ORG", "LOC", "all")
    }


def main() -> None:
    """Print a line a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("KG_CORPORA", "../shared/corpora")))
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--most", type=int, default=10**6, help="sentences a corpus, for a quick look")
    args = parser.parse_args()
    encoder = Encoder()
    ewt, gum = (
        data.read_ewt(args.corpora, args.split)[: args.most],
        data.read_gum(args.corpora, args.split)[: args.most],
    )
    for name, sentences in (("EWT", ewt), ("GUM", gum)):
        row = score_trees(encoder, sentences)
        print(
            f"{name} {args.split}:",
            "  ".join(f"{k} {v:.1f}" for k, v in row.items()),
            f" sentence starts F1 {score_starts(encoder, sentences):.1f}",
        )
    news = [s for s in gum if s.document.split("_")[1] in {"news", "interview", "speech"}]
    print(f"GUM news, interview, speech {args.split}: sentence starts F1 {score_starts(encoder, news):.1f}")
    named = [("UNER-EWT", ewt)]
    if args.split == "test":
        named.append(("CrossNER politics", data.read_crossner(args.corpora, "test")[: args.most]))
    for name, sentences in named:
        row2 = score_names(encoder, sentences)
        print(
            f"{name} {args.split}:", "  ".join(f"{k} P {p:.1f} R {r:.1f} F1 {f:.1f}" for k, (p, r, f) in row2.items())
        )


if __name__ == "__main__":
    main()
