"""The process that runs one query and ends: `python worker.py`, request on stdin, answer on stdout.

The request is a line of JSON (`query`, `prefixes`, `database` or null, `memory` in bytes), then N-Quads if there is no
database. The answer is a line with the kind of result or of failure, then its body. This file stands alone, so that
starting it costs no more than Python and pyoxigraph.
"""

from __future__ import annotations

import json
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


def answer(request: dict[str, Any]) -> tuple[str, bytes]:
    """Run the query; return the kind of answer and its body."""
    store = open_database(request["database"])
    try:
        found = store.query(request["query"], prefixes=request["prefixes"])
    except SyntaxError as error:
        return "syntax", str(error).encode()
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
