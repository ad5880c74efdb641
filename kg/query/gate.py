"""The gate: what a query may not ask for, decided on its parse tree before any engine sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.errors import BadQuery, QueryRefused
from kg.query.faults import does_not_parse, offset_of

if TYPE_CHECKING:
    from pyparsing.exceptions import ParseBaseException

# What may hold the letters "service" without being the keyword: IRIs, strings, comments, variables, prefixed names.
_TERMINALS = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*>
    | \"\"\"(?:[^\\]|\\.)*?\"\"\" | '''(?:[^\\]|\\.)*?'''
    | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*'
    | \#[^\r\n]*
    | [?$@][\w\-·]+
    | (?:[^\W\d][\w.\-·]*)?:(?:[\w.\-·:%]|\\.)*""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def check(query: str) -> None:
    """Raise `QueryRefused` for SERVICE and for every update, `BadQuery` for what does not parse.

    `FROM` and `FROM NAMED` pass: they name graphs of the store and are never fetched.
    """
    # Two looks, so that no difference between the parser here and the engine's can let a call through; the terminals
    # first, since rdflib cannot parse every query that holds a SERVICE.
    if _says_service(query) or "ServiceGraphPattern" in _node_names(_parse(query)):
        raise QueryRefused("The query calls another server (SERVICE), which is not allowed.",
                           "Take the SERVICE part out.")


def _parse(query: str) -> Any:
    from pyparsing.exceptions import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        return parseQuery(query)
    except (ParseBaseException, RecursionError) as error:
        _refuse_update(query)
        raise _bad(query, error) from error


def _refuse_update(query: str) -> None:
    """Raise `QueryRefused` if the text is a SPARQL update."""
    from pyparsing.exceptions import ParseBaseException
    from rdflib.plugins.sparql.parser import parseUpdate

    try:
        update = parseUpdate(query)
    except (ParseBaseException, RecursionError):
        return
    names = [name for name in _node_names(update) if name not in ("Update", "Prologue", "PrefixDecl", "Base")]
    if names:
        raise QueryRefused(f"{_spaced(names[0])} changes the graph or loads files, which a query may not.",
                           "Ask with SELECT, ASK, CONSTRUCT or DESCRIBE.")


def _bad(query: str, error: ParseBaseException | RecursionError) -> BadQuery:
    if isinstance(error, RecursionError):
        return BadQuery("The query is nested too deeply.", "Write it with fewer brackets.")
    return does_not_parse(query, offset_of(query, error.lineno, error.column))


def _node_names(tree: Any) -> Iterator[str]:
    """Yield the names of all nodes of a parse tree, outermost first."""
    from pyparsing import ParseResults
    from rdflib.plugins.sparql.parserutils import CompValue

    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, CompValue):
            yield node.name
            waiting.extend(reversed(list(node.values())))
        elif isinstance(node, ParseResults | list | tuple):
            waiting.extend(reversed(list(node)))


def _says_service(query: str) -> bool:
    """Return whether "service" stands anywhere but in an IRI, a string, a comment, a variable or a name.

    Both the text and the text with its code-point escapes resolved are looked at, and a word that only ends so counts
    too ("true.SERVICE"): where this reading and the engine's might differ, the query is refused.
    """
    resolved = _ESCAPE.sub(lambda m: _character(int(m[1] or m[2], 16)), query)
    return any("service" in _TERMINALS.sub(" ", text).lower() for text in (query, resolved))


def _character(code: int) -> str:
    return chr(code) if code < 0x110000 else " "


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).upper()
