"""Filters, time, the address, layouts and files of the page, in a real browser."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from kg.maps.view import map_view
from kg.model import EntityType
from tests.maps.conftest import Browser
from tests.maps.sample import ACCUSATORY, HOSTILE, affair, entity, hostile, reading_of

Opened = Callable[..., Browser]
NOTICE = "return document.getElementById('notice-text').textContent"
FADED = "return Object.values(rightsgraph.network.body.edges).filter((e) => e.options.color.opacity < 0.5).length"
ROWS = "return document.getElementById('rows').textContent"


def choose(page: Browser, facet: str, name: str) -> None:
    assert page.run("""const found = [...document.querySelectorAll(`#facet-${arguments[0]} .toggle`)]
        .find((one) => one.querySelector(".label").textContent === arguments[1]);
        if (found) found.click(); return Boolean(found);""", facet, name)


def number(page: Browser) -> int:
    page.run("document.getElementById('show-table').click()")
    return int(page.run(ROWS).split()[0].replace(",", ""))


def claims(**wanted: object) -> int:
    view = map_view(affair(), accusatory=ACCUSATORY)
    return sum(all(claim[name] == value for name, value in wanted.items()) for claim in view["claims"])


def test_a_choice_fades_the_rest_and_hides_nothing(opened: Opened) -> None:
    page = opened(affair(), accusatory=ACCUSATORY)
    assert page.run(FADED) == 0
    choose(page, "stance", "Alleged")
    assert page.run(FADED) == page.run("return Object.keys(rightsgraph.network.body.edges).length") - sum(
        edge["stance"] == "alleged" for edge in map_view(affair(), accusatory=ACCUSATORY)["edges"])
    assert "fit your choice" in page.run(NOTICE)
    assert number(page) == claims(stance="alleged")
    choose(page, "stance", "Denied")
    assert number(page) == claims(stance="alleged") + claims(stance="denied")


@pytest.mark.parametrize(("facet", "name"), [("document", "Report 3 on the Karsk affair"), ("speaker", "The document itself")])
def test_facets_narrow_to_a_document_or_a_speaker(opened: Opened, facet: str, name: str) -> None:
    page = opened(affair())
    view = map_view(affair())
    choose(page, facet, name)
    wanted = [c for c in view["claims"] if (view["documents"][c["document"]]["title"] == name if facet == "document" else not c["by"])]
    assert number(page) == len(wanted) > 0


def test_time_leaves_out_what_is_outside_and_says_what_has_no_date(opened: Opened) -> None:
    readings = affair()
    page = opened(readings)
    dated = sum(claim.date is not None for reading in readings for claim in reading.claims)
    assert f"{dated} claims have a date, {120 - dated} none" in page.run("return document.getElementById('undated-said').textContent")
    page.run("const box = document.getElementById('undated'); box.value = 'hidden'; box.dispatchEvent(new Event('change'))")
    assert number(page) == dated
    page.run("const box = document.getElementById('undated'); box.value = 'published'; box.dispatchEvent(new Event('change'))")
    assert number(page) == 120
    page.run("const box = document.getElementById('since'); box.value = box.max; box.dispatchEvent(new Event('input'))")
    assert number(page) == 120 - dated  # published on 3 May; what is dated is of April


def test_the_address_brings_back_what_was_looked_at(opened: Opened) -> None:
    page = opened(affair(), limit=20)
    choose(page, "stance", "Stated")
    page.run("rightsgraph.selectEntity(rightsgraph.drawn()[2])")
    page.wait("return location.hash.includes('entity=')")
    before = page.run("return [location.hash, document.querySelector('#evidence h2').textContent]")
    page.driver.refresh()
    page.wait("return window.rightsgraph !== undefined")
    page.ready()
    assert page.run("return document.querySelector('#evidence h2').textContent") == before[1]
    assert page.run("return document.querySelector('#facet-stance .toggle[aria-pressed=true] .label').textContent") == "Stated"


def test_a_link_to_a_claim_opens_it(opened: Opened) -> None:
    readings = affair()
    page = opened(readings)
    claim = readings[3].claims[0]
    page.run("location.hash = 'claim=' + arguments[0]", claim.id)
    page.wait("return document.querySelectorAll('#evidence article').length === 1")
    assert page.run("return document.querySelector('#evidence blockquote').textContent") == claim.evidence.quote
    assert claim.id in page.run("return document.querySelector('#evidence code').textContent")


@pytest.mark.parametrize("address", ["entity=nobody", "claim=none&from=x", "at=a,b,c", "stance=%3Cimg%3E", "view=table&since=2023-13-99&document=zz", "%"])
def test_an_address_that_names_nothing_here_does_no_harm(opened: Opened, address: str) -> None:
    page = opened(affair())
    page.run("location.hash = arguments[0]", address)
    page.wait("return new Promise((done) => setTimeout(() => done(true), 200))")
    assert len(page.run("return rightsgraph.drawn()")) == 58
    assert page.complaints() == []


def test_expanding_draws_neighbours(opened: Opened) -> None:
    page = opened(affair(), limit=8)
    page.run("rightsgraph.selectEntity(rightsgraph.drawn()[0])")
    assert page.run("return document.querySelector('.acts button').textContent").startswith("Draw ")
    page.run("document.querySelector('.acts button').click()")
    drawn = page.run("return rightsgraph.drawn()")
    assert len(drawn) > 8 and len(set(drawn)) == len(drawn)
    assert f"Showing {len(drawn)} of" in page.run(NOTICE)


def test_a_layout_is_loaded_and_put_back(opened: Opened) -> None:
    page = opened(affair())
    first = page.run("return rightsgraph.drawn()[0]")
    place = "return rightsgraph.network.getPositions([0])[0]"
    before = page.run(place)
    page.run("rightsgraph.loadLayout(arguments[0])",
             json.dumps({"format": "rightsgraph layout 1", "nodes": {first: [1234, -567, 1], "nobody": [0, 0], "__proto__": 3}}))
    assert page.run(place) == {"x": 1234, "y": -567}
    assert page.run("return document.getElementById('pinned').textContent") == "1 entity pinned"
    page.run("document.getElementById('reset-layout').click()")
    assert page.run(place) == before
    page.run("rightsgraph.loadLayout('<no layout>')")
    assert "no layout" in page.run(NOTICE)


def test_csv_and_svg_hold_what_is_seen(opened: Opened) -> None:
    page = opened(affair(), title="The Karsk affair")
    rows = list(csv.DictReader(io.StringIO(page.run("return rightsgraph.csv()").removeprefix("\ufeff"))))
    assert len(rows) == 120 and {row["subject"] for row in rows} <= {n["label"] for n in map_view(affair())["nodes"]}
    choose(page, "stance", "Denied")
    assert {row["stance"] for row in csv.DictReader(io.StringIO(page.run("return rightsgraph.csv()").removeprefix("\ufeff")))} == {"denied"}
    drawing = ElementTree.fromstring(page.run("return rightsgraph.svg()"))
    space = "{http://www.w3.org/2000/svg}"
    assert len(drawing.findall(f"{space}polyline")) > 100 and len(drawing.findall(f"{space}text")) > 10
    assert (drawing.findtext(f"{space}title") or "").startswith("The Karsk affair")


def test_pictures_hold_their_legend_and_shades(opened: Opened) -> None:
    page = opened(affair(), title="The Karsk affair", accusatory=ACCUSATORY)
    space = "{http://www.w3.org/2000/svg}"
    drawing = ElementTree.fromstring(page.run("return rightsgraph.svg()"))
    texts = [text.text for text in drawing.iter(f"{space}text")]
    view = map_view(affair(), accusatory=ACCUSATORY)
    stances = {edge["stance"] for edge in view["edges"]}
    told = {"asserted": "Stated", "alleged": "Alleged", "denied": "Denied", "negated": "Negated", "planned": "Planned",
            "requested": "Requested", "hypothetical": "Hypothetical"}
    assert {told[stance] for stance in stances} <= set(texts) and {"Person", "Organization"} <= set(texts)
    assert "Each line is a claim that a document makes, not a fact." in texts
    assert drawing.findall(f"{space}polygon")
    page.run("document.getElementById('regions').click()")
    assert not ElementTree.fromstring(page.run("return rightsgraph.svg()")).findall(f"{space}polygon")


def test_the_png_is_the_canvas_with_a_foot(opened: Opened) -> None:
    page = opened(affair(), title="The Karsk affair " + "x" * 300)
    page.run("""window.blobs = []; const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => { window.blobs.push(blob); return make.call(URL, blob); };
        document.getElementById("save-png").click()""")
    page.wait("return window.blobs.length")
    size = page.driver.execute_async_script("""const done = arguments[0], canvas = document.querySelector("#canvas canvas");
        createImageBitmap(window.blobs[0]).then((image) => done([image.width - canvas.width, image.height - canvas.height]))""")
    assert size[0] == 0 and 60 < size[1] < 200


def test_files_of_hostile_texts_are_harmless(opened: Opened) -> None:
    page = opened(hostile())
    drawing = ElementTree.fromstring(page.run("return rightsgraph.svg()"))
    assert not [item for item in drawing.iter() if item.tag.endswith(("script", "img", "foreignObject", "a"))]
    rows = list(csv.DictReader(io.StringIO(page.run("return rightsgraph.csv()").removeprefix("\ufeff"), newline="")))
    assert len(rows) == 2 * len(HOSTILE)
    assert not [row for row in rows if row["subject"].startswith(("=", "+", "@", "-"))]


def test_names_in_other_scripts_are_written(opened: Opened) -> None:
    names = ("សុខ សុភា", "ليلى حداد", "王小明", "דנה לוי")
    people = [entity(name, EntityType.PERSON) for name in names]
    hub = entity("Karsk", EntityType.PLACE)
    page = opened([reading_of("0" * 16, [(one, "visited", "visited", hub, {}) for one in people], title="t")])
    page.wait("return rightsgraph.names().length >= 5")
    assert set(names) <= {text for _, text, _ in page.run("return rightsgraph.names()")}
    assert page.run("return rightsgraph.selectEntity(arguments[0])", people[1].id)
    assert page.run("return getComputedStyle(document.querySelector('#evidence h2')).direction") == "rtl"


def test_no_name_covers_another(opened: Opened) -> None:
    page = opened(affair())
    page.wait("return rightsgraph.names().length > 10")
    boxes = [box for _, _, box in page.run("return rightsgraph.names()")]
    over = [(a, b) for i, a in enumerate(boxes) for b in boxes[:i]
            if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]
    assert over == []
