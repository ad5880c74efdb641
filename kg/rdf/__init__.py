"""Claims to quads and back: IRIs, mapping, projection, canonical form, checks."""

from kg.rdf.canonical import from_nquads, to_nquads
from kg.rdf.iris import DEFAULT_BASE, HR, HRV, PREFIXES, id_of, iri_of, make_iri, prefixes_of, slug
from kg.rdf.mapping import to_quads
from kg.rdf.order import in_order
from kg.rdf.projection import project
from kg.rdf.reading import from_quads
from kg.rdf.validation import validate

__all__ = [
    "DEFAULT_BASE", "HR", "HRV", "PREFIXES", "from_nquads", "from_quads", "id_of", "in_order", "iri_of", "make_iri",
    "prefixes_of", "project", "slug", "to_nquads", "to_quads", "validate",
]
