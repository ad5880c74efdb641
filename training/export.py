"""A checkpoint to the files that ship: `model.onnx` (int8 weights, float arithmetic), `labels.json`, `tokenizer.json`.

Matrices are stored as int8 with a scale a column and widened when the session loads, so that arithmetic is float32 and
what a sentence gets cannot depend on its neighbours, as it would with activations quantised over a batch.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from training import data
from training.features import LAYERS
from training.model import Pipeline, empty_model
from training.train import encoder_folder

SMALLEST = 4096  # matrices with fewer numbers stay float32
INPUTS = ("pieces", "mask", "first", "last", "shapes")


def load_checkpoint(folder: Path) -> tuple[Pipeline, dict[str, list[str]]]:
    """Read a trained model and its labels."""
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    config = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
    model = empty_model(config, {n: len(labels[n]) for n in (*LAYERS, "deprel")})
    model.load_state_dict(torch.load(folder / "checkpoint.pt", weights_only=True)["model"])
    return model.eval(), labels


def write_float(model: Pipeline, path: Path) -> None:
    """Trace the model to ONNX."""
    names = [*LAYERS, "arcs", "rel_dep", "rel_head"]

    class Outputs(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *inputs: torch.Tensor) -> tuple[torch.Tensor, ...]:
            out = self.model(*inputs)
            return tuple(out[n] for n in names)

    pieces, words = torch.ones(1, 9, dtype=torch.long), torch.ones(1, 5, dtype=torch.long)
    axes = {n: {1: "pieces"} for n in ("pieces", "mask")} | {n: {1: "words"} for n in (*INPUTS[2:], *names)}
    torch.onnx.export(
        Outputs(),
        (pieces, pieces, words, words, words),
        str(path),
        input_names=list(INPUTS),
        output_names=names,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def quantize(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Round a matrix to int8 with one scale a column."""
    scale = np.maximum(np.abs(weight).max(axis=0) / 127.0, 1e-9).astype(np.float32)
    return np.clip(np.rint(weight / scale), -127, 127).astype(np.int8), scale


def shrink(source: Path, target: Path) -> None:
    """Store each large matrix as int8 and a scale, widened in the graph by Cast and Mul."""
    model = onnx.load(str(source))
    graph = model.graph
    nodes, kept = [], []
    for tensor in graph.initializer:
        array = numpy_helper.to_array(tensor)
        if array.dtype != np.float32 or array.ndim != 2 or array.size < SMALLEST:
            kept.append(tensor)
            continue
        # the word table is used a row at a time: its scale goes by row, so that only the rows used need be widened
        rows = "word_embeddings" in tensor.name
        small, scale = quantize(array.T if rows else array)
        small, scale = (small.T, scale[:, None]) if rows else (small, scale)
        name = tensor.name
        kept += [
            numpy_helper.from_array(np.ascontiguousarray(small), f"{name}.int8"),
            numpy_helper.from_array(scale, f"{name}.scale"),
        ]
        nodes += [
            helper.make_node("Cast", [f"{name}.int8"], [f"{name}.wide"], to=TensorProto.FLOAT),
            helper.make_node("Mul", [f"{name}.wide", f"{name}.scale"], [name]),
        ]
    del graph.initializer[:]
    graph.initializer.extend(kept)
    old = list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes + old)
    onnx.checker.check_model(model)
    onnx.save(model, str(target))


def known_lemmas(corpora: Path) -> dict[str, str]:
    """Return lemmas by "form|UPOS" where training agrees on one: of verbs, and of other words met more than once.

    A form that is its own lemma is listed only if it ends as an inflected one does ("police", "evening"), since the edit
    rule may cut it.
    """
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for s in data.read_ewt(corpora, "train") + data.read_gum(corpora, "train"):
        assert s.lemmas and s.upos
        for word, lemma, upos in zip(s.words, s.lemmas, s.upos, strict=True):
            if upos not in {"PROPN", "NUM", "X", "PUNCT", "SYM"} and lemma != "_":
                seen[f"{word.lower()}|{upos}"][lemma] += 1
    known = {}
    for key, counts in sorted(seen.items()):
        form, upos = key.rsplit("|", 1)
        lemma, most = counts.most_common(1)[0]
        total = sum(counts.values())
        told = lemma != form or form.endswith(("s", "ed", "ing", "e", "er", "est"))
        if told and most >= 0.95 * total and (total > 1 or upos == "VERB"):
            known[key] = lemma
    return known


def main() -> None:
    """Write the shipped files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, default=Path("build/language"))
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("KG_CORPORA", "../shared/corpora")))
    parser.add_argument("--out", type=Path, default=Path("kg/language/weights"))
    args = parser.parse_args()
    model, labels = load_checkpoint(args.checkpoint)
    args.out.mkdir(parents=True, exist_ok=True)
    wide = args.checkpoint / "wide.onnx"
    write_float(model, wide)
    shrink(wide, args.out / "model.onnx")
    np.savez(args.out / "relations.npz", rel=model.rel.detach().numpy().astype(np.float16))
    (args.out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    lemmas = json.dumps(known_lemmas(args.corpora), ensure_ascii=False, indent=0)
    (args.out / "lemmas.json").write_text(lemmas + "\n", encoding="utf-8")
    shutil.copyfile(encoder_folder() / "tokenizer.json", args.out / "tokenizer.json")


if __name__ == "__main__":
    main()
