"""Pairs of profiles for `benchmarks.names`: one person told twice, or two who are near one another.

Names are of the CC0 lists, drawn and combined at random: nobody in particular is meant. The two halves, for development and
test, share no fore- or surname (by its first four letters). What a document tells of a person is drawn as well, often nothing.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from benchmarks import name_variation as vary
from kg.identity.across.bodies import body_words
from kg.identity.across.corpus import Corpus, gather
from kg.identity.across.profile import Key, Profile, RoleHeld
from kg.model import EntityType

SEED = 20311105
ROLES_AT = {
    "paper": "reporter, editor, photographer",
    "chamber": "lawyer",
    "court": "judge, prosecutor",
    "force": "colonel, captain, commander",
    "": "governor, mayor, minister of health, minister of justice, member of parliament, farmer, fisherman, "
    "bishop, imam, shopkeeper, bus driver, novelist, singer, beekeeper, retired miner",
    "party": "opposition leader, deputy leader",
    "school": "student, teacher, professor",
    "clinic": "nurse, surgeon",
    "port": "docker, crane operator",
    "union": "trade unionist, union president",
    "group": "activist, director, researcher, spokesperson",
    "firm": "managing director, accountant, engineer",
    "club": "goalkeeper",
}
ROLES = [(role, kind) for kind, roles in ROLES_AT.items() for role in roles.split(", ")]
BODY = {
    "paper": "Post", "chamber": "Lawyers' Chamber", "court": "District Court", "force": "Police", "party": "Union for Renewal",
    "school": "University", "clinic": "Hospital", "port": "Port Authority", "union": "Dockers' Federation",
    "group": "Observatory", "firm": "Timber Company", "club": "Rovers",
}  # fmt: skip
SYLLABLES = "ar de mir kar sk to lu ven ha se nu ir va que lay ou mel le do bri zan tor pel ma ri no sta gu".split()


@dataclass(frozen=True)
class Person:
    """An invented person: what could be told of them. Names are (romanized, as written at home)."""

    given: tuple[str, str]
    family: tuple[str, str]
    country: str
    gender: str
    middle: str
    role: str
    body: str
    place: str
    born: int
    friends: tuple[str, ...]


@dataclass(frozen=True)
class Labelled:
    """Two profiles, and whether they are one person's."""

    kind: str
    same: bool
    one: Profile
    other: Profile


