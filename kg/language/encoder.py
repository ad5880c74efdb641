"""The shipped model: words of a paragraph to tags, trees and names.

Each window is run alone, never in a padded batch, so that what a sentence gets depends on its paragraph only: not on
other documents, threads or workers.
"""

from __future__ import annotations

import importlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import PipelineMissing
from kg.language.spans import best_tags, forbidden
from kg.language.tree import best_tree
from kg.language.words import EncodedWords, apply_lemma_rule, encode_words, undoubled

WEIGHTS = Path(__file__).parent / "weights"
WINDOW_WORDS = 130  # as long as in training; with 200 the loss is 0.3 LAS
LONGEST_WORDS = 450  # for a sentence that fills a window
WINDOW_PIECES = 500  # the encoder has 512 places
CLOSING = frozenset(".!?…:;”\"'’)]")
UNMARKED_MARGIN = 1.0  # in logits; the loss on text without paragraphs is 0.2 F1 (EWT), the gain is on running news


Scores = dict[str, NDArray[Any]]


@dataclass(slots=True)
class Sentence:
    """What the model says of one sentence; `heads` are 1-based positions in it, 0 for the root.

    `names` and `extras` are BIO tags. A kind is what the word stands for if it heads a mention (a person, a place, an
    event, ...), else "O".
    """

    first: int
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemmas: list[str]
    heads: list[int]
    deprels: list[str]
    names: list[str]
    extras: list[str]
    kinds: list[str]

    def __len__(self) -> int:
        return len(self.upos)


