"""`kg demo`: the whole way on the example articles, in under a minute."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.answers import print_rows
from kg.cli.build import count, report
from kg.cli.claims import print_claims
from kg.cli.progress import progress
from kg.cli.rows import ClaimRow, claim_rows
from kg.cli.terminal import note, quoted

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.model import Document

FOLDER = Path("kg-demo")
QUESTION = "who-met-whom"
CLAIMS_A_DOCUMENT = 2
DOCUMENTS_SHOWN = 10
ROWS_SHOWN = 8
LONGEST_QUOTE = 140


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder to write.")] = FOLDER,
) -> None:
    """Build a graph from the example articles, and show what can be done with it.

    The articles are about an invented country. Everything is written into
    one folder, kg-demo unless another is named.

    \b
    Example:
      kg demo
    """
    import kg

    note(f"Reading the example articles about an invented country into {output} ...")
    with progress() as show:
        result = kg.build(example_documents(), output / "graph", progress=show)
    report(result)
    graph = kg.open(output / "graph")
    graph.export("turtle", output / "graph.ttl")
    graph.map(output / "map.html")
    show_claims(graph)
    show_answer(graph)
    say_what_next(output)


def example_documents() -> list[Document]:
    """Read the example articles; the graph names them by `examples/NAME`, wherever the package lies."""
    import kg
    from kg.documents import find_files

    return [kg.read(path, source=f"examples/{path.name}") for path in find_files([kg.examples_dir()])]


def show_claims(graph: Graph) -> None:
    """Print the surest claims of each document, so that the terminal is not flooded."""
    rows = list(claim_rows(graph))
    shown = surest(rows)
    typer.echo(f"\nSome of the {count(len(rows), 'claim')}, each beside the sentence that it rests on:\n")
    print_claims(shown, longest_quote=LONGEST_QUOTE)


def surest(rows: list[ClaimRow]) -> list[ClaimRow]:
    """Choose a few claims of each document: the ontology's predicates first, those not yet shown before others."""
    chosen: list[ClaimRow] = []
    for _, group in islice(groupby(rows, key=lambda row: row.document), DOCUMENTS_SHOWN):
        shown = Counter(row.predicate for row in chosen)
        ranked = sorted(group, key=lambda row: (row.open, not row.object_id, shown[row.predicate], -row.confidence))
        first = list({row.predicate: row for row in reversed(ranked)}.values())[::-1]
        chosen += sorted(first[:CLAIMS_A_DOCUMENT], key=lambda row: row.start)
    return chosen


def show_answer(graph: Graph) -> None:
    """Ask a named question and print the first rows."""
    from kg.query import Answer, question

    asked = question(QUESTION)
    typer.echo(f"\nA question in SPARQL ({asked.name}): {asked.description}\n")
    answer = graph.query(asked.query)
    if isinstance(answer, Answer):
        print_rows(answer, limit=ROWS_SHOWN)


def say_what_next(output: Path) -> None:
    """Say where things lie and what to try."""
    graph = output / "graph"
    note(f"""
Written:
  {graph}  the graph
  {output / 'graph.ttl'}  the same in Turtle
  {output / 'map.html'}  the map: open it in a browser

Try next:
  kg claims {quoted(graph)}
  kg query {quoted(graph)} --question accusations
  kg query --list
  kg build YOUR-ARTICLES/ -o my-graph""")
