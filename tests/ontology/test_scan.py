"""Where things stand in a Turtle file."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ontology import ontology_file
from kg.ontology.scan import lines_of, prefixes_of, statements, tokens

TEXT = '''@prefix hr: <https://w3id.org/rightsgraph/ns#> .
PREFIX ngo: <https://example.org/ngo#>
# a comment; with "marks" .

ngo:badgered a hr:Act ;   # ngo:other
    hr:trigger "badger" ,
        "lie in wait for" ;
    hr:note """two
lines ; . """@en ;
    hr:weight 0.5 ;
    hr:nested [ hr:trigger "inner" ; hr:list ( ngo:one "x" ) ] .
<https://example.org/ngo#tut.ored> hr:trigger 'tutor'^^hr:kind .
'''
NGO, HR = "https://example.org/ngo#", "https://w3id.org/rightsgraph/ns#"


@pytest.mark.parametrize(("subject", "property_", "value", "line"), [
    ("badgered", "", "", 5),
    ("badgered", "trigger", "badger", 6),
    ("badgered", "trigger", "lie in wait for", 7),
    ("badgered", "note", "two\nlines ; . ", 8),
    ("badgered", "weight", "0.5", 10),
    ("tut.ored", "trigger", "tutor", 12),
    ("badgered", "trigger", "inner", 5),
    ("absent", "trigger", "x", 0),
])
def test_the_line_of_a_value(subject: str, property_: str, value: str, line: int) -> None:
    assert lines_of(TEXT).of(NGO + subject, HR + property_ if property_ else "", value) == line


def test_terms_are_found_inside_brackets_but_not_in_comments() -> None:
    terms = lines_of(TEXT).terms
    assert terms[NGO + "one"] == 11
    assert NGO + "other" not in terms


def test_prefixes_of_both_styles() -> None:
    assert prefixes_of(TEXT) == {"hr": HR, "ngo": NGO}


@pytest.mark.parametrize("name", ["rights.ttl", "acts.ttl", "articles.ttl", "shapes.ttl", "ontology-shapes.ttl"])
def test_a_files_subjects_are_those_that_a_parser_reads(name: str) -> None:
    path = ontology_file(name)
    quads = pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    subjects = {q.subject.value for q in quads if isinstance(q.subject, pyoxigraph.NamedNode)}
    assert set(lines_of(path.read_text(encoding="utf-8")).subjects) == subjects


@given(st.text(alphabet='ab:;,.#"\'<>[]()@^\\ \n-0é', max_size=60))
def test_no_character_is_lost_and_nothing_raises(text: str) -> None:
    assert "".join(token.text for token in tokens(text)) == text
    assert "".join(token.text for part in statements(text) for token in part) == text
    lines_of(text)
