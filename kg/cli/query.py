"""`kg query`: SPARQL over a graph, inline, from a file, or by the name of a question."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.terminal import note, print_csv, print_json, print_table, screen
from kg.errors import BadQuery, FileMissing

if TYPE_CHECKING:
    from rich.table import Table

    from kg.query import Answer, Result

NARROW = 12


def query(
    directory: Annotated[Path | None, typer.Argument(metavar="DIR", help="A graph that kg build made.")] = None,
    sparql: Annotated[str | None, typer.Argument(metavar="SPARQL", help="A SPARQL query.")] = None,
    question: Annotated[str | None, typer.Option(metavar="NAME", help="A named question; see --list.")] = None,
    file: Annotated[Path | None, typer.Option(metavar="FILE", help="A file with the query; - is stdin.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the named questions and end.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Print the query instead of running it.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """Ask a graph in SPARQL, or by the name of a question.

    The prefixes hr: (the ontology), hrv:, rdf:, rdfs:, xsd:, prov:, oa:,
    dcterms: and skos: need no declaration.

    \b
    Examples:
      kg query --list
      kg query my-graph --question who-met-whom
      kg query my-graph 'SELECT ?who ?whom { ?who hr:met ?whom } LIMIT 10'
    """
    import kg

    if list_:
        list_questions()
        return
    text = query_text(sparql, question, file)
    if show:
        typer.echo(text)
        return
    if directory is None:
        raise typer.BadParameter("name the graph directory", param_hint="DIR")
    print_result(kg.open(directory).query(text), as_json=as_json, as_csv=as_csv)


def list_questions() -> None:
    """Print the named questions, one a line."""
    from kg.query import questions

    known = questions()
    width = max(len(question.name) for question in known)
    for question in known:
        typer.echo(f"{question.name:<{width}}  {question.description}")


def query_text(sparql: str | None, name: str | None, file: Path | None) -> str:
    """Return the query that the arguments name; raise `BadQuery` unless they name one."""
    from kg.query import question

    if sum(given is not None for given in (sparql, name, file)) != 1:
        raise BadQuery("Name one query: as text, with --question, or with --file.",
                       "The questions are listed by: kg query --list")
    if file is not None:
        return _read(file)
    return question(name).query if name is not None else sparql or ""


def _read(file: Path) -> str:
    if str(file) == "-":
        return sys.stdin.read()
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise FileMissing(f"{file} cannot be read ({error.strerror}).", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise BadQuery(f"{file} is not UTF-8 text.", "Save it as UTF-8.") from error


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


def print_rows(answer: Answer, *, limit: int | None = None) -> None:
    """Print the rows of an answer, or the first `limit` of them, as a table."""
    if answer.rows:
        print_table(answer_table(answer, limit=limit))
    number = len(answer.rows)
    cut = f", {limit} shown" if limit is not None and limit < number else ""
    note(f"({number} row{'' if number == 1 else 's'}{cut})")


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
