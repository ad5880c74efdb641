"""Measure which names are held to be one person's, on pairs made from the CC0 lists of names and known variation.

    python -m benchmarks.names --shared ../shared             # precision and recall by kind, of the test half
    python -m benchmarks.names --shared ../shared --half dev  # the same of the development half
    python -m benchmarks.names --shared ../shared --fit       # fit kg/identity/across/weights.json, to development pairs alone
    python -m benchmarks.names --shared ../shared --wrong     # show each pair that is decided wrongly, with the reasons
    python -m benchmarks.names --pairs FILE                   # the same figures of pairs that others made
    python -m benchmarks.names --scale 10000                  # time and memory of resolving so many profiles
    python -m benchmarks.names --examples GRAPH               # pairwise F1 over the examples, labelled by hand

A pair is two documents' profiles: a name as written, and of what is known of the person a part, often nothing. The halves
share no fore- or surname. Names are combined at random: nobody in particular is meant. Each half's pairs stand in a corpus
of their own, with other persons whose names are drawn as common as the lists' ranks make them. FILE is CSV: kind, same
(1 or 0), name, other; and if wanted role, body, place, year, born, each also as other_role and so on.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import math
import resource
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.name_pairs import SEED, SYLLABLES, Labelled, World, make, plainly
from kg.identity.across.bodies import body_words
from kg.identity.across.candidates import candidates
from kg.identity.across.conflicts import conflicts
from kg.identity.across.corpus import Corpus, gather
from kg.identity.across.features import FEATURES, compare
from kg.identity.across.profile import Key, Profile, RoleHeld
from kg.identity.across.resolving import resolve
from kg.identity.across.scoring import Verdict, Weights, explain, score, shipped_weights
from kg.model import EntityType

NOT_FITTED = (
    "tie",
    "type",
    "copy",
    "one document",
    "publisher",
    "words unlike",
    "name common",
    "several fit",
    "name single",
    "sectors differ",
    "both in use",
    "generation told once",
)
"""Features whose weight is policy (a common name is not joined blindly), or that the pairs do not show."""
RIDGE = 0.003  # how firmly weights are held to those that people gave
START = 2.5  # for two persons; not fitted, or a name alone would come to weigh as much as the pairs' share of sames makes it
WORTH = 0.1  # below this, a pair is not worth a person's time
LEAST = 0.8  # below this nothing is joined, however well it did on the pairs: they know more of their persons than news does
HELD = 0.997  # the precision that the threshold for joining holds on development pairs
WEIGHTS = Path(__file__).parent.parent / "kg" / "identity" / "across" / "weights.json"
LABELS = Path(__file__).parent.parent / "tests" / "identity" / "across" / "examples.csv"


def read_pairs(path: Path) -> tuple[list[Labelled], Corpus]:
    """Read pairs that others made."""
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        for k, row in enumerate(csv.DictReader(file)):
            one, other = (_told(row, k, prefix) for prefix in ("", "other_"))
            found.append(
                Labelled(row.get("kind") or "all", row["same"].strip() in {"1", "same", "true", "True"}, one, other)
            )
    return found, gather([p for pair in found for p in (pair.one, pair.other)])


def _told(row: dict[str, str], k: int, prefix: str) -> Profile:
    """Make a profile of one side of a row."""
    said = {field: (row.get(prefix + field) or "").strip() for field in ("role", "body", "place", "year", "born")}
    body = body_words(said["body"]) if said["body"] else ""
    day = dt.date(int(said["year"]), 6, 30) if said["year"] else None
    born = frozenset({(int(said["born"]), int(said["born"]))} if said["born"] else ())
    return Profile(
        Key(f"{k:06d}{prefix}", f"person:{k}"), EntityType.PERSON, (row[prefix.replace("_", "")] if prefix else row["name"],),
        (RoleHeld(said["role"].casefold(), body, day),) if said["role"] else (), frozenset({body} if body else ()),
        frozenset({said["place"].casefold()} if said["place"] else ()), births=born, day=day,
    )  # fmt: skip


def report(pairs: Sequence[Labelled], corpus: Corpus, weights: Weights, *, wrong: bool) -> tuple[float, float]:
    """Print precision and recall in all and by kind; return those in all."""
    decided = [(p, score(p.one, p.other, corpus, weights=weights)) for p in pairs]
    kinds = dict.fromkeys(p.kind for p in pairs)
    print(f"{'kind':22} {'pairs':>5} {'joined':>6} {'undecided':>9} {'apart':>6}  right")
    for kind in kinds:
        rows = [(p, s) for p, s in decided if p.kind == kind]
        counts = Counter(s.verdict for _, s in rows)
        right = sum((s.verdict is Verdict.SAME) == p.same for p, s in rows)
        joined, undecided, apart = (counts[v] for v in (Verdict.SAME, Verdict.UNDECIDED, Verdict.DIFFERENT))
        print(f"{kind:22} {len(rows):5} {joined:6} {undecided:9} {apart:6}  {right / len(rows):.3f}")
    held = [p for p, s in decided if s.verdict is Verdict.SAME]
    precision = sum(p.same for p in held) / max(1, len(held))
    recall = sum(p.same for p in held) / max(1, sum(p.same for p in pairs))
    found = _blocked(pairs)
    print(f"{len(pairs)} pairs: precision {precision:.3f}, recall {recall:.3f}; true pairs lost by blocking: {found}")
    if wrong:
        for p, s in decided:
            if (s.verdict is Verdict.SAME) != p.same:
                reasons = "; ".join(map(str, explain(p.one, p.other, corpus, weights=weights)))
                print(
                    f"  {p.kind}: {p.one.names[0]} | {p.other.names[0]}: {s.verdict} {s.probability:.2f} {s.forbidden} {reasons}"
                )
    return precision, recall


def _blocked(pairs: Sequence[Labelled]) -> int:
    """Return how many true pairs are no candidates, all profiles in one heap."""
    profiles = [p for pair in pairs for p in (pair.one, pair.other)]
    found = set(candidates(profiles))
    return sum(pair.same and (2 * k, 2 * k + 1) not in found for k, pair in enumerate(pairs))


def fit(shared: Path) -> None:
    """Fit the weights of persons' features to development pairs, and write them with the thresholds.

    They are held near to, and between half and twice, what people gave. Pairs that conflicts forbid are left out.
    """
    fitted = [f for f in FEATURES if not f.name.startswith(NOT_FITTED)]
    data = [make(shared, "dev", wanted=3000, seed=SEED + k) for k in range(1, 5)]
    rows = [(p, corpus) for pairs, corpus in data for p in pairs if not any(conflicts(p.one, p.other))]
    compared = [compare(p.one, p.other, corpus) for p, corpus in rows]
    values = np.array([[f.value(c) for f in fitted] for c in compared])
    same = np.array([p.same for p, _ in rows], dtype=float)
    kept = {f.name: f.weight for f in FEATURES if f not in fitted}
    fixed = np.array([sum(kept[f.name] * f.value(c) for f in FEATURES if f.name in kept) for c in compared])
    prior, signs = np.array([f.weight for f in fitted]), np.array([f.sign for f in fitted])
    weights, start = prior.copy(), START
    for step in range(4000):
        given = 1 / (1 + np.exp(-(values @ weights + fixed + start)))
        rate = 2.0 / (1 + step / 1000)
        weights -= rate * (values.T @ (given - same) / len(same) + RIDGE * (weights - prior))
        weights = signs * np.clip(weights * signs, prior * signs / 2, prior * signs * 2)
    given = 1 / (1 + np.exp(-(values @ weights + fixed + start)))
    thresholds = np.arange(LEAST, 0.99, 0.005)
    join = next(
        (t for t in thresholds if same[given >= t].mean() >= HELD),
        max(thresholds, key=lambda t: float(same[given >= t].mean())),
    )
    for t in thresholds[::10]:
        print(
            f"at {t:.2f}: precision {same[given >= t].mean():.4f}, recall {(same * (given >= t)).sum() / same.sum():.3f}"
        )
    doubt = float(np.quantile(given[same == 1], 0.02))
    table = {f.name: f.weight for f in FEATURES} | {
        f.name: round(float(w), 3) for f, w in zip(fitted, weights, strict=True)
    }
    out = {
        "start": round(start, 3),
        "start_others": -3.0,
        "join": round(float(join), 3),
        "doubt": round(min(max(doubt, WORTH), float(join) / 2), 3),
        "weights": table,
    }
    WEIGHTS.write_text(json.dumps(out, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(out, indent=1))


def scale(shared: Path, count: int) -> None:
    """Print time and memory of resolving so many profiles, about five documents a person."""
    world = World(shared, "test")
    rng, profiles = world.rng, []
    while len(profiles) < count:
        person = world.person(common=rng.random() < 0.5)
        person = replace(
            person, family=(f"{person.family[0]}{rng.choice(SYLLABLES) if rng.random() < 0.5 else ''}", "")
        )
        for _ in range(min(1 + int(rng.paretovariate(0.9)), 500)):
            profiles.append(world.tell(person, plainly(person), how_much=0.6))
    began = time.process_time()
    found = candidates(profiles[:count])
    paired = time.process_time()
    resolution = resolve(profiles[:count])
    ended = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    nodes = len(set(resolution.nodes.values()))
    print(f"{count} profiles: {len(found)} candidates in {paired - began:.1f} s; resolved to {nodes} nodes in")
    print(f"{ended - paired:.1f} s of processor time in all; peak {peak:.0f} MiB")


def examples(graph: Path) -> None:
    """Print pairwise precision, recall and F1 over the examples, and of merging by equal id."""
    from kg.identity.across.telling import profiles
    from kg.store.embedded import open_directory

    with LABELS.open(encoding="utf-8", newline="") as file:
        label = {Key(row["document"], row["entity"]): row["node"] for row in csv.DictReader(file)}
    store = open_directory(Path(graph))
    told = [p for document in store.ids() for p in profiles(store.as_told(document))]
    source = {d.id: d.source.rpartition("/")[2] for d in store.documents()}
    truth = {p.key: label[Key(source[p.key.document], p.key.entity)] for p in told}
    for name, nodes in (
        ("equal ids (before)", {p.key: p.key.entity for p in told}),
        ("kg.identity.across", dict(resolve(told).nodes)),
    ):
        precision, recall = pairwise(truth, nodes)
        print(
            f"{name:20} precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}"
        )


def pairwise(truth: dict[Key, str], nodes: dict[Key, str]) -> tuple[float, float]:
    """Return precision and recall over the pairs of entities that are one."""

    def within(groups: Sequence[object]) -> int:
        return sum(math.comb(n, 2) for n in Counter(groups).values())

    keys = sorted(truth)
    both = within([(truth[k], nodes[k]) for k in keys])
    return both / within([nodes[k] for k in keys]), both / within([truth[k] for k in keys])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--half", choices=("dev", "test"), default="test")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--scale", type=int)
    parser.add_argument("--examples", type=Path)
    given = parser.parse_args()
    if given.fit:
        fit(given.shared)
    elif given.scale:
        scale(given.shared, given.scale)
    elif given.examples:
        examples(given.examples)
    else:
        pairs, corpus = (
            read_pairs(given.pairs) if given.pairs else make(given.shared, given.half, wanted=750, seed=given.seed)
        )
        report(pairs, corpus, shipped_weights(), wrong=given.wrong)


if __name__ == "__main__":
    main()
