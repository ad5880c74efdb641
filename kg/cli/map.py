"""`kg map`: the interactive map of a graph, as one HTML file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.terminal import note


def map_(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A graph that kg build made.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The HTML file to write.")],
) -> None:
    """Draw a graph as a map to look at in a browser.

    The page is one file and loads nothing from anywhere: it can be kept,
    sent and opened offline. A click on a line shows the sentences behind it.

    \b
    Example:
      kg map my-graph -o map.html
    """
    import kg

    kg.open(directory).map(output)
    note(f"Wrote {output}. Open it in a browser.")
