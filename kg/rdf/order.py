"""The order in which a reading's entities, claims and acts come back from a graph, which itself has none."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Act, Claim, Entity, Involvement, Mention, Reading


def in_order(reading: Reading) -> Reading:
    """Return a reading with everything in order of first appearance, then of id, and each claim and act once.

    A reading that went through RDF equals its ordered self, but for what was not understood, which is no part of a graph.
    """
    # Each id is worked out once: it is a hash of all that is said.
    entities = {entity.id: _tidy(entity) for entity in reversed(reading.entities)}
    claims = {claim.id: claim for claim in reversed(reading.claims)}
    acts = {act.id: replace(act, involvements=tuple(sorted(set(act.involvements), key=_involvement_key)))
            for act in reversed(reading.acts)}
    return Reading(reading.document, tuple(sorted(entities.values(), key=_entity_key)),
                   tuple(claim for _, claim in sorted(claims.items(), key=_claim_key)),
                   tuple(act for _, act in sorted(acts.items(), key=_act_key)), reading.gaps)


def _tidy(entity: Entity) -> Entity:
    aliases, mentions = tuple(sorted(set(entity.aliases))), tuple(sorted(set(entity.mentions), key=_mention_key))
    return replace(entity, aliases=aliases, mentions=mentions)


def _mention_key(mention: Mention) -> tuple[int, int, str, str, str]:
    return (mention.start, mention.end, mention.text, mention.kind, mention.type)


def _entity_key(entity: Entity) -> tuple[bool, int, str]:
    return (not entity.mentions, entity.mentions[0].start if entity.mentions else 0, entity.id)


def _claim_key(item: tuple[str, Claim]) -> tuple[int, int, str]:
    return (item[1].evidence.start, item[1].evidence.end, item[0])


def _act_key(item: tuple[str, Act]) -> tuple[int, str]:
    return (item[1].start, item[0])


def _involvement_key(involvement: Involvement) -> tuple[str, bool, tuple[int, int, str, str], str]:
    mention = involvement.mention
    span = (mention.start, mention.end, mention.kind, mention.type) if mention else (0, 0, "", "")
    return (involvement.part, mention is None, span, involvement.entity)
