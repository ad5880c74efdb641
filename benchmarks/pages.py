"""Measure the local pages of `kg serve`: time of an answer, first paint, requests, hostile texts, accessibility.

    python -m benchmarks.pages --graph DIR [--axe node_modules/axe-core/axe.min.js] [--shots FOLDER]

Every page is opened in headless Chromium by the address that a reader would follow: overview, names, the most mentioned
entity, documents, the longest document, map, a named question. The graph of hostile texts is that of the tests.
"""

from __future__ import annotations

import argparse
import base64
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx

from benchmarks.maps import AXE, asked, browser
from kg.store import create_store
from tests.maps.sample import HOSTILE, hostile
from tests.server.conftest import start

PAINT = """const [paint] = performance.getEntriesByName('first-contentful-paint');
return paint ? paint.startTime : null;"""
SETTLED = "return document.readyState === 'complete' && !document.querySelector('meta[http-equiv=refresh]')"
SIZES = {"phone": (390, 844), "laptop": (1366, 768)}
LIKES_HTML = {"accept": "text/html"}


@contextmanager
def serving(graph: Path) -> Iterator[str]:
    """Serve a graph and give its address; no token is asked for."""
    server = start(graph, "--no-token")
    try:
        yield server.url
    finally:
        server.stop()


def addresses(url: str) -> dict[str, str]:
    """Return the pages that are looked at, by name."""
    with httpx.Client(base_url=url, timeout=120, trust_env=False) as client:
        overview = client.get("/", params={"format": "json"}).json()
    most = max((one for ones in overview["most_mentioned"].values() for one in ones), key=lambda one: one["mentions"])
    longest = max(overview["newest_documents"], key=lambda one: one["claims"])
    entity = f"/entity/{quote(most['id'], safe=':')}"
    return {
        "overview": "/", "names": "/entities", "a name searched": "/entities?text=a", "an entity": entity,
        "documents": "/documents", "a document": f"/document/{longest['id']}",
        "map": "/map", "map around an entity": f"/map?focus={quote(most['id'])}",
        "questions": "/query", "a question answered": "/query?question=who-met-whom",
    }


def answered(url: str, path: str) -> str:
    """Return in words how long a page takes the first time and in the middle of five more, and how long it is."""
    times = []
    with httpx.Client(base_url=url, timeout=300, trust_env=False) as client:
        for _ in range(6):
            began = time.perf_counter()
            while (answer := client.get(path, headers=LIKES_HTML)).status_code == 202:
                time.sleep(0.2)
            times.append(time.perf_counter() - began)
            answer.raise_for_status()
    return f"{1000 * times[0]:.0f} | {1000 * statistics.median(times[1:]):.0f} | {len(answer.content) / 1000:.0f}"


def opened(driver: Any, url: str, path: str) -> tuple[list[str], float | None]:
    """Open a page; return what it asked of anybody but the server, and when it first painted, in milliseconds."""
    driver.get("about:blank")
    driver.get_log("performance")
    driver.get(url + path)
    for _ in range(200):  # a map that is being drawn comes by itself
        if driver.execute_script(SETTLED):
            break
        time.sleep(0.2)
    time.sleep(0.4)
    outside = [found for found in asked(driver, Path("/")) if urlsplit(found).netloc != urlsplit(url).netloc]
    return outside, driver.execute_script(PAINT)


def measure_times(driver: Any, url: str, pages: dict[str, str]) -> None:
    """Print a row for each page."""
    print("| page | answer the first time, ms | again, ms | KB | first paint, ms | requests to others |\n|---|---|---|---|---|---|")
    for name, path in pages.items():
        row = answered(url, path)
        outside, paint = opened(driver, url, path)
        print(f"| {name} | {row} | {paint or 0:.0f} | {len(outside)} |", flush=True)


def measure_hostile(driver: Any) -> str:
    """Return how many of the hostile texts ran or asked for something on any page, and on how many they stand as text."""
    with tempfile.TemporaryDirectory() as folder:
        store = create_store(Path(folder) / "graph", release="benchmark")
        for reading in hostile():
            store.put(reading)
        store.finish()
        ids = [(reading.document.id, reading.entities[0].id, reading.document.title) for reading in store.readings()]
        with serving(Path(folder) / "graph") as url:
            general = [*addresses(url).values(), "/entities?text=%3C", "/documents?text=%3C"]
            ran, outside, shown = 0, 0, 0
            for path in general:
                ran, outside = _counted(driver, url, path, ran, outside)
            for document, entity, title in ids:
                ran, outside = _counted(driver, url, f"/entity/{quote(entity, safe=':')}", ran, outside)
                ran, outside = _counted(driver, url, f"/document/{document}", ran, outside)
                shown += driver.execute_script("return document.body.textContent.includes(arguments[0])", title.strip())
    return f"{len(HOSTILE)} texts on {len(general) + 2 * len(ids)} pages: {ran} run, {outside} requests, {shown} shown as text"


def _counted(driver: Any, url: str, path: str, ran: int, outside: int) -> tuple[int, int]:
    found, _ = opened(driver, url, path)
    taken = driver.execute_script("return document.title === 'taken' || document.querySelectorAll('main [onerror]').length > 0")
    return ran + bool(taken), outside + len(found)


def measure_accessibility(driver: Any, url: str, pages: dict[str, str], axe: Path) -> None:
    """Print what axe-core objects to on each page, in light and dark, on a laptop and on a phone."""
    for scheme in ("light", "dark"):
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
        for device, (width, height) in SIZES.items():
            _resize(driver, width, height)
            for name, path in pages.items():
                opened(driver, url, path)
                driver.execute_cdp_cmd("Runtime.evaluate", {"expression": axe.read_text("utf-8")})
                found = driver.execute_async_script(AXE)
                wide = driver.execute_script("return document.documentElement.scrollWidth > innerWidth")
                print(f"{scheme}, {device}, {name}: {len(found)} violations{', wider than the screen' * wide}"
                      + "".join(f"\n    {one}" for one in found), flush=True)


def take_shots(driver: Any, url: str, pages: dict[str, str], folder: Path) -> None:
    """Write a picture of each page, light on a laptop and dark on a phone."""
    folder.mkdir(parents=True, exist_ok=True)
    for scheme, device in (("light", "laptop"), ("dark", "phone")):
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
        width, height = SIZES[device]
        for name, path in pages.items():
            _resize(driver, width, height)
            opened(driver, url, path)
            long = driver.execute_script("return document.documentElement.scrollHeight")
            _resize(driver, width, min(max(long, height), 3000))
            shot = driver.execute_cdp_cmd("Page.captureScreenshot", {})["data"]
            (folder / f"{device}-{name.replace(' ', '-')}.png").write_bytes(base64.b64decode(shot))


def _resize(driver: Any, width: int, height: int) -> None:
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                           {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--graph", type=Path, required=True)
    parser.add_argument("--axe", type=Path)
    parser.add_argument("--shots", type=Path)
    options = parser.parse_args()
    print(f"load average {os.getloadavg()[0]:.1f}")
    with browser() as driver, serving(options.graph) as url:
        pages = addresses(url)
        measure_times(driver, url, pages)
        if options.axe:
            measure_accessibility(driver, url, pages, options.axe)
        if options.shots:
            take_shots(driver, url, pages, options.shots)
    with browser() as driver:
        print(measure_hostile(driver))


if __name__ == "__main__":
    main()
