"""The lists of claims and acts on an entity's page: how many there are in each, by relation and stance, and a piece as cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.maps.stance import STANCES
from kg.model import Modality, Reading
from kg.ontology import Ontology
from kg.ontology.words import predicate_words
from kg.rdf.iris import HR, HRV, id_of
from kg.server.answers import Asking
from kg.server.cards import Card, Cards
from kg.server.lookup import Row, lookup, named
from kg.server.together import together

SHOWS = ("by", "about", "said", "did", "suffered", "there")
"""The lists, in the order of the page; `kg/server/lookups/entity-claims.rq` says what is in each."""

BETWEEN = "between"
"""The list of claims that have this entity at one end and a certain other at the other."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How IRIs of relations and acts are put in words, and which relations accuse; `open` calls those of the texts' own words."""

    ontology: Ontology
    open: Mapping[str, str] = field(default_factory=dict)

    @property
    def accusatory(self) -> frozenset[str]:
        """Return the IRIs of the relations that accuse."""
        return frozenset(self.ontology.iris.get(name, HR + name) for name in self.ontology.accusatory)

    def words(self, iri: str) -> str:
        """Return what cards call a relation or a kind of act."""
        if iri.startswith(HRV):
            kinds, name = self.ontology.acts.kinds, iri.removeprefix(HRV)
            return kinds[name].label if name in kinds else predicate_words(name)
        own = {value: name for name, value in self.ontology.iris.items()}
        name = own.get(iri) or iri.rpartition(iri[max(map(iri.rfind, "#/:"))])[2]
        return predicate_words(name, self.open.get(iri, ""))

    def stance(self, row: Row) -> str:
        """Return the stance of what a row counts, as `kg.maps.stance` and `stance_of_act` do; an act with a perpetrator accuses."""
        modality, polarity = (row[column].removeprefix(HRV) for column in ("modality", "polarity"))
        if modality == Modality.DENIED:
            return "denied"
        if polarity == "negated":
            return "negated"
        cited, accuses = (row.get(column) in ("true", "1") for column in ("cited", "accuses"))
        accuses = accuses or row["relation"] in self.accusatory
        return "alleged" if cited and modality == Modality.ASSERTED and accuses else modality


@dataclass(frozen=True, slots=True)
class Counts:
    """How many claims or acts a list has, by relation (an IRI) and stance."""

    numbers: Mapping[tuple[str, str], int]

    def total(self, *, relation: str = "", stance: str = "", without: str = "") -> int:
        """Return how many there are, of one relation or stance where that is given, or without one relation."""
        return sum(number for (of, put), number in self.numbers.items()
                   if relation in ("", of) and stance in ("", put) and of != without)

    def relations(self, *, stance: str = "") -> list[tuple[str, int]]:
        """Return the relations with their numbers, the most frequent first."""
        found = Counter[str]()
        for (relation, put), number in self.numbers.items():
            if stance in ("", put):
                found[relation] += number
        return sorted(found.items(), key=lambda item: (-item[1], item[0]))

    def stances(self, *, relation: str = "") -> list[tuple[str, int]]:
        """Return the stances with their numbers, in the order of the legend."""
        numbers = {stance: self.total(relation=relation, stance=stance) for stance in STANCES}
        return [(stance, number) for stance, number in numbers.items() if number]


@dataclass(frozen=True, slots=True)
class Wish:
    """Which piece of which list is asked for, of one relation and stance where given, and none of the relation `without`.

    `other` is the id of the entity at the other end of a list `between`.
    """

    show: str
    relation: str = ""
    stance: str = ""
    other: str = ""
    without: str = ""


async def terms_for(asking: Asking, ontology: Ontology, relations: Iterable[str]) -> Terms:
    """Return how some relations are put in words; those that are not the ontology's are looked up."""
    known = {HR + name for name in ontology.predicates} | set(ontology.iris.values())
    strange = tuple(named(iri) for iri in sorted({*relations} - known) if not iri.startswith(HRV))
    rows = await lookup(asking, "entity-relations", relations=strange) if strange else []
    return Terms(ontology, {row["relation"]: row["words"] for row in rows})


def counted(rows: Iterable[Row], terms: Terms) -> dict[str, Counts]:
    """Sort the rows of a count by list."""
    found: dict[str, Counter[tuple[str, str]]] = {show: Counter() for show in (*SHOWS, BETWEEN)}
    for row in rows:
        found[row.get("show", BETWEEN)][row["relation"], terms.stance(row)] += int(row["number"])
    return {show: Counts(numbers) for show, numbers in found.items()}


async def cards_of(asking: Asking, entity: str, other: str, wish: Wish, *, terms: Terms, limit: int, offset: int) -> list[Card]:
    """Return a piece of a list as cards, the latest first; `entity` and `other` are IRIs.

    What a rebuild has taken away between the question and the reading is left out.
    """
    rows = await lookup(asking, "entity-claims", entity=named(entity), show=wish.show, stance=wish.stance, relation=wish.relation,
                        without=wish.without,
                        accusatory=f" {' '.join(sorted(terms.accusatory))} ", limit=limit, offset=offset, **{"with": named(other)})
    base = (await asking.state()).store.base
    wanted = [(id_of(row["said"], base=base), id_of(row["document"], base=base).partition(":")[2]) for row in rows]
    readings = await readings_of(asking, {document for _, document in wanted})
    makers = {document: Cards(reading, terms.ontology) for document, reading in readings.items()}
    made = _made(readings, makers, {said for said, _ in wanted})
    return [made[said] for said, _ in wanted if said in made]


async def readings_of(asking: Asking, documents: Collection[str]) -> dict[str, Reading]:
    """Return what some documents gave, by their ids."""
    return await together({document: asking.reading(document) for document in documents})


def _made(readings: Mapping[str, Reading], makers: Mapping[str, Cards], wanted: Collection[str]) -> dict[str, Card]:
    """Return the wanted cards by the ids of what they show, as `claim:…` and `act:…`."""
    made: dict[str, Card] = {}
    for document, reading in readings.items():
        made |= {f"claim:{claim.id}": makers[document].claim(claim) for claim in reading.claims if f"claim:{claim.id}" in wanted}
        made |= {f"act:{act.id}": makers[document].act(act) for act in reading.acts if f"act:{act.id}" in wanted}
    return made


def in_words(numbers: Sequence[tuple[str, int]]) -> str:
    """Join what was counted, as "met ×3, praised".

    >>> in_words([("met", 3), ("praised", 1)])
    'met ×3, praised'
    """
    return ", ".join(words if number == 1 else f"{words} ×{number:,}" for words, number in numbers)
