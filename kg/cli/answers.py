"""What a query gave, printed: a table, or for rows with a quotation the short cells and, below them, the long ones."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer

from kg.cli.terminal import note, print_csv, print_json, print_table, screen

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from kg.query import Answer, Result

NARROW = 12
LEAST = 8
GAP = 2
QUOTES = ("quote", "denial", "release")
BELOW = (*QUOTES, "deniedIn", "document")


def print_result(result: Result, *, as_json: bool = False, as_csv: bool = False) -> None:
    """Print what a query gave: rows as a table, JSON or CSV; yes or no; triples as N-Triples."""
    from kg.query import Answer

    if isinstance(result, bool):
        typer.echo(str(result).lower() if as_json else "yes" if result else "no")
    elif not isinstance(result, Answer):
        for triple in result:
            typer.echo(f"{triple} .")
    elif as_json:
        print_json(result.records())
    elif as_csv:
        print_csv(result.variables, result.texts())
    else:
        print_rows(result)


def print_rows(answer: Answer, *, limit: int | None = None, total: int | None = None) -> None:
    """Print the rows of an answer, or the first `limit` of them; `total` is how many there are where a query cut them."""
    if answer.rows and "quote" in answer.variables:
        for part in told_rows(answer, limit=limit):
            screen().print(part)
    elif answer.rows:
        print_table(answer_table(answer, limit=limit))
    number = len(answer.rows)
    if total is not None and total > number:
        note(f"(the first {number} of {total:,} rows; --limit 0 gives all)")
        return
    cut = f", {limit} shown" if limit is not None and limit < number else ""
    note(f"({number} row{'' if number == 1 else 's'}{cut})")


def told_rows(answer: Answer, *, limit: int | None = None) -> Iterator[RenderableType]:
    """Lay out rows that quote: the short cells in columns, the words, document and address in lines below them.

    Columns that are empty throughout are left out.
    """
    from rich.padding import Padding
    from rich.text import Text

    texts = [[" ".join(text.split()) for text in row] for row in answer.texts()[:limit]]
    *names, last = answer.variables
    filled = [i for i, name in enumerate(names) if any(row[i] for row in texts)]
    above = [i for i in filled if names[i] not in BELOW]
    below = [i for i in filled if names[i] in BELOW]
    widths = column_widths([[names[i], *(short(row[i]) for row in texts)] for i in above], screen().width)
    yield _line([names[i] for i in above], widths, style="bold")
    for row in texts:
        yield _line([short(row[i]) for i in above], widths)
        for words in (*(_below(names[i], row[i]) for i in below if row[i]), f"{last} <{row[-1]}>"):
            yield Padding(Text(words, style="dim" if words.startswith(last) else ""), (0, 0, 0, 4), expand=False)
        yield ""


def _below(name: str, text: str) -> str:
    words = f"“{text}”" if name in QUOTES else text
    return words if name in ("quote", "document") else f"{name} {words}"


def _line(cells: Sequence[str], widths: Sequence[int], *, style: str = "") -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, GAP, 0, 0))
    for width in widths:
        table.add_column(width=width, overflow="fold")
    table.add_row(*(Text(cell, style=style) for cell in cells))
    return table


def column_widths(columns: Sequence[Sequence[str]], width: int) -> list[int]:
    """Give each column the width of its longest text; where that is too much in all, the widest give way first.

    >>> column_widths([["name", "Orla Venn"], ["role", "Minister of Justice and of the Interior"]], 32)
    [9, 19]
    """
    from rich.cells import cell_len

    widths = [max(map(cell_len, column)) for column in columns]
    while sum(widths) + GAP * len(widths) > width and max(widths) > LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths


def answer_table(answer: Answer, *, limit: int | None = None) -> Table:
    """Lay out an answer; IRIs are shortened by their prefixes, columns of longer texts are wider.

    Where the whole is wider than the terminal, a column's share grows with the root of its longest text, so that
    sentences do not take all of it.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    texts = [[" ".join(short(text).split()) for text in row] for row in answer.texts()[:limit]]
    columns = list(zip(answer.variables, *texts, strict=True))
    wraps = sum(max(map(len, column)) + 1 for column in columns) > screen().width
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=0, leading=int(wraps), expand=wraps)
    for column in columns:
        longest = max(map(len, column))
        if wraps and longest > NARROW:
            table.add_column(Text(column[0]), ratio=math.isqrt(longest), overflow="fold")
        else:
            table.add_column(Text(column[0]), min_width=longest)
    for row in texts:
        table.add_row(*map(Text, row))
    return table


def short(text: str) -> str:
    """Shorten an IRI of a known namespace.

    >>> short("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), short("Sar Kheng")
    ('rdf:type', 'Sar Kheng')
    """
    from kg.rdf import PREFIXES

    for prefix, namespace in PREFIXES.items():
        if text.startswith(namespace) and " " not in text:
            return f"{prefix}:{text.removeprefix(namespace)}"
    return text
