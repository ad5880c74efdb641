"""Sorting with little memory, and orders that hold whatever fits in it."""

from __future__ import annotations

import os
import random
import sys
import tracemalloc
from pathlib import Path

import pytest

from kg.export import order, sorting
from kg.export.sorting import sort_lines


def some_lines(count: int) -> list[bytes]:
    rng = random.Random(7)
    return [f"<urn:{rng.randrange(count)}> <urn:p> \"{rng.random()}\" .\n".encode() for _ in range(count)]


@pytest.mark.parametrize("run", [1, 100, 5_000, 10_000_000])
def test_any_run_gives_the_same_order(run: int, tmp_path: Path) -> None:
    lines = some_lines(300)
    assert list(sort_lines(iter(lines), folder=tmp_path, run=run)) == sorted(lines)
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="open files are counted in /proc")
def test_the_number_of_open_files_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "FILES", 4)
    before, most, lines = len(os.listdir("/proc/self/fd")), 0, some_lines(300)
    found = []
    for line in sort_lines(iter(lines), folder=tmp_path, run=1):
        found.append(line)
        most = max(most, len(os.listdir("/proc/self/fd")) - before)
    assert found == sorted(lines)
    assert 4 < most <= 4 * 5
    assert len(os.listdir("/proc/self/fd")) == before


def test_memory_does_not_grow_with_the_lines() -> None:
    def peak(count: int) -> int:
        lines = (b"<urn:%d> <urn:p> <urn:o> .\n" % (number * 7919 % count) for number in range(count))
        tracemalloc.start()
        for _ in sort_lines(lines, run=100_000):
            pass
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(100_000) < 1.5 * peak(20_000)


def test_people_come_first_and_type_and_label_before_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "RUN", 1)
    rdf, rdfs = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#"
    given = [f"<urn:rightsgraph:{subject}> <{predicate}> <urn:o> <urn:g> .\n".encode()
             for subject in ("claim:1", "place:K", "person:B", "person:A") for predicate in ("http://a", rdfs + "label", rdf + "type")]
    found = [order.without_marks(line).decode().split(" ")[:2] for line in order.union_in_order(given, base="urn:rightsgraph:")]
    assert [subject for subject, _ in found][::3] == [f"<urn:rightsgraph:{s}>" for s in ("person:A", "person:B", "place:K", "claim:1")]
    assert [predicate for _, predicate in found][:3] == [f"<{rdf}type>", f"<{rdfs}label>", "<http://a>"]


def test_counts_of_several_documents_become_their_sum() -> None:
    count = "<https://w3id.org/rightsgraph/ns#mentionCount>"
    given = [f'<urn:a> {count} "3"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g{graph}> .\n'.encode() for graph in range(4)]
    assert list(order.union_in_order(given, base="urn:x:")) == [
        order.MARKS[17:18] + f'<urn:a> {count} "12"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'.encode()]


def test_a_quote_that_looks_like_a_count_is_left_alone() -> None:
    line = b'<urn:a> <urn:b> "see <https://w3id.org/rightsgraph/ns#mentionCount> \\"3\\"" <urn:g> .\n'
    assert [order.without_marks(found) for found in order.union_in_order([line], base="urn:x:")] == [line.replace(b" <urn:g>", b"")]
