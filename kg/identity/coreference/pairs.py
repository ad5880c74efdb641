"""Pairs of a mention and one before it that it may refer to, and what speaks for and against each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.identity.coreference.mentions import Form
from kg.identity.coreference.profile import Floats, Ints, Profiles
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
            same = by_key.setdefault(key, [])
            far.update(j for j in same[-SAME_KEY:] if j < start)
            if same:
                far.update([same[0]] if same[0] < start else [])
            same.append(k)
        chosen = [*sorted(far), *range(start, k)]
        earlier += chosen
        later += [k] * len(chosen)
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
    order = rank(p, i, j, begins)
    columns = [
        *match(p, i, j),
        *agreement(p, i, j),
        *syntax(p, i, j),
        *distance(p, i, j),
        *frequency(p, i, j),
        *(order == k for k in range(5)),
    ]
    table = np.empty((len(columns), len(i)), dtype=np.float32)
    for k, column in enumerate(columns):
        table[k] = column
    return Pairs(i, j, begins, table.T, summarize(table, i, len(p)), barred(p, i, j))


MATCHES: Final = 7  # columns of `match` that the summary keeps


def match(p: Profiles, i: Ints, j: Ints) -> list[NDArray[np.generic]]:
    """Return how alike the words are."""
    same_text = p.text[i] == p.text[j]
    nominal = (p.pronoun[i] == NO_PRONOUN) & (p.pronoun[j] == NO_PRONOUN)
    same_head = (p.head_word[i] == p.head_word[j]) & nominal
    in_b, in_a = shared(p.core, i, j)
    size = (p.core > 0).sum(1)
    size_a, size_b = size[i], size[j]
    names_in_b, names_in_a = shared(p.proper, i, j)
    names = (p.proper > 0).sum(1)
    count_a, count_b = names[i], names[j]
    some = nominal & (in_b > 0)
    acronym = ((p.acronym[i] == p.initials[j]) & (p.acronym[i] > 0)) | (
        (p.acronym[j] == p.initials[i]) & (p.acronym[j] > 0)
    )
    alike = (p.head_vectors[i] * p.head_vectors[j]).sum(1)
    both_known = (p.vector[i] > 0) & (p.vector[j] > 0)
    return [
        same_text & nominal,
        same_head,
        acronym,
        names_in_b > 0,
        some & (in_b == size_a),
        some & (in_a == size_b),
        alike * both_known,
        same_text & ~nominal,
        (p.pronoun[i] == p.pronoun[j]) & ~nominal,
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
        same_head & (p.complement[i] > 0) & (p.complement[i] == p.complement[j]),
        same_head & (p.complement[i] > 0) & (p.complement[j] > 0) & (p.complement[i] != p.complement[j]),
        same_head & (p.complement[i] > 0) & (p.complement[j] == 0),
        same_head & (p.complement[i] == 0) & (p.complement[j] > 0),
        same_head & (p.possessor[i] > 0) & (p.possessor[i] == p.possessor[j]),
        same_head & (p.possessor[i] > 0) & (p.possessor[j] > 0) & (p.possessor[i] != p.possessor[j]),
        (p.number_word[i] > 0) & (p.number_word[j] > 0) & (p.number_word[i] != p.number_word[j]) & same_head,
        nominal,
    ]


def agreement(p: Profiles, i: Ints, j: Ints) -> list[NDArray[np.generic]]:
    """Return whether number, gender and what is meant agree."""
    number_known = (p.plural[i] >= 0) & (p.plural[j] >= 0)
    gender_known = (p.gender[i] > 0) & (p.gender[j] > 0)
    person_i, person_j = p.kind[i] == 0, p.kind[j] == 0
    return [
        number_known & (p.plural[i] == p.plural[j]),
        number_known & (p.plural[i] != p.plural[j]),
        gender_known & (p.gender[i] == p.gender[j]),
        gender_known & (p.gender[i] != p.gender[j]),
        p.kind[i] == p.kind[j],
        person_i & person_j,
        person_i != person_j,
        (p.form[j] == COORDINATION) & (p.plural[i] == 1),
    ]


def syntax(p: Profiles, i: Ints, j: Ints) -> list[NDArray[np.generic]]:
    """Return how the two stand in the sentence and in quotations."""
    inside = (p.first[i] >= p.first[j]) & (p.last[i] <= p.last[j])
    around = (p.first[j] >= p.first[i]) & (p.last[j] <= p.last[i])
    same_clause = p.clause[i] == p.clause[j]
    governed = (p.governor[i] == p.governor[j]) & (p.governor[i] >= 0)
    subject = np.isin(p.relation, SUBJECTS)
    subject_i, subject_j = subject[i], subject[j]
    reflexive = p.flag(REFLEXIVE)[i]
    copular = p.flag(COPULAR)[i]
    speaks = p.flag(SPEAKS)[j]
    apposed = p.flag(APPOSED)[i]
    conjoined = p.flag(CONJOINED)[i]
    head_of_i = p.outer[i]
    here = p.sentence[i] == p.sentence[j]
    first_person = p.pronoun[i] < 2
    quoted_i, quoted_j = p.quoted[i], p.quoted[j]
    gap = p.first[i] - p.last[j]
    words = p.governor_vectors
    return [
        inside,
        around,
        same_clause & here,
        same_clause & here & subject_j,
        governed & ~reflexive,
        governed & reflexive,
        copular & (p.governor[j] == p.head[i]) & subject_j,
        apposed & (head_of_i == p.head[j]),
        conjoined & (head_of_i == p.head[j]),
        (gap >= 0) & (gap <= 1),
        subject_i & subject_j,
        subject_j,
        p.relation[i] == p.relation[j],
        (p.governor_word[i] == p.governor_word[j]) & (p.governor_word[i] > 0),
        (words[i] * words[j]).sum(1),
        (words[i] * p.head_vectors[j]).sum(1),
        (quoted_i > 0) & (quoted_i == quoted_j),
        (quoted_i > 0) & (quoted_j > 0) & (quoted_i != quoted_j),
        (quoted_i > 0) & (quoted_j == 0),
        (quoted_i == 0) & (quoted_j > 0),
        (quoted_i > 0) & (quoted_j == 0) & speaks & (np.abs(p.sentence[i] - p.sentence[j]) <= 1),
        (quoted_i > 0) & (quoted_j == 0) & speaks & first_person,
        p.flag(POSSESSIVE)[i] & same_clause & subject_j & here,
        (p.head[i] == p.head[j]),
    ]


def distance(p: Profiles, i: Ints, j: Ints) -> list[NDArray[np.generic]]:
    """Return how far apart the two are, and how early the first is."""
    return [
        *steps(p.sentence[i] - p.sentence[j], [1, 2, 3, 4, 6, 12, 30]),
        *steps(i - j, [2, 3, 5, 8, 13, 25]),
        j == 0,
        p.sentence[j] == 0,
        np.log1p(i - j) / 4,
    ]


def frequency(p: Profiles, i: Ints, j: Ints) -> list[NDArray[np.generic]]:
    """Return how often the earlier mention's words were said by then, and whether they are said again between the two."""
    times, following = repeats(p.text)
    again, next_head = repeats(p.head_word)
    nominal = p.pronoun[j] == NO_PRONOUN
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


def barred(p: Profiles, i: Ints, j: Ints) -> NDArray[np.bool_]:
    """Tell which pairs are two arguments of one verb, one of them a personal pronoun that is not reflexive."""
    reflexive, conjoined = p.flag(REFLEXIVE), p.flag(CONJOINED)
    personal = (p.pronoun < PERSONAL) & ~reflexive
    argument = np.isin(p.relation, ARGUMENTS) & ~conjoined
    forbidden: NDArray[np.bool_] = (p.governor[i] == p.governor[j]) & (p.governor[i] >= 0) & (p.head[i] != p.head[j])
    forbidden &= argument[i] & argument[j]
    forbidden &= personal[i] | (personal[j] & ~reflexive[i])
    return forbidden


def rank(p: Profiles, i: Ints, j: Ints, begins: Ints) -> Ints:
    """Return how many mentions that agree stand between the two, 4 for more; 0 to 3 count only pairs that agree."""
    disagree = (p.plural[i] >= 0) & (p.plural[j] >= 0) & (p.plural[i] != p.plural[j])
    disagree |= (p.gender[i] > 0) & (p.gender[j] > 0) & (p.gender[i] != p.gender[j])
    disagree |= (p.kind[i] == 0) != (p.kind[j] == 0)
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
