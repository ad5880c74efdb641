"""The entity that a name means, for a map around it."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from kg.network.entities import EntityRecord
from kg.network.evidence import find_entity


def entity_named(records: Iterable[EntityRecord], name: str) -> str:
    """Return the id of the entity with that id, name or part of a name; raise `NotInGraph` unless it is one."""
    named: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for record in records:
        named.add_node(record.id, label=record.label, aliases="|".join(record.aliases), kind="entity", named=record.named)
    return find_entity(named, name)
