"""Sentence by sentence, what a document gave and by which rule, and what of it was not understood."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kg.errors import NotInGraph
from kg.extraction.clauses import Clause, find_clauses
from kg.extraction.ledger import trimmed
from kg.model import Act, Claim, Document, Entity, EntityType, Evidence, Gap, Mention, Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.store import Store

NAMED = 5
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SeenMention:
    """A mention and the entity that it was taken for."""

    mention: Mention
    entity: str
    label: str
    type: EntityType


@dataclass(frozen=True, slots=True)
class SeenClause:
    """A clause in words. In a passive one the objects are those acted on; an oblique opens with its preposition."""

    verb: str
    subjects: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    obliques: tuple[str, ...] = ()
    passive: bool = False


@dataclass(frozen=True, slots=True)
class Explained:
    """One sentence with all that was made of it."""

    sentence: Evidence
    mentions: tuple[SeenMention, ...] = ()
    clauses: tuple[SeenClause, ...] = ()
    claims: tuple[Claim, ...] = ()
    acts: tuple[Act, ...] = ()
    gaps: tuple[Gap, ...] = ()


def find_document(store: Store, wanted: str) -> Document:
    """Return the document with that id, or whose title or source has the text; raise `NotInGraph` unless there is one."""
    documents, part = list(store.documents()), wanted.casefold()
    exact = [d for d in documents if wanted in {d.id, d.source, d.title}]
    found = exact or [d for d in documents if any(part in text.casefold() for text in (d.id, d.title, d.source))]
    if len(found) == 1:
        return found[0]
    remedy = "Name more of its title or file, or its id."
    if found:
        raise NotInGraph(f"{len(found)} documents match {wanted!r}: {_names(found)}.", remedy)
    raise NotInGraph(f"No document matches {wanted!r}; this graph has: {_names(documents)}.", remedy)


def _names(documents: list[Document]) -> str:
    """List the first documents by id and title or source; the rest are counted."""
    first = ", ".join(f"{d.id} ({d.title or d.source})" if d.title or d.source else d.id for d in documents[:NAMED])
    rest = len(documents) - NAMED
    return (first or "none") + (f" and {rest:,} more" if rest > 0 else "")


def explain(store: Store, document: str) -> list[Explained]:
    """Explain the document with that id: what the store holds of it, beside a fresh parse of its text.

    The parse is made by the graph's own pipeline, which has to be loaded. Raises `PipelineMissing`.
    """
    from kg import language
    from kg.building import PIPELINE

    reading = store.reading(document)
    named = store.pipeline in {"", PIPELINE}
    nlp = language.load(language.DEFAULT if named else store.pipeline)
    return list(explain_doc(reading, nlp(reading.document.text)))


def explain_doc(reading: Reading, doc: Doc) -> Iterator[Explained]:
    """Yield the sentences of a document with what its reading holds of each, and their clauses by the parse.

    What a reading's sentence has and the parse cuts otherwise stands with the sentence in which it begins.
    """
    sentences = [e for e in (trimmed(s, reading.document) for s in doc.sents) if e.quote]
    starts = [sentence.start for sentence in sentences]
    mentions = parted(((seen.mention.start, seen) for seen in seen_mentions(reading.entities)), starts)
    clauses = parted(seen_clauses(reading, doc), starts)
    claims = parted(((claim.evidence.start, claim) for claim in reading.claims), starts)
    acts = parted(((act.evidence.start, act) for act in reading.acts), starts)
    gaps = parted(((gap.evidence.start, gap) for gap in reading.gaps), starts)
    for i, sentence in enumerate(sentences):
        yield Explained(
            sentence, mentions.get(i, ()), clauses.get(i, ()), claims.get(i, ()), acts.get(i, ()), gaps.get(i, ())
        )


def parted(items: Iterable[tuple[int, T]], starts: Sequence[int]) -> dict[int, tuple[T, ...]]:
    """Return items with their offsets by the number of the sentence that they begin in.

    >>> parted([(3, "a"), (12, "b"), (14, "c")], [0, 10])
    {0: ('a',), 1: ('b', 'c')}
    """
    found: dict[int, tuple[T, ...]] = {}
    for start, item in items:
        at = max(0, bisect_right(starts, start) - 1)
        found[at] = (*found.get(at, ()), item)
    return found


def seen_mentions(entities: Iterable[Entity]) -> list[SeenMention]:
    """Return the mentions of entities in order of appearance."""
    seen = [SeenMention(m, e.id, e.label, e.type) for e in entities for m in e.mentions]
    return sorted(seen, key=lambda s: (s.mention, s.entity))


def seen_clauses(reading: Reading, doc: Doc) -> Iterator[tuple[int, SeenClause]]:
    """Yield each clause in words, with the offset of its verb; a noun that a mention covers has the mention's words."""
    spans = sorted((m.start, m.end, m.text) for e in reading.entities for m in e.mentions)
    starts = [start for start, _, _ in spans]

    def words(token: Token) -> str:
        at = bisect_right(starts, token.idx) - 1
        covered = at >= 0 and token.idx < spans[at][1]
        return " ".join(spans[at][2].split()) if covered else token.text

    for clause in find_clauses(doc):
        yield clause.verb.idx, seen_clause(clause, words)


def seen_clause(clause: Clause, words: Callable[[Token], str]) -> SeenClause:
    """Put a clause in words."""
    return SeenClause(
        clause.verb.text,
        tuple(map(words, clause.subjects)),
        tuple(map(words, clause.objects)),
        tuple(dict.fromkeys(f"{o.preposition} {words(o.noun)}" for o in clause.obliques)),
        clause.passive,
    )
