"""A claim over mentions, before mentions have become entities."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.mentions import Spotted
from kg.model import LegalStatus, Modality, Polarity, Tenure, When


@dataclass(frozen=True, slots=True)
class Statement:
    """What a passage says of mentions. `anchor` is the token whose clause says it; `sentence` the token span quoted.

    `presupposed` statements are made by a title, an apposition or a list of places: what the clause around them denies,
    plans or reports does not touch them. Of a role, `post_of` is the body or place
    that it is held at.
    """

    subject: Spotted
    predicate: str
    anchor: int
    rule: str
    object: Spotted | None = None
    value: str | None = None
    open: bool = False
    presupposed: bool = False
    label: str = ""
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    speakers: tuple[Spotted, ...] = ()
    date: When | None = None
    place: Spotted | None = None
    legal_status: LegalStatus | None = None
    post_of: Spotted | None = None
    tenure: Tenure | None = None
