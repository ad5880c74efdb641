"""What speaks for and against two profiles being one: declared features, each with its sign, its weight at first, its words.

A feature is a number, mostly 0 to 1; the score is the sum of weight times value. The weights here are those that a
person would give; `weights.json` holds what the development pairs of `benchmarks/names.py` made of them for persons.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.identity.across.bodies import Tie, body_words, compare_bodies, compare_places, place_words
from kg.identity.across.conflicts import generations, role_words, single_office
from kg.identity.across.corpus import Corpus, flat_name
from kg.identity.across.letters import plain
from kg.identity.across.likeness import HEARD, Alike, Likeness, compare_names
from kg.identity.across.persons import parse_person
from kg.identity.across.profile import Profile, RoleHeld
from kg.identity.across.words import load_words
from kg.model import EntityType


@dataclass(frozen=True, slots=True)
class Compared:
    """Two profiles beside one another, with the names of each that come nearest and what the corpus tells.

    `likeness` is of persons, `tie` of bodies and places.
    """

    one: Profile
    other: Profile
    corpus: Corpus
    names: tuple[str, str]
    likeness: Likeness | None = None
    tie: Tie | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that speaks for (`sign` 1) or against (-1) two profiles being one."""

    name: str
    sign: int
    weight: float
    words: str
    value: Callable[[Compared], float]


def compare(one: Profile, other: Profile, corpus: Corpus) -> Compared:
    """Find the names of two profiles that come nearest to one another.

    Of a person with a full name, short forms are not looked at: they are the full name's. Nor are those of bodies and
    places, unless the other is called by nothing longer: many bodies are "the Council", or "HRC", for short.
    """
    if EntityType.PERSON in {one.type, other.type} and one.type is other.type:
        pairs = [(a, b, compare_names(parse_person(a), parse_person(b))) for a in fullest(one) for b in fullest(other)]
        a, b, likeness = max(pairs, key=lambda p: (-len(p[2].unlike), len(p[2].full), -len(p[2].missing), -_heard(p[2]), p[:2]))
        return Compared(one, other, corpus, (a, b), likeness=likeness)
    ties = list(Tie)
    how, words = (compare_places, place_words) if EntityType.PLACE in {one.type, other.type} else (compare_bodies, body_words)
    wholes = [whole_names(profile.names, words) for profile in (one, other)]
    named = [(a, b) for a in wholes[0] for b in wholes[1]]
    named += [(a, b) for a in one.names for b in other.names if (a in wholes[0]) != (b in wholes[1]) and plain(a) == plain(b)]
    tie, a, b = min(((how(a, b), a, b) for a, b in named), key=lambda t: (ties.index(t[0]), t[1:]))
    return Compared(one, other, corpus, (a, b), tie=tie)


def whole_names(names: tuple[str, ...], words: Callable[[str], str]) -> tuple[str, ...]:
    """Return the names of a body or place without those that hold only words of a longer one, and without acronyms beside words.

    >>> whole_names(("Ardemir Post", "Post", "AP"), str.casefold), whole_names(("HRC",), str.casefold)
    (('Ardemir Post',), ('HRC',))
    """
    told = {name: set(words(name).split()) for name in names}
    several = any(" " in name for name in names)
    acronyms = {name for name in names if several and " " not in name and name.isupper()}
    return tuple(n for n in names if n not in acronyms and not any(told[n] < told[m] for m in names)) or names[:1]


def fullest(profile: Profile) -> tuple[str, ...]:
    """Return the names of a person without those that hold only words of a fuller one."""
    words = {name: set(parse_person(name).full) for name in profile.names}
    return tuple(n for n in profile.names if not any(words[n] < words[m] for m in profile.names)) or profile.names[:1]


def _heard(likeness: Likeness) -> float:
    return sum(p.distance for p in likeness.pairs)


def _persons(value: Callable[[Likeness], float]) -> Callable[[Compared], float]:
    return lambda c: float(value(c.likeness)) if c.likeness is not None else 0.0


def _tied(tie: Tie) -> Callable[[Compared], float]:
    return lambda c: float(c.tie is tie)


def whole_name(likeness: Likeness) -> float:
    """Return 1 where every word of two full names has its like, none as an initial only."""
    leftover = likeness.missing or likeness.unlike
    return float(len(likeness.full) > 1 and not leftover and len(likeness.full) == len(likeness.pairs))


def commonness(c: Compared) -> float:
    """Return 0 for a name that hardly anybody of the corpus would bear by chance (1 in 30 corpora), 1 for one that three would."""
    if c.likeness is None or len(c.likeness.full) < 2:
        return 0.0  # of shorter names, `several_fit` tells it
    return max(0.0, min(1.0, (math.log10(c.corpus.namesakes(c.likeness)) + 1.5) / 2))


