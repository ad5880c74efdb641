"""The files that pages load: those on record, and ours, which set text only."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.resources import files

import httpx
import pytest

from kg.server.assets import ASSETS

FOLDER = files("kg.server") / "assets"


def test_yasqe_is_the_file_on_record() -> None:
    record = json.loads((FOLDER / "yasqe.json").read_text("utf-8"))
    for name, digest in record["sha256"].items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest
    assert set(record["sha256"]) == {"yasqe.min.js", "yasqe.min.css"}
    licences = (FOLDER / "yasqe.LICENSES").read_text("utf-8")
    for part in ("@zazuko/yasqe " + record["version"], "codemirror", "lodash-es", "store", "query-string", "dompurify", "events"):
        assert part in licences


def test_our_scripts_set_text_only_and_keep_nothing() -> None:
    for name in ("query.js", "network.js"):
        source = (FOLDER / name).read_text("utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|fetch\(|Storage|cookie|indexedDB", source)
        assert not re.search(r"https?://", source)
    assert "@import" not in (FOLDER / "page.css").read_text("utf-8") and "url(" not in (FOLDER / "page.css").read_text("utf-8")


def test_no_template_lets_markup_through() -> None:
    for template in (files("kg.server") / "templates").iterdir():
        source = template.read_text("utf-8").replace(" ", "")
        assert "|safe" not in source and "autoescape" not in source and "style=" not in source and "onclick" not in source


@pytest.mark.parametrize("name", ASSETS)
def test_assets_are_sent_without_source_maps(client: httpx.Client, name: str) -> None:
    answer = client.get(f"/assets/{name}")
    assert answer.status_code == 200 and answer.headers["content-type"] in ("text/css; charset=utf-8", "text/javascript; charset=utf-8")
    assert b"sourceMappingURL" not in answer.content


@pytest.mark.parametrize("name", ["yasqe.json", "../guard.py", "..%2fguard.py", "nothing.js"])
def test_nothing_else_is_sent(client: httpx.Client, name: str) -> None:
    assert client.get(f"/assets/{name}").status_code == 404
