"""Pages, author and language of a document on their way through the graph and a store."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal

from kg.model import Page, Reading
from kg.rdf import terms as t
from kg.rdf.mapping import to_quads
from kg.rdf.pages import pages_of
from kg.rdf.reading import from_quads
from kg.store import MemoryStore, create_store, open_store
from tests.readings import FIRST, readings


def paged() -> Reading:
    reading = readings()[0]
    pages = (Page(0, "iv"), Page(FIRST.index("The Lantern"), "1"), Page(FIRST.index("Brandl said"), "2"))
    return replace(reading, document=replace(reading.document, author="Liv Torvik", language="en", pages=pages))


def test_the_evidence_tells_its_page_and_the_reading_comes_back() -> None:
    reading = paged()
    quads = to_quads(reading)
    told = {quad.object.value for quad in quads if quad.predicate == t.hr("page") and isinstance(quad.object, Literal)}
    assert told == {"iv", "1", "2"}
    back = from_quads(quads, text=reading.document.text)
    assert back.document == reading.document
    assert [back.document.page_at(claim.evidence.start) for claim in back.claims] == ["iv", "iv", "1", "1", "2", "2"]


def test_a_document_without_pages_tells_none() -> None:
    quads = to_quads(readings()[0])
    assert not [quad for quad in quads if quad.predicate in (t.hr("page"), t.hr("pages"))]


@pytest.mark.parametrize("kind", ["directory", "memory"])
def test_stores_keep_them(kind: str, tmp_path: Path) -> None:
    store = MemoryStore(release="1") if kind == "memory" else create_store(tmp_path / "g", release="1")
    store.put(paged())
    store.finish()
    again = store if kind == "memory" else open_store(tmp_path / "g")
    assert list(again.documents()) == [paged().document]
    assert next(again.readings()).document == paged().document


@pytest.mark.parametrize("text", ["[", "[1]", '{"a": 1}', '[["x", "1"]]'])
def test_what_tells_no_pages_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        pages_of(text)