def both_in_use(c: Compared) -> float:
    """Return how sure it is that words which nearly match are two names: "Mila" and "Milan", both common, not a slip."""
    pairs = c.likeness.full if c.likeness is not None else ()
    return max((c.corpus.both_in_use(p.one, p.other) * (1.0 if p.alike is Alike.TYPING else p.distance / HEARD)
                for p in pairs if p.alike is not Alike.SAME), default=0.0)  # fmt: skip


def several_fit(c: Compared) -> float:
    """Return 0 where a short name fits one full name of the corpus at most, 1 where it fits two or more."""
    if c.likeness is None or len(c.likeness.full) != 1 or c.likeness.unlike:
        return 0.0
    initials = [min(p.one, p.other, key=len) for p in c.likeness.pairs if p.alike is Alike.INITIAL]
    fit = max(c.corpus.fitting(word, initials) for p in c.likeness.full for word in (p.one, p.other))
    return float(fit > 1)


def _roles(c: Compared) -> Iterable[tuple[RoleHeld, RoleHeld]]:
    return ((a, b) for a in c.one.roles for b in c.other.roles)


def type_outvoted(c: Compared) -> float:
    """Return how sure the documents are of one of the types that one name is given."""
    alike = c.one.type is not c.other.type and flat_name(c.one) == flat_name(c.other)
    return c.corpus.outvoted(c.one, c.other) if alike else 0.0


def role_same(c: Compared) -> float:
    """Return 1 for the same role at the same body, 0.7 where one tells no body, less for roles that share words."""
    return max((_role_alike(a, b) for a, b in _roles(c)), default=0.0)


def _role_alike(a: RoleHeld, b: RoleHeld) -> float:
    """Compare two roles by their words and where they are held."""
    said, other = set(role_words(a.words)), set(role_words(b.words))
    if not said or not other or (bool({"deputy", "vice"} & said) != bool({"deputy", "vice"} & other)):
        return 0.0
    shared = len(said & other) / min(len(said), len(other))
    where = 1.0 if a.body and a.body == b.body else 0.0 if a.body and b.body else 0.7
    if len(said & other) == 1 and single_office(a.words) and min(len(said), len(other)) == 1 and where < 1:
        where *= 0.7
    return shared * where if shared > 0.5 else 0.0


def sectors(profile: Profile) -> frozenset[str]:
    """Return the walks of life that a person's roles belong to."""
    table = load_words().sector
    return frozenset(table[w] for r in profile.roles for w in role_words(r.words) if w in table)


def sectors_differ(c: Compared) -> float:
    """Return 1 where both have walks of life, and none in common."""
    a, b = sectors(c.one), sectors(c.other)
    return float(bool(a and b and not a & b))


def roles_differ(c: Compared) -> float:
    """Return 1 where both have roles and no two of them share a word."""
    a, b = ({w for r in p.roles for w in role_words(r.words)} for p in (c.one, c.other))
    return float(bool(a and b and not a & b))


def bodies_of(profile: Profile) -> frozenset[str]:
    """Return the bodies that an entity is told to belong to, or to hold a role at."""
    return profile.organizations | {r.body for r in profile.roles if r.body}


def organization_same(c: Compared) -> float:
    """Return how much the bodies tell that both belong to: 1 for one that few documents name."""
    return max((0.5 + 0.5 * c.corpus.weight(b) for b in bodies_of(c.one) & bodies_of(c.other)), default=0.0)


def organizations_differ(c: Compared) -> float:
    """Return 1 where both belong to bodies, none in common."""
    a, b = bodies_of(c.one), bodies_of(c.other)
    return float(bool(a and b and not a & b))


def place_same(c: Compared) -> float:
    """Return how much the places tell that both are tied to."""
    return max((0.5 + 0.5 * c.corpus.weight(p) for p in c.one.places & c.other.places), default=0.0)


def places_differ(c: Compared) -> float:
    """Return 1 where both are tied to places, none in common."""
    return float(bool(c.one.places and c.other.places and not c.one.places & c.other.places))


def _shared(names: frozenset[str], others: frozenset[str], c: Compared) -> float:
    return min(1.0, sum(sorted(c.corpus.weight(n) for n in names & others)) / 2)


def nothing_shared(c: Compared) -> float:
    """Return 1 where of roles, bodies and places two or more differ, and nothing at all is in common."""
    shared = role_same(c) or organization_same(c) or place_same(c) or c.one.neighbours & c.other.neighbours
    return float(not shared and roles_differ(c) + organizations_differ(c) + places_differ(c) > 1)


def years_apart(c: Compared) -> float:
    """Return how far apart the texts were written: 1 for twenty years."""
    if c.one.day is None or c.other.day is None:
        return 0.0
    return min(1.0, abs((c.one.day - c.other.day).days) / 7305)


def birth_same(c: Compared) -> float:
    """Return 1 where both are told to be born in one year, or in ranges of years that meet."""
    return float(any(a[0] <= b[1] and b[0] <= a[1] for a in c.one.births for b in c.other.births))


