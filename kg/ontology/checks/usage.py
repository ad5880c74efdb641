"""Whether the terms that the program uses exist, and the terms that exist are used or said to be for users."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.language.places import PlaceKind
from kg.model import EntityType, LegalStatus, MentionKind, Modality, Part, Polarity, Tenure
from kg.ontology.checks.finding import Finding
from kg.ontology.checks.terms import HR, HRV, curie, terms_of
from kg.ontology.files import ontology_file

if TYPE_CHECKING:
    import rdflib

FOR_USERS = "For users:"
# How Python names a term: hr("met"), f"{HR}met", HR + "met"; queries and shapes: hr:met.
CALLED = re.compile(r'\b(hrv?)\("(\w+)"\)|\{(HRV?)\}(\w+)|\b(HRV?) \+ "(\w+)"')
PREFIXED = re.compile(r"(?<![\w:])(hrv?):([A-Za-z][\w-]*)")
# Schemes whose concepts a graph may name as values, each and every one.
OPEN_SCHEMES = (f"{HRV}act", f"{HRV}article")


def used_terms(package: Path) -> dict[str, str]:
    """Return the terms that the program, its queries and its shapes name, each with a file that names it."""
    found: dict[str, str] = {}
    for path in sorted(package.rglob("*.py")):
        for groups in CALLED.findall(path.read_text(encoding="utf-8")):
            prefix, name = next((groups[i].lower(), groups[i + 1]) for i in (0, 2, 4) if groups[i])
            found.setdefault((HR if prefix == "hr" else HRV) + name, str(path))
    for path in (*sorted(package.rglob("*.rq")), ontology_file("shapes.ttl")):
        text = re.sub(r'"[^"\n]*"', '""', path.read_text(encoding="utf-8"))
        for prefix, name in PREFIXED.findall(text):
            found.setdefault((HR if prefix == "hr" else HRV) + name, str(path))
    return found | values_of_the_model()


def values_of_the_model() -> dict[str, str]:
    """Return the terms that stand for the values of `kg.model`'s enumerations, and for the kinds of place."""
    classes = {HR + value: "kg.model" for kind in (EntityType, PlaceKind) for value in kind}
    kinds = (Polarity, Modality, LegalStatus, Tenure, Part, MentionKind)
    return classes | {HRV + value: "kg.model" for kind in kinds for value in kind}


def missing(graph: rdflib.Graph, package: Path) -> Iterator[Finding]:
    """Yield the terms that the program uses and the ontology lacks."""
    declared = terms_of(graph)
    for iri, path in sorted(used_terms(package).items()):
        if iri not in declared:
            yield Finding(path, 0, f"{curie(iri)} is used here, and the ontology does not have it.",
                          "Declare it, or mend its name.")


def unused(graph: rdflib.Graph, package: Path, path: str) -> Iterator[Finding]:
    """Yield the terms that nothing uses and that are not said to be for users."""
    from rdflib import URIRef
    from rdflib.namespace import RDFS, SKOS

    used = set(used_terms(package)) | {str(t) for triple in graph for t in triple[1:] if isinstance(t, URIRef)}
    relations = {str(s) for s in graph.transitive_subjects(RDFS.subPropertyOf, URIRef(HR + "relatedTo"))}
    for iri in sorted(terms_of(graph) - used - relations):
        notes = [str(note) for note in graph.objects(URIRef(iri), SKOS.scopeNote)]
        schemes = {str(scheme) for scheme in graph.objects(URIRef(iri), SKOS.inScheme)}
        if not schemes & set(OPEN_SCHEMES) and not any(note.startswith(FOR_USERS) for note in notes):
            yield Finding(path, 0, f"{curie(iri)} is used nowhere.",
                          f'Take it away, or say with skos:scopeNote "{FOR_USERS} ..." what it is for.')
