"""Pairs of a mention and one before it that it may refer to, and what speaks for and against each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.identity.coreference.mentions import Form
from kg.identity.coreference.profile import Columns, Floats, Ints, Profiles
from kg.identity.coreference.traits import (
    APPOSED,
    CONJOINED,
    COPULAR,
    FORMS,
    NO_PRONOUN,
    POSSESSIVE,
    REFLEXIVE,
    RELATIONS,
    SPEAKS,
)

NEAR: Final = 24  # mentions before
NEAR_SENTENCES: Final = 5
SAME_KEY: Final = 4  # the last mentions that share a word
SUBJECTS: Final = (RELATIONS.index("nsubj"), RELATIONS.index("nsubj:pass"))
ARGUMENTS: Final = tuple(RELATIONS.index(r) for r in ("nsubj", "nsubj:pass", "obj", "iobj"))
PERSONAL: Final = 7  # the classes of pronouns below it: I, we, you, he, she, it, they
COORDINATION: Final = FORMS.index(Form.COORDINATION)


@dataclass(slots=True)
class Pairs:
    """Pairs in order of the later mention: its number, that of the earlier, what they have in common (a row a pair).

    `begins` holds where each mention's pairs begin, `summary` what all pairs of a mention together show. `barred` marks the
    pairs that grammar forbids: "she praised her" is of two persons.
    """

    later: Ints
    earlier: Ints
    begins: Ints
    rows: Floats
    summary: Floats
    barred: NDArray[np.bool_]


class Sides(NamedTuple):
    """The later and the earlier mention of each pair by number, and the columns of both."""

    profiles: Profiles
    later: Ints
    earlier: Ints
    at_later: Columns
    at_earlier: Columns


def candidates(p: Profiles) -> tuple[Ints, Ints]:
    """Return (later, earlier) of each pair: near mentions, and the last ones anywhere that share a word."""
    later: list[int] = []
    earlier: list[int] = []
    by_key: dict[int, list[int]] = {}
    sentences = p.sentence.tolist()
    low = 0
    for k, keys in enumerate(p.keys):
        while sentences[low] < sentences[k] - NEAR_SENTENCES:
            low += 1
        start = max(low, k - NEAR)
        far: set[int] = set()
        for key in keys:
            same = by_key.get(key)
            if same is None:
                by_key[key] = [k]
                continue
            if same[0] < start:
                far.add(same[0])
                far.update([j for j in same[-SAME_KEY:] if j < start])
            same.append(k)
        earlier += sorted(far)
        earlier += range(start, k)
        later += [k] * (len(far) + k - start)
    return np.array(later, dtype=np.int64), np.array(earlier, dtype=np.int64)


def shared(words: Ints, i: Ints, j: Ints) -> tuple[Floats, Floats]:
    """Return by pair how many words of the later mention the earlier has, and the reverse; zeros are no words.

    A bit for each word tells most pairs apart before their words are compared.
    """
    bits = np.bitwise_or.reduce(np.where(words > 0, 1 << words % 62, 0), axis=1)
    some = np.flatnonzero(bits[i] & bits[j])
    a, b = words[i[some]], words[j[some]]
    equal = (a[:, :, None] == b[:, None, :]) & (a[:, :, None] > 0)
    in_earlier, in_later = np.zeros(len(i), dtype=np.float32), np.zeros(len(i), dtype=np.float32)
    in_earlier[some], in_later[some] = equal.any(2).sum(1), equal.any(1).sum(1)
    return in_earlier, in_later


def steps(values: Ints, bounds: list[int]) -> list[NDArray[np.bool_]]:
    """Return one column for each interval between bounds."""
    place = np.searchsorted(np.array(bounds), values, side="right")
    return [place == k for k in range(len(bounds) + 1)]


def compare(p: Profiles) -> Pairs:
    """Return the pairs of a doc with what speaks for and against each."""
    i, j = candidates(p)
    begins = np.searchsorted(i, np.arange(len(p) + 1))
    sides = Sides(p, i, j, p.at(i), p.at(j))
    order = rank(sides, begins)
    columns = [
        *match(sides),
        *agreement(sides),
        *syntax(sides),
        *distance(sides),
        *frequency(sides),
        *(order == k for k in range(5)),
    ]
    table = np.empty((len(columns), len(i)), dtype=np.float32)
    for k, column in enumerate(columns):
        table[k] = column
    return Pairs(i, j, begins, table.T, summarize(table, i, len(p)), barred(sides))


MATCHES: Final = 7  # columns of `match` that the summary keeps


def match(sides: Sides) -> list[NDArray[np.generic]]:
    """Return how alike the words are."""
    p, i, j, a, b = sides
    same_text = a.text == b.text
    nominal = (a.pronoun == NO_PRONOUN) & (b.pronoun == NO_PRONOUN)
    same_head = (a.head_word == b.head_word) & nominal
    in_b, in_a = shared(p.core, i, j)
    size = (p.core > 0).sum(1)
    size_a, size_b = size[i], size[j]
    names_in_b, names_in_a = shared(p.proper, i, j)
    names = (p.proper > 0).sum(1)
    count_a, count_b = names[i], names[j]
    some = nominal & (in_b > 0)
    acronym = ((a.acronym == b.initials) & (a.acronym > 0)) | (
        (b.acronym == a.initials) & (b.acronym > 0)
    )
    alike = (p.head_vectors[i] * p.head_vectors[j]).sum(1)
    both_known = (a.vector > 0) & (b.vector > 0)
    return [
        same_text & nominal,
        same_head,
        acronym,
        names_in_b > 0,
        some & (in_b == size_a),
        some & (in_a == size_b),
        alike * both_known,
        same_text & ~nominal,
        (a.pronoun == b.pronoun) & ~nominal,
        same_head & (in_b == size_a) & (in_a == size_b),
        same_head & (in_b < size_a),
        same_head & (in_a < size_b),
        same_head & (in_b < size_a) & (in_a < size_b),
        some & ~same_head,
        (count_a > 0) & (names_in_b == count_a),
        (count_b > 0) & (names_in_a == count_b),
        (count_a > 0) & (count_b > 0) & (names_in_b == 0),
        (names_in_b > 0) & (names_in_b < count_a) & (names_in_a < count_b),
        (count_a > 0) & (count_b == 0) & nominal,
        (count_a == 0) & (count_b > 0) & nominal,
        same_head & (a.complement > 0) & (a.complement == b.complement),
        same_head & (a.complement > 0) & (b.complement > 0) & (a.complement != b.complement),
        same_head & (a.complement > 0) & (b.complement == 0),
        same_head & (a.complement == 0) & (b.complement > 0),
        same_head & (a.possessor > 0) & (a.possessor == b.possessor),
        same_head & (a.possessor > 0) & (b.possessor > 0) & (a.possessor != b.possessor),
        (a.number_word > 0) & (b.number_word > 0) & (a.number_word != b.number_word) & same_head,
        nominal,
    ]


def agreement(sides: Sides) -> list[NDArray[np.generic]]:
    """Return whether number, gender and what is meant agree."""
    *_, a, b = sides
    number_known = (a.plural >= 0) & (b.plural >= 0)
    gender_known = (a.gender > 0) & (b.gender > 0)
    person_i, person_j = a.kind == 0, b.kind == 0
    return [
        number_known & (a.plural == b.plural),
        number_known & (a.plural != b.plural),
        gender_known & (a.gender == b.gender),
        gender_known & (a.gender != b.gender),
        a.kind == b.kind,
        person_i & person_j,
        person_i != person_j,
        (b.form == COORDINATION) & (a.plural == 1),
    ]


def syntax(sides: Sides) -> list[NDArray[np.generic]]:
    """Return how the two stand in the sentence and in quotations."""
    p, i, j, a, b = sides
    inside = (a.first >= b.first) & (a.last <= b.last)
    around = (b.first >= a.first) & (b.last <= a.last)
    same_clause = a.clause == b.clause
    governed = (a.governor == b.governor) & (a.governor >= 0)
    subject = np.isin(p.relation, SUBJECTS)
    subject_i, subject_j = subject[i], subject[j]
    reflexive = p.flag(REFLEXIVE)[i]
    copular = p.flag(COPULAR)[i]
    speaks = p.flag(SPEAKS)[j]
    apposed = p.flag(APPOSED)[i]
    conjoined = p.flag(CONJOINED)[i]
    head_of_i = p.outer[i]
    here = a.sentence == b.sentence
    first_person = a.pronoun < 2
    quoted_i, quoted_j = a.quoted, b.quoted
    gap = a.first - b.last
    words = p.governor_vectors
    return [
        inside,
        around,
        same_clause & here,
        same_clause & here & subject_j,
        governed & ~reflexive,
        governed & reflexive,
        copular & (b.governor == a.head) & subject_j,
        apposed & (head_of_i == b.head),
        conjoined & (head_of_i == b.head),
        (gap >= 0) & (gap <= 1),
        subject_i & subject_j,
        subject_j,
        a.relation == b.relation,
        (a.governor_word == b.governor_word) & (a.governor_word > 0),
        (words[i] * words[j]).sum(1),
        (words[i] * p.head_vectors[j]).sum(1),
        (quoted_i > 0) & (quoted_i == quoted_j),
        (quoted_i > 0) & (quoted_j > 0) & (quoted_i != quoted_j),
        (quoted_i > 0) & (quoted_j == 0),
        (quoted_i == 0) & (quoted_j > 0),
        (quoted_i > 0) & (quoted_j == 0) & speaks & (np.abs(a.sentence - b.sentence) <= 1),
        (quoted_i > 0) & (quoted_j == 0) & speaks & first_person,
        p.flag(POSSESSIVE)[i] & same_clause & subject_j & here,
        (a.head == b.head),
    ]


def distance(sides: Sides) -> list[NDArray[np.generic]]:
    """Return how far apart the two are, and how early the first is."""
    _, i, j, a, b = sides
    return [
        *steps(a.sentence - b.sentence, [1, 2, 3, 4, 6, 12, 30]),
        *steps(i - j, [2, 3, 5, 8, 13, 25]),
        j == 0,
        b.sentence == 0,
        np.log1p(i - j) / 4,
    ]


def frequency(sides: Sides) -> list[NDArray[np.generic]]:
    """Return how often the earlier mention's words were said by then, and whether they are said again between the two."""
    p, i, j, _, b = sides
    times, following = repeats(p.text)
    again, next_head = repeats(p.head_word)
    nominal = b.pronoun == NO_PRONOUN
    return [
        np.log1p(times[j]) * nominal,
        np.log1p(again[j]) * nominal,
        (following[j] < i) & nominal,
        (next_head[j] < i) & nominal,
    ]


