"""`kg acts`: what is told of acts that may touch somebody's rights, beside the sentences that tell it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.act_rows import HEADER, ActRow, act_rows
from kg.cli.hints import nearest
from kg.cli.terminal import note, print_csv, print_json, screen, shorten

if TYPE_CHECKING:
    from rich.table import Table

    from kg.graph import Graph

# Each column's share of the width; the sentence takes the rest.
COLUMNS = {"Kind": 13, "By": 12, "Victim": 12, "Where, when": 12, "How": 13, "Said by": 11}
LONGEST_QUOTE = 400


def acts(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A graph that kg build made.")],
    kind: Annotated[str, typer.Option(metavar="NAME", help="Only this kind and those under it, as torture.")] = "",
    victim: Annotated[str, typer.Option(metavar="NAME", help="Only acts that befell this one (part of a name).")] = "",
    perpetrator: Annotated[str, typer.Option(metavar="NAME", help="Only acts laid to this one (part of a name).")] = "",
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="Only the first N.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """Print the acts that a graph tells of, each beside its sentence.

    Arrests, killings, evictions and the like: who is said to have done what
    to whom, where and when. The kinds are the concepts of ontologies/acts.ttl.

    \b
    Examples:
      kg acts my-graph
      kg acts my-graph --kind violence --victim villagers
      kg acts my-graph --csv > acts.csv
    """
    import kg

    graph = kg.open(directory)
    rows = list(islice(act_rows(graph, kind=kind, victim=victim, perpetrator=perpetrator), limit))
    if as_json:
        print_json([row.record() for row in rows])
    elif as_csv:
        print_csv(HEADER, (row.cells() for row in rows))
    elif rows:
        print_acts(rows)
    if not rows:
        note(why_none(graph, kind))


def why_none(graph: Graph, kind: str) -> str:
    """Say why there is nothing to print, and which kinds the graph has."""
    kinds = {act.kind for act in graph.acts()}
    if not kinds:
        return "This graph tells of no acts."
    if kind and not list(act_rows(graph, kind=kind)):
        return f"No acts of kind {kind}; this graph has: {nearest(kind, kinds)}."
    return "No acts found that pass all filters."


def print_acts(rows: Iterable[ActRow]) -> None:
    """Print the acts under the titles of their documents."""
    console = screen()
    console.print(act_table([], console.width, header=True))
    for number, (_, group) in enumerate(groupby(rows, key=lambda row: row.document)):
        found = list(group)
        if number:
            console.print()
        title = " · ".join(filter(None, (found[0].title, found[0].source))) or found[0].document
        console.print(title, style="bold", soft_wrap=True)
        console.print(act_table([act_cells(row) for row in found], console.width))


def act_cells(row: ActRow) -> tuple[str, ...]:
    """Return what stands in the columns for one act."""
    number = f" ({row.count})" if row.count is not None else ""
    return (row.label, "\n".join(row.perpetrators) or "not said", ("\n".join(row.victims) or "not said") + number,
            "\n".join(filter(None, (row.place, row.date))), row.stance, row.speakers, shorten(row.quote, LONGEST_QUOTE))


def act_table(lines: Iterable[Sequence[str]], width: int, *, header: bool = False) -> Table:
    """Lay out acts, or the header alone."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_header=header, show_edge=False, pad_edge=False, padding=0, expand=True, leading=1)
    for name, share in COLUMNS.items():
        table.add_column(name, width=max(width * share // 100 - 1, len(name)), overflow="fold")
    table.add_column("Sentence", ratio=1, overflow="fold")
    for cells in lines:
        table.add_row(*map(Text, cells))
    return table
