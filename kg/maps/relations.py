"""What the map knows of the relations: their words, their families, which of them accuse and which have no direction."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.ontology.words import predicate_words

if TYPE_CHECKING:
    from kg.ontology import Ontology

TOP = "relatedTo"
OTHER = "Other words"
"""The family of relations that the ontology does not have."""


@dataclass(frozen=True, slots=True)
class Relations:
    """Names of relations sorted by what the drawing does with them; `families` names the family of each, in words."""

    accusatory: Container[str] = ()
    symmetric: Container[str] = ()
    families: Mapping[str, str] = field(default_factory=dict)

    def family(self, predicate: str, *, is_open: bool) -> str:
        """Return the family that a relation is in, in words; one that no family is known of is its own.

        >>> Relations(families={"met": "consulted"}).family("met", is_open=False)
        'consulted'
        >>> Relations().family("march_with", is_open=True)
        'Other words'
        """
        return OTHER if is_open else self.families.get(predicate) or predicate_words(predicate)


def relations_of(ontology: Ontology) -> Relations:
    """Return what an ontology says of its relations: the family is the highest one below `relatedTo`."""
    families = {}
    for name in ontology.predicates:
        above = [parent for parent in ontology.family(name) if parent != TOP]
        top = ontology.predicates[above[-1]] if above and above[-1] in ontology.predicates else ontology.predicates[name]
        families[name] = top.label
    symmetric = frozenset(name for name, predicate in ontology.predicates.items() if predicate.symmetric)
    return Relations(ontology.accusatory, symmetric, families)
