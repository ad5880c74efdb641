"""What every page shares: HTML for people and the same view as JSON for programs, at one address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.server.negotiation import best
from kg.server.templates import render

NAVIGATION = (("Overview", "/"), ("Names", "/entities"), ("Documents", "/documents"), ("Map", "/map"), ("Questions", "/query"))
"""The pages that the head of each page leads to."""

SECTIONS = {"/entity/": "/entities", "/document/": "/documents"}
"""Under which of these a page belongs that is none of them, by how its address begins."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Where one is in a list that is shown in pieces of `size` rows; `number` begins with 1."""

    number: int
    total: int
    size: int
    path: str
    fields: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, request: Request, *, total: int = 0, size: int) -> Pages:
        """Return the piece that a request asks for by `page`; what is no number counts as the first."""
        fields = {name: value for name, value in request.query_params.items() if name not in ("page", "token", "format")}
        return cls(max(1, number_in(request, "page", 1)), total, size, request.url.path, fields)

    @property
    def last(self) -> int:
        """Return the number of the last piece."""
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        """Return how many rows come before."""
        return (self.number - 1) * self.size

    @property
    def first_row(self) -> int:
        """Return the number of the first row shown."""
        return min(self.offset + 1, self.total)

    @property
    def last_row(self) -> int:
        """Return the number of the last row shown."""
        return min(self.offset + self.size, self.total)

    def address(self, number: int) -> str:
        """Return the address of another piece."""
        return f"{self.path}?" + urlencode({**self.fields, "page": number})

    def record(self) -> dict[str, int]:
        """Return it for a page's JSON twin."""
        return {"page": self.number, "pages": self.last, "total": self.total}


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
        headers = {"vary": "accept", **self.headers}
        if wants_json(request):
            return JSONResponse(dict(self.twin), self.status, headers)
        path = request.url.path
        shared = {"graph_name": request.app.state.asking.served.name, "navigation": NAVIGATION, "path": path,
                  "section": next((section for start, section in SECTIONS.items() if path.startswith(start)), path)}
        return Response(render(self.template, **shared, **self.values), self.status, headers, "text/html")


def number_in(request: Request, name: str, usual: int) -> int:
    """Return a number that an address gives by a name; `usual` where it gives none, or one that no list is long enough for."""
    given = request.query_params.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 10 else usual


def wants_json(request: Request) -> bool:
    """Tell whether a program asks for a page's JSON twin."""
    wanted = request.query_params.get("format") or best(request.headers.get("accept"), ("text/html", "application/json"))
    return wanted in ("json", "application/json")
