"""`kg build`: files and folders to a graph directory."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.config import NAME, resolved, to_toml
from kg.cli.progress import progress
from kg.cli.terminal import note, quoted
from kg.errors import SomeFilesFailed

if TYPE_CHECKING:
    from kg.building import BuildResult
    from kg.documents import Options
    from kg.identity.across.counted import Joined
    from kg.model import Document

NAMED = 3


def day(text: str) -> dt.date:
    """Read the date that an option gives."""
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date of this form: write it as YYYY-MM-DD.") from None


def build(
    context: typer.Context,
    articles: Annotated[list[Path], typer.Argument(metavar="ARTICLES", help="Files, folders, archives; - for standard input.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The graph to make or add to, or a server's URL.")],
    date: Annotated[
        dt.date | None,
        typer.Option(parser=day, metavar="YYYY-MM-DD", help="Publication date, in place of the files' own."),
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Read texts in this language too, as fr; 'any' for all. English alone if left out."),
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=NAME", help="The column or field that holds the text, title, date, ..., as text=body."),
    ] = None,
    pipeline: Annotated[
        str, typer.Option(metavar="NAME", help="An installed spaCy pipeline to use instead of the one that ships.")
    ] = "default",
    base: Annotated[str, typer.Option(metavar="IRI", help="What every address begins with.")] = "urn:rightsgraph:",
    ontology: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Turtle with relations of your own; the graph keeps it. Repeatable."),
    ] = None,
    no_ontology: Annotated[
        bool, typer.Option("--no-ontology", help="Forget the relations of your own that the graph keeps.")
    ] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Read again what the graph holds already.")] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Drop what came from files that are not among ARTICLES any more.")
    ] = False,
    workers: Annotated[
        int, typer.Option(metavar="N", min=1, help="Read with so many processes; each takes about 0.6 GB of memory.")
    ] = 1,
    shard: Annotated[
        str, typer.Option(metavar="I/N", help="Read the Ith of N shares only, beside other machines on a shared disk.")
    ] = "",
) -> None:
    """Read articles into a graph directory.

    A file that cannot be read is reported at the end and the others go on.
    A build that was stopped, by Ctrl-C or a power cut, goes on where it was
    when it is started again. What the graph holds already is not read again;
    a file that was edited takes the place of its older version.
    Of a folder, hidden files and those named README are left out. Text, web
    pages, PDF, Word, OpenDocument, rich text, e-mail, tables (a document a
    row), JSON and zip archives are read.

    \b
    Examples:
      kg build articles/ -o my-graph
      kg build report.pdf page.html --date 2031-03-12 -o my-graph
      kg build cases.xlsx --field text="what happened" -o my-graph
      kg build articles/ --ontology mine.ttl -o my-graph
      kg build archive/ -o my-graph --workers 4 --prune
    """
    import kg

    if ontology and no_ontology:
        raise typer.BadParameter("give one of --ontology and --no-ontology", param_hint="--no-ontology")
    extensions = ontology or ([] if no_ontology else None)
    inputs = [found for path in articles for found in ([path] if str(path) != "-" else from_stdin())]
    try:
        with progress() as show:
            result = kg.build(inputs, output, date=date, pipeline=pipeline, base=base, ontology=extensions, rebuild=rebuild,
                              prune=prune, workers=workers, shard=share(shard),
                              options=options_of(language or [], field or []), progress=show)
    except KeyboardInterrupt:
        note(f"Stopped. What was read is kept in {output}; the same command goes on from there.")
        raise
    report(result)
    keep_options(context, result.store)
    if result.failures and not result.documents:
        raise typer.Exit(result.failures[0].error.exit_status)
    if shard:
        note("When all shares are read, the same command without --shard makes the graph whole.")
    else:
        note(f"The graph is in {result.store}. See it with: kg claims {quoted(result.store)}")
    if result.failures:
        raise typer.Exit(SomeFilesFailed.exit_status)


def from_stdin() -> list[Document]:
    """Read standard input as one file; raise what is wrong with it."""
    from kg.documents import Unread, read_all

    found = list(read_all("standard input", data=sys.stdin.buffer.read(), kind=".txt"))
    for one in found:
        if isinstance(one, Unread):
            raise one.error()
    return [one for one in found if not isinstance(one, Unread)]


def options_of(languages: Sequence[str], fields: Sequence[str]) -> Options:
    """Return how files are to be read; raise `BadParameter` for a field that there is not.

    >>> options_of(["fr"], ["text=body"]).languages, options_of(["any"], []).languages
    (('en', 'fr'), None)
    """
    from kg.documents import Options

    wanted = None if "any" in languages else ("en", *languages)
    pairs = [field.partition("=") for field in fields]
    if bad := [name for name, equals, value in pairs if not equals or not value]:
        raise typer.BadParameter(f"{bad[0]!r} names no field: write it as text=body", param_hint="--field")
    try:
        return Options({name: value for name, _, value in pairs}, wanted)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--field") from error


def keep_options(context: typer.Context, store: Path | str) -> None:
    """Write the options of a build into the graph's directory, as a `kg.toml` that does the same again."""
    from kg.store import write_atomically

    if isinstance(store, Path) and store.is_dir():
        given = {name: value for name, value in context.params.items() if name != "output"}
        write_atomically(store / NAME, to_toml({"build": resolved(context.command, given)}))


