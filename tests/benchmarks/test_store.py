"""The comparison of engines tells when an engine gives another answer, or none."""

from __future__ import annotations

import doctest
import math

import benchmarks.engines
import benchmarks.invented
import benchmarks.store
from benchmarks.engines import digest
from benchmarks.store import cell, question_table, table

ROWS = digest([("urn:a", "1"), ("urn:b", "2")])
STEP = {"seconds": 0.5, "busy": 0.4, "first": 0.6, "rows": ROWS}


def test_examples_in_the_modules() -> None:
    for module in (benchmarks.engines, benchmarks.invented, benchmarks.store):
        found = doctest.testmod(module)
        assert found.attempted
        assert not found.failed


def test_an_order_of_rows_is_no_difference_and_a_doubled_row_is_one() -> None:
    assert digest([("urn:b", "2"), ("urn:a", "1")]) == ROWS
    assert digest([("urn:a", "1"), ("urn:b", "2"), ("urn:b", "2")]) != ROWS


def test_another_answer_is_marked() -> None:
    other = {"path": STEP | {"rows": digest([("urn:a", "3"), ("urn:b", "2")])}}
    assert cell({"path": STEP}, "path", {"path": STEP}) == "500 ms (400 ms)"
    assert cell(other, "path", {"path": STEP}) == "500 ms (400 ms) ≠ (2 rows)"


def test_what_took_too_long_or_is_missing_is_told() -> None:
    results = {"ours": {"load": STEP, "path": {"seconds": math.inf}}, "pyoxigraph": {"load": STEP | {"seconds": 0.25}}}
    lines = table(results).splitlines()
    assert "| load | 500 ms (400 ms) | 250 ms (400 ms) | 2.00 (1.00) |" in lines
    assert "| path | over 120 s | – | – |" in lines
    assert "0 of " in question_table({"ours": {"? who-met-whom": STEP}})
