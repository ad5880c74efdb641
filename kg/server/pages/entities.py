"""`/entities`: the names in the graph, found by a part of them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.server.refusals import Refusal


async def entities_page(request: Request) -> Response:
    """Answer with the list of entities."""
    raise Refusal(501, "Being written.")


