"""The vocabulary: classes, predicates and the words that trigger them, read from `ontologies/`."""

from __future__ import annotations

from kg.ontology.files import ontology_file
from kg.ontology.triggers import Trigger
from kg.ontology.vocabulary import Ontology, Predicate, load_ontology

__all__ = ["Ontology", "Predicate", "Trigger", "load_ontology", "ontology_file"]
