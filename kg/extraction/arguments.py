"""Nouns of a clause to the mentions that they stand for, and what a predicate accepts of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.mentions import Mentions, Spotted
from kg.model import EntityType, MentionKind
from kg.ontology import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMING = frozenset({"flat", "appos", "nmod:desc", "nmod:unmarked", "compound"})
ASIDE = frozenset({"acl:relcl", "acl", "parataxis", "advcl", "appos", "punct", "cc", "conj", "case"})
LONGEST_WORDS = 24
PLACES = frozenset("capital city county district island municipality port province region state town township village".split())
BETWEEN_STATES = frozenset("ACCUSE AGREE AID CONSULT COOPERATE MOBILIZE REJECT REQUEST SANCTION SUPPORT THREATEN".split())
OWNERS = frozenset({"by", "of", "from", "with"})


def argument(token: Token, mentions: Mentions) -> Spotted | None:
    """Return the mention that a noun stands for: itself, or the name that it introduces ("the town of *Lutso*")."""
    found = mentions.headed_by(token)
    if found is not None and found.mention.kind is not MentionKind.NOUN:
        return found
    bearer = mentions.bearers.get(token.i) or named_beside(token, mentions) or place_named(token, mentions)
    if bearer is not None:
        return bearer
    if found is None and token.dep_ == "appos" and token.head.i < token.i:
        return mentions.headed_by(token.head)
    return found


def named_beside(token: Token, mentions: Mentions) -> Spotted | None:
    """Return whose name follows a noun within its own phrase: "negotiator *Besik Apaloo*", "the daily *La Voz*"."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    kinds = {EntityType.PERSON} | ({EntityType.ORGANIZATION} if token._.kind != "person" else set())
    for child in token.children:
        if child.i > token.i and child.dep_ in NAMING:
            named = mentions.headed_by(child)
            if (
                named
                and named.mention.kind is MentionKind.NAME
                and named.mention.type in kinds
                and is_adjacent(token, named)
            ):
                return named
    return None


def place_named(token: Token, mentions: Mentions) -> Spotted | None:
    """Return the name of a place behind what kind of place it is: "the province of *Lutso*"."""
    if token.lemma_.lower() not in PLACES:
        return None
    for child in token.children:
        if child.dep_ == "nmod" and any(c.dep_ == "case" and c.lower_ == "of" for c in child.children):
            named = mentions.headed_by(child)
            if named and named.mention.type is EntityType.PLACE:
                return named
    return None


def is_adjacent(title: Token, name: Spotted) -> bool:
    """Tell whether only words of the title's own phrase stand between it and the name."""
    return all(title.is_ancestor(t) or t.i == title.i for t in title.doc[title.i : name.first])


def owner_of(token: Token, mentions: Mentions) -> Spotted | None:
    """Return whose a thing or act is: "*Kenya*'s efforts", "crimes committed by *soldiers*", "a *UN* resolution"."""
    for child in token.children:
        preposition = next((c.lower_ for c in child.children if c.dep_ == "case"), "")
        named = child.dep_ == "compound" and child.i < token.i and (own := mentions.headed_by(child)) is not None
        if named and own is not None and own.mention.kind is MentionKind.NAME:
            return own
        if child.dep_ == "nmod:poss" or (child.dep_ == "nmod" and preposition in OWNERS):
            found = argument(child, mentions) or (owner_of(child, mentions) if child.dep_ == "nmod" else None)
            if found is not None:
                return found
        if child.dep_ == "acl" and child.tag_ == "VBN":
            agents = (argument(n, mentions) for n in child.children if has_case(n, "by"))
            agent = next((a for a in agents if a is not None), None)
            if agent is not None:
                return agent
    return None


def has_case(token: Token, preposition: str) -> bool:
    """Tell whether a preposition marks a noun."""
    return any(c.dep_ == "case" and c.lower_ == preposition for c in token.children)


def words_of(token: Token) -> str:
    """Return a phrase or clause in the source's words, its preposition and asides left out, or nothing: too long, broken."""
    left = {t.i for child in token.children if child.dep_ in ASIDE for t in child.subtree}
    kept = [t for t in token.subtree if t.i not in left]
    last = max((t.i for t in kept), default=token.i)
    span = token.doc[kept[0].i : last + 1]
    return " ".join(span.text.split()) if len(span) <= LONGEST_WORDS and len(kept) == len(span) else ""


def acts(predicate: Predicate, spotted: Spotted) -> bool:
    """Tell whether a predicate takes a mention as its subject; a place may act as its government does: "*Kenya* urged"."""
    return spotted.mention.type in predicate.subjects or (
        EntityType.ORGANIZATION in predicate.subjects and stands_for_government(spotted)
    )


def is_acted_on(predicate: Predicate, spotted: Spotted) -> bool:
    """Tell whether a predicate takes a mention as its object; governments are urged or sanctioned, not killed or freed."""
    return spotted.mention.type in predicate.objects or (
        EntityType.ORGANIZATION in predicate.objects
        and predicate.plover in BETWEEN_STATES
        and stands_for_government(spotted)
    )


def stands_for_government(spotted: Spotted) -> bool:
    """Tell whether a mention is the name of a place."""
    return spotted.mention.type is EntityType.PLACE and spotted.mention.kind is MentionKind.NAME


def pairs(
    first: Iterable[Token], second: Iterable[Token], mentions: Mentions, predicate: Predicate
) -> Iterator[tuple[Spotted, Spotted]]:
    """Yield each pair of mentions whose types the predicate accepts."""
    for a in first:
        subject = argument(a, mentions)
        if subject is None or not acts(predicate, subject):
            continue
        for b in second:
            target = argument(b, mentions)
            judges = predicate.plover in {"ACCUSE", "SUPPORT"}  # an act is praised or condemned, not who did it
            if target is None and predicate.reaches_owner and not (judges and b._.kind == "event"):
                target = owner_of(b, mentions)
            if target is not None and subject != target and is_acted_on(predicate, target):
                yield subject, target
