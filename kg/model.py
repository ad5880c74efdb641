"""The words of the project as frozen dataclasses: what the steps hand to one another.

Offsets are code points into `Document.text`, which never changes after conversion.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


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


class LegalStatus(StrEnum):
    """How far the law has taken an accusation, by the passage's own words; the weakest that they allow."""

    INVESTIGATED = "investigated"
    CHARGED = "charged"
    TRIED = "tried"
    CONVICTED = "convicted"
    ACQUITTED = "acquitted"
    APPEALED = "appealed"


class Tenure(StrEnum):
    """Whether a role is held now, as far as its words tell."""

    FORMER = "former"
    ACTING = "acting"
    INCOMING = "incoming"


class Part(StrEnum):
    """What an entity has to do with an act."""

    PERPETRATOR = "perpetrator"
    VICTIM = "victim"


class MentionKind(StrEnum):
    """By what sort of words a mention refers."""

    NAME = "name"
    NOUN = "noun"
    PRONOUN = "pronoun"


class Page(NamedTuple):
    """Where the text of a page begins, in code points, and what the page is called."""

    start: int
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """One text that was read. `id` is the first 16 hex digits of the SHA-256 of its bytes.

    `language` is a code (ISO 639-1) where the file declares one. `pages` rise by `start`, where the format has pages.
    """

    id: str
    text: str
    title: str = ""
    date: dt.date | None = None
    publisher: str = ""
    source: str = ""
    author: str = ""
    language: str = ""
    pages: tuple[Page, ...] = ()

    def page_at(self, offset: int) -> str:
        """Return the label of the page on which an offset lies, or nothing where the format has no pages.

        >>> Document("d", "One. Two.", pages=(Page(0, "i"), Page(5, "ii"))).page_at(5)
        'ii'
        """
        index = bisect_right(self.pages, offset, key=lambda page: page.start)
        return self.pages[index - 1].label if index else ""


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
    passage says this, never that it is true. `rule` names the extractor and the words that made the claim. Of a role,
    `post_of` is the body or place that it is held at, by entity id.
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
    legal_status: LegalStatus | None = None
    post_of: str | None = None
    tenure: Tenure | None = None
    confidence: float = 0.5
    rule: str = ""
    subject_mention: Mention | None = None
    object_mention: Mention | None = None

    @property
    def id(self) -> str:
        """Return a hash of what is said and where, the same on every run (24 hex digits).

        The two that it is about stand in it by where they are mentioned, so that who they are found to be does not move
        it; by entity id only where there is no mention. Who speaks and where it was are told by the passage.
        """
        return short_hash(
            self.document,
            _place_of(self.subject_mention) or self.subject,
            self.predicate,
            str(self.open),
            (_place_of(self.object_mention) or self.object) if self.object is not None else "",
            self.value or "",
            self.polarity,
            self.modality,
            str(self.evidence.start),
            str(self.evidence.end),
            self.date.text if self.date else "",
        )


def _place_of(mention: Mention | None) -> str:
    """Return the span of a mention as a text that is no entity's id, or nothing."""
    return f"{mention.start}-{mention.end}" if mention else ""


def short_hash(*parts: str) -> str:
    """Return 24 hex digits that stand for a sequence of texts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Involvement:
    """The part that one entity has in an act, as the passage puts it; `mention` holds the words that name it."""

    entity: str
    part: Part
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """An act that a passage tells of and that may touch somebody's rights: who did it to whom is told apart, if at all.

    `kind` is a concept of the ontology's scheme of acts by its local name ("torture"); `words` are the text's own for
    it. `count` is how many victims the passage gives. The rest is as in a claim.
    """

    document: str
    kind: str
    words: str
    evidence: Evidence
    start: int
    involvements: tuple[Involvement, ...] = ()
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    attributed_to: tuple[str, ...] = ()
    date: When | None = None
    place: str | None = None
    count: int | None = None
    legal_status: LegalStatus | None = None
    confidence: float = 0.5
    rule: str = ""

    @property
    def id(self) -> str:
        """Return a hash of what is told and where, the same on every run (24 hex digits)."""
        return short_hash(self.document, self.kind, self.words, str(self.start))


@dataclass(frozen=True, slots=True)
class Gap:
    """What was not understood: a sentence that gave nothing, or something withheld, and why.

    `reason` is one of a few fixed words, see `kg.extraction.ledger`; `said` tells what would have been claimed.
    """

    evidence: Evidence
    reason: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document gave, each in order of appearance: entities, claims, acts, and what was not understood."""

    document: Document
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    acts: tuple[Act, ...] = ()
    gaps: tuple[Gap, ...] = ()
