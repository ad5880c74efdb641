"""Several answers awaited at once."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import TypeVar

from anyio import create_task_group

from kg.server.refusals import Refusal

Key = TypeVar("Key")
Value = TypeVar("Value")


async def together(wanted: Mapping[Key, Awaitable[Value]]) -> dict[Key, Value]:
    """Await several at once and return what each gave; raise the first `Refusal`, by itself, once all have ended."""
    given: dict[Key, Value] = {}
    refusals: list[Refusal] = []

    async def one(key: Key, awaited: Awaitable[Value]) -> None:
        try:
            given[key] = await awaited
        except Refusal as refusal:
            refusals.append(refusal)

    async with create_task_group() as group:
        for key, awaited in wanted.items():
            group.start_soon(one, key, awaited)
    if refusals:
        raise refusals[0]
    return {key: given[key] for key in wanted}
