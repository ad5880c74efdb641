"""Which claims and acts a network is made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Literal

from kg.errors import BadFilter
from kg.model import Act, Claim, Document, EntityType, Modality, Polarity, When
from kg.network.entities import EntityRecord
from kg.ontology import Ontology

Names = str | Iterable[str]
Day = str | dt.date
Undated = Literal["drop", "keep", "published"]

WORDS = "Words"
"""The type of a node that stands for words in the place of an object."""
ACT = "Act"
"""The type of a node that stands for an act."""
THE_TEXT = "the text"
"""The speaker of what a text says in its own voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a claim or act must be like to be kept: all filters must pass, of several names in one filter any.

    Names of speakers, documents and places match any part of a name, title or source, or a whole id; upper and lower
    case are the same.

    - `predicate`: a relation's name, or that of a family above it ("coerced" takes in "arrested"; "relatedTo" all);
      an open predicate is meant by its own name, and belongs to "relatedTo" alone. Acts are meant by their kind or one
      above it ("violence").
    - `modality`, `polarity`: the words of `kg.model`.
    - `since`, `until`: days, ISO or `date`, both included. A claim passes if any day of its span lies between them.
      `undated` says what becomes of a claim without a date: "drop" (it is not known to lie in the span), "keep", or
      "published", which takes the day of its document in its stead.
    - `speaker`: anyone in the chain of speakers; "the text" means what a text says in its own voice.
    - `document`: part of its title, source or publisher, or its id.
    - `type`: the classes of both ends ("Person", "Organization", ...); words in the place of an object have the class
      "Words". Of an act, all parties must be of these classes.
    - `place`: where it happened, or an end of the claim that is that place. Places inside others are not looked up.
    """

    predicate: Names = ()
    modality: Names = ()
    polarity: Names = ()
    since: Day | None = None
    until: Day | None = None
    undated: Undated = "drop"
    speaker: Names = ()
    document: Names = ()
    type: Names = ()
    place: Names = ()

    def __bool__(self) -> bool:
        return any(getattr(self, f.name) for f in fields(self) if f.name != "undated")

    def text(self) -> str:
        """Return the filters as one line for people, empty where there are none.

        >>> Filters(predicate="met", since="2023-05-01").text()
        'predicate met, since 2023-05-01, undated drop'
        """
        given = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name)}
        if not (self.since or self.until):
            given.pop("undated")
        words = {name: value if isinstance(value, str | dt.date) else " or ".join(value) for name, value in given.items()}
        return ", ".join(f"{name} {value}" for name, value in words.items())


class Sieve:
    """Filters made ready for the entities and documents of one network."""

    def __init__(self, filters: Filters, records: Mapping[str, EntityRecord], ontology: Ontology) -> None:
        self.filters, self.records, self.ontology = filters, records, ontology
        self.predicates = _all(filters.predicate)
        self.modalities = _known("modality", filters.modality, Modality)
        self.polarities = _known("polarity", filters.polarity, Polarity)
        self.types = _known("type", filters.type, (*EntityType, WORDS))
        self.documents = tuple(name.casefold() for name in _all(filters.document))
        self.speakers, self.places = self._entities(filters.speaker), self._entities(filters.place)
        self.own_voice = THE_TEXT in _all(filters.speaker)
        self.since, self.until = _day("since", filters.since), _day("until", filters.until)
        self._takes: dict[str, bool] = {}

    def passes_document(self, document: Document) -> bool:
        """Tell whether anything of a document may be kept."""
        names = (document.title.casefold(), document.source.casefold(), document.publisher.casefold(), document.id)
        return not self.documents or any(wanted in name for wanted in self.documents for name in names)

    def passes_claim(self, claim: Claim, document: Document) -> bool:
        """Tell whether a claim is kept."""
        ends = (claim.subject, claim.object)
        return (
            (not self.predicates or self._is_kind(claim.predicate, open_=claim.open))
            and (not self.types or all(self._type(end) in self.types for end in ends))
            and self._passes(claim, document, ends)
        )

    def passes_act(self, act: Act, document: Document) -> bool:
        """Tell whether an act is kept."""
        parties = tuple(involvement.entity for involvement in act.involvements)
        kinds = {act.kind, *self.ontology.acts.family(act.kind)} if self.predicates else set()
        return (
            (not self.predicates or bool(kinds & self.predicates))
            and (not self.types or (bool(parties) and all(self._type(party) in self.types for party in parties)))
            and self._passes(act, document, parties)
        )

    def _passes(self, said: Claim | Act, document: Document, ends: Iterable[str | None]) -> bool:
        return (
            (not self.modalities or said.modality in self.modalities)
            and (not self.polarities or said.polarity in self.polarities)
            and (self.since is None and self.until is None or self._in_span(said.date, document))
            and (not self.filters.speaker or self._spoken(said.attributed_to))
            and (not self.filters.place or said.place in self.places or any(end in self.places for end in ends))
        )

    def _is_kind(self, predicate: str, *, open_: bool) -> bool:
        key = f"open:{predicate}" if open_ else predicate
        if key not in self._takes:
            family = ("relatedTo",) if open_ else self.ontology.family(predicate)
            self._takes[key] = bool(self.predicates & {predicate, *family})
        return self._takes[key]

    def _type(self, end: str | None) -> str:
        return self.records[end].type if end else WORDS

    def _in_span(self, date: When | None, document: Document) -> bool:
        first = last = None
        if date is not None and date.earliest is not None:
            first, last = date.earliest, date.latest or date.earliest
        elif self.filters.undated == "published":
            first = last = document.date
        if first is None or last is None:
            return self.filters.undated == "keep"
        return (self.until is None or first <= self.until) and (self.since is None or last >= self.since)

    def _spoken(self, speakers: tuple[str, ...]) -> bool:
        return any(speaker in self.speakers for speaker in speakers) if speakers else self.own_voice

    def _entities(self, wanted: Names) -> frozenset[str]:
        return frozenset(id_ for name in _all(wanted) for id_ in matching(self.records.values(), name))


def matching(records: Iterable[EntityRecord], name: str) -> list[str]:
    """Return the ids of the entities of which a name has this part, or whose id it is."""
    folded = name.casefold()
    return [record.id for record in records
            if folded == record.id.casefold() or any(folded in known.casefold() for known in (record.label, *record.aliases))]


def check_predicates(wanted: Names, ontology: Ontology, used: Iterable[str]) -> None:
    """Raise `BadFilter` where a name is no relation, family or kind of act that is known or used."""
    known = {*ontology.predicates, *ontology.acts.kinds, *used, "relatedTo"}
    known |= {above for name in ontology.predicates for above in ontology.family(name)}
    for name in sorted(_all(wanted) - known):
        raise BadFilter(f"No relation, family or kind of act is called {name}.", f"Did you mean {_nearest(name, known)}?")


def _all(names: Names) -> frozenset[str]:
    return frozenset((names,) if isinstance(names, str) else names) - {""}


def _known(what: str, names: Names, known: Iterable[str]) -> frozenset[str]:
    """Return the names, which must be among those known."""
    allowed = [str(name) for name in known]
    for name in sorted(_all(names) - set(allowed)):
        raise BadFilter(f"There is no {what} {name}.", f"It is one of {', '.join(allowed)}.")
    return _all(names)


def _day(what: str, day: Day | None) -> dt.date | None:
    if day is None or isinstance(day, dt.date):
        return day
    try:
        return dt.date.fromisoformat(day)
    except ValueError as error:
        raise BadFilter(f"The day {day} after {what} cannot be read.", "Write it as 2023-05-31.") from error


def _nearest(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    return " or ".join(get_close_matches(name, sorted(known), 3, 0.0))
