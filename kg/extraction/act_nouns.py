"""Acts that a noun tells of ("the arrest of X by Y", "cases of trafficking"): their kind, and who is party to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from kg.extraction.act_settings import Setting, is_date, listed_with, setting_of
from kg.extraction.act_words import is_in
from kg.extraction.clauses import with_conjuncts
from kg.extraction.mentions import Mentions, Spotted, spot
from kg.extraction.told import ONTO, Told, agents, counted, place_at, place_beside, stands_for_people, sum_of
from kg.model import EntityType, MentionKind
from kg.ontology import Ontology
from kg.ontology.acts import closed_up

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST = 6


def noun_kind(token: Token, ontology: Ontology) -> tuple[str, Token, Token] | None:
    """Return kind, first word and head of the longest noun phrase of the scheme that ends in a token, or None."""
    acts = ontology.acts
    tail = closed_up(token.lemma_)
    if tail not in acts.noun_tails or token.pos_ not in {"NOUN", "PROPN"}:
        return None
    best = (acts.nouns[tail], token) if tail in acts.nouns else None
    for i in range(token.i - 1, max(token.sent.start, token.i - LONGEST) - 1, -1):
        before = token.doc[i]
        tail = closed_up(before.lower_) + tail
        if tail not in acts.noun_tails:
            break
        if tail in acts.nouns and before.text != "-":
            best = (acts.nouns[tail], before)
    if best is None:
        return None
    first = best[1]
    cased = token.dep_ == "nmod" and first.i <= token.head.i < token.i  # "death in custody"
    return best[0], first, token.head if cased else token


def noun_act(token: Token, mentions: Mentions, ontology: Ontology) -> tuple[Told, Setting] | None:
    """Return the act that a noun tells of and how it is put forward, or None where it tells of none or of nobody's."""
    found = noun_kind(token, ontology)
    if found is None:
        return None
    kind, first, head = found
    covering = mentions.at(head)
    if (covering is not None and covering.mention.kind is MentionKind.NAME) or tells_of_else(head, first):
        return None
    setting = setting_of(head)
    if setting is None:
        return None
    bare = Told(kind, token.doc[first.i : token.i + 1].text, first.idx, head.i, f"act: {head.lemma_.lower()}")
    told = with_parties(bare, head, token, setting, mentions)
    return (told, setting) if told.victims or told.perpetrators or told.place else None


def doers_before(doc: Doc, mentions: Mentions, ontology: Ontology) -> Iterator[Spotted]:
    """Yield groups that stand right before an act's noun, where no other mention is looked for: "the *police* killing of X"."""
    for i in np.flatnonzero(doc.to_array("DEP") == doc.vocab.strings["compound"]).tolist():
        token = doc[i]
        doing = token.pos_ == "NOUN" and is_in("parties", "doers", token.lemma_.lower())
        if doing and closed_up(token.head.lemma_) in ontology.acts.noun_tails and mentions.at(token) is None:
            yield spot(doc, token.i, token.i + 1, EntityType.GROUP, MentionKind.NOUN)


def tells_of_else(head: Token, first: Token) -> bool:
    """Tell whether a word before a noun turns it into something else: "*drug* trafficking"."""
    before = [t for t in head.children if t.i < first.i and t.dep_ in {"compound", "amod"}]
    return any(is_in("modifiers", "other", t.lower_) for t in before)


def with_parties(told: Told, head: Token, last: Token, setting: Setting, mentions: Mentions) -> Told:
    """Add victims, perpetrators, number and place, from the noun's own phrases and from its setting."""
    own = list(own_parties(head, mentions)) or list(own_parties(last, mentions)) or list(shared_parties(head, mentions))
    victims = [*((t, n) for t, n, part in own if part == "victim")] or list(counted(setting.victims))
    doers = [t for t, _, part in own if part == "perpetrator"] or setting.perpetrators
    struck = next(filter(None, (place_at(t, mentions) for t, _, part in own if part in {"place", "victim"})), None)
    suffering = agents((t for t, _ in victims), mentions)
    named = any(stands_for_people(t, mentions) for t, _ in victims)
    return Told(
        told.kind,
        told.words,
        told.start,
        told.anchor,
        told.rule,
        victims=suffering,
        perpetrators=tuple(s for s in agents(doers, mentions, states=True) if s not in suffering),
        count=sum_of(n for _, n in victims) if named else None,
        place=place_of_noun(head, setting, mentions) or struck,
        legal_status=setting.legal_status,
        confidence=0.75 if own else 0.65,
    )


