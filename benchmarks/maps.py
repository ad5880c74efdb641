"""Measure the map: layout, file, first paint beside pyvis's own page, panning, requests, hostile texts, accessibility.

    python -m benchmarks.maps [--only panning] [--axe node_modules/axe-core/axe.min.js] [--sizes 1000 5000 20000] [-o FOLDER]

Readings are those of `benchmarks.graph_generator`, in memory. Chromium runs headless, without a graphics card. pyvis's page
loads vis-network from the network; here it gets the copy that the package ships, inlined, so that it can draw at all, and
keeps pyvis's settings (physics with stabilization). axe-core is the npm package `axe-core`.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import networkx as nx

from benchmarks.graph_generator import readings
from benchmarks.panning import measure_moving
from kg.maps import render_map
from kg.maps.choosing import tie_graph
from kg.maps.view import View, map_view
from kg.model import Reading
from kg.network.layout import positions
from kg.ontology import load_ontology

FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
         "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1400,900")
PATIENCE = 100.0  # seconds for a page; selenium itself waits for 120
PAINTED = """const done = arguments[arguments.length - 1];
const told = () => {
  const [paint, mark, all] = ['first-contentful-paint', 'drawn', 'complete'].map((name) => performance.getEntriesByName(name)[0]);
  if (mark && all && paint) done([paint.startTime, mark.startTime, all.startTime]); else setTimeout(told, 20); }; told();"""

STATES = {"first sight": "", "a claim open": "rightsgraph.selectEdge(0); document.querySelector('.why').open = true",
          "filtered": "document.querySelector('#facet-stance .toggle').click()",
          "table": "document.getElementById('show-table').click()"}
AXE = """const done = arguments[0];
axe.run(document).then((found) => done(found.violations.map((one) => [one.impact, one.id, one.nodes.length,
  one.nodes[0].html.slice(0, 120)])));"""
COLUMNS = ("entities", "claims", "file", "made in", "first paint", "map drawn", "all unpacked", "requests")


def taken(nodes: int) -> list[Reading]:
    """Return as many readings as have this many entities, and as many claims as they have."""
    found, seen = [], set[str]()
    for reading in readings():
        found.append(reading)
        seen.update(entity.id for entity in reading.entities)
        if len(seen) >= nodes:
            return found
    raise AssertionError("readings have no end")


@contextmanager
def browser() -> Iterator[Any]:
    """Start a Chromium with a profile of its own."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    with tempfile.TemporaryDirectory() as profile:
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        driver = webdriver.Chrome(options=options, service=Service(str(shutil.which("chromedriver"))))
        driver.set_script_timeout(PATIENCE)
        driver.set_page_load_timeout(PATIENCE)
        try:
            yield driver
        finally:
            driver.quit()


def opened(driver: Any, path: Path) -> list[str]:
    """Open a page and return the addresses that it asked for, its own and data left out."""
    driver.get("about:blank")
    driver.get_log("performance")
    driver.get(path.as_uri())
    driver.execute_async_script("const done = arguments[0]; rightsgraph.ready.then(() => setTimeout(done, 300), done)")
    return asked(driver, path)


def asked(driver: Any, path: Path) -> list[str]:
    """Return what was asked for since this was last looked at."""
    events = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    sent = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    return [url for url in sent if urlparse(url).scheme not in ("data", "about", "blob") and url.partition("#")[0] != path.as_uri()]


def measure_layout(found: list[Reading]) -> str:
    """Return in words how long a layout of all entities with ties takes, on the clock and of the processor."""
    view = map_view(found, limit=1)
    pairs = [(edge["from"], edge["to"]) for edge in view["edges"]]
    graph: nx.Graph[str] = tie_graph({id_ for pair in pairs for id_ in pair}, pairs)
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(sorted(graph))
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.edges()))
    began, busy = time.perf_counter(), time.process_time()
    positions(ordered)
    clock, busy = time.perf_counter() - began, time.process_time() - busy
    return f"{len(ordered):,} nodes with {ordered.number_of_edges():,} ties: {clock:.2f} s ({busy:.2f} s of the processor)"


def pyvis_page(view: View, path: Path) -> Path:
    """Write pyvis's own page of all entities and edges, with vis-network inlined and a mark when it has settled."""
    from pyvis.network import Network

    network = Network(height="800px", width="100%", directed=True, cdn_resources="remote")
    for node in view["nodes"]:
        network.add_node(node["id"], label=node["label"], title=node["label"])
    for edge in view["edges"]:
        network.add_edge(edge["from"], edge["to"], title=edge["label"])
    source = files("kg.maps").joinpath("assets", "vis-network.min.js").read_text("utf-8")
    page = re.sub(r"<link[^>]*>|<script[^>]*src=[^>]*></script>", "", network.generate_html())
    marks = """<script>addEventListener('load', () => { network.once('afterDrawing', () => performance.mark('drawn'));
        network.once('stabilizationIterationsDone', () => performance.mark('complete')); });</script>"""
    inlined = "<script>" + source.replace("</script", "<\\/script") + "</script>" + marks
    path.write_text(page.replace("<head>", "<head>" + inlined, 1), "utf-8")
    return path


def paint_of_pyvis(path: Path) -> str:
    """Return in words when pyvis's page first showed something of its graph; in a browser of its own, which it may block."""
    from selenium.common.exceptions import WebDriverException
    from urllib3.exceptions import HTTPError

    with browser() as driver:
        try:
            driver.get(path.as_uri())
            paint, mark, settled = driver.execute_async_script(PAINTED)
        except (WebDriverException, HTTPError):
            return f"not settled in {PATIENCE:.0f} s"
    return f"paint {paint / 1000:.2f} s, drawn {mark / 1000:.2f} s, settled {settled / 1000:.1f} s"


