"""Entities over all documents, gathered while the readings go by: what is kept of each is small, however often it is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.export.lines import Options
from kg.model import Act, Claim, EntityType, Reading
from kg.store.protocol import Store


@dataclass(slots=True)
class Gathered:
    """One entity. The label that most documents use stays, the first on a tie; the other names are aliases."""

    id: str
    type: str
    labels: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)
    mentions: int = 0
    documents: int = 0

    @property
    def label(self) -> str:
        """Return the name that most documents use."""
        return self.labels.most_common(1)[0][0] if self.labels else words_of(self.id)

    @property
    def aliases(self) -> list[str]:
        """Return the other names, sorted."""
        return sorted(self.names - {self.label})


class Entities:
    """All entities by id, in order of first appearance; those that a claim alone points to are among them."""

    def __init__(self) -> None:
        self._found: dict[str, Gathered] = {}

    def __iter__(self) -> Iterator[Gathered]:
        return iter(self._found.values())

    def add(self, reading: Reading) -> None:
        """Take in what one document names."""
        for entity in reading.entities:
            found = self._found.setdefault(entity.id, Gathered(entity.id, entity.type))
            found.labels[entity.label] += 1
            found.names.update((entity.label, *entity.aliases))
            found.mentions += len(entity.mentions)
            found.documents += 1
        for said in all_said(reading):
            for id_ in named_by(said):
                if id_ not in self._found:
                    self._found[id_] = Gathered(id_, type_of(id_))


def readings_of(store: Store, options: Options) -> Iterator[Reading]:
    """Yield all readings, and tell how many there were."""
    for done, reading in enumerate(store.readings(), 1):
        yield reading
        options.progress("documents written", done)


def all_said(reading: Reading) -> list[Claim | Act]:
    """Return the claims and the acts of a document."""
    return [*reading.claims, *reading.acts]


def named_by(said: Claim | Act) -> Iterable[str]:
    """Return the ids of the entities that a claim or act points to."""
    ends: tuple[str | None, ...]
    if isinstance(said, Claim):
        ends = (said.subject, said.object, said.post_of)
    else:
        ends = tuple(involvement.entity for involvement in said.involvements)
    return [id_ for id_ in (*ends, said.place, *said.attributed_to) if id_]


def words_of(id_: str) -> str:
    """Return the readable part of an entity's id, for one that no document lists.

    >>> words_of("person:Sar_Kheng")
    'Sar Kheng'
    """
    return id_.rpartition(":")[2].replace("_", " ") or id_


def type_of(id_: str) -> str:
    """Return the type that an entity's id begins with.

    >>> type_of("person:Sar_Kheng")
    'Person'
    """
    kind = id_.partition(":")[0]
    return next((type_.value for type_ in EntityType if type_.value.lower() == kind), EntityType.GROUP.value)
