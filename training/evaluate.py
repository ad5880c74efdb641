"""Measure the shipped weights on held-out corpora: tags, trees, lemmas with gold tokens and sentences; sentence starts; names.

python -m training.evaluate --split test
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kg.language.encoder import WEIGHTS, Encoder
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
    """Return precision, recall and F1 of whole names, of each kind and of all.

    A name said where the corpus does not tell counts neither way.
    """
    right: Counter[str] = Counter()
    said_count: Counter[str] = Counter()
    gold_count: Counter[str] = Counter()
    for gold in sentences:
        if gold.names is None:
            continue
        said = {
            (a, b, kind)
            for a, b, kind in spans(read_whole(encoder, gold.words, gold.spaces).names)
            if None not in gold.names[a:b]
        }
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


def score_extras(encoder: Encoder, sentences: list[Sentence]) -> dict[str, float]:
    """Return F1 of whole demonyms and dates."""
    right: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for gold in sentences:
        assert gold.extras is not None
        said = spans(read_whole(encoder, gold.words, gold.spaces).extras)
        said = [(a, b, kind) for a, b, kind in said if None not in gold.extras[a:b]]
        want = spans([t or "O" for t in gold.extras])
        counted.update(kind for *_, kind in [*said, *want])
        right.update(kind for *_, kind in set(said) & set(want))
    return {kind: 200 * right[kind] / counted[kind] for kind in sorted(counted)}


def score_kinds(encoder: Encoder, sentences: list[Sentence]) -> float:
    """Return F1 of mention heads with their kinds."""
    right = both = 0
    for gold in sentences:
        assert gold.kinds is not None
        for a, b in zip(read_whole(encoder, gold.words, gold.spaces).kinds, gold.kinds, strict=True):
            right += a == b != "O"
            both += (a != "O") + (b != "O")
    return 200 * right / both


def main() -> None:
    """Print a line a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("KG_CORPORA", "../shared/corpora")))
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--most", type=int, default=10**6, help="sentences a corpus, for a quick look")
    args = parser.parse_args()
    encoder = Encoder(args.weights)
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
    print(f"GUM {args.split}: kinds of mentions F1 {score_kinds(encoder, gum):.1f}")
    wire = data.read_gmb(args.corpora)[44000:46000][: args.most]
    print("GMB 44,000 to 46,000:", "  ".join(f"{k} F1 {v:.1f}" for k, v in score_extras(encoder, wire).items()))
    named = [("UNER-EWT", ewt), ("GUM", gum)]
    if args.split == "test":
        named.append(("CrossNER politics", data.read_crossner(args.corpora, "test")[: args.most]))
    for name, sentences in named:
        row2 = score_names(encoder, sentences)
        print(
            f"{name} {args.split}:", "  ".join(f"{k} P {p:.1f} R {r:.1f} F1 {f:.1f}" for k, (p, r, f) in row2.items())
        )


if __name__ == "__main__":
    main()
