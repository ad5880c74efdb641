"""Damaged files of every kind: each ends in documents or in words about it, whatever bytes are changed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.fuzz_readers import changed, problem, seeds
from kg.documents import Converted, Converters, Unread
from kg.documents.conversion import convert
from kg.documents.options import Options
from kg.documents.request import request_for

SEEDS = seeds()
SAFE = [(name, data) for name, data in SEEDS if not name.endswith(".pdf")]  # pdfium is no Python: it is let near in a process only


@pytest.fixture(scope="module")
def converters() -> Iterator[Converters]:
    with Converters() as pool:
        yield pool


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.sampled_from(SEEDS), change=st.integers(0, 2**32))
def test_the_process_that_asks_never_fails(tmp_path: Path, converters: Converters, seed: tuple[str, bytes], change: int) -> None:
    name, data = seed
    path = tmp_path / name
    path.write_bytes(changed(data, random.Random(change)))
    ended, said = problem(path, converters)
    assert ended != "failed"
    assert (ended == "read") == (not said)


@settings(max_examples=100, deadline=None)
@given(seed=st.sampled_from(SAFE), at=st.floats(0, 1), put=st.binary(max_size=40))
def test_conversion_raises_nothing(seed: tuple[str, bytes], at: float, put: bytes) -> None:
    name, data = seed
    place = int(at * len(data))
    found = list(convert(data[:place] + put + data[place + len(put) :], request_for(name, Options())))
    assert found
    for one in found:
        if isinstance(one, Unread):
            assert one.message and one.remedy and one.file == name
        else:
            assert isinstance(one, Converted)
            assert one.text.strip() and one.id
            one.text.encode()
