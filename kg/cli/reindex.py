"""`kg reindex`: the database that queries run on, made anew from the graph's files."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from kg.cli.progress import progress
from kg.cli.terminal import note


def reindex(
    directory: Annotated[str, typer.Argument(metavar="DIR", help="A graph that kg build made, or a server's URL.")],
) -> None:
    """Make the database that queries run on anew from the graph's files.

    This is done by itself where the files changed, the database was damaged or a
    newer release reads it; the command is for when an answer looks wrong.
    Who asks meanwhile is answered from the database before.
    On a server, its default graph is filled anew.

    \b
    Examples:
      kg reindex my-graph
    """
    from kg.store import open_store

    began = time.monotonic()
    store = open_store(directory)
    with progress("Loading") as show:
        store.reindex(show)
    number = len(store.ids())
    note(f"The database of {directory} is made anew from {number:,} document{'' if number == 1 else 's'} "
         f"({time.monotonic() - began:.1f} s).")
    if not store.finished:
        note("The graph's last build was not finished: its direct triples are missing. Run kg build again.")
