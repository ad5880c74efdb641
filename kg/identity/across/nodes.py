"""Identifiers of nodes: readable, and the same when documents are added.

A node is named after its founder: the member whose name is whole and whose document is the earliest by day, then by id.
`person:Sar_Kheng` stays that while newer documents come. Where several nodes would have one id, the one with the earliest
founder has it, and the others add the first digits of their founder's document: `person:John_Smith--33e8`. A number
instead would move on each time a namesake is found before it. An older document, a document taken away or a person's
judgement can still move an id; `moved` says which, so that pages and queries can follow. Judgements are kept by document
and entity, never by node, and so outlive all this.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.identity.across.profile import Key, Profile
from kg.model import EntityType
from kg.rdf.iris import slug

DIGITS = 4  # of the founder's document, behind the name of a namesake


def name_nodes(clusters: Iterable[Sequence[Profile]]) -> dict[Key, str]:
    """Return for each entity of each document the id of its node.

    >>> from kg.identity.across.profile import Key
    >>> one, two = (Profile(Key(d, "person:John_Smith"), EntityType.PERSON, ("John Smith",)) for d in ("33e8aa", "a6e3bb"))
    >>> list(name_nodes([[two], [one]]).values())
    ['person:John_Smith', 'person:John_Smith--a6e3']
    """
    wanted: dict[str, list[tuple[Profile, Sequence[Profile]]]] = defaultdict(list)
    for members in clusters:
        kind = _type_of(members)
        first = min((p for p in members if p.type is kind), key=_seniority)
        wanted[_own(first.key.entity, kind) or f"{kind.lower()}:{slug(first.names[0])}"].append((first, members))
    taken = set(wanted)
    nodes: dict[Key, str] = {}
    for base in sorted(wanted):
        for rank, (first, members) in enumerate(sorted(wanted[base], key=lambda w: _age(w[0]))):
            node = base if rank == 0 else _apart(base, first, taken)
            taken.add(node)
            nodes.update((p.key, node) for p in members)
    return nodes


def _own(entity: str, kind: EntityType) -> str:
    """Return an entity's own id if it is that of the kind; in readings by machine it is made from the name as a node's is."""
    return entity if entity.startswith(f"{kind.lower()}:") else ""


def _apart(base: str, first: Profile, taken: set[str]) -> str:
    """Return a namesake's id: with as many digits of its founder's document as make it the only one."""
    document = slug(first.key.document)
    for digits in range(min(DIGITS, len(document)), len(document) + 1):
        if (node := f"{base}--{document[:digits]}") not in taken:
            return node
    others = (f"{base}--{document}-{k}" for k in range(2, len(taken) + 3))
    return next(node for node in others if node not in taken)


def _type_of(members: Sequence[Profile]) -> EntityType:
    """Return the type that most members have; of equals, the first by name."""
    counts = Counter(p.type for p in members)
    return min(counts, key=lambda t: (-counts[t], t))


def _seniority(profile: Profile) -> tuple[bool, tuple[bool, str, Key]]:
    """Return where a profile stands among those that may name its node: whole names as they are spoken first, then the earliest."""
    name = profile.names[0]
    spoken = " " in name and "," not in name and not any(len(w.strip(".")) == 1 for w in name.split())
    whole = spoken if profile.type is EntityType.PERSON else True
    return not whole or (name.isupper() and len(name) > 4), _age(profile)


def _age(profile: Profile) -> tuple[bool, str, Key]:
    """Return where a profile stands in time; what has no day comes last."""
    return profile.day is None, profile.day.isoformat() if profile.day else "", profile.key


def moved(before: Mapping[Key, str], after: Mapping[Key, str]) -> dict[str, tuple[str, ...]]:
    """Return the ids that no longer name the node that they named, each with the nodes that hold its members now.

    >>> a, b = Key("1", "person:x"), Key("2", "person:x")
    >>> moved({a: "person:x", b: "person:x"}, {a: "person:x", b: "person:x--2"})
    {'person:x': ('person:x', 'person:x--2')}
    """
    now: dict[str, set[str]] = defaultdict(set)
    for key, node in before.items():
        if key in after:
            now[node].add(after[key])
    return {node: tuple(sorted(nodes)) for node, nodes in sorted(now.items()) if nodes != {node}}