def own_parties(head: Token, mentions: Mentions) -> Iterator[tuple[Token, int | None, str]]:
    """Yield each token that a noun's own phrases make a party, with its number and part."""
    doing = is_in("parties", "doing", head.lemma_.lower())
    phrases = [(c, preposition_of(c)) for c in head.children if c.dep_ == "nmod"]
    phrases = [(c, p) for c, p in phrases if not is_date(c)]
    struck = [c for c, p in phrases if p in ONTO or (p == "of" and not (doing and is_doer(c, mentions)))]
    for noun in struck:
        for token, number in counted(with_conjuncts([noun])):
            yield token, number, "victim" if stands_for_people(token, mentions) else "place"
            yield from ((t, None, "perpetrator") for t in by(token))
    for noun, preposition in phrases:
        if preposition == "by" or (preposition == "of" and noun not in struck):
            yield from ((t, None, "perpetrator") for t in with_conjuncts([noun]))
    for child in head.children:
        if child.dep_ in {"nmod:poss", "compound"} and mentions.headed_by(child) is not None:
            acts = bool(struck) or doing or is_doer(child, mentions)
            yield child, None, "perpetrator" if acts else "victim"


def by(noun: Token) -> list[Token]:
    """Return the doers that the tree hung on the one acted on: "the arrest of X *by Y*"."""
    return [t for c in noun.children if c.dep_ == "nmod" and preposition_of(c) == "by" for t in with_conjuncts([c])]


def shared_parties(head: Token, mentions: Mentions) -> Iterator[tuple[Token, int | None, str]]:
    """Yield the parties behind a list that belong to all of it: "torture and killing *of detainees*"."""
    if any(c.dep_ == "nmod" and c.i > head.i for c in head.children):
        return  # it has phrases of its own
    for other in listed_with(head):
        last = max(head, other, key=lambda t: t.i)
        if not any(c.dep_ in {"det", "nmod:poss"} for c in last.children):
            yield from (row for row in own_parties(other, mentions) if row[0].i > last.i)


def is_doer(token: Token, mentions: Mentions) -> bool:
    """Tell whether a noun stands for a body or for people who rather do than suffer ("police", "gunmen")."""
    spotted = mentions.headed_by(token)
    named_body = spotted is not None and spotted.mention.type is EntityType.ORGANIZATION
    named_state = spotted is not None and spotted.mention.type is EntityType.PLACE and token.dep_ == "nmod:poss"
    return named_body or named_state or is_in("parties", "doers", token.lemma_.lower())


def preposition_of(noun: Token) -> str:
    """Return the preposition before a noun, or nothing."""
    return next((c.lower_ for c in noun.children if c.dep_ == "case"), "")


def place_of_noun(head: Token, setting: Setting, mentions: Mentions) -> Spotted | None:
    """Return the place of a noun's act: beside it, beside those it befell, beside what holds it, or of its clause."""
    inner = [c for c in head.children if c.dep_.startswith("nmod")]
    for token in (head, *inner, *(t for t in listed_with(head) if t.i > head.i), *setting.holders, *setting.verbs):
        found = place_beside(token, mentions)
        if found is not None:
            return found
    for child in head.children:
        if child.dep_ in {"compound", "nmod:poss"}:
            spotted = mentions.headed_by(child)
            if spotted is not None and spotted.mention.type is EntityType.PLACE and child.dep_ == "compound":
                return spotted
    return None
