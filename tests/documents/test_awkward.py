"""Awkward documents: each read whole and in order, or refused for the right reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.awkward import outcome
from kg.documents import Converted, Converters, Options, Unread, convert_file
from tests.awkward.cases import Case, cases

CASES = list(cases())


@pytest.fixture(scope="module")
def converters() -> Iterator[Converters]:
    with Converters() as pool:
        yield pool


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_it_is_read_or_refused_rightly(case: Case, converters: Converters, tmp_path: Path) -> None:
    found = outcome(case, converters, tmp_path)
    assert found.codes == ((case.refused,) if case.refused else ())
    assert found.documents == (case.documents if case.text else 0)
    assert (found.recall, found.marks, found.pages) >= (0.98, len(case.marks), len(case.pages))
    assert not [words for words in case.absent if words in found.text]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_is_refused_names_file_and_remedy(case: Case, converters: Converters, tmp_path: Path) -> None:
    if not case.refused:
        return
    path = tmp_path / case.name
    path.write_bytes(case.data)
    refused = [one for one in convert_file(path, converters=converters) if isinstance(one, Unread)]
    assert refused
    for one in refused:
        assert one.file == str(path)
        assert one.message.startswith(str(path)) and one.message.endswith((".", ")"))
        assert one.remedy.endswith((".", "=lat", "lat."))


def test_a_member_is_the_same_document_inside_and_outside_of_an_archive(converters: Converters, tmp_path: Path) -> None:
    import io
    import zipfile

    case = next(case for case in CASES if case.name == "nested.zip")
    (tmp_path / "box.zip").write_bytes(case.data)
    inside = {one.id: one for one in convert_file(tmp_path / "box.zip", converters=converters) if isinstance(one, Converted)}
    with zipfile.ZipFile(io.BytesIO(case.data)) as box, zipfile.ZipFile(io.BytesIO(box.read("inner.zip"))) as inner:
        (tmp_path / "letter.docx").write_bytes(inner.read("c/letter.docx"))
    (outside,) = convert_file(tmp_path / "letter.docx", converters=converters)
    assert isinstance(outside, Converted)
    assert inside[outside.id].text == outside.text
    assert inside[outside.id].part == "inner.zip: c/letter.docx"


def test_a_row_is_the_same_document_in_every_table(tmp_path: Path, converters: Converters) -> None:
    (tmp_path / "a.csv").write_text("title;text\nHeld;The women were held.\n", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text('{"text": "The women were held.", "title": "Held"}\n', encoding="utf-8")
    (one,), (other,) = (convert_file(tmp_path / name, converters=converters) for name in ("a.csv", "a.jsonl"))
    assert isinstance(one, Converted) and isinstance(other, Converted)
    assert (one.id, one.part, other.part) == (other.id, "row 2", "line 1")


def test_fields_may_be_named(tmp_path: Path, converters: Converters) -> None:
    (tmp_path / "a.csv").write_text("what,when,who\nThe women were held.,2031-03-12,The Lantern\n", encoding="utf-8")
    (refused,) = convert_file(tmp_path / "a.csv", converters=converters)
    assert isinstance(refused, Unread)
    assert "'what', 'when', 'who'" in refused.message
    named = Options(fields={"text": "what", "date": "when", "publisher": "WHO"})
    (read,) = convert_file(tmp_path / "a.csv", named, converters=converters)
    assert isinstance(read, Converted)
    assert (read.text, str(read.date), read.publisher) == ("The women were held.", "2031-03-12", "The Lantern")
