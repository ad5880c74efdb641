"""The order in which a reading's entities and claims come back from a graph, which itself has none."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Claim, Entity, Reading


def in_order(reading: Reading) -> Reading:
    """Return a reading with everything in order of first appearance, then of id, and each claim once.

    A reading that went through RDF equals its ordered self.
    """
    entities = {entity.id: _tidy(entity) for entity in reversed(reading.entities)}
    claims = {claim.id: claim for claim in reversed(reading.claims)}
    return Reading(reading.document, tuple(sorted(entities.values(), key=_entity_key)),
                   tuple(sorted(claims.values(), key=_claim_key)), gaps=reading.gaps)


def _tidy(entity: Entity) -> Entity:
    aliases, mentions = tuple(sorted(set(entity.aliases))), tuple(sorted(set(entity.mentions)))
    return replace(entity, aliases=aliases, mentions=mentions)


def _entity_key(entity: Entity) -> tuple[bool, int, str]:
    return (not entity.mentions, entity.mentions[0].start if entity.mentions else 0, entity.id)


def _claim_key(claim: Claim) -> tuple[int, int, str]:
    return (claim.evidence.start, claim.evidence.end, claim.id)
