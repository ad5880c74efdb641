"""How sure a reading is: a declared list of weighted features, each with its reason.

The weights are those of a logistic regression of the share of a fact's words that crowd workers wrote too (the one-to-one
precision of CaRB's development set), rounded; each is a general cue of how well such clauses are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp

from kg.triples.model import Fact, Words

LONG_ARGUMENT = 20
LONG_SENTENCE = 35
MANY_ARGUMENTS = 4
START = 1.0  # a main clause with nothing unusual


@dataclass(frozen=True, slots=True)
class Feature:
    """A trait of a fact, what it adds, and why."""

    trait: str
    weight: float
    reason: str


FEATURES = {
    feature.trait: feature
    for feature in (
        Feature("clause ccomp", -0.9, "what is said to be so is seldom a fact of its own"),
        Feature("clause acl", -0.8, "a participle after a noun may describe another one"),
        Feature("clause acl:relcl", -0.6, "a relative clause may describe another noun"),
        Feature("clause advcl", -0.5, "an adverbial clause may only be a condition or an intention"),
        Feature("subject adverbial", -0.2, "the subject is that of the clause above, by grammar alone"),
        Feature("first clause", 0.6, "reported speech is plain to see"),
        Feature("first adverb", -0.5, "an adverb alone says little"),
        Feature("first predicate", -0.4, "where a predicate noun ends is hard to tell"),
        Feature("apposition noun", -0.3, "a noun beside a name may belong to a list"),
        Feature("apposition propn", -0.9, "two names beside each other are seldom one thing"),
        Feature("apposition named", -0.9, "a name after a noun may be another thing"),
        Feature("title", -0.9, "a word before a name may be part of it"),
        Feature("region", -0.4, "places in a row may be a list"),
        Feature("many arguments", -0.4, "one of many phrases may belong elsewhere"),
        Feature("parted relation", -0.6, "other words stand inside the relation"),
        Feature("parted argument", -0.3, "words inside an argument were left out"),
        Feature("short argument", -0.3, "one word may stand for a phrase that was cut"),
        Feature("long argument", -0.2, "long phrases hide wrong attachments"),
        Feature("long sentence", -0.2, "long sentences are parsed less well"),
    )
}


def confidence(fact: Fact, length: int) -> float:
    """Return how likely a fact's words are as a person would write them, from 0 to 1. `length` is the sentence's, in words."""
    total = START + sum(feature.weight for feature in reasons(fact, length))
    return 1 / (1 + exp(-total))


def reasons(fact: Fact, length: int) -> Iterator[Feature]:
    """Yield the features that a fact has."""
    for trait in sorted({*fact.traits, *_shape(fact, length)}):
        if trait in FEATURES:
            yield FEATURES[trait]


def _shape(fact: Fact, length: int) -> Iterator[str]:
    """Yield traits that come from the length of a fact's parts."""
    if len(fact.arguments) >= MANY_ARGUMENTS:
        yield "many arguments"
    if fact.relation and _left_out(fact.relation) > 0:
        yield "parted relation"
    if any(_left_out(a) > 1 for a in fact.arguments):
        yield "parted argument"
    if len(fact.arguments[1]) == 1:
        yield "short argument"
    if any(len(a) > LONG_ARGUMENT for a in fact.arguments):
        yield "long argument"
    if length > LONG_SENTENCE:
        yield "long sentence"


def _left_out(words: Words) -> int:
    """Count the words that stand between the first and the last and are not among them."""
    return words[-1] - words[0] + 1 - len(words)
