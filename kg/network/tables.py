"""A report as CSV files, for spreadsheets and statistics."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.network.reporting import Pair, Ranked, Report
from kg.store.files import write_atomically

STANCES = ("asserted", "alleged", "planned", "requested", "hypothetical", "denied", "negated")


def write_tables(found: Report, folder: Path) -> list[Path]:
    """Write entities.csv, ties.csv, together.csv and timeline.csv into a folder, and return their paths.

    Raises `OutputFailed` if the folder cannot be written.
    """
    tables = {
        "entities": (Ranked.__slots__, ([getattr(row, name) for name in Ranked.__slots__] for row in found.entities)),
        "ties": (("one", "other", "one_label", "other_label", "claims", "alleged"), _ties(found)),
        "together": (Pair.__slots__, ([getattr(pair, name) for name in Pair.__slots__] for pair in found.together)),
        "timeline": (("period", "claims", "ties", "new_ties", "entities", "new_entities", *STANCES), _timeline(found)),
    }
    paths = []
    for name, (header, rows) in tables.items():
        paths.append(folder / f"{name}.csv")
        write_atomically(paths[-1], csv_text(header, rows).encode())
    return paths


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV with a header; truth values in lower case.

    >>> csv_text(["who", "named"], [["Venn, O.", True]])
    'who,named\\n"Venn, O.",true\\n'
    """
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([str(cell).lower() if isinstance(cell, bool) else cell for cell in row] for row in rows)
    return held.getvalue()


def _ties(found: Report) -> Iterable[Sequence[object]]:
    ranked = sorted(found.ties.edges(data=True), key=lambda edge: -edge[2]["weight"])
    return ([a, b, found.label(a), found.label(b), data["weight"], data["alleged"]] for a, b, data in ranked)


def _timeline(found: Report) -> Iterable[Sequence[object]]:
    for told in found.timeline:
        yield [told.period, told.claims, told.ties, told.new_ties, told.entities, told.new_entities,
               *(told.by_stance[stance] for stance in STANCES)]
