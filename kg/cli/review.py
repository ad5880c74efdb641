"""`kg review`: who is who, where the texts alone do not decide it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.terminal import note, print_json, print_table, screen, shorten

if TYPE_CHECKING:
    from rich.table import Table

    from kg.identity.across.resolving import Resolution
    from kg.reviewing import Doubt, Side
    from kg.store import EmbeddedStore

Pair = tuple[str, str] | None
LONGEST_SENTENCE = 300
REASONS = 4
TELLING = 0.05  # points of a score, below which a reason is not shown
ANSWERS = {"s": "same", "d": "different", "u": "unsure", "k": "skip", "q": "quit"}
ASKED = "Same, different, unsure, skip, quit? (s/d/u/k/q)"


def review(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A graph that kg build made.")],
    as_list: Annotated[bool, typer.Option("--list", help="Only list what is open.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Only list what is open, as JSON.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="Only the first N.")] = None,
    same: Annotated[Pair, typer.Option(metavar="A B", help="Decide that these two are one.")] = None,
    different: Annotated[Pair, typer.Option(metavar="A B", help="Decide that these two are not one.")] = None,
    withdraw: Annotated[Pair, typer.Option(metavar="A B", help="Take back what was decided of these two.")] = None,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who decides, written beside each decision.")] = "",
    why: Annotated[str, typer.Option(metavar="TEXT", help="The reason.")] = "",
) -> None:
    """Decide who is who where the texts do not: each open pair with its sentences.

    A decision is kept with who made it, when and why; it outlives every new
    build and can be withdrawn. A and B are named as --list prints them.

    \b
    Examples:
      kg review my-graph
      kg review my-graph --list
      kg review my-graph --same 33e8/person:O_Venn a6e3/person:Orla_Venn --by Ann
    """
    from kg.reviewing import doubts, resolution

    store = opened(directory)
    found = resolution(store)
    if decided := [(pair, word) for pair, word in ((same, "same"), (different, "different"), (withdraw, "withdrawn")) if pair]:
        decide(store, found, decided, by=by, why=why)
        return
    pairs = list(islice(doubts(store, found), limit))
    if as_json:
        print_json([record(doubt) for doubt in pairs])
    elif pairs and (as_list or not (sys.stdin.isatty() and sys.stdout.isatty())):
        print_table(listing(pairs))
    elif pairs:
        ask_all(store, pairs, by=by, why=why)
    if not pairs:
        note("Nothing is open: who is who is decided everywhere.")
    warn(found)


def opened(directory: Path) -> EmbeddedStore:
    """Open a graph directory; raise `BadParameter` for what is on a server, whose documents keep their own ids."""
    from kg.store import EmbeddedStore, open_store

    store = open_store(directory)
    if not isinstance(store, EmbeddedStore):
        raise typer.BadParameter("a graph on a server has no open pairs: name a directory", param_hint="DIR")
    return store


def decide(store: EmbeddedStore, found: Resolution, decided: Iterable[tuple[tuple[str, str], str]], *, by: str, why: str) -> None:
    """Write down what the options decide, and derive the graph anew."""
    from kg.identity.across.judgements import Judged
    from kg.reviewing import find_key, judge

    if not by:
        raise typer.BadParameter("name who decides", param_hint="--by")
    pairs = [(find_key(found, pair[0]), find_key(found, pair[1]), Judged(word)) for pair, word in decided]
    if any(one == other for one, other, _ in pairs):
        raise typer.BadParameter("the two are the same one", param_hint="A B")
    for one, other, judged in pairs:
        note(str(judge(store, one, other, judged, by=by, why=why)))
    settled(store)


def ask_all(store: EmbeddedStore, pairs: Sequence[Doubt], *, by: str, why: str) -> None:
    """Show each pair and ask; each answer is kept at once, the graph derived anew at the end."""
    from kg.identity.across.judgements import Judged
    from kg.reviewing import judge

    by = by or typer.prompt("Your name, to stand beside each decision", err=True)
    answered = 0
    for number, doubt in enumerate(pairs, 1):
        show(doubt, number, len(pairs))
        answer = asked()
        if answer == "quit":
            break
        if answer != "skip":
            reason = why or typer.prompt("Why? (may stay empty)", default="", show_default=False, err=True)
            judge(store, doubt.one.key, doubt.other.key, Judged(answer), by=by, why=reason)
            answered += 1
    if answered:
        settled(store)


def asked() -> str:
    """Ask until the answer is one of those that there are."""
    while True:
        answer = str(typer.prompt(ASKED, err=True)).strip().lower()
        if answer in ANSWERS or answer in ANSWERS.values():
            return ANSWERS.get(answer, answer)


def settled(store: EmbeddedStore) -> None:
    """Derive the graph anew and name judgements that cannot all hold."""
    from kg.reviewing import resolution, settle

    if settle(store):
        note(f"The graph in {store.path} follows what was decided.")
    else:
        note(f"The last build of {store.path} was not finished; what was decided is kept, and holds from the next on.")
    warn(resolution(store))


def warn(found: Resolution) -> None:
    """Name the judgements that cannot all hold, and how many are about entities that are gone."""
    for contradiction in found.contradictions:
        note(f"kg: decisions that cannot all hold: {contradiction}. Withdraw one with --withdraw; until then, \"same\" holds.")
    if found.unplaced:
        note(f"kg: {len(found.unplaced):,} of the decisions are about entities that the graph does not have now.")


def show(doubt: Doubt, number: int, of: int) -> None:
    """Print a pair side by side, and what speaks for and against."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE, show_header=False, pad_edge=False, expand=True)
    for _ in range(2):
        table.add_column(ratio=1, overflow="fold")
    for one, other in zip(told(doubt.one), told(doubt.other), strict=True):
        table.add_row(Text(one), Text(other))
    console = screen()
    console.print(f"\n{number:,} of {of:,}", style="bold")
    console.print(table)
    console.print(because(doubt))


