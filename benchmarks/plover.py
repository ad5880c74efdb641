"""Measure events on PLOVER's hand-coded sentences: are the category, the source and the target right?

    python -m benchmarks.plover --shared ../shared [--verbose]

A sentence counts where one claim has all three. The data's older category names are read as today's (DEMAND as REQUEST,
DISAPPROVE and INVESTIGATE as ACCUSE, FIGHT as ASSAULT, RETREAT as CONCEDE); an actor is right if the noun phrase of the
claim's mention and the coder's words share a word that is no preposition or article; a sentence coded without a target
takes any. Where two actors are coded as the source of one another, either may stand first.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import language
from kg.extraction.known import fold, full_name
from kg.model import Claim, Document, Mention, MentionKind, Modality, Reading
from kg.ontology import Ontology, load_ontology
from kg.ontology.plover import plover_category
from kg.reading import read_doc

if TYPE_CHECKING:
    from spacy.tokens import Doc

TODAY = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT", "RETREAT": "CONCEDE"}
EMPTY = frozenset("the a an of in on for by from to and or with at near its their his her s".split())


@dataclass(frozen=True, slots=True)
class Event:
    """Category, source and target; the latter two as sets of words."""

    category: str
    source: frozenset[str]
    target: frozenset[str]


def words(text: str) -> frozenset[str]:
    """Return the words of a name that tell it from others, acronyms that all know written out too."""
    found = [full_name(w) for w in re.findall(r"[\w.]+", text)] + [text]
    return frozenset(fold(w) for t in found for w in re.findall(r"\w+", t.replace(".", ""))) - EMPTY


def gold_actors(value: str | list[dict[str, Any]] | None) -> list[frozenset[str]]:
    """Return the words of each actor that the coders wrote."""
    texts = [a["actorText"] for a in value] if isinstance(value, list) else [value] if value else []
    return [words(t) for t in texts]


def phrase(doc: Doc, mention: Mention | None) -> frozenset[str]:
    """Return the words of a mention's noun phrase, up to its last word."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand") if mention else None
    if span is None:
        return frozenset()
    first = min(t.i for t in span.root.subtree if t.i <= span.root.i and t.sent.start == span.sent.start)
    return words(doc[first : span.end].text)


def actor(doc: Doc, mention: Mention | None, others: tuple[Mention, ...]) -> frozenset[str]:
    """Return the words of a mention or, of a pronoun, those of what it refers to."""
    if mention is None or mention.kind is not MentionKind.PRONOUN:
        return phrase(doc, mention)
    return frozenset(w for m in others if m.kind is not MentionKind.PRONOUN for w in phrase(doc, m))


def events(doc: Doc, reading: Reading, ontology: Ontology) -> Iterator[Event]:
    """Yield the events that the claims of a reading amount to."""
    mentions = {e.id: e.mentions for e in reading.entities}
    for claim in reading.claims:
        category = plover_category(claim.predicate, claim.polarity, claim.modality, ontology)
        source = actor(doc, claim.subject_mention, mentions[claim.subject])
        target = actor(doc, claim.object_mention, mentions.get(claim.object or "", ()))
        if claim.modality is Modality.REQUESTED:
            for speaker in claim.attributed_to[:1]:
                for mention in mentions.get(speaker, ()):
                    yield Event("REQUEST", phrase(doc, mention), source)
        yield Event(category, source, target | words(claim.value or ""))


def hits(event: Event, row: dict[str, Any]) -> tuple[bool, bool, bool]:
    """Tell whether category, source and target of an event are those of a coded row."""
    sources, targets = gold_actors(row.get("source")), gold_actors(row.get("target"))
    if len(sources) > 1 and not targets:  # each the other's source and target
        targets = sources
    category = event.category == TODAY.get(row["event"], row["event"])
    source = not sources or any(s & event.source for s in sources)
    return category, source, not gold_actors(row.get("target")) or any(t & event.target for t in targets)


def told(claim: Claim) -> str:
    """Write a claim in a line."""
    ends = [m.text if m else "" for m in (claim.subject_mention, claim.object_mention)]
    return f"({ends[0]}; {claim.predicate}; {ends[1] or claim.value}) {claim.modality} {claim.polarity}"


def main() -> None:
    """Print the shares, and with --verbose each sentence that was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--data", type=Path, help="another file of the same form")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    path = options.data or options.shared / "corpora" / "claims" / "plover_dev.json"
    rows = json.loads(path.read_text(encoding="utf-8"))
    nlp, ontology, count = language.load(), load_ontology(), Counter[str]()
    for row in rows:
        doc = nlp(row["text"])
        reading = read_doc(Document("0" * 16, row["text"]), doc, ontology)
        found = [hits(e, row) for e in events(doc, reading, ontology)]
        count.update(
            all=any(all(h) for h in found),
            category=any(h[0] for h in found),
            source=any(h[0] and h[1] for h in found),
            claims=bool(found),
        )
        if options.verbose and not any(all(h) for h in found):
            print(row["event"], "|", row["text"], "\n     ", "; ".join(map(told, reading.claims)) or "-")
    total = len(rows)
    print(f"{total} sentences: any claim {count['claims'] / total:.3f}; category {count['category'] / total:.3f}; "
          f"category and source {count['source'] / total:.3f}; all three {count['all'] / total:.3f}")


if __name__ == "__main__":
    main()
