"""The commands, entered in one place, and the options that stand before them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup

import kg
from kg.cli.acts import acts
from kg.cli.build import build
from kg.cli.claims import claims
from kg.cli.config import NAME, read_configuration
from kg.cli.demo import demo
from kg.cli.explain import explain
from kg.cli.export import export
from kg.cli.map import map_
from kg.cli.network import network
from kg.cli.ontology import ontology
from kg.cli.query import query
from kg.cli.reindex import reindex
from kg.cli.review import review
from kg.cli.serve import serve
from kg.cli.terminal import note
from kg.cli.triples import triples

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with:  kg demo",
)
app.command("demo")(demo)
app.command("build")(build)
app.command("claims")(claims)
app.command("acts")(acts)
app.command("explain")(explain)
app.command("triples")(triples)
app.command("query")(query)
app.command("reindex")(reindex)
app.command("review")(review)
app.command("export")(export)
app.command("map")(map_)
app.command("network")(network)
app.command("serve")(serve)
app.add_typer(ontology, name="ontology")


def print_version(wanted: bool) -> None:
    """Print the release and end."""
    if wanted:
        typer.echo(f"kg {kg.__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=print_version, is_eager=True, help="Print the release and end.")
    ] = False,
    config: Annotated[
        Path | None,
        typer.Option("--config", metavar="FILE", help="Options written down, in place of this folder's kg.toml."),
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Print what the library logs to stderr.")] = False,
) -> None:
    """Read human-rights articles into a graph of claims: who did what to whom, who says so, and where it says so.

    Everything runs on this machine; nothing is sent or fetched.
    """
    import logging

    logging.basicConfig(level=logging.DEBUG if verbose else logging.CRITICAL)
    if config is None and Path(NAME).is_file():
        config = Path(NAME)
        note(f"Options that are not typed are those of {config}.")
    if config is not None:
        assert isinstance(context.command, TyperGroup)
        context.default_map = read_configuration(config, context.command, context)
