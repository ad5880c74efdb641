"""`/entities`: the names in the graph, found by a part of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.server.addresses import entity_address
from kg.server.answers import Asking
from kg.server.entity_names import LISTED, TYPES, Answer, Found, Search, claims_of, labels_of, search
from kg.server.pages.page import Page, Pages, wants_json

SIZE = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list."""

    id: str
    label: str
    type: str
    unnamed: bool
    mentions: int
    documents: int
    claims: int
    address: str


async def entities_page(request: Request) -> Response:
    """Answer with the entities that a text is in the names of, or lead to the one that is called so."""
    asking: Asking = request.app.state.asking
    wish = wish_of(request)
    answer = await search(asking, wish)
    pages = Pages.of(request, total=len(answer.fitting), size=SIZE)
    shown = answer.fitting[pages.offset : pages.offset + SIZE]
    rows = await _rows(asking, shown)
    if len(answer.fitting) == 1 and rows and rows[0].label.casefold() == wish.text.casefold() and not wants_json(request):
        return RedirectResponse(rows[0].address, 303, {"vary": "accept"})
    values = {"wish": wish, "answer": answer, "rows": rows, "pages": pages, "listed": LISTED, "all": sum(answer.types.values()),
              "types": [(type_, number, _address(replace(wish, type=type_))) for type_, number in answer.types.items() if number],
              "every_type": _address(replace(wish, type="")), "other": _address(replace(wish, unnamed=not wish.unnamed))}
    return Page("entities.html.jinja", values, _twin(wish, answer, rows, pages)).response(request)


def wish_of(request: Request) -> Search:
    """Return what the address asks for; a type that is none counts as any."""
    fields = request.query_params
    return Search(fields.get("text", "").strip(), TYPES.get(fields.get("type", "").lower(), ""), fields.get("unnamed") != "no")


async def _rows(asking: Asking, shown: Sequence[Found]) -> list[Listed]:
    ids = [one.id for one in shown]
    labels, claims = await labels_of(asking, ids), await claims_of(asking, ids)
    return [Listed(one.id, labels[one.id], one.type, one.unnamed, one.mentions, one.documents, claims[one.id],
                   entity_address(one.id)) for one in shown]


def _address(wish: Search) -> str:
    fields = {"text": wish.text, "type": wish.type, "unnamed": "" if wish.unnamed else "no"}
    given = {name: value for name, value in fields.items() if value}
    return "/entities" + ("?" + urlencode(given) if given else "")


def _twin(wish: Search, answer: Answer, rows: list[Listed], pages: Pages) -> dict[str, object]:
    return {**asdict(wish), **pages.record(), "cut": answer.cut, "types": dict(answer.types), "unnamed_groups": answer.unnamed,
            "entities": [asdict(row) for row in rows]}
