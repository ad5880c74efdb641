"""An answer as people read it: a table of cells with short names for IRIs, or yes or no."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from kg.query.engine import Answered
from kg.rdf.iris import RDF, XSD

_NUMBERS = frozenset(f"{XSD}{name}" for name in ("integer", "decimal", "double", "float", "nonNegativeInteger", "gYear"))
_PLAIN = frozenset({f"{XSD}string", f"{RDF}langString", ""})


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: `text` is what is shown; `kind` is "iri", "literal", "number", "blank" or "" where unbound."""

    text: str = ""
    kind: str = ""
    iri: str = ""
    lang: str = ""
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The first rows of an answer, and how many there are."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int

    def records(self) -> list[dict[str, str]]:
        """Return the rows as dictionaries from column to text; IRIs are whole."""
        return [dict(zip(self.columns, (cell.iri or cell.text for cell in row), strict=True)) for row in self.rows]


def truth_of(answered: Answered) -> bool:
    """Return the answer of an ASK that was asked for as JSON."""
    return bool(json.loads(answered.body)["boolean"])


def table_of(answered: Answered, prefixes: Mapping[str, str], *, most: int) -> Table:
    """Lay out an answer in JSON or N-Triples, at most so many of its rows; prefixes shorten the IRIs."""
    if answered.kind == "graph":
        quads = pyoxigraph.parse(answered.body, format=RdfFormat.N_TRIPLES)
        triples = (quad.triple for quad, _ in zip(quads, range(most), strict=False))
        rows = tuple(tuple(_of_term(term, prefixes) for term in triple) for triple in triples)
        return Table(("subject", "predicate", "object"), rows, answered.rows)
    found = json.loads(answered.body)
    columns = tuple(found["head"]["vars"])
    bindings: Sequence[Mapping[str, Any]] = found["results"]["bindings"]
    return Table(columns, tuple(tuple(_of_json(row.get(name), prefixes) for name in columns) for row in bindings[:most]),
                 answered.rows)


def short(iri: str, prefixes: Mapping[str, str]) -> str:
    """Shorten an IRI by the longest namespace that fits, or return it as it is.

    >>> short("urn:x:person:Orla", {"x": "urn:x:", "person": "urn:x:person:"})
    'person:Orla'
    """
    fitting = [(len(namespace), prefix) for prefix, namespace in prefixes.items()
               if iri.startswith(namespace) and len(iri) > len(namespace) and "/" not in iri[len(namespace):]]
    if not fitting:
        return iri
    length, prefix = max(fitting)
    return f"{prefix}:{iri[length:]}"


def _of_term(term: NamedNode | BlankNode | Literal | Triple, prefixes: Mapping[str, str]) -> Cell:
    if isinstance(term, NamedNode):
        return _iri(term.value, prefixes)
    if isinstance(term, Literal):
        return _literal(term.value, term.language or "", term.datatype.value, prefixes)
    return Cell(str(term), "blank")


def _of_json(term: Mapping[str, Any] | None, prefixes: Mapping[str, str]) -> Cell:
    if term is None:
        return Cell()
    if term["type"] == "uri":
        return _iri(term["value"], prefixes)
    if term["type"] == "literal":
        return _literal(term["value"], term.get("xml:lang", ""), term.get("datatype", ""), prefixes)
    return Cell(f"_:{term['value']}" if term["type"] == "bnode" else json.dumps(term["value"]), "blank")


def _iri(iri: str, prefixes: Mapping[str, str]) -> Cell:
    return Cell(short(iri, prefixes), "iri", iri)


def _literal(value: str, lang: str, datatype: str, prefixes: Mapping[str, str]) -> Cell:
    shown = "" if datatype in _PLAIN else short(datatype, prefixes)
    return Cell(value, "number" if datatype in _NUMBERS else "literal", "", lang, shown)
