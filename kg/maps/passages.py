"""The words of a quote that name a claim's subject and object, in the offsets of a browser."""

from __future__ import annotations

from kg.model import Claim, Mention

Mark = tuple[int, int, str]
"""First and last UTF-16 unit within the quote, and `s` (subject) or `o` (object)."""


def marks(claim: Claim) -> list[Mark]:
    """Return where subject and object stand in the quote, in order and without overlap; none where they lie outside."""
    found = [_mark(claim, claim.subject_mention, "s"), _mark(claim, claim.object_mention, "o")]
    ordered = sorted(mark for mark in found if mark)
    if len(ordered) == 2 and ordered[0][1] > ordered[1][0]:
        return ordered[:1]
    return ordered


def utf16_units(text: str) -> int:
    """Return the length of a text as JavaScript counts it.

    >>> utf16_units("a🦉")
    3
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _mark(claim: Claim, mention: Mention | None, role: str) -> Mark | None:
    evidence = claim.evidence
    if mention is None or not evidence.start <= mention.start < mention.end <= evidence.end:
        return None
    before = evidence.quote[: mention.start - evidence.start]
    words = evidence.quote[mention.start - evidence.start : mention.end - evidence.start]
    start = utf16_units(before)
    return start, start + utf16_units(words), role
