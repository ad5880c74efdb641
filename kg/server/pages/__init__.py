"""The pages of the local server, one file a page, each with its JSON twin at the same address."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from kg.server.pages.document import document_page
from kg.server.pages.documents import documents_page
from kg.server.pages.entities import entities_page
from kg.server.pages.entity import entity_page
from kg.server.pages.map import map_page
from kg.server.pages.overview import overview_page
from kg.server.pages.passage import act_page, claim_page
from kg.server.pages.query import query_page

PAGES: Mapping[str, Callable[[Request], Awaitable[Response]]] = {
    "/": overview_page,
    "/entities": entities_page,
    "/entity/{id:path}": entity_page,
    "/documents": documents_page,
    "/document/{id}": document_page,
    "/claim/{id}": claim_page,
    "/act/{id}": act_page,
    "/map": map_page,
    "/query": query_page,
}
