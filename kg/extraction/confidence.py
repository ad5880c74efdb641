"""How sure it is that a passage says what a claim says: a declared list of weighted features, and the reasons behind a sum.

Each feature of a claim adds its weight to the log-odds. `confidence.toml` holds the weights with what they mean; they are
fitted to claims that were judged by reading (`python -m benchmarks.confidence`), so that of claims at 0.8 about four in
five are right.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import resources

from kg.model import Claim, EntityType, Mention, MentionKind, Modality, Polarity
from kg.ontology.triggers import PREPOSITIONS

FAR, LONG = 80, 280  # letters: between the two mentions, and of the quote
RULES = {  # by the first word of a claim's rule, or by the second where the first is "role"
    "title": "title",
    "apposition": "apposition",
    "copula": "copula",
    "noun:": "noun",
    "open:": "open",
    "member:": "member",
    "part:": "member",
    "bodies:": "member",
    "places:": "places",
    "kin:": "kin",
}


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Return the weight of each feature, in log-odds."""
    text = resources.files("kg.extraction").joinpath("confidence.toml").read_text(encoding="utf-8")
    return {name: float(weight) for name, weight in tomllib.loads(text)["weights"].items()}


def confidence(features: Iterable[str]) -> float:
    """Return the probability that the weights of some features give, to two places; a feature without a weight is an error.

    >>> 0.5 < confidence(["verb"]) < 1
    True
    """
    total = weights()["base"] + sum(weights()[f] for f in features)
    return round(1 / (1 + math.exp(-total)), 2)


def confidence_of(claim: Claim) -> float:
    """Return how sure a claim is, by its features."""
    return confidence(features_of(claim))


def features_of(claim: Claim) -> tuple[str, ...]:
    """Return what speaks for and against a claim, by name: how it was found, by what sort of words, how far apart."""
    return (rule_feature(claim), *features_of_words(claim))


def rule_feature(claim: Claim) -> str:
    """Return the feature of the rule that made a claim."""
    first, _, rest = claim.rule.partition(" ")
    if first == "role:" and claim.object is not None:
        return "tie"
    if first == "role:":
        return RULES.get(rest.split(" ")[0], "role in a clause")
    if first in RULES:
        return RULES[first]
    if claim.value is not None:
        return "words"
    return "preposition" if rest.split(" ")[-1] in PREPOSITIONS else "verb"


def features_of_words(claim: Claim) -> Iterator[str]:
    """Yield what the words of a claim and of its ends tell."""
    subject, target = claim.subject_mention, claim.object_mention
    if subject is not None:
        yield from features_of_mention(subject, "subject")
    if target is not None:
        yield from features_of_mention(target, "object")
    if subject is not None and target is not None and max(subject.start - target.end, target.start - subject.end) > FAR:
        yield "far apart"
    if len(claim.evidence.quote) > LONG:
        yield "long sentence"
    if claim.polarity is Polarity.NEGATED or claim.modality is not Modality.ASSERTED:
        yield "no plain fact"


def features_of_mention(mention: Mention, end: str) -> Iterator[str]:
    """Yield what tells of one end of a claim."""
    if mention.kind is MentionKind.PRONOUN:
        yield f"{end} a pronoun"
    elif mention.kind is MentionKind.NOUN:
        yield f"{end} unnamed" if mention.type is EntityType.GROUP else f"{end} described"
