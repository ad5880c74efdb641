"""The page of the vocabulary."""

from __future__ import annotations

import base64
import hashlib
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.errors import BadOntology
from kg.ontology import SCHEMES, load_ontology
from kg.ontology.docs import render_docs, term_rows

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """Collects elements, attributes and text; fails on tags that do not close in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(scope="module")
def html() -> str:
    return render_docs()


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_nothing_runs_and_nothing_is_fetched(html: str, page: Page) -> None:
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on") or name in ("src", "srcset", "style")]
    assert "url(" not in html and "@import" not in html
    policy = next(a["content"] for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")


def test_each_place_is_there_once_and_each_link_leads_to_one(page: Page) -> None:
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = {attributes["href"][1:] for _, attributes in page.tags if attributes.get("href", "").startswith("#")}
    assert links <= set(ids)


def test_every_term_has_its_place_and_its_words(page: Page) -> None:
    ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    missing = {row["term"] for row in term_rows() if row["term"].replace(":", "-") not in ids}
    assert missing == set()
    text = " ".join(page.text)
    for predicate in load_ontology().predicates.values():
        for trigger in predicate.triggers:
            assert trigger.text in text


def test_a_claim_is_shown_as_the_store_writes_it(page: Page) -> None:
    text = "".join(page.text)
    for line in ("rdf:predicate hr:arrested", "hr:modality hrv:asserted", "hr:attributedTo <urn:rightsgraph:person:Leila_Haddad>",
                 '<urn:rightsgraph:group:01234567:police> hr:arrested <urn:rightsgraph:person:Sok_Dara> .'):
        assert line in text


def test_kinds_of_act_lead_to_articles_and_back(html: str) -> None:
    torture = html[html.index('id="hrv-torture"'):]
    assert 'href="#hrv-iccpr-7" title="no torture or ill-treatment">ICCPR 7<' in torture[:2500]
    article = html[html.index('id="hrv-iccpr-7"'):]
    assert 'href="#hrv-torture">torture<' in article[:2500]


def test_a_users_terms_are_shown_and_cannot_write_into_the_page(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text("""@prefix hr: <https://w3id.org/rightsgraph/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix ngo: <https://example.org/ngo#> .
ngo:badgered rdfs:subPropertyOf hr:attacked ; rdfs:label "<script>badgered" ; skos:definition "</style><b>" ;
  <http://purl.org/dc/terms/source> <javascript:alert> ; hr:trigger "badger" .""", encoding="utf-8")
    html = render_docs([path])
    page = Page(html)
    assert not [tag for tag, _ in page.tags if tag == "script"]
    assert "ngo:badgered" in unescape(html)
    assert "</style><b>" in page.text
    assert "<script>badgered" in page.text
    assert not [a for _, a in page.tags if a.get("href", "").startswith("javascript")]


def test_a_users_file_that_is_refused_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text('<urn:a#x> <https://w3id.org/rightsgraph/ns#trigger> "x" .', encoding="utf-8")
    with pytest.raises(BadOntology, match="is no relation"):
        render_docs([path])


def test_the_same_page_each_time(html: str) -> None:
    assert render_docs() == html


def test_terms_are_those_of_the_files() -> None:
    rows = term_rows()
    assert {"hr:met", "hrv:torture", "hrv:iccpr-7", "hrv:protected"} <= {row["term"] for row in rows}
    assert all(row["label"] for row in rows)
    assert len(SCHEMES) == 9


def test_the_guide_counts_right(html: str) -> None:
    guide = (Path(__file__).parents[2] / "docs/ontology.md").read_text(encoding="utf-8")
    assert f"{len(load_ontology().acts.kinds)} kinds of act" in guide
    articles = [row for row in term_rows() if re.fullmatch(r"hrv:[a-z]+-\d+", row["term"])]
    assert f"{len(articles)} articles" in guide
    assert f"<b>{len(articles)}</b> articles" in html
    for name in SCHEMES:
        assert f"`{name}`" in guide
