"""Running a query: from its text to rows, a truth value or triples in memory."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from kg.query.engine import DEADLINE, MEMORY, Limits, Request, shared_engine
from kg.query.formats import solutions
from kg.store.protocol import Store

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a SELECT; a cell is None where the variable is unbound."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def texts(self) -> list[tuple[str, ...]]:
        """Return the rows as plain strings: the text of literals, the address of IRIs, "" where unbound."""
        return [tuple(_text(term) for term in row) for row in self.rows]

    def records(self) -> list[dict[str, str]]:
        """Return the rows as dictionaries from variable to plain string."""
        return [dict(zip(self.variables, row, strict=True)) for row in self.texts()]


Result = Answer | bool | tuple[Triple, ...]
"""What a query gives: rows for SELECT, a truth value for ASK, triples for CONSTRUCT and DESCRIBE."""


def run_query(store: Store, query: str, *, deadline: float = DEADLINE, memory: int = MEMORY,
              allow: Sequence[str] = ()) -> Result:
    """Run a SPARQL query over all graphs of a store; outside `GRAPH` and without `FROM` it sees their union.

    The standard prefixes need no declaration. `deadline` is in seconds, `memory` in bytes of address space, `allow` names
    the servers that `SERVICE` may call. Raises `BadQuery`, `QueryRefused`, or `QueryTooLong` when either runs out.
    """
    limits = Limits(deadline=deadline, memory=memory)
    answered = shared_engine().run(store.source(), Request(query, allow=tuple(allow)), limits=limits)
    return _result(answered.kind, answered.body)


def _result(kind: str, body: bytes) -> Result:
    if kind == "ask":
        return bool(json.loads(body)["boolean"])
    if kind == "graph":
        quads = pyoxigraph.parse(body, format=RdfFormat.N_TRIPLES)
        return tuple(quad.triple for quad in quads)
    found = solutions(body)
    variables = tuple(variable.value for variable in found.variables)
    return Answer(variables, tuple(tuple(solution[name] for name in variables) for solution in found))


def _text(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, Triple) else term.value
