"""How the server says no: a status, a sentence and its remedy, as a page, as JSON or as plain text."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import JSONResponse, PlainTextResponse, Response

from kg import errors
from kg.server.negotiation import best, read_accept
from kg.server.templates import render

STATUS: dict[type[errors.KGError], int] = {
    errors.BadQuery: 400,
    errors.QueryRefused: 403,
    errors.EngineBusy: 503,
    errors.QueryTooLong: 504,
    errors.AnswerTooLarge: 507,
    errors.NotAGraph: 503,
    errors.BadOntology: 503,
    errors.NotInGraph: 404,
    errors.ServerUnreachable: 502,
    errors.ServerDenied: 502,
    errors.ServerUnsuitable: 502,
    errors.ServerFailed: 502,
    errors.ServerTooSlow: 504,
}
"""The status that each error of the library is answered with; all others are 500."""

RETRY_AFTER = {503: "2"}
READ_ONLY = ("This endpoint is read-only: it answers queries and carries out no update.",
             "Change the graph with kg build, then ask again.")


class Refusal(Exception):
    """An answer that says why there is no other."""

    def __init__(self, status: int, message: str, remedy: str = "", *, code: str = "",
                 headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.remedy, self.code = status, message, remedy, code
        self.headers = dict(headers or {})

    @classmethod
    def of(cls, error: errors.KGError) -> Refusal:
        """Return the answer to an error of the library."""
        status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)
        headers = {"retry-after": RETRY_AFTER[status]} if status in RETRY_AFTER else {}
        return cls(status, error.message, error.remedy, code=error.code, headers=headers)

    def response(self, accept: str | None) -> Response:
        """Write the refusal as the client reads it."""
        kind = best(_readable(accept), ("text/plain", "text/html", "application/json"))
        if kind == "text/html":
            page = render("refusal.html.jinja", status=self.status, message=self.message, remedy=self.remedy)
            return Response(page, self.status, self.headers, "text/html")
        if kind == "application/json":
            body = {"status": self.status, "code": self.code, "error": self.message, "remedy": self.remedy}
            return JSONResponse(body, self.status, self.headers)
        return PlainTextResponse(f"{self.message} {self.remedy}".strip() + "\n", self.status, self.headers)


def read_only() -> Refusal:
    """Return the answer to every update."""
    return Refusal(403, *READ_ONLY, code=errors.QueryRefused.code)


def _readable(accept: str | None) -> str | None:
    """Take any JSON that a client asks for as a wish to read errors in JSON too."""
    wishes = [f"application/json;q={part.quality}" for part in read_accept(accept or "") if part.subtype.endswith("json")]
    return ", ".join([accept or "*/*", *wishes[:1]])
