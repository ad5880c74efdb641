"""Measure which names are held to be one person's, on pairs made from the CC0 lists of names and known variation.

    python -m benchmarks.names --shared ../shared             # precision and recall by kind, of the test half
    python -m benchmarks.names --shared ../shared --half dev  # the same of the development half
    python -m benchmarks.names --shared ../shared --fit       # fit kg/identity/across/weights.json, to development pairs alone
    python -m benchmarks.names --shared ../shared --wrong     # show each pair that is decided wrongly, with the reasons
    python -m benchmarks.names --pairs FILE                   # the same figures of pairs that others made
    python -m benchmarks.names --scale 10000                  # time and memory of resolving so many profiles
    python -m benchmarks.names --examples GRAPH               # pairwise F1 over the examples, labelled by hand

A pair is two documents' profiles: a name as written, and of what is known of the person a part, often nothing. The halves
share no fore- or surname. Names are combined at random: nobody in particular is meant. Each half's pairs stand in a corpus
of their own, with other persons whose names are drawn as common as the lists' ranks make them. FILE is CSV: kind, same
(1 or 0), name, other; and if wanted role, body, place, year, born, each also as other_role and so on.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import math
import random
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks import name_variation as vary
from kg.identity.across.bodies import body_words
from kg.identity.across.candidates import candidates
from kg.identity.across.conflicts import conflicts
from kg.identity.across.corpus import Corpus, gather
from kg.identity.across.features import FEATURES, compare
from kg.identity.across.profile import Key, Profile, RoleHeld
from kg.identity.across.resolving import resolve
from kg.identity.across.scoring import Verdict, Weights, explain, score, shipped_weights
from kg.model import EntityType

SEED = 20311105
NOT_FITTED = ("tie", "type", "copy", "one document", "publisher", "words unlike", "name common", "several fit", "name single")
"""Features whose weight is policy (a common name is not joined blindly), or that the pairs do not show."""
RIDGE = 0.003  # how firmly weights are held to those that people gave
HELD = 0.996  # the precision that the threshold for joining holds on development pairs
WEIGHTS = Path(__file__).parent.parent / "kg" / "identity" / "across" / "weights.json"
LABELS = Path(__file__).parent.parent / "tests" / "identity" / "across" / "examples.csv"
ROLES = [
    ("reporter", "paper"), ("editor", "paper"), ("photographer", "paper"), ("lawyer", "chamber"), ("judge", "court"), ("prosecutor", "court"),
    ("colonel", "force"), ("captain", "force"), ("commander", "force"), ("governor", ""), ("mayor", ""), ("minister of health", ""),
    ("minister of justice", ""), ("member of parliament", ""), ("opposition leader", "party"), ("deputy leader", "party"), ("student", "school"),
    ("teacher", "school"), ("professor", "school"), ("nurse", "clinic"), ("surgeon", "clinic"), ("farmer", ""), ("fisherman", ""), ("docker", "port"),
    ("crane operator", "port"), ("trade unionist", "union"), ("union president", "union"), ("activist", "group"), ("director", "group"),
    ("researcher", "group"), ("spokesperson", "group"), ("bishop", ""), ("imam", ""), ("shopkeeper", ""), ("bus driver", ""), ("managing director", "firm"),
    ("accountant", "firm"), ("engineer", "firm"), ("novelist", ""), ("singer", ""), ("goalkeeper", "club"), ("beekeeper", ""), ("retired miner", ""),
]  # fmt: skip
BODY = {"paper": "Post", "chamber": "Lawyers' Chamber", "court": "District Court", "force": "Police", "party": "Union for Renewal", "school": "University",
        "clinic": "Hospital", "port": "Port Authority", "union": "Dockers' Federation", "group": "Observatory", "firm": "Timber Company", "club": "Rovers"}  # fmt: skip
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
        self.countries = sorted(c for c in set(self.given) & set(self.family) if len(self.given[c]) > 5 and len(self.family[c]) > 5)
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
    return f"{person.given[0]} {person.family[0]}"


def turned(p: Person, rng: random.Random) -> str:
    return rng.choice([f"{p.family[0]}, {p.given[0]}", f"{p.family[0]} {p.given[0]}", f"{p.family[0].upper()} {p.given[0]}"])


def by_initial(p: Person, rng: random.Random) -> str:
    return rng.choice([f"{p.given[0][0]}. {p.family[0]}", f"{p.given[0][0]}.{p.middle[0]}. {p.family[0]}", f"{p.family[0]}, {p.given[0][0]}."])


def titled(p: Person, rng: random.Random) -> str:
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


SAME: dict[str, Callable[[Person, random.Random], str]] = {
    "same name": lambda p, _: plainly(p),
    "order": turned,
    "initials": by_initial,
    "titles": titled,
    "diacritics": lambda p, rng: rng.choice((vary.bare, vary.ascii_spelled))(plainly(p)),
    "typing": lambda p, rng: f"{p.given[0]} {vary.slip(p.family[0], rng)}" if len(p.family[0]) > 3 and (rng.random() < 0.6 or len(p.given[0]) < 4)
    else f"{vary.slip(p.given[0].ljust(3, 'h'), rng)} {p.family[0]}",
    "middle": lambda p, rng: f"{p.given[0]} {p.middle if rng.random() < 0.7 else vary.patronymic(p.middle, p.gender)} {p.family[0]}",
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
            person = world.person(country=rng.choice([c for c in ("RU", "BG", "KZ", "BY", "CN", "TW", "GE", "GR", "KR") if c in world.countries]))
            spelled = other_spelling(person, rng) if kind == "transliteration" else (plainly(person), " ".join((person.given[1], person.family[1])))
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
    return Labelled(kind, True, world.tell(person, one, how_much=much, year=year), world.tell(later, other, how_much=much, year=year + world.rng.randint(0, 2)))


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
        a, b = (f"{plainly(one)} {mark}" if mark else plainly(one) for mark in rng.choice([("Sr.", "Jr."), ("", "Jr."), ("", "III"), ("Sr.", "")]))
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
        other = replace(world.person(country=one.country), role=one.role, body=one.body, place=one.place, friends=one.friends)
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
    from rapidfuzz.distance import Levenshtein

    near = [
        n for n in world.given[person.country]
        if 0 < Levenshtein.distance(vary.bare(n[0]), vary.bare(person.given[0])) <= 2 and vary.one_name(n[0]) != vary.one_name(person.given[0])
    ]  # fmt: skip
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
    unlike = list(different_pairs(world, max(2, round(wanted / 2 / 6.2))))
    world.rng.shuffle(alike)
    world.rng.shuffle(unlike)
    pairs = alike[: wanted // 2] + unlike[: wanted - wanted // 2]
    others = [world.tell(p, plainly(p), how_much=0.5) for p in (world.person(common=True) for _ in range(2000))]
    return pairs, gather([*(p for pair in pairs for p in (pair.one, pair.other)), *others])


def read_pairs(path: Path) -> tuple[list[Labelled], Corpus]:
    """Read pairs that others made."""
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        for k, row in enumerate(csv.DictReader(file)):
            one, other = (_told(row, k, prefix) for prefix in ("", "other_"))
            found.append(Labelled(row.get("kind") or "all", row["same"].strip() in {"1", "same", "true", "True"}, one, other))
    return found, gather([p for pair in found for p in (pair.one, pair.other)])


def _told(row: dict[str, str], k: int, prefix: str) -> Profile:
    """Make a profile of one side of a row."""
    said = {field: (row.get(prefix + field) or "").strip() for field in ("role", "body", "place", "year", "born")}
    body = body_words(said["body"]) if said["body"] else ""
    day = dt.date(int(said["year"]), 6, 30) if said["year"] else None
    return Profile(
        Key(f"{k:06d}{prefix}", f"person:{k}"), EntityType.PERSON, (row[prefix.replace("_", "")] if prefix else row["name"],),
        (RoleHeld(said["role"].casefold(), body, day),) if said["role"] else (), frozenset({body} if body else ()),
        frozenset({said["place"].casefold()} if said["place"] else ()), births=frozenset({(int(said["born"]),) * 2} if said["born"] else ()), day=day,
    )  # fmt: skip


def report(pairs: Sequence[Labelled], corpus: Corpus, weights: Weights, *, wrong: bool) -> tuple[float, float]:
    """Print precision and recall in all and by kind; return those in all."""
    decided = [(p, score(p.one, p.other, corpus, weights=weights)) for p in pairs]
    kinds = dict.fromkeys(p.kind for p in pairs)
    print(f"{'kind':22} {'pairs':>5} {'joined':>6} {'undecided':>9} {'apart':>6}  right")
    for kind in kinds:
        rows = [(p, s) for p, s in decided if p.kind == kind]
        counts = Counter(s.verdict for _, s in rows)
        right = sum((s.verdict is Verdict.SAME) == p.same for p, s in rows)
        print(f"{kind:22} {len(rows):5} {counts[Verdict.SAME]:6} {counts[Verdict.UNDECIDED]:9} {counts[Verdict.DIFFERENT]:6}  {right / len(rows):.3f}")
    joined = [p for p, s in decided if s.verdict is Verdict.SAME]
    precision = sum(p.same for p in joined) / max(1, len(joined))
    recall = sum(p.same for p in joined) / max(1, sum(p.same for p in pairs))
    found = _blocked(pairs)
    print(f"{len(pairs)} pairs: precision {precision:.3f}, recall {recall:.3f}; true pairs lost by blocking: {found}")
    if wrong:
        for p, s in decided:
            if (s.verdict is Verdict.SAME) != p.same:
                reasons = "; ".join(map(str, explain(p.one, p.other, corpus, weights=weights)))
                print(f"  {p.kind}: {p.one.names[0]} | {p.other.names[0]}: {s.verdict} {s.probability:.2f} {s.forbidden} {reasons}")
    return precision, recall


def _blocked(pairs: Sequence[Labelled]) -> int:
    """Return how many true pairs are no candidates, all profiles in one heap."""
    profiles = [p for pair in pairs for p in (pair.one, pair.other)]
    found = set(candidates(profiles))
    return sum(pair.same and (2 * k, 2 * k + 1) not in found for k, pair in enumerate(pairs))


def fit(shared: Path) -> None:
    """Fit the weights of persons' features to development pairs, not far from what people gave, and write them with the thresholds."""
    fitted = [f for f in FEATURES if not f.name.startswith(NOT_FITTED)]
    data = [make(shared, "dev", wanted=3000, seed=SEED + k) for k in range(1, 5)]
    rows = [(p, corpus) for pairs, corpus in data for p in pairs if not any(conflicts(p.one, p.other))]
    compared = [compare(p.one, p.other, corpus) for p, corpus in rows]
    values = np.array([[f.value(c) for f in fitted] for c in compared])
    same = np.array([p.same for p, _ in rows], dtype=float)
    kept = {f.name: f.weight for f in FEATURES if f not in fitted}
    fixed = np.array([sum(kept[f.name] * f.value(c) for f in FEATURES if f.name in kept) for c in compared])
    prior, signs = np.array([f.weight for f in fitted]), np.array([f.sign for f in fitted])
    weights, start = prior.copy(), -3.0
    for step in range(4000):
        given = 1 / (1 + np.exp(-(values @ weights + fixed + start)))
        rate = 2.0 / (1 + step / 1000)
        weights -= rate * (values.T @ (given - same) / len(same) + RIDGE * (weights - prior))
        weights = signs * np.clip(weights * signs, prior * signs / 2, prior * signs * 2)
        start -= rate * float((given - same).mean())
    given = 1 / (1 + np.exp(-(values @ weights + fixed + start)))
    thresholds = np.arange(0.5, 0.99, 0.005)
    join = next((t for t in thresholds if same[given >= t].mean() >= HELD), max(thresholds, key=lambda t: float(same[given >= t].mean())))
    for t in thresholds[::10]:
        print(f"at {t:.2f}: precision {same[given >= t].mean():.4f}, recall {(same * (given >= t)).sum() / same.sum():.3f}")
    doubt = float(np.quantile(given[same == 1], 0.02))
    table = {f.name: f.weight for f in FEATURES} | {f.name: round(float(w), 3) for f, w in zip(fitted, weights, strict=True)}
    out = {"start": round(start, 3), "start_others": -3.0, "join": round(float(join), 3), "doubt": round(min(max(doubt, 0.02), float(join) / 2), 3), "weights": table}
    WEIGHTS.write_text(json.dumps(out, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(out, indent=1))


def scale(shared: Path, count: int) -> None:
    """Print time and memory of resolving so many profiles, about five documents a person."""
    world = World(shared, "test")
    rng, profiles = world.rng, []
    while len(profiles) < count:
        person = world.person(common=rng.random() < 0.5)
        person = replace(person, family=(f"{person.family[0]}{rng.choice(SYLLABLES) if rng.random() < 0.5 else ''}", ""))
        for _ in range(min(1 + int(rng.paretovariate(0.9)), 500)):
            profiles.append(world.tell(person, plainly(person), how_much=0.6))
    began = time.process_time()
    found = candidates(profiles[:count])
    paired = time.process_time()
    resolution = resolve(profiles[:count])
    ended = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} profiles: {len(found)} candidates in {paired - began:.1f} s; resolved to {len(set(resolution.nodes.values()))} nodes in "
          f"{ended - paired:.1f} s of processor time in all; peak {peak:.0f} MiB")  # fmt: skip


