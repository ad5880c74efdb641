"""What a document tells of each of its entities."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.identity.across.profile import Key, Profile
from kg.identity.across.telling import profiles
from kg.model import Claim, Document, Entity, EntityType, Evidence, Mention, MentionKind, Reading
from tests.readings import readings

DAY = dt.date(2031, 5, 6)


def told(text: str, *names: str, claims: tuple[Claim, ...] = (), pronouns: str = "") -> dict[str, Profile]:
    """Return by name the profiles of a text about these persons; the pronouns are the first one's."""
    entities = []
    for name in names:
        mentions = [Mention(i, i + len(name), name) for i in range(len(text)) if text.startswith(name, i)]
        if name == names[0]:
            for word in pronouns.split():
                at = text.index(f" {word} ") + 1
                mentions.append(Mention(at, at + len(word), word, MentionKind.PRONOUN))
        entities.append(Entity(f"person:{name.replace(' ', '_')}", name, EntityType.PERSON, (), tuple(mentions)))
    reading = Reading(Document("d1", text, date=DAY, publisher="The Ardemir Post"), tuple(entities), claims)
    return {p.names[0]: p for p in profiles(reading)}


@pytest.mark.parametrize(
    ("text", "births"),
    [
        ("Illari Venn, 39, left a meeting.", {(1991, 1992)}),
        ("Police detained Illari Venn, a 22-year-old student.", {(2008, 2009)}),
        ("The 34-year-old reporter Illari Venn was freed.", {(1996, 1997)}),
        ("Illari Venn (born 12 March 1988) was freed.", {(1988, 1988)}),
        ("Illari Venn, 39 others and a dog left.", set()),
        ("Illari Venn waited 22 days.", set()),
    ],
)
def test_births(text: str, births: set[tuple[int, int]]) -> None:
    assert told(text, "Illari Venn")["Illari Venn"].births == births


@pytest.mark.parametrize(
    ("text", "pronouns", "gender", "sure"),
    [
        ("Ms Illari Venn left.", "", "female", True),
        ("Mr. Illari Venn left.", "", "male", True),
        ("Illari Venn said he would leave.", "he", "male", False),
        ("Illari Venn said he would leave and she stayed.", "he she", "", False),
        ("Dr Illari Venn left.", "", "", False),
    ],
)
def test_gender(text: str, pronouns: str, gender: str, sure: bool) -> None:
    profile = told(text, "Illari Venn", pronouns=pronouns)["Illari Venn"]
    assert (profile.gender, profile.gender_sure) == (gender, sure)


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Illari Venn left with Sayri Venn.", True),
        ("Illari Venn left. Sayri Venn stayed.", False),
        ("Illari Venn met Dr. Sayri Venn.", True),
        ("Illari Venn, also known as Sayri Venn, left.", False),
        ("Illari Venn (Sayri Venn) left.", False),
    ],
)
def test_one_sentence_keeps_two_apart(text: str, apart: bool) -> None:
    profile = told(text, "Illari Venn", "Sayri Venn")["Illari Venn"]
    assert profile.apart == (frozenset({Key("d1", "person:Sayri_Venn")}) if apart else frozenset())


def test_roles_bodies_and_company() -> None:
    text = "Orla Venn, 34-year-old reporter for the Post, met Tomas Brandl."
    quote = Evidence("d1", 0, len(text), text)
    role = Claim("d1", "person:Orla_Venn", "holdsRole", quote, value="34-year-old reporter")
    profile = told(text, "Orla Venn", "Tomas Brandl", claims=(role,))["Orla Venn"]
    assert [(r.words, r.body, r.day) for r in profile.roles] == [("reporter", "", DAY)]
    assert profile.publisher == "ardemir post"
    assert profile.company == {"tomas brandl"}


def test_readings_of_three_documents() -> None:
    found = {p.key: p for reading in readings() for p in profiles(reading)}
    brandl = found[Key("00000000000000b2", "person:Tomas_Brandl")]
    assert brandl.organizations == {"lantern group"}
    assert "orla venn" in brandl.neighbours
    assert not any(key.entity.startswith("group:") for key in found)
