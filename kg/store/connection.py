"""HTTP to a SPARQL server: one connection that is kept, credentials, and what went wrong in words."""

from __future__ import annotations

import time
import weakref
from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from kg.errors import (
    BadQuery,
    KGError,
    ServerDenied,
    ServerFailed,
    ServerTooSlow,
    ServerUnreachable,
    ServerUnsuitable,
)
from kg.store.endpoint import Reply

if TYPE_CHECKING:
    from kg.store.endpoint import Credentials

CONNECT = 5.0
LONGEST_MESSAGE = 300
TRIPLES = "application/n-triples"
SECRETS = "RIGHTSGRAPH_USER and RIGHTSGRAPH_PASSWORD, or RIGHTSGRAPH_TOKEN"


class Connection:
    """Sends requests to one server; redirects are not followed, so that credentials go nowhere else."""

    def __init__(self, credentials: Credentials, *, timeout: float) -> None:
        self._timeout, self._known = timeout, bool(credentials.user or credentials.token)
        self._client = httpx.Client(auth=_auth(credentials), timeout=httpx.Timeout(timeout, connect=CONNECT))
        weakref.finalize(self, self._client.close)

    def send(self, method: str, url: str, *, data: Mapping[str, Any] | None = None,
             params: Mapping[str, str] | None = None, content: bytes | None = None, accept: str = "*/*",
             timeout: float | None = None, most: int | None = None, asks: bool = False, missing: bool = False) -> Reply:
        """Send one request and return the answer.

        `asks` says that a status 400 is the fault of the query, `missing` that 404 is an empty answer. `content` is
        N-Triples.
        """
        allowed = self._timeout if timeout is None else timeout
        headers = {"Accept": accept} | ({"Content-Type": TRIPLES} if content is not None else {})
        limits = httpx.Timeout(allowed, connect=min(CONNECT, allowed))
        try:
            with self._client.stream(method, url, data=data, params=params, content=content, headers=headers,
                                     timeout=limits) as response:
                if missing and response.status_code == httpx.codes.NOT_FOUND:
                    return Reply("", b"")
                if response.is_success:
                    return _read(response, until=time.monotonic() + allowed, most=most)
                response.read()
        except httpx.ConnectError as error:
            raise ServerUnreachable(f"No server answers at {place(url)} ({error}).",
                                    "Start it, or check the address.") from error
        except httpx.ConnectTimeout as error:
            raise ServerUnreachable(f"No server answers at {place(url)} within {CONNECT:g} seconds.",
                                    "Check the address and the network.") from error
        except httpx.TimeoutException as error:
            raise ServerTooSlow(f"The server at {place(url)} did not answer within {allowed:g} seconds.",
                                "Ask for less, or try again later.") from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise ServerUnsuitable(f"{url} is not an address of a server ({error}).",
                                   "Write it as http://HOST:PORT/PATH.") from error
        except httpx.TransportError as error:
            raise ServerFailed(f"The server at {place(url)} broke off ({error}).",
                               "Look into its log, and try again.") from error
        raise self._refusal(response, url, asks=asks)

    def answers(self, method: str, url: str, *, wants: str = "", data: Mapping[str, str] | None = None,
                params: Mapping[str, str] | None = None, accept: str = "*/*") -> bool:
        """Tell whether something at an address answers such a request, with the media type `wants` if that is given.

        Raises what `send` raises where no server answers or it does not let us in.
        """
        try:
            reply = self.send(method, url, data=data, params=params, accept=accept)
        except (ServerUnsuitable, BadQuery):
            return False
        except ServerFailed:
            return not wants  # Virtuoso has no default graph to show, but is the right address
        return reply.media_type == wants or not wants

    def _refusal(self, response: httpx.Response, url: str, *, asks: bool) -> KGError:
        """Say in words what a status means."""
        status, said = response.status_code, words(response)
        if status == httpx.codes.UNAUTHORIZED:
            lacks = "does not take these credentials" if self._known else "asks for credentials"
            return ServerDenied(f"The server at {place(url)} {lacks}.", f"Set {SECRETS}, in the environment.")
        if status in (httpx.codes.FORBIDDEN, httpx.codes.PROXY_AUTHENTICATION_REQUIRED):
            return ServerDenied(f"The server at {place(url)} does not allow this{said}.",
                                "Ask who runs it for the right to read and write, and set "
                                f"{SECRETS}, in the environment.")
        if asks and status in (httpx.codes.BAD_REQUEST, httpx.codes.UNPROCESSABLE_ENTITY):
            return BadQuery(f"The server at {place(url)} cannot run the query{said}.")
        if status in (httpx.codes.REQUEST_TIMEOUT, httpx.codes.GATEWAY_TIMEOUT):
            return ServerTooSlow(f"The server at {place(url)} ran out of time{said}.", "Ask for less.")
        if status < httpx.codes.INTERNAL_SERVER_ERROR or status == httpx.codes.NOT_IMPLEMENTED:
            return ServerUnsuitable(f"{url} does not answer as a SPARQL server does (status {status}).",
                                    "Check the address; see RIGHTSGRAPH_QUERY_URL, RIGHTSGRAPH_UPDATE_URL and "
                                    "RIGHTSGRAPH_GRAPHS_URL.")
        return ServerFailed(f"The server at {place(url)} failed (status {status}){said}.", "Look into its log.")


class _BasicOrDigest(httpx.Auth):
    """Sends a password as basic authentication, and where that is refused as a digest, from then on at once.

    Virtuoso takes digests only, and says so only to who sends nothing.
    """

    def __init__(self, user: str, password: str) -> None:
        self._basic, self._digest = httpx.BasicAuth(user, password), httpx.DigestAuth(user, password)
        self._wants_digest = False

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if not self._wants_digest:
            response = yield next(self._basic.auth_flow(request))
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            del request.headers["Authorization"]
        yield from self._digest.auth_flow(request)
        self._wants_digest = True


def _auth(credentials: Credentials) -> httpx.Auth | None:
    if credentials.token:
        return _Bearer(credentials.token)
    return _BasicOrDigest(credentials.user, credentials.password) if credentials.user else None


class _Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def _read(response: httpx.Response, *, until: float, most: int | None) -> Reply:
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if most is not None and len(body) > most:
            return Reply(media_type, bytes(body[:most]), cut=True)
        if time.monotonic() > until:
            raise httpx.ReadTimeout("the whole answer took too long", request=response.request)
    return Reply(media_type, bytes(body))


def words(response: httpx.Response) -> str:
    """Return the first line of what a server says of its refusal, after a colon; "" if it is a page or nothing."""
    if "html" in response.headers.get("Content-Type", "") or not response.text.strip():
        return ""
    line = " ".join(response.text.split())
    return f": {line[:LONGEST_MESSAGE]}{'...' * (len(line) > LONGEST_MESSAGE)}".rstrip(".")


def place(url: str) -> str:
    """Return a server's address without its path.

    >>> place("http://localhost:7878/query")
    'http://localhost:7878'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}"