class World:
    """One half of the lists, and the persons made from it."""

    def __init__(self, shared: Path, half: str, seed: int = SEED) -> None:
        self.rng = random.Random(f"{seed} {half}")
        self.half = half
        self.given = self._read(shared / "corpora" / "names" / "common-forenames-by-country.csv")
        self.family = self._read(shared / "corpora" / "names" / "common-surnames-by-country.csv")
        self.countries = sorted(
            c for c in set(self.given) & set(self.family) if len(self.given[c]) > 5 and len(self.family[c]) > 5
        )
        self.count = 0

    def _read(self, path: Path) -> dict[str, list[tuple[str, str, str]]]:
        """Return by country this half's names: romanized, at home, gender. A name is in one half, wherever it occurs."""
        found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                name = vary.bare(row["Romanized Name"] or row["Localized Name"]).strip()
                half = "dev" if random.Random(f"half {vary.bare(name).casefold()[:4]}").random() < 0.5 else "test"
                home = row["Localized Name"] or row["Romanized Name"]
                if half == self.half and name.isascii() and len(name) > 1 and " " not in name:
                    found[row["Country"]].append((row["Romanized Name"], home, row.get("Gender", "")))
        return found

    def word(self) -> str:
        """Return an invented name of a place."""
        return "".join(self.rng.choice(SYLLABLES) for _ in range(self.rng.choice((2, 3)))).capitalize()

    def draw(self, names: Sequence[tuple[str, str, str]], *, common: bool) -> tuple[str, str, str]:
        """Return a name, common ones as common as their rank makes them."""
        if common:
            return names[min(len(names) - 1, int(self.rng.expovariate(0.35)))]
        return self.rng.choice(list(names))

    def person(self, *, common: bool = False, like: Person | None = None, country: str = "") -> Person:
        """Make up a person; `like` shares the name of another."""
        rng = self.rng
        country = like.country if like else country or rng.choice(self.countries)
        first, last = self.draw(self.given[country], common=common), self.draw(self.family[country], common=common)
        role, kind = rng.choice(ROLES)
        place = self.word()
        return Person(
            like.given if like else first[:2], like.family if like else last[:2], country, like.gender if like else first[2],
            self.draw(self.given[country], common=False)[0], role, f"{self.word()} {BODY[kind]}" if kind else "", place,
            rng.randint(1940, 2005), tuple(f"{self.word()} {self.word()}" for _ in range(3)),
        )  # fmt: skip

    def tell(self, person: Person, name: str, *, how_much: float, year: int = 0, publisher: str = "") -> Profile:
        """Return what one document tells of a person: each thing with a probability."""
        self.count += 1
        rng, key = self.rng, Key(f"{self.half}{self.count:06d}", f"person:{self.count}")
        told = lambda: rng.random() < how_much  # noqa: E731
        day = dt.date(year or rng.randint(2015, 2031), rng.randint(1, 12), rng.randint(1, 28))
        body = body_words(person.body) if person.body and told() else ""
        role = (RoleHeld(person.role, body, day),) if told() else ()
        friends = frozenset(f.casefold() for f in person.friends if rng.random() < how_much / 2)
        return Profile(
            key, EntityType.PERSON, (name,), role, frozenset({body} if body and role else ()),
            frozenset({person.place.casefold()} if told() else ()), friends,
            friends | {self.word().casefold() for _ in range(4)},
            frozenset({(person.born, person.born)} if rng.random() < how_much / 5 else ()),
            {"F": "female", "M": "male"}.get(person.gender, "") if rng.random() < 0.3 else "", False, day, publisher,
        )  # fmt: skip


def plainly(person: Person) -> str:
    """Return a name as the lists have it."""
    return f"{person.given[0]} {person.family[0]}"


def turned(p: Person, rng: random.Random) -> str:
    """Return a name with the family's first."""
    return rng.choice(
        [f"{p.family[0]}, {p.given[0]}", f"{p.family[0]} {p.given[0]}", f"{p.family[0].upper()} {p.given[0]}"]
    )


def by_initial(p: Person, rng: random.Random) -> str:
    """Return a name with initials for the given ones."""
    return rng.choice(
        [
            f"{p.given[0][0]}. {p.family[0]}",
            f"{p.given[0][0]}.{p.middle[0]}. {p.family[0]}",
            f"{p.family[0]}, {p.given[0][0]}.",
        ]
    )


def titled(p: Person, rng: random.Random) -> str:
    """Return a name with a title before it."""
    return f"{rng.choice(vary.TITLES[p.gender])} {plainly(p)}"


def other_spelling(p: Person, rng: random.Random) -> tuple[str, str] | None:
    """Return a name in two romanizations, or None where no system of those known fits it."""
    home = (p.given[1], p.family[1])
    if all("а" <= c.casefold() <= "ӿ" or c in "\u0301іў" for w in home for c in w):
        one, other = rng.sample(sorted(vary.CYRILLIC), 2)
        return tuple(" ".join(vary.romanized(w, s) for w in home) for s in (one, other))  # type: ignore[return-value]
    if p.country in {"CN", "TW"} and p.given[0]:
        given = vary.bare(p.given[0]).replace("'", "")
        return f"{vary.bare(p.family[0])} {given}", f"{vary.wade_giles(p.family[0])} {given}"
    return None


