"""What the gate refuses, and what it lets pass."""

from __future__ import annotations

import pytest

from benchmarks.gate import ATTEMPTS
from kg.errors import BadQuery, QueryRefused
from kg.query import check, questions

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
    "SELECT * { ?s ?p ?o FILTER(?o = \"SERVICE\" || ?o = 'it\\'s SERVICE <http://x.org/>') }",
    "SELECT * { ?s <http://x.org/#SERVICE> ?o . # LOAD <file:///etc/passwd>\n }",
    "SELECT ?load ?service ?drop { ?load ?service ?drop }",
    "SELECT * { ?s ?p '\\u0053ERVICE' }",
    "SELECT (COUNT(*) AS ?services) { ?s a hr:Organization ; rdfs:label 'Security Services' }",
]


def test_a_very_long_text_is_refused_before_it_is_read() -> None:
    with pytest.raises(BadQuery, match="longer than 200,000 characters"):
        check("SELECT * { ?a ?b ?c }" + " " * 200_000)


def test_naming_a_server_allows_it_and_nothing_else() -> None:
    check("SELECT * { SERVICE <http://x.org/> { ?s ?p ?o } }", allow=["http://x.org/"])
    for other in ("SELECT * { SERVICE <http://x.org/a> { ?s ?p ?o } }", "SELECT * { SERVICE ?x { ?s ?p ?o } }",
                  "PREFIX x: <http://x.org/> SELECT * { SERVICE x: { ?s ?p ?o } }", "LOAD <http://x.org/>",
                  "SELECT * { SERVICE <http://x.org/> { ?s ?p ?o } SERVICE <http://y.org/> { ?s ?p ?o } }"):
        with pytest.raises(QueryRefused):
            check(other, allow=["http://x.org/"])
    with pytest.raises((QueryRefused, BadQuery)):
        check("SELECT * { SERVICE <http://x.org/> { SERVICE <http://y.org/> { ?s ?p ?o } } }", allow=["http://x.org/"])


@pytest.mark.parametrize("query", ATTEMPTS)
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
