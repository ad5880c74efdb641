"""The word lists of `lexicon.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of lemmas by what they tell the extractors."""

    groups: frozenset[str]
    outsiders: frozenset[str]
    collective: frozenset[str]
    bodies: frozenset[str]
    body_heads: frozenset[str]
    units: frozenset[str]
    numbered: frozenset[str]
    local_bodies: frozenset[str]
    papers: frozenset[str]
    works: frozenset[str]
    faiths: frozenset[str]
    roles: frozenset[str]
    descriptive: frozenset[str]
    titles: frozenset[str]
    lesser: frozenset[str]
    nations: frozenset[str]
    say: frozenset[str]
    allege: frozenset[str]
    deny: frozenset[str]
    request: frozenset[str]
    plan: frozenset[str]
    directs: frozenset[str]
    promise: frozenset[str]
    hedges: frozenset[str]
    negation: frozenset[str]
    masculine: frozenset[str]
    feminine: frozenset[str]

    def gender(self, word: str) -> str:
        """Return "m", "f" or nothing for a word in lower case.

        >>> lexicon().gender("spokeswoman"), lexicon().gender("judge")
        ('f', '')
        """
        return "m" if word in self.masculine else "f" if word in self.feminine else ""


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read the lists once."""
    table = tomllib.loads(resources.files("kg.extraction").joinpath("lexicon.toml").read_text(encoding="utf-8"))

    def words(section: str, key: str) -> frozenset[str]:
        return frozenset(table[section][key].split())

    return Lexicon(
        groups=words("groups", "people"),
        outsiders=words("groups", "outsiders"),
        collective=words("groups", "collective"),
        bodies=words("groups", "bodies"),
        body_heads=words("groups", "body_heads"),
        units=words("groups", "units"),
        numbered=words("groups", "numbered"),
        local_bodies=words("groups", "local_bodies"),
        papers=words("groups", "papers"),
        works=words("groups", "works"),
        faiths=words("groups", "faiths"),
        masculine=words("gender", "masculine"),
        feminine=words("gender", "feminine"),
        roles=words("roles", "extra") | words("roles", "titles") | words("roles", "descriptive"),
        descriptive=words("roles", "descriptive"),
        titles=words("roles", "titles"),
        lesser=words("roles", "lesser"),
        nations=words("roles", "nations"),
        say=words("speech", "say"),
        allege=words("speech", "allege"),
        deny=words("speech", "deny"),
        request=words("speech", "request"),
        plan=words("speech", "plan"),
        directs=words("speech", "directs"),
        promise=words("speech", "promise"),
        hedges=words("hedges", "adverbs"),
        negation=words("negation", "words"),
    )