def known_spelling(world: World) -> tuple[Person, str, str]:
    """Return a person with an Arabic or Slavic name in two known spellings."""
    rng = world.rng
    group = rng.choice([g for k, g in enumerate(vary.KNOWN) if (k % 2 == 0) == (world.half == "dev")])
    families = [g for k, g in enumerate(vary.ARABIC_FAMILIES) if (k % 2 == 0) == (world.half == "dev")]
    one, other = rng.sample(group, 2)
    a, b = rng.sample(rng.choice(families), 2)
    person = world.person()
    return replace(person, given=(one, one), family=(a, a), gender=""), f"{one} {a}", f"{other} {b}"


def with_slip(p: Person, rng: random.Random) -> str:
    """Return a name with one slip of the fingers, in the longer word more often."""
    given, family = p.given[0], p.family[0]
    if len(family) > 3 and (rng.random() < 0.6 or len(given) < 4):
        return f"{given} {vary.slip(family, rng)}"
    return f"{vary.slip(given.ljust(3, 'h'), rng)} {family}"


def with_middle(p: Person, rng: random.Random) -> str:
    """Return a name with a middle name, or what a Russian name has there."""
    middle = p.middle if rng.random() < 0.7 else vary.patronymic(p.middle, p.gender)
    return f"{p.given[0]} {middle} {p.family[0]}"


SAME: dict[str, Callable[[Person, random.Random], str]] = {
    "same name": lambda p, _: plainly(p),
    "order": turned,
    "initials": by_initial,
    "titles": titled,
    "diacritics": lambda p, rng: rng.choice((vary.bare, vary.ascii_spelled))(plainly(p)),
    "typing": with_slip,
    "middle": with_middle,
    "case, hyphen, degree": lambda p, rng: rng.choice([plainly(p).upper(), plainly(p).replace("-", " "), f"{plainly(p)}, PhD",
                                                      f"{p.given[0]} “{p.middle}” {p.family[0]}"]),
}  # fmt: skip


