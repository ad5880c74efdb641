"""`kg export`: a graph in the formats of other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.terminal import note


def export(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A graph that kg build made.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="PATH", help="The file to write; for csv, the folder.")
    ],
    format: Annotated[
        str,
        typer.Option("--format", "-f", metavar="NAME",
                     help="turtle, trig, nquads, jsonld, rdfxml, csv, graphml or gexf."),
    ] = "turtle",
) -> None:
    """Write a graph in another format.

    turtle, jsonld and rdfxml are for RDF tools; trig and nquads keep the
    graph of each document; csv gives entities.csv, claims.csv and acts.csv;
    graphml and gexf open in Gephi and networkx.

    \b
    Examples:
      kg export my-graph --format turtle -o graph.ttl
      kg export my-graph --format csv -o tables/
    """
    import kg

    kg.open(directory).export(format, output)
    note(f"Wrote {output}.")
