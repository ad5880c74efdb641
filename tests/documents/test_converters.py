"""Processes that convert: what they give, and what is left when a file ends one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.documents import READERS, Converted, Converters, Limits, Options, Request, Unread, convert_file, read_all
from kg.model import Document

ENGLISH = "The police said that three of the women were held in the capital on Monday."


def hang(data: bytes, request: Request) -> Iterator[Converted]:
    while data:
        continue
    yield Converted(request.name)


def swell(data: bytes, request: Request) -> Iterator[Converted]:
    held = [data * (64 << 20) for _ in range(10_000)]
    yield Converted(str(len(held)))


def die(data: bytes, request: Request) -> Iterator[Converted]:
    import os

    yield Converted(ENGLISH, part="first")
    os.abort()


def shout(data: bytes, request: Request) -> Iterator[Converted]:
    print("not a frame")
    yield Converted("x" * 2_000)


@pytest.fixture
def bad_readers() -> Iterator[None]:
    for reader in (hang, swell, die, shout):
        READERS.register(reader.__name__, reader)
    yield
    for reader in (hang, swell, die, shout):
        READERS.forget(reader.__name__)


@pytest.fixture
def converters() -> Iterator[Converters]:
    with Converters(memory=1 << 30) as pool:
        yield pool


@pytest.mark.parametrize(("kind", "code", "words"), [
    ("hang", "KG110", "more time"),
    ("swell", "KG110", "more memory"),
    ("die", "KG108", "crash"),
    ("shout", "KG110", "more than one document may"),
])
@pytest.mark.usefixtures("bad_readers")
def test_a_bad_file_ends_nothing_but_itself(tmp_path: Path, converters: Converters, kind: str, code: str, words: str) -> None:
    bad, good = tmp_path / f"a.{kind}", tmp_path / "b.md"
    bad.write_bytes(b"x")
    good.write_text(ENGLISH, encoding="utf-8")
    options = Options(limits=Limits(seconds=1 if kind == "hang" else 20, text=1_000))
    list(converters.convert(good, options))  # the process is up: what follows is the reader's own time
    found = list(convert_file(bad, options, converters=converters))
    last = found[-1]
    assert isinstance(last, Unread)
    assert (last.code, last.file) == (code, str(bad))
    assert words in last.message
    assert last.remedy.endswith(".")
    after = list(convert_file(good, options, converters=converters))
    assert [one.text for one in after if isinstance(one, Converted)] == [ENGLISH]


@pytest.mark.usefixtures("bad_readers")
def test_what_a_process_gave_before_its_end_is_kept(tmp_path: Path, converters: Converters) -> None:
    bad = tmp_path / "a.die"
    bad.write_bytes(b"x")
    first, second = read_all(bad, converters=converters)
    assert isinstance(first, Document)
    assert isinstance(second, Unread)


def test_bytes_in_place_of_a_file(converters: Converters) -> None:
    page = f"<!doctype html><html><title>Three held</title><body><article><p>{ENGLISH}</p></article>".encode()
    found = list(convert_file(Path("-"), name="standard input", data=page, converters=converters))
    assert [one.text for one in found if isinstance(one, Converted)] == [ENGLISH]


def test_two_files_may_be_read_side_by_side(tmp_path: Path, converters: Converters) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(f"{name}: {ENGLISH}", encoding="utf-8")
    pairs = zip(*(convert_file(tmp_path / name, converters=converters) for name in ("a.md", "b.md")), strict=True)
    assert [[one.text[:4] for one in pair if isinstance(one, Converted)] for pair in pairs] == [["a.md", "b.md"]]


def test_a_reader_that_other_processes_cannot_find_is_refused() -> None:
    with pytest.raises(ValueError, match="other processes"):
        READERS.register(".x", lambda data, request: [])
