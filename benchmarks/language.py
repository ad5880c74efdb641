"""Measure the language pipeline: trees from raw text, speed, load, memory, where the time goes, hostile text.

python -m benchmarks.language --corpora ../shared/corpora
"""

from __future__ import annotations

import argparse
import gzip
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.conll2018 import Word, compare, totals
from kg import language
from kg.language import encoder as encoding
from kg.language.encoder import WEIGHTS, Encoder, quiet_runtime

LOADED = """
import time; start = time.perf_counter()
from kg import language
nlp = language.load()
print(time.perf_counter() - start)
"""
RESIDENT = """
import sys, resource
from kg import language
nlp = language.load()
text = sys.stdin.read()
for doc in nlp.pipe(text.split("\\f")): pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def read_gold(path: Path) -> Iterator[tuple[str, list[Word]]]:
    """Yield each document of a treebank: its text, paragraphs parted by blank lines, and its words."""
    text, words, rows = "", [], []
    spaces: dict[int, bool] = {}
    joined = 0

    def flush() -> None:
        nonlocal text
        for i, row in enumerate(rows):
            head = int(row[6])
            words.append(
                Word(row[1], row[3], row[2], row[7], None if head == 0 else len(words) - i + head - 1, begins=i == 0)
            )
            text += row[1] + (" " if spaces[int(row[0])] else "")
        rows.clear()

    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                if words:
                    yield text, words
                text, words = "", []
            elif line.startswith("# newpar") and text:
                text = text.rstrip() + "\n\n"
            elif line.strip() == "":
                flush()
            elif not line.startswith("#"):
                row = line.rstrip("\n").split("\t")
                if "-" in row[0]:
                    first, joined = map(int, row[0].split("-"))
                    spaces.update(dict.fromkeys(range(first, joined), False))
                    spaces[joined] = "SpaceAfter=No" not in row[9]
                elif "." not in row[0]:
                    if int(row[0]) > joined:
                        spaces[int(row[0])] = "SpaceAfter=No" not in row[9]
                    rows.append(row)
            if line.strip() == "":
                spaces, joined = {}, 0
    if words:
        yield text, words


def said_words(doc: Doc) -> list[Word]:
    """Return a doc's words, white space left out."""
    tokens = [t for t in doc if not t.is_space]
    place = {t.i: k for k, t in enumerate(tokens)}
    starts = {next((t.i for t in s if not t.is_space), -1) for s in doc.sents}
    return [
        Word(
            t.text, t.pos_, t.lemma_, t.dep_.lower(), None if t.head.i == t.i else place[t.head.i], begins=t.i in starts
        )
        for t in tokens
    ]


def raw_text(nlp: Language, corpora: Path, split: str) -> None:
    """Print how well trees are read from raw text."""
    for corpus in ("ud_ewt", "ud_gum"):
        gold = list(read_gold(corpora / corpus / f"{split}.conllu.gz"))
        rows = (
            compare(said_words(doc), words) for doc, (_, words) in zip(nlp.pipe(t for t, _ in gold), gold, strict=True)
        )
        print(f"{corpus} {split}, raw text:", "  ".join(f"{k} {v:.1f}" for k, v in totals(rows).items()))


def texts(corpora: Path, split: str = "test") -> list[str]:
    """Return the documents of GUM's test set that are longer than 500 letters: twelve genres, news among them."""
    return [t for t, _ in read_gold(corpora / "ud_gum" / f"{split}.conllu.gz") if len(t) > 500]


ALONE = """
import os, sys, time
core, folder = int(sys.argv[1]), sys.argv[2]
if core >= 0: os.sched_setaffinity(0, {core})
from pathlib import Path
from benchmarks.language import texts
from kg import language
nlp, documents = language.load(), texts(Path(folder)) * 2
nlp(documents[0])
print("ready", flush=True)
sys.stdin.readline()
start = time.perf_counter()
words = sum(sum(not t.is_space for t in doc) for doc in nlp.pipe(documents))
print(words / (time.perf_counter() - start))
"""


def speed(nlp: Language, corpora: Path) -> None:
    """Print words a second of wall time: of a process a core, on one core and on two at once; and of spaCy's workers."""
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [-1, -1]
    for used in (cores[-1:], cores[-2:]):
        best = max(sum(side_by_side(used, corpora)) for _ in range(3))
        print(f"whole pipeline, a process a core, {len(used)} at once: {best:.0f} words a second")
    documents = texts(corpora) * 4
    start = time.perf_counter()
    words = sum(sum(not t.is_space for t in doc) for doc in nlp.pipe(documents, n_process=2, batch_size=4))
    print(f"nlp.pipe(n_process=2), the start of its workers included: {words / (time.perf_counter() - start):.0f}")


