"""`/documents`: the list of what was read."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.server.refusals import Refusal


async def documents_page(request: Request) -> Response:
    """Answer with the list of documents."""
    raise Refusal(501, "Being written.")
