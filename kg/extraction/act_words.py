"""The word lists of `acts.toml`."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def tables() -> dict[str, dict[str, frozenset[str]]]:
    """Read the lists once, each by its table and name."""
    text = resources.files("kg.extraction").joinpath("acts.toml").read_text(encoding="utf-8")
    return {table: {key: frozenset(words.split()) for key, words in lists.items()} for table, lists in tomllib.loads(text).items()}


ADJECTIVES = {"provincial": "province", "municipal": "city", "regional": "region"}


def is_in(table: str, key: str, word: str) -> bool:
    """Tell whether a lemma in lower case is in a list.

    >>> is_in("nouns", "allege", "allegation"), is_in("verbs", "commit", "meet")
    (True, False)
    """
    return word in tables()[table][key]
