"""The formats in which the endpoint answers, and how a client names one."""

from __future__ import annotations

from dataclasses import dataclass

from kg.query.faults import tokens
from kg.server.negotiation import best


@dataclass(frozen=True, slots=True)
class Format:
    """`name` is the engine's, `label` the reader's; a client may ask by any of `media`, the first being the format's own."""

    name: str
    media: tuple[str, ...]
    iri: str
    suffix: str
    label: str


_W3C = "http://www.w3.org/ns/formats/"
JSON = Format("json", ("application/sparql-results+json", "application/json"), f"{_W3C}SPARQL_Results_JSON", "json", "JSON")
XML = Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml"), f"{_W3C}SPARQL_Results_XML", "xml", "XML")
CSV = Format("csv", ("text/csv",), f"{_W3C}SPARQL_Results_CSV", "csv", "CSV")
TSV = Format("tsv", ("text/tab-separated-values",), f"{_W3C}SPARQL_Results_TSV", "tsv", "TSV")
TURTLE = Format("turtle", ("text/turtle", "application/x-turtle"), f"{_W3C}Turtle", "ttl", "Turtle")
NTRIPLES = Format("ntriples", ("application/n-triples", "text/plain"), f"{_W3C}N-Triples", "nt", "N-Triples")
JSONLD = Format("jsonld", ("application/ld+json", "application/json"), f"{_W3C}JSON-LD", "jsonld", "JSON-LD")
RDFXML = Format("rdfxml", ("application/rdf+xml", "application/xml", "text/xml"), f"{_W3C}RDF_XML", "rdf", "RDF/XML")

TABLES = (JSON, XML, CSV, TSV)
TRUTHS = (JSON, XML)
GRAPHS = (TURTLE, NTRIPLES, JSONLD, RDFXML)
FORMATS = {"select": TABLES, "ask": TRUTHS, "graph": GRAPHS}


def form_of(query: str) -> str:
    """Return what a query gives: "select", "ask", "graph", or "" where its form cannot be told.

    >>> form_of("PREFIX ask: <urn:x> # SELECT\\nDESCRIBE ask:a"), form_of("ASK {}"), form_of("select * {}"), form_of("?")
    ('graph', 'ask', 'select', '')
    """
    forms = {"SELECT": "select", "ASK": "ask", "CONSTRUCT": "graph", "DESCRIBE": "graph"}
    return next((forms[text.upper()] for _, text in tokens(query) if text.upper() in forms), "")


def accepted(accept: str | None, formats: tuple[Format, ...]) -> Format | None:
    """Return the format that a client likes most, None if it takes none of them.

    >>> accepted("application/json", TABLES).name, accepted("*/*", GRAPHS).name, accepted("text/csv", TRUTHS)
    ('json', 'turtle', None)
    """
    offers = {media: format for format in reversed(formats) for media in format.media}
    ordered = [format.media[0] for format in formats] + [media for format in formats for media in format.media[1:]]
    found = best(accept, ordered)
    return offers[found] if found else None


def named(name: str, formats: tuple[Format, ...]) -> Format | None:
    """Return the format that an address names by `format=`, by the engine's name or the suffix of files."""
    return next((format for format in formats if name.lower() in (format.name, format.suffix)), None)
