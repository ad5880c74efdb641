"""What every page shares: HTML for people and the same view as JSON for programs, at one address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.server.negotiation import best
from kg.server.templates import render

NAVIGATION = (("Query", "/query"),)
"""The pages that the head of each page leads to."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the template and its values, and its JSON twin."""

    template: str
    values: Mapping[str, object]
    twin: Mapping[str, object]
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self, request: Request) -> Response:
        """Write the page as HTML, or as JSON for who asks for that in `Accept` or by `format=json`."""
        accept = request.headers.get("accept")
        wanted = request.query_params.get("format") or best(accept, ("text/html", "application/json"))
        headers = {"vary": "accept", **self.headers}
        if wanted in ("json", "application/json"):
            return JSONResponse(dict(self.twin), self.status, headers)
        shared = {"graph_name": request.app.state.asking.served.name, "navigation": NAVIGATION, "path": request.url.path}
        return Response(render(self.template, **shared, **self.values), self.status, headers, "text/html")
