"""Checks of a graph against the shapes of the ontology."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rdflib


def validate(graph: rdflib.Graph, *, ontology: Iterable[Path] = ()) -> list[str]:
    """Return what breaks the shapes, one sentence a break; an empty list if the graph conforms.

    The graph holds documents and direct triples in one (`Graph.to_rdflib()`); `ontology` names the files with the
    user's own relations (`Store.ontology`). Needs the extra `check` (pyshacl).
    """
    import pyshacl
    import rdflib

    from kg.ontology import ontology_file

    shapes = rdflib.Graph().parse(ontology_file("shapes.ttl"), format="turtle")
    terms = rdflib.Graph()
    for path in (ontology_file("rights.ttl"), ontology_file("acts.ttl"), *ontology):
        terms.parse(path, format="turtle")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, ont_graph=terms, inplace=False)
    if not isinstance(report, rdflib.Graph):
        raise TypeError(f"pyshacl gave {type(report).__name__} instead of a report graph")
    return sorted(_sentence(report, result) for result in report.objects(None, rdflib.SH.result, unique=True))


def _sentence(report: rdflib.Graph, result: rdflib.term.Node) -> str:
    from rdflib.namespace import SH

    node, path, value, message = (
        report.value(result, term) for term in (SH.focusNode, SH.resultPath, SH.value, SH.resultMessage))
    parts = [str(node), str(path) if path else "", f"value {value}" if value else "", str(message)]
    return ": ".join(part for part in parts if part)