def same_pairs(world: World, each: int) -> Iterator[Labelled]:
    """Yield pairs of one person, by kind of variation."""
    rng = world.rng
    for kind, write in SAME.items():
        for _ in range(each):
            person = world.person(common=rng.random() < 0.3)
            while kind == "typing" and min(len(person.family[0]), 99) < 5:
                person = world.person()
            while kind == "diacritics" and plainly(person).isascii():
                person = world.person()
            yield told_twice(world, kind, person, plainly(person), write(person, rng))
    for _ in range(each):
        yield told_twice(world, "transliteration", *known_spelling(world))
    made = 0
    for wanted, kind in ((each, "transliteration"), (each // 2, "other script")):
        made = 0
        while made < wanted:
            person = world.person(
                country=rng.choice(
                    [c for c in ("RU", "BG", "KZ", "BY", "CN", "TW", "GE", "GR", "KR") if c in world.countries]
                )
            )
            spelled = (
                other_spelling(person, rng)
                if kind == "transliteration"
                else (plainly(person), " ".join((person.given[1], person.family[1])))
            )
            if spelled and spelled[0] != spelled[1] and (kind == "transliteration" or not spelled[1].isascii()):
                made += 1
                yield told_twice(world, kind, person, *spelled)


def told_twice(world: World, kind: str, person: Person, one: str, other: str) -> Labelled:
    """Tell of one person in two documents: of a third nothing but the name, of a third a little, of a third much."""
    much = world.rng.choice((0.0, 0.5, 0.9))
    rng, later = world.rng, person
    if rng.random() < 0.35:
        later = replace(later, role=rng.choice(ROLES)[0])
    if rng.random() < 0.15:
        later = replace(later, body=world.person().body)
    if rng.random() < 0.35:
        later = replace(later, place=world.word())
    year = world.rng.randint(2018, 2030)
    return Labelled(
        kind,
        True,
        world.tell(person, one, how_much=much, year=year),
        world.tell(later, other, how_much=much, year=year + world.rng.randint(0, 2)),
    )


def different_pairs(world: World, each: int) -> Iterator[Labelled]:
    """Yield pairs of two persons whose names, or whose circumstances, are near."""
    rng = world.rng
    for _ in range(each * 2):
        one = world.person(common=True)
        write = SAME[rng.choice(["same name", "same name", "order", "titles", "diacritics", "middle", "typing"])]
        yield two_told(world, "namesakes", one, namesake(world, one), plainly(one), write(one, rng))
    for _ in range(each):
        one = world.person()
        other = replace(world.person(country=one.country), family=one.family, place=one.place, friends=one.friends)
        if plainly(other) != plainly(one):
            yield two_told(world, "siblings", one, other, plainly(one), plainly(other))
    for _ in range(each):
        one = world.person()
        son = replace(world.person(like=one), place=one.place, born=one.born + rng.randint(20, 40))
        a, b = (
            f"{plainly(one)} {mark}" if mark else plainly(one)
            for mark in rng.choice([("Sr.", "Jr."), ("", "Jr."), ("", "III"), ("Sr.", "")])
        )
        yield two_told(world, "father and son", one, son, a, b)
    for _ in range(each):
        one = world.person()
        near = nearest(world, one)
        if near is not None:
            yield two_told(world, "near names", one, near, plainly(one), plainly(near))
    for _ in range(each):
        one = world.person(common=True)
        other = replace(world.person(country=one.country), family=one.family)
        if other.given[0][0] == one.given[0][0]:
            other = namesake(world, one)
        yield two_told(world, "initials of another", one, other, plainly(one), by_initial(other, rng))
    for _ in range(each):
        one = world.person()
        other = replace(
            world.person(country=one.country), role=one.role, body=one.body, place=one.place, friends=one.friends
        )
        if plainly(other) != plainly(one):
            yield two_told(world, "colleagues", one, other, plainly(one), plainly(other))


def namesake(world: World, person: Person) -> Person:
    """Return another person of the same name, who does something else."""
    other = world.person(like=person)
    while other.role == person.role:
        other = world.person(like=person)
    return other


def nearest(world: World, person: Person) -> Person | None:
    """Return somebody else of the same family name whose given name is one or two letters from this one's."""
    own = person.given[0]
    others = [n for n in world.given[person.country] if vary.one_name(n[0]) != vary.one_name(own)]
    near = [n for n in others if 0 < Levenshtein.distance(vary.bare(n[0]), vary.bare(own)) <= 2]
    if not near:
        return None
    name = world.rng.choice(near)
    return replace(world.person(country=person.country), given=name[:2], family=person.family, gender=name[2])


def two_told(world: World, kind: str, one: Person, two: Person, name: str, other: str) -> Labelled:
    """Tell of two persons; of those of one name, enough to tell them apart."""
    much = 1.0 if one.given == two.given else world.rng.choice((0.0, 0.5, 0.9))
    year = world.rng.randint(2018, 2030)
    return Labelled(kind, False, world.tell(one, name, how_much=much, year=year),
                    world.tell(two, other, how_much=much, year=year + world.rng.randint(0, 2)))  # fmt: skip


def make(shared: Path, half: str, *, wanted: int, seed: int = SEED) -> tuple[list[Labelled], Corpus]:
    """Make about so many pairs of a half, half of them of one person, with the corpus that they stand in."""
    world = World(shared, half, seed)
    alike = list(same_pairs(world, max(2, round(wanted / 2 / 10.5))))
    unlike = list(different_pairs(world, max(2, round(wanted / 2 / 5.6))))
    world.rng.shuffle(alike)
    world.rng.shuffle(unlike)
    pairs = alike[: wanted // 2] + unlike[: wanted - wanted // 2]
    others = [world.tell(p, plainly(p), how_much=0.5) for p in (world.person(common=True) for _ in range(2000))]
    return pairs, gather([*(p for pair in pairs for p in (pair.one, pair.other)), *others])