def repeats(keys: Ints) -> tuple[Ints, Ints]:
    """Return by place how often its key stands before it, and the place where it stands next (the size, if nowhere).

    >>> [x.tolist() for x in repeats(np.array([7, 8, 7, 7]))]
    [[0, 0, 1, 2], [2, 4, 3, 4]]
    """
    times, following = np.zeros(len(keys), dtype=np.int64), np.full(len(keys), len(keys))
    last: dict[int, int] = {}
    for k, key in enumerate(keys.tolist()):
        before = last.get(key)
        if before is not None:
            times[k] = times[before] + 1
            following[before] = k
        last[key] = k
    return times, following


def barred(sides: Sides) -> NDArray[np.bool_]:
    """Tell which pairs are two arguments of one verb, one of them a personal pronoun that is not reflexive."""
    p, i, j, a, b = sides
    reflexive, conjoined = p.flag(REFLEXIVE), p.flag(CONJOINED)
    personal = (p.pronoun < PERSONAL) & ~reflexive
    argument = np.isin(p.relation, ARGUMENTS) & ~conjoined
    forbidden: NDArray[np.bool_] = (a.governor == b.governor) & (a.governor >= 0) & (a.head != b.head)
    forbidden &= argument[i] & argument[j]
    forbidden &= personal[i] | (personal[j] & ~reflexive[i])
    return forbidden


