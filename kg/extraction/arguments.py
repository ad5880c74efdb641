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
ASIDE = frozenset({"acl:relcl", "acl", "parataxis", "advcl", "appos", "punct", "cc", "conj"})
LONGEST_WORDS = 16


def argument(token: Token, mentions: Mentions) -> Spotted | None:
    """Return the mention that a noun stands for: itself, or the name that it is a title of."""
    found = mentions.headed_by(token)
    if found is not None and found.mention.kind is not MentionKind.NOUN:
        return found
    bearer = mentions.bearers.get(token.i) or named_beside(token, mentions)
    if bearer is not None:
        return bearer
    if found is None and token.dep_ == "appos" and token.head.i < token.i:
        return mentions.headed_by(token.head)
    return found


def named_beside(token: Token, mentions: Mentions) -> Spotted | None:
    """Return the person whose name follows a noun within its own phrase: "negotiator Besik Apaloo"."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    for child in token.children:
        if child.i > token.i and child.dep_ in NAMING:
            named = mentions.headed_by(child)
            if named and named.mention.type is EntityType.PERSON and is_adjacent(token, named):
                return named
    return None


def is_adjacent(title: Token, name: Spotted) -> bool:
    """Tell whether only words of the title's own phrase stand between it and the name."""
    return all(title.is_ancestor(t) or t.i == title.i for t in title.doc[title.i : name.first])


def owner_of(token: Token, mentions: Mentions) -> Spotted | None:
    """Return whose a thing or act is: "*Kenya*'s efforts", "calls by *the rebels*", "the policy of *Darex*"."""
    for child in token.children:
        preposition = next((c.lower_ for c in child.children if c.dep_ == "case"), "")
        if child.dep_ == "nmod:poss" or (child.dep_ == "nmod" and preposition in {"by", "of", "from"}):
            found = argument(child, mentions)
            if found is not None:
                return found
    return None


def words_of(token: Token) -> str:
    """Return a noun phrase in the source's words, relative clauses and asides left out; nothing where it is too long."""
    left = {t.i for child in token.children if child.dep_ in ASIDE for t in child.subtree}
    kept = [t for t in token.subtree if t.i not in left]
    last = max((t.i for t in kept), default=token.i)
    span = token.doc[kept[0].i : last + 1]
    return " ".join(span.text.split()) if len(span) <= LONGEST_WORDS and len(kept) == len(span) else ""


def accepts(classes: frozenset[EntityType], spotted: Spotted) -> bool:
    """Tell whether a predicate takes a mention; a place that is named acts as its government does: "*Kenya* urged"."""
    kind = spotted.mention.type
    acting = EntityType.ORGANIZATION in classes and spotted.mention.kind is MentionKind.NAME
    return kind in classes or (kind is EntityType.PLACE and acting)


def pairs(
    first: Iterable[Token], second: Iterable[Token], mentions: Mentions, predicate: Predicate
) -> Iterator[tuple[Spotted, Spotted]]:
    """Yield each pair of mentions whose types the predicate accepts."""
    for a in first:
        subject = argument(a, mentions)
        if subject is None or not accepts(predicate.subjects, subject):
            continue
        for b in second:
            target = argument(b, mentions)
            if target is None and predicate.reaches_owner:
                target = owner_of(b, mentions)
            if target is not None and subject != target and accepts(predicate.objects, target):
                yield subject, target
