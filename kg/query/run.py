"""Running a query: past the gate, in a process of its own with a deadline and a memory cap.

The engine cannot be stopped from Python, and running out of memory ends its process; so each query has a process that
can be killed. It is started anew rather than forked, since the caller may hold threads and models.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, QuerySolutions, RdfFormat, Triple

from kg.errors import BadQuery, QueryTooLong
from kg.query.faults import breaks, does_not_parse, unclosed, undeclared, unknown_prefix
from kg.query.gate import check
from kg.rdf.iris import PREFIXES
from kg.store.protocol import Store

Term = NamedNode | BlankNode | Literal | Triple

# A sentence among what the engine's grammar expects is a rule of its own: "The SELECT contains a variable that is unbound".
_RULE = re.compile(r"(?:(?<=expected )|(?<=, )|(?<=of ))[A-Z]\w*(?: [\w?{}]+){2,}")
DEADLINE = 30.0
MEMORY = 4 << 30


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


def run_query(store: Store, query: str, *, deadline: float = DEADLINE, memory: int = MEMORY) -> Result:
    """Run a SPARQL query over all graphs of a store; outside `GRAPH` and without `FROM` it sees their union.

    The standard prefixes need no declaration. `deadline` is in seconds, `memory` in bytes of address space. Raises
    `BadQuery`, `QueryRefused`, or `QueryTooLong` when either runs out.
    """
    try:
        check(query)
    except BadQuery as error:
        raise _explained(query, error) from error
    path = store.database()
    return run_text(query, path, data=b"" if path else store.dump(), deadline=deadline, memory=memory)


def run_text(query: str, database: Path | None, *, data: bytes = b"", deadline: float = DEADLINE,
             memory: int = MEMORY) -> Result:
    """Run a query that has passed the gate on a database, or on N-Quads where there is none."""
    kind, body, status = _ask_worker(_request(query, database, memory) + data, deadline)
    if kind == "syntax":
        raise _syntax(query, json.loads(body))
    if kind == "failed":
        raise BadQuery(f"The query cannot be run: {body.decode()}.")
    if kind not in ("select", "ask", "graph"):
        raise QueryTooLong(f"The query ran out of memory (its process ended with status {status}).",
                           "Ask for less: add a LIMIT, or join the patterns.")
    return _result(kind, body)


def _request(query: str, database: Path | None, memory: int) -> bytes:
    request = {"query": query, "prefixes": PREFIXES, "breaks": breaks(query), "memory": memory,
               "database": str(database.absolute()) if database else None}
    return json.dumps(request).encode() + b"\n"


def _ask_worker(request: bytes, deadline: float) -> tuple[str, bytes, int]:
    # -P keeps the folder of worker.py out of its path; RUST_BACKTRACE=0 keeps an engine that dies from writing pages.
    command = [sys.executable, "-P", str(Path(__file__).with_name("worker.py"))]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "RUST_BACKTRACE": "0"}
    try:
        done = subprocess.run(command, input=request, capture_output=True, timeout=deadline, env=environment,
                              check=False)
    except subprocess.TimeoutExpired as error:
        raise QueryTooLong(f"The query ran past its deadline of {deadline:g} seconds.",
                           "Ask for less: add a LIMIT, or join the patterns.") from error
    kind, _, body = done.stdout.partition(b"\n")
    return kind.decode(), body, done.returncode


def _explained(query: str, error: BadQuery) -> BadQuery:
    """Return the engine's message, which points closer than the gate's parser, if the engine finds a fault too."""
    try:
        kind, body, _ = _ask_worker(_request(query, None, MEMORY), 5.0)
    except QueryTooLong:
        return error
    return _syntax(query, json.loads(body)) if kind == "syntax" else error


def _syntax(query: str, report: dict[str, Any]) -> BadQuery:
    """Say what the engine found wrong: a prefix without declaration, a rule of SPARQL, or a text in the wrong place."""
    unknown = undeclared(query, PREFIXES)
    if unknown:
        return unknown_prefix(query, *unknown, PREFIXES)
    quote = unclosed(query)
    if quote is not None:
        return does_not_parse(query, quote, reason="this quotation mark is not closed")
    rule = _RULE.search(report["message"])
    return does_not_parse(query, report["offset"], report["expected"], rule[0].replace("The ", "the ") if rule else "")


def _result(kind: str, body: bytes) -> Result:
    if kind == "ask":
        return body == b"true"
    if kind == "graph":
        quads = pyoxigraph.parse(body, format=RdfFormat.N_TRIPLES)
        return tuple(quad.triple for quad in quads)
    solutions = pyoxigraph.parse_query_results(body, format=QueryResultsFormat.JSON)
    if not isinstance(solutions, QuerySolutions):
        raise TypeError("the worker answered a SELECT with a truth value")
    variables = tuple(variable.value for variable in solutions.variables)
    return Answer(variables, tuple(tuple(solution[name] for name in variables) for solution in solutions))


def _text(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, Triple) else term.value
