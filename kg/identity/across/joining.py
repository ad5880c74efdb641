"""From readings to what a graph keeps of it: which entities of which documents have a node of another id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.identity.across.judgements import Judgement
from kg.identity.across.profile import Key
from kg.identity.across.resolving import Resolution, resolve
from kg.identity.across.telling import profiles
from kg.model import Reading


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
