"""Bodies and countries that news names by acronyms without explaining them, from `known.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources

from kg.model import EntityType


@lru_cache(maxsize=1)
def known_names() -> dict[str, tuple[str, EntityType]]:
    """Return full name and type by folded form, of what news names by acronyms unexplained."""
    table = tomllib.loads(resources.files("kg.extraction").joinpath("known.toml").read_text(encoding="utf-8"))
    return {
        fold(form): (full, EntityType(kind))
        for kind, names in table.items()
        for full, shorts in names.items()
        for form in (full, *shorts)
    }


@lru_cache(maxsize=1)
def long_forms() -> frozenset[str]:
    """Return the bodies' names of three words or more as written, for a tagger may cut these."""
    table = tomllib.loads(resources.files("kg.extraction").joinpath("known.toml").read_text(encoding="utf-8"))
    names = table[EntityType.ORGANIZATION]
    return frozenset(form for full, shorts in names.items() for form in (full, *shorts) if len(form.split()) > 2)


def full_name(name: str) -> str:
    """Return the expansion of an acronym that all know, or the name itself.

    >>> full_name("U.N."), full_name("ADHOC")
    ('United Nations', 'ADHOC')
    """
    return known_names()[fold(name)][0] if fold(name) in known_names() else name


def fold(name: str) -> str:
    """Return a name as identity compares it: case, dots, leading article and inner spaces put aside.

    >>> fold("The U.N. "), fold("Deseret  News")
    ('un', 'deseret news')
    """
    words = re.sub(r"[.\u2019']", "", name).casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words)
