"""The named questions: SPARQL files whose first line says what they ask."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from kg.errors import BadQuery


@dataclass(frozen=True, slots=True)
class Question:
    """A query that people ask often; `description` is one line."""

    name: str
    description: str
    query: str


def questions() -> tuple[Question, ...]:
    """Return the named questions by name."""
    names = sorted(file.name.removesuffix(".rq") for file in _folder().iterdir() if file.name.endswith(".rq"))
    return tuple(_read(name) for name in names)


def question(name: str) -> Question:
    """Return one named question; raise `BadQuery` if there is none of that name.

    >>> question("who-met-whom").description
    'Who met whom, when and where, and the words that say so.'
    """
    known = [question.name for question in questions()]
    if name not in known:
        raise BadQuery(f"There is no question named {name}.", f"The questions are: {', '.join(known)}.")
    return _read(name)


def _folder() -> Traversable:
    return files("kg.query").joinpath("questions")


def _read(name: str) -> Question:
    text = _folder().joinpath(f"{name}.rq").read_text(encoding="utf-8")
    return Question(name, text.partition("\n")[0].removeprefix("#").strip(), text)
