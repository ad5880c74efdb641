"""Where the ontology's files lie: inside the installed package, or at the top of a source tree."""

from __future__ import annotations

from pathlib import Path

from kg.errors import BadOntology


def ontology_file(name: str = "rights.ttl") -> Path:
    """Return the path of one of the ontology's files; raise `BadOntology` where it is missing."""
    package = Path(__file__).resolve().parent
    for folder in (package / "data", package.parents[1] / "ontologies"):
        if (folder / name).is_file():
            return folder / name
    raise BadOntology(f"The ontology file {name} is missing.", "Install the package anew.")
