"""`kg map`: the interactive map of a graph, as one HTML file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.terminal import note


def map_(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A graph that kg build made.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The HTML file to write.")],
    focus: Annotated[str, typer.Option("--focus", metavar="NAME", help="Draw what is around this entity, by its name or id.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="Draw at most so many entities at first.")] = 300,
    title: Annotated[str, typer.Option("--title", help="The heading of the page.")] = "Map of claims",
) -> None:
    """Draw a graph as a map to look at in a browser.

    The page is one file and loads nothing from anywhere: it can be kept,
    sent and opened offline. A click on a line shows the sentences behind it.
    At first the entities with most ties are drawn; the page's search finds
    all the others.

    \b
    Examples:
      kg map my-graph -o map.html
      kg map my-graph -o venn.html --focus "Orla Venn"
    """
    import kg

    kg.open(directory).map(output, focus=focus, limit=limit, title=title)
    note(f"Wrote {output}. Open it in a browser.")
