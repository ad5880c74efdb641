"""The map in a notebook."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from kg.graph import Graph
from kg.maps import inline_map, map_view
from kg.store import MemoryStore
from tests.maps.conftest import Browser
from tests.maps.sample import affair


def test_the_page_is_in_the_output_and_the_frame_is_nobodys() -> None:
    shown = inline_map(map_view(affair()), height=300)
    output = shown._repr_html_()
    held = re.fullmatch(r'<iframe [^<>]*srcdoc="([^"]*)" sandbox="allow-scripts allow-downloads" [^<>]*height:300px[^<>]*></iframe>', output)
    assert held and html.unescape(held[1]) == shown.page
    assert "HTML" in repr(shown) and len(repr(shown)) < 100


def test_it_draws_inside_another_page_and_asks_for_nothing(browser: Browser, tmp_path: Path) -> None:
    around = tmp_path / "notebook.html"
    around.write_text(f"<!DOCTYPE html><title>a notebook</title>{inline_map(map_view(affair()))._repr_html_()}", "utf-8")
    browser.driver.get("about:blank")
    browser.driver.get_log("browser")
    browser.driver.get_log("performance")
    browser.driver.get(around.as_uri())
    browser.driver.switch_to.frame(0)
    try:
        browser.wait("return window.rightsgraph !== undefined")
        browser.ready()
        assert len(browser.run("return rightsgraph.drawn()")) > 40
        browser.run("rightsgraph.selectEdge(0); document.querySelector('.why a').click()")
        assert browser.run("return document.querySelectorAll('#evidence article').length") == 1
        assert browser.run("return location.href").startswith("about:srcdoc")
    finally:
        browser.driver.switch_to.default_content()
    assert browser.complaints() == []
    assert [url for url in browser.requests() if not url.endswith("/notebook.html")] == []


def test_a_graph_shows_itself() -> None:
    store = MemoryStore()
    for reading in affair(claims=10, documents=2):
        store.put(reading)
    store.finish()
    assert "Karsk" in Graph(store).show(title="Karsk").page


def test_a_notebook_holds_the_map(tmp_path: Path) -> None:
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed")
    root = str(Path(__file__).resolve().parents[2])
    code = f"import sys; sys.path.insert(0, {root!r})\nfrom kg.maps import inline_map, map_view\nfrom tests.maps.sample import affair\ninline_map(map_view(affair()))"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    [output] = notebook.cells[0].outputs
    assert output.data["text/html"].startswith("<iframe ") and "srcdoc=" in output.data["text/html"]
