"""It and they in what somebody reports of itself: "*Darex* said *it* would appeal", "the *villagers* said *they* had been warned".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.arguments import argument
from kg.extraction.clauses import read_clause
from kg.extraction.lexicon import lexicon
from kg.extraction.mentions import Mentions, Spotted, spot
from kg.model import EntityType, MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
PRONOUNS = frozenset({"it", "they"})


def reported_pronouns(doc: Doc, mentions: Mentions) -> Iterator[tuple[Spotted, Spotted]]:
    """Yield each such pronoun with the mention of the one who speaks."""
    for token in doc:
        if token.lower_ in PRONOUNS and token.dep_ in SUBJECTS and mentions.at(token) is None:
            speaker = speaker_above(token.head)
            found = argument(speaker, mentions) if speaker is not None and agrees(token, speaker) else None
            if found is not None and (token.lower_ == "they" or found.mention.type is not EntityType.PERSON):
                yield spot(doc, token.i, token.i + 1, found.mention.type, MentionKind.PRONOUN), found


def speaker_above(verb: Token) -> Token | None:
    """Return the one subject of the verb of saying, planning or asking that a clause completes."""
    while verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "ADJ", "NOUN"}:
        verb = verb.head
    words = lexicon()
    if verb.dep_ != "ccomp" or verb.head.lemma_.lower() not in words.say | words.plan | words.allege | words.deny:
        return None
    subjects = read_clause(verb.head).subjects
    return subjects[0] if subjects and subjects[0].i < verb.i and subjects[0].pos_ != "PRON" else None


def agrees(pronoun: Token, noun: Token) -> bool:
    """Tell whether a noun's number is that of a pronoun; several joined nouns are plural."""
    plural = "Plur" in noun.morph.get("Number", []) or any(c.dep_ == "conj" for c in noun.children)
    return plural == (pronoun.lower_ == "they")
