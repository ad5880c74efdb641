"""A checkpoint to the files that ship: `model.onnx` (int8), `decoding.npz`, `labels.json`, `lemmas.json`, `tokenizer.json`.

The encoder's dense layers multiply in int8, their vectors with one scale a window: since each window is run alone, what a
sentence gets depends on its paragraph only. All else is stored as int8 and widened to float32.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
from collections import Counter, defaultdict
from importlib import resources
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from training import data
from training.crf import numpy_transitions
from training.features import LAYERS
from training.model import Pipeline, empty_model
from training.train import encoder_folder

SMALLEST = 4096  # matrices with fewer numbers stay float32
REDUCED = True  # seven bits: processors without VNNI would overflow with eight
TOLD = ("upos", "xpos", "feats", "lemma", "kinds")  # layers of which the best label alone is wanted
INPUTS = ("pieces", "shapes", "first", "last")


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
            return tuple(out[n].argmax(-1) if n in TOLD else out[n] for n in names)

    pieces, words = torch.ones(1, 9, dtype=torch.long), torch.ones(1, 5, dtype=torch.long)
    axes = {n: {1: "pieces"} for n in INPUTS[:2]} | {n: {1: "words"} for n in (*INPUTS[2:], *names)}
    torch.onnx.export(
        Outputs(),
        (pieces, pieces, words, words),
        str(path),
        input_names=list(INPUTS),
        output_names=names,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def fuse_norms(path: Path) -> None:
    """Join each sum with the layer normalisation that alone uses it: the runtime's joint operation is five times faster."""
    model = onnx.load(str(path))
    graph = model.graph
    users = Counter(name for node in graph.node for name in node.input)
    sums = {node.output[0]: node for node in graph.node if node.op_type == "Add" and users[node.output[0]] == 1}
    for place, node in enumerate(list(graph.node)):
        if node.op_type == "LayerNormalization" and node.input[0] in sums:
            added = sums[node.input[0]]
            epsilon = next(a.f for a in node.attribute if a.name == "epsilon")
            fused = helper.make_node(
                "SkipLayerNormalization",
                [*added.input, *node.input[1:]],
                [node.output[0]],
                node.name,
                domain="com.microsoft",
                epsilon=epsilon,
            )
            graph.node.remove(node)
            graph.node.insert(place, fused)
    for name, node in sums.items():
        if not any(name in other.input for other in graph.node):
            graph.node.remove(node)
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    onnx.save(model, str(path))


def quantize(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Round a matrix to int8 with one scale a column."""
    scale = np.maximum(np.abs(weight).max(axis=0) / 127.0, 1e-9).astype(np.float32)
    return np.clip(np.rint(weight / scale), -127, 127).astype(np.int8), scale


def is_dense(node: onnx.NodeProto, weights: set[str]) -> bool:
    """Tell whether a node is one of the encoder's dense layers, where nearly all the time goes."""
    return node.op_type == "MatMul" and "/encoder/" in node.name and node.input[1] in weights


def quantize_dense(source: Path, target: Path) -> None:
    """Let the encoder's dense layers multiply in int8: weights with a scale a column, vectors with a scale a window."""
    graph = onnx.load(str(source)).graph
    weights = {tensor.name for tensor in graph.initializer}
    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=["MatMul"],
        nodes_to_quantize=[node.name for node in graph.node if is_dense(node, weights)],
        per_channel=True,
        reduce_range=REDUCED,
        weight_type=QuantType.QInt8,
    )


