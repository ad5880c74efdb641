"""What the gate refuses, and what it lets pass."""

from __future__ import annotations

import pytest

from kg.errors import BadQuery, QueryRefused
from kg.query import check, questions

REFUSED = [
    "SELECT * { SERVICE <http://x.org/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o . sErViCe SILENT <http://x.org/> { ?a ?b ?c } }",
    "SELECT * { SERVICE?where { ?s ?p ?o } }",
    "SELECT * { { { OPTIONAL { ?s ?p ?o . SERVICE <http://x.org/> { ?a ?b ?c } } } } }",
    "SELECT * { { SELECT * { SERVICE <http://x.org/> { ?s ?p ?o } } } }",
    "ASK { FILTER EXISTS { SERVICE <http://x.org/> { ?s ?p ?o } } }",
    "ASK { ?s ?p ?o MINUS { SERVICE <http://x.org/> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { SERVICE <http://x.org/> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p '#' . SERVICE # a comment\n <http://x.org/> { ?a ?b ?c } }",
    "SELECT * { # SERVICE in a comment\n SERVICE <http://x.org/> { ?a ?b ?c } }",
    'SELECT * { ?s ?p "\\"" . SERVICE <http://x.org/#"> { ?a ?b ?c } }'.replace('#"', "#a"),
    "SELECT * { ?s <http://a#b> ?o . SERVICE <http://x.org/> { ?a ?b ?c } }",
    "SELECT * { ?s ?p ?o . \\u0053ERVICE <http://x.org/> { ?a ?b ?c } }",
    "LOAD <http://x.org/data>",
    "load silent <file:///etc/passwd> INTO GRAPH <urn:g>",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "PREFIX hr: <urn:x> DELETE WHERE { ?s ?p ?o }",
    "# SELECT\nDROP ALL",
    "CLEAR DEFAULT",
    "CREATE GRAPH <urn:g>",
    "COPY <urn:a> TO <urn:b>",
    "WITH <urn:g> DELETE { ?s ?p ?o } INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <http://x.org/> { ?s ?p ?o } }",
]

ALLOWED = [
    "SELECT * { ?s ?p ?o } # SERVICE <http://x.org/>",
    "SELECT * { ?s ?p 'SERVICE <http://x.org/> { }' }",
    'SELECT * { ?s ?p """a "SERVICE" \n LOAD""" }',
    "SELECT ?service { ?service <http://x.org/SERVICE> ?o }",
    "PREFIX service: <urn:s:> SELECT * { service:SERVICE service:load ?o }",
    "PREFIX x: <urn:s:> SELECT * { x:service ?p _:service }",
    "SELECT * { ?s ?p 'dienst'@service }",
    "PREFIX load: <urn:s:> ASK { load:insert ?p ?o }",
    "SELECT * FROM <http://x.org/g> FROM NAMED <urn:g> { ?s ?p ?o }",
    "DESCRIBE <urn:a>",
    "SELECT * { ?x hr:met ?y }",
]


@pytest.mark.parametrize("query", REFUSED)
def test_refused(query: str) -> None:
    with pytest.raises(QueryRefused):
        check(query)


@pytest.mark.parametrize("query", ALLOWED)
def test_allowed(query: str) -> None:
    check(query)


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_the_questions_pass_and_say_what_they_ask(question) -> None:  # type: ignore[no-untyped-def]
    check(question.query)
    assert question.query.startswith("# ")
    assert question.description.endswith(".")
    assert len(question.description) < 110


def test_these_are_the_questions() -> None:
    assert [question.name for question in questions()] == [
        "accusations", "acts-by-kind", "acts-without-a-named-perpetrator", "arrests-and-detentions", "claims-by-speaker",
        "denials", "most-mentioned", "plans-and-requests",
        "who-holds-which-role", "who-is-affiliated-with-what", "who-met-whom", "who-said-what-to-whom"]


@pytest.mark.parametrize("query", ["", "SELECT", "SELECT * { ?s ?p }", "SELECT * { ?s ?p ?o } ; DROP ALL", "nonsense"])
def test_what_does_not_parse_is_a_bad_query(query: str) -> None:
    with pytest.raises(BadQuery, match=r"line \d+, column \d+"):
        check(query)


def test_deep_nesting_ends_in_an_error_not_a_crash() -> None:
    with pytest.raises(BadQuery):
        check("SELECT * {" + "{" * 5000 + "}" * 5000 + "}")


@pytest.mark.parametrize("query", [
    "SELECT * { VALUES ?q {1} #\r OPTIONAL { ?a ?b true.SERVICE <http://127.0.0.1:1/> {?x ?y ?z} } #\n }",
    "SELECT * { VALUES ?q {1} #\r ?a ?b trueSERVICE<http://127.0.0.1:1/>{?x ?y ?z} #\n }",
    'SELECT * { OPTIONAL{ ?a ?b "a\\u005C" . ?c ?d true.SERVICE <http://127.0.0.1:1/> { ?x ?y ?z } . #"\n} }',
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> {?x ?y ?z} }",
])
def test_service_is_refused_where_parsers_may_differ(query: str) -> None:
    with pytest.raises(QueryRefused):
        check(query)
