"""How far the law has taken an accusation: charged with, on trial for, convicted of, acquitted of, appealing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.governors import governors
from kg.model import LegalStatus

if TYPE_CHECKING:
    from spacy.tokens import Token

PLEAS = frozenset({"plead"})
OVER = frozenset(
    {"appeal", "overturn", "quash", "contest", "challenge"}
)  # what is done to a conviction that is not final


def legal_status(word: Token) -> LegalStatus | None:
    """Return the status that a verb, noun or "guilty" gives to what it governs, or None; wording never upgrades it.

    A verdict that somebody pleads is a charge still; one that is appealed is no more than appealed.
    """
    lemma = word.lemma_.lower()
    status = governors().legal.get(lemma)
    if lemma == "guilty":
        plea = word.head.lemma_.lower() in PLEAS
        not_guilty = is_refused(word)
        return LegalStatus.CHARGED if plea else LegalStatus.ACQUITTED if not_guilty else LegalStatus.CONVICTED
    if status is LegalStatus.CONVICTED and word.pos_ == "NOUN":
        appealed = word.head.lemma_.lower() in OVER and word.dep_ in {"obj", "obl", "nsubj:pass"}
        return LegalStatus.APPEALED if appealed or word.head.lemma_.lower() == "appeal" else status
    return status


def is_refused(word: Token) -> bool:
    """Tell whether "not" stands with a word."""
    return any(c.dep_ == "advmod" and c.lemma_.lower() == "not" for c in word.children)


def is_blame(word: Token) -> bool:
    """Tell whether a verb or adjective blames somebody for what it governs: "charge", "accuse", "arrest", "guilty"."""
    return word.lemma_.lower() in governors().blames or word.lower_ == "wanted"


def is_cleared(word: Token) -> bool:
    """Tell whether somebody is cleared of what a word governs: "acquitted of", "found not guilty of"."""
    lemma = word.lemma_.lower()
    refused = lemma == "guilty" and is_refused(word) and word.head.lemma_.lower() not in PLEAS
    return refused or governors().legal.get(lemma) is LegalStatus.ACQUITTED
