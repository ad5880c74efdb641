"""`/documents` and `/document/ID`: what was read is found, and every claim can be checked in the text itself."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import (
    Act,
    Claim,
    Document,
    Entity,
    EntityType,
    Evidence,
    Gap,
    Mention,
    MentionKind,
    Modality,
    Reading,
    Tenure,
)
from kg.ontology import load_ontology
from kg.server.pages.document import Shown, page_of
from kg.server.templates import render
from kg.store import create_store
from tests.maps.conftest import Browser
from tests.maps.sample import HOSTILE, hostile
from tests.readings import readings
from tests.server.conftest import Server, start

HTML = {"accept": "text/html"}
SIZE = "Emulation.setDeviceMetricsOverride"
EMPTY_TAGS = {"meta", "link", "input", "br"}


class Parsed(HTMLParser):
    """A page read strictly: what is opened is closed in order; `text` is that of the element with the id "text"."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self._open: list[tuple[str, str]] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        given_ = {name: value or "" for name, value in attrs}
        self.ids += [given_["id"]] if "id" in given_ else []
        self.links += [given_["href"]] if "href" in given_ and tag == "a" else []
        assert not (tag == "a" and any(open_ == "a" for open_, _ in self._open)), "a link in a link"
        if tag not in EMPTY_TAGS:
            self._open.append((tag, given_.get("id", "")))

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Take the text in the text's element."""
        if any(id_ == "text" for _, id_ in self._open):
            self.text += data


def rendered(reading: Reading, *, number: int = 1, at: str = "") -> str:
    """Return the page of a reading as HTML."""
    shown = Shown(reading, load_ontology())
    page = page_of(shown, shown.part(number, at), ())
    return render(page.template, **page.values, graph_name="karsk", navigation=(), path="/document/x", section="/documents")


@st.composite
def any_readings(draw: st.DrawFn) -> Reading:
    """Return a reading whose mentions, claims, acts and gaps stand anywhere in its text, over one another too."""
    text = draw(st.text(st.one_of(st.characters(exclude_categories=("Cs",)), st.sampled_from("\n\r\t\0 <>&\"'")), max_size=50))
    at = st.integers(0, len(text))

    def spans() -> list[tuple[int, int]]:
        return [(min(pair), max(pair)) for pair in draw(st.lists(st.tuples(at, at), max_size=5))]

    mentions = tuple(Mention(a, b, text[a:b], draw(st.sampled_from(MentionKind))) for a, b in spans())
    orla = Entity("person:Orla_Venn", "Orla <Venn>", EntityType.PERSON, (), mentions)
    claims = tuple(Claim("d", "person:Orla_Venn", "met", Evidence("d", a, b, text[a:b]), value=str(n), subject_mention=m)
                   for n, (a, b) in enumerate(spans()) for m in [draw(st.sampled_from([None, *mentions]))])
    acts = tuple(Act("d", "arrest", text[a:b], Evidence("d", a, b, text[a:b]), a) for a, b in dict.fromkeys(spans()))
    gaps = tuple(Gap(Evidence("d", a, b, text[a:b]), "open mention", "<b>") for a, b in spans())
    return Reading(Document("d", text, text[:9]), (orla,), claims, acts, gaps)


@given(any_readings())
@settings(deadline=None, max_examples=60)
def test_the_page_holds_the_text_whatever_lies_in_it(reading: Reading) -> None:
    page = Parsed(rendered(reading))
    assert page.text == reading.document.text.replace("\0", "\u2400")
    assert len(page.ids) == len(set(page.ids))
    said = [*(f"claim-{c.id}" for c in reading.claims), *(f"act-{a.id}" for a in reading.acts)]
    assert {*said, *(f"at-{one.evidence.start}" for one in (*reading.claims, *reading.acts, *reading.gaps))} <= set(page.ids)
    inside = {link.removeprefix("#") for link in page.links if link.startswith("#")}
    assert {*said} <= inside <= {*page.ids}


@given(any_readings(), st.data())
@settings(deadline=None, max_examples=30)
def test_a_link_to_a_claim_finds_its_sentence_and_its_card_first(reading: Reading, data: st.DataObject) -> None:
    if reading.claims:
        claim = data.draw(st.sampled_from(reading.claims))
        page = Parsed(rendered(reading, at=f"claim-{claim.id}"))
        assert page.ids.count("picked") == 1 and page.ids[page.ids.index("picked") - 1] == f"at-{claim.evidence.start}"
        assert next(i for i in page.ids if i.startswith(("claim-", "act-"))) == f"claim-{claim.id}"


