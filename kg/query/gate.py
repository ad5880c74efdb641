"""The gate: what a query may not ask for, decided on its parse tree before any engine sees it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
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
LONGEST = 200_000
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def check(query: str, *, allow: Collection[str] = ()) -> None:
    """Raise `QueryRefused` for SERVICE and for every update, `BadQuery` for what does not parse.

    `allow` names the servers that SERVICE may call, each by its whole address. `FROM` and `FROM NAMED` pass: they name
    graphs of the store and are never fetched.
    """
    if len(query) > LONGEST:
        raise BadQuery(f"The query is longer than {LONGEST:,} characters.", "Put long lists of values into several queries.")
    # Two looks, so that no difference between the parser here and the engine's can let a call through; the terminals
    # first, since rdflib cannot parse every query that holds a SERVICE.
    said = _services_said(query)
    if said and not allow:
        raise _calls("another server (SERVICE)")
    called = [_address(node) for node in _nodes(_parse(query)) if node.name == "ServiceGraphPattern"]
    for address in called:
        if address not in allow:
            raise _calls(f"the server {address}" if address else "a server whose address it does not write out (SERVICE)")
    if len(called) != said:
        raise _calls("another server (SERVICE)")


def _calls(what: str) -> QueryRefused:
    return QueryRefused(f"The query calls {what}, which is not allowed.",
                        "Take the SERVICE part out; kg query calls a server that --allow names.")


def _address(service: Any) -> str | None:
    """Return the address that a SERVICE names, None where it is a variable or a name with a prefix."""
    from rdflib import URIRef

    return str(service.term) if isinstance(service.term, URIRef) else None


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
    names = [node.name for node in _nodes(update) if node.name not in ("Update", "Prologue", "PrefixDecl", "Base")]
    if names:
        raise QueryRefused(f"{_spaced(names[0])} changes the graph or loads files, which a query may not.",
                           "Ask with SELECT, ASK, CONSTRUCT or DESCRIBE.")


def _bad(query: str, error: ParseBaseException | RecursionError) -> BadQuery:
    if isinstance(error, RecursionError):
        return BadQuery("The query is nested too deeply.", "Write it with fewer brackets.")
    return does_not_parse(query, offset_of(query, error.lineno, error.column))


def _nodes(tree: Any) -> Iterator[Any]:
    """Yield all nodes of a parse tree, outermost first."""
    from pyparsing import ParseResults
    from rdflib.plugins.sparql.parserutils import CompValue

    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, CompValue):
            yield node
            waiting.extend(reversed(list(node.values())))
        elif isinstance(node, ParseResults | list | tuple):
            waiting.extend(reversed(list(node)))


def _services_said(query: str) -> int:
    """Return how often "service" stands anywhere but in an IRI, a string, a comment, a variable or a name.

    Both the text and the text with its code-point escapes resolved are looked at, and a word that only ends so counts
    too ("true.SERVICE"): where this reading and the engine's might differ, the query is refused.
    """
    resolved = _ESCAPE.sub(lambda m: _character(int(m[1] or m[2], 16)), query)
    return max(_TERMINALS.sub(" ", text).lower().count("service") for text in (query, resolved))


def _character(code: int) -> str:
    return chr(code) if code < 0x110000 else " "


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).upper()
