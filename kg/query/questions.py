"""The named questions: SPARQL files whose first lines say what they ask, under which topic, and what they may be told.

How they are written, so that they are quick on a large graph and right on any engine. Oxigraph 0.5 plans by fixed guesses
(`lib/sparopt/src/optimizer.rs`), not by what the graph holds:
- the innermost SELECT finds, orders and cuts by what lies on the claim itself; names and words are looked up behind it, for the
  rows that are kept;
- a pattern with predicate and object given is guessed small and comes first, however many triples fit: where most do, as for
  `hr:polarity hrv:affirmed`, the object is a variable and a FILTER compares it;
- a bare pattern is looked up for each row so far, about 4 µs each; one in `{ SELECT * { ... } }` is read once and matched;
- behind the cut, an OPTIONAL with two patterns comes first: each pattern before it makes the guess ten times larger, and one
  that overflows has it joined with the whole graph;
- an EXISTS holds one pattern, or one and an EXISTS in it: more are not put in order there;
- ORDER BY reads an address anew at each comparison, a text that was made in the query but once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from kg.errors import BadQuery
from kg.query.parameters import Parameter, bind, counting, limit_of, limited, parameters_of

_TOPIC = re.compile(r"^#: (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Question:
    """A query that people ask often; `description` is one line, `topic` what it is listed under.

    `query` runs as it is. Where it has a `limit`, that many rows are looked up and no more.
    """

    name: str
    description: str
    query: str
    topic: str = ""
    parameters: tuple[Parameter, ...] = ()
    limit: int | None = None

    def bound(self, values: Mapping[str, str] | None = None, *, limit: int | None = None) -> str:
        """Return the query with values in the places of its parameters, as literals.

        `limit` takes the place of the question's own; 0 gives all rows. Raises `BadQuery` for a parameter that the
        question does not have, and for a value of the wrong kind.

        >>> question("who-met-whom").bound({"person": "Venn"}).count('LCASE("Venn")')
        2
        """
        query = bind(self.query, values or {})
        return query if limit is None else limited(query, limit or None)

    def counted(self, values: Mapping[str, str] | None = None) -> str | None:
        """Return a query for the number of all rows, in `?rows`; None for a question without a limit, which cuts none."""
        return counting(bind(self.query, values or {}))


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


@cache
def _read(name: str) -> Question:
    text = _folder().joinpath(f"{name}.rq").read_text(encoding="utf-8")
    topic = _TOPIC.search(text)
    return Question(name, text.partition("\n")[0].removeprefix("#").strip(), text, topic[1] if topic else "",
                    parameters_of(text), limit_of(text))
