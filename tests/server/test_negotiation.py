"""Which form a client gets: quality values, precision, order."""

from __future__ import annotations

import pytest

from kg.server.formats import FORMATS, GRAPHS, TABLES, TRUTHS, accepted, form_of, named
from kg.server.negotiation import best, names

CSV, JSON, HTML = "text/csv", "application/json", "text/html"


@pytest.mark.parametrize(
    ("accept", "offers", "expected"),
    [
        (None, [CSV, JSON], CSV),
        ("", [CSV, JSON], CSV),
        ("*/*", [CSV, JSON], CSV),
        ("application/json", [CSV, JSON], JSON),
        ("TEXT/CSV", [JSON, CSV], CSV),
        ("text/csv;q=0.2, application/json;q=0.3", [CSV, JSON], JSON),
        ("text/csv;q=0, */*", [CSV, JSON], JSON),
        ("text/csv;q=0, text/*;q=0.1", [CSV, HTML], HTML),
        ("text/*;q=0.9, */*;q=0.1", [JSON, CSV], CSV),
        ("text/csv; charset=utf-8; q=0.5, application/json;q=0.4", [JSON, CSV], CSV),
        ("application/json;q=nonsense, text/csv", [JSON, CSV], CSV),
        ("image/png", [CSV, JSON], None),
        ("*/csv", [CSV], None),
        ("nonsense", [CSV], None),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", [JSON, HTML], HTML),
    ],
)
def test_best(accept: str | None, offers: list[str], expected: str | None) -> None:
    assert best(accept, offers) == expected


def test_only_a_whole_name_names_a_media_type() -> None:
    assert names("text/html;q=0.1", HTML) and not names("text/*", HTML) and not names(None, HTML)


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * { ?ask ?construct ?describe }", "select"),
        ("BASE <urn:ask> PREFIX select: <urn:select> ASK { ?a ?b 'construct' }", "ask"),
        ("# SELECT\nconstruct where { ?a ?b ?c }", "graph"),
        ("DESCRIBE <urn:x>", "graph"),
        ("", ""),
    ],
)
def test_form(query: str, form: str) -> None:
    assert form_of(query) == form


def test_formats_by_media_type_and_name() -> None:
    assert [accepted(media, TABLES) for media in ("text/xml", "text/tab-separated-values", "text/turtle")] == [
        TABLES[1], TABLES[3], None]
    assert accepted("application/json", GRAPHS) == named("jsonld", GRAPHS) == GRAPHS[2]
    assert named("ttl", GRAPHS) == GRAPHS[0] and named("csv", TRUTHS) is None
    assert {format.name for formats in FORMATS.values() for format in formats} == {
        "json", "xml", "csv", "tsv", "turtle", "ntriples", "jsonld", "rdfxml"}