def examples(graph: Path) -> None:
    """Print pairwise precision, recall and F1 over the examples, and of merging by equal id."""
    import kg
    from kg.identity.across.telling import profiles

    with LABELS.open(encoding="utf-8", newline="") as file:
        label = {Key(row["document"], row["entity"]): row["node"] for row in csv.DictReader(file)}
    told = [p for reading in kg.open(graph).store.readings() for p in profiles(reading)]
    source = {d.id: d.source.rpartition("/")[2] for d in kg.open(graph).documents()}
    truth = {p.key: label[Key(source[p.key.document], p.key.entity)] for p in told}
    for name, nodes in (("equal ids (before)", {p.key: p.key.entity for p in told}), ("kg.identity.across", dict(resolve(told).nodes))):
        precision, recall = pairwise(truth, nodes)
        print(f"{name:20} precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}")


def pairwise(truth: dict[Key, str], nodes: dict[Key, str]) -> tuple[float, float]:
    """Return precision and recall over the pairs of entities that are one."""
    def within(groups: Sequence[object]) -> int:
        return sum(math.comb(n, 2) for n in Counter(groups).values())

    keys = sorted(truth)
    both = within([(truth[k], nodes[k]) for k in keys])
    return both / within([nodes[k] for k in keys]), both / within([truth[k] for k in keys])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--half", choices=("dev", "test"), default="test")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--scale", type=int)
    parser.add_argument("--examples", type=Path)
    given = parser.parse_args()
    if given.fit:
        fit(given.shared)
    elif given.scale:
        scale(given.shared, given.scale)
    elif given.examples:
        examples(given.examples)
    else:
        pairs, corpus = read_pairs(given.pairs) if given.pairs else make(given.shared, given.half, wanted=750, seed=given.seed)
        report(pairs, corpus, shipped_weights(), wrong=given.wrong)


if __name__ == "__main__":
    main()
