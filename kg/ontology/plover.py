"""The PLOVER event category of a claim: its predicate's family, moved by how the passage puts it.

What is only planned, asked for or refused belongs to other categories than what is done. Source: Halterman and others
(2023), "PLOVER and POLECAT: A New Political Event Ontology and Dataset", and the PLOVER codebook of the Open Event Data
Alliance.
"""

from __future__ import annotations

from kg.model import Modality, Polarity
from kg.ontology.vocabulary import Ontology

KINDLY = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE"})
COMING = frozenset({Modality.PLANNED, Modality.HYPOTHETICAL})


def plover_category(predicate: str, polarity: Polarity, modality: Modality, ontology: Ontology) -> str:
    """Return the category of a claim with that predicate and stance, or nothing where its predicate has none.

    >>> from kg.ontology import load_ontology
    >>> plover_category("met", Polarity.AFFIRMED, Modality.PLANNED, load_ontology())
    'AGREE'
    """
    names = (predicate, *ontology.family(predicate))
    own = next((ontology.predicates[n].plover for n in names if n in ontology.predicates and ontology.predicates[n].plover), "")
    if not own or modality is Modality.DENIED:
        return "REJECT" if own else ""
    if modality is Modality.REQUESTED:
        return "REQUEST"
    if polarity is Polarity.NEGATED:
        return "REJECT" if own in KINDLY else ""
    if modality in COMING:
        return "AGREE" if own in KINDLY else "THREATEN" if own not in {"REQUEST", "ACCUSE", "REJECT"} else own
    return own
