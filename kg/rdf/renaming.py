"""A document's reading, and its N-Quads, with the ids of nodes in place of the document's own ids of entities.

The parts of a graph keep the ids of their documents; whoever reads them gets those of the nodes. Most lines need another
IRI here and there, which `renamed_lines` puts in without parsing them. Where more than IRIs changes (two entities of the
document are one node, a node is of another type, a claim's own id names an entity), the lines are written anew.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from kg.model import Act, Claim, Entity, EntityType, Reading
from kg.rdf.canonical import from_nquads, to_nquads
from kg.rdf.iris import DEFAULT_BASE, HR, RDF, id_of, iri_of
from kg.rdf.mapping import post_iri, to_quads
from kg.rdf.order import in_order
from kg.rdf.reading import extractor_of, from_quads

Nodes = Mapping[str, str]
"""The node of each of a document's entities whose node is not its own id."""

Said = TypeVar("Said", Claim, Act)
_TYPES = {type_.lower(): type_ for type_ in EntityType}


def renamed(reading: Reading, nodes: Nodes) -> Reading:
    """Return a reading with the ids of nodes; entities of one node are one, under the name that comes first in the text.

    >>> from kg.model import Document
    >>> venn = Entity("person:Venn", "Venn", EntityType.PERSON)
    >>> renamed(Reading(Document("d", "Venn"), (venn,)), {"person:Venn": "person:Orla_Venn"}).entities[0].id
    'person:Orla_Venn'
    """
    if not nodes:
        return reading
    together: dict[str, list[Entity]] = defaultdict(list)
    for entity in reading.entities:
        together[nodes.get(entity.id, entity.id)].append(entity)
    return in_order(replace(
        reading,
        entities=tuple(_as_one(node, entities) for node, entities in together.items()),
        claims=tuple(_claim(claim, nodes) for claim in reading.claims),
        acts=tuple(_act(act, nodes) for act in reading.acts),
    ))


def type_of(node: str) -> EntityType:
    """Return the type that a node's id begins with.

    >>> type_of("person:Orla_Venn")
    <EntityType.PERSON: 'Person'>
    """
    return _TYPES[node.partition(":")[0]]


def _as_one(node: str, entities: list[Entity]) -> Entity:
    """Return the entities of one node as one; what the document does not rename stays as it is."""
    first = entities[0]
    if [entity.id for entity in entities] == [node]:
        return first
    names = dict.fromkeys(name for entity in entities for name in (entity.label, *entity.aliases))
    mentions = tuple(mention for entity in entities for mention in entity.mentions)
    return Entity(node, first.label, type_of(node), tuple(name for name in names if name != first.label), mentions)


def _claim(claim: Claim, nodes: Nodes) -> Claim:
    subject, object_, owner = (_node(id_, nodes) for id_ in (claim.subject, claim.object, claim.post_of))
    return replace(_told(claim, nodes), subject=subject or "", object=object_, post_of=owner)


def _act(act: Act, nodes: Nodes) -> Act:
    involved = (replace(one, entity=nodes.get(one.entity, one.entity)) for one in act.involvements)
    return replace(_told(act, nodes), involvements=tuple(dict.fromkeys(involved)))


def _told(said: Said, nodes: Nodes) -> Said:
    """Return a claim or an act with the nodes of those who tell it and of where it was."""
    speakers = tuple(nodes.get(speaker, speaker) for speaker in said.attributed_to)
    return replace(said, attributed_to=speakers, place=_node(said.place, nodes))


def _node(entity: str | None, nodes: Nodes) -> str | None:
    return None if entity is None else nodes.get(entity, entity)


