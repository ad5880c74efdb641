"""What a request to the endpoint asks for, by the SPARQL 1.1 Protocol (sections 2.1 and 2.2)."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from kg.server.refusals import Refusal, read_only

BODY = 1 << 20
BODY_SECONDS = 20.0
MOST_FIELDS = 500

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|\\^`]*")
_UPDATE = re.compile(r"""(?:\s|\#[^\r\n]*[\r\n] | PREFIX\s+[^\s:]*:\s*<[^>]*> | BASE\s*<[^>]*>)*
    (?:INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b""", re.IGNORECASE | re.VERBOSE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with its dataset; `query` is None where the service's description is asked for."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str = ""


async def read_request(request: Request) -> Asked:
    """Return what is asked; raise `Refusal` for what is no query in one of the protocol's three forms."""
    if request.method != "POST":
        return _asked(_fields(request.scope["query_string"]))
    kind, charset = _content_type(request.headers.get("content-type", ""))
    body = await read_body(request)
    in_url = _fields(request.scope["query_string"])
    # Updates first, whatever else is wrong with them: that they are refused is what their sender needs to know.
    if kind == UPDATE or (kind not in (FORM, QUERY) and _is_update(body)):
        raise read_only()
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise Refusal(415, f"The body is in {charset}.", "Send UTF-8.")
    if kind == FORM:
        return _asked(in_url + _fields(body))
    if kind == QUERY:
        return _asked([*in_url, ("query", _decoded(body))])
    raise Refusal(415, f"The body is of the type {kind or 'that it does not name'}.",
                  f"Send it as {FORM} or as {QUERY}.", headers={"accept-post": f"{FORM}, {QUERY}"})


async def read_body(request: Request) -> bytes:
    """Return a request's body; raise `Refusal` where it is too large, too slow, or encoded."""
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Refusal(415, "The body is compressed.", "Send it as it is.")
    parts: list[bytes] = []
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.stream():
                parts.append(part)
                if sum(map(len, parts)) > BODY:
                    raise Refusal(413, f"The request is larger than {BODY >> 20} MiB.", "Send a shorter query.")
    except TimeoutError as error:
        raise Refusal(408, f"The request did not arrive within {BODY_SECONDS:g} seconds.", "Send it again.") from error
    except ClientDisconnect as error:
        raise Refusal(400, "The request broke off.") from error
    return b"".join(parts)


def _asked(fields: Sequence[tuple[str, str]]) -> Asked:
    if any(name == "update" for name, _ in fields):
        raise read_only()
    queries = [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise Refusal(400, f"The request holds {len(queries)} queries.", "Send one at a time.")
    defaults, named = (tuple(_graph(value) for key, value in fields if key == name)
                       for name in ("default-graph-uri", "named-graph-uri"))
    format = next((value for name, value in fields if name == "format"), "")
    return Asked(queries[0] if queries else None, defaults, named, format)


def _graph(iri: str) -> str:
    if not _IRI.fullmatch(iri):
        raise Refusal(400, f"“{iri[:200]}” names no graph.", "Give the whole IRI of a graph.")
    return iri


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except UnicodeDecodeError as error:
        raise Refusal(400, "The parameters are not percent-encoded UTF-8.", "Encode them as a form does.") from error
    except ValueError as error:
        raise Refusal(400, "The request has too many parameters.", f"Send {MOST_FIELDS} at most.") from error


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Refusal(400, f"The query is not UTF-8: byte {error.start + 1} is none of it.", "Send UTF-8.") from error


def _content_type(header: str) -> tuple[str, str]:
    """Split a media type from its charset, both in lower case.

    >>> _content_type("application/sparql-query; charset=UTF-8"), _content_type("")
    (('application/sparql-query', 'utf-8'), ('', ''))
    """
    if not header:
        return "", ""
    message = Message()
    message["content-type"] = header
    return message.get_content_type(), message.get_content_charset("")


def _is_update(body: bytes) -> bool:
    """Tell whether a body without a type of the protocol's is an update, alone or as a form."""
    text = body.decode("utf-8", "replace")
    return text.startswith("update=") or bool(_UPDATE.match(text))