def shrink(source: Path, target: Path) -> None:
    """Store every other large matrix as int8 with scales: widened when the session loads, the word table a row at a time."""
    model = onnx.load(str(source))
    graph = model.graph
    widened, kept = [], []
    tables = {node.input[0]: node for node in graph.node if node.op_type == "Gather"}
    for tensor in graph.initializer:
        array, name = numpy_helper.to_array(tensor), tensor.name
        if array.dtype != np.float32 or array.ndim != 2 or array.size < SMALLEST:
            kept.append(tensor)
            continue
        small, scale = quantize(array.T if name in tables else array)
        if name in tables:
            small, scale = small.T, scale[:, None]
        kept += [
            numpy_helper.from_array(np.ascontiguousarray(small), f"{name}.int8"),
            numpy_helper.from_array(scale, f"{name}.scale"),
        ]
        if name in tables:
            node = tables[name]
            at = list(graph.node).index(node)
            rows, scales, wide = f"{name}.rows", f"{name}.scales", f"{name}.wide"
            graph.node.remove(node)
            for step in (
                helper.make_node("Mul", [wide, scales], [node.output[0]]),
                helper.make_node("Cast", [rows], [wide], to=TensorProto.FLOAT),
                helper.make_node("Gather", [f"{name}.scale", node.input[1]], [scales]),
                helper.make_node("Gather", [f"{name}.int8", node.input[1]], [rows]),
            ):
                graph.node.insert(at, step)
        else:
            widened += [
                helper.make_node("Cast", [f"{name}.int8"], [f"{name}.wide"], to=TensorProto.FLOAT),
                helper.make_node("Mul", [f"{name}.wide", f"{name}.scale"], [name]),
            ]
    del graph.initializer[:]
    graph.initializer.extend(kept)
    for node in reversed(widened):
        graph.node.insert(0, node)
    onnx.checker.check_model(model)
    onnx.save(model, str(target))


# forms of which the lexicon gives more than one lemma, and news means one
IRREGULAR = {
    "bound": "bind", "bred": "breed", "fled": "flee", "flown": "fly", "overcame": "overcome", "overtaken": "overtake",
    "retaken": "retake", "retook": "retake", "struck": "strike", "undergone": "undergo", "underwent": "undergo",
}  # fmt: skip


def known_lemmas(corpora: Path) -> dict[str, str]:
    """Return lemmas by "form|UPOS" where training agrees on one: of verbs, and of other words met more than once.

    A form that is its own lemma is listed only if it ends as an inflected one does ("police", "evening"), since the edit
    rule may cut it. Verbs that training never meets, or on whose lemma it disagrees, come from a lexicon ("acquitted").
    """
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for s in data.read_ewt(corpora, "train") + data.read_gum(corpora, "train"):
        assert s.lemmas and s.upos
        for word, lemma, upos in zip(s.words, s.lemmas, s.upos, strict=True):
            if upos not in {"PROPN", "NUM", "X", "PUNCT", "SYM"} and lemma != "_":
                seen[f"{word.lower()}|{upos}"][lemma] += 1
    known = lexicon_verbs()
    for key, counts in sorted(seen.items()):
        form, upos = key.rsplit("|", 1)
        lemma, most = counts.most_common(1)[0]
        total = sum(counts.values())
        told = lemma != form or form.endswith(("s", "ed", "ing", "e", "er", "est"))
        if told and most >= 0.95 * total and (total > 1 or upos == "VERB"):
            known[key] = lemma
    return dict(sorted({**known, **{f"{form}|VERB": lemma for form, lemma in IRREGULAR.items()}}.items()))


def lexicon_verbs() -> dict[str, str]:
    """Return the lemmas of inflected verbs that have one only, from the NIH's SPECIALIST Lexicon as lemminflect carries it."""
    path = resources.files("lemminflect") / "resources" / "lemma_lu.csv.gz"
    rows = (line.split(",") for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines())
    return {
        f"{form}|VERB": lemma
        for form, kind, lemma in rows
        if kind == "verb" and form.isalpha() and form != lemma and "/" not in lemma
    }


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
    quantize_dense(wide, args.checkpoint / "dense.onnx")
    fuse_norms(args.checkpoint / "dense.onnx")
    shrink(args.checkpoint / "dense.onnx", args.out / "model.onnx")
    np.savez(
        args.out / "decoding.npz",
        relations=model.rel.detach().numpy().astype(np.float16),
        names=numpy_transitions(model.transitions),
    )
    (args.out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    lemmas = json.dumps(known_lemmas(args.corpora), ensure_ascii=False, indent=0)
    (args.out / "lemmas.json").write_text(lemmas + "\n", encoding="utf-8")
    shutil.copyfile(encoder_folder() / "tokenizer.json", args.out / "tokenizer.json")


if __name__ == "__main__":
    main()