def rank(sides: Sides, begins: Ints) -> Ints:
    """Return how many mentions that agree stand between the two, 4 for more; 0 to 3 count only pairs that agree."""
    _, i, _, a, b = sides
    disagree = (a.plural >= 0) & (b.plural >= 0) & (a.plural != b.plural)
    disagree |= (a.gender > 0) & (b.gender > 0) & (a.gender != b.gender)
    disagree |= (a.kind == 0) != (b.kind == 0)
    fit = np.cumsum(~disagree)
    whole = np.concatenate([[0], fit])
    after = whole[begins[i + 1]] - fit  # pairs of the same later mention that agree and stand behind this one
    return np.where(disagree, 4, np.minimum(after, 3))


def summarize(table: Floats, i: Ints, size: int) -> Floats:
    """Return for each mention the best match of any pair, the count of pairs with the same head, and whether there are pairs."""
    out = np.zeros((size, MATCHES + 2), dtype=np.float32)
    if len(i):
        starts = np.flatnonzero(np.diff(i, prepend=-1))
        out[i[starts], :MATCHES] = np.maximum.reduceat(table[:MATCHES], starts, axis=1).T
        out[i[starts], MATCHES] = np.log1p(np.add.reduceat(table[1], starts))
        out[i[starts], MATCHES + 1] = 1
    return out
