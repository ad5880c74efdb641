"""Where the ontology's files lie: inside the installed package, or at the top of a source tree."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from kg.errors import BadOntology

# What every graph's ontology holds: the vocabulary, then the schemes of concepts, each in its own file.
SCHEMES = ("rights.ttl", "acts.ttl", "articles.ttl", "roles.ttl", "stance.ttl", "legal.ttl", "tenure.ttl", "mentions.ttl",
           "sensitivity.ttl")
# Links to other vocabularies, each in align/NAME.ttl; no graph holds them unless somebody loads them.
ALIGNMENTS = ("aif", "followthemoney", "grasp", "huridocs", "plover", "schema", "sdg", "wikidata")
# What the extractor reads of them; the others have no triggers.
READ = ("rights.ttl", "acts.ttl")


def ontology_file(name: str = "rights.ttl") -> Path:
    """Return the path of one of the ontology's files, as `align/sdg.ttl`; raise `BadOntology` where it is missing."""
    package = Path(__file__).resolve().parent
    for folder in (package / "data", package.parents[1] / "ontologies"):
        if (folder / name).is_file():
            return folder / name
    raise BadOntology(f"The ontology file {name} is missing.", "Install the package anew.")


def digest(paths: Sequence[Path]) -> str:
    """Return a hash of what extensions hold, whatever their order (12 hex digits); nothing for no files.

    Raises `BadOntology` where one cannot be read.
    """
    try:
        parts = sorted(hashlib.sha256(path.read_bytes()).digest() for path in paths)
    except OSError as error:
        raise BadOntology(f"The ontology file {error.filename} cannot be read ({error.strerror}).", "Check the path.") from error
    return hashlib.sha256(b"".join(parts)).hexdigest()[:12] if parts else ""
