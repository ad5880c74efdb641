"""`/map`: the map of the graph."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.server.refusals import Refusal


async def map_page(request: Request) -> Response:
    """Answer with the map."""
    raise Refusal(501, "Being written.")


