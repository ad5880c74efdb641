"""What a question may be told: its parameters, and how values and a limit take their place in its query.

A value becomes one RDF literal in the place of one token `$name`; nothing of it is ever read as SPARQL.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from kg.errors import BadQuery
from kg.query.faults import tokens
from kg.rdf.iris import XSD

_HEADER = re.compile(r"^#\? (?P<name>\w+)(?: \((?P<kind>text|date|number)\))?: (?P<description>.+)$", re.MULTILINE)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Engines that resolve \\uXXXX before they parse may take the second half of an escaped backslash for the first of such an
# escape; so a letter u behind a backslash is itself written as one, at full length, since rdflib takes eight digits if it can.
_BACKSLASH_U = {"u": "\\U00000075", "U": "\\U00000055"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question may be told: `kind` is "text", "date" or "number", `default` what holds where nothing is said."""

    name: str
    description: str
    kind: str = "text"
    default: str = ""

    def literal(self, value: str) -> str:
        """Write a value as a SPARQL literal; raise `BadQuery` where it is none of the kind.

        >>> Parameter("person", "part of a name").literal('"} ASK {')
        '"\\\\"} ASK {"'
        """
        if self.kind == "date":
            return f'"{self._day(value)}"^^<{XSD}date>'
        if self.kind == "number":
            return f'"{self._number(value)}"^^<{XSD}decimal>'
        return string_literal(value)

    def _day(self, value: str) -> str:
        try:
            return dt.date.fromisoformat(value.strip()).isoformat()
        except ValueError as error:
            raise BadQuery(f"{value!r} is no date, which {self.name} takes.", "Write it as YYYY-MM-DD.") from error

    def _number(self, value: str) -> str:
        try:
            number = Decimal(value.strip())
        except InvalidOperation as error:
            raise BadQuery(f"{value!r} is no number, which {self.name} takes.", "Write it in digits, as 0.5.") from error
        if not number.is_finite():
            raise BadQuery(f"{value!r} is no number, which {self.name} takes.", "Write it in digits, as 0.5.")
        return format(number, "f")


def string_literal(text: str) -> str:
    """Write a text as a SPARQL string that every engine reads as that text, whatever stands in it.

    >>> print(string_literal("say \\"x\\"\\n"))
    "say \\"x\\"\\n"
    """
    out, before = [], ""
    for char in text:
        if before == "\\" and char in _BACKSLASH_U:
            out.append(_BACKSLASH_U[char])
        elif char in _ESCAPES:
            out.append(_ESCAPES[char])
        else:
            out.append(f"\\u{ord(char):04X}" if ord(char) < 0x20 or ord(char) == 0x7F else char)
        before = char
    return f'"{"".join(out)}"'


def parameters_of(query: str) -> tuple[Parameter, ...]:
    """Read the parameters that a query's header lines describe, `#? person: part of a person's name`."""
    defaults = dict(_defaults([token for _, token in tokens(query)]))
    return tuple(Parameter(found["name"], found["description"].strip(), found["kind"] or "text",
                           defaults.get(found["name"], "")) for found in _HEADER.finditer(query))


def _defaults(words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what stands behind parameters, as in `COALESCE($person, "")`, where it is a literal."""
    for i, word in enumerate(words[:-2]):
        if word.startswith("$") and words[i + 1] == "," and re.match(r"[\"'\d]", words[i + 2]):
            yield word[1:], words[i + 2].strip("\"'")


def bind(query: str, values: Mapping[str, str]) -> str:
    """Put values in the places of a query's parameters; raise `BadQuery` for a name that is none of them."""
    known = {parameter.name: parameter for parameter in parameters_of(query)}
    for name in values:
        if name not in known:
            there = f"It takes {', '.join(known)}." if known else "It takes none."
            raise BadQuery(f"The question has no parameter {name!r}.", there)
    literals = {f"${name}": known[name].literal(value) for name, value in values.items()}
    return _replaced(query, literals)


def _replaced(query: str, literals: Mapping[str, str]) -> str:
    out, done = [], 0
    for start, token in tokens(query):
        if token in literals:
            out += [query[done:start], literals[token]]
            done = start + len(token)
    return "".join([*out, query[done:]])


def limit_of(query: str) -> int | None:
    """Return the number of rows that a query looks up, None where all.

    That is the LIMIT behind an ORDER BY; any other belongs to what is asked, as one document of several.
    """
    places = _limits(query)
    return int(places[-1][2]) if places else None


def limited(query: str, limit: int | None) -> str:
    """Put another number behind each LIMIT that follows an ORDER BY, or take them out for None.

    >>> limited("SELECT * { { SELECT ?a { ?a ?b ?c } LIMIT 9 } } ORDER BY ?a LIMIT 5", 7)
    'SELECT * { { SELECT ?a { ?a ?b ?c } LIMIT 9 } } ORDER BY ?a LIMIT 7'
    """
    for start, end, _ in reversed(_limits(query)):
        query = query[:start] + (f"LIMIT {limit}" if limit is not None else "") + query[end:]
    return query


def counting(query: str) -> str | None:
    """Return a query for the number of rows that a query would look up without its LIMIT, None where it has none."""
    places = _limits(query)
    if not places:
        return None
    opened, ordered, prologue = [0], 0, 0
    for start, token in tokens(query[: places[-1][0]]):
        if token == "{":
            opened.append(start + 1)
        elif token == "}":
            opened.pop()
        elif token.upper() == "ORDER":
            ordered = start
        elif token.upper() == "SELECT" and not prologue:
            prologue = start
    inner = limited(query[max(opened[-1], prologue) : ordered], None)
    return f"{query[:prologue]}SELECT (COUNT(*) AS ?rows) WHERE {{ {{ {inner} }} }}"


def _limits(query: str) -> list[tuple[int, int, str]]:
    """Return where each LIMIT behind an ORDER BY and its number stand, and the number."""
    found, ordered, last = [], [False], (0, "")
    for start, token in tokens(query):
        if token == "{":
            ordered.append(False)
        elif token == "}":
            ordered.pop()
        elif token.upper() == "ORDER":
            ordered[-1] = True
        elif token.isdigit() and last[1].upper() == "LIMIT" and ordered[-1]:
            found.append((last[0], start + len(token), token))
        last = start, token
    return found
