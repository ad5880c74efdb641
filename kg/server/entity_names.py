"""The names in the graph: entities found by a part of what they are called, the most mentioned first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import EntityType
from kg.network.entities import words_of_id
from kg.rdf.iris import HR, id_of, iri_of
from kg.server.addresses import entity_address
from kg.server.answers import Asking
from kg.server.cards import Named
from kg.server.lookup import Row, lookup, named
from kg.store.endpoint import Endpoint

if TYPE_CHECKING:
    from kg.server.served import State

LISTED = 10_000
"""How many entities a search finds at most; there are more in few graphs, and nobody reads so far."""

TYPES = {str(type_).lower(): str(type_) for type_ in EntityType}


@dataclass(frozen=True, slots=True)
class Found:
    """An entity in a list, and in how many places and documents it is mentioned."""

    id: str
    mentions: int
    documents: int

    @property
    def type(self) -> str:
        """Return the name of its class, as "Person"."""
        return type_of(self.id)

    @property
    def unnamed(self) -> bool:
        """Tell whether it is a group that a text gives no name, such as "five villagers"."""
        return is_unnamed(self.id)


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; `unnamed` is false where groups without a name are to be left out."""

    text: str = ""
    type: str = ""
    unnamed: bool = True

    def fits(self, found: Found) -> bool:
        """Tell whether one of those that have the text belongs to the answer."""
        return (not self.type or found.type == self.type) and (self.unnamed or not found.unnamed)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found: all that fit, and how many there are of each type, `unnamed` ones counted besides.

    Where `cut`, there are more that fit than `LISTED`; then the numbers are those of the most mentioned.
    """

    fitting: Sequence[Found]
    types: Mapping[str, int]
    unnamed: int
    cut: bool


@dataclass(frozen=True, slots=True)
class Everyone:
    """The most mentioned entities of a graph as it stood at one time; where `cut`, there are more than `LISTED`."""

    state: State
    found: Sequence[Found]
    cut: bool


async def search(asking: Asking, wish: Search) -> Answer:
    """Find the entities that have a text in a label or another name, large and small letters alike."""
    state = await asking.state()
    base = state.store.base
    if wish.text:
        rows = await lookup(asking, "entities", text=wish.text, limit=LISTED + 1)
        everyone = Everyone(state, in_order(rows, base=base), len(rows) > LISTED)
    else:
        everyone = await _everyone(asking)
    found, cut = everyone.found, everyone.cut
    fitting = found
    if cut and wish.type:
        # Those of a rare type may all be less mentioned than those listed.
        rows = await lookup(asking, "entities-typed", type=named(HR + wish.type), text=wish.text, limit=LISTED + 1)
        fitting, cut = in_order(rows, base=base), len(rows) > LISTED
    types = Counter(one.type for one in found if wish.unnamed or not one.unnamed)
    return Answer([one for one in fitting[:LISTED] if wish.fits(one)], {type_: types[type_] for type_ in TYPES.values()},
                  sum(one.unnamed for one in found), cut)


async def _everyone(asking: Asking) -> Everyone:
    """Return all entities; they are looked up once for each state of a graph, each time where others write to it on a server."""
    state = await asking.state()
    if asking.everyone is None or asking.everyone.state is not state or isinstance(state.source, Endpoint):
        rows = await lookup(asking, "entities-all", limit=LISTED + 1)
        asking.everyone = Everyone(state, in_order(rows, base=state.store.base), len(rows) > LISTED)
    return asking.everyone


def in_order(rows: Collection[Row], *, base: str) -> list[Found]:
    """Return entities by mentions, of those mentioned alike first those in more documents, then by their ids."""
    found = [Found(id_of(row["entity"], base=base), int(row["mentions"]), int(row["documents"])) for row in rows]
    return sorted(found, key=lambda one: (-one.mentions, -one.documents, one.id))


async def labels_of(asking: Asking, identifiers: Collection[str]) -> dict[str, str]:
    """Return what most documents call each entity, of alike ones the first by alphabet; one without a label its id in words."""
    if not identifiers:
        return {}
    base = (await asking.state()).store.base
    terms = tuple(named(iri_of(identifier, base=base)) for identifier in identifiers)
    rows = await lookup(asking, "entities-labels", entities=terms)
    best: dict[str, tuple[int, str]] = {}
    for row in rows:
        identifier, given = id_of(row["entity"], base=base), (-int(row["documents"]), row["label"])
        best[identifier] = min(best.get(identifier, given), given)
    return {identifier: best[identifier][1] if identifier in best else words_of_id(identifier) for identifier in identifiers}


async def named_all(asking: Asking, identifiers: Collection[str]) -> dict[str, Named]:
    """Return links to entities by their ids."""
    labels = await labels_of(asking, identifiers)
    return {identifier: Named(identifier, label, entity_address(identifier)) for identifier, label in labels.items()}


async def claims_of(asking: Asking, identifiers: Collection[str]) -> dict[str, int]:
    """Return in how many claims each entity is the subject or the object."""
    if not identifiers:
        return {}
    base = (await asking.state()).store.base
    rows = await lookup(asking, "entities-claims", entities=tuple(named(iri_of(one, base=base)) for one in identifiers))
    return dict.fromkeys(identifiers, 0) | {id_of(row["entity"], base=base): int(row["claims"]) for row in rows}


def type_of(identifier: str) -> str:
    """Return the class of an entity by its id, "" of what is none.

    >>> type_of("person:Orla_Venn"), type_of("claim:1")
    ('Person', '')
    """
    return TYPES.get(identifier.partition(":")[0], "")


def is_unnamed(identifier: str) -> bool:
    """Tell whether an id is that of a group without a name, which belongs to one document.

    >>> is_unnamed("group:0a1b:five_villagers"), is_unnamed("group:Velin_Miners")
    (True, False)
    """
    return identifier.startswith("group:") and identifier.count(":") > 1
