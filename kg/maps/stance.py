"""In which of a few ways a claim is drawn: one word for its polarity, modality and, where it accuses, its speaker."""

from __future__ import annotations

from collections.abc import Container

from kg.model import Claim, Modality, Polarity

STANCES = ("asserted", "alleged", "planned", "requested", "hypothetical", "denied", "negated")
"""In the order of the legend. `negated` and `denied` say that it is not so."""


def stance_of(claim: Claim, *, accusatory: Container[str] = ()) -> str:
    """Return the way in which a claim is drawn, one of `STANCES`.

    What accuses someone in another's words is drawn as alleged, by the rule that sorts the derived relations of the
    store; `accusatory` holds the local names of the predicates that accuse. Negation is shown before anything but a
    denial, lest a line be read as its opposite.
    """
    if claim.modality is Modality.DENIED:
        return "denied"
    if claim.polarity is Polarity.NEGATED:
        return "negated"
    accuses = claim.predicate in accusatory and not claim.open
    if claim.modality is Modality.ASSERTED and claim.attributed_to and accuses:
        return "alleged"
    return claim.modality.value
