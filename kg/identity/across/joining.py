"""What was resolved, as a graph keeps and tells it: which entities of which documents have a node of another id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.identity.across.judgements import Judgement
from kg.identity.across.profile import Key
from kg.identity.across.resolving import Resolution, resolve
from kg.identity.across.telling import profiles
from kg.model import Reading


class Joined(NamedTuple):
    """How many ids that documents give are fewer nodes, in how many documents."""

    names: int = 0
    documents: int = 0
    nodes: int = 0


def resolved(readings: Iterable[Reading], judgements: Iterable[Judgement] = ()) -> Resolution:
    """Decide which entities of readings, as their documents tell them, are one; see `resolve`."""
    return resolve((profile for reading in readings for profile in profiles(reading)), judgements)


def renames(nodes: Mapping[Key, str]) -> dict[str, dict[str, str]]:
    """Return by document the nodes of those entities whose node is not their own id, all in order.

    >>> renames({Key("d2", "person:Venn"): "person:Orla_Venn", Key("d1", "person:Orla_Venn"): "person:Orla_Venn"})
    {'d2': {'person:Venn': 'person:Orla_Venn'}}
    """
    found: dict[str, dict[str, str]] = {}
    for key in sorted(nodes):
        if nodes[key] != key.entity:
            found.setdefault(key.document, {})[key.entity] = nodes[key]
    return found


def joined(nodes: Mapping[Key, str]) -> Joined:
    """Count what is one although documents give it several ids.

    >>> joined({Key("d2", "person:Venn"): "person:Orla_Venn", Key("d1", "person:Orla_Venn"): "person:Orla_Venn"})
    Joined(names=2, documents=2, nodes=1)
    """
    members: dict[str, set[Key]] = defaultdict(set)
    for key, node in nodes.items():
        members[node].add(key)
    ids = {node: {key.entity for key in keys} for node, keys in members.items()}
    several = {node for node, own in ids.items() if len(own) > 1}
    return Joined(sum(len(ids[node]) for node in several),
                  len({key.document for node in several for key in members[node]}), len(several))
