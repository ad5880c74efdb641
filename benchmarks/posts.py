"""Measure ranks, titles, roles and bodies of named persons on written passages, as distinct strings.

python -m benchmarks.posts [--set N] [-v]
"""

from __future__ import annotations

import argparse
import hashlib
import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from kg import language
from kg.identity.names import clean
from kg.model import Document, Reading
from kg.reading import read_document

DATA = Path(__file__).parent / "data" / "posts.toml"
TIES = frozenset({"affiliatedWith", "memberOf", "headOf", "worksFor", "founded"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and its expected strings by person: alternatives joined by "|", optional ones opened by "?"."""

    set: int
    text: str
    roles: dict[str, list[str]] = field(default_factory=dict)
    bodies: dict[str, list[str]] = field(default_factory=dict)


def passages(path: Path = DATA) -> list[Passage]:
    """Read the passages."""
    return [Passage(**row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["passage"]]


def norm(text: str) -> str:
    """Put case, dots, hyphens and articles aside.

    >>> norm("The Maj.-Gen.")
    'maj gen'
    """
    words = re.sub(r"[^\w\s]", " ", clean(text).casefold().replace(".", ". ")).split()
    return " ".join(w for w in words if w not in {"the", "a", "an"})


def found_in(reading: Reading) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Return (person, role) and (person, body) of a reading."""
    named = {e.id: e for e in reading.entities}
    roles = {(named[c.subject].label, c.value or "") for c in reading.claims if c.predicate == "holdsRole"}
    bodies = {
        (named[c.subject].label, c.object_mention.text if c.object_mention else named[c.object].label)
        for c in reading.claims
        if c.predicate in TIES and c.object and named[c.subject].type == "Person"
    }
    return roles, bodies


def compare(expected: dict[str, list[str]], found: set[tuple[str, str]]) -> tuple[Counter[str], list[str]]:
    """Count what is right, wrong and missed, and say which."""
    counts: Counter[str] = Counter()
    lines: list[str] = []
    left = {(norm(p), norm(v)) for p, v in found}
    for person, values in expected.items():
        for value in values:
            forms = {(norm(person), norm(v)) for v in value.lstrip("?").split("|")}
            hits = forms & left
            left -= hits
            if value.startswith("?"):
                continue
            counts["right" if hits else "missed"] += 1
            if not hits:
                lines.append(f"    missed: {person} = {value}")
    counts["wrong"] += len(left)
    lines += [f"    wrong:  {p} = {v}" for p, v in sorted(left)]
    return counts, lines


def line(name: str, c: Counter[str]) -> str:
    """Write precision, recall and F1."""
    precision = c["right"] / max(1, c["right"] + c["wrong"])
    recall = c["right"] / max(1, c["right"] + c["missed"])
    both = 2 * precision * recall / max(1e-9, precision + recall)
    return f"{name:8} P {precision:.3f} R {recall:.3f} F1 {both:.3f} ({c['right']} right, {c['wrong']} wrong, {c['missed']} missed)"


def measure(chosen: list[Passage], *, verbose: bool) -> None:
    """Read the passages and print a line for roles, bodies and both."""
    nlp = language.load()
    totals: dict[str, Counter[str]] = {"roles": Counter(), "bodies": Counter()}
    for passage in chosen:
        identity = hashlib.sha256(passage.text.encode()).hexdigest()[:16]
        found = found_in(read_document(Document(identity, passage.text), nlp))
        lines: list[str] = []
        for kind, expected, got in zip(totals, (passage.roles, passage.bodies), found, strict=True):
            counts, said = compare(expected, got)
            totals[kind] += counts
            lines += [f"{kind:7}{s}" for s in said]
        if verbose and lines:
            print(passage.text, *lines, sep="\n")
    for kind, counts in (*totals.items(), ("both", totals["roles"] + totals["bodies"])):
        print(line(kind, counts))


def main() -> None:
    """Print the figures of one set, or of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", type=int, default=0)
    parser.add_argument("-v", "--verbose", action="store_true")
    arguments = parser.parse_args()
    chosen = [p for p in passages() if arguments.set in (0, p.set)]
    print(f"{len(chosen)} passages")
    measure(chosen, verbose=arguments.verbose)


if __name__ == "__main__":
    main()
