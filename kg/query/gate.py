"""The gate: what a query may not ask for, decided on its parse tree before any engine sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.errors import BadQuery, QueryRefused
from kg.query.faults import does_not_parse, offset_of

if TYPE_CHECKING:
    from pyparsing.exceptions import ParseBaseException

# The terminals of the SPARQL grammar in which a keyword is not a keyword: IRIs, strings, comments, names.
_TERMINALS = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*>
    | \"\"\"(?:[^\\]|\\.)*?\"\"\" | '''(?:[^\\]|\\.)*?'''
    | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*'
    | \#[^\r\n]*
    | [?$@][\w\-·]+
    | (?P<word>[^\W\d][\w.\-·]*(?P<name>:)? | :)
    | .""",
    re.VERBOSE | re.DOTALL,
)


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
    """Return whether SERVICE stands as a keyword by the grammar's terminals: outside strings, IRIs, names, comments."""
    words = (match for match in _TERMINALS.finditer(query) if match["word"])
    return any(_is_service(query, match) for match in words)


def _is_service(query: str, match: re.Match[str]) -> bool:
    # `service:x` and `x:service` are names, not the keyword.
    named = match["name"] or query[match.start() - 1:match.start()] == ":"
    return not named and match["word"].upper() == "SERVICE"


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).upper()
