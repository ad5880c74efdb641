"""Windows of sentences to the numbers that the model reads. The run-time (`kg.language.encoder`) uses the same functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from kg.language.words import EXTRA_TAGS, NAME_TAGS, encode_words, lemma_rule
from training.data import Sentence

MISSING = -100
LAYERS = ("upos", "xpos", "feats", "lemma", "names", "extras", "kinds", "starts")


@dataclass(frozen=True, slots=True)
class Labels:
    """The closed label lists of each layer, in the order of the model's outputs."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemma: list[str]
    deprel: list[str]
    names: list[str]
    extras: list[str]
    kinds: list[str]
    starts: list[str]

    @classmethod
    def collect(cls, sentences: Iterable[Sentence], *, rare: int = 2) -> Labels:
        """List the labels of a training set; those seen fewer than `rare` times are left out."""
        counts: dict[str, Counter[str]] = {k: Counter() for k in ("upos", "xpos", "feats", "lemma", "deprel", "kinds")}
        for s in sentences:
            if s.upos is None:
                continue
            assert s.xpos and s.feats and s.lemmas and s.deprels
            counts["upos"].update(s.upos)
            counts["xpos"].update(s.xpos)
            counts["feats"].update(s.feats)
            counts["deprel"].update(s.deprels)
            counts["kinds"].update(s.kinds or ())
            counts["lemma"].update(lemma_rule(w, x) for w, x in zip(s.words, s.lemmas, strict=True))
        kept = {k: sorted(x for x, n in c.items() if n >= rare) for k, c in counts.items()}
        return cls(**kept, names=list(NAME_TAGS), extras=list(EXTRA_TAGS), starts=["in", "start"])


@dataclass(frozen=True, slots=True)
class Window:
    """One training example: word pieces, and one number a word for each layer (`MISSING` where not annotated).

    `heads` are positions in the window plus one, 0 for the root; `sentence` numbers the sentence of each word.
    """

    pieces: np.ndarray
    shapes: np.ndarray
    first: np.ndarray
    last: np.ndarray
    sentence: np.ndarray
    heads: np.ndarray
    deprels: np.ndarray
    layers: dict[str, np.ndarray]


def make_window(sentences: list[Sentence], labels: Labels, tokenizer: Tokenizer) -> Window:
    """Lay sentences out one after another."""
    words = [w for s in sentences for w in s.words]
    spaces = [x for s in sentences for x in s.spaces]
    encoded = encode_words(words, [True, *spaces[:-1]], tokenizer)
    index = {
        name: {x: i for i, x in enumerate(getattr(labels, name))}
        for name in ("upos", "xpos", "feats", "lemma", "deprel", "names", "extras", "kinds")
    }
    layers = {name: np.full(len(words), MISSING, dtype=np.int64) for name in LAYERS}
    heads = np.full(len(words), MISSING, dtype=np.int64)
    deprels = np.full(len(words), MISSING, dtype=np.int64)
    number = np.zeros(len(words), dtype=np.int64)
    at = 0
    for k, s in enumerate(sentences):
        span = slice(at, at + len(s.words))
        number[span] = k
        known = {
            "upos": s.upos,
            "xpos": s.xpos,
            "feats": s.feats,
            "names": s.names,
            "extras": s.extras,
            "kinds": s.kinds,
            "lemma": s.lemmas and [lemma_rule(w, x) for w, x in zip(s.words, s.lemmas, strict=True)],
        }
        for name, values in known.items():
            if values is not None:
                layers[name][span] = [MISSING if v is None else index[name].get(v, MISSING) for v in values]
        if s.starts:
            layers["starts"][span] = 0
            layers["starts"][at] = 1
        if s.heads is not None and s.deprels is not None:
            heads[span] = [0 if h == 0 else at + h for h in s.heads]
            deprels[span] = [index["deprel"].get(r, MISSING) for r in s.deprels]
        at += len(s.words)
    return Window(encoded.pieces, encoded.shapes, encoded.first, encoded.last, number, heads, deprels, layers)


def pad(arrays: list[np.ndarray], value: int = 0) -> np.ndarray:
    """Stack rows of different lengths."""
    out = np.full((len(arrays), max(len(a) for a in arrays)), value, dtype=np.int64)
    for i, a in enumerate(arrays):
        out[i, : len(a)] = a
    return out