def get(client: httpx.Client, path: str) -> Parsed:
    """Return a page."""
    answer = client.get(path, headers=HTML)
    assert answer.status_code == 200, answer.text
    return Parsed(answer.text)


def test_the_list_is_found_ordered_and_told_as_json(client: httpx.Client) -> None:
    found = client.get("/documents?format=json").json()
    assert [one["id"] for one in found["documents"]] == ["00000000000000b2", "00000000000000a1", "00000000000000c3"]
    first = found["documents"][1]
    assert (first["title"], first["publisher"], first["date"]) == ("Minister meets director", "The Karsk Courier", "2023-05-03")
    assert (first["claims"], first["acts"], first["silent"]) == (6, 0, 0)
    for text, ids in (("COURIER", ["a1"]), ("director to", ["b2"]), ("news/3", ["c3"]), ("nowhere", [])):
        asked = client.get("/documents", params={"text": text, "format": "json"}).json()
        assert ([one["id"][-2:] for one in asked["documents"]], asked["total"]) == (ids, len(ids))
    by_claims = client.get("/documents?order=claims&format=json").json()["documents"]
    assert [one["claims"] for one in by_claims] == [6, 6, 2]
    by_title = client.get("/documents?order=title&format=json").json()["documents"]
    assert [one["title"] or one["source"] for one in by_title] == ["Director to visit", "Minister meets director", "news/3.txt"]
    page = get(client, "/documents")
    assert "/document/00000000000000a1" in page.links and "/document/00000000000000a1?show=gaps#ledger" in page.links


def test_an_empty_list_says_why(client: httpx.Client) -> None:
    answer = client.get("/documents?text=nowhere%3Cb%3E", headers=HTML).text
    assert "No document has" in answer and "nowhere&lt;b&gt;" in answer
    assert "ends before this page" in client.get("/documents?page=9", headers=HTML).text


def test_a_document_is_told_as_json(client: httpx.Client) -> None:
    reading = readings()[2]
    told = client.get("/document/00000000000000c3?format=json").json()
    assert told["text"] == reading.document.text and told["document"]["source"] == "news/3.txt"
    assert [one["id"] for one in told["acts"]] == [act.id for act in reading.acts]
    assert {one["id"] for one in told["claims"]} == {claim.id for claim in reading.claims}
    for one in (*told["claims"], *told["acts"]):
        assert told["text"][one["start"]:one["end"]] == one["quote"] == "".join(piece["text"] for piece in one["pieces"])
    for entity in told["entities"]:
        assert all(told["text"][m["start"]:m["end"]] == m["text"] for m in entity["mentions"])


def test_a_document_leads_to_what_is_in_it(client: httpx.Client) -> None:
    page = get(client, "/document/00000000000000a1")
    assert {"/entity/person:Orla_Venn", "/query?question=everything-in-a-document&with.file=00000000000000a1",
            "?format=json"} <= set(page.links)
    asked = client.get("/query?question=everything-in-a-document&with.file=00000000000000a1&format=json").json()
    assert asked["rows"] == len(readings()[0].claims)
    words = client.get("/document/00000000000000a1", headers=HTML).text
    assert "“him” was taken for Tomas Brandl (person)" in words and 'data-who="Tomas Brandl"' in words
    assert client.get("/document/00000000000000ff", headers=HTML).status_code == 404


def test_a_lasting_link_lands_on_the_sentence(client: httpx.Client) -> None:
    claim = readings()[1].claims[4]
    answer = client.get(f"/claim/{claim.id}", headers=HTML)
    assert answer.headers["location"] == f"/document/00000000000000b2?at=claim-{claim.id}#picked"
    assert "picked" in get(client, answer.headers["location"]).ids
    assert "not in the document as it stands" in client.get(f"/document/00000000000000b2?at=claim-{'0' * 24}", headers=HTML).text


