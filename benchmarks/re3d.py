"""Measure ties and talks on re3d: which pairs of named entities that it relates does a claim relate?

    python -m benchmarks.re3d --shared ../shared [--verbose] [--sample 100]

CommWith asks for met, spokeWith or told, in either direction; InChargeOf and BelongsTo for headOf, memberOf, worksFor,
partOf or affiliatedWith from the one to the other. Counted are pairs of different persons, bodies and places, both of
which hold a name (a word with a capital that is no title alone); ships, weapons and documents are left out.
`--sample N` prints N claims beside their sentences, for reading.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg import language
from kg.extraction.lexicon import lexicon
from kg.model import Claim, Document, Reading
from kg.ontology import load_ontology
from kg.reading import read_document

ACTORS = frozenset({"Person", "Organisation", "Location", "Nationality", ""})
TALKS = frozenset({"met", "spokeWith", "told"})
TIES = frozenset({"headOf", "memberOf", "affiliatedWith", "worksFor", "partOf"})
Span = tuple[int, int]


def is_named(text: str) -> bool:
    """Tell whether an annotation holds a name."""
    words = [w.strip(".,()'’") for w in text.split()]
    return any(w[:1].isupper() and w.lower() not in lexicon().titles | lexicon().roles | {"the", "we", "i"} for w in words)


def pairs(row: dict[str, Any]) -> Iterator[tuple[str, Span, Span]]:
    """Yield (kind, source, target) of the related pairs of names, each unordered pair of talkers once."""
    seen = set()
    kinds = {(e["start"], e["end"]): e["type"] for e in row["entities"]}
    for relation in row["relations"]:
        kind = relation["type"]
        source, target = relation["source"], relation["target"]
        ends = (source[0], source[1]), (target[0], target[1])
        key = (kind, frozenset(ends)) if kind == "CommWith" else (kind, ends)
        named = is_named(source[2]) and is_named(target[2]) and {kinds.get(e, "") for e in ends} <= ACTORS
        if kind in {"CommWith", "InChargeOf", "BelongsTo"} and named and ends[0] != ends[1] and key not in seen:
            seen.add(key)
            yield kind, *ends


def touches(reading: Reading, entity: str | None, span: Span) -> bool:
    """Tell whether an entity is mentioned inside an annotated span."""
    return any(span[0] < m.end and m.start < span[1] for e in reading.entities if e.id == entity for m in e.mentions)


def found(reading: Reading, kind: str, first: Span, second: Span) -> bool:
    """Tell whether a claim relates two annotated spans as `kind` asks."""
    for claim in reading.claims:
        if claim.predicate not in (TALKS if kind == "CommWith" else TIES):
            continue
        if touches(reading, claim.subject, first) and touches(reading, claim.object, second):
            return True
        if kind == "CommWith" and touches(reading, claim.subject, second) and touches(reading, claim.object, first):
            return True
    return False


def told(claim: Claim, names: dict[str, str]) -> str:
    """Write a claim with its stance in a line."""
    stance = "" if (claim.polarity, claim.modality) == ("affirmed", "asserted") else f" [{claim.polarity} {claim.modality}]"
    speakers = " > ".join(names[s] for s in claim.attributed_to)
    date = f" ({claim.date.text})" if claim.date else ""
    return (f"{names[claim.subject]} | {claim.predicate} | {names.get(claim.object or '', claim.value or '')}"
            f"{stance}{' @ ' + speakers if speakers else ''}{date}  {claim.confidence}")


def main() -> None:
    """Print recall by kind; with --sample claims to judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--data", type=Path, help="another file of the same form")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--sample", type=int, default=0, metavar="N")
    options = parser.parse_args()
    path = options.data or options.shared / "corpora" / "claims" / "re3d_dev.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    nlp, ontology = language.load(), load_ontology()
    all_, got, claims = Counter[str](), Counter[str](), []
    for row in rows:
        reading = read_document(Document(row["id"].lower()[:16], row["text"]), nlp, ontology)
        names = {e.id: e.label for e in reading.entities}
        claims += [(c, names) for c in reading.claims if c.predicate != "holdsRole"]
        for kind, first, second in pairs(row):
            hit = found(reading, kind, first, second)
            all_[kind] += 1
            got[kind] += hit
            if options.verbose and not hit:
                text = row["text"]
                low, high = min(first[0], second[0]), max(first[1], second[1])
                print(f"{kind}: {text[slice(*first)]!r} {text[slice(*second)]!r} in: {text[low:high]!r}\n")
    for kind in all_:
        print(f"{kind}: {got[kind]} of {all_[kind]}")
    print(f"recall {got.total() / all_.total():.3f} ({got.total()} of {all_.total()}); {len(claims)} claims that are not roles")
    for claim, names in random.Random(4).sample(claims, min(options.sample, len(claims))):
        print(f"\n{told(claim, names)}\n    {' '.join(claim.evidence.quote.split())}")


if __name__ == "__main__":
    main()
