"""Checks of the ontology's own files, and of a user's file: what CI runs, and `kg ontology check`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.ontology.checks.extension import check_file
from kg.ontology.checks.finding import Finding, in_order
from kg.ontology.checks.parsing import one_layout, two_parsers
from kg.ontology.checks.reasoning import contradictions, shaped
from kg.ontology.checks.released import last_list, lists_folder, removed, term_list
from kg.ontology.checks.terms import circles, explained, restrained
from kg.ontology.checks.usage import missing, unused
from kg.ontology.files import ALIGNMENTS, SCHEMES, ontology_file

if TYPE_CHECKING:
    import rdflib

__all__ = ["Finding", "check_file", "check_ontology", "own_files", "own_graph", "term_list", "version_of"]

SHAPES = ("shapes.ttl", "ontology-shapes.ttl")


def own_files() -> list[Path]:
    """Return all files of the ontology: schemes, shapes, alignments."""
    return [ontology_file(name) for name in (*SCHEMES, *SHAPES, *(f"align/{name}.ttl" for name in ALIGNMENTS))]


def own_graph(names: Iterable[str] = SCHEMES) -> rdflib.Graph:
    """Return files of the ontology as one graph."""
    import rdflib

    graph = rdflib.Graph()
    for name in names:
        graph.parse(ontology_file(name), format="turtle")
    return graph


def version_of(graph: rdflib.Graph) -> str:
    """Return the version that the ontology gives itself."""
    from rdflib.namespace import OWL

    return str(next(graph.objects(None, OWL.versionInfo)))


def check_ontology() -> list[Finding]:
    """Check the ontology's own files; an empty list if nothing is to mend. Needs pyshacl and owlrl."""
    import kg

    package, graph, here = Path(kg.__file__).parent, own_graph(), str(ontology_file("rights.ttl").parent)
    aligned = own_graph((*SCHEMES, *(f"align/{name}.ttl" for name in ALIGNMENTS)))
    checks: list[Callable[[], Iterator[Finding]]] = [
        lambda: explained(aligned, here), lambda: circles(aligned, here), lambda: restrained(aligned, here),
        lambda: shaped(graph, here), lambda: contradictions(aligned, here),
        lambda: missing(graph, package), lambda: unused(graph, package, here),
    ]
    found = [finding for check in checks for finding in check()]
    for path in own_files():
        found += [*two_parsers(path, path.read_bytes()), *one_layout(path, path.read_text(encoding="utf-8"))]
    released = last_list(lists_folder())
    if released is not None:
        found += removed(version_of(graph), term_list(graph), released)
    return in_order(found)
