"""Pronouns by which those who report mean themselves: "*Darex* said *it* would appeal", "the *minister* said *he* plans to".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.arguments import argument
from kg.extraction.clauses import read_clause
from kg.extraction.lexicon import lexicon
from kg.extraction.mentions import PRONOUNS, Mentions, Spotted
from kg.language.scan import chosen, marked
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
OTHERS = frozenset({"it", "they"})


def reporting_pronouns(doc: Doc, mentions: Mentions) -> Iterator[tuple[int, Spotted]]:
    """Yield the place of each such pronoun, and the mention of the one who speaks."""
    for token in chosen(doc, marked(doc, "DEP", SUBJECTS) & marked(doc, "LOWER", OTHERS | PRONOUNS.keys())):
        speaker = speaker_above(token.head)
        found = argument(speaker, mentions) if speaker is not None else None
        if found is not None and speaker is not None and agrees(token, speaker, found):
            yield token.i, found


def speaker_above(verb: Token) -> Token | None:
    """Return the one subject of the verb of saying, planning or asking that a clause completes."""
    while verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "ADJ", "NOUN"}:
        verb = verb.head
    words = lexicon()
    if verb.dep_ != "ccomp" or verb.head.lemma_.lower() not in words.say | words.plan | words.allege | words.deny:
        return None
    subjects = read_clause(verb.head).subjects
    return subjects[0] if subjects and subjects[0].i < verb.i and subjects[0].pos_ != "PRON" else None


def agrees(pronoun: Token, noun: Token, spotted: Spotted) -> bool:
    """Tell whether a pronoun may stand for a speaker: persons are he or she, others it or, where they are many, they."""
    if pronoun.lower_ in PRONOUNS:
        return spotted.mention.type is EntityType.PERSON
    plural = "Plur" in noun.morph.get("Number", []) or any(c.dep_ == "conj" for c in noun.children)
    return plural == (pronoun.lower_ == "they") and (plural or spotted.mention.type is not EntityType.PERSON)
