"""`kg query`: SPARQL over a graph, inline, from a file, or by the name of a question."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.answers import print_result, print_rows
from kg.cli.terminal import screen
from kg.errors import BadQuery, FileMissing

if TYPE_CHECKING:
    from kg.query import Question
    from kg.query.run import Result


def query(
    directory: Annotated[Path | None, typer.Argument(metavar="DIR", help="A graph that kg build made.")] = None,
    sparql: Annotated[str | None, typer.Argument(metavar="SPARQL", help="A SPARQL query.")] = None,
    question: Annotated[str | None, typer.Option(metavar="NAME", help="A named question; see --list.")] = None,
    file: Annotated[Path | None, typer.Option(metavar="FILE", help="A file with the query; - is stdin.")] = None,
    with_: Annotated[list[str] | None, typer.Option("--with", metavar="NAME=VALUE",
                                                    help="What the question is told, as person=Venn; may be repeated.")] = None,
    limit: Annotated[int | None, typer.Option(min=0, metavar="N", help="Rows that a question gives at most; 0 for all.")] = None,
    allow: Annotated[list[str] | None, typer.Option(metavar="URL", help="A server that SERVICE may call; may be repeated.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the named questions and end.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Print the query instead of running it.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """Ask a graph in SPARQL, or by the name of a question.

    A question's own limit holds for its table; --csv and --json give all rows.
    The prefixes hr: (the ontology), hrv:, rdf:, rdfs:, xsd:, prov:, oa:,
    dcterms: and skos: need no declaration. Nothing is sent to another server
    unless the query calls one by SERVICE and --allow names its address.

    \b
    Examples:
      kg query --list
      kg query my-graph --question who-met-whom
      kg query my-graph --question who-met-whom --with person=Venn
      kg query my-graph 'SELECT ?who ?whom { ?who hr:met ?whom } LIMIT 10'
    """
    import kg
    from kg.query import run_query
    from kg.query.complete import complete

    if list_:
        list_questions()
        return
    text = query_text(sparql, question, file)
    asked, values = _asked(question), told(with_ or [])
    if asked is None and (values or limit is not None):
        raise BadQuery("--with and --limit belong to a named question.", "Name one with --question, or write them into the query.")
    if limit is None and (as_csv or as_json):
        limit = 0
    if asked is not None:
        text = asked.bound(values, limit=limit)
    if show:
        typer.echo(text)
        return
    if directory is None:
        raise typer.BadParameter("name the graph directory", param_hint="DIR")
    ask = partial(run_query, kg.open(directory).store, allow=tuple(allow or ()))
    if asked is not None and limit == 0:
        text = complete(asked, values, ask)
    if asked is None or as_csv or as_json:
        print_result(ask(text), as_json=as_json, as_csv=as_csv)
    else:
        answer_question(asked, values, text, ask)


def answer_question(asked: Question, values: Mapping[str, str], text: str, ask: Callable[[str], Result]) -> None:
    """Print the rows that a question gives and, where its limit cut some, how many there are."""
    from kg.query import Answer
    from kg.query.complete import number_of_rows
    from kg.query.parameters import limit_of

    answer = ask(text)
    if not isinstance(answer, Answer):
        raise TypeError(f"the question {asked.name} is no SELECT")
    print_rows(answer, total=number_of_rows(asked, values, ask) if len(answer.rows) == limit_of(text) else None)


def _asked(name: str | None) -> Question | None:
    from kg.query import question

    return None if name is None else question(name)


def told(given: list[str]) -> dict[str, str]:
    """Read what a question is told.

    >>> told(["person=Orla Venn", "on=2023-05-01"])
    {'person': 'Orla Venn', 'on': '2023-05-01'}
    """
    values = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name:
            raise BadQuery(f"--with {one} does not name a value.", "Write NAME=VALUE, as --with person=Venn.")
        values[name] = value
    return values


def list_questions() -> None:
    """Print the named questions by topic, each with what it may be told."""
    from kg.query import questions

    known = sorted(questions(), key=lambda asked: (asked.topic, asked.name))
    width = max(len(asked.name) for asked in known) + 2
    for topic, group in groupby(known, key=lambda asked: asked.topic):
        typer.echo(f"\n{topic.upper()}")
        for asked in group:
            typer.echo("\n".join(_listed(asked, width)))


def _listed(asked: Question, width: int) -> Iterator[str]:
    """Yield the lines on one question, no wider than the screen where that leaves room."""
    room = max(screen().width - width, 40)
    first, *more = textwrap.wrap(asked.description, room)
    yield f"{asked.name:<{width}}{first}"
    for parameter in asked.parameters:
        more += textwrap.wrap(f"--with {parameter.name}=... {parameter.description}", room, subsequent_indent="    ")
    yield from (" " * width + line for line in more)


def query_text(sparql: str | None, name: str | None, file: Path | None) -> str:
    """Return the query as text or from a file, "" for a question; raise `BadQuery` unless one of the three is named."""
    if sum(given is not None for given in (sparql, name, file)) != 1:
        raise BadQuery("Name one query: as text, with --question, or with --file.",
                       "The questions are listed by: kg query --list")
    if file is not None:
        return _read(file)
    return sparql or ""


def _read(file: Path) -> str:
    if str(file) == "-":
        return sys.stdin.read()
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise FileMissing(f"{file} cannot be read ({error.strerror}).", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise BadQuery(f"{file} is not UTF-8 text.", "Save it as UTF-8.") from error
