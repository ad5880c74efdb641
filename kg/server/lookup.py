"""What pages look up in the graph: the server's own queries, with values in their places.

The queries are files in `lookups/`. A value takes the place of a name such as `$entity`; IRIs, texts and numbers are written
as terms, so that nothing of a value is ever read as SPARQL.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from anyio import create_task_group
from pyoxigraph import NamedNode

from kg.query.engine import Request
from kg.query.parameters import string_literal
from kg.server.answers import Asking
from kg.server.refusals import Refusal

Value = NamedNode | str | int | tuple[NamedNode, ...]
Row = Mapping[str, str]
"""The values of a row by column, IRIs and literals as plain text; what is unbound is left out."""

_PLACE = re.compile(r"\$(\w+)")


async def lookup(asking: Asking, name: str, **values: Value) -> list[Row]:
    """Run one of the server's own queries; raise `Refusal` where the graph cannot be asked or the query runs too long."""
    answered = await asking.answer(Request(bound(name, values), table="json"))
    bindings = json.loads(answered.body)["results"]["bindings"]
    return [{column: term["value"] for column, term in row.items()} for row in bindings]


async def lookup_all(asking: Asking, wanted: Mapping[str, tuple[str, Mapping[str, Value]]]
                     ) -> tuple[dict[str, list[Row]], dict[str, Refusal]]:
    """Run several at once, each given as the query's name and its values; return rows and refusals by key."""
    rows: dict[str, list[Row]] = {}
    refusals: dict[str, Refusal] = {}

    async def look(key: str, name: str, values: Mapping[str, Value]) -> None:
        try:
            rows[key] = await lookup(asking, name, **values)
        except Refusal as refusal:
            refusals[key] = refusal

    async with create_task_group() as group:
        for key, (name, values) in wanted.items():
            group.start_soon(look, key, name, values)
    return rows, refusals


def bound(name: str, values: Mapping[str, Value]) -> str:
    """Return a query with its values; raise `KeyError` where one is missing.

    >>> "LIMIT 5" in bound("documents", {"text": "", "limit": 5, "offset": 0})
    True
    """
    return _PLACE.sub(lambda place: term(values[place[1]]), _read(name))


def term(value: Value) -> str:
    """Write a value as SPARQL; several IRIs as they stand within the braces of VALUES.

    >>> term(3), term('a"b'), term(NamedNode("urn:x")), term((NamedNode("urn:x"), NamedNode("urn:y")))
    ('3', '"a\\\\"b"', '<urn:x>', '<urn:x> <urn:y>')
    """
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return str(value) if isinstance(value, NamedNode | int) else string_literal(value)


def named(iri: str) -> NamedNode:
    """Return an IRI as a term; raise `Refusal` for what is none, such as an address that somebody wrote by hand."""
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise Refusal(404, "There is no such page.", "Begin at /.") from error


@cache
def _read(name: str) -> str:
    return files("kg.server").joinpath("lookups", f"{name}.rq").read_text("utf-8")
