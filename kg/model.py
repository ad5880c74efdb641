"""The words of the project as frozen dataclasses: what the steps hand to one another.

Offsets are code points into `Document.text`, which never changes after conversion.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from enum import StrEnum


class EntityType(StrEnum):
    """What kind of thing an entity is; the values are class names of the ontology."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    GROUP = "Group"
    PLACE = "Place"
    EVENT = "Event"
    DOCUMENT = "Document"


class Polarity(StrEnum):
    """Whether the passage affirms or negates."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Modality(StrEnum):
    """How the passage puts it forward."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    PLANNED = "planned"
    REQUESTED = "requested"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


class MentionKind(StrEnum):
    """By what sort of words a mention refers."""

    NAME = "name"
    NOUN = "noun"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Document:
    """One text that was read. `id` is the first 16 hex digits of the SHA-256 of its bytes."""

    id: str
    text: str
    title: str = ""
    date: dt.date | None = None
    publisher: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A span of a document that refers to an entity; `text` is `document.text[start:end]`."""

    start: int
    end: int
    text: str
    kind: MentionKind = MentionKind.NAME
    type: EntityType = EntityType.PERSON


@dataclass(frozen=True, slots=True)
class Entity:
    """What mentions refer to. `id` is `type:slug` ("person:Sar_Kheng"); for nameless groups `group:DOCUMENT:slug`."""

    id: str
    label: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passage that a claim rests on: `text[start:end] == quote`."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class When:
    """A time as written and, where it could be worked out, its first and last day."""

    text: str
    earliest: dt.date | None = None
    latest: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one passage says. Either `object` (an entity's id) or `value` (a literal, as a role's name) is set.

    `predicate` is a local name of the ontology, or an open predicate's slug where `open` is true; `label` is then its
    words. `attributed_to` is the chain of speakers, nearest first, by entity id. `confidence`, 0 to 1, is that the
    passage says this, never that it is true. `rule` names the extractor and the words that made the claim.
    """

    document: str
    subject: str
    predicate: str
    evidence: Evidence
    object: str | None = None
    value: str | None = None
    open: bool = False
    label: str = ""
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    attributed_to: tuple[str, ...] = ()
    date: When | None = None
    place: str | None = None
    confidence: float = 0.5
    rule: str = ""
    subject_mention: Mention | None = None
    object_mention: Mention | None = None

    @property
    def id(self) -> str:
        """Return a hash of what is said and where, the same on every run (24 hex digits)."""
        parts = (
            self.document,
            self.subject,
            self.predicate,
            str(self.open),
            self.object or "",
            self.value or "",
            self.polarity,
            self.modality,
            *self.attributed_to,
            str(self.evidence.start),
            str(self.evidence.end),
            self.date.text if self.date else "",
            self.place or "",
        )
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document gave: itself, its entities and its claims, each in order of first appearance."""

    document: Document
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = field(default=())
