"""Moving the map: a bitmap is moved, and what it shows is what a true drawing shows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.maps.conftest import Browser
from tests.maps.sample import affair

Opened = Callable[..., Browser]
SETUP = """
window.drawings = 0;
rightsgraph.network.on("afterDrawing", () => { window.drawings += 1; });
window.pixels = () => { const canvas = document.querySelector("#canvas canvas");
  return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data; };
// On white; a line may be smoothed a little otherwise where the edge of the canvas cuts it.
window.differing = (a, b) => { let count = 0;
  const on = (all, i, j) => 255 - (255 - all[i + j]) * all[i + 3] / 255;
  for (let i = 0; i < a.length; i += 4) if ([0, 1, 2].some((j) => Math.abs(on(a, i, j) - on(b, i, j)) > 64)) count += 1;
  return count; };
window.frame = () => new Promise((done) => requestAnimationFrame(done));
window.pause = (ms) => new Promise((done) => setTimeout(done, ms));
window.shift = async (right, down, frames) => {
  const network = rightsgraph.network;
  for (let i = 0; i < frames; i += 1) {
    const { x, y } = network.getViewPosition(), scale = network.getScale();
    network.moveTo({ position: { x: x - right / scale, y: y - down / scale }, animation: false });
    await frame();
  }
};
"""
MOVED = """const [right, down, done] = arguments;
(async () => {
  await pause(400);
  await shift(right, down, 6);
  const before = window.drawings;
  await shift(right, down, 6);
  const earlier = pixels();
  ACT; await frame(); await frame();
  const drawings = window.drawings - before, moved = pixels();
  await pause(500);
  const still = pixels(), blank = new Uint8ClampedArray(still.length);
  done([drawings, differing(moved, still), differing(earlier, still), differing(still, blank)]);
})();"""
ROUGH = 40  # pixels of some 600,000


def test_the_version_that_was_written_for_is_the_one_that_ships(opened: Opened) -> None:
    assets = files("kg.maps") / "assets"
    version = json.loads((assets / "vis-network.json").read_text())["version"]
    source = (assets / "moving.js").read_text("utf-8")
    assert f"version {version}." in source, "vis-network changed: compare its renderer's _redraw with paint in moving.js, then name the version there"
    steps = ("_drawEdges", "_drawNodes", "_drawArrows", "beforeDrawing", "afterDrawing")
    text = (assets / "vis-network.min.js").read_text("utf-8")
    start = text.index("_redraw(){let ")
    body = text[start:text.index("_resizeNodes(){", start)]
    missing = [step for step in steps if step not in body]
    assert not missing, f"vis-network's _redraw no longer has {missing}"
    assert opened(affair(claims=3)).run("return typeof rightsgraph.network.renderer._redraw") == "function"


def test_a_version_without_what_is_needed_is_refused_in_words(opened: Opened, tmp_path: Path) -> None:
    page = opened(affair(claims=3))
    broken = page.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": """let held, make;
        const broken = function (...all) { const made = new make(...all); made.renderer._drawArrows = null; return made; };
        Object.defineProperty(window, "vis", { get: () => held, set(value) { held = value;
          Object.defineProperty(value, "Network", { get: () => broken, set(made) { make = made; } }); } });"""})
    try:
        page.open(tmp_path / "map.html")
        assert "_drawArrows" in page.run("return document.getElementById('show-map').title")
        assert page.run("return document.querySelectorAll('#claims tr').length") == 3  # the table still stands
    finally:
        page.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", broken)


@pytest.fixture
def ratio(browser: Browser) -> Iterator[Callable[[float], None]]:
    """A function that sets the device pixels of a CSS pixel."""
    def set_(ratio_: float) -> None:
        size = {"width": 1280, "height": 800, "deviceScaleFactor": ratio_, "mobile": False}
        browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    yield set_
    browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def moved(page: Browser, right: float, down: float, act: str = "") -> Any:
    """Move by so many CSS pixels a frame, then act.

    Returns the true drawings meanwhile; the pixels that then differ from a true drawing, those that differed before the act,
    and all that are drawn.
    """
    page.run(SETUP)
    return page.driver.execute_async_script(MOVED.replace("ACT", act), right, down)


@pytest.mark.parametrize("pixels", [1, 2, 1.5])
def test_a_moved_bitmap_is_what_a_true_drawing_shows(opened: Opened, ratio: Callable[[float], None], pixels: float) -> None:
    ratio(pixels)
    page = opened(affair())
    page.run("rightsgraph.network.moveTo({ scale: 0.7, animation: false })")
    drawings, wrong, _, drawn = moved(page, 4, -6)
    assert drawings == 0  # a bitmap was moved
    assert drawn > 5_000 and wrong < ROUGH


def test_where_the_margin_is_used_up_it_is_drawn_anew(opened: Opened) -> None:
    page = opened(affair())
    page.run("rightsgraph.network.moveTo({ scale: 0.7, animation: false })")
    drawings, wrong, _, drawn = moved(page, 60, 8)
    assert 0 < drawings <= 3
    assert drawn > 2_000 and wrong < ROUGH


@pytest.mark.parametrize("act", [
    "rightsgraph.network.moveNode(2, 40, 60)",
    "rightsgraph.network.body.emitter.emit('click', { nodes: [0], edges: [], pointer: { canvas: { x: 0, y: 0 } } })",
    "document.querySelector('#facet-stance .toggle').click()",
    "rightsgraph.expand(rightsgraph.drawn()[0])",
    "rightsgraph.network.body.nodes[0].hover = true; rightsgraph.network.redraw()",
    "dispatchEvent(new Event('beforeprint'))",
])
def test_what_changes_while_the_map_moves_is_seen_at_once(opened: Opened, act: str) -> None:
    page = opened(affair(), limit=12)
    if "beforeprint" in act:
        dark = [{"name": "prefers-color-scheme", "value": "dark"}]
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": dark})
    try:
        drawings, wrong, changed, _ = moved(page, 3, 2, act)
        assert drawings > 0 and wrong < ROUGH < changed
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_zooming_a_large_map_stretches_the_bitmap_and_ends_true(opened: Opened) -> None:
    page = opened(affair(people=120, claims=700), limit=1000)
    page.run(SETUP)
    page.run("document.getElementById('fit').click()")
    assert page.driver.execute_async_script("""const done = arguments[0], network = rightsgraph.network;
        (async () => { await pause(800); const start = window.drawings;
          for (let i = 0; i < 20; i += 1) { network.moveTo({ scale: network.getScale() * 1.01, animation: false }); await frame(); }
          const during = window.drawings - start; await pause(500); done([during, rightsgraph.names().length > 10]); })()""")


def test_a_slow_machine_moves_the_bitmap_too(opened: Opened) -> None:
    page = opened(affair(people=120, claims=700), limit=1000)
    page.driver.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": 20})
    try:
        drawings, *_ = moved(page, 2, 1)
        assert drawings == 0
    finally:
        page.driver.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": 1})


def test_names_are_placed_once_after_zooming_and_it_rests(opened: Opened) -> None:
    page = opened(affair())
    page.run(SETUP)
    page.run("document.getElementById('fit').click()")
    count = "const done = arguments[0]; setTimeout(() => { const n = window.drawings; setTimeout(() => done(window.drawings - n), 600); }, 900)"
    assert page.driver.execute_async_script(count) == 0  # nothing is drawn while nothing happens
