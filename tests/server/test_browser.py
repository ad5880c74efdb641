"""The query page in a real browser: it asks nobody else, keeps nothing, and shows what the graph says as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from kg.store import create_store
from tests.maps.conftest import Browser
from tests.maps.sample import hostile
from tests.server.conftest import TOKEN, Server, start

MEETINGS = "SELECT ?who ?whom { ?who hr:met ?whom } ORDER BY ?who ?whom"
SORTED = "return [...document.querySelectorAll('#table-view tbody tr')].map((row) => row.cells[0].textContent)"
SIZE = "Emulation.setDeviceMetricsOverride"


class Site:
    """The server's pages under test."""

    def __init__(self, page: Browser, url: str) -> None:
        self.page, self.url = page, url

    def open(self, path: str = "/query", **fields: str) -> Browser:
        """Open a page, after forgetting what earlier ones did, and wait for its scripts."""
        self.page.driver.get("about:blank")
        self.page.driver.get_log("browser")
        self.page.driver.get_log("performance")
        self.page.driver.get(self.url + path + (f"?{urlencode(fields)}" if fields else ""))
        scripted = path in ("/query", "/map")
        self.page.wait("return document.readyState === 'complete'" + " && window.rightsgraph !== undefined" * scripted)
        return self.page

    def outside(self) -> list[str]:
        """Return the requests that went anywhere but to the server."""
        return [url for url in self.page.requests() if f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" != self.url]


@pytest.fixture
def site(browser: Browser, server: Server) -> Site:
    """Return the site with the token taken."""
    browser.driver.delete_all_cookies()
    found = Site(browser, server.url)
    found.open("/", token=TOKEN)
    return found


def test_the_printed_address_opens_the_page_without_the_token(site: Site) -> None:
    assert site.page.driver.current_url == f"{site.url}/"
    assert site.page.complaints() == [] and site.outside() == []
    assert site.page.run("return document.cookie") == ""
    cookie = site.page.driver.get_cookies()[0]
    assert cookie["httpOnly"] and cookie["sameSite"] == "Strict"


def test_nothing_is_kept_and_nobody_asked(site: Site) -> None:
    page = site.open(question="who-met-whom")
    assert page.run("return rightsgraph.editor.config.autocompleters") == ["variables", "terms"]
    page.run("document.getElementById('sparql').open = true; rightsgraph.editor.setValue('ASK { ?a hr:m'); rightsgraph.editor.saveQuery();")
    page.run("rightsgraph.editor.focus(); rightsgraph.editor.execCommand('goDocEnd'); rightsgraph.editor.autocomplete()")
    page.wait("return document.querySelector('.CodeMirror-hint')")
    _network(page)
    assert page.run("return [localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.run("return indexedDB.databases().then((found) => found.length)") == 0
    assert page.complaints() == [] and site.outside() == []


def test_a_question_is_asked_with_a_click(site: Site) -> None:
    page = site.open()
    link = page.driver.find_element("css selector", "a[href='/query?question=who-met-whom']")
    topic = link.find_element("xpath", "ancestor::details[1]")
    if not topic.get_attribute("open"):
        topic.find_element("tag name", "summary").click()
    link.click()
    page.wait("return document.querySelector('#results')")
    assert "question=who-met-whom" in page.driver.current_url
    assert "Orla Venn" in page.run("return document.getElementById('table-view').textContent")
    box = page.driver.find_element("id", "with-person")
    box.send_keys("Nobody Here\ue007")
    page.wait("return document.getElementById('answer') && document.getElementById('answer').textContent === '0 rows'")
    assert page.complaints() == []


def test_the_editor_runs_what_is_typed_and_the_link_carries_it(site: Site) -> None:
    page = site.open()
    assert page.run("return document.getElementById('query').hidden")
    page.run("rightsgraph.editor.setValue(arguments[0]); rightsgraph.editor.focus()", MEETINGS)
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(page.driver).key_down("\ue009").send_keys("\ue007").key_up("\ue009").perform()
    page.wait("return document.querySelector('#results')")
    link = page.driver.current_url
    assert urlencode({"query": MEETINGS}) in link
    rows = page.run(SORTED)
    site.open()
    page.driver.get(link)
    page.wait("return window.rightsgraph !== undefined")
    assert page.run(SORTED) == rows and "person:Orla_Venn" in rows
    assert page.run("return rightsgraph.editor.getValue()") == MEETINGS


def test_known_prefixes_are_no_faults_and_others_are(site: Site) -> None:
    page = site.open(query=MEETINGS)
    assert page.run("return rightsgraph.editor.queryValid")
    page.run("rightsgraph.editor.setValue('ASK { ?a nope:met ?b }')")
    assert not page.run("return rightsgraph.editor.queryValid")
    icon = page.driver.find_element("css selector", ".parseErrorIcon")
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(page.driver).move_to_element(icon).perform()
    assert icon.get_attribute("title") and page.complaints() == []


def test_the_keyboard_gets_out_of_the_editor(site: Site) -> None:
    page = site.open()
    page.run("rightsgraph.editor.focus()")
    before = page.run("return rightsgraph.editor.getValue()")
    page.driver.switch_to.active_element.send_keys("\ue004")
    assert page.run("return document.activeElement.textContent") == "Run"
    assert page.run("return rightsgraph.editor.getValue()") == before


def test_terms_are_completed(site: Site) -> None:
    page = site.open()
    page.run("rightsgraph.editor.setValue('ASK { ?a hr:pra'); rightsgraph.editor.focus(); rightsgraph.editor.execCommand('goDocEnd')")
    page.run("rightsgraph.editor.autocomplete()")
    page.wait("return document.querySelector('.CodeMirror-hint')")
    assert "hr:praised" in page.run("return document.querySelector('.CodeMirror-hint').textContent")
    page.driver.switch_to.active_element.send_keys("\ue007")
    page.wait("return rightsgraph.editor.getValue() === 'ASK { ?a hr:praised'")


def test_the_table_sorts_both_ways(site: Site) -> None:
    page = site.open(query="SELECT ?n { VALUES ?n { 10 9 100 UNDEF } }")
    page.run("document.querySelector('#table-view th button').click()")
    assert page.run(SORTED) == ["9", "10", "100", ""]
    assert page.run("return document.querySelector('#table-view th').getAttribute('aria-sort')") == "ascending"
    page.run("document.querySelector('#table-view th button').click()")
    assert page.run(SORTED) == ["100", "10", "9", ""]


def _network(page: Browser) -> None:
    page.run("document.getElementById('show-network').click()")
    page.wait("return rightsgraph.network && document.querySelector('#canvas canvas') && !rightsgraph.network.physics.physicsEnabled")


def test_the_network_shows_the_rows_and_tells_them(site: Site) -> None:
    page = site.open(query=MEETINGS)
    _network(page)
    nodes = page.run("return rightsgraph.network.body.data.nodes.map((node) => node.label)")
    assert {"person:Orla_Venn", "person:Tomas_Brandl"} <= set(nodes)
    assert page.run("return document.getElementById('table-view').hidden")
    page.run("""const [venn] = rightsgraph.network.body.data.nodes.get({filter: (node) => node.label === "person:Orla_Venn"});
        rightsgraph.network.body.emitter.emit("click", {nodes: [venn.id], edges: []})""")
    assert "person:Tomas_Brandl" in page.run("return document.getElementById('picked').textContent")
    page.run("document.getElementById('show-table').click()")
    assert page.run("return document.getElementById('network-view').hidden") and page.complaints() == []


def test_triples_are_a_network_with_words(site: Site) -> None:
    page = site.open(query="CONSTRUCT WHERE { ?a hr:met ?b }")
    _network(page)
    assert set(page.run("return rightsgraph.network.body.data.edges.map((edge) => edge.label)")) == {"hr:met"}


def test_an_error_is_seen(site: Site) -> None:
    page = site.open(query="SELECT ?a { ?a hr:met }")
    assert "line 1, column 23" in page.driver.find_element("css selector", "[role=alert]").text
    assert page.run("return rightsgraph.editor.getValue()") == "SELECT ?a { ?a hr:met }"
    site.open(query="SELECT ?a {\n ?a rdfs:label '\U0001f3a8' .\n ?a hr:met }")
    assert page.driver.find_element("css selector", ".wrong").text.strip().endswith("?a hr:met }")
    assert page.run("return rightsgraph.editor.getCursor().ch") == 11


@pytest.mark.parametrize("width", [390, 1280])
def test_fits_the_screen(site: Site, width: int) -> None:
    driver: Any = site.page.driver
    driver.execute_cdp_cmd(SIZE, {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 500})
    try:
        page = site.open(question="who-met-whom")
        assert page.run("return document.documentElement.scrollWidth") <= width
        assert page.run("return document.getElementById('questions').open") is (width > 760)
        page = site.open()
        assert page.run("return document.getElementById('questions').open"), "who asks nothing yet is to choose a question"
        page = site.open(question="who-met-whom")
        _network(page)
        assert page.run("return document.getElementById('canvas').getBoundingClientRect().width") > 0.65 * min(width, 500)
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_works_without_script(site: Site) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    driver: Any = site.page.driver
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        driver.get(site.url + "/query")
        area = driver.find_element("id", "query")
        area.clear()
        area.send_keys(MEETINGS)
        driver.find_element("css selector", "#ask button").click()
        WebDriverWait(driver, 15).until(lambda page: page.find_elements("id", "table-view"))
        assert "person:Orla_Venn" in driver.find_element("id", "table-view").text
        assert not driver.find_element("id", "views").is_displayed()
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_a_page_of_another_site_gets_nothing(site: Site, graph: object) -> None:
    other = start(graph, "--no-token")
    try:
        page = site.page
        page.driver.get(f"http://localhost:{other.port}/query")
        assert page.run("return fetch(arguments[0]).then(() => 'read', () => 'refused')", f"{site.url}/sparql?query=ASK%7B%7D") == "refused"
        page.run("location.href = arguments[0]", f"{site.url}/query?query=ASK%7B%7D")
        page.wait("return document.querySelector('.refusal')")
        assert "address bar" in page.driver.find_element("css selector", "main").text
    finally:
        other.stop()


@pytest.fixture
def wicked(browser: Browser, tmp_path: Any) -> Iterator[Site]:
    """Serve a graph whose names and quotes are markup."""
    store = create_store(tmp_path / "graph", release="test")
    for reading in hostile():
        store.put(reading)
    store.finish()
    running = start(store.path, "--token", TOKEN)
    browser.driver.delete_all_cookies()
    found = Site(browser, running.url)
    found.open("/", token=TOKEN)
    yield found
    running.stop()


def test_markup_in_the_data_stays_text(wicked: Site) -> None:
    for query in ("SELECT ?a ?label ?quote { ?a rdfs:label ?label OPTIONAL { ?c rdf:subject ?a ; hr:evidence/hr:quote ?quote } }",
                  "CONSTRUCT WHERE { ?a rdfs:label ?b }"):
        page = wicked.open(query=query)
        _network(page)
        page.run("""const [id] = rightsgraph.network.body.data.nodes.getIds();
            rightsgraph.network.body.emitter.emit("click", {nodes: [id], edges: []});""")
        assert page.run("return document.querySelectorAll('main img, main iframe, main script, main svg, main [onerror], main [onload]').length") == 0
        assert page.run("return document.querySelectorAll('script').length") == 5
        assert page.complaints() == [] and wicked.outside() == []
