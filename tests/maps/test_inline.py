"""The map in a notebook."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

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


# The parts of JupyterLab's page that stand around an output, with its policy of styles and the sanitised HTML of a mime bundle.
LAB = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>lab</title></head><body data-jp-theme-light="false">
<div class="jp-Notebook" style="overflow: auto; height: 700px; contain: strict"><div class="jp-Cell-outputWrapper">
<div class="jp-OutputArea jp-Cell-outputArea"><div class="jp-OutputArea-child"><div class="jp-OutputPrompt">[1]:</div>
<div class="lm-Widget jp-RenderedHTMLCommon jp-RenderedHTML jp-OutputArea-output" tabindex="0" data-mime-type="text/html">
</div></div></div></div></div></body></html>"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """The address of a server that gives a page like JupyterLab's and the output of a cell."""
    (tmp_path / "lab.html").write_text(LAB, "utf-8")
    (tmp_path / "output.html").write_text(inline_map(map_view(affair()))._repr_html_(), "utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=tmp_path)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_it_draws_in_an_output_area_as_jupyterlab_puts_it_there(browser: Browser, lab: str) -> None:
    browser.driver.get("about:blank")
    browser.driver.get(f"{lab}/lab.html")
    # JupyterLab sets the text of the mime bundle as innerHTML of a node that is then attached.
    browser.driver.execute_async_script("""const done = arguments[0];
        fetch("output.html").then((answer) => answer.text()).then((text) => {
          document.querySelector(".jp-OutputArea-output").innerHTML = text; done(); });""")
    browser.driver.get_log("browser")
    browser.requests()
    browser.driver.switch_to.frame(0)
    try:
        browser.wait("return window.rightsgraph !== undefined")
        browser.ready()
        browser.wait("return rightsgraph.names().length > 5")
        assert browser.run("""const canvas = document.querySelector("#canvas canvas");
            return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0)""")
        size = browser.run("return [innerWidth, innerHeight]")
        assert size[0] > 600 and size[1] == 640
        assert browser.run("return self.origin") == "null"  # nobody's: not the notebook's
        assert browser.run("try { return parent.document.title } catch (error) { return error.name }") == "SecurityError"
        browser.run("rightsgraph.selectEntity(rightsgraph.drawn()[0]); document.getElementById('show-table').click()")
        assert browser.run("return document.querySelectorAll('#claims tr').length") == 100
    finally:
        browser.driver.switch_to.default_content()
    assert browser.requests() == []
    assert [complaint for complaint in browser.complaints() if "SecurityError" not in complaint] == []


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
