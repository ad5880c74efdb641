"""What is wrong with a query that does not parse, in words: the place, the text there, what could stand there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from kg.errors import BadQuery

# The terminals of the SPARQL grammar, so far as to know where blanks may be put between two of them.
_TOKENS = re.compile(
    r"""(?P<skip>\s+ | \#[^\r\n]*)
    | <[^<>"{}|^`\\\x00-\x20]*>
    | \"\"\"(?:[^\\]|\\.)*?\"\"\" | '''(?:[^\\]|\\.)*?'''
    | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*'
    | (?P<tag>@[\w-]+ | \^\^)
    | [?$][\w·]+
    | _:[\w.\-·]+
    | (?:(?P<prefix>[^\W\d_][\w.\-·]*)?(?P<colon>:)(?:[\w.\-·:%]|\\.)*)
    | [^\W\d]\w*
    | (?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?
    | && | \|\| | [!<>]= | << | >>
    | .""",
    re.VERBOSE | re.DOTALL,
)
_DECLARED = re.compile(r"\bprefix\s*$", re.IGNORECASE)
LONGEST_EXCERPT = 30
MOST_EXPECTED = 5


def breaks(query: str) -> list[int]:
    """Return the offsets at which a token begins, and that of the end, in code points.

    >>> breaks("ASK { ?x hr:met 'a b' }")
    [0, 4, 6, 9, 16, 22, 23]
    """
    parts = [match for match in _TOKENS.finditer(query) if match["skip"] is None]
    typed = {match.end() for match in parts if match[0] == "^^"}
    return [m.start() for m in parts if m["tag"] is None and m.start() not in typed] + [len(query)]


def tokens(query: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and text of each token, without blanks and comments.

    >>> list(tokens("ASK {} # ?"))
    [(0, 'ASK'), (4, '{'), (5, '}')]
    """
    return ((match.start(), match[0]) for match in _TOKENS.finditer(query) if match["skip"] is None)


def undeclared(query: str, known: Collection[str]) -> tuple[str, int] | None:
    """Return the first prefix that is used without being declared or known, and its offset.

    >>> undeclared("PREFIX a: <urn:a> ASK { ?x a:b 'c:d' . ?x foo:met hr:y }", ["hr"])
    ('foo', 42)
    """
    declared = set(known)
    for match in _TOKENS.finditer(query):
        if match["colon"] is None:
            continue
        prefix = match["prefix"] or ""
        if _DECLARED.search(query, 0, match.start()):
            declared.add(prefix)
        elif prefix not in declared:
            return prefix, match.start()
    return None


def unclosed(query: str) -> int | None:
    """Return the offset of a quotation mark that no other closes.

    >>> unclosed("ASK { ?x hr:told 'I said }"), unclosed("ASK { ?x hr:told 'I said' }")
    (17, None)
    """
    return next((match.start() for match in _TOKENS.finditer(query) if match[0] in ("'", '"')), None)


def unknown_prefix(query: str, prefix: str, offset: int, known: Collection[str]) -> BadQuery:
    """Say that a prefix is not declared, and which need not be."""
    listed = ", ".join(f"{name}:" for name in known)
    return BadQuery(f"The prefix {prefix}: is not declared ({place(query, offset)}); "
                    f"known without declaration: {listed}.",
                    f"Begin the query with PREFIX {prefix}: <ADDRESS>.")


def does_not_parse(query: str, offset: int, expected: Sequence[str] = (), reason: str = "") -> BadQuery:
    """Say where a query does not parse, the text there, and what could stand there or what is wrong.

    >>> print(does_not_parse("ASK { ?x hr:met }", 16, ["a variable", "a number"]))
    The query does not parse at line 1, column 17, at “}”: expected a variable or a number.
    """
    found = excerpt(query, offset)
    near = f"at “{found}”" if found else "where it ends"
    told = f": {reason}" if reason else f": expected {_either(expected[:MOST_EXPECTED])}" if expected else ""
    return BadQuery(f"The query does not parse at {place(query, offset)}, {near}{told}.")


def place(query: str, offset: int) -> str:
    """Name the line and column of an offset, both from 1."""
    before = query[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - (before.rfind(chr(10)) + 1) + 1}"


def offset_of(query: str, line: int, column: int) -> int:
    """Return the offset of a line and a column, both from 1."""
    return min(len(query), sum(map(len, query.split("\n")[: line - 1])) + line - 1 + column - 1)


def excerpt(query: str, offset: int) -> str:
    """Return what stands in the line from an offset on, cut between tokens if it is long.

    >>> excerpt("SELECT ?who ?whom { ?who hr:met ?whom } LIMIT x", 12)
    '?whom { ?who hr:met ?whom } ...'
    """
    line = query[offset:].partition("\n")[0].rstrip()
    kept = ""
    for token in _pieces(line):
        if kept and len(kept) + len(token) > LONGEST_EXCERPT:
            return f"{kept.rstrip()} ..."
        kept += token[:LONGEST_EXCERPT]
    return kept


def _pieces(line: str) -> Iterator[str]:
    return (match[0] for match in _TOKENS.finditer(line))


def _either(things: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(things[:-1]), things[-1])))
