"""The shipped model: words of a paragraph to tags, trees and names.

Each window is run alone, never in a padded batch, so that what a sentence gets depends on its paragraph only: not on
other documents, threads or workers.
"""

from __future__ import annotations

import importlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import PipelineMissing
from kg.language.spans import best_tags
from kg.language.tree import best_tree
from kg.language.words import apply_lemma_rule, encode_words, undoubled

WEIGHTS = Path(__file__).parent / "weights"
WINDOW_WORDS = 200
WINDOW_PIECES = 460
CLOSING = frozenset(".!?…:;”\"'’)]")
UNMARKED_MARGIN = 1.0  # in logits; the loss on text without paragraphs is 0.2 F1 (EWT), the gain is on running news


@dataclass(slots=True)
class Sentence:
    """What the model says of one sentence; `heads` are 1-based positions in it, 0 for the root."""

    first: int
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemmas: list[str]
    heads: list[int]
    deprels: list[str]
    names: list[str]
    extras: list[str]

    def __len__(self) -> int:
        return len(self.upos)


def quiet_runtime() -> ModuleType:
    """Import onnxruntime with its telemetry off, which newer builds have on by default.

    The variable is read once, when the library is first loaded; the project also asks for releases without telemetry.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    return importlib.import_module("onnxruntime")


class Encoder:
    """The ONNX session with its labels. Create it once; it holds no state between calls."""

    def __init__(self, folder: Path = WEIGHTS, *, threads: int = 1) -> None:
        from tokenizers import Tokenizer

        onnxruntime = quiet_runtime()

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
        self.relations = np.load(folder / "relations.npz")["rel"].astype(np.float32)
        self.tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def sentences(self, words: Sequence[str], spaced: Sequence[bool], *, whole: bool = False) -> Iterator[Sentence]:
        """Yield the sentences of one paragraph, in order; `spaced` says whether white space precedes each word.

        `whole` takes the paragraph as one sentence, as far as a window reaches.

        A long paragraph is read in windows; each begins where the last whole sentence of the one before it ended.
        """
        at = 0
        while at < len(words):
            end = min(len(words), at + WINDOW_WORDS)
            encoded = encode_words(words[at:end], spaced[at:end], self.tokenizer)
            if len(encoded.pieces) > WINDOW_PIECES:
                end = at + max(1, int(np.searchsorted(encoded.last, WINDOW_PIECES - 1)))
                encoded = encode_words(words[at:end], spaced[at:end], self.tokenizer)
            scores = self._run(encoded.pieces, encoded.first, encoded.last, encoded.shapes)
            starts = [0] if whole else self._starts(words[at:end], scores["starts"])
            if end < len(words) and len(starts) > 1:
                end = at + starts.pop()
            yield from self._decode(words[at:end], scores, starts, at)
            at = end

    @staticmethod
    def _starts(words: Sequence[str], scores: NDArray[np.float32]) -> list[int]:
        """Return where sentences start; behind a word that no mark closes, the model must be surer."""
        margins = scores[:, 1] - scores[:, 0]
        return [
            0,
            *(i for i in range(1, len(words)) if margins[i] > (0 if words[i - 1][-1] in CLOSING else UNMARKED_MARGIN)),
        ]

    def _run(self, *arrays: NDArray[np.int64]) -> dict[str, NDArray[np.float32]]:
        pieces, first, last, shapes = (a[None] for a in arrays)
        feeds = {"pieces": pieces, "mask": np.ones_like(pieces), "first": first, "last": last, "shapes": shapes}
        return {n: a[0] for n, a in zip(self.outputs, self.session.run(None, feeds), strict=True)}

    def _decode(
        self, words: Sequence[str], scores: dict[str, NDArray[np.float32]], starts: list[int], offset: int
    ) -> Iterator[Sentence]:
        for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
            span = slice(start, end)
            columns = [0, *range(start + 1, end + 1)]
            heads = best_tree(scores["arcs"][span][:, columns])
            upos, rules = self._best("upos", scores, span), self._best("lemma", scores, span)
            yield Sentence(
                first=offset + start,
                heads=heads,
                deprels=self._deprels(scores, start, heads),
                upos=upos,
                xpos=self._best("xpos", scores, span),
                feats=self._best("feats", scores, span),
                lemmas=[self._lemma(w, u, r) for w, u, r in zip(words[span], upos, rules, strict=True)],
                names=self._best_spans("names", scores, span),
                extras=self._best_spans("extras", scores, span),
            )

    def _best(self, layer: str, scores: dict[str, NDArray[np.float32]], span: slice) -> list[str]:
        return [self.labels[layer][i] for i in scores[layer][span].argmax(axis=1)]

    def _lemma(self, word: str, upos: str, rule: str) -> str:
        known = self.lemmas.get(f"{word.lower()}|{upos}")
        if known is not None:
            return known
        lemma = apply_lemma_rule(word, rule)
        return undoubled(lemma) if upos == "VERB" and lemma != word.lower() else lemma

    def _best_spans(self, layer: str, scores: dict[str, NDArray[np.float32]], span: slice) -> list[str]:
        return [self.labels[layer][i] for i in best_tags(scores[layer][span], self.labels[layer])]

    def _deprels(self, scores: dict[str, NDArray[np.float32]], start: int, heads: list[int]) -> list[str]:
        rows = np.arange(start, start + len(heads))
        positions = np.array([0 if h == 0 else start + h for h in heads])
        dep = np.pad(scores["rel_dep"][rows], ((0, 0), (0, 1)), constant_values=1.0)
        head = np.pad(scores["rel_head"][positions], ((0, 0), (0, 1)), constant_values=1.0)
        labels, width, _ = self.relations.shape
        left = (dep @ self.relations.transpose(1, 0, 2).reshape(width, -1)).reshape(len(heads), labels, width)
        best = np.einsum("nlk,nk->nl", left, head)
        names = self.labels["deprel"]
        best[:, names.index("root")] = np.where(np.array(heads) == 0, 1e9, -1e9)
        return [names[i] for i in best.argmax(axis=1)]
