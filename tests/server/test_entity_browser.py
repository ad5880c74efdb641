"""The pages of names in a real browser, as people with a phone and with a laptop see them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.maps.conftest import Browser
from tests.server.conftest import TOKEN, Server, build_hostile, start
from tests.server.test_browser import SIZE, Site

PAGES = ("/entities", "/entity/person:Orla_Venn", "/entity/person:Orla_Venn?show=by", "/entity/person:Orla_Venn?show=ties",
         "/entity/person:Orla_Venn?show=documents", "/entity/person:Nobody_Here", "/entity/person:សុខ_ដារ៉ា")


class Plain(Site):
    """Pages that bring no script."""

    def open(self, path: str = "/query", **fields: str) -> Browser:
        """Open a page, after forgetting what earlier ones did."""
        self.page.driver.get("about:blank")
        self.page.driver.get_log("browser")
        self.page.driver.get_log("performance")
        self.page.driver.get(self.url + path + ("?token=" + fields["token"] if "token" in fields else ""))
        self.page.wait("return document.readyState === 'complete'")
        return self.page


def enter(browser: Browser, server: Server) -> Plain:
    browser.driver.delete_all_cookies()
    site = Plain(browser, server.url)
    site.open("/", token=TOKEN)
    return site


@pytest.fixture
def site(browser: Browser, server: Server) -> Iterator[Plain]:
    yield enter(browser, server)
    browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("width", [390, 1366])
def test_pages_fit_the_screen_and_ask_nobody(site: Plain, width: int) -> None:
    site.page.driver.execute_cdp_cmd(SIZE, {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500})
    for path in PAGES:
        page = site.open(path)
        assert page.run("return document.documentElement.scrollWidth") <= width, path
        complaints = [said for said in page.complaints() if "404" not in said]
        assert complaints == [] and site.outside() == [], path
        assert page.run("return document.querySelectorAll('h1').length") == 1
        levels = page.run("return [...document.querySelectorAll('h1, h2, h3')].map((one) => +one.tagName[1])")
        assert all(after - before <= 1 for before, after in zip([0, *levels], levels, strict=False)), path


def test_from_a_name_to_the_sentence_by_links_alone(site: Plain) -> None:
    page = site.open("/entities")
    field = page.driver.find_element("id", "find")
    field.send_keys("tomas brandl")
    field.submit()
    page.wait("return document.querySelector('h1').textContent.startsWith('Tomas Brandl')")
    page.driver.find_element("link text", "Orla Venn").click()
    page.wait("return document.querySelector('h1').textContent.startsWith('Orla Venn')")
    page.driver.find_element("css selector", ".tie .count").click()
    page.wait("return document.querySelectorAll('article.card').length === 4")
    assert page.run("return document.querySelector('mark').textContent") in ("Orla Venn", "Tomas Brandl")
    page.driver.find_element("css selector", "article.card .facts dd a").click()
    page.wait("return location.pathname.startsWith('/document/')")


@pytest.fixture(scope="module")
def wicked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a graph whose names, titles and sentences mean harm."""
    running = start(build_hostile(tmp_path_factory.mktemp("wicked") / "graph"), "--token", TOKEN)
    yield running
    running.stop()


def test_hostile_names_are_shown_and_nothing_of_them_runs(browser: Browser, wicked: Server) -> None:
    site = enter(browser, wicked)
    page = site.open("/entities")
    addresses = page.run("return [...document.querySelectorAll('main td a')].map((one) => one.getAttribute('href'))")
    assert len(addresses) > 40
    for address in ("/entities", "/entity/place:Karsk", "/entity/place:Karsk?show=about", "/entity/place:Karsk?show=ties", *addresses[:12]):
        page = site.open(address)
        page.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })\nreturn 0")
        assert page.run("return document.title") != "taken" and page.complaints() == [] and site.outside() == [], address
        assert page.run("return document.querySelectorAll('main script, main img, main iframe, main object, main video').length") == 0
