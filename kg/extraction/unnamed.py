"""People and bodies that take part in a clause and have no name: "an Argentine judge", "the company", "Palestinians".

They become groups of the document: what they do is claimed, who they are stays open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from kg.extraction.arguments import has_case
from kg.extraction.lexicon import lexicon
from kg.extraction.mentions import Mentions, Spotted, spot
from kg.language.scan import chosen, marked
from kg.model import EntityType, MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PARTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "conj", "nmod", "nmod:poss"})
MODIFIERS = frozenset({"amod", "nummod", "compound", "det", "nmod:desc", "advmod", "nmod:poss"})
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
ACTORS = frozenset({"person", "organization"})
SOURCES = frozenset("article communique document indictment letter press release report ruling statement study survey".split())
QUANTITIES = frozenset(
    "band crowd dozen gang group handful hundred majority million minority number pair part score series team ten thousand".split()
)
NOBODY = frozenset("no none nobody one other everyone anyone someone who".split())


def unnamed_actors(doc: Doc, mentions: Mentions, taken: Collection[int]) -> Iterator[Spotted]:
    """Yield noun phrases for people and bodies that no other mention covers, nor any token of `taken`."""
    for token in chosen(doc, marked(doc, "DEP", PARTS) & marked(doc, "POS", NOMINAL)):
        if token.i in taken or mentions.at(token) is not None or not is_actor(token):
            continue
        first = phrase_start(token, mentions)
        last = counted(token).i + 1
        if not any(t.lower_ in NOBODY for t in doc[first:last]) and all(mentions.at(t) is None for t in doc[first:last]):
            yield Spotted(first, last, token.i, spot(doc, first, last, EntityType.GROUP, MentionKind.NOUN).mention)


def counted(token: Token) -> Token:
    """Return the noun that a quantity counts: "thousands of *villagers*", or the token itself."""
    if token.lemma_.lower() not in QUANTITIES:
        return token
    for child in token.children:
        if child.i > token.i and child.dep_ == "nmod" and has_case(child, "of"):
            return counted(child)
    return token


def is_actor(token: Token) -> bool:
    """Tell whether a word that has a part in a clause heads a phrase for people or for a body."""
    if token.ent_type_ == "NORP":
        return token.pos_ != "ADJ" or any(c.dep_ == "det" for c in token.children)
    words = lexicon()
    if token.lemma_.lower() in SOURCES:
        return token.dep_ == "nsubj" and token.head.lemma_.lower() in words.say
    inner = counted(token)
    if token.ent_type_ or token.pos_ == "ADJ":
        return False
    lemma = inner.lemma_.lower()
    known = lemma in words.groups or lemma in words.bodies or inner.ent_type_ == "NORP"
    return known or token._.kind in ACTORS or inner._.kind in ACTORS


def phrase_start(token: Token, mentions: Mentions) -> int:
    """Return where a phrase begins: its noun's modifiers before it, up to another mention."""
    doc, first = token.doc, token.i
    while first > 0 and not doc[first].is_sent_start:
        before = doc[first - 1]
        inside = before.head.i == token.i and before.dep_ in MODIFIERS or (first <= before.head.i < token.i)
        if not inside or mentions.at(before) is not None or before.is_punct:
            break
        first -= 1
    return first
