"""What stands before every page: who is asked, from where, and with which token; and what no answer goes without.

The order matters. The `Host` header comes first, since a page of another site may have had its own name point here
("DNS rebinding") and is then of the same origin by all that the browser tells. Then where the request comes from; then the
token, which keeps other people and programs of the machine out.
"""

from __future__ import annotations

import hmac
import json
from http.cookies import CookieError, SimpleCookie
from importlib.resources import files
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.server.negotiation import names
from kg.server.refusals import Refusal
from kg.server.settings import Settings

MOST_HEADERS = 64
LONGEST_URL = 32 << 10
EMPTY = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
"""vis-network adds its style elements empty and fills them afterwards; browsers check both states."""

OPEN = "/assets/"
"""What lies here are the package's own files, which are no secret: the page that asks for the token needs them too."""


def content_policy() -> str:
    """Return a policy under which a page runs and shows only what this server sends, and vis-network's own styles."""
    record = files("kg.maps").joinpath("assets", "vis-network.json").read_text("utf-8")
    styles = " ".join(f"'{name}'" for name in (EMPTY, *json.loads(record)["injected_styles"]))
    return "; ".join((
        "default-src 'none'", "script-src 'self'", f"style-src 'self' {styles}", "img-src 'self' data:", "connect-src 'self'",
        "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ))


HEADERS = {
    "content-security-policy": content_policy(),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
    "x-frame-options": "DENY",
}


class Guard:
    """Lets through what this server's own pages, the person's own address bar, and programs with the token ask."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings
        self.origins = {f"http://{host}" for host in settings.hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)  # a page that carries its scripts inside has a policy of its own
                if message["status"] >= 400 and scope["method"] not in ("GET", "HEAD"):
                    headers["connection"] = "close"  # its body may not have been read, and may never end
            await send(message)

        request = Request(scope)
        try:
            early = self._early(request)
        except Refusal as refusal:
            early = refusal.response(request.headers.get("accept"))
        await (early or self.app)(scope, receive, sealed)

    def _early(self, request: Request) -> Response | None:
        """Return the answer that needs no page, None where the request may pass; raise `Refusal` where it may not."""
        headers = request.headers
        self._check_host(headers)
        self._check_size(request)
        self._check_origin(headers)
        if not self.settings.token or request.url.path.startswith(OPEN):
            return None
        given = request.query_params.getlist("token")
        if given:
            self._check_token(given[0])
            return self._take_token(request) if names(headers.get("accept"), "text/html") else None
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        self._check_token(bearer.strip() if scheme.lower() == "bearer" else self._cookie(headers))
        return None

    def _check_host(self, headers: Headers) -> None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self.settings.hosts:
            raise Refusal(421, "This server is not known by that name.", f"Ask for it as localhost:{self.settings.port}.")

    def _check_size(self, request: Request) -> None:
        if len(request.headers) > MOST_HEADERS:
            raise Refusal(431, f"The request has more than {MOST_HEADERS} headers.")
        if len(request.scope["query_string"]) > LONGEST_URL:
            raise Refusal(414, f"The address is longer than {LONGEST_URL >> 10} KiB.", "Send the query in the body of a POST.")

    def _check_origin(self, headers: Headers) -> None:
        """Refuse what a page of another site, or of another server on this machine, sends or links to.

        Browsers say "none" of an address that was typed, pasted or opened from another program. Since pages are sent with
        `no-referrer`, the origin of their own forms is "null".
        """
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        ours = origin is None or origin.lower() in self.origins or (origin == "null" and site == "same-origin")
        if not ours or site not in (None, "same-origin", "none"):
            raise Refusal(403, "Another page sent this request, and only this server's own pages may.",
                          "Copy the address and paste it into the address bar.")

    def _check_token(self, given: str) -> None:
        if not hmac.compare_digest(given.encode(), self.settings.token.encode()):
            raise Refusal(401, "The address lacks the token." if not given else "The token is not that of this server.",
                          "Open the address that kg serve printed.", headers={"www-authenticate": "Bearer"})

    def _cookie(self, headers: Headers) -> str:
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(self.settings.cookie)
        except CookieError:
            return ""
        return cookie.value if cookie else ""

    def _take_token(self, request: Request) -> Response:
        """Keep the token in a cookie and have the browser drop it from the address."""
        fields = parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)
        kept = urlencode([(name, value) for name, value in fields if name != "token"])
        # As it was sent: decoded, "%3F" in a name would end the path; and "//host" would be another machine.
        path = "/" + request.scope["raw_path"].decode("latin-1").lstrip("/")
        response = RedirectResponse(path + (f"?{kept}" if kept else ""), 303)
        response.set_cookie(self.settings.cookie, self.settings.token, httponly=True, samesite="strict", path="/")
        return response