def generation_told_once(c: Compared) -> float:
    """Return 1 where a "Jr." or the like stands behind one of two names only."""
    return float(bool(generations(c.one.names)) != bool(generations(c.other.names)))


def _gender(c: Compared, *, same: bool) -> float:
    return float(bool(c.one.gender and c.other.gender and (c.one.gender == c.other.gender) is same))


FEATURES: tuple[Feature, ...] = (
    Feature("name whole", 1, 4.0, "every word of one full name has its like in the other", _persons(whole_name)),
    Feature("name part", 1, 2.5, "two words or more alike, others missing",
            _persons(lambda n: len(n.full) > 1 and not n.unlike and not whole_name(n))),
    Feature("name by initial", 1, 1.5, "one whole word alike, the rest as initials",
            _persons(lambda n: len(n.full) == 1 and n.count(Alike.INITIAL) > 0 and not n.unlike)),
    Feature("name single", -1, -2.5, "only one word to compare", _persons(lambda n: len(n.pairs) == 1 and not n.unlike)),
    Feature("words unlike", -1, -14.0, "words that stand against one another",
            _persons(lambda n: min(2, len(n.unlike)) if n.pairs else 2)),
    Feature("words missing", -1, -0.5, "words that only one name has", _persons(lambda n: min(2, len(n.missing)))),
    Feature("order turned", -1, -0.2, "the words stand in another order", _persons(lambda n: n.turned)),
    Feature("sound apart", -1, -1.0, "how far the spellings sound apart (1: as far as is taken for one name)",
            _persons(lambda n: sum(p.distance for p in n.pairs if p.alike is Alike.SOUND) / HEARD)),
    Feature("typing slip", -1, -1.0, "a word differs by a slip of the pen", _persons(lambda n: n.count(Alike.TYPING))),
    Feature("both in use", -1, -4.0, "spellings that differ, each in use for itself in other names of this corpus", both_in_use),
    Feature("name common", -1, -5.5, "how many would bear the name by chance in this corpus (0: hardly one; 1: three)", commonness),
    Feature("several fit", -1, -5.0, "an initial or a single word that fits several full names of this corpus", several_fit),
    Feature("generation told once", -1, -7.0, "Jr., Sr. or the like behind one name only", generation_told_once),
    Feature("tie same", 1, 8.0, "the same name", _tied(Tie.SAME)),
    Feature("tie acronym", 1, 3.5, "an acronym and its words", _tied(Tie.ACRONYM)),
    Feature("tie spelling", 1, 2.0, "one name in two spellings", _tied(Tie.SPELLING)),
    Feature("tie kind", 1, 2.0, "the same name, one with a kind of place", _tied(Tie.KIND)),
    Feature("tie part", 1, 0.5, "a part of the longer name", _tied(Tie.PART)),
    Feature("tie unlike", -1, -6.0, "names of bodies or places that differ", _tied(Tie.UNLIKE)),
    Feature("type differs", -1, -5.0, "one is a person, the other a body or a place",
            lambda c: float(c.one.type is not c.other.type)),
    Feature("type outvoted", 1, 4.0, "nearly all documents give the name one of the two types", type_outvoted),
    Feature("role same", 1, 2.5, "the same role", role_same),
    Feature("roles differ", -1, -1.2, "roles without a word in common", roles_differ),
    Feature("sectors differ", -1, -3.5, "walks of life that differ", sectors_differ),
    Feature("organization same", 1, 2.5, "the same body", organization_same),
    Feature("organizations differ", -1, -1.0, "bodies, none in common", organizations_differ),
    Feature("place same", 1, 1.0, "the same place", place_same),
    Feature("places differ", -1, -0.7, "places, none in common", places_differ),
    Feature("nothing shared", -1, -1.5, "two things or more told of both, and nothing in common", nothing_shared),
    Feature("neighbours shared", 1, 2.0, "the same others beside them", lambda c: _shared(c.one.neighbours, c.other.neighbours, c)),
    Feature("company shared", 1, 1.0, "the same others in their documents", lambda c: _shared(c.one.company, c.other.company, c)),
    Feature("years apart", -1, -1.5, "how far apart the texts were written (1: twenty years)", years_apart),
    Feature("birth same", 1, 2.5, "the same year of birth", birth_same),
    Feature("gender same", 1, 0.2, "the same gender", lambda c: _gender(c, same=True)),
    Feature("gender differs", -1, -1.5, "two genders, by pronouns at least", lambda c: _gender(c, same=False)),
    Feature("publisher same", 1, 0.3, "the same publisher",
            lambda c: float(bool(c.one.publisher) and c.one.publisher == c.other.publisher)),
    Feature("copy", 1, 3.0, "copies of one text", lambda c: float(bool(c.one.origin) and c.one.origin == c.other.origin)),
    Feature("one document", -1, -4.0, "one document that told them apart",
            lambda c: float(c.one.key.document == c.other.key.document)),
)  # fmt: skip
"""The one table of features, in the order in which they are shown."""
