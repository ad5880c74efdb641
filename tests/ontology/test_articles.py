"""The scheme of articles, and the kinds of act that may touch them."""

from __future__ import annotations

import re

import pytest
import rdflib
from rdflib.namespace import SKOS

from kg.ontology import load_ontology, ontology_file

HR = rdflib.Namespace("https://w3id.org/rightsgraph/ns#")
HRV = rdflib.Namespace("https://w3id.org/rightsgraph/vocab/")
# How many articles on rights and duties each instrument has, before those on committees, signature and the like.
ARTICLES = {"udhr": 30, "iccpr": 27, "icescr": 15, "cedaw": 16, "crc": 41, "cat": 16}


@pytest.fixture(scope="module")
def terms() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_file("articles.ttl")).parse(ontology_file("acts.ttl"))


@pytest.mark.parametrize("instrument", ARTICLES)
def test_every_article_of_an_instrument_stands_under_it_by_its_number(terms: rdflib.Graph, instrument: str) -> None:
    articles = set(terms.subjects(SKOS.broader, HRV[instrument]))
    assert articles == {HRV[f"{instrument}-{number}"] for number in range(1, ARTICLES[instrument] + 1)}
    for article in articles:
        assert str(terms.value(article, SKOS.notation)) == f"{instrument.upper()} {str(article).rpartition('-')[2]}"


def touched(terms: rdflib.Graph, kind: str) -> set[str]:
    return {str(terms.value(article, SKOS.notation)) for article in terms.objects(HRV[kind], HR.touches)}


@pytest.mark.parametrize(("kind", "expected"), [
    ("torture", {"UDHR 5", "ICCPR 7", "CAT 1"}),
    ("arbitraryDetention", {"UDHR 9", "ICCPR 9"}),
    ("censorship", {"UDHR 19", "ICCPR 19"}),
    ("forcedEviction", {"UDHR 12", "UDHR 25", "ICCPR 17", "ICESCR 11"}),
    ("trafficking", {"UDHR 4", "ICCPR 8", "CEDAW 6", "CRC 35"}),
    ("refoulement", {"UDHR 14", "ICCPR 6", "ICCPR 7", "CAT 3"}),
    ("disappearance", set()),
])
def test_what_a_kind_of_act_may_touch(terms: rdflib.Graph, kind: str, expected: set[str]) -> None:
    assert touched(terms, kind) == expected


def test_acts_touch_articles_and_nothing_else(terms: rdflib.Graph) -> None:
    kinds = load_ontology().acts.kinds
    linked = {name for name in kinds if touched(terms, name)}
    assert len(linked) >= 70
    for article in terms.objects(None, HR.touches):
        assert (article, SKOS.inScheme, HRV.article) in terms
        assert re.fullmatch(r"[A-Z]+ \d+", str(terms.value(article, SKOS.notation)))
