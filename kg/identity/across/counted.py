"""How much was joined, in a few numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from kg.identity.across.profile import Key


class Joined(NamedTuple):
    """How many ids that documents give are fewer nodes, in how many documents."""

    names: int = 0
    documents: int = 0
    nodes: int = 0


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
