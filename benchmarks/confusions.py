"""Count the pipeline's most common confusions on news: GUM's news and EWT's newsgroups and weblogs, development sets.

python -m benchmarks.confusions --corpora ../shared/corpora
"""

from __future__ import annotations

import argparse
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from kg.language.encoder import Encoder
from kg.language.encoder import Sentence as Said
from kg.language.spans import spans
from training import data
from training.data import Sentence
from training.evaluate import read_whole

NEWS = re.compile("GUM_news|newsgroup|weblog")
Confusion = tuple[str, str, str]


def word_confusions(gold: Sentence, said: Said) -> Iterator[tuple[Confusion, str]]:
    """Yield what is wrong with each word's part of speech, relation or head, with the word."""
    assert gold.upos and gold.heads and gold.deprels
    for i, word in enumerate(gold.words):
        want, got = gold.deprels[i].split(":")[0], said.deprels[i].split(":")[0]
        if said.upos[i] != gold.upos[i]:
            yield ("part of speech", gold.upos[i], said.upos[i]), word
        if want != got:
            yield ("relation", want, got), word
        elif said.heads[i] != gold.heads[i]:
            yield ("head", want, "another word"), word


def name_confusions(gold: Sentence, said: Said) -> Iterator[tuple[Confusion, str]]:
    """Yield names missed, invented, of another kind or with other ends; what the corpus leaves unknown is left out."""
    assert gold.names
    want = spans([t or "O" for t in gold.names])
    got = [s for s in spans(said.names) if None not in gold.names[s[0] : s[1]]]
    for a, b, kind in want:
        text = " ".join(gold.words[a:b])
        over = [s for s in got if s[0] < b and a < s[1]]
        same = [s for s in over if (s[0], s[1]) == (a, b)]
        if not over:
            yield ("name", kind, "none"), text
        elif not same:
            yield ("name", kind, "other ends"), f"{text} / {' '.join(gold.words[over[0][0] : over[0][1]])}"
        elif same[0][2] != kind:
            yield ("name", kind, same[0][2]), text
    for a, b, kind in got:
        if not any(s[0] < b and a < s[1] for s in want):
            yield ("name", "none", kind), " ".join(gold.words[a:b])


def main() -> None:
    """Print the twenty most common, the most common first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("KG_CORPORA", "../shared/corpora")))
    parser.add_argument("--most", type=int, default=20)
    args = parser.parse_args()
    encoder = Encoder()
    counts: Counter[Confusion] = Counter()
    examples: dict[Confusion, list[str]] = defaultdict(list)
    words = 0
    sentences = data.read_gum(args.corpora, "dev") + data.read_ewt(args.corpora, "dev")
    for gold in sentences:
        if not NEWS.match(gold.document) or gold.names is None:
            continue
        said = read_whole(encoder, gold.words, gold.spaces)
        words += len(gold.words)
        for confusion, text in (*word_confusions(gold, said), *name_confusions(gold, said)):
            counts[confusion] += 1
            examples[confusion].append(text)
    print(f"{words} words of news")
    for confusion, count in counts.most_common(args.most):
        layer, want, got = confusion
        shown = ", ".join(dict.fromkeys(examples[confusion]))[:90]
        print(f"{count:4} {layer:15} {want:12} {got:12} {shown}")


if __name__ == "__main__":
    main()
