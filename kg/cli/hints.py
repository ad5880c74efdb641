"""What to try where the filters of `kg claims` leave nothing."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from kg.cli.rows import claim_rows

if TYPE_CHECKING:
    from kg.graph import Graph

NEAREST = 8


def why_none(graph: Graph, *, subject: str = "", predicate: str = "") -> str:
    """Say which filter no claim passes, and what of the graph comes nearest to it."""
    rows = list(claim_rows(graph))
    if not rows:
        return "This graph holds no claims."
    if predicate and predicate.casefold() not in {row.predicate.casefold() for row in rows}:
        names = nearest(predicate, (row.predicate for row in rows))
        return f"No claims with predicate {predicate}; this graph has: {names}."
    if subject and not any(claim_rows(graph, subject=subject)):
        return f"No claims about {subject}; this graph has: {nearest(subject, (row.subject for row in rows))}."
    return "No claims found that pass all filters."


def nearest(wanted: str, names: Iterable[str], limit: int = NEAREST) -> str:
    """List the names most like the one wanted, as wholes or in one of their words; the rest are counted.

    >>> nearest("meet", ["urged", "met", "met"]), nearest("Ven", ["Tomas Brandl", "Orla Venn"], 1)
    ('met, urged', 'Orla Venn and 1 more')
    """
    ranked = sorted(set(names), key=lambda name: (-_likeness(wanted.casefold(), name.casefold()), name))
    rest = len(ranked) - limit
    return ", ".join(ranked[:limit]) + (f" and {rest:,} more" if rest > 0 else "")


def _likeness(wanted: str, name: str) -> float:
    return max(SequenceMatcher(None, wanted, part).ratio() for part in (name, *name.split()))
