"""What one document, or several once joined, tell of an entity: all that identity across documents compares."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from kg.model import EntityType


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """Where an entity stands: a document's id and the entity's id in it."""

    document: str
    entity: str


@dataclass(frozen=True, slots=True, order=True)
class RoleHeld:
    """A role as the text words it, in small letters, with the plain name of the body or place that it is held at.

    `day` is the day of the text that tells it, as far as known; `former` is true where it is said to be over.
    """

    words: str
    body: str = ""
    day: dt.date | None = field(default=None, compare=False)
    former: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity as told. `names` begin with the label; `organizations`, `places` and `neighbours` are plain names.

    `births` are ranges of years. `gender` is "female", "male" or ""; `gender_sure` if a title tells it. `neighbours` are
    those that a claim or a sentence ties to it, `company` all that its document names. `apart` are the entities that a
    sentence names beside this one. `origin` is what copies of one text share, if the caller knows copies.
    """

    key: Key
    type: EntityType
    names: tuple[str, ...]
    roles: tuple[RoleHeld, ...] = ()
    organizations: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    neighbours: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    births: frozenset[tuple[int, int]] = frozenset()
    gender: str = ""
    gender_sure: bool = False
    day: dt.date | None = None
    publisher: str = ""
    origin: str = ""
    apart: frozenset[Key] = frozenset()
