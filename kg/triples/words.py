"""The word lists of `words.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def words(name: str) -> frozenset[str]:
    """Return one list.

    >>> "however" in words("connectives")
    True
    """
    table = tomllib.loads(resources.files("kg.triples").joinpath("words.toml").read_text(encoding="utf-8"))
    return frozenset(table[name].split())
