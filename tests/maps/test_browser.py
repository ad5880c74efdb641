"""The page in a real browser: it draws, answers, and asks for nothing."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from kg.maps.view import map_view
from tests.maps.conftest import Browser
from tests.maps.sample import ACCUSATORY, HOSTILE, affair, hostile

Opened = Callable[..., Browser]

COLOURS = """
const canvas = document.querySelector("#canvas canvas"), seen = new Set();
const all = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
for (let i = 0; i < all.length; i += 4) if (all[i + 3] > 250) seen.add(`${all[i] >> 4},${all[i + 1] >> 4},${all[i + 2] >> 4}`);
return seen.size;
"""


def test_draws_without_complaint_or_request(opened: Opened) -> None:
    page = opened(affair(), title="The Karsk affair", accusatory=ACCUSATORY)
    _settled(page)
    assert page.run(COLOURS) > 20
    assert page.complaints() == []
    assert [url for url in page.requests() if not url.endswith("/map.html")] == []
    header = page.run("return document.querySelector('header').textContent").split()
    assert header[3:5] == ["14", "documents"] and "58" in header and "120" in header


def test_nothing_piles_up(opened: Opened) -> None:
    page = opened(affair())
    places = page.run("return Object.values(rightsgraph.network.getPositions())")
    pairs = [(a, b) for i, a in enumerate(places) for b in places[:i]]
    assert min(max(abs(a["x"] - b["x"]) / 165, abs(a["y"] - b["y"]) / 72) for a, b in pairs) > 0.9


def test_search_finds_what_is_not_drawn(opened: Opened) -> None:
    readings = affair()
    page = opened(readings, limit=10)
    view = map_view(readings, limit=10)
    left_out = next(n for n in view["nodes"] if "x" not in n and n["type"] == "Organization" and n["degree"])
    assert len(page.run("return rightsgraph.drawn()")) == 10
    assert "Showing 10 of 58" in page.run("return document.getElementById('notice').textContent")
    box = page.driver.find_element("id", "search")
    box.send_keys(left_out["label"].upper())
    page.wait("return document.querySelectorAll('#found [role=option]').length")
    box.send_keys("\ue007")
    assert left_out["id"] in page.run("return rightsgraph.drawn()")
    assert page.run("return rightsgraph.network.getSelectedNodes().length") == 1
    assert page.run("return document.querySelector('#evidence h2').textContent") == left_out["label"]
    assert page.complaints() == []


def test_search_knows_aliases_and_arrows(opened: Opened) -> None:
    page = opened(affair())
    box = page.driver.find_element("id", "search")
    box.send_keys("mr brandl")
    assert page.run("return document.querySelectorAll('#found [role=option]').length") > 1
    box.send_keys("\ue015")
    assert page.run("return document.getElementById('search').getAttribute('aria-activedescendant')") == "found-1"
    box.send_keys("\ue00c")
    assert page.run("return document.getElementById('found').hidden")


def test_real_click_on_an_edge_shows_the_quote(opened: Opened) -> None:
    readings = affair(people=3, claims=1, documents=1)
    page = opened(readings)
    claim = readings[0].claims[0]
    ends = [page.run("return rightsgraph.place(arguments[0])", id_) for id_ in (claim.subject, claim.object)]
    middle = [sum(axis) / 2 for axis in zip(*ends, strict=True)]
    _click(page, middle)
    page.wait("return document.querySelector('#evidence blockquote')")
    assert page.run("return document.querySelector('#evidence blockquote').textContent") == claim.evidence.quote
    assert page.run("return [...document.querySelectorAll('#evidence mark')].map((m) => m.textContent)") == [
        claim.subject_mention.text, claim.object_mention.text]  # type: ignore[union-attr]
    assert math.isclose(sum(page.run("return rightsgraph.network.getSelectedEdges()")), 0)


def test_real_click_on_a_node_shows_its_claims(opened: Opened) -> None:
    readings = affair(people=3, claims=1, documents=1)
    page = opened(readings)
    claim = readings[0].claims[0]
    _click(page, page.run("return rightsgraph.place(arguments[0])", claim.subject))
    page.wait("return document.querySelector('#evidence article')")
    assert page.run("return document.querySelector('#evidence h2').textContent") == claim.subject_mention.text  # type: ignore[union-attr]


def _click(page: Browser, at: list[float]) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    left, top = page.run("const box = document.getElementById('canvas').getBoundingClientRect(); return [box.left, box.top]")
    chain: Any = ActionChains(page.driver)
    chain.w3c_actions.pointer_action.move_to_location(round(left + at[0]), round(top + at[1])).click()
    chain.perform()


def test_every_stance_is_named_in_the_panel(opened: Opened) -> None:
    readings = affair()
    page = opened(readings, accusatory=ACCUSATORY)
    for edge in map_view(readings, accusatory=ACCUSATORY)["edges"][:40]:
        assert page.run("return rightsgraph.selectEdge(arguments[0])", edge["id"])
        heading = page.run("return document.querySelector('#evidence h2').textContent")
        assert (f"({edge['stance']})" in heading) is (edge["stance"] != "asserted")
        assert page.run("return document.querySelectorAll('#evidence article').length") == len(edge["claims"])
    assert page.complaints() == []


def test_legend_filters_map_and_table(opened: Opened) -> None:
    page = opened(affair())
    before = page.run("document.getElementById('show-table').click(); return document.getElementById('rows').textContent")
    page.run("document.querySelector('#facet-type .toggle').click()")
    after = page.run("return document.getElementById('rows').textContent")
    assert int(after.split()[0]) < int(before.split()[0])
    page.run("document.getElementById('reset').click()")
    assert page.run("return document.getElementById('rows').textContent") == before


def test_table_filters_and_sorts(opened: Opened) -> None:
    page = opened(affair())
    page.run("document.getElementById('show-table').click()")
    page.driver.find_element("id", "filter").send_keys("karsk police")
    page.wait("return document.querySelectorAll('#claims tr').length < 100")
    texts = page.run("return [...document.querySelectorAll('#claims tr')].map((row) => row.textContent.toLowerCase())")
    assert texts and all("karsk police" in text for text in texts)
    page.run("document.getElementById('filter').value = ''; document.querySelector('#columns button').click()")
    names = page.run("return [...document.querySelectorAll('#claims th')].map((cell) => cell.textContent)")
    assert names == page.run("return arguments[0].slice().sort(new Intl.Collator('en', {numeric: true}).compare)", names)
    assert page.run("return document.querySelector('#columns th').getAttribute('aria-sort')") == "ascending"


def _settled(page: Browser) -> None:
    page.wait("return new Promise((done) => setTimeout(() => done(true), 700))")


def test_first_sight_fits_all_that_is_drawn(opened: Opened) -> None:
    page = opened(affair(), limit=12)
    _settled(page)
    assert len(page.run("return rightsgraph.drawn()")) == 12
    outside = page.run("""const { clientWidth, clientHeight } = document.getElementById("canvas");
        return rightsgraph.drawn().filter((id) => { const [x, y] = rightsgraph.place(id);
          return x < 10 || y < 10 || x > clientWidth - 10 || y > clientHeight - 10; });""")
    assert outside == []
    assert page.run("return rightsgraph.words().length") > 3


def test_first_sight_of_a_large_map_is_a_part_and_says_so(opened: Opened) -> None:
    page = opened(affair(people=120, claims=300))
    size = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        page.driver.refresh()
        page.wait("return window.rightsgraph !== undefined")
        page.ready()
        assert "In sight:" in page.run("return document.getElementById('notice').textContent")
        page.run("document.getElementById('dismiss').click()")
        assert page.run("return document.getElementById('notice').hidden")
        page.run("document.getElementById('fit').click()")
        assert "In sight:" not in page.run("return document.getElementById('notice').textContent")
    finally:
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


STYLES = """return Object.values(rightsgraph.network.body.edges).map(({ id, options, selected }) =>
    [id, options.color.color, options.color.highlight, options.width, options.color.opacity, JSON.stringify(options.dashes)])"""


def test_chosen_lines_keep_colour_and_dash_and_the_others_fade(opened: Opened) -> None:
    readings = affair()
    page = opened(readings)
    page.run("rightsgraph.network.moveTo({ scale: 1, animation: false })")
    _settled(page)
    before = {style[0]: style for style in page.run(STYLES)}
    id_ = readings[0].claims[0].subject
    page.run("rightsgraph.selectEntity(arguments[0])", id_)
    page.run("rightsgraph.network.moveTo({ scale: 1, animation: false })")
    _settled(page)
    own = {edge["id"] for edge in map_view(readings)["edges"] if id_ in (edge["from"], edge["to"])}
    for edge, colour, highlight, width, opacity, dashes in page.run(STYLES):
        assert colour == highlight == before[edge][1] and dashes == before[edge][5]
        assert (width > before[edge][3] and opacity == 1) if edge in own else (opacity < 0.3)


def test_stances_have_colours_and_dashes_of_their_own(opened: Opened) -> None:
    page = opened(affair(claims=200), accusatory=ACCUSATORY)
    marks = page.run("""return [...document.querySelectorAll("#facet-stance .line")].map((line) =>
        [getComputedStyle(line).color, line.querySelector(".stroke").getAttribute("stroke-dasharray")])""")
    assert len(marks) == 7
    assert len({colour for colour, _ in marks}) == len({dash for _, dash in marks}) == 7


def test_a_click_on_nothing_closes_the_panel(opened: Opened) -> None:
    page = opened(affair(people=3, claims=1, documents=1))
    page.run("rightsgraph.selectEdge(0)")
    _settled(page)
    assert page.run("return document.getElementById('panel').classList.contains('open')")
    _click(page, [30, 30])
    page.wait("return !document.getElementById('panel').classList.contains('open')")
    assert page.run("return rightsgraph.network.getSelectedEdges()") == []


def test_show_everything_undoes_choice_filter_and_focus(opened: Opened) -> None:
    page = opened(affair())
    page.run("""document.querySelector("#facet-type .toggle").click();
        const [id] = rightsgraph.drawn();
        const [node] = rightsgraph.network.getSelectedNodes().concat(0);
        rightsgraph.network.body.emitter.emit("doubleClick", {nodes: [node], edges: []});
        rightsgraph.selectEdge(0);
        document.getElementById("reset").click();""")
    assert not page.run("return document.getElementById('panel').classList.contains('open')")
    assert not page.run("return document.querySelectorAll('.toggle[aria-pressed=true]').length")
    assert not page.run("return Object.values(rightsgraph.network.body.nodes).filter((n) => n.options.opacity < 1).length")
    assert page.run("return rightsgraph.network.getSelectedEdges()") == []


def test_only_what_is_chosen_keeps_its_words(opened: Opened) -> None:
    page = opened(affair())
    _settled(page)
    page.run("rightsgraph.selectEdge(3)")
    _settled(page)
    assert [edge for edge, _ in page.run("return rightsgraph.words()")] == [3]
    page.run("document.getElementById('close').click()")
    _settled(page)
    assert len(page.run("return rightsgraph.words()")) > 3


def test_long_words_on_a_line_are_shortened(opened: Opened) -> None:
    page = opened(hostile())
    _settled(page)
    words = page.run("return rightsgraph.words()")
    assert words and max(len(text) for _, text in words) < 40


def test_focus_fades_the_others(opened: Opened) -> None:
    page = opened(affair())
    page.run("""const [id] = rightsgraph.drawn();
        const [node] = rightsgraph.network.getSelectedNodes().concat(0);
        rightsgraph.network.body.emitter.emit("doubleClick", {nodes: [node], edges: []});""")
    faded = page.run("return Object.values(rightsgraph.network.body.nodes).filter((n) => n.options.opacity < 1).length")
    assert faded > 10
    page.run("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))")
    assert not page.run("return Object.values(rightsgraph.network.body.nodes).filter((n) => n.options.opacity < 1).length")


def test_without_a_canvas_the_table_shows(opened: Opened, tmp_path: Any) -> None:
    page = opened(affair())
    page.driver.execute_cdp_cmd("Page.enable", {})
    broken = page.driver.execute_cdp_cmd(
        "Page.addScriptToEvaluateOnNewDocument", {"source": "HTMLCanvasElement.prototype.getContext = () => null"})
    try:
        page.open(tmp_path / "map.html")
        assert page.run("return document.querySelectorAll('#claims tr').length") == 100
        assert page.run("return rightsgraph.selectEdge(0)")
        assert page.run("return document.querySelector('#evidence blockquote').textContent")
    finally:
        page.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", broken)


def test_hostile_words_stay_words(opened: Opened) -> None:
    readings = hostile()
    page = opened(readings, title=HOSTILE[0])
    assert page.run("return document.title") == HOSTILE[0]
    for entity in (entity for reading in readings for entity in reading.entities):
        assert page.run("return rightsgraph.selectEntity(arguments[0])", entity.id)
        assert page.run("return document.querySelector('#evidence h2').textContent") == entity.label
    page.run("document.getElementById('show-table').click()")
    page.run("document.getElementById('search').value = '<'; document.getElementById('search').dispatchEvent(new Event('input'))")
    assert page.run("return document.querySelectorAll('main img, header img, main iframe, main svg[onload]').length") == 0
    assert page.run("return document.querySelectorAll('script').length") == 4
    assert page.complaints() == []
    assert [url for url in page.requests() if not url.endswith("/map.html")] == []


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_fits_the_screen(opened: Opened, width: int, height: int) -> None:
    page = opened(affair())
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        page.driver.refresh()
        page.wait("return window.rightsgraph !== undefined")
        page.ready()
        assert page.run("return document.documentElement.scrollWidth") <= width
        canvas = page.run("const b = document.getElementById('canvas').getBoundingClientRect(); return [b.width, b.height]")
        assert canvas[0] > 350 and canvas[1] > 450
        shown = page.run("return getComputedStyle(document.querySelector('#legend > summary')).display !== 'none'")
        assert shown is (width < 500)
        page.run("document.getElementById('legend').open = true")  # which covers the map and does not shrink it
        assert page.run("return document.getElementById('canvas').getBoundingClientRect().height") == canvas[1]
    finally:
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_on_paper_the_claims_follow_the_map_undistorted(opened: Opened) -> None:
    page = opened(affair())
    page.run("rightsgraph.selectEntity(rightsgraph.drawn()[0])")
    _settled(page)
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 700, "height": 900, "deviceScaleFactor": 1, "mobile": False})
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        map_, panel = page.run("return ['canvas', 'panel'].map((id) => document.getElementById(id).getBoundingClientRect().toJSON())")
        assert panel["top"] >= map_["bottom"] and panel["height"] > 500  # all claims, none behind another
        assert page.run("return getComputedStyle(document.querySelector('#canvas canvas')).objectFit") == "contain"
        assert not page.run("return document.querySelector('.tools').getBoundingClientRect().height")
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_both_ends_of_a_chosen_line_are_in_sight(opened: Opened) -> None:
    readings = affair(people=120, claims=300)
    page = opened(readings)
    for edge in map_view(readings)["edges"][:12]:
        page.run("rightsgraph.selectEdge(arguments[0])", edge["id"])
        _settled(page)
        for end in (edge["from"], edge["to"]):
            x, y = page.run("return rightsgraph.place(arguments[0])", end)
            width, height = page.run("const { clientWidth, clientHeight } = document.getElementById('canvas'); return [clientWidth, clientHeight]")
            assert 0 < x < width and 0 < y < height
