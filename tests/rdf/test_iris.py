"""Readable names that every RDF writer takes."""

from __future__ import annotations

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf.iris import id_of, iri_of, make_iri, prefixes_of, slug

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@pytest.mark.parametrize(("name", "expected"), [
    ("Sar Kheng", "Sar_Kheng"),
    ("ស ខេង", "ស_ខេង"),
    ("e\u0301lan", "\u00e9lan"),
    ("O’Brien", "OBrien"),
    ("J. D. Venn Jr.", "J._D._Venn_Jr"),
    ("a/b:c#d?e", "a_b_c_d_e"),
    ("-- x --", "x"),
    ("?!", "u3f-21"),
    ("", "u"),
])
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(NAMES)
def test_slug_is_a_turtle_local_name_and_stays(name: str) -> None:
    made = slug(name)
    assert made
    assert slug(made) == made
    assert iri_of(f"person:{made}") == f"urn:rightsgraph:person:{made}"
    for parsed in _parsed_by_both(f"@prefix p: <urn:x:> . p:{made} p:a p:b ."):
        assert parsed == f"urn:x:{made}"


def _parsed_by_both(turtle: str) -> tuple[str, str]:
    (one,) = pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE)
    (other,) = rdflib.Graph().parse(data=turtle, format="turtle").subjects()
    return one.subject.value, str(other)


@given(st.lists(NAMES, min_size=1, max_size=3), st.sampled_from(["urn:rightsgraph:", "https://example.org/", "http://e.org/x#"]))
def test_any_id_goes_to_an_iri_and_back(parts: list[str], base: str) -> None:
    identifier = ":".join(parts)
    iri = iri_of(identifier, base=base)
    assert pyoxigraph.NamedNode(iri).value == iri
    assert id_of(iri, base=base) == identifier


def test_bases_join_as_they_end() -> None:
    assert make_iri("urn:rightsgraph:", "open", "co-paint") == "urn:rightsgraph:open:co-paint"
    assert make_iri("https://example.org/", "open", "co-paint") == "https://example.org/open/co-paint"
    assert prefixes_of("https://example.org/")["person"] == "https://example.org/person/"
    assert id_of("https://elsewhere.org/x") == "https://elsewhere.org/x"
