"""One record an entity, gathered from all the readings that name it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.model import Act, Claim, Entity, EntityType, MentionKind, Modality, Polarity, Reading

ROLE_PREDICATE = "holdsRole"


@dataclass(slots=True)
class EntityRecord:
    """What the readings together say of one entity; all in order of first appearance, without repeats.

    `documents` holds the ids of documents as keys: an entity may be in a great many.
    `named` is false where no text calls the entity by a name ("five villagers", "the police").
    """

    id: str
    label: str
    type: str
    aliases: list[str] = field(default_factory=list)
    documents: dict[str, None] = field(default_factory=dict)
    roles: list[str] = field(default_factory=list)
    mentions: int = 0
    named: bool = True


def gather_entities(readings: Iterable[Reading]) -> dict[str, EntityRecord]:
    """Return a record for each entity that is listed or that a claim or an act points to, by id.

    The first label seen stays the label; another becomes an alias. A claim may point to an entity that no reading
    lists: it gets a record whose type is empty, so that no claim is lost.
    """
    records: dict[str, EntityRecord] = {}
    for reading in readings:
        for entity in reading.entities:
            _add_entity(records, entity, reading.document.id)
        for claim in reading.claims:
            for id_ in _ids_of_claim(claim):
                if id_ not in records:
                    records[id_] = EntityRecord(id_, words_of_id(id_), "")
            if _gives_role(claim):
                add_new(records[claim.subject].roles, claim.value or "")
        for act in reading.acts:
            for id_ in _ids_of_act(act):
                if id_ not in records:
                    records[id_] = EntityRecord(id_, words_of_id(id_), "")
    return records


def words_of_id(id_: str) -> str:
    """Return the readable part of an entity id, for one that has no label.

    >>> words_of_id("person:Sar_Kheng")
    'Sar Kheng'
    """
    return id_.rpartition(":")[2].replace("_", " ") or id_


def is_named(entity: Entity) -> bool:
    """Tell whether a text calls the entity by a name; one without mentions is unnamed if it is a group.

    >>> is_named(Entity("group:d1:police", "police", EntityType.GROUP))
    False
    """
    if not entity.mentions:
        return entity.type is not EntityType.GROUP
    return any(mention.kind is MentionKind.NAME for mention in entity.mentions)


def add_new(items: list[str], item: str) -> None:
    """Append `item` unless it is empty or already there."""
    if item and item not in items:
        items.append(item)


def _add_entity(records: dict[str, EntityRecord], entity: Entity, document: str) -> None:
    record = records.get(entity.id)
    if record is None:
        record = records[entity.id] = EntityRecord(entity.id, entity.label, entity.type.value, named=False)
    elif not record.type:  # a claim pointed to it before a reading listed it
        record.label, record.type, record.named = entity.label, entity.type.value, False
    record.named = record.named or is_named(entity)
    for alias in (entity.label, *entity.aliases):
        if alias != record.label:
            add_new(record.aliases, alias)
    record.documents[document] = None
    record.mentions += len(entity.mentions)


def _ids_of_claim(claim: Claim) -> Iterator[str]:
    yield claim.subject
    if claim.object:
        yield claim.object
    if claim.place:
        yield claim.place
    if claim.post_of:
        yield claim.post_of
    yield from claim.attributed_to


def _ids_of_act(act: Act) -> Iterator[str]:
    yield from (involvement.entity for involvement in act.involvements)
    if act.place:
        yield act.place
    yield from act.attributed_to


def _gives_role(claim: Claim) -> bool:
    is_role = claim.predicate == ROLE_PREDICATE and not claim.open
    reported = claim.polarity is Polarity.AFFIRMED and claim.modality in (Modality.ASSERTED, Modality.ALLEGED)
    return is_role and reported
