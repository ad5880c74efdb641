"""A query's own LIMIT, brought down to what the reader of the answer takes."""

from __future__ import annotations

from kg.query.faults import tokens


def limited(query: str, rows: int | None) -> str:
    """Return a query whose answer has at most that many rows; None leaves it as it is.

    The query must have passed the gate. Only the outermost LIMIT is touched; one is added where there is none.

    >>> limited("SELECT ?a { ?a ?b ?c } LIMIT 500", 20)
    'SELECT ?a { ?a ?b ?c } LIMIT 20'
    >>> limited("SELECT ?a { { SELECT ?a { ?a ?b ?c } LIMIT 5 } } VALUES ?a { 1 2 }", 20)
    'SELECT ?a { { SELECT ?a { ?a ?b ?c } LIMIT 5 } } \\nLIMIT 20\\nVALUES ?a { 1 2 }'
    """
    if rows is None:
        return query
    depth, end, after_limit = 0, len(query), False
    for start, text in tokens(query):
        depth += (text == "{") - (text == "}")
        if depth or text == "}":
            continue
        if after_limit:
            return query if int(text) <= rows else f"{query[:start]}{rows}{query[start + len(text):]}"
        after_limit = text.upper() == "LIMIT"
        if text.upper() == "VALUES":
            end = start
    # On lines of its own: the query may end in a comment.
    return f"{query[:end]}\nLIMIT {rows}\n{query[end:]}" if takes_limit(query) else query


def takes_limit(query: str) -> bool:
    """Tell whether rows are what the query's form gives; an ASK has none.

    >>> takes_limit("PREFIX a: <urn:a> SELECT * {}"), takes_limit("ASK {}"), takes_limit("CONSTRUCT WHERE {}")
    (True, False, False)
    """
    forms = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
    return next((text.upper() for _, text in tokens(query) if text.upper() in forms), "") == "SELECT"
