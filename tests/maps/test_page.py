"""The written file: deterministic, self-contained, and never half there."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from kg.errors import OutputFailed
from kg.maps.packing import unpacked
from kg.maps.page import inline_script, json_for_html, render_map, write_map
from kg.maps.view import map_view
from tests.maps.sample import affair, hostile

SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def test_same_readings_give_same_bytes_in_another_process(tmp_path: Path) -> None:
    here = write_map(affair(), tmp_path / "a.html")
    code = "import sys; from kg.maps import write_map; from tests.maps.sample import affair; write_map(affair(), sys.argv[1])"
    environment = {**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "b.html")], check=True, env=environment)
    assert here.read_bytes() == (tmp_path / "b.html").read_bytes()


def test_only_the_map_lands_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert write_map([], "map.html") == Path("map.html")
    assert [path.name for path in tmp_path.iterdir()] == ["map.html"]


def test_an_unwritable_path_is_told_and_the_old_file_stays(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "file" / "map.html", tmp_path / "folder"):
        with pytest.raises(OutputFailed, match=r"cannot be written"):
            write_map(affair(), path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "old"


def test_policy_names_the_scripts_by_hash_and_nothing_loose() -> None:
    page = render_map(map_view(affair()))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    named = policy[1].replace("&#39;", "'").replace("&#43;", "+")
    assert named.startswith("default-src 'none'; script-src 'sha256-") and "unsafe" not in named
    for script in SCRIPT.findall(page):
        assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in named
    assert len(SCRIPT.findall(page)) == 2


def test_page_refers_to_nothing_outside() -> None:
    page = render_map(map_view(affair()))
    outside = SCRIPT.sub("", page)
    assert not re.search(r"https?://", outside)
    assert re.findall(r"""(?:src|href)=["']?([^"'\s>]*)""", outside) == ["data:,", "#table-view"]
    assert "sourceMappingURL" not in page
    assert "@import" not in page and "url(" not in (files("kg.maps") / "assets" / "page.css").read_text()


def test_our_scripts_set_text_only() -> None:
    for asset in (files("kg.maps") / "assets").iterdir():
        if asset.name.endswith(".js") and not asset.name.startswith("vis-"):
            source = asset.read_text("utf-8")
            assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|fetch\(", source)
    template = (files("kg.maps") / "templates" / "map.html.jinja").read_text("utf-8")
    assert "|safe" not in template.replace(" ", "")


def test_hostile_data_cannot_end_its_element() -> None:
    page = render_map(map_view(hostile(), title="</title><script>alert(1)</script>"))
    first = re.findall(r'<script type="application/json" id="first">(.*?)</script>', page, re.DOTALL)
    assert len(first) == 1 and not set(first[0]) & set("<>&\u2028\u2029")
    packed = re.findall(r'<script type="text/plain" id="rest">(.*?)</script>', page, re.DOTALL)
    assert len(packed) == 1 and re.fullmatch(r"[A-Za-z0-9+/=]+", packed[0])
    labels = {node["label"] for node in unpacked(packed[0])["nodes"]}
    assert {entity.label for reading in hostile() for entity in reading.entities} == labels
    assert set(json.loads(first[0])["nodes"]["label"]) <= labels
    assert page.count("<script") == page.count("</script>") + inner_openings(page) and "<script>alert(1)" not in page


def inner_openings(page: str) -> int:
    """Count `<script` inside the inlined scripts, which does not end them."""
    return sum(script.count("<script") for script in SCRIPT.findall(page))


@pytest.mark.parametrize("value", ["</script>", "<!--", "&amp;", "\u2028", "\udc00", "\0"])
def test_json_round_trips(value: str) -> None:
    written = json_for_html({"a": value})
    assert json.loads(written) == {"a": value} and "<" not in written


def test_inline_script_is_harmless() -> None:
    made = inline_script('a="</SCRIPT>"; b="<!--"\n//# sourceMappingURL=x.map\n')
    assert made == 'a="<\\/SCRIPT>"; b="<\\!--"'


def test_vis_network_is_the_file_on_record() -> None:
    assets = files("kg.maps") / "assets"
    record = json.loads((assets / "vis-network.json").read_text())
    source = (assets / "vis-network.min.js").read_bytes()
    assert hashlib.sha256(source).hexdigest() == record["sha256"] and f"@version {record['version']}".encode() in source[:400]
    assert (assets / "vis-network.LICENSE-MIT").is_file() and (assets / "vis-network.LICENSE-APACHE-2.0").is_file()


def test_empty_readings_make_a_page(tmp_path: Path) -> None:
    assert "<b>0</b> claims" in write_map([], tmp_path / "m.html").read_text("utf-8")


def test_lone_surrogates_do_not_stop_the_page(tmp_path: Path) -> None:
    assert write_map([], tmp_path / "m.html", title="a\ud800b").read_text("utf-8")
