"""`/documents`: the list of what was read, found by a part of its title, source or publisher."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KGError
from kg.extraction.ledger import SILENT
from kg.rdf.iris import id_of
from kg.server.addresses import document_address
from kg.server.lookup import Row, lookup_all
from kg.server.pages.page import Page, Pages
from kg.server.refusals import Refusal
from kg.store.protocol import Store

SIZE = 25
ORDERS = {"date": ("documents", "newest first"), "title": ("documents-by-title", "by title"),
          "claims": ("documents-by-claims", "most claims and acts first")}
"""The orders by name: the lookup that gives it, and its words."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in the list. `silent` counts the sentences that gave nothing, None where a build has just taken it away."""

    id: str
    title: str
    publisher: str
    date: str
    source: str
    claims: int
    acts: int
    silent: int | None
    address: str


async def documents_page(request: Request) -> Response:
    """Answer with the list of documents."""
    asking, fields = request.app.state.asking, request.query_params
    text, order = fields.get("text", "").strip(), fields.get("order", "date")
    order = order if order in ORDERS else "date"
    pages = Pages.of(request, size=SIZE)
    rows, refusals = await lookup_all(asking, {
        "number": ("documents-number", {"text": text}),
        "listed": (ORDERS[order][0], {"text": text, "limit": SIZE, "offset": pages.offset})})
    for refusal in refusals.values():
        raise refusal
    store = (await asking.state()).store
    try:
        listed = await to_thread.run_sync(_listed, rows["listed"], store)
    except KGError as error:
        raise Refusal.of(error) from error
    pages = Pages.of(request, total=int(rows["number"][0]["number"]), size=SIZE)
    orders = [(words, name == order, "/documents?" + urlencode({"text": text, "order": name} if text else {"order": name}))
              for name, (_, words) in ORDERS.items()]
    values = {"listed": listed, "pages": pages, "text": text, "order": order, "orders": orders}
    twin = {"text": text, "order": order, **pages.record(), "documents": [asdict(one) for one in listed]}
    return Page("documents.html.jinja", values, twin).response(request)


def _listed(rows: Sequence[Row], store: Store) -> list[Listed]:
    identifiers = [id_of(row["document"], base=store.base).removeprefix("document:") for row in rows]
    return [Listed(identifier, row.get("title", ""), row.get("publisher", ""), row.get("date", ""), row.get("source", ""),
                   int(row["claims"]), int(row["acts"]), _silent(store, identifier), document_address(identifier))
            for identifier, row in zip(identifiers, rows, strict=True)]


def _silent(store: Store, document: str) -> int | None:
    try:
        reasons = Counter(gap.reason for gap in store.gaps(document))
    except KeyError:
        return None
    return sum(reasons[reason] for reason in SILENT)
