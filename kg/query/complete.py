"""All rows of a named question, and how many there are, beyond the limit of its text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.query.questions import Question
from kg.query.run import Answer, Result

Ask = Callable[[str], Result]
"""Runs a query."""


def complete(asked: Question, values: Mapping[str, str], ask: Ask) -> str:
    """Return a question's query for all its rows.

    Their number takes the limit's place: without one, Oxigraph would look up names for the whole graph before it chooses.
    """
    number = number_of_rows(asked, values, ask)
    return asked.bound(values, limit=0 if number is None else max(number, 1))


def number_of_rows(asked: Question, values: Mapping[str, str], ask: Ask) -> int | None:
    """Return how many rows a question has without its limit, None where it has none."""
    counting = asked.counted(values)
    if counting is None:
        return None
    counted = ask(counting)
    return int(counted.texts()[0][0]) if isinstance(counted, Answer) else None
