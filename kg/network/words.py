"""Nodes for words that stand in the place of an object: "denied *the charges*", "is *minister*"."""

from __future__ import annotations

import networkx as nx

from kg.model import Claim
from kg.network.filters import WORDS


def object_node(graph: nx.MultiDiGraph[str], claim: Claim) -> str:
    """Return the key of the node that a claim points to, adding that of its words where it has no entity there.

    A node of words belongs to one subject: two people who are both called minister are not thereby tied.
    """
    if claim.object:
        return claim.object
    node = f"words:{claim.subject}:{claim.value}"
    if node not in graph:
        graph.add_node(node, label=claim.value or "", type=WORDS, kind="words", named=False, mentions=1, documents=1,
                       aliases="", roles="")
    return node
