"""The process that runs one query and ends: `python worker.py`, request on stdin, answer on stdout.

The request is a line of JSON (`query`, `prefixes`, `breaks` between the query's tokens, `database` or null, `memory` in
bytes), then N-Quads if there is no database. The answer is a line with the kind of result or of failure, then its body;
that of "syntax" is JSON (`offset`, `expected`, the engine's `message`). This file stands alone, so that starting it costs
no more than Python and pyoxigraph.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any

import pyoxigraph
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat


def limit_memory(size: int) -> None:
    """Cap the address space of this process, where the platform can."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    except (ImportError, AttributeError, OSError, ValueError):
        # Windows has no such limit, macOS does not always take it; the deadline still holds there.
        return


def open_database(path: str | None) -> pyoxigraph.Store:
    """Open the database, or load what follows on stdin."""
    if path is not None:
        return pyoxigraph.Store.read_only(path)
    store = pyoxigraph.Store()
    store.bulk_load(sys.stdin.buffer.read(), format=RdfFormat.N_QUADS)
    return store


# What may stand at a place, in the order in which people are told: the words, and a text of that kind.
KINDS = {
    "“}”": "}", "“)”": ")",
    "SELECT": "SELECT", "ASK": "ASK", "CONSTRUCT": "CONSTRUCT", "DESCRIBE": "DESCRIBE", "WHERE": "WHERE", "AS": "AS",
    "BY": "BY",
    "a variable": "?x", "a name such as hr:met": "<urn:x>", "a number": "1", "a text in quotation marks": "'x'",
    "“{”": "{", "“(”": "(", "“.”": ".",
}
BLANKS = " " * 64
PLACE = re.compile(r"error at (\d+):(\d+): ")


class Fault:
    """Where a text stops being a query. What is tried is run on an empty store, if it parses.

    The parser names the furthest place that it looked at, which is past the fault by as much as the longest keyword that it
    tried there. So blanks are put before a token: only if all before it is sound does the parser get over them.
    """

    def __init__(self, request: dict[str, Any]) -> None:
        self.query, self.prefixes = request["query"], request["prefixes"]
        self.breaks: list[int] = request["breaks"]
        self.store = pyoxigraph.Store()

    def report(self, message: str) -> dict[str, Any]:
        """Return the offset of the first token that cannot stand where it does, what could, and the message."""
        low, high = 0, len(self.breaks) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.sound(self.query[: self.breaks[middle]], self.query[self.breaks[middle] :]):
                low = middle
            else:
                high = middle - 1
        before = self.query[: self.breaks[low]]
        expected = [name for name, text in KINDS.items() if self.sound(f"{before} {text}", "\1")]
        if self.breaks[low] < len(self.query) and self.fails_at(before) is None:
            expected.append("the end of the query")
        return {"offset": self.breaks[low], "expected": expected, "message": message}

    def sound(self, before: str, after: str) -> bool:
        """Tell whether the parser gets over blanks between two parts of a query."""
        found = self.fails_at(f"{before}{BLANKS}{after}")
        return found is None or found >= len(before) + len(BLANKS)

    def fails_at(self, query: str) -> int | None:
        """Return the offset that the parser names, None where the query parses."""
        try:
            self.store.query(query, prefixes=self.prefixes)
        except SyntaxError as error:
            found = PLACE.match(str(error))
            if found is None:
                return 0
            line, column = int(found[1]), int(found[2])
            return sum(map(len, query.split("\n")[: line - 1])) + line - 1 + column - 1
        return None


def answer(request: dict[str, Any]) -> tuple[str, bytes]:
    """Run the query; return the kind of answer and its body."""
    store = open_database(request["database"])
    try:
        found = store.query(request["query"], prefixes=request["prefixes"])
    except SyntaxError as error:
        return "syntax", json.dumps(Fault(request).report(str(error))).encode()
    if isinstance(found, QueryBoolean):
        return "ask", b"true" if found else b"false"
    if isinstance(found, QuerySolutions):
        return "select", found.serialize(format=QueryResultsFormat.JSON) or b""
    return "graph", found.serialize(format=RdfFormat.N_TRIPLES) or b""


def main() -> None:
    """Answer one request."""
    request = json.loads(sys.stdin.buffer.readline())
    limit_memory(request["memory"])
    try:
        kind, body = answer(request)
    except MemoryError:
        kind, body = "memory", b""
    except (OSError, ValueError, RuntimeError) as error:
        kind, body = "failed", str(error).encode()
    sys.stdout.buffer.write(kind.encode() + b"\n" + body)


if __name__ == "__main__":
    main()
