"""`/query`: the page on which people ask, by a named question or in SPARQL, and read the answer."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from urllib.parse import urlencode

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import BadQuery
from kg.query.engine import Answered
from kg.query.engine import Request as Query
from kg.query.parameters import limit_of
from kg.query.questions import Question, question, questions
from kg.rdf.iris import PREFIXES, prefixes_of
from kg.server.addresses import address_of
from kg.server.answers import Asking
from kg.server.endpoint import cut_headers
from kg.server.formats import FORMATS
from kg.server.pages.page import Page, number_in
from kg.server.refusals import Refusal
from kg.server.results import Table, table_of, truth_of
from kg.server.terms import terms

ROWS_SHOWN = 1000
EXAMPLE = """SELECT ?who ?whom WHERE {
  ?who hr:met ?whom .
}
LIMIT 100"""
WITH = "with."


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address asks for: a text, the question that it is from, and the values of its parameters."""

    text: str | None
    question: Question | None
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: an answer, laid out, or why there is none."""

    answered: Answered | None = None
    table: Table | None = None
    truth: bool | None = None
    refusal: Refusal | None = None
    seconds: float = 0.0


async def query_page(request: Request) -> Response:
    """Answer with the page, its query run if the address carries one."""
    wish, outcome = Wish(None, None, {}), Outcome()
    try:
        wish = await _whole(request.app.state.asking, request, _wish(request))
        if wish.text is not None:
            outcome = await _ask(request.app.state.asking, wish.text, base=f"{request.base_url}sparql")
    except BadQuery as error:
        outcome = Outcome(refusal=Refusal.of(error))
    except Refusal as refusal:
        outcome = Outcome(refusal=refusal)
    state = await request.app.state.asking.state()
    await request.app.state.asking.ontology()  # a file of the graph's own that is damaged is told here, as on other pages
    headers = cut_headers(outcome.answered, request.app.state.settings) if outcome.answered else {}
    if outcome.refusal:
        headers |= outcome.refusal.headers
    values = {"wish": wish, "outcome": outcome, "topics": by_topic(questions()), "example": EXAMPLE,
              "all": _all(wish, outcome), "prefixes": dict(sorted(PREFIXES.items())),
              "terms": terms(state.store.ontology), "downloads": _downloads(wish, outcome),
              "page_of": partial(address_of, base=state.store.base),
              "rows_shown": ROWS_SHOWN, "limit": request.app.state.settings.limits.rows, "with": WITH,
              "whole": state.whole}
    status = outcome.refusal.status if outcome.refusal else 200
    return Page("query.html.jinja", values, _twin(wish, outcome), status, headers).response(request)


def by_topic(known: Iterable[Question]) -> list[tuple[str, list[Question]]]:
    """Group questions by their topic, in its alphabetical order; those without one come last."""
    topics: dict[str, list[Question]] = {}
    for one in known:
        topics.setdefault(one.topic, []).append(one)
    return sorted(topics.items(), key=lambda item: (not item[0], item[0]))


def _wish(request: Request) -> Wish:
    fields = request.query_params
    text, name = fields.get("query"), fields.get("question")
    if text is not None or not name:
        return Wish(text if text and text.strip() else None, None, {})
    asked = question(name)
    values = {key.removeprefix(WITH): value for key, value in fields.items() if key.startswith(WITH) and value.strip()}
    limit = number_in(request, "limit", -1)
    return Wish(asked.bound(values, limit=limit if limit >= 0 else None), asked, values)


async def _whole(asking: Asking, request: Request, wish: Wish) -> Wish:
    """Return the wish for all rows of a question with their number for a limit, which engines answer much faster by."""
    counting = wish.question.counted(wish.values) if wish.question and request.query_params.get("limit") == "0" else None
    if wish.question is None or counting is None:
        return wish
    counted = await asking.answer(Query(counting, table="json"))
    number = int(table_of(counted, {}, most=1).rows[0][0].text)
    most = request.app.state.settings.limits.rows or number
    return replace(wish, text=wish.question.bound(wish.values, limit=max(1, min(number, most + 1))))


async def _ask(asking: Asking, text: str, *, base: str) -> Outcome:
    begun = time.perf_counter()
    answered = await asking.answer(Query(text, table="json", graph="ntriples", base=base))
    seconds = time.perf_counter() - begun
    if answered.kind == "ask":
        return Outcome(answered, truth=truth_of(answered), seconds=seconds)
    base = (await asking.state()).store.base
    table = await to_thread.run_sync(lambda: table_of(answered, prefixes_of(base), most=ROWS_SHOWN))
    return Outcome(answered, table, seconds=seconds)


def _all(wish: Wish, outcome: Outcome) -> str:
    """Return the address of all rows, "" where the question's own limit left none out."""
    if not wish.question or not wish.question.limit or not outcome.table or outcome.table.total < wish.question.limit:
        return ""
    if wish.text is None or limit_of(wish.text) != wish.question.limit:
        return ""
    fields = {"question": wish.question.name, **{WITH + name: value for name, value in wish.values.items()}, "limit": "0"}
    return "/query?" + urlencode(fields)


def _downloads(wish: Wish, outcome: Outcome) -> list[tuple[str, str, str]]:
    """Return for each format its name, the address of the answer in it, and the name of the file."""
    if outcome.answered is None or wish.text is None:
        return []
    stem = wish.question.name if wish.question else "answer"
    return [(format.label, "/sparql?" + urlencode({"query": wish.text, "format": format.name}), f"{stem}.{format.suffix}")
            for format in FORMATS[outcome.answered.kind]]


def _twin(wish: Wish, outcome: Outcome) -> dict[str, object]:
    twin: dict[str, object] = {
        "questions": [{"name": known.name, "description": known.description, "topic": known.topic,
                       "parameters": [asdict(parameter) for parameter in known.parameters]} for known in questions()],
        "query": wish.text, "question": wish.question.name if wish.question else None, "values": dict(wish.values)}
    if outcome.refusal:
        twin["error"] = {"code": outcome.refusal.code, "message": outcome.refusal.message, "remedy": outcome.refusal.remedy}
    if outcome.answered:
        twin |= {"kind": outcome.answered.kind, "rows": outcome.answered.rows, "cut": bool(outcome.answered.cut)}
    if outcome.truth is not None:
        twin["boolean"] = outcome.truth
    if outcome.table:
        twin |= {"columns": outcome.table.columns, "shown": len(outcome.table.rows),
                 "table": [[asdict(cell) for cell in row] for row in outcome.table.rows]}
    return twin