def quiet_runtime() -> ModuleType:
    """Import onnxruntime with its telemetry off, which newer builds have on by default.

    The variable is read once, when the library is first loaded; the project also asks for releases without telemetry.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    return importlib.import_module("onnxruntime")


def open_encoder(folder: Path, threads: int) -> Encoder:
    """Open the files of a folder, as `Encoder` does."""
    return Encoder(folder, threads=threads)


class Encoder:
    """The ONNX session with its labels. Create it once; it holds no state between calls."""

    def __init__(self, folder: Path = WEIGHTS, *, threads: int = 1) -> None:
        from tokenizers import Tokenizer

        onnxruntime = quiet_runtime()
        self.folder, self.threads = folder, threads

        if not (folder / "model.onnx").is_file():
            raise PipelineMissing(
                f"The language weights are missing from {folder}.",
                "Install the package anew: python -m pip install --force-reinstall rightsgraph",
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, ["CPUExecutionProvider"])
        self.outputs = [o.name for o in self.session.get_outputs()]
        self.labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.lemmas: dict[str, str] = json.loads((folder / "lemmas.json").read_text(encoding="utf-8"))
        self.verbs = frozenset(lemma for form, lemma in self.lemmas.items() if form.endswith("|VERB"))
        decoding = np.load(folder / "decoding.npz")
        relations = decoding["relations"].astype(np.float32)
        self.relations = np.ascontiguousarray(relations.transpose(1, 0, 2))  # (dependent, label, head)
        self.steps = {"names": decoding["names"], "extras": forbidden(self.labels["extras"])}
        self.tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def __reduce__(self) -> tuple[object, ...]:
        """Let spaCy's worker processes open the files anew: a session cannot be copied."""
        return open_encoder, (self.folder, self.threads)

    def sentences(self, words: Sequence[str], spaced: Sequence[bool], *, whole: bool = False) -> Iterator[Sentence]:
        """Yield the sentences of one paragraph, in order; `spaced` says whether white space precedes each word.

        `whole` takes the paragraph as one sentence, as far as a window reaches.

        A long paragraph is read in windows; each begins where the last whole sentence of the one before it ended. A
        sentence that does not end within a window gets a wider one, longer than any in training, in which only a closing
        mark can end it; it is cut where that window ends too.
        """
        at, most = 0, LONGEST_WORDS if whole else WINDOW_WORDS
        while at < len(words):
            end, encoded = self._window(words, spaced, at, most)
            scores = self._run(encoded)
            margin = UNMARKED_MARGIN if most == WINDOW_WORDS else np.inf
            starts = [0] if whole else self._starts(words[at:end], scores["starts"], margin)
            if end < len(words) and len(starts) == 1 and end - at == most < LONGEST_WORDS:
                most = LONGEST_WORDS
                continue
            if end < len(words) and len(starts) > 1:
                end = at + starts.pop()
            yield from self._decode(words[at:end], scores, starts, at)
            at, most = end, LONGEST_WORDS if whole else WINDOW_WORDS

    def _window(self, words: Sequence[str], spaced: Sequence[bool], first: int, most: int) -> tuple[int, EncodedWords]:
        """Return where a window of at most `most` words ends, and its words encoded."""
        end = min(len(words), first + most)
        encoded = encode_words(words[first:end], spaced[first:end], self.tokenizer)
        if len(encoded.pieces) > WINDOW_PIECES:
            end = first + max(1, int(np.searchsorted(encoded.last, WINDOW_PIECES - 1)))
            encoded = encode_words(words[first:end], spaced[first:end], self.tokenizer)
        return end, encoded

    @staticmethod
    def _starts(words: Sequence[str], scores: NDArray[np.float32], unmarked: float) -> list[int]:
        """Return where sentences start; behind a word that no mark closes, the model must be surer by `unmarked`."""
        margins = scores[:, 1] - scores[:, 0]
        return [
            0,
            *(i for i in range(1, len(words)) if margins[i] > (0 if words[i - 1][-1] in CLOSING else unmarked)),
        ]

    def _run(self, encoded: EncodedWords) -> Scores:
        feeds = {name: array[None] for name, array in asdict(encoded).items()}
        return {n: a[0] for n, a in zip(self.outputs, self.session.run(None, feeds), strict=True)}

    def _decode(self, words: Sequence[str], scores: Scores, starts: list[int], offset: int) -> Iterator[Sentence]:
        """Yield the sentences that begin at `starts`; scores behind the last word are left aside."""
        size = len(words)
        heads = np.empty(size, dtype=np.int64)  # positions in the window plus one, 0 for the root
        bounds = list(pairwise([*starts, size]))
        for start, end in bounds:
            tree = np.array(best_tree(scores["arcs"][start:end, [0, *range(start + 1, end + 1)]]))
            heads[start:end] = np.where(tree == 0, 0, tree + start)
        tags = {name: self._names(name, scores[name][:size]) for name in ("upos", "xpos", "feats", "lemma", "kinds")}
        for name, steps in self.steps.items():
            tags[name] = self._names(name, best_tags(scores[name][:size], steps, starts))
        deprels = self._deprels(scores, heads)
        lemmas = [self._lemma(w, u, r) for w, u, r in zip(words, tags["upos"], tags["lemma"], strict=True)]
        for start, end in bounds:
            span = slice(start, end)
            yield Sentence(
                first=offset + start,
                upos=tags["upos"][span],
                xpos=tags["xpos"][span],
                feats=tags["feats"][span],
                lemmas=lemmas[span],
                heads=[h - start if h else 0 for h in heads[span].tolist()],
                deprels=deprels[span],
                names=tags["names"][span],
                extras=tags["extras"][span],
                kinds=tags["kinds"][span],
            )

    def _names(self, layer: str, best: NDArray[np.int64]) -> list[str]:
        labels = self.labels[layer]
        return [labels[i] for i in best.tolist()]

    def _lemma(self, word: str, upos: str, rule: str) -> str:
        known = self.lemmas.get(f"{word.lower()}|{upos}")
        if known is not None:
            return known
        lemma = apply_lemma_rule(word, rule)
        if upos != "VERB" or lemma == word.lower():
            return lemma
        lemma = undoubled(lemma)
        return f"{lemma}e" if lemma not in self.verbs and f"{lemma}e" in self.verbs else lemma  # "promised": "promise"

    def _deprels(self, scores: Scores, heads: NDArray[np.int64]) -> list[str]:
        """Score every label for each word and its head; the root's label goes to the root and to no other."""
        one = np.ones((len(heads), 1), dtype=np.float32)
        dep = np.concatenate([scores["rel_dep"][: len(heads)], one], axis=1)
        head = np.concatenate([scores["rel_head"][heads], one], axis=1)
        width, labels, _ = self.relations.shape
        left = (dep @ self.relations.reshape(width, -1)).reshape(len(heads), labels, width)
        best = (left @ head[:, :, None])[:, :, 0]
        best[:, self.labels["deprel"].index("root")] = np.where(heads == 0, 1e9, -1e9)
        return self._names("deprel", best.argmax(axis=1))
