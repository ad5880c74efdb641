"""An invented world for generated graphs: people, bodies and places that nobody bears the name of, most of them rare.

How often one is named falls with its rank, as in news (Zipf's law), so a larger graph knows more of them.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.model import EntityType
from kg.rdf.iris import slug

PERSONS, ORGANIZATIONS, PLACES, AFFAIRS = 12_000, 2_500, 1_500, 6_000
EXPONENT = 0.85
FIRST_DAY, DAYS = dt.date(2027, 1, 1), 2_000

ONSETS = ("b", "br", "d", "dr", "f", "g", "h", "j", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "z")
VOWELS = ("a", "e", "i", "o", "u", "ai", "ia", "ou")
CODAS = ("", "", "l", "m", "n", "r", "s", "sk", "th", "v")
BODIES = ("Group", "Committee", "Union", "Network", "Foundation", "Party", "Company", "Front", "Association", "Brigade")
UNITS = ("Police", "Ministry", "Prison Service", "Court", "Directorate", "Council", "Guard", "Observatory")
ROLES = (
    "Colonel", "Minister of the Interior", "Captain", "Judge", "spokesman", "reporter", "founder", "Prosecutor General",
    "commander", "Minister of Justice", "deputy director", "Governor", "managing director", "state prosecutor", "director",
    "opposition leader", "lawyer", "General", "secretary", "mayor", "teacher", "activist", "chairwoman", "Sergeant",
)
# How a person stands to the body that employs them, with the weights of the examples.
TIES = {"affiliatedWith": 15, "headOf": 14, "memberOf": 12, "worksFor": 11}


@dataclass(frozen=True, slots=True)
class Thing:
    """A person, body or place; `inside` is the employer, the larger body or the larger place."""

    id: str
    label: str
    type: EntityType
    short: str = ""
    role: str = ""
    tie: str = ""
    inside: Thing | None = None


@dataclass(frozen=True, slots=True)
class Affair:
    """Something that happened and that several documents may tell of: who did what to whom, when and where."""

    doer: Thing
    predicate: str
    target: Thing
    day: dt.date
    place: Thing


def rarer(count: int, *, exponent: float = EXPONENT) -> list[float]:
    """Return the running sums of Zipf weights, for `random.choices(cum_weights=...)`.

    >>> rarer(3, exponent=1.0)[:2]
    [1.0, 1.5]
    """
    return list(itertools.accumulate(1 / rank**exponent for rank in range(1, count + 1)))


class World:
    """All that the documents of one seed may name."""

    def __init__(self, seed: int, predicates: Sequence[tuple[str, EntityType, float]]) -> None:
        self._random = random.Random(f"world {seed}")
        self._taken: set[str] = set()
        self._sums = {count: rarer(count) for count in (PERSONS, ORGANIZATIONS, PLACES, AFFAIRS)}
        self.places = self._places()
        self.organizations = self._organizations()
        self.persons = [self._person() for _ in range(PERSONS)]
        self._predicates = list(predicates)
        self.affairs = [self._affair() for _ in range(AFFAIRS)]

    def pick(self, things: list[Thing], random_: random.Random) -> Thing:
        """Draw a thing, the first ones often, the last ones seldom."""
        return random_.choices(things, cum_weights=self._sums[len(things)])[0]

    def affair(self, random_: random.Random) -> Affair:
        """Draw an affair in the same way."""
        return random_.choices(self.affairs, cum_weights=self._sums[AFFAIRS])[0]

    def anyone(self, kind: EntityType, random_: random.Random) -> Thing:
        """Draw a thing of a kind."""
        things = {EntityType.PERSON: self.persons, EntityType.ORGANIZATION: self.organizations}.get(kind, self.places)
        return self.pick(things, random_)

    def _word(self, syllables: int) -> str:
        draw = self._random.choice
        return "".join(draw(ONSETS) + draw(VOWELS) for _ in range(syllables)).capitalize() + draw(CODAS)

    def _new(self, make: Callable[[], str]) -> str:
        """Return a name that nothing else has."""
        while (name := make()) in self._taken:
            pass
        self._taken.add(name)
        return name

    def _places(self) -> list[Thing]:
        """Towns lie in districts, districts in provinces: a place lies in one of a tenth of its rank."""
        places: list[Thing] = []
        for rank in range(PLACES):
            name = self._new(lambda: self._word(self._random.choice((2, 3))))
            larger = places[rank // 10] if rank >= 10 else None
            places.append(Thing(f"place:{slug(name)}", name, EntityType.PLACE, inside=larger))
        return places

    def _organizations(self) -> list[Thing]:
        """Bodies are parts of bodies, up to five deep, but for every third one."""
        found: list[Thing] = []
        for rank in range(ORGANIZATIONS):
            name = self._new(self._body)
            larger = found[rank // 4] if rank % 3 and rank >= 4 else None
            found.append(Thing(f"organization:{slug(name)}", name, EntityType.ORGANIZATION,
                               "".join(word[0] for word in name.split()), inside=larger))
        return found

    def _body(self) -> str:
        if self._random.random() < 0.5:
            return f"{self._word(2)} {self._random.choice(UNITS)}"
        return f"{self._word(2)} {self._word(2)} {self._random.choice(BODIES)}"

    def _person(self) -> Thing:
        name = self._new(lambda: f"{self._word(2)} {self._word(self._random.choice((2, 3)))}")
        tie = self._random.choices(list(TIES), list(TIES.values()))[0]
        employer = self.pick(self.organizations, self._random)
        return Thing(f"person:{slug(name)}", name, EntityType.PERSON, name.split()[1], self._random.choice(ROLES), tie,
                     employer)

    def _affair(self) -> Affair:
        predicate, target, _ = self._random.choices(self._predicates, [weight for *_, weight in self._predicates])[0]
        doers = self._random.choice((EntityType.PERSON, EntityType.PERSON, EntityType.ORGANIZATION))
        doer = self.anyone(doers, self._random)
        while (other := self.anyone(target, self._random)) == doer:
            pass
        day = FIRST_DAY + dt.timedelta(self._random.randrange(DAYS))
        return Affair(doer, predicate, other, day, self.anyone(EntityType.PLACE, self._random))
