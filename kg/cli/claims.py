"""`kg claims`: what the passages say, beside the sentences that say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.hints import why_none
from kg.cli.rows import HEADER, ClaimRow, claim_rows
from kg.cli.terminal import note, print_csv, print_json, screen, shorten

if TYPE_CHECKING:
    from rich.table import Table

# Each column's share of the width, in per cent, if its texts need so much.
COLUMNS = {"Subject": 14, "Predicate": 12, "Object": 14, "How": 8, "Said by": 11, "Sentence": 41}
WIDEST = 14
LONGEST_QUOTE = 400
REPEATED = "″"


def claims(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A graph that kg build made.")],
    subject: Annotated[str, typer.Option(metavar="NAME", help="Only claims about this one (part of a name).")] = "",
    predicate: Annotated[str, typer.Option(metavar="NAME", help="Only this predicate, as met or arrested.")] = "",
    document: Annotated[str, typer.Option(metavar="TEXT", help="Only documents whose title or file has this.")] = "",
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="Only the first N.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """Print the claims of a graph, each beside the sentence that it rests on.

    A predicate in quotation marks is the text's own verb, which the
    ontology does not name.

    \b
    Examples:
      kg claims my-graph
      kg claims my-graph --subject tesfanik --predicate met
      kg claims my-graph --csv > claims.csv
    """
    import kg

    graph = kg.open(directory)
    rows = list(islice(claim_rows(graph, subject=subject, predicate=predicate, document=document), limit))
    if as_json:
        print_json([row.record() for row in rows])
    elif as_csv:
        print_csv(HEADER, (row.cells() for row in rows))
    elif rows:
        print_claims(rows)
    if not rows:
        note(why_none(graph, subject=subject, predicate=predicate))


def print_claims(rows: Iterable[ClaimRow], *, longest_quote: int = LONGEST_QUOTE) -> None:
    """Print the claims under the titles of their documents; quotes of more than `longest_quote` characters are cut."""
    lines = [(row, claim_cells(row, longest_quote)) for row in rows]
    console = screen()
    widths = column_widths([cells for _, cells in lines], console.width)
    console.print(claim_table([], widths, header=True))
    for number, (_, group) in enumerate(groupby(lines, key=lambda line: line[0].document)):
        found = list(group)
        if number:
            console.print()
        console.print(heading(found[0][0]), style="bold", soft_wrap=True)
        console.print(claim_table(unrepeated(found), widths))


def unrepeated(lines: Iterable[tuple[ClaimRow, tuple[str, ...]]]) -> Iterator[tuple[str, ...]]:
    """Yield the cells of one document's claims, a mark in the place of a sentence that the row before has too."""
    before = ""
    for row, cells in lines:
        yield (*cells[:-1], REPEATED) if row.quote == before else cells
        before = row.quote


def claim_cells(row: ClaimRow, longest_quote: int = LONGEST_QUOTE) -> tuple[str, ...]:
    """Return what stands in the columns for one claim."""
    predicate = f"“{row.label or row.predicate}”" if row.open else row.predicate
    return row.subject, predicate, row.object, row.stance, row.speakers, shorten(row.quote, longest_quote)


def heading(row: ClaimRow) -> str:
    """Name the document of a claim."""
    return " · ".join(filter(None, (row.title, row.source))) or row.document


def column_widths(lines: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the widths of all columns but the last, which takes the rest; words are not broken if that can be."""
    widths = []
    for number, (name, share) in enumerate(COLUMNS.items()):
        cells = [cells[number] for cells in lines]
        wanted = min(max(map(len, cells), default=0), width * share // 100)
        word = max((len(word) for cell in cells for word in cell.split()), default=0)
        widths.append(max(wanted, min(word, WIDEST), len(name)))
    return widths[:-1]


def claim_table(lines: Iterable[Sequence[str]], widths: Sequence[int], *, header: bool = False) -> Table:
    """Lay out claims, or the header alone."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_header=header, show_edge=False, pad_edge=False, padding=0, expand=True,
                  leading=1)
    for name, width in zip(COLUMNS, widths, strict=False):
        table.add_column(name, width=width, overflow="fold")
    table.add_column(list(COLUMNS)[-1], ratio=1, overflow="fold")
    for cells in lines:
        table.add_row(*map(Text, cells))
    return table