def renamed_lines(lines: bytes, nodes: Nodes, *, base: str = DEFAULT_BASE,
                  iris: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """Return the lines of a document's part as those of its renamed reading.

    `iris` are those that the part was written with. The lines stay in the order of the part, or are in that of a new one.
    Raises `SyntaxError` or `ValueError` if the lines are damaged.
    """
    if not nodes:
        return lines
    terms = _terms(lines, nodes, base)
    if terms is None:
        return _written_anew(lines, nodes, base, iris)

    def put(found: re.Match[bytes]) -> bytes:
        if found["citing"]:
            return found["citing"] + b" ".join(terms.get(iri, iri) for iri in found["chain"].split(b" ")) + b'"'
        iri = found["iri"]
        return b"<" + terms.get(iri, iri) + b">" if iri else found[0]

    return _pattern(base).sub(put, lines)


@lru_cache(maxsize=8)
def _pattern(base: str) -> re.Pattern[bytes]:
    """Return what finds the IRIs of entities and posts, and steps over literals, whose words may look like IRIs."""
    kinds = "|".join((*_TYPES, "position"))
    here = re.escape(base.encode())
    return re.compile(rb'(?P<citing><' + re.escape(f"{HR}citing".encode()) + rb'> ")(?P<chain>[^"]*)"'
                      rb'|"(?:[^"\\]|\\.)*"'
                      rb"|<(?P<iri>" + here + rb"(?:" + kinds.encode() + rb")[:/][^>]*)>")


def _terms(lines: bytes, nodes: Nodes, base: str) -> dict[bytes, bytes] | None:
    """Return the new IRIs by the old ones; None where more than IRIs changes."""
    terms = {_iri(entity, base): _iri(node, base) for entity, node in nodes.items()}
    told = _told_of_all(lines)
    there = {entity for entity, _ in told["mentionCount"]} - set(terms)
    as_one = len(set(terms.values())) < len(terms) or not there.isdisjoint(terms.values())
    retyped = any(entity.partition(":")[0] != node.partition(":")[0] for entity, node in nodes.items())
    if as_one or retyped or _named_by_claims(told, terms):
        return None
    posts = _posts(told, nodes, base)
    return None if posts is None else terms | posts


def _iri(identifier: str, base: str) -> bytes:
    return iri_of(identifier, base=base).encode()


Told = Mapping[str, list[tuple[bytes, bytes]]]
"""Subjects and objects, as IRIs, by the property's local name."""

_ASKED = re.compile(rb"^<([^>]*)> <(?:" + b"|".join(re.escape(start.encode()) for start in (HR, RDF))
                    + rb")(mentionCount|subject|object|subjectMention|objectMention|heldBy|postOf)> <?([^ >]*)", re.M)


def _told_of_all(lines: bytes) -> Told:
    """Return what lines say of entities, and of claims and posts that may name them in their own IRIs."""
    told: dict[str, list[tuple[bytes, bytes]]] = defaultdict(list)
    for subject, property_, object_ in _ASKED.findall(lines):
        told[property_.decode()].append((subject, object_))
    return told


def _named_by_claims(told: Told, terms: Mapping[bytes, bytes]) -> bool:
    """Tell whether a claim is about one of these entities without a mention, and so has an id made from the entity's."""
    for property_, mention in (("subject", "subjectMention"), ("object", "objectMention")):
        mentioned = {claim for claim, _ in told[mention]}
        if any(entity in terms and claim not in mentioned for claim, entity in told[property_]):
            return True
    return False


def _posts(told: Told, nodes: Nodes, base: str) -> dict[bytes, bytes] | None:
    """Return the new IRIs of posts, which are made from those who hold them and of where; None where these are not clear."""
    holders, owners = _only(told["heldBy"]), _only(told["postOf"])
    if holders is None or owners is None:
        return None
    found = {}
    for post, holder in holders.items():
        who, where = (id_of(iri.decode(), base=base) if iri else "" for iri in (holder, owners.get(post, b"")))
        title = id_of(post.decode(), base=base).split(":")[len(who.split(":"))]
        new = post_iri(nodes.get(who, who), title, nodes.get(where, where), base=base)
        found[post] = new.encode()
    return found


def _only(pairs: list[tuple[bytes, bytes]]) -> dict[bytes, bytes] | None:
    """Return pairs as a mapping; None where one has two values."""
    found = dict(pairs)
    return found if len(found) == len(set(pairs)) else None


def _written_anew(lines: bytes, nodes: Nodes, base: str, iris: Mapping[str, str]) -> bytes:
    quads = list(from_nquads(lines))
    release, pipeline = extractor_of(quads)
    reading = renamed(from_quads(quads, base=base), nodes)
    return to_nquads(to_quads(reading, base=base, release=release, pipeline=pipeline, iris=iris))
