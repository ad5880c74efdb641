"""Whether two parsers read a file alike, and it stands in the one layout."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import BadOntology
from kg.ontology.checks.finding import Finding
from kg.ontology.layout import tidy


def canonical(data: bytes | str) -> list[str]:
    """Return the triples of a Turtle text in canonical form (RDFC-1.0), sorted; raise `SyntaxError`."""
    dataset = ox.Dataset(ox.parse(data, format=ox.RdfFormat.TURTLE))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, dataset))


def two_parsers(path: Path, data: bytes) -> Iterator[Finding]:
    """Yield where rdflib and pyoxigraph read a file differently, or it does not survive being written and read again."""
    import rdflib

    here = canonical(data)
    graph = rdflib.Graph().parse(data=data, format="turtle")
    for form in ("nt", "turtle"):
        if canonical(graph.serialize(format=form, encoding="utf-8")) != here:
            yield Finding(str(path), 0, f"rdflib reads other triples here than pyoxigraph does (compared as {form}).",
                          "Look for a text or number that the two write differently.")


def one_layout(path: Path, text: str) -> Iterator[Finding]:
    """Yield whether a file stands otherwise than `tidy` would write it."""
    try:
        same = tidy(text) == text
    except BadOntology as error:
        yield Finding(str(path), 0, error.message, error.remedy)
        return
    if not same:
        yield Finding(str(path), 0, "The file is not in the one layout.", f"Run: kg ontology tidy {path}")
