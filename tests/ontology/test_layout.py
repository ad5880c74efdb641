"""The one layout of ontology files."""

from __future__ import annotations

import pytest

from kg.errors import BadOntology
from kg.ontology import ontology_file
from kg.ontology.checks import own_files
from kg.ontology.checks.parsing import canonical
from kg.ontology.layout import tidy

UNTIDY = '''@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix unused: <urn:unused#> .
@prefix hrv: <https://w3id.org/rightsgraph/vocab/> .

# What this file is for.

# --- things
# and more of them
hrv:b skos:notation "x" , "a\\"b\\\\" ; skos:altLabel "é\\nü"@fr ;
  a skos:Concept ; skos:related hrv:x-10, hrv:x-9 .


hrv:c skos:note [ skos:note 1 ;
   skos:note true ] .
hrv:d skos:note true , 1.50 , "2024-01-01"^^<http://www.w3.org/2001/XMLSchema#date> .
# the end
'''
TIDY = '''@prefix hrv: <https://w3id.org/rightsgraph/vocab/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

# What this file is for.

# --- things
# and more of them
hrv:b a skos:Concept ;
    skos:notation "a\\"b\\\\" , "x" ;
    skos:altLabel "é\\nü"@fr ;
    skos:related hrv:x-9 , hrv:x-10 .

hrv:c skos:note [ skos:note 1 ;
   skos:note true ] .

hrv:d skos:note "1.50"^^<http://www.w3.org/2001/XMLSchema#decimal> ,
        "2024-01-01"^^<http://www.w3.org/2001/XMLSchema#date> , true .

# the end
'''


def test_properties_and_values_stand_in_order_and_comments_stay() -> None:
    assert tidy(UNTIDY) == TIDY


def test_what_a_file_says_stays_the_same_and_the_second_time_changes_nothing() -> None:
    assert canonical(tidy(UNTIDY)) == canonical(UNTIDY)
    assert tidy(tidy(UNTIDY)) == tidy(UNTIDY)


@pytest.mark.parametrize("path", own_files(), ids=lambda path: path.name)
def test_the_ontologys_files_are_in_the_layout(path) -> None:  # type: ignore[no-untyped-def]
    text = path.read_text(encoding="utf-8")
    assert tidy(text) == text


def test_long_lists_are_wrapped_between_values() -> None:
    lines = tidy(ontology_file("rights.ttl").read_text(encoding="utf-8")).splitlines()
    assert max(len(line) for line in lines if "hr:trigger" in line or line.startswith("        ")) <= 122


@pytest.mark.parametrize(("text", "told"), [
    ("@prefix a: <urn:a#> . a:b a:c 1 , # why\n 2 .", "would be lost"),
    ("@prefix a: <urn:a#> . a:b a:c a:d a:e .", "cannot be read"),
])
def test_what_cannot_be_laid_out_is_told(text: str, told: str) -> None:
    with pytest.raises(BadOntology, match=told):
        tidy(text)
