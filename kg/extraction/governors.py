"""The words of `governors.toml`: what a verb, adjective or noun makes of the clause that it governs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from kg.model import LegalStatus, Modality

NEGATED = "negated"  # the effect of a word whose clause did not come about
Effect = str  # a modality's value, or "negated"


@dataclass(frozen=True, slots=True)
class Governors:
    """Effects by lemma: `that` before clauses with their own subject, `to` before infinitives and forms in -ing."""

    that: Mapping[str, Effect]
    to: Mapping[str, Effect]
    adjectives: Mapping[str, Effect]
    nouns: Mapping[str, Effect]
    legal: Mapping[str, LegalStatus]
    blames: frozenset[str]
    documents: frozenset[str]
    voices: frozenset[str]
    chances: frozenset[str]
    traces: frozenset[str]
    tells: frozenset[str]
    shows: frozenset[str]
    asks: frozenset[str]
    results: frozenset[str]
    performs: frozenset[str]
    quotes: frozenset[str]


@lru_cache(maxsize=1)
def governors() -> Governors:
    """Read the lists once.

    >>> governors().that["fear"], governors().nouns["plan"], governors().to["forget"]
    ('hypothetical', 'planned', 'negated')
    """
    table = tomllib.loads(resources.files("kg.extraction").joinpath("governors.toml").read_text(encoding="utf-8"))

    def effects(section: str) -> dict[str, str]:
        return {word: effect for effect, words in table[section].items() for word in words.split()}

    others = {key: frozenset(words.split()) for key, words in table["others"].items()}
    legal = {word: LegalStatus(status) for word, status in effects("legal").items()}
    return Governors(effects("that"), effects("to"), effects("adjectives"), effects("nouns"), legal, **others)


def is_modality(effect: Effect) -> bool:
    """Tell an effect that is a modality other than plain assertion."""
    return effect not in {NEGATED, Modality.ASSERTED.value, ""}
