"""`kg ontology`: the vocabulary for people, and help for those who write relations of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.terminal import note, print_json
from kg.errors import BadOntology

if TYPE_CHECKING:
    from kg.ontology.checks import Finding

ontology = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="The vocabulary: read it, check relations of your own, see its terms.",
)
Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Turtle files with relations or kinds of act of your own.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@ontology.command("docs")
def docs(
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="The HTML file to write.")] = None,
    extensions: Annotated[
        list[Path] | None, typer.Option("--ontology", metavar="FILE", help="A file of your own, documented along with it.")
    ] = None,
) -> None:
    """Write the vocabulary as one HTML page, to read, print or send.

    All relations with the words they are known by, the kinds of act with the
    articles that they may touch, and how a claim looks. The page loads
    nothing from anywhere. Without -o it is printed.

    \b
    Examples:
      kg ontology docs -o ontology.html
      kg ontology docs --ontology mine.ttl -o ontology.html
    """
    from kg.ontology.docs import render_docs
    from kg.store.files import write_atomically

    page = render_docs(extensions or [])
    if output is None:
        typer.echo(page, nl=False)
    else:
        write_atomically(output, page.encode())
        note(f"Wrote {output}. Open it in a browser.")


@ontology.command("check")
def check(files: Files, as_json: AsJson = False) -> None:
    """Check files with relations of your own before kg build reads them.

    Tells all that is wrong or odd at once, each with its line and what to do.
    Errors are what a build would refuse or never find; warnings leave a file
    usable. Ends with status 13 where there are errors.

    \b
    Example of a file, mine.ttl:
      @prefix hr: <https://w3id.org/rightsgraph/ns#> .
      @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
      @prefix ngo: <https://example.org/ngo#> .
      ngo:badgered rdfs:subPropertyOf hr:attacked ;
          rdfs:label "badgered" ; hr:trigger "badger" .

    \b
    Examples:
      kg ontology check mine.ttl
      kg ontology check mine.ttl --json
    """
    from kg.ontology.checks import check_file

    found = [finding for path in files for finding in check_file(path)]
    if as_json:
        print_json([record(finding) for finding in found])
    else:
        for finding in found:
            typer.echo(told(finding))
    errors = sum(not finding.warning for finding in found)
    note(summary(errors, len(found) - errors))
    if errors:
        raise typer.Exit(BadOntology.exit_status)


def record(finding: Finding) -> dict[str, object]:
    """Return a finding for JSON."""
    return {"file": finding.path, "line": finding.line or None, "kind": "warning" if finding.warning else "error",
            "message": finding.message, "remedy": finding.remedy}


def told(finding: Finding) -> str:
    """Return a finding as lines for a person."""
    where = f"{finding.path}, line {finding.line}" if finding.line else finding.path
    lines = (f"{where}: {'warning' if finding.warning else 'error'}", f"  {finding.message}", f"  {finding.remedy}".rstrip(), "")
    return "\n".join(line for line in lines if line or line is lines[-1])


def summary(errors: int, warnings: int) -> str:
    """Say how many findings there are.

    >>> summary(1, 2), summary(0, 0)
    ('1 error, 2 warnings.', 'Nothing to mend.')
    """
    counts = [f"{n} {name}{'s' if n != 1 else ''}" for n, name in ((errors, "error"), (warnings, "warning")) if n]
    return f"{', '.join(counts)}." if counts else "Nothing to mend."


@ontology.command("terms")
def terms(
    names: Annotated[bool, typer.Option("--names", help="Only the names, one a line.")] = False,
    as_json: AsJson = False,
) -> None:
    """Print all terms of the vocabulary with what they mean.

    \b
    Examples:
      kg ontology terms
      kg ontology terms | grep -i detention
    """
    from kg.ontology.docs import term_rows

    rows = term_rows()
    if as_json:
        print_json(rows)
        return
    for row in rows:
        typer.echo(row["term"] if names else f"{row['term']}\t{row['label']}\t{row['definition']}")


@ontology.command("show")
def show(name: Annotated[str, typer.Argument(metavar="NAME", help="As rights, acts, articles, schema, sdg, wikidata.")]) -> None:
    """Print one file of the vocabulary as Turtle.

    The names are those of the schemes (rights, acts, articles, roles, stance,
    legal, tenure, mentions, sensitivity), the shapes (shapes) and the links to
    other vocabularies (aif, followthemoney, grasp, huridocs, plover, schema,
    sdg, wikidata), which no graph holds unless you load them.

    \b
    Examples:
      kg ontology show acts
      kg ontology show sdg > sdg.ttl
    """
    from kg.cli.hints import nearest
    from kg.ontology import ALIGNMENTS, SCHEMES, ontology_file

    paths = {Path(file).stem: file for file in (*SCHEMES, "shapes.ttl", "ontology-shapes.ttl")}
    paths |= {alignment: f"align/{alignment}.ttl" for alignment in ALIGNMENTS}
    if name not in paths:
        raise BadOntology(f"The vocabulary has no file {name}.", f"It has: {nearest(name, paths)}.")
    typer.echo(ontology_file(paths[name]).read_text(encoding="utf-8"), nl=False)


@ontology.command("tidy")
def tidy_files(
    files: Files,
    only_check: Annotated[bool, typer.Option("--check", help="Change nothing; end with status 13 if a file would change.")] = False,
) -> None:
    """Write Turtle files in one layout: properties and values in a fixed order.

    Statements and the comments before them stay where they are, and what a
    file says stays the same.

    \b
    Example:
      kg ontology tidy mine.ttl
    """
    changed = [path for path in files if laid_out(path, write=not only_check)]
    for path in changed:
        note(f"{path} {'would change' if only_check else 'written in the one layout'}.")
    if changed and only_check:
        raise typer.Exit(BadOntology.exit_status)


def laid_out(path: Path, *, write: bool) -> bool:
    """Tell whether the one layout changes a file, and write it if so wanted."""
    from kg.ontology.checks.user_file import read_text
    from kg.ontology.layout import tidy
    from kg.store.files import write_atomically

    text = read_text(path)
    try:
        new = tidy(text)
    except BadOntology as error:
        raise BadOntology(f"{path}: {error.message}", error.remedy) from error
    if write and new != text:
        write_atomically(path, new.encode())
    return new != text