def measure_page(driver: Any, found: list[Reading], folder: Path) -> str:
    """Return a row of what one size gives."""
    began = time.perf_counter()
    view = map_view(found, ontology=load_ontology())
    path = folder / f"map-{len(view['nodes'])}.html"
    path.write_text(render_map(view), "utf-8")
    made = time.perf_counter() - began
    times = []
    for _ in range(3):
        outside = opened(driver, path)
        times.append(driver.execute_async_script(PAINTED))
    paint, mark, whole = sorted(times, key=lambda one: one[1])[1]
    cells = (f"{len(view['nodes']):,}", f"{len(view['claims']):,}", f"{path.stat().st_size / 1e6:.2f} MB", f"{made:.1f} s",
             *(f"{time_ / 1000:.2f} s" for time_ in (paint, mark, whole)), str(len(outside)))
    return f"| {' | '.join(cells)} |"


def measure_panning(driver: Any, found: list[Reading], folder: Path, *, limit: int) -> list[str]:
    """Return how smoothly a map with so many entities drawn moves."""
    path = folder / f"panning-{limit}.html"
    view = map_view(found, limit=limit, ontology=load_ontology())
    path.write_text(render_map(view), "utf-8")
    opened(driver, path)
    lines = sum(1 for edge in view["edges"] if "x" in _node(view, edge["from"]) and "x" in _node(view, edge["to"]))
    head = f"{sum('x' in node for node in view['nodes'])} entities and {lines} lines drawn; load average {os.getloadavg()[0]:.1f}"
    return [head, *measure_moving(driver)]


def _node(view: View, id_: str) -> View:
    index = view.setdefault("by id", {node["id"]: node for node in view["nodes"]})
    node: View = index[id_]
    return node


def measure_hostile(driver: Any, folder: Path) -> str:
    """Return how many of forty hostile texts ran, asked for something, or were not shown as they are."""
    from tests.maps.sample import HOSTILE, hostile

    path = folder / "hostile.html"
    found = hostile()
    path.write_text(render_map(map_view(found, title="Hostile")), "utf-8", "replace")
    outside = opened(driver, path)
    shown = 0
    for reading in found:
        id_ = next(entity.id for entity in reading.entities if entity.id.startswith("person:"))
        driver.execute_script("rightsgraph.selectEntity(arguments[0])", id_)
        shown += driver.execute_script("return document.querySelector('#evidence h2').textContent") == reading.document.title
    driver.execute_script("document.getElementById('show-table').click(); rightsgraph.csv(); rightsgraph.svg()")
    time.sleep(0.5)
    ran = driver.title != "Hostile"
    outside += asked(driver, path)
    return f"{len(HOSTILE)} texts: {int(ran)} run, {len(outside)} requests, {shown} shown as text, letter for letter"


def measure_accessibility(driver: Any, found: list[Reading], axe: Path, folder: Path) -> list[str]:
    """Return what axe-core objects to, by state of the page and seriousness."""
    path = folder / "axe.html"
    path.write_text(render_map(map_view(found, ontology=load_ontology())), "utf-8")
    told = []
    for dark in ("light", "dark"):
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": dark}]})
        opened(driver, path)
        driver.execute_script(axe.read_text("utf-8"))
        for state, act in STATES.items():
            driver.execute_script(act)
            time.sleep(0.5)
            result = driver.execute_async_script(AXE)
            told.append(f"{dark}, {state}: {len(result)} violations" + "".join(f"\n    {violation}" for violation in result))
    return told


def measure_others(driver: Any, folder: Path, options: argparse.Namespace) -> None:
    """Print all figures of the page but those of moving it."""
    for size in options.sizes:
        print("layout of", measure_layout(taken(size * 17 // 10)), flush=True)
    print(f"| {' | '.join(COLUMNS)} |", "|---" * len(COLUMNS) + "|", sep="\n")
    for size in options.sizes:
        print(measure_page(driver, taken(size), folder), flush=True)
    print(measure_hostile(driver, folder), flush=True)
    if options.axe:
        few = list(itertools.islice(readings(), 30))
        print("axe-core:", *measure_accessibility(driver, few, options.axe, folder), sep="\n  ")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 20000])
    parser.add_argument("--axe", type=Path)
    parser.add_argument("--only", choices=["panning"], help="measure only this")
    parser.add_argument("--pyvis", type=int, default=5000, help="largest size at which pyvis's page is tried")
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as spare, browser() as driver:
        folder = options.output or Path(spare)
        folder.mkdir(parents=True, exist_ok=True)
        print(f"load average {os.getloadavg()[0]:.1f}; Chromium {driver.capabilities['browserVersion']}", flush=True)
        for limit in (300, 1000):
            print("moving:", *measure_panning(driver, taken(3 * limit), folder, limit=limit), sep="\n  ", flush=True)
        if options.only:
            return
        measure_others(driver, folder, options)
    with tempfile.TemporaryDirectory() as spare:
        for size in (size for size in options.sizes if size <= options.pyvis):
            page = pyvis_page(map_view(taken(size)), Path(spare) / "pyvis.html")
            print(f"pyvis's page of {size:,} entities:", paint_of_pyvis(page), flush=True)


if __name__ == "__main__":
    main()
