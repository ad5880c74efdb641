"""How the server says no."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from anyio import CapacityLimiter

from kg import errors
from kg.query.engine import Request
from kg.server.answers import Asking, piecemeal
from kg.server.refusals import STATUS, Refusal


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, "text/plain"), ("*/*", "text/plain"), ("text/turtle", "text/plain"), ("text/html,*/*;q=0.8", "text/html"),
        ("application/json", "application/json"), ("application/sparql-results+json", "application/json"),
        ("application/ld+json;q=0.4, text/plain;q=0.5", "text/plain"),
    ],
)
def test_in_the_form_that_is_read(accept: str | None, media: str) -> None:
    answer = Refusal(400, "The <query> is wrong.", "Mend it.", code="KG301").response(accept)
    assert answer.media_type == media and answer.status_code == 400
    text = bytes(answer.body).decode()
    assert ("The &lt;query&gt; is wrong." if media == "text/html" else "The <query> is wrong.") in text and "Mend it." in text
    if media == "application/json":
        assert json.loads(text) == {"status": 400, "code": "KG301", "error": "The <query> is wrong.", "remedy": "Mend it."}


def test_each_fault_has_a_status_of_its_own() -> None:
    found = {kind.__name__: Refusal.of(kind("What.", "How.")).status for kind in STATUS}
    assert found == {
        "BadQuery": 400, "QueryRefused": 403, "EngineBusy": 503, "QueryTooLong": 504, "AnswerTooLarge": 507, "NotAGraph": 503, "BadOntology": 503,
        "NotInGraph": 404,
        "ServerUnreachable": 502, "ServerDenied": 502, "ServerUnsuitable": 502, "ServerFailed": 502, "ServerTooSlow": 504}
    assert Refusal.of(errors.EngineBusy("Busy.")).headers == {"retry-after": "2"}
    assert Refusal.of(errors.KGError("What.")).status == 500


class Never:
    """A graph and an engine that must not be asked."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(name)


def test_too_many_waiting_are_sent_away() -> None:
    async def ask() -> None:
        waiting = CapacityLimiter(1)
        waiting.acquire_on_behalf_of_nowait(object())
        await Asking(Never(), Never(), waiting).answer(Request("ASK {}"))  # type: ignore[arg-type]

    with pytest.raises(Refusal) as refused:
        asyncio.run(ask())
    assert refused.value.status == 503 and refused.value.headers == {"retry-after": "2"}


def test_a_large_body_goes_out_in_pieces_and_whole() -> None:
    sent: list[dict[str, Any]] = []
    body = bytes(range(256)) * 1000

    async def answer() -> None:
        async def receive() -> dict[str, Any]:
            await asyncio.sleep(60)
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)

        response = piecemeal(body, media_type="text/csv", headers={"x-a": "b"})
        await response({"type": "http", "asgi": {"spec_version": "2.4"}}, receive, send)

    asyncio.run(answer())
    headers = dict(sent[0]["headers"])
    assert headers[b"content-length"] == b"256000" and headers[b"x-a"] == b"b"
    pieces = [message["body"] for message in sent[1:]]
    assert b"".join(pieces) == body and max(map(len, pieces)) <= 1 << 16
