"""Roles of named persons: ranks, titles, appositions, clauses that appoint; the bodies that they are held at; kin and nation.

Names are invented. A role is written "person = role", a tie "subject predicate object".
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.lexicon import lexicon
from kg.extraction.titles import is_title, title_words
from kg.model import Claim, Reading

ROLES: list[tuple[str, list[str]]] = [
    ("Omar Barry, 22, the son of a driver and a nurse, left.", []),
    ("Minister of Interior Sar Vannak spoke.", ["Sar Vannak = Minister of Interior"]),
    ("Minister of Justice Sar Vannak spoke.", ["Sar Vannak = Minister of Justice"]),
    ("Chan Dara, deputy director of rights group JUSTICIA, said so.",
     ["Chan Dara = deputy director", "Chan Dara affiliatedWith JUSTICIA"]),
    ("Chan Dara, the director of Amnesty International, said so.",
     ["Chan Dara = director", "Chan Dara headOf Amnesty International"]),
    ("Amnesty International spokeswoman Leila Haddad spoke.",
     ["Leila Haddad = spokeswoman", "Leila Haddad worksFor Amnesty International"]),
    ("Provincial governor Kuoch Samnang left.", ["Kuoch Samnang = Provincial governor"]),
    ("Leila Haddad is a reporter for the Daily Nation.", ["Leila Haddad = reporter", "Leila Haddad worksFor Daily Nation"]),
    ("Leila Haddad, 34, a farmer, was there.", ["Leila Haddad = farmer"]),
    ("Judge Abena Mensah rejected the plea.", ["Abena Mensah = Judge"]),
    ("Former president Abena Mensah left.", ["Abena Mensah = Former president"]),
    ("Co-founder of Amnesty International, Omar Barry, met Sok Dara.", ["Omar Barry = Co-founder", "Omar Barry founded Amnesty International"]),
    ("In Kenya Minister Omar Barry met judges.", ["Omar Barry = Minister"]),
    ("American academic and professor Omar Barry spoke.", ["Omar Barry = American academic", "Omar Barry = professor"]),
    ("The UN Special Rapporteur on housing, Leila Haddad, spoke.",
     ["Leila Haddad = UN Special Rapporteur on housing", "Leila Haddad affiliatedWith United Nations"]),
    ("The teacher smiled at Sok Dara.", []),
    ("Sok Dara, ministers and judges left.", []),
    # ranks stand apart from posts and from the name
    ("The General Officer Commanding, 3 Division, Nigerian Army, Major-General Jack Obi, spoke.",
     ["Jack Obi = General Officer Commanding", "Jack Obi = Major-General", "Jack Obi headOf 3 Division",
      "Jack Obi affiliatedWith Nigerian Army"]),
    ("Lt. Col. Musa Danladi, Commanding Officer of the 81 Battalion, left.",
     ["Musa Danladi = Lt. Col.", "Musa Danladi = Commanding Officer", "Musa Danladi headOf 81 Battalion"]),
    ("The Commander of Operation Lafiya, Brig. Gen. A. B. Garba (rtd), left.",
     ["A. B. Garba = Commander", "A. B. Garba = Brig. Gen.", "A. B. Garba headOf Operation Lafiya"]),
    ("Assistant Superintendent of Police (ASP) Chidi Ezeala left.", ["Chidi Ezeala = Assistant Superintendent of Police"]),
    ("Capt. Emmanuel Tarfa of the 1st Brigade left.", ["Emmanuel Tarfa = Capt.", "Emmanuel Tarfa affiliatedWith 1st Brigade"]),
    ("Lagos State Police Commander Philip Rono left.", ["Philip Rono = Commander", "Philip Rono headOf Lagos State Police"]),
    ("Attorney General Omar Barry left.", ["Omar Barry = Attorney General"]),
    ("Troops of the 99th Light Infantry Division under Brigadier General Than Oo left.",
     ["Than Oo = Brigadier General", "Than Oo headOf 99th Light Infantry Division", "Troops memberOf 99th Light Infantry Division"]),
    # clauses
    ("General Peter Odu was appointed commander of the 35th Military Zone.",
     ["Peter Odu = General", "Peter Odu = commander", "Peter Odu headOf 35th Military Zone"]),
    ("Brig. Moses Katungi took over from Maj. Gen. Paul Lokodo as commander of the Mountain Division.",
     ["Moses Katungi = Brig.", "Moses Katungi = commander", "Moses Katungi headOf Mountain Division",
      "Paul Lokodo = Maj. Gen.", "Paul Lokodo = commander", "Paul Lokodo headOf Mountain Division"]),
    ("Peter Odu assumed command of the 4th Brigade.", ["Peter Odu headOf 4th Brigade"]),
    ("Peter Odu, a soldier attached to the 4th Brigade, left.", ["Peter Odu = soldier", "Peter Odu affiliatedWith 4th Brigade"]),
    ("Leila Haddad posted to Twitter.", []),
    ("The army took Peter Odu as a prisoner.", []),
    ("Peter Odu, of the 4th Brigade, and Omar Barry of Gulu left.",
     ["Peter Odu affiliatedWith 4th Brigade", "Omar Barry locatedIn Gulu"]),
]


@pytest.mark.parametrize(("text", "expected"), ROLES, ids=[t[:60] for t, _ in ROLES])
def test_roles_of_a_sentence(read: Callable[..., Reading], text: str, expected: list[str]) -> None:
    reading = read(text)
    names = {e.id: e.label for e in reading.entities}
    roles = [f"{names[c.subject]} = {c.value}" for c in reading.claims if c.predicate == "holdsRole"]
    ties = [f"{names[c.subject]} {c.predicate} {names[c.object]}" for c in reading.claims if c.object and c.rule.startswith("role")]
    assert sorted(roles + ties) == sorted(expected)


@pytest.mark.parametrize("text", [t for t, _ in ROLES], ids=[t[:60] for t, _ in ROLES])
def test_every_quote_of_a_role_stands_where_it_says(read: Callable[..., Reading], text: str) -> None:
    for claim in read(text).claims:
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
        assert claim.subject_mention is None or claim.subject_mention.text in claim.evidence.quote


def role(reading: Reading) -> Claim:
    (claim,) = [c for c in reading.claims if c.predicate == "holdsRole"]
    return claim


@pytest.mark.parametrize(("text", "polarity", "modality"), [
    ("Leila Haddad is a judge.", "affirmed", "asserted"),
    ("Leila Haddad is not a judge.", "negated", "asserted"),
    ("Leila Haddad will be a judge.", "affirmed", "planned"),
    ("Omar Barry denied that Leila Haddad was a judge.", "negated", "denied"),
    ("Omar Barry denied that judge Leila Haddad was ill.", "affirmed", "asserted"),
])
def test_a_role_said_by_a_clause_has_its_stance_and_a_title_has_none(
        read: Callable[..., Reading], text: str, polarity: str, modality: str) -> None:
    (claim,) = [c for c in read(text).claims if c.predicate == "holdsRole"]
    assert (claim.polarity.value, claim.modality.value) == (polarity, modality)


@pytest.mark.parametrize(("text", "polarity", "modality"), [
    ("Musa Audu will be appointed commander of the 4th Brigade.", "affirmed", "planned"),
    ("Musa Audu was not named commander of the 4th Brigade.", "negated", "asserted"),
    ("Omar Barry denied that Musa Audu had become commander of the 4th Brigade.", "negated", "denied"),
])
def test_an_appointment_has_the_stance_of_its_clause(
        read: Callable[..., Reading], text: str, polarity: str, modality: str) -> None:
    reading = read(text)
    claims = [c for c in reading.claims if c.predicate in {"holdsRole", "headOf"}]
    assert {(c.polarity.value, c.modality.value) for c in claims} == {(polarity, modality)}
    assert len(claims) == 2


@pytest.mark.parametrize(("text", "tenure"), [
    ("Omar Barry is director of Justicia Ahora.", None),
    ("Former president Omar Barry left.", "former"),
    ("Omar Barry, the outgoing head of Transit Watch, left.", "former"),
    ("Omar Barry, then head of Transit Watch, left.", "former"),
    ("Omar Barry resigned as head of Transit Watch.", "former"),
    ("Acting director Omar Barry left.", "acting"),
    ("President-elect Omar Barry left.", "incoming"),
    ("The commander-designate, Omar Barry, left.", "incoming"),
])
def test_whether_a_role_is_held_now(read: Callable[..., Reading], text: str, tenure: str | None) -> None:
    found = role(read(text)).tenure
    assert (found.value if found else None) == tenure


def test_a_role_knows_the_body_that_it_is_held_at(read: Callable[..., Reading]) -> None:
    assert role(read("Omar Barry, director of Transit Watch, left.")).post_of == "organization:Transit_Watch"


def test_a_unit_listed_before_another_is_part_of_it(read: Callable[..., Reading]) -> None:
    claims = read("The Commander, 3 Division, Nigerian Army, Jack Obi, left.").claims
    parts = [(c.subject, c.object) for c in claims if c.predicate == "partOf"]
    assert parts == [("organization:3_Division", "organization:Nigerian_Army")]


@pytest.mark.parametrize(("text", "expected"), [
    ("Omar Barry, a Kenyan lawyer, spoke.", ["Kenyan"]),
    ("Nigerian general Musa Danladi left.", ["Nigerian"]),
    ("The Kenyan army chief, Peter Odu, left.", []),
    ("Muslim cleric Omar Barry wept.", []),
])
def test_nationality_is_that_of_the_person(read: Callable[..., Reading], text: str, expected: list[str]) -> None:
    assert [c.value for c in read(text).claims if c.predicate == "nationality"] == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("Omar Barry and his wife, Leila Haddad, were arrested.", ("Leila_Haddad", "Omar_Barry")),
    ("Carlos Quispe's widow, Ana Mamani, wept.", ("Ana_Mamani", "Carlos_Quispe")),
    ("Musa Audu, the son of Bello Audu, was shot.", ("Musa_Audu", "Bello_Audu")),
])
def test_kin(read: Callable[..., Reading], text: str, expected: tuple[str, str]) -> None:
    (claim,) = [c for c in read(text).claims if c.predicate == "relativeOf"]
    assert (claim.subject, claim.object) == (f"person:{expected[0]}", f"person:{expected[1]}")


@pytest.mark.parametrize("text", [
    "Maj.-Gen.", "Maj. Gen.", "Major-General", "Lt. Col.", "Lt.-Col.", "Brig Gen", "Senior Superintendent of Police", "DSP", "IGP",
    "1st Lt.", "2nd Lt.", "Flt. Lt.", "Wing Cdr.", "Sqn. Ldr.", "Cdre.", "Cpl.", "Pte.", "GOC", "General Officer Commanding",
    "Officer-in-charge", "chief of staff", "Public Relations Officer",
])
def test_ranks_and_fixed_titles(text: str) -> None:
    assert is_title(text)


@pytest.mark.parametrize("text", ["Musa Danladi", "Police Service Commission", "goc", "general public", "Colonel Obi"])
def test_what_is_no_title(text: str) -> None:
    assert not is_title(text)


def test_no_word_of_a_clause_is_in_two_lists() -> None:
    kinds = ("appointing", "holding", "leaving", "removing", "succeeding")
    words = [w for k in kinds for w in title_words().clauses[k]]
    assert len(words) == len(set(words))


def test_units_with_numbers_are_units() -> None:
    assert lexicon().numbered <= lexicon().units
