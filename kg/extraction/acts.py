"""Acts that may touch somebody's rights: what verbs and nouns tell of them, with stance, speakers, date and confidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.act_clauses import verb_act, verb_stance
from kg.extraction.act_nouns import noun_act
from kg.extraction.ledger import trimmed
from kg.extraction.mentions import Mentions, Spotted
from kg.extraction.passages import DONE, Context, date_for, date_of, put_forward, unless_nameless
from kg.extraction.stance import Stance
from kg.extraction.told import Told
from kg.language.dates import find_dates
from kg.language.scan import chosen, marked, passing
from kg.model import Act, Document, Involvement, MentionKind, Part, When
from kg.ontology import Ontology
from kg.ontology.acts import closed_up

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


# What takes from the confidence that the manner of telling gives: weights that multiply it.
WEIGHTS = {MentionKind.PRONOUN: 0.8, MentionKind.NOUN: 0.95, MentionKind.NAME: 1.0}
LONG_SENTENCE = 0.95
LONG = 45


def find_acts(doc: Doc, mentions: Mentions, ontology: Ontology, context: Context) -> list[Told]:
    """Return the acts of a document in order, one a word that tells of it."""
    return [
        dressed(doc, told, stance, verbs, mentions, context) for told, stance, verbs in tellings(doc, mentions, ontology)
    ]


def tellings(doc: Doc, mentions: Mentions, ontology: Ontology) -> Iterator[tuple[Told, Stance, list[Token]]]:
    """Yield each act as its word tells it, with its stance and the verbs whose dates are its own."""
    for token in may_tell(doc, ontology):
        if token.pos_ in {"VERB", "ADJ"}:
            told = verb_act(token, mentions, ontology)
            if told is not None:
                yield told, verb_stance(token), [token]
        else:
            found = noun_act(token, mentions, ontology)
            if found is not None:
                yield found[0], found[1].stance, found[1].dated


def may_tell(doc: Doc, ontology: Ontology) -> list[Token]:
    """Return the words that triggers of acts name, in order."""
    acts = ontology.acts
    verbs, nouns = marked(doc, "POS", ("VERB", "ADJ")), marked(doc, "POS", ("NOUN", "PROPN"))
    known = passing(doc, verbs, "LEMMA", lambda word: word.lower() in acts.verbs)
    known |= passing(doc, verbs, "LOWER", lambda word: word in acts.forms)
    known |= passing(doc, nouns, "LEMMA", lambda word: closed_up(word) in acts.noun_tails)
    return chosen(doc, known)


def dressed(
    doc: Doc, told: Told, stance: Stance, verbs: list[Token], mentions: Mentions, context: Context
) -> Told:
    """Return an act with stance, speakers, date and final confidence."""
    anchor, reference = doc[told.anchor], context.reference
    if told.anchor in context.speech:
        stance.add(context.speech[told.anchor])
    polarity, modality, speakers = put_forward(stance, mentions)
    when = date_within(anchor, reference) or next(filter(None, (date_of(v, context.dates) for v in verbs)), None)
    return replace(
        told,
        polarity=polarity,
        modality=modality,
        speakers=speakers,
        legal_status=told.legal_status or stance.legal_status,
        date=date_for(modality, when, reference, done=anchor.tag_ in DONE),
        confidence=round(told.confidence * doubt(doc, told), 3),
    )


def date_within(noun: Token, reference: dt.date | None) -> When | None:
    """Return the first date that stands in a noun's own phrase: "the arrest of X *on Tuesday*", "*yesterday*'s attack"."""
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return None
    phrase = noun.doc[noun.left_edge.i : noun.right_edge.i + 1]
    if any(t.pos_ in {"VERB", "AUX"} for t in phrase):
        return None
    return next((when for _, _, when in find_dates(phrase.text, reference)), None)


def doubt(doc: Doc, told: Told) -> float:
    """Multiply the weights that apply to an act: a long sentence, and of its parties the one least surely known."""
    factor = LONG_SENTENCE if len(doc[told.anchor].sent) > LONG else 1.0
    return factor * min((WEIGHTS[s.mention.kind] for s in (*told.victims, *told.perpetrators)), default=1.0)


def make_act(document: Document, doc: Doc, told: Told, owner: Mapping[Spotted, str]) -> Act:
    """Write what is told of an act with entities in the place of mentions; parties that stay open are left out."""
    parties = [*((Part.PERPETRATOR, s) for s in told.perpetrators), *((Part.VICTIM, s) for s in told.victims)]
    involved: dict[tuple[str, Part], Involvement] = {}
    for part, spotted in parties:
        if spotted in owner:
            involved.setdefault((owner[spotted], part), Involvement(owner[spotted], part, spotted.mention))
    speakers = tuple(dict.fromkeys(owner[s] for s in told.speakers if s in owner))
    return Act(
        document=document.id,
        kind=told.kind,
        words=told.words,
        evidence=trimmed(doc[told.anchor].sent, document),
        start=told.start,
        involvements=tuple(involved.values()),
        polarity=told.polarity,
        modality=unless_nameless(told.modality, told.speakers, speakers),
        attributed_to=speakers,
        date=told.date,
        place=owner.get(told.place) if told.place else None,
        count=told.count,
        legal_status=told.legal_status,
        confidence=told.confidence,
        rule=told.rule,
    )
