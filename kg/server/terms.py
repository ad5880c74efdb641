"""The terms of the ontology that the editor offers while one types."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode

from kg.ontology.files import SCHEMES, ontology_file
from kg.rdf.iris import PREFIXES, RDFS, SKOS
from kg.server.results import short

_LABELS = frozenset({f"{RDFS}label", f"{SKOS}prefLabel"})


def terms(extensions: tuple[Path, ...] = ()) -> dict[str, str]:
    """Return the labels of the ontology's terms by their short names, those of a user's own files among them."""
    return _terms((*(ontology_file(name) for name in SCHEMES), *extensions))


@lru_cache(maxsize=4)
def _terms(paths: tuple[Path, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in paths:
        for quad in pyoxigraph.parse(path=path):
            if quad.predicate.value in _LABELS and isinstance(quad.subject, NamedNode):
                name = short(quad.subject.value, PREFIXES)
                if name != quad.subject.value:
                    found.setdefault(name, str(getattr(quad.object, "value", "")))
    return dict(sorted(found.items()))
