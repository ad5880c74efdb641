"""`/entity/ID`: what the graph holds of one entity."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.server.refusals import Refusal


async def entity_page(request: Request) -> Response:
    """Answer with one entity."""
    raise Refusal(501, "Being written.")


