"""The report, its tables and its charts."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kg.errors import ExtraMissing
from kg.model import Reading
from kg.network import report
from kg.network.periods import Told
from kg.network.plots import write_plots
from kg.network.reporting import as_data
from kg.network.tables import write_tables
from tests.maps.sample import affair
from tests.readings import readings


def test_figures_add_up() -> None:
    found = report(readings())
    assert found.counted + sum(found.not_counted.values()) == found.claims == sum(len(r.claims) for r in readings())
    assert sum(one.degree for one in found.entities) == 2 * found.ties.number_of_edges()
    assert sum(len(part) for part in found.parts) == sum(map(len, found.communities)) == len(found.entities)
    assert [one.degree for one in found.entities] == sorted((one.degree for one in found.entities), reverse=True)


def test_unnamed_groups_and_denials_count_on_demand_only() -> None:
    labels = {one.label for one in report(readings()).entities}
    assert "five villagers" not in labels and "five villagers" in {one.label for one in report(readings(), unnamed=True).entities}
    assert report(readings(), stances="all").counted > report(readings()).counted > report(readings(), stances="asserted").counted


def test_who_is_named_together_is_told_apart_from_the_ties() -> None:
    found = report(affair())
    tied = {frozenset(map(found.label, pair)) for pair in found.ties.edges()}
    assert all(pair.tied == (frozenset((pair.one, pair.other)) in tied) for pair in found.together)
    assert {pair.tied for pair in found.together} == {True, False}


def test_the_same_readings_give_the_same_report() -> None:
    assert json.dumps(as_data(report(affair()))) == json.dumps(as_data(report(affair())))


def test_no_readings_give_an_empty_report() -> None:
    found = report([])
    assert not found.entities and not found.parts and as_data(found)["claims"] == 0


def test_tables_hold_what_the_report_has(tmp_path: Path) -> None:
    found = report(affair())
    paths = write_tables(found, tmp_path / "figures")
    rows = {path.stem: list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))) for path in paths}
    assert [row["label"] for row in rows["entities"]] == [one.label for one in found.entities]
    assert sum(int(row["claims"]) for row in rows["ties"]) == found.counted
    assert sum(int(row["claims"]) for row in rows["timeline"]) == found.claims
    assert {row["tied"] for row in rows["together"]} == {"true", "false"}


def drawn(found: list[Reading] | tuple[Reading, ...], folder: Path) -> dict[str, bytes]:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    return {path.name: path.read_bytes() for path in write_plots(report(found), folder)}


def test_charts_are_pictures_and_the_same_each_time(tmp_path: Path) -> None:
    first, second = drawn(affair(), tmp_path / "a"), drawn(affair(), tmp_path / "b")
    assert set(first) == {f"{name}.{suffix}" for name in ("top-entities", "timeline", "communities") for suffix in ("png", "svg")}
    assert all(data.startswith(b"\x89PNG") for name, data in first.items() if name.endswith("png"))
    assert all(b"<svg" in data for name, data in first.items() if name.endswith("svg"))
    assert first == second


def test_charts_of_nothing(tmp_path: Path) -> None:
    assert len(drawn([], tmp_path)) == 6


def test_names_with_markup_stay_outside_the_markup(tmp_path: Path) -> None:
    from tests.maps.sample import hostile

    for name, data in drawn(hostile(), tmp_path).items():
        if name.endswith("svg"):
            elements = list(ElementTree.fromstring(data).iter())
            assert not {element.tag.rpartition("}")[2] for element in elements} & {"script", "img", "image", "foreignObject", "a"}
            assert not [key for element in elements for key in element.attrib if key.startswith("on")]


def test_names_in_any_script_have_a_font_or_are_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    from kg.network import fonts

    families, missing = fonts.fonts_for(["Orla Venn", "شركة", "សុខ ដារ៉ា"])
    assert families[0] == "DejaVu Sans" and not set(missing) & set("شركةOrlaVen")
    assert len(families) > 1 or set("សុខ") & set(missing)
    monkeypatch.setattr(fonts, "_installed", lambda: ())
    assert set("សខ") <= set(fonts.fonts_for(["Orla Venn", "សុខ"])[1])


def test_without_matplotlib_the_error_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = report(readings())
    real = importlib.util.find_spec
    monkeypatch.setattr("kg.network.plots.find_spec", lambda name: None if name == "matplotlib" else real(name))
    with pytest.raises(ExtraMissing, match=r"rightsgraph\[plot\]"):
        write_plots(found, tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_axis_has_no_gaps_and_names_what_lies_far_off() -> None:
    from kg.network.charts import periods_shown

    rows = [Told("1999-01", 1), Told("2023-05", 60), Told("2023-08", 40), Told("", 7)]
    shown, notes = periods_shown(rows)
    assert [told.period for told in shown] == ["2023-05", "2023-06", "2023-07", "2023-08"]
    assert [told.claims for told in shown] == [60, 0, 0, 40]
    assert any("7" in note for note in notes) and any(": 1." in note for note in notes)


def test_many_years_are_drawn_by_year() -> None:
    from kg.network.charts import periods_shown

    shown, _ = periods_shown([Told(f"{year}-03", 10) for year in range(1990, 2020)])
    assert len(shown) == 30 and shown[0].period == "1990"


def test_drawing_does_not_touch_pyplot(tmp_path: Path) -> None:
    drawn(readings(), tmp_path)
    assert "matplotlib.pyplot" not in sys.modules or not sys.modules["matplotlib.pyplot"].get_fignums()
