"""What forbids that two profiles are one: two births, two offices at once, two genders, two generations, one sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from kg.identity.across.bodies import Tie, compare_bodies
from kg.identity.across.persons import parse_person
from kg.identity.across.profile import Profile, RoleHeld
from kg.identity.across.words import load_words
from kg.model import EntityType

AT_ONCE = dt.timedelta(days=90)  # two texts at most so far apart speak of one time
_SMALL = frozenset("the a an of for and to in on at un its his her".split())


def conflicts(one: Profile, other: Profile) -> Iterator[str]:
    """Yield in words what forbids that two profiles are one.

    A profile may be of several documents once joined: what each tells still stands in it.
    """
    if other.key in one.apart or one.key in other.apart:
        yield "one sentence names both"
    if one.type is not EntityType.PERSON or other.type is not EntityType.PERSON:
        return
    if one.births and other.births and not any(_near(a, b) for a in one.births for b in other.births):
        yield f"born {_years(one)} and {_years(other)}"
    if one.gender_sure and other.gender_sure and one.gender != other.gender:
        yield f"titles tell of a {_sex(one)} and a {_sex(other)}"
    a, b = generations(one.names), generations(other.names)
    if a and b and not a & b:
        yield f"{'/'.join(sorted(a))} and {'/'.join(sorted(b))} after the name"
    yield from two_offices(one, other)


def _near(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Tell whether two ranges of years meet, a year more or less: ages are told loosely."""
    slack = 1 if a[0] != a[1] or b[0] != b[1] else 0
    return a[0] - slack <= b[1] and b[0] - slack <= a[1]


def _years(profile: Profile) -> str:
    low, high = min(profile.births)
    return str(low) if low == high else f"{low} or {high}"


def _sex(profile: Profile) -> str:
    return {"female": "woman", "male": "man"}[profile.gender]


@lru_cache(maxsize=1 << 16)
def generations(names: tuple[str, ...]) -> frozenset[str]:
    """Return what stands behind a name for a generation."""
    return frozenset(g for name in names if (g := parse_person(name).generation))


def two_offices(one: Profile, other: Profile) -> Iterator[str]:
    """Yield two offices of one kind, each for one person, held elsewhere at the same time."""
    for a in one.roles:
        for b in other.roles:
            if _held_at_once(a, b) and (office := single_office(a.words)) and office == single_office(b.words):
                here, there = complement(a), complement(b)
                if here and there and not _one_place(here, there):
                    yield f"{office} of {here} and of {there} at one time"
                    return


def _held_at_once(a: RoleHeld, b: RoleHeld) -> bool:
    """Tell whether two roles are told of one time, and neither as over."""
    return not (a.former or b.former) and a.day is not None and b.day is not None and abs(a.day - b.day) <= AT_ONCE


@lru_cache(maxsize=1 << 14)
def role_words(words: str) -> tuple[str, ...]:
    """Return the words of a role that tell it apart."""
    return tuple(w for w in re.findall(r"[\w'-]+", words.casefold()) if w not in _SMALL)


@lru_cache(maxsize=1 << 14)
def single_office(words: str) -> str:
    """Return the office of a role, if one person at a time holds it at one body: "minister", "governor"; else "".

    >>> single_office("minister of the interior"), single_office("deputy minister"), single_office("reporter")
    ('minister', '', '')
    """
    said = role_words(words)
    if {"deputy", "vice", "assistant", "former", "acting", "ex"} & set(said) or "prime" in said:
        return ""
    head = role_words(words.partition(" of ")[0].partition(" for ")[0])[-1:]
    return head[0] if head and head[0] in load_words().single_offices else ""


@lru_cache(maxsize=1 << 14)
def complement(role: RoleHeld) -> str:
    """Return where or over what an office is held: its body, or its other words."""
    rest = [w for w in role_words(role.words) if w != single_office(role.words)]
    own = " ".join(w for w in rest if w not in {"provincial", "state", "national", "regional", "district"})
    return own or role.body


def _one_place(here: str, there: str) -> bool:
    """Tell whether two names of where an office is held may be of one place or body."""
    return compare_bodies(here, there) is not Tie.UNLIKE or bool(set(here.split()) & set(there.split()))
