"""Entities over all documents: those with the same id become one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.bulk import uncollected
from kg.model import Entity, Reading


@dataclass(frozen=True, slots=True)
class MergedEntity:
    """An entity with the mentions of all documents, and the ids of those documents."""

    entity: Entity
    documents: tuple[str, ...]


def merge_entities(readings: Iterable[Reading]) -> list[MergedEntity]:
    """Return one entity for each id, in order of first appearance.

    The label most documents use stays (the first on a tie); the other labels join the aliases. Mentions are those of
    all documents, in order of document; their offsets count within each.
    """
    found: dict[str, list[tuple[str, Entity]]] = {}
    with uncollected():
        for reading in readings:
            for entity in reading.entities:
                found.setdefault(entity.id, []).append((reading.document.id, entity))
    return [_merge(parts) for parts in found.values()]


def _merge(parts: list[tuple[str, Entity]]) -> MergedEntity:
    entities = [entity for _, entity in parts]
    label = Counter(entity.label for entity in entities).most_common(1)[0][0]
    names = {name for entity in entities for name in (entity.label, *entity.aliases)}
    mentions = tuple(mention for entity in entities for mention in entity.mentions)
    merged = Entity(entities[0].id, label, entities[0].type, tuple(sorted(names - {label})), mentions)
    return MergedEntity(merged, tuple(document for document, _ in parts))
