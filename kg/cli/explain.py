"""`kg explain`: sentence by sentence what a document gave and why, and what of it was not understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.rows import make_row
from kg.cli.terminal import note, print_json, screen
from kg.extraction.confidence import features_of

if TYPE_CHECKING:
    from rich.console import Console

    from kg.explaining import Explained, SeenClause
    from kg.model import Act, Claim, Document

INDENT = 11
STYLES = {"claim": "green", "act": "green", "gap": "yellow"}


def explain(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A graph that kg build made.")],
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its id, or part of its title or file name.")],
    only_gaps: Annotated[bool, typer.Option("--only-gaps", help="Only what was not understood.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show what each sentence of a document gave, by which rule, and what was not understood.

    Under a sentence stand the mentions with whom they were taken for, the
    clauses, the claims and acts, and what was withheld and why. The text is
    parsed again; claims are those that the graph holds.

    \b
    Examples:
      kg explain my-graph rapporteur
      kg explain my-graph 01-minister --only-gaps
      kg explain my-graph 5d41402abc4b2a76 --json
    """
    import kg
    from kg.explaining import find_document

    graph = kg.open(directory)
    found = find_document(graph.store, document)
    note("Reading the text again for its clauses (a few seconds) ...")
    sentences = [s for s in graph.explain(found.id) if s.gaps or not only_gaps]
    if as_json:
        print_json(record(found, sentences))
    else:
        print_explained(found, sentences, {e.id: e.label for e in graph.entities()}, only_gaps=only_gaps)


def print_explained(
    document: Document, sentences: list[Explained], labels: dict[str, str], *, only_gaps: bool = False
) -> None:
    """Print sentences with what was made of them."""
    console = screen()
    console.print(" · ".join(filter(None, (document.title, document.source))) or document.id, style="bold underline")
    for sentence in sentences:
        console.print()
        console.print(" ".join(sentence.sentence.quote.split()), style="bold")
        lines = gap_lines(sentence) if only_gaps else all_lines(sentence, document, labels)
        for kind, text in lines:
            print_line(console, kind, text)
    if not sentences:
        note("Every sentence gave a claim." if only_gaps else "The document has no sentences.")


def all_lines(seen: Explained, document: Document, labels: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the lines under a sentence."""
    for mention in seen.mentions:
        words = " ".join(mention.mention.text.split())
        yield ("mention", f"{words} ({mention.mention.kind}) → {mention.label}, {mention.type}")
    for clause in seen.clauses:
        yield ("clause", clause_text(clause))
    for claim in seen.claims:
        row = make_row(claim, labels, document)
        predicate = f"“{row.label or row.predicate}”" if row.open else row.predicate
        said = f" · said by {row.speakers}" if row.attributed_to else ""
        yield ("claim", f"{row.subject} — {predicate} — {row.object} · {row.stance}{said}"
                        f" · {row.confidence:.2f} ({', '.join(features_of(claim))}) · {claim.rule or 'no rule named'}")
    for act in seen.acts:
        yield ("act", act_text(act, labels))
    yield from gap_lines(seen)


def gap_lines(seen: Explained) -> Iterator[tuple[str, str]]:
    """Yield the lines that say what was not understood."""
    from kg.extraction.ledger import IN_WORDS

    for gap in seen.gaps:
        why = IN_WORDS.get(gap.reason, gap.reason)
        yield ("gap", f"withheld: {gap.said} · {why}" if gap.said else f"no claim · {why}")


def print_line(console: Console, kind: str, text: str) -> None:
    """Print one line, what is wrapped of it under its first words; its kind stands before it and gives its colour."""
    from rich.text import Text

    for number, piece in enumerate(Text(text).wrap(console, console.width - INDENT)):
        head = f"  {kind}" if number == 0 else ""
        console.print(f"{head:<{INDENT}}{piece.plain.rstrip()}", style=STYLES.get(kind), soft_wrap=True)


def clause_text(clause: SeenClause) -> str:
    """Write a clause as one line.

    >>> from kg.explaining import SeenClause
    >>> clause_text(SeenClause("held", ("police",), ("Ana Ruiz",), ("in Karsk",), passive=True))
    'held (passive) · subject: police · object: Ana Ruiz · in Karsk'
    """
    parts = [f"{clause.verb} (passive)" if clause.passive else clause.verb]
    parts += [f"{role}: {', '.join(found)}" for role, found in (("subject", clause.subjects), ("object", clause.objects))
              if found]
    return " · ".join((*parts, *clause.obliques))


def act_text(act: Act, labels: dict[str, str]) -> str:
    """Write an act as one line."""
    parts = [f"{i.part}: {labels.get(i.entity, i.entity)}" for i in act.involvements]
    stance = act.modality if act.polarity == "affirmed" else f"negated, {act.modality}"
    return " · ".join((f"{act.kind} (“{act.words}”)", *parts, stance, f"{act.confidence:.2f}", act.rule or "no rule named"))


def record(document: Document, sentences: list[Explained]) -> dict[str, Any]:
    """Return an explanation for JSON."""
    return {"document": document.id, "title": document.title, "source": document.source,
            "sentences": [sentence_record(sentence) for sentence in sentences]}


def sentence_record(seen: Explained) -> dict[str, Any]:
    """Return one sentence for JSON; claims and acts by their fields, ids instead of labels."""
    whole = asdict(seen)
    columns: dict[str, Sequence[Claim | Act]] = {"claims": seen.claims, "acts": seen.acts}
    for name, items in columns.items():
        for kept, item in zip(whole[name], items, strict=True):
            kept["id"] = item.id
            if item.date is not None:
                days = {"earliest": item.date.earliest, "latest": item.date.latest}
                kept["date"] |= {key: day.isoformat() for key, day in days.items() if day}
    for name in ("claims", "acts", "gaps"):
        for kept in whole[name]:
            del kept["evidence"]
    return {"start": seen.sentence.start, "end": seen.sentence.end, "text": seen.sentence.quote,
            **{name: whole[name] for name in ("mentions", "clauses", "claims", "acts", "gaps")}}
