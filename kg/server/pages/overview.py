"""`/`: what is in the graph, what was read, what failed."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.server.refusals import Refusal


async def overview_page(request: Request) -> Response:
    """Answer with the overview."""
    raise Refusal(501, "Being written.")