def ledger_reading(*, source: str = "", paragraphs: int = 1) -> Reading:
    """Return a reading of a report with sentences that gave a claim and sentences that gave nothing, many times over."""
    identifier, text, claims, gaps, mentions = "00000000000000d4", "", [], [], []
    for _ in range(paragraphs):
        start = len(text)
        quote = "Orla Venn praised the river."
        mentions.append(Mention(start, start + 9, "Orla Venn"))
        claims.append(Claim(identifier, "person:Orla_Venn", "praised", Evidence(identifier, start, start + 28, quote),
                            value="the river", subject_mention=mentions[-1]))
        text += quote + " It rained all day. She met him there.\n\n"
        gaps.append(Gap(Evidence(identifier, start + 29, start + 47, "It rained all day."), "nobody named"))
        gaps += [Gap(Evidence(identifier, start + 48, start + 66, "She met him there."), reason, said)
                 for reason, said in (("all withheld", ""), ("open mention", "She met him"))]
    venn = Entity("person:Orla_Venn", "Orla Venn", EntityType.PERSON, (), tuple(mentions))
    return Reading(Document(identifier, text, "On rivers", dt.date(2024, 1, 1), "", source), (venn,), tuple(claims), (), tuple(gaps))


@pytest.mark.parametrize(("text", "words", "marked"), [
    ("She died in custody.", "died in custody", ["died in custody"]),
    ("She died in his custody.", "died in custody", ["died in", "custody"])])
def test_the_words_of_an_act_are_marked_and_no_others(text: str, words: str, marked: list[str]) -> None:
    act = Act("d", "deathInCustody", words, Evidence("d", 0, len(text), text), 4)
    page = rendered(Reading(Document("d", text), (), (), (act,)))
    found = re.sub("</?span[^>]*>", "", page.partition('id="text"')[2].partition("</div>")[0])
    assert re.findall('<mark class="act">(.*?)</mark>', found.replace('</mark> <mark class="act">', " ")) == marked


def test_a_post_that_is_past_is_not_told_as_held() -> None:
    reading = ledger_reading()
    text = "Former minister Orla Venn of the Lantern Group left."
    role = Claim("d", "person:Orla_Venn", "holdsRole", Evidence("d", 0, len(text), text), value="minister", tenure=Tenure.FORMER,
                 post_of="organization:Lantern_Group")
    group = Entity("organization:Lantern_Group", "Lantern Group", EntityType.ORGANIZATION)
    page = rendered(Reading(replace(reading.document, text=text), (*reading.entities[:1], group), (role,)))
    assert 'aria-label="Claim 1: Orla Venn holds role minister (former) of Lantern Group (asserted)"' in page
    assert '<span class="part">(former)</span> <span class="part">of</span> <a href="/entity/organization:Lantern_Group"' in page
    assert '<mark class="object">minister</mark>' in page


def test_what_was_not_understood_is_told_with_its_reason() -> None:
    page = rendered(ledger_reading())
    assert "sentence: names nobody" in page and "withheld statement: who is meant could not be told" in page
    assert "Gave nothing: names nobody." in page
    assert "Withheld: “<span dir=\"auto\">She met him</span>”, because who is meant could not be told." in page
    parsed = Parsed(page)
    assert {"gap-29-47", "gap-48-66", "at-29", "at-48"} <= set(parsed.ids) and {"#at-29", "#gap-29-47"} <= set(parsed.links)


def test_a_document_of_which_all_was_understood_says_so() -> None:
    assert "Every sentence gave a claim or an act." in rendered(replace(ledger_reading(), gaps=()))


@pytest.mark.parametrize(("source", "linked"), [
    ("https://example.org/a?b=<c>", True), ("http://example.org", True), ("javascript:alert(1)", False), ("news/1.txt", False),
    ("data:text/html,x", False), ("https:relative", False), ("//example.org/x", False), ("https://[broken", False)])
def test_only_addresses_on_the_web_become_links(source: str, linked: bool) -> None:
    page = Parsed(rendered(ledger_reading(source=source)))
    assert (source in page.links) is linked
    assert [link for link in page.links if not link.startswith(("/", "#", "?"))] == [source] * linked


def test_a_long_document_comes_in_parts_and_links_find_the_right_one() -> None:
    reading = ledger_reading(paragraphs=700)
    shown = Shown(reading, load_ontology())
    parts = [shown.part(number, "") for number in range(1, shown.part(1, "").of + 1)]
    assert len(parts) > 3 and [card.id for part in parts for card in part.cards] == [c.id for c in reading.claims]
    assert "".join(Parsed(rendered(reading, number=part.number)).text for part in parts) == reading.document.text
    claim = reading.claims[500]
    found = shown.part(1, f"claim-{claim.id}")
    assert claim.id in {card.id for card in found.cards} and found.number > 1
    assert shown.part(1, f"at-{claim.evidence.start}").number == found.number == shown.part(found.number, "").number
    assert len(rendered(reading)) < 600_000