def share(text: str) -> tuple[int, int] | None:
    """Read a share, such as 2/8; raise `BadParameter` for what is none.

    >>> share("2/8"), share("")
    ((2, 8), None)
    """
    if not text:
        return None
    number, _, of = text.partition("/")
    if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise typer.BadParameter("write it as 2/8: the second of eight shares", param_hint="--shard")
    return int(number), int(of)


def report(result: BuildResult) -> None:
    """Say on stderr what a build did, each file that failed by name."""
    for copy, original in result.duplicates:
        note(f"kg: {copy} is a copy of {original}; it was read once.")
    for name in result.replaced:
        note(f"kg: an older version of {name} was dropped.")
    for name in result.pruned:
        note(f"kg: {name} is no longer there; what it gave was dropped.")
    if result.left_out:
        note(f"kg: {left_out(result.left_out)}")
    if result.foreign:
        note(f"kg: {foreign(result.foreign)}")
    for failure in result.failures:
        note(f"kg: {' '.join(str(failure.error).split())}")
    counts = [count(result.read, "document"), "read,", count(result.claims, "claim"), "found"]
    known = f"; {count(result.skipped, 'document')} read before" if result.skipped else ""
    failed = f"; {count(len(result.failures), 'file')} failed" if result.failures else ""
    note(f"{' '.join(counts)}{known}{failed} ({result.elapsed:.1f} s).")
    if result.joined.nodes:
        note(joined(result.joined))
    if result.silent:
        gave = f"{result.silent:,} of {count(result.sentences, 'sentence')} gave no claim"
        note(f"{gave}; see what was not understood with: kg explain {quoted(result.store)} DOCUMENT")


def joined(found: Joined) -> str:
    """Say how many names of persons, bodies and places are fewer in truth.

    >>> from kg.identity.across.counted import Joined
    >>> joined(Joined(names=21, documents=14, nodes=10))
    '21 names in 14 documents are taken for 10 persons, bodies and places.'
    """
    one = "one person, body or place" if found.nodes == 1 else f"{found.nodes:,} persons, bodies and places"
    return f"{count(found.names, 'name')} in {count(found.documents, 'document')} are taken for {one}."


def left_out(names: Sequence[str]) -> str:
    """Say which files of the folders were not read for their kind.

    >>> left_out(["a/b.jpg", "a/c.mp4"]).split(";")[0]
    '2 files of other kinds were left out (b.jpg, c.mp4)'
    """
    from kg.documents import READERS

    first = ", ".join(Path(name).name for name in names[:NAMED]) + ", ..." * (len(names) > NAMED)
    were = "1 file of another kind was" if len(names) == 1 else f"{len(names):,} files of other kinds were"
    return f"{were} left out ({first}); the kinds that are read are {', '.join(READERS)}."


def foreign(names: Sequence[str]) -> str:
    """Say what was left out for its language.

    >>> foreign(["a.txt"])
    '1 text in another language was left out (a.txt); --language CODE reads it, with a --pipeline for it.'
    """
    first = ", ".join(names[:NAMED]) + ", ..." * (len(names) > NAMED)
    if len(names) == 1:
        texts, them = "1 text in another language was", "it"
    else:
        texts, them = f"{len(names):,} texts in other languages were", "them"
    return f"{texts} left out ({first}); --language CODE reads {them}, with a --pipeline for {them}."


def count(number: int, noun: str) -> str:
    """Write a number of things.

    >>> count(1, "file"), count(1200, "claim")
    ('1 file', '1,200 claims')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
