"""The terms of the vocabularies as pyoxigraph nodes, and short makers of typed literals."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from kg.rdf.iris import DCTERMS, HR, HRV, OA, PROV, RDF, RDFS, SCHEMA, SKOS, XSD


def hr(name: str) -> NamedNode:
    """Return a term of the ontology by its local name."""
    return NamedNode(HR + name)


def hrv(name: str) -> NamedNode:
    """Return a concept of the vocabularies by its local name."""
    return NamedNode(HRV + name)


TYPE, SUBJECT, PREDICATE, OBJECT, STATEMENT, PROPERTY = (
    NamedNode(RDF + name) for name in ("type", "subject", "predicate", "object", "Statement", "Property"))
LABEL, SUBPROPERTY = (NamedNode(RDFS + name) for name in ("label", "subPropertyOf"))
ALT_LABEL = NamedNode(SKOS + "altLabel")
TITLE, ISSUED, PUBLISHER, SOURCE, CREATOR, LANGUAGE = (
    NamedNode(DCTERMS + name) for name in ("title", "issued", "publisher", "source", "creator", "language"))
ACTIVITY, USED, ASSOCIATED, DERIVED, GENERATED = (
    NamedNode(PROV + name) for name in ("Activity", "used", "wasAssociatedWith", "wasDerivedFrom", "wasGeneratedBy"))
HAS_SOURCE, HAS_SELECTOR, POSITION_SELECTOR, QUOTE_SELECTOR, OA_START, OA_END, OA_EXACT = (
    NamedNode(OA + name) for name in (
        "hasSource", "hasSelector", "TextPositionSelector", "TextQuoteSelector", "start", "end", "exact"))
SOFTWARE_VERSION = NamedNode(SCHEMA + "softwareVersion")

_INTEGER, _DATE, _DECIMAL = (NamedNode(XSD + name) for name in ("integer", "date", "decimal"))


def integer(value: int) -> Literal:
    """Return an xsd:integer, the one integer type whose arithmetic every engine knows."""
    return Literal(str(value), datatype=_INTEGER)


def date(value: dt.date) -> Literal:
    """Return an xsd:date."""
    return Literal(value.isoformat(), datatype=_DATE)


def decimal(value: float) -> Literal:
    """Return an xsd:decimal with the fewest digits that give the same float back.

    >>> decimal(1e-07).value
    '0.0000001'
    """
    return Literal(format(Decimal(repr(float(value))), "f"), datatype=_DECIMAL)
