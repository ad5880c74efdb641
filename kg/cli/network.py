"""`kg network`: who is tied to whom in a graph, by how many claims, and what the figures mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.terminal import note, print_json

if TYPE_CHECKING:
    from kg.network.reporting import Report

Stances = typer.Option("--ties", metavar="WHICH", help="Claims that make a tie: reported (default), asserted or all.")


def network(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A graph that kg build made.")],
    between: Annotated[
        tuple[str, str] | None, typer.Option(metavar="A B", help="Only the shortest chains of evidence between two.")
    ] = None,
    around: Annotated[str, typer.Option(metavar="NAME", help="Only this one, its ties and how they change.")] = "",
    ties: Annotated[str, Stances] = "reported",
    unnamed: Annotated[bool, typer.Option("--unnamed", help="Count those without a name too, as five villagers.")] = False,
    predicate: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this relation or family, as met or coerced.")
    ] = None,
    type_: Annotated[
        list[str] | None, typer.Option("--type", metavar="CLASS", help="Only ties among these classes, as Person.")
    ] = None,
    speaker: Annotated[str, typer.Option(metavar="NAME", help="Only what this one says (part of a name).")] = "",
    document: Annotated[str, typer.Option(metavar="TEXT", help="Only documents whose title or file has this.")] = "",
    place: Annotated[str, typer.Option(metavar="NAME", help="Only claims that name this place.")] = "",
    since: Annotated[str, typer.Option(metavar="DAY", help="Only from this day on, as 2023-05-01.")] = "",
    until: Annotated[str, typer.Option(metavar="DAY", help="Only up to this day.")] = "",
    undated: Annotated[
        str, typer.Option(metavar="HOW", help="Claims without a date there: drop (default), keep or published.")
    ] = "drop",
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FOLDER", help="Write the figures as CSV files.")] = None,
    plot: Annotated[Path | None, typer.Option("--plot", metavar="FOLDER", help="Write charts as PNG and SVG.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure the network of a graph: who is tied to whom, and by what.

    A tie is a claim that something was so, be it alleged; denials, plans and
    requests count only with --ties all. Each figure says what it means.

    \b
    Examples:
      kg network my-graph
      kg network my-graph --between tesfanik phanthavel
      kg network my-graph --around phanthavel --type Person
      kg network my-graph --csv figures --plot figures
    """
    filters: dict[str, Any] = {"predicate": predicate or (), "type": type_ or (), "speaker": speaker, "document": document,
                               "place": place, "since": since or None, "until": until or None, "undated": undated}
    found = measured(directory, filters, ties=ties, unnamed=unnamed)
    if between:
        show_chains(found, *between, as_json=as_json)
    elif around:
        show_one(found, around, as_json=as_json)
    elif as_json:
        from kg.network.reporting import as_data

        print_json(as_data(found))
    elif not (csv or plot):
        from kg.cli.network_views import print_report

        print_report(found, directory)
    if csv:
        from kg.network.tables import write_tables

        wrote(write_tables(found, csv))
    if plot:
        draw(found, plot)


def measured(directory: Path, filters: dict[str, Any], *, ties: str, unnamed: bool) -> Report:
    """Return the report on a graph; raise `BadFilter` for a word that is none of those known."""
    from typing import get_args

    import kg
    from kg.errors import BadFilter
    from kg.network import report
    from kg.network.filters import Undated
    from kg.network.ties import Stances as Known
    from kg.ontology import load_ontology

    for option, word, known in (("--ties", ties, get_args(Known)), ("--undated", filters["undated"], get_args(Undated))):
        if word not in known:
            raise BadFilter(f"{option} {word} is not known.", f"It is one of {', '.join(known)}.")
    store = kg.open(directory).store
    chosen: Any = ties
    return report(store.readings(), stances=chosen, unnamed=unnamed, ontology=load_ontology(*store.ontology), **filters)


def show_chains(found: Report, one: str, other: str, *, as_json: bool) -> None:
    """Print the chains of evidence between two entities."""
    from dataclasses import asdict

    from kg.cli.network_views import print_chains
    from kg.network import chains, find_entity

    ends = find_entity(found.graph, one), find_entity(found.graph, other)
    ways = chains(found.graph, *ends, stances=found.stances, unnamed=found.unnamed)
    if as_json:
        print_json([[asdict(step) for step in chain] for chain in ways])
    else:
        print_chains(found, ends, ways)


def show_one(found: Report, name: str, *, as_json: bool) -> None:
    """Print one entity, its ties and their change over time."""
    from kg.cli.network_views import neighbourhood, print_neighbourhood
    from kg.network import find_entity

    entity = find_entity(found.graph, name)
    if as_json:
        print_json(neighbourhood(found, entity))
    else:
        print_neighbourhood(found, entity)


def draw(found: Report, folder: Path) -> None:
    """Write the charts, and say which characters no font has."""
    from kg.network.plots import characters_without_font, write_plots

    wrote(write_plots(found, folder))
    if missing := characters_without_font(found):
        note(f"No font here has {' '.join(missing[:20])}: charts show boxes for them. Install one that does, as Noto Sans.")


def wrote(paths: list[Path]) -> None:
    """Name the files that were written."""
    note(f"Wrote {', '.join(map(str, paths))}.")