@pytest.fixture(scope="module")
def wicked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve documents whose texts, titles and sources mean harm, and one with a ledger."""
    store = create_store(tmp_path_factory.mktemp("wicked") / "graph", release="test")
    for reading in (*hostile(), ledger_reading(), *readings()):
        store.put(reading)
    store.finish()
    running = start(store.path, "--no-token")
    yield running
    running.stop()


def outside(page: Browser, server: Server) -> list[str]:
    """Return the requests that went anywhere but to the server."""
    return [url for url in page.requests() if f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" != server.url]


def test_harmful_texts_stay_texts(browser: Browser, wicked: Server) -> None:
    browser.complaints(), browser.requests()
    for number, reading in enumerate(hostile()):
        browser.driver.get(f"{wicked.url}/document/{number:016x}")
        text, title, strange = browser.run("""return [document.getElementById('text').textContent, document.title,
            document.querySelectorAll('main img, main iframe, main script, main svg, main style, main form, main base, script, [onload]').length]""")
        assert text == reading.document.text.replace("\0", "\u2400"), HOSTILE[number]
        assert title != "taken" and strange == 0
        hrefs = browser.run("return [...document.querySelectorAll('main a')].map((a) => a.protocol)")
        assert set(hrefs) <= ({"http:"} if not HOSTILE[number].startswith("http://stranger") else {"http:", "https:"})
    browser.driver.get(f"{wicked.url}/documents?order=title")
    assert browser.run("return document.querySelectorAll('main img, main script, main iframe, main style').length") == 0
    assert browser.complaints() == [] and outside(browser, wicked) == []


def test_card_and_sentence_lead_to_each_other(browser: Browser, wicked: Server) -> None:
    browser.driver.get(f"{wicked.url}/document/00000000000000a1")
    chip = browser.driver.find_element("css selector", ".text a.number.to")
    chip.click()
    assert browser.run("return document.querySelector(':target').matches('.cards article.card')")
    browser.driver.find_element("css selector", ".cards article:target .says a.number").click()
    sentence = browser.run("return document.querySelector(':target').textContent")
    assert sentence and sentence in readings()[0].document.text
    assert browser.run("return getComputedStyle(document.querySelector(':target')).outlineStyle") == "solid"


def test_who_is_meant_and_what_gave_nothing_are_shown_without_script(browser: Browser, wicked: Server) -> None:
    driver: Any = browser.driver
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        driver.get(f"{wicked.url}/document/00000000000000a1")
        after = "return getComputedStyle(document.querySelector('[data-who]'), '::after').content"
        assert browser.run(after) == "none"
        driver.find_element("id", "show-names").click()
        assert "Tomas Brandl" in browser.run(after)
        driver.get(f"{wicked.url}/document/00000000000000d4")
        mark = driver.find_element("css selector", ".text .number.gap")
        assert not mark.is_displayed() and not driver.find_element("id", "ledger").is_displayed()
        driver.find_element("link text", "What was not understood").click()
        assert driver.find_element("id", "ledger").is_displayed()
        mark = driver.find_element("css selector", ".text .number.gap")
        assert mark.is_displayed()
        mark.click()
        assert "rained" in driver.find_element("css selector", "li:target").text
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_a_lasting_link_shows_sentence_and_card_at_once(browser: Browser, wicked: Server, tmp_path: Path) -> None:
    driver: Any = browser.driver
    act = next(act for act in readings()[2].acts if act.modality is Modality.ALLEGED)
    driver.execute_cdp_cmd(SIZE, {"width": 1366, "height": 700, "deviceScaleFactor": 1, "mobile": False})
    try:
        driver.get(f"{wicked.url}/act/{act.id}")
        seen = browser.run("""return [document.querySelector('.passage.picked'), document.querySelector('.cards article')].map((one) =>
            { const box = one.getBoundingClientRect(); return [one.textContent, box.top >= 0 && box.bottom <= innerHeight, one.id]; })""")
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert seen[0][:2] == [act.evidence.quote, True]
    assert seen[1][1:] == [True, f"act-{act.id}"]


@pytest.mark.parametrize("path", ["/documents", "/document/00000000000000a1?show=gaps&show=names", f"/document/{7:016x}"])
@pytest.mark.parametrize("width", [390, 1366])
def test_fits_the_screen(browser: Browser, wicked: Server, path: str, width: int) -> None:
    driver: Any = browser.driver
    driver.execute_cdp_cmd(SIZE, {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 500})
    try:
        driver.get(wicked.url + path)
        assert browser.run("return document.documentElement.scrollWidth") <= width
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
