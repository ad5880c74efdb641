"""The W3C's tests of the SPARQL 1.1 Protocol, where the shared folder holds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.w3c_protocol import cases, run_all

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "w3c" / "sparql11-protocol"


@pytest.mark.skipif(not FOLDER.is_dir(), reason="../shared/w3c is not there")
def test_all_pass_and_updates_are_refused() -> None:
    listed = list(cases(FOLDER))
    assert (len(listed), sum(case.is_update for case in listed)) == (34, 14)
    assert {name: wrong for name, wrong in run_all(FOLDER).items() if wrong} == {}
