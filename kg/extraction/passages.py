"""Statements dressed with what their passage says beside them: stance, speakers, date, confidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.arguments import argument
from kg.extraction.mentions import Mentions, Spotted
from kg.extraction.quotations import speech_of
from kg.extraction.stance import stance_of
from kg.extraction.statement import Statement
from kg.language.dates import ahead, find_dates
from kg.model import MentionKind, Modality, When

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# What takes from the extractor's own confidence: each a weight that multiplies it.
WEIGHTS = {"pronoun": 0.8, "description": 0.9, "group": 0.95, "long sentence": 0.95}
LONG = 45


def dress(
    statements: Iterable[Statement], doc: Doc, mentions: Mentions, reference: dt.date | None
) -> Iterator[Statement]:
    """Yield each statement with its stance, speakers, date and final confidence."""
    speech = speech_of(doc)
    dates = list(dated_tokens(doc, reference))
    for statement in statements:
        anchor = doc[statement.anchor]
        said = replace(statement, confidence=round(statement.confidence * doubt(statement, anchor), 3))
        if not statement.presupposed:
            said = with_stance(said, anchor, mentions, speech)
            said = replace(said, date=date_for(said.modality, date_of(anchor, dates), reference))
        yield said


def with_stance(said: Statement, anchor: Token, mentions: Mentions, speech: Mapping[int, Token]) -> Statement:
    """Add how the clause is put forward, by whom, and its legal status; `speech` is who speaks each quoted word.

    What somebody says whom the graph cannot name counts as alleged: it must not read as the text's own word.
    """
    stance = stance_of(anchor, speech)
    found = (argument(t, mentions) for t in stance.speakers)
    speakers = tuple(dict.fromkeys(s for s in found if s is not None))
    nameless = bool(stance.speakers) and not speakers and stance.modality is Modality.ASSERTED
    modality = Modality.ALLEGED if nameless else stance.modality
    return replace(
        said, polarity=stance.polarity, modality=modality, speakers=speakers, legal_status=stance.legal_status
    )


def date_for(modality: Modality, when: When | None, reference: dt.date | None) -> When | None:
    """Return the date of what was done, or of what is to come where it is planned or asked for."""
    coming = when is not None and modality in {Modality.PLANNED, Modality.REQUESTED}
    return ahead(when, reference) if coming and when is not None else when


def doubt(statement: Statement, anchor: Token) -> float:
    """Multiply the weights that apply to a statement."""
    factor = WEIGHTS["long sentence"] if len(anchor.sent) > LONG else 1.0
    for spotted in (statement.subject, statement.object):
        if spotted is not None:
            factor *= weight(spotted)
    return factor


def weight(spotted: Spotted) -> float:
    """Return the weight of a kind of mention."""
    kind, type_ = spotted.mention.kind, spotted.mention.type
    if kind is MentionKind.PRONOUN:
        return WEIGHTS["pronoun"]
    if kind is MentionKind.NOUN:
        return WEIGHTS["group" if type_.value == "Group" else "description"]
    return 1.0


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


def date_of(anchor: Token, dates: list[tuple[int, When]]) -> When | None:
    """Return the date that stands in a clause, or in the clause that it is coordinated with."""
    for i, when in dates:
        shares = anchor.dep_ == "xcomp" or (
            anchor.dep_ == "conj" and not any(c.dep_.startswith("nsubj") for c in anchor.children)
        )
        if i == anchor.i or (shares and i == anchor.head.i):
            return when
    return None
