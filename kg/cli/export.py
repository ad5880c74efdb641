"""`kg export`: a graph in the formats of other tools."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.terminal import note, print_table

SECONDS_BETWEEN_LINES = 3.0
WIDTH = 40


def print_formats(wanted: bool) -> None:
    """Print the formats and the alignments, and end."""
    if not wanted:
        return
    from rich.table import Table

    from kg.export import FORMATS
    from kg.ontology import ALIGNMENTS

    table = Table("format", "file", "what it is", box=None, pad_edge=False)
    for format_ in FORMATS.values():
        table.add_row(format_.name, f"*{format_.suffix}" if format_.suffix else "a folder", format_.description)
    print_table(table)
    typer.echo(f"\nFor --align: {', '.join(ALIGNMENTS)}")
    raise typer.Exit


def export(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A graph that kg build made.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="PATH", help="The file to write; for csv and neo4j, the folder.")
    ],
    format: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="NAME",
                     help="turtle, trig, nquads, ntriples, jsonld, rdfxml, csv, ftm, neo4j, graphml or gexf."),
    ] = None,
    rdf12: Annotated[
        bool, typer.Option("--rdf12", help="RDF 1.2: each claim also as the reifier of the triple that it states "
                                           "(turtle, trig, nquads, ntriples).")
    ] = False,
    with_ontology: Annotated[
        bool, typer.Option("--with-ontology", help="Add the ontology, with labels and definitions (RDF formats).")
    ] = False,
    align: Annotated[
        list[str] | None,
        typer.Option("--align", metavar="NAME",
                     help="Add links from the ontology to another vocabulary, see --list (RDF formats). Repeat for more."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
    _list: Annotated[
        bool, typer.Option("--list", callback=print_formats, is_eager=True, help="List formats and alignments, and end.")
    ] = False,
) -> None:
    """Write a graph in another format.

    turtle, ntriples, jsonld and rdfxml hold all documents as one RDF graph;
    trig and nquads keep the graph of each document; csv is for spreadsheets;
    ftm for FollowTheMoney and Aleph; neo4j for Neo4j's bulk import; graphml
    and gexf open in Gephi, Cytoscape and networkx. Without --format, the end of
    the file's name tells it (graph.ttl). What is there is replaced only with
    --force.

    \b
    Examples:
      kg export my-graph -o graph.ttl
      kg export my-graph -o graph.jsonld --with-ontology --align schema
      kg export my-graph -o graph.trig --rdf12
      kg export my-graph -f csv -o tables/
      kg export my-graph -f neo4j -o for-neo4j/
      kg export --list
    """
    import kg
    from kg.export import format_of

    name = format or format_of(output).name
    refuse_to_replace(output, name, force=force)
    lines = Lines()
    kg.open(directory).export(name, output, rdf12=rdf12, ontology=with_ontology, align=align or (), progress=lines)
    lines.finish()
    note(f"Wrote {output} ({name}).")


def refuse_to_replace(output: Path, name: str, *, force: bool) -> None:
    """Raise `OutputFailed` where something is at the place already: a file, or a folder that is not empty."""
    from kg.errors import OutputFailed
    from kg.export import FORMATS

    is_folder = name in FORMATS and not FORMATS[name].suffix
    if is_folder and output.exists() and not output.is_dir():
        raise OutputFailed(f"{output} is a file, and {name} writes a folder.", "Name another place.")
    if not is_folder and output.is_dir():
        raise OutputFailed(f"{output} is a folder, and {name} writes a file.", "Name a file in it.")
    if not force and output.exists() and (not is_folder or any(output.iterdir())):
        raise OutputFailed(f"{output} is there already.", "Name another place, or add --force to replace it.")


class Lines:
    """Tells now and then how far an export is; short ones say nothing."""

    def __init__(self) -> None:
        self.last = time.monotonic()
        self.one_line = sys.stderr.isatty()

    def __call__(self, what: str, done: int) -> None:
        now = time.monotonic()
        if now - self.last >= SECONDS_BETWEEN_LINES:
            self.last = now
            self.show(f"{done:,} {what} ...")

    def show(self, text: str) -> None:
        """Print a line, on a terminal over the one before."""
        if self.one_line:
            print(f"\r{text:<{WIDTH}}\r", end="", file=sys.stderr, flush=True)
        else:
            note(text)

    def finish(self) -> None:
        """Clear the line."""
        if self.one_line:
            self.show("")
