"""One record an entity, gathered from all the readings that name it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.model import Claim, Entity, Modality, Polarity, Reading

ROLE_PREDICATE = "holdsRole"


@dataclass(slots=True)
class EntityRecord:
    """What the readings together say of one entity; every list is in order of first appearance, without repeats."""

    id: str
    label: str
    type: str
    aliases: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    mentions: int = 0


def gather_entities(readings: Iterable[Reading]) -> dict[str, EntityRecord]:
    """Return a record for each entity that is listed or that a claim points to, by id.

    The first label seen stays the label; another becomes an alias. A claim may point to an entity that no reading
    lists: it gets a record whose type is empty, so that no claim is lost.
    """
    records: dict[str, EntityRecord] = {}
    for reading in readings:
        for entity in reading.entities:
            _add_entity(records, entity, reading.document.id)
        for claim in reading.claims:
            for id_ in _ids(claim):
                records.setdefault(id_, EntityRecord(id_, words_of_id(id_), ""))
            if _gives_role(claim):
                add_new(records[claim.subject].roles, claim.value or "")
    return records


def words_of_id(id_: str) -> str:
    """Return the readable part of an entity id, for one that has no label.

    >>> words_of_id("person:Sar_Kheng")
    'Sar Kheng'
    """
    return id_.rpartition(":")[2].replace("_", " ") or id_


def add_new(items: list[str], item: str) -> None:
    """Append `item` unless it is empty or already there."""
    if item and item not in items:
        items.append(item)


def _add_entity(records: dict[str, EntityRecord], entity: Entity, document: str) -> None:
    fresh = EntityRecord(entity.id, entity.label, entity.type.value)
    record = records.setdefault(entity.id, fresh)
    if not record.type:  # a claim pointed to it before a reading listed it
        record.label, record.type = fresh.label, fresh.type
    for alias in (entity.label, *entity.aliases):
        if alias != record.label:
            add_new(record.aliases, alias)
    add_new(record.documents, document)
    record.mentions += len(entity.mentions)


def _ids(claim: Claim) -> Iterator[str]:
    yield claim.subject
    yield from (id_ for id_ in (claim.object, claim.place) if id_)
    yield from claim.attributed_to


def _gives_role(claim: Claim) -> bool:
    is_role = claim.predicate == ROLE_PREDICATE and not claim.open
    reported = claim.polarity is Polarity.AFFIRMED and claim.modality in (Modality.ASSERTED, Modality.ALLEGED)
    return is_role and reported
