"""What is kept of a part reads back as the part does, and never in its stead."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from benchmarks.graph_generator import readings as generated
from kg.errors import NotAGraph
from kg.model import Reading
from kg.rdf import from_nquads, from_quads, in_order, to_nquads, to_quads
from kg.store import embedded, open_store
from kg.store import readings as kept_readings
from kg.store.readings import KeptReadings
from tests.rdf.test_mapping import any_reading
from tests.readings import readings
from tests.store.test_embedded import filled

BASE = "urn:rightsgraph:"
BOTH = tuple(in_order(reading) for reading in readings())


def part_of(reading: Reading) -> bytes:
    return to_nquads(to_quads(reading))


def kept_and_found(folder: Path, reading: Reading) -> tuple[Reading, Reading | None]:
    part, kept = part_of(reading), KeptReadings(folder, base=BASE)
    decoded = from_quads(from_nquads(part))
    kept.keep(reading.document.id, part, decoded)
    return decoded, KeptReadings(folder, base=BASE).find(reading.document.id, part)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_reading())
def test_any_reading_comes_back_to_the_letter(tmp_path: Path, reading: Reading) -> None:
    decoded, found = kept_and_found(tmp_path, reading)
    assert found == decoded
    assert repr(found) == repr(decoded)  # types too: 1 is no 1.0, "name" no MentionKind.NAME


@pytest.mark.parametrize("reading", [*readings(), *islice(generated(3), 12)], ids=lambda reading: reading.document.title or "none")
def test_readings_of_every_sort_come_back_to_the_letter(tmp_path: Path, reading: Reading) -> None:
    decoded, found = kept_and_found(tmp_path, reading)
    assert repr(found) == repr(decoded)


def test_a_part_is_taken_in_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path / "g")
    monkeypatch.setattr(embedded, "from_quads", None)
    assert tuple(open_store(tmp_path / "g").readings()) == BOTH


def test_reading_changes_no_part(tmp_path: Path) -> None:
    filled(tmp_path / "g")
    before = {path: path.read_bytes() for path in (tmp_path / "g/parts").iterdir()}
    list(open_store(tmp_path / "g").readings())
    assert {path: path.read_bytes() for path in (tmp_path / "g/parts").iterdir()} == before


def first_files(graph: Path) -> tuple[Path, Path]:
    document = readings()[0].document.id
    return graph / "parts" / f"{document}.nq", graph / "readings" / f"{document}.json"


def test_an_edited_part_is_what_is_read(tmp_path: Path) -> None:
    filled(tmp_path / "g")
    part, kept = first_files(tmp_path / "g")
    part.write_bytes(part.read_bytes().replace(b'"Orla Venn"', b'"Erla Vonn"'))
    old = kept.read_bytes()
    for _ in range(2):
        labels = {entity.label for entity in open_store(tmp_path / "g").reading(part.stem).entities}
        assert "Erla Vonn" in labels and "Orla Venn" not in labels
    assert kept.read_bytes() != old


def test_a_damaged_part_is_not_hidden(tmp_path: Path) -> None:
    filled(tmp_path / "g")
    part, _ = first_files(tmp_path / "g")
    part.write_bytes(part.read_bytes()[:-40])
    with pytest.raises(NotAGraph, match=part.stem):
        list(open_store(tmp_path / "g").readings())


def test_a_part_in_anothers_place_is_not_hidden(tmp_path: Path) -> None:
    filled(tmp_path / "g")
    part, kept = first_files(tmp_path / "g")
    other = next(path for path in part.parent.iterdir() if path != part)
    part.write_bytes(other.read_bytes())
    kept.write_bytes((kept.parent / f"{other.stem}.json").read_bytes())
    with pytest.raises(NotAGraph, match=part.stem):
        open_store(tmp_path / "g").reading(part.stem)


@pytest.mark.parametrize("damage", [
    lambda data: data[:-1], lambda data: b"", lambda data: bytes(len(data)), lambda data: data + b" ",
    lambda data: data.replace(b'"Orla Venn"', b'"Erla Vonn"')], ids=["cut", "empty", "zeros", "longer", "edited"])
def test_a_damaged_file_counts_as_none_and_is_mended(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    filled(tmp_path / "g")
    _, kept = first_files(tmp_path / "g")
    whole = kept.read_bytes()
    kept.write_bytes(damage(whole))
    assert tuple(open_store(tmp_path / "g").readings()) == BOTH
    assert kept.read_bytes() == whole


def test_what_another_release_kept_counts_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part, reading = part_of(readings()[0]), BOTH[0]
    KeptReadings(tmp_path, base=BASE).keep(reading.document.id, part, reading)
    assert KeptReadings(tmp_path, base="https://example.org/").find(reading.document.id, part) is None
    monkeypatch.setattr(kept_readings, "__version__", "0.0.9")
    assert KeptReadings(tmp_path, base=BASE).find(reading.document.id, part) is None


def test_where_nothing_can_be_written_the_parts_are_read(tmp_path: Path) -> None:
    store = filled(tmp_path / "g")
    for path in (tmp_path / "g/readings").iterdir():
        path.unlink()
    (tmp_path / "g/readings").rmdir()
    (tmp_path / "g/readings").write_text("in the way")
    assert tuple(store.readings()) == BOTH


def test_a_document_removed_leaves_nothing(tmp_path: Path) -> None:
    store = filled(tmp_path / "g")
    part, kept = first_files(tmp_path / "g")
    (kept.parent / "0123456789abcdef.json").write_text("of a killed process")
    store.remove(part.stem)
    assert not kept.exists()
    store.finish(accusatory=())
    assert {path.stem for path in kept.parent.iterdir()} == set(store.ids())