def told(side: Side) -> tuple[str, ...]:
    """Return what is shown of one side, a cell a row."""
    also = f"in {side.node_documents:,} documents, here: " if side.node_documents > 1 else ""
    about = " · ".join(filter(None, (side.document.title, side.document.source, str(side.document.date or ""))))
    sentences = "\n".join(f"“{shorten(sentence, LONGEST_SENTENCE)}”" for sentence in side.sentences)
    return ", ".join(side.names), "; ".join(side.roles), also + (about or side.document.id), sentences


def because(doubt: Doubt) -> str:
    """Say what speaks for and against, the most telling first, and what a person said of it before."""
    said = [str(doubt.decision)] if doubt.decision.judgement else []
    telling = [str(reason) for reason in doubt.decision.reasons if abs(reason.points) >= TELLING]
    return "\n".join([*said, *telling[:REASONS]])


def listing(pairs: Iterable[Doubt]) -> Table:
    """Lay out the open pairs as a table."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from kg.reviewing import short_name

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, leading=1)
    for column in ("Likely", "One", "Other", "Why"):
        table.add_column(column, overflow="fold")
    for doubt in pairs:
        sides = (f"{side.names[0]}\n{short_name(side.key)}" for side in (doubt.one, doubt.other))
        table.add_row(*map(Text, (f"{doubt.decision.probability:.2f}", *sides, because(doubt))))
    return table


def record(doubt: Doubt) -> dict[str, Any]:
    """Return a pair as JSON holds it."""
    said = doubt.decision.judgement
    judgement = said and {"judged": said.judged, "by": said.by, "when": said.when.isoformat(), "why": said.why}
    return {
        "probability": round(doubt.decision.probability, 4),
        "one": side_record(doubt.one),
        "other": side_record(doubt.other),
        "reasons": [{"points": round(reason.points, 2), "words": reason.words} for reason in doubt.decision.reasons],
        "judgement": judgement,
    }


def side_record(side: Side) -> dict[str, Any]:
    """Return one side as JSON holds it; `key` is what --same and --different take."""
    from kg.reviewing import name_of

    return {"key": name_of(side.key), "node": side.node, "node_documents": side.node_documents, "names": list(side.names),
            "roles": list(side.roles), "title": side.document.title, "source": side.document.source,
            "date": str(side.document.date or "") or None, "sentences": list(side.sentences)}
