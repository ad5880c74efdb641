"""Names of one thing come to one node, names of two to two, and what is no name to none: whole short documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.bodies import initials_of
from kg.identity.forms import body_key, is_part, is_spelling, name_key
from kg.model import Reading

NODES: list[tuple[str, set[str]]] = [
    # the labels of all persons, bodies and places
    # acronyms that nothing explains but their letters
    ("The Karvesian People's Army shelled Karsk. The KPA denied it.", {"Karvesian People's Army", "Karsk"}),
    ("The Ministry of Interior arrested Sok Dara. MoI denied it.", {"Ministry of Interior", "Sok Dara"}),
    # acronyms in brackets whose letters are those of another language
    ("The Union of Dock Workers (SDTB) praised Sok Dara. SDTB thanked Leila Haddad.",
     {"Union of Dock Workers", "Sok Dara", "Leila Haddad"}),
    # a ministry by its two forms, spellings of two countries
    ("The Ministry of Defence praised Sok Dara. The Defense Ministry thanked Leila Haddad.",
     {"Ministry of Defence", "Sok Dara", "Leila Haddad"}),
    # the country in front of a body
    ("Saudi Arabia's Civil Defense Authority met Sok Dara. The Civil Defense Authority thanked him.",
     {"Saudi Arabia", "Civil Defense Authority", "Sok Dara"}),
    # the beginning of a long name
    ("The Sorana Relief Foundation for the Coast met Sok Dara. The Sorana Relief Foundation thanked Leila Haddad.",
     {"Sorana Relief Foundation for the Coast", "Sok Dara", "Leila Haddad"}),
    # bodies and countries by several well-known names
    ("The DPRK freed Sok Dara. Leila Haddad fled North Korea.", {"North Korea", "Sok Dara", "Leila Haddad"}),
    ("The Islamic State of Iraq and the Levant killed Sok Dara. ISIL also killed Leila Haddad.",
     {"Islamic State", "Sok Dara", "Leila Haddad"}),
    # two bodies, one name in the other
    ("The UN Security Council met Sok Dara. The UN thanked Leila Haddad.",
     {"United Nations Security Council", "United Nations", "Sok Dara", "Leila Haddad"}),
    # persons: what follows a name, initials, spellings
    ("Charles Venn III met Leila Haddad. Venn thanked Haddad.", {"Charles Venn III", "Leila Haddad"}),
    ("Orla Brandt QC met Leila Haddad. Brandt thanked Haddad.", {"Orla Brandt", "Leila Haddad"}),
    ("Kirsten Vellin met Omar Barry. Kirstin Vellin thanked Omar Barry.", {"Kirsten Vellin", "Omar Barry"}),
    ("Christian Vellin met Omar Barry. Christian thanked Omar Barry.", {"Christian Vellin", "Omar Barry"}),
    ("Maria Vellin met Omar Barry. Mario Vellin thanked Omar Barry.", {"Maria Vellin", "Mario Vellin", "Omar Barry"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NODES)
def test_nodes_of_a_document(read: Callable[..., Reading], text: str, expected: set[str]) -> None:
    assert {e.label for e in read(text).entities if e.type != "Group"} == expected


NO_NODES = [
    ("Soldiers found an IED near Karsk. Sok Dara said the IED was old.", "IED"),
    ("Sok Dara signed the Karsk Declaration.", "Karsk Declaration"),
    ("The warship HMS Varden left Karsk with Sok Dara.", "HMS Varden"),
    ("Hurricane Karla killed Sok Dara.", "Karla"),
    ("Sok Dara left the Kingdom.", "Kingdom"),
    ("Sok Dara said that Islam forbids it.", "Islam"),
    ("The Belgians thanked Sok Dara.", "Belgians"),
]


@pytest.mark.parametrize(("text", "name"), NO_NODES)
def test_what_is_no_node(read: Callable[..., Reading], text: str, name: str) -> None:
    labels = {e.label for e in read(text).entities if e.type != "Group"}
    assert "Sok Dara" in labels
    assert not any(name in label for label in labels)


def test_a_bodys_common_noun_is_a_group(read: Callable[..., Reading]) -> None:
    kinds = {e.label: e.type for e in read("The Government arrested Sok Dara.").entities}
    assert kinds == {"Government": "Group", "Sok Dara": "Person"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Interior Ministry", "Ministry of the Interior"), ("Karsk Labour Centre", "Karsk Labor Center"),
     ("Ministry of Foreign Affairs", "Foreign Ministry"), ("New People's Party", "New People Party")],
)  # fmt: skip
def test_bodies_of_one_key(one: str, other: str) -> None:
    assert body_key(one) == body_key(other)


def test_bodies_of_two_keys() -> None:
    assert body_key("University of Karsk") != body_key("University of Sorana")
    assert body_key("Ministry of Justice") != body_key("Ministry of Interior")


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [("al-Ruiz", "José Al-Ruiz", True), ("J. Ruiz", "José Ruiz", True), ("T. Ruiz", "José Ruiz", False), ("Ruiz Jr.", "Ana Ruiz", False)],
)
def test_short_forms_of_persons(short: str, full: str, *, expected: bool) -> None:
    assert is_part(name_key(short), name_key(full)) is expected


def test_spellings_differ_in_one_inner_letter_of_a_long_word() -> None:
    assert is_spelling("orla buchtmann", "orla buchtman") is False  # at the end, it may be another name
    assert is_spelling("orla bauchtmann", "orla buchtmann")
    assert not is_spelling("hana venn", "hena venn")


def test_initials_leave_small_words_out_or_in() -> None:
    assert {"KDW", "KDoW"} & initials_of("Karsk Docks of War") == {"KDW", "KDoW"}
    assert initials_of("Karsk") == frozenset()
