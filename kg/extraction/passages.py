"""Statements dressed with what their passage says beside them: stance, speakers, date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kg.extraction.arguments import argument
from kg.extraction.mentions import Mentions, Spotted
from kg.extraction.stance import Stance, stance_of
from kg.extraction.statement import Statement
from kg.language.dates import ahead, behind, find_dates
from kg.model import Modality, Polarity, When

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DONE = frozenset({"VBD", "VBN"})


@dataclass(frozen=True, slots=True)
class Context:
    """What a document says around its clauses: who speaks each quoted word, and the verb that each date hangs on.

    `reference` is the day on which the document appeared.
    """

    speech: Mapping[int, Token]
    dates: Sequence[tuple[int, When]]
    reference: dt.date | None = None


def context_of(doc: Doc, speech: Mapping[int, Token], reference: dt.date | None) -> Context:
    """Read the context of a document's clauses; `speech` is what `speech_of` finds."""
    return Context(speech, tuple(dated_tokens(doc, reference)), reference)


def dress(statements: Iterable[Statement], doc: Doc, mentions: Mentions, context: Context) -> Iterator[Statement]:
    """Yield each statement with its stance, speakers and date."""
    manners: dict[int, dict[str, Any]] = {}  # by anchor: the statements of one verb share them
    for said in statements:
        if said.presupposed:
            yield said
            continue
        if said.anchor not in manners:
            manners[said.anchor] = manner_of(doc[said.anchor], mentions, context)
        yield replace(said, **manners[said.anchor])


def manner_of(anchor: Token, mentions: Mentions, context: Context) -> dict[str, Any]:
    """Return the fields of a statement that tell how the clause of its anchor is put forward."""
    stance = stance_of(anchor, context.speech)
    polarity, modality, speakers = put_forward(stance, mentions)
    return {
        "polarity": polarity,
        "modality": modality,
        "speakers": speakers,
        "legal_status": stance.legal_status,
        "date": date_for(modality, date_of(anchor, context.dates), context.reference, done=anchor.tag_ in DONE),
    }


def put_forward(stance: Stance, mentions: Mentions) -> tuple[Polarity, Modality, tuple[Spotted, ...]]:
    """Return polarity, modality and speakers; what somebody says whom the graph cannot name counts as alleged."""
    found = (argument(t, mentions) for t in stance.speakers)
    speakers = tuple(dict.fromkeys(s for s in found if s is not None))
    return stance.polarity, unless_nameless(stance.modality, stance.speakers, speakers), speakers


def unless_nameless(modality: Modality, speakers: Sequence[object], known: Sequence[object]) -> Modality:
    """Return a modality, but alleged where somebody asserts whom the graph cannot name: it is not the text's own word."""
    nameless = bool(speakers) and not known and modality is Modality.ASSERTED
    return Modality.ALLEGED if nameless else modality


def date_for(modality: Modality, when: When | None, reference: dt.date | None, *, done: bool = False) -> When | None:
    """Return the date of what was done, as a past verb tells, or of what is to come where it is planned or asked for."""
    if when is None:
        return None
    if modality in {Modality.PLANNED, Modality.REQUESTED}:
        return ahead(when, reference)
    return behind(when, reference) if done else when


def dated_tokens(doc: Doc, reference: dt.date | None) -> Iterator[tuple[int, When]]:
    """Yield the verb that each date expression hangs on, with the date."""
    for start, end, when in find_dates(doc.text, reference):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            continue
        token = span.root
        while token.pos_ not in {"VERB", "AUX"} and token.head.i != token.i:
            token = token.head
        yield token.i, when


def date_of(anchor: Token, dates: Iterable[tuple[int, When]]) -> When | None:
    """Return the date that stands in a clause, or in the clause that it is coordinated with."""
    own = next((when for i, when in dates if i == anchor.i), None)
    beside = list(anchor.children)
    shares = anchor.dep_ == "xcomp" or (anchor.dep_ == "conj" and not any(c.dep_.startswith("nsubj") for c in beside))
    if own is not None or not shares or any(c._.kind == "time" for c in beside):  # "and was moved *the next day*"
        return own
    return next((when for i, when in dates if i == anchor.head.i), None)
