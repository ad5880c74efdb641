"""`kg serve`: a graph as a local page and a SPARQL endpoint."""

from __future__ import annotations

import logging
import secrets
import string
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.terminal import note

if TYPE_CHECKING:
    from kg.server.served import State

SHORTEST_TOKEN = 16
TOKEN_LETTERS = frozenset(string.ascii_letters + string.digits + "-_")


def serve(
    graph: Annotated[str, typer.Argument(metavar="DIR", help="A graph that kg build made, or a SPARQL server's address.")],
    port: Annotated[int, typer.Option(help="The port; 0 takes any that is free.", min=0, max=65535)] = 8765,
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Also answer to this name, as NAME or NAME:PORT.")
    ] = None,
    token: Annotated[
        str,
        typer.Option(metavar="TOKEN", envvar="RIGHTSGRAPH_SERVE_TOKEN", help="The token to ask for; at random if none is given."),
    ] = "",
    no_token: Annotated[
        bool, typer.Option("--no-token", help="Ask for none: any program on this machine may read the graph.")
    ] = False,
    deadline: Annotated[float, typer.Option(metavar="SECONDS", help="How long a query may run.", min=0.1)] = 30.0,
    rows: Annotated[int, typer.Option(help="The most rows of an answer.", min=1)] = 100_000,
    open_: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    log: Annotated[bool, typer.Option("--log", help="Print each request's path, never its query or token.")] = False,
) -> None:
    """Serve a graph on this machine, as pages to look at and to ask, and as a SPARQL endpoint.

    Prints the address to open, which holds a token; others cannot read the
    graph without it. Nothing is fetched from anywhere, and nothing can be
    changed. Ctrl-C ends it.

    \b
    Examples:
      kg serve my-graph --open
      kg serve my-graph --port 0 --token "$SECRET"
    """
    from kg.query.engine import Engine, Limits
    from kg.server import Served, Settings, make_app
    from kg.server.running import listen, run
    from kg.server.settings import MEMORY, SIZE, hosts_for, in_url

    token = "" if no_token else checked_token(token)
    served = Served(graph)
    state = served.state()
    listener = listen(host, port)
    port = listener.getsockname()[1]
    limits = Limits(deadline=deadline, memory=MEMORY, rows=rows, size=SIZE)
    engine = Engine(limits=limits)
    engine.warm(state.source)
    settings = Settings(token, hosts_for(host, port, more=tuple(allow_host or ())), port, limits)
    to_terminal("uvicorn.error", logging.ERROR)
    if log:
        to_terminal("kg.server.access", logging.INFO)
    warn(state, host=host, token=token)
    shown = f"http://{in_url('127.0.0.1' if host in ('0.0.0.0', '::') else host)}:{port}"
    address = f"{shown}/" + (f"?token={token}" if token else "")

    def ready() -> None:
        import webbrowser

        print(address, flush=True)
        note(f"Serving {served.name}; programs ask {shown}/sparql. Ctrl-C ends it.")
        if open_ and not webbrowser.open(address):
            note("No browser could be opened; open the address above.")

    run(make_app(served, engine, settings), listener, ready=ready)


def checked_token(given: str) -> str:
    """Return the token that was given, or a random one; raise `BadParameter` for one that is short or needs encoding."""
    if given and (len(given) < SHORTEST_TOKEN or set(given) - TOKEN_LETTERS):
        example = secrets.token_urlsafe(SHORTEST_TOKEN)
        raise typer.BadParameter(f"take at least {SHORTEST_TOKEN} letters, digits, - or _, as {example}", param_hint="--token")
    return given or secrets.token_urlsafe(32)


def warn(state: State, *, host: str, token: str) -> None:
    """Say what the person should know before others reach the server."""
    from kg.server.settings import is_loopback

    if not state.whole:
        note("The graph is being built, or its build was broken off: what is kept so far is served until it is whole.")
    if not is_loopback(host):
        note(f"Other machines can reach this server at {host}; what goes between is not encrypted.")
    if not token:
        note("No token is asked for: whoever reaches this server can read the graph.")


def to_terminal(name: str, level: int) -> None:
    """Print what one logger says to stderr: faults of the server always, requests if asked for."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
    logger = logging.getLogger(name)
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(level)