def side_by_side(cores: list[int], corpora: Path) -> list[float]:
    """Return the words a second of processes that read at the same time, one on each core."""
    command = [sys.executable, "-c", ALONE]
    started = [
        subprocess.Popen([*command, str(core), str(corpora)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for core in cores
    ]
    pipes = [(p.stdin, p.stdout) for p in started]
    for _, out in pipes:
        assert out is not None and out.readline().strip() == "ready"
    for into, _ in pipes:
        assert into is not None
        into.write("go\n")
        into.flush()
    return [float(p.communicate()[0]) for p in started]


def weight(corpora: Path) -> None:
    """Print load time, resident memory and size on disk, each in a process of its own."""
    load = min(
        float(subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    )
    text = "\f".join(texts(corpora))
    resident = subprocess.run(
        [sys.executable, "-c", RESIDENT], input=text, capture_output=True, text=True, check=True
    ).stdout
    size = sum(p.stat().st_size for p in WEIGHTS.iterdir()) / 1e6
    print(f"load {load:.2f} s, spaCy's import included; resident {float(resident):.0f} MB; weights {size:.1f} MB")


def stages(nlp: Language, corpora: Path) -> None:
    """Print where the time goes, and the floor: what the encoder's multiplications alone would take."""
    documents = texts(corpora)
    clock = {"model": 0.0, "pieces": 0.0}
    run, pieces = Encoder._run, encoding.encode_words

    def timed_run(self: Encoder, *args: object) -> object:
        start = time.perf_counter()
        out = run(self, *args)  # type: ignore[arg-type]
        clock["model"] += time.perf_counter() - start
        return out

    def timed_pieces(*args: object) -> object:
        start = time.perf_counter()
        out = pieces(*args)  # type: ignore[arg-type]
        clock["pieces"] += time.perf_counter() - start
        counts.append((len(out.pieces), len(out.first)))
        return out

    counts: list[tuple[int, int]] = []
    start = time.perf_counter()
    made = [nlp.make_doc(t) for t in documents]
    clock["tokens"] = time.perf_counter() - start
    Encoder._run, encoding.encode_words = timed_run, timed_pieces  # type: ignore[assignment,method-assign]
    start = time.perf_counter()
    for doc in made:
        nlp.get_pipe("kg_reader")(doc)
    whole = time.perf_counter() - start + clock["tokens"]
    Encoder._run, encoding.encode_words = run, pieces  # type: ignore[method-assign]
    words = sum(w for _, w in counts)
    ratio = sum(p for p, _ in counts) / words
    clock["trees, tags, Doc"] = whole - sum(clock.values())
    print(
        "time a word:",
        "  ".join(f"{k} {1e6 * v / words:.0f} µs" for k, v in clock.items()),
        f" all {1e6 * whole / words:.0f} µs",
    )
    layer = 4 * 384 * 384 + 2 * 384 * 1536
    operations = 2 * 6 * layer * ratio
    for kind in ("float32", "int8"):
        rate = multiply_rate(kind)
        print(
            f"floor: {operations / 1e6:.1f} million operations a word in the encoder's dense layers ({ratio:.2f} pieces a word);"
            f" this core does {rate / 1e9:.0f} G a second in {kind}: {rate / operations:.0f} words a second"
        )


def multiply_rate(kind: str) -> float:
    """Return operations a second of one core multiplying (256, 384) by (384, 1536) through onnxruntime, the best of many."""
    from onnx import TensorProto, helper, numpy_helper

    runtime = quiet_runtime()
    rng = np.random.default_rng(1)
    weights = rng.normal(size=(384, 1536))
    vectors = rng.normal(size=(256, 384))
    if kind == "int8":
        node = helper.make_node("MatMulInteger", ["x", "w"], ["y"])
        numbers, element, out = (weights * 30).astype(np.int8), TensorProto.UINT8, TensorProto.INT32
        feed = (np.abs(vectors) * 30).astype(np.uint8)
    else:
        node = helper.make_node("MatMul", ["x", "w"], ["y"])
        numbers, element, out, feed = (
            weights.astype(np.float32),
            TensorProto.FLOAT,
            TensorProto.FLOAT,
            vectors.astype(np.float32),
        )
    graph = helper.make_graph(
        [node],
        "multiply",
        [helper.make_tensor_value_info("x", element, [256, 384])],
        [helper.make_tensor_value_info("y", out, [256, 1536])],
        [numpy_helper.from_array(numbers, "w")],
    )
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    session = runtime.InferenceSession(model.SerializeToString(), options, ["CPUExecutionProvider"])
    best = float("inf")
    for _ in range(60):
        start = time.perf_counter()
        for _ in range(5):
            session.run(None, {"x": feed})
        best = min(best, (time.perf_counter() - start) / 5)
    return 2 * 256 * 384 * 1536 / best


def hostile(nlp: Language) -> None:
    """Print how long texts that no writer wrote take."""
    line = "the committee met the members of the council and spoke of what was to come and "
    cases = {
        "1 MB without a full stop": line * (1_000_000 // len(line)),
        "250 kB without a full stop": line * (250_000 // len(line)),
        "1 MB of one letter": "a" * 1_000_000,
        "100,000 full stops": ". " * 100_000,
        "100,000 emoji": "😀 " * 100_000,
        "10,000 lines of a table": "a | 1 | 2\n" * 10_000,
    }
    for name, text in cases.items():
        start = time.perf_counter()
        doc = nlp(text)
        assert doc.text == text
        print(f"{name}: {time.perf_counter() - start:.1f} s, {len(doc)} tokens")


def main() -> None:
    """Print a line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("KG_CORPORA", "../shared/corpora")))
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    parser.add_argument("--only", choices=("raw", "speed", "weight", "stages", "hostile"))
    args = parser.parse_args()
    nlp = language.load()
    parts = {
        "raw": lambda: raw_text(nlp, args.corpora, args.split),
        "weight": lambda: weight(args.corpora),
        "stages": lambda: stages(nlp, args.corpora),
        "hostile": lambda: hostile(nlp),
        "speed": lambda: speed(nlp, args.corpora),
    }
    for name, part in parts.items():
        if args.only in (None, name):
            part()


if __name__ == "__main__":
    main()
