"""The ledger comes back, or is told of as damaged."""

from __future__ import annotations

import pytest

from kg.model import Document, Evidence, Gap
from kg.store.ledger import from_lines, to_lines

DOCUMENT = Document("00000000000000a1", "Rain fell.\u2028Nobody came. 🎨")
GAPS = (Gap(Evidence(DOCUMENT.id, 0, 10, "Rain fell."), "nobody named"),
        Gap(Evidence(DOCUMENT.id, 11, 25, "Nobody came. 🎨"), "withheld", "met\u2028\n\"x\""))


@pytest.mark.parametrize("gaps", [(), GAPS[:1], GAPS])
def test_gaps_come_back(gaps: tuple[Gap, ...]) -> None:
    assert from_lines(to_lines(gaps), DOCUMENT) == gaps


@pytest.mark.parametrize("line", [
    '{"start": 0, "end": 26, "reason": "r", "said": ""}', '{"start": 4, "end": 4, "reason": "r", "said": ""}',
    '{"start": -1, "end": 4, "reason": "r", "said": ""}', '{"start": 0, "end": 4, "reason": "r"}',
    '{"start": "0", "end": 4, "reason": "r", "said": ""}', '[]', '{"start": 0,'])
def test_what_does_not_fit_is_damaged(line: str) -> None:
    with pytest.raises(ValueError, match="no place in a text|required field|Expected|truncated"):
        from_lines(to_lines(GAPS) + line.encode() + b"\n", DOCUMENT)
