"""The vocabulary: classes, predicates and the words that trigger them, read from `ontologies/`."""

from __future__ import annotations

from kg.ontology.extensions import local_name
from kg.ontology.files import ALIGNMENTS, SCHEMES, digest, ontology_file
from kg.ontology.triggers import Trigger
from kg.ontology.vocabulary import Ontology, Predicate, load_ontology

__all__ = ["ALIGNMENTS", "SCHEMES", "Ontology", "Predicate", "Trigger", "digest", "load_ontology", "local_name", "ontology_file"]
