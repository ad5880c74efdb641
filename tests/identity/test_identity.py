"""Names, descriptions and pronouns of one document come to one entity each, and to no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Reading

CASES: list[tuple[str, dict[str, int]]] = [
    # entity label -> how many mentions it gathers
    ("Sar Vannak met Vithya Muntari. Vithya thanked Sar Vannak.", {"Sar Vannak": 2, "Vithya Muntari": 2}),
    ("The Karvesian Observatory for Human Rights (KOHR) met Sok Dara. KOHR praised Sok Dara.",
     {"Karvesian Observatory for Human Rights": 3, "Sok Dara": 2}),
    ("The United Nations met Sok Dara. The UN praised Sok Dara.", {"United Nations": 2, "Sok Dara": 2}),
    ("Minister of Interior Sar Vannak spoke. The minister thanked Leila Haddad.", {"Sar Vannak": 2, "Leila Haddad": 1}),
    ("Leila Haddad left Mombasa. She thanked Omar Barry.", {"Leila Haddad": 2, "Mombasa": 1, "Omar Barry": 1}),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_mentions_come_together(read: Callable[..., Reading], text: str, expected: dict[str, int]) -> None:
    named = {e.label: len(e.mentions) for e in read(text).entities if e.type != "Group"}
    assert named == expected


def test_two_ministers_leave_the_minister_open(read: Callable[..., Reading]) -> None:
    reading = read("Minister Sar Vannak and Minister Omar Barry met. The minister thanked Leila Haddad.")
    assert not any(c.subject.startswith("person:") for c in reading.claims if c.predicate == "praised")


def test_a_namesake_takes_nothing_over(read: Callable[..., Reading]) -> None:
    reading = read("Ahmed Salim met Leila Haddad. Salim thanked her. His father Omar Salim was there. Salim wept.")
    mentions = {e.label: len(e.mentions) for e in reading.entities}
    assert mentions["Omar Salim"] == 1
    assert mentions["Ahmed Salim"] >= 3


def test_groups_stay_in_their_document(read: Callable[..., Reading]) -> None:
    reading = read("Police arrested Sok Dara.")
    assert [e.id for e in reading.entities if e.type == "Group"] == ["group:01234567:Police"]


def test_he_and_she_are_told_apart(read: Callable[..., Reading]) -> None:
    reading = read("Spokeswoman Leila Haddad met Omar Barry. She thanked Sok Dara.")
    assert [(c.subject, c.object) for c in reading.claims if c.predicate == "praised"] == [("person:Leila_Haddad", "person:Sok_Dara")]
