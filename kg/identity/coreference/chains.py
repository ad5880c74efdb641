"""Chains of mentions that refer to one thing, each link with its probability.

Every mention takes the chain before it that its pairs favour most, or begins a new one. A caller that wants sure links
only asks for more: a mention whose link is less sure stays open and begins a chain of its own, which what refers to it
joins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.identity.coreference.mentions import Form, Mention, find
from kg.identity.coreference.model import Scorer, scorer
from kg.identity.coreference.pairs import Pairs, compare
from kg.identity.coreference.profile import Floats, Profiles, profile
from kg.identity.coreference.table import Table
from kg.identity.coreference.traits import PRONOUNS
from kg.identity.coreference.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc

BEST = 0.35  # the least probability of a link that gives the best F1 on GUM's dev documents
SURE = {
    "he she": 0.7,
    "it they": 0.8,
    "I we you": 0.8,
    "name": 0.5,
    "definite": 0.8,
    "other": 0.8,
}  # at least 0.86 right on dev
FAINT = 1e-3
CLASSES = ("I we you", "I we you", "I we you", "he she", "he she", "it they", "it they")


@dataclass(slots=True)
class Link:
    """A mention, the one before it that it refers back to most surely (None if it is the first), and how surely.

    The probability is that of the whole chain that the antecedent is in.
    """

    mention: Mention
    antecedent: Mention | None
    probability: float
    group: str  # the class of mention that thresholds go by: see `group_of`


@dataclass(slots=True)
class Chain:
    """Mentions of one thing, in order."""

    links: list[Link]

    @property
    def mentions(self) -> list[Mention]:
        """Return the mentions without their links."""
        return [link.mention for link in self.links]


def resolve(doc: Doc, *, least: float | Mapping[str, float] = BEST) -> list[Chain]:
    """Return the chains of a doc, those of one mention too, in order of their first mention.

    `least` is the probability that a link must have: one for all, or one for each class ("he she", "it they", "I we you",
    "other pronoun", "name", "definite", "other"; a class that is left out is never linked), as in `SURE`.

    >>> from kg import language
    >>> doc = language.load()("Srey Mom runs a shop. She opened it in May.")
    >>> [[doc[m.first : m.last].text for m in c.mentions] for c in resolve(doc) if len(c.links) > 1]
    [['Srey Mom', 'She'], ['a shop', 'it']]
    """
    return cut(link_all(doc), least)


def link_all(doc: Doc) -> list[Link]:
    """Return each mention of a doc with its likeliest antecedent."""
    table = Table(doc)
    mentions = find(table)
    if not mentions:
        return []
    profiles = profile(table, mentions, vocabulary())
    return list(links(table, mentions, profiles, scorer()))


def links(table: Table, mentions: list[Mention], profiles: Profiles, model: Scorer) -> Iterable[Link]:
    """Yield each mention with its likeliest antecedent, by a model."""
    pairs = compare(profiles)
    for k, (j, probability) in enumerate(
        antecedents(pairs, *model.score(profiles.rows, pairs), profiles.gender.tolist())
    ):
        antecedent = mentions[j] if j >= 0 else None
        yield Link(mentions[k], antecedent, probability, group_of(table, mentions[k]))


def antecedents(pairs: Pairs, scores: Floats, new: Floats, gender: Sequence[int]) -> list[tuple[int, float]]:
    """Return for each mention its best antecedent in its likeliest chain, and that chain's probability; -1 for none.

    A mention known to be masculine joins no chain with a feminine one, and the reverse.
    """
    highest = new.copy()
    some = np.flatnonzero(np.diff(pairs.begins))
    if len(some):
        highest[some] = np.maximum(highest[some], np.maximum.reduceat(scores, pairs.begins[some]))
    shares = np.exp(scores - highest[pairs.later])
    kept = np.flatnonzero(shares > FAINT)
    weights, earlier = shares[kept].tolist(), pairs.earlier[kept].tolist()
    begins = np.searchsorted(pairs.later[kept], np.arange(len(new) + 1)).tolist()
    alone = np.exp(new - highest).tolist()
    chain = list(range(len(new)))
    genders = [g if g in (1, 2) else 0 for g in gender]  # by a chain's first mention, that of the chain
    found: list[tuple[int, float]] = []
    for k, whole in enumerate(alone):
        total: dict[int, float] = {}
        best: dict[int, int] = {}
        own = genders[k]
        for x in range(begins[k], begins[k + 1]):
            weight, root = weights[x], chain[earlier[x]]
            if own and genders[root] and own != genders[root]:
                continue
            whole += weight
            if root not in total:
                total[root], best[root] = weight, x
            else:
                total[root] += weight
                if weight >= weights[best[root]]:  # of two as likely the nearer
                    best[root] = x
        if not total:
            found.append((-1, 0.0))
            continue
        root = max(total, key=lambda r: total[r])
        probability = total[root] / whole
        if probability >= BEST:
            chain[k] = root
            genders[root] = genders[root] or own
        found.append((earlier[best[root]], probability))
    return found


def cut(found: Iterable[Link], least: float | Mapping[str, float]) -> list[Chain]:
    """Return the chains that are left when links less sure than `least` are cut."""
    chains: list[Chain] = []
    owner: dict[int, Chain] = {}
    for link in found:
        wanted = least if isinstance(least, (int, float)) else least.get(link.group, 2.0)
        if link.antecedent is not None and link.probability >= wanted:
            chain = owner[id(link.antecedent)]
        else:
            chain = Chain([])
            chains.append(chain)
            link = Link(link.mention, None, 1.0, link.group)
        chain.links.append(link)
        owner[id(link.mention)] = chain
    return chains


def group_of(table: Table, mention: Mention) -> str:
    """Return the class of a mention that thresholds go by."""
    if mention.form is Form.PRONOUN:
        number = PRONOUNS.get(table.lower[mention.head], (99, "", ""))[0]
        return CLASSES[number] if number < len(CLASSES) else "other pronoun"
    if mention.form in {Form.NAME, Form.DEFINITE}:
        return str(mention.form)
    return "definite" if mention.form is Form.DEMONSTRATIVE else "other"
