"""The words that stand around names and in roles, from `words.toml`: titles, suffixes, particles, offices, legal forms."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Words:
    """The lists by what they are for; `gender` is of a title ("" where it tells none), `sector` of a role's word."""

    gender: dict[str, str]
    short_titles: frozenset[str]
    generations: dict[str, str]
    degrees: frozenset[str]
    particles: frozenset[str]
    glued: tuple[str, ...]
    sector: dict[str, str]
    single_offices: frozenset[str]
    legal_forms: frozenset[str]
    place_kinds: frozenset[str]
    polities: frozenset[str]


@lru_cache(maxsize=1)
def load_words() -> Words:
    """Read `words.toml`, once."""
    table = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    titles, bodies = table["titles"], table["bodies"]
    return Words(
        gender=dict.fromkeys([*titles["any"], *titles["ranks"]], "")
        | dict.fromkeys(titles["female"], "female")
        | dict.fromkeys(titles["male"], "male"),
        short_titles=frozenset(titles["short"]),
        generations=table["suffixes"]["generations"],
        degrees=frozenset(table["suffixes"]["degrees"]),
        particles=frozenset(table["particles"]["words"]),
        glued=tuple(table["particles"]["glued"]),
        sector={word: name for name, words in table["sectors"].items() for word in words},
        single_offices=frozenset(table["offices"]["single"]),
        legal_forms=frozenset(bodies["legal"]),
        place_kinds=frozenset(bodies["kinds"]),
        polities=frozenset(bodies["polities"]),
    )
