"""A headless Chromium that records what a page asks for and complains of."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest

FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
         "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1280,800")


class Browser:
    """A page under test: `run` gives a script's result, `complaints` and `requests` what the page did so far."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver
        self._requests: list[str] = []

    def open(self, path: Path) -> None:
        """Open a file, after forgetting what earlier pages did."""
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.driver.get(path.as_uri())
        self.wait("return window.rightsgraph !== undefined")
        self.ready()

    def ready(self) -> None:
        """Wait until all claims are unpacked."""
        self.driver.execute_async_script("const done = arguments[0]; rightsgraph.ready.then(done, done)")

    def run(self, script: str, *arguments: object) -> Any:
        """Run JavaScript that ends in a return."""
        return self.driver.execute_script(script, *arguments)

    def wait(self, script: str) -> None:
        """Wait until a script returns something true."""
        from selenium.webdriver.support.ui import WebDriverWait

        WebDriverWait(self.driver, 15).until(lambda driver: driver.execute_script(script))

    def complaints(self) -> list[str]:
        """Return all that the console shows: errors, warnings, policy violations."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """Return the addresses that the page asked for, data addresses left out."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        sent = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
        return [url for url in sent if urlparse(url).scheme not in ("data", "about")]


def _missing(reason: str) -> None:
    if os.environ.get("KG_REQUIRE_BROWSER") == "1":
        pytest.fail(f"KG_REQUIRE_BROWSER=1, but {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A Chromium with a profile of its own."""
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not chromedriver:
        _missing("chromium and chromedriver are not installed")
    try:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service
    except ImportError:
        _missing("selenium is not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = str(chromium)
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(chromedriver)))
    yield Browser(driver)
    driver.quit()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Callable[..., Browser]:
    """Return a function that writes a map of readings and opens it."""
    from kg.maps import write_map

    def open_map(readings: object, **options: Any) -> Browser:
        browser.open(write_map(readings, tmp_path / "map.html", **options))  # type: ignore[arg-type]
        return browser

    return open_map
