"""Names as the extractor mends them: datelines, long bodies, acronyms, and what is no name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.bodies import long_form
from kg.extraction.mentions import Spotted, settle_types
from kg.model import EntityType, Mention, MentionKind, Reading

NAMED: list[tuple[str, dict[str, str]]] = [
    ("ARDEMIR (KWS) — Sok Dara left the country.", {"ARDEMIR": "Place", "KWS": "Organization", "Sok Dara": "Person"}),
    ("GENEVA / ARDEMIR — Sok Dara left the country.", {"GENEVA": "Place", "ARDEMIR": "Place", "Sok Dara": "Person"}),
    ("The Federation of Dock and Mill Workers (FDMW) called a strike. The FDMW won.", {"Federation of Dock and Mill Workers": "Organization"}),
    ("The Ministry of the Interior denied it.", {"Ministry of the Interior": "Organization"}),
    ("The High Court on Tuesday sentenced Amina Diallo.", {"High Court": "Organization", "Amina Diallo": "Person"}),
    ("Minister of Justice Sar Vannak spoke.", {"Sar Vannak": "Person"}),
    ("The UN thanked Sok Dara.", {"United Nations": "Organization", "Sok Dara": "Person"}),
]


@pytest.mark.parametrize(("text", "expected"), NAMED, ids=[t[:40] for t, _ in NAMED])
def test_names_and_their_types(read: Callable[..., Reading], text: str, expected: dict[str, str]) -> None:
    named = {e.label: e.type.value for e in read(text).entities if e.type != "Group"}
    assert named == expected


@pytest.mark.parametrize("text", ["Thousands wrote #FreeTheSix on Monday.", "The Special Rapporteur left.", "She is American."])
def test_what_is_no_name(read: Callable[..., Reading], text: str) -> None:
    assert [e for e in read(text).entities if e.type in {"Person", "Organization"}] == []


@pytest.mark.parametrize(("short", "before", "long"), [
    ("KOHR", "director of the Karvesian Observatory for Human Rights", "Karvesian Observatory for Human Rights"),
    ("TPT", "the company Tolmeya Palm and Timber", "Tolmeya Palm and Timber"),
    ("USD", "paid 300 in cash", ""),
    ("AFP", "said nothing at all for people", ""),
])
def test_acronyms_and_what_they_stand_for(short: str, before: str, long: str) -> None:
    assert long_form(short, before) == long


def test_a_full_name_met_once_is_a_person_if_its_last_word_is_one() -> None:
    def spotted(at: int, text: str, kind: EntityType) -> Spotted:
        last = at + len(text.split())
        return Spotted(at, last, at, Mention(at, at + len(text), text, MentionKind.NAME, kind))

    names = [
        spotted(0, "Amina Diallo", EntityType.ORGANIZATION), spotted(5, "Diallo", EntityType.PERSON), spotted(9, "Diallo", EntityType.PERSON),
        spotted(20, "Radio Kampot", EntityType.ORGANIZATION), spotted(30, "Kampot", EntityType.PLACE),
    ]
    settled = [(s.mention.text, s.mention.type) for s in settle_types(names, {})]
    assert settled[0] == ("Amina Diallo", EntityType.PERSON)
    assert settled[3] == ("Radio Kampot", EntityType.ORGANIZATION)
