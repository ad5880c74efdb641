"""Sentences and what a careful reader takes from them.

Each expected claim is written "subject predicate object", then in brackets what differs from affirmed and asserted, then
"@" and the speaker. Names are invented. A row with no claims must give none between persons and bodies.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Reading

ROWS: list[tuple[str, list[str]]] = [
    # interactions: active, passive, prepositional
    ("Sok Dara met Vuthy Chan in Kampot on Monday.", ["Sok Dara met Vuthy Chan"]),
    ("Sok Dara met with Vuthy Chan last week.", ["Sok Dara met Vuthy Chan"]),
    ("Sok Dara held talks with Vuthy Chan.", ["Sok Dara met Vuthy Chan"]),
    ("Sok Dara and Vuthy Chan met on Friday.", ["Sok Dara met Vuthy Chan"]),
    ("Police arrested Amina Diallo on Tuesday.", ["Police arrested Amina Diallo"]),
    ("Amina Diallo was arrested by police on Tuesday.", ["police arrested Amina Diallo"]),
    ("Amina Diallo was arrested on Tuesday at her home by soldiers.", ["soldiers arrested Amina Diallo"]),
    ("Police arrested and questioned Amina Diallo.", ["Police arrested Amina Diallo", "Police questioned Amina Diallo"]),
    ("Soldiers beat Carlos Quispe.", ["Soldiers attacked Carlos Quispe"]),
    ("Carlos Quispe was tortured by officers.", ["officers tortured Carlos Quispe"]),
    ("Amnesty International praised Carlos Quispe.", ["Amnesty International praised Carlos Quispe"]),
    ("Carlos Quispe thanked Leila Haddad for her help.", ["Carlos Quispe praised Leila Haddad"]),
    ("Leila Haddad criticised the government.", ["Leila Haddad criticised government"]),
    ("Leila Haddad accused Carlos Quispe of corruption.", ["Leila Haddad accused Carlos Quispe"]),
    ("A court convicted Carlos Quispe of fraud.", ["court convicted Carlos Quispe"]),
    ("Carlos Quispe was sentenced by a court to five years.", ["court convicted Carlos Quispe"]),
    ("Leila Haddad visited Mombasa in March.", ["Leila Haddad visited Mombasa"]),
    ("Leila Haddad travelled to Mombasa.", ["Leila Haddad visited Mombasa"]),
    ("The villagers sued Darex Mining.", ["villagers sued Darex Mining"]),
    ("The army killed five villagers.", ["army killed five villagers"]),
    ("Carlos Quispe founded Justicia Ahora in 2009.", ["Carlos Quispe founded Justicia Ahora"]),
    ("Leila Haddad represented Carlos Quispe in court.", ["Leila Haddad represented Carlos Quispe"]),
    ("Police released Amina Diallo, who had met Sok Dara.", ["Police released Amina Diallo", "Amina Diallo met Sok Dara"]),
    ("Amina Diallo, who was detained by soldiers, told Sok Dara about it.",
     ["soldiers detained Amina Diallo", "Amina Diallo told Sok Dara"]),
    # stance: negated, denied, planned, requested, hypothetical, alleged
    ("Police did not arrest Amina Diallo.", ["Police arrested Amina Diallo [negated]"]),
    ("Sok Dara never met Vuthy Chan.", ["Sok Dara met Vuthy Chan [negated]"]),
    ("No soldiers attacked Carlos Quispe.", ["soldiers attacked Carlos Quispe [negated]"]),
    ("Police denied that officers beat Carlos Quispe.", ["officers attacked Carlos Quispe [negated denied] @ Police"]),
    ("Vuthy Chan denied that he had met Sok Dara.", ["Vuthy Chan met Sok Dara [negated denied] @ Vuthy Chan"]),
    ("Sok Dara plans to meet Vuthy Chan.", ["Sok Dara met Vuthy Chan [planned]"]),
    ("Sok Dara will meet Vuthy Chan on Friday.", ["Sok Dara met Vuthy Chan [planned]"]),
    ("Sok Dara is scheduled to visit Mombasa.", ["Sok Dara visited Mombasa [planned]"]),
    ("Amnesty International urged police to release Amina Diallo.",
     ["Amnesty International urged police", "police released Amina Diallo [requested] @ Amnesty International"]),
    ("Leila Haddad called on the government to release Amina Diallo.",
     ["Leila Haddad urged government", "government released Amina Diallo [requested] @ Leila Haddad"]),
    ("If police arrest Amina Diallo, villagers will protest.", ["police arrested Amina Diallo [hypothetical]"]),
    ("Sok Dara would meet Vuthy Chan.", ["Sok Dara met Vuthy Chan [hypothetical]"]),
    ("Soldiers may have attacked Carlos Quispe.", ["Soldiers attacked Carlos Quispe [hypothetical]"]),
    ("Officers allegedly tortured Carlos Quispe.", ["Officers tortured Carlos Quispe [alleged]"]),
    ("Police reportedly detained Amina Diallo.", ["Police detained Amina Diallo [alleged]"]),
    ("Soldiers are accused of beating Carlos Quispe.", ["Soldiers attacked Carlos Quispe [alleged]"]),
    ("Leila Haddad alleged that soldiers tortured Carlos Quispe.",
     ["soldiers tortured Carlos Quispe [alleged] @ Leila Haddad"]),
    ("Did police arrest Amina Diallo?", ["police arrested Amina Diallo [hypothetical]"]),
    ("Police failed to arrest Carlos Quispe.", ["Police arrested Carlos Quispe [negated]"]),
    # who says so
    ("Leila Haddad said that police arrested Amina Diallo.", ["police arrested Amina Diallo @ Leila Haddad"]),
    ("Police arrested Amina Diallo, Leila Haddad said.", ["police arrested Amina Diallo @ Leila Haddad"]),
    ("According to Leila Haddad, police arrested Amina Diallo.", ["police arrested Amina Diallo @ Leila Haddad"]),
    ("“Soldiers attacked Carlos Quispe,” Leila Haddad said.", ["Soldiers attacked Carlos Quispe @ Leila Haddad"]),
    ("Leila Haddad said police denied that officers beat Carlos Quispe.",
     ["officers attacked Carlos Quispe [negated denied] @ Police > Leila Haddad"]),
    # kin
    ("Amina Diallo, the sister of Carlos Quispe, wept.", ["Amina Diallo relativeOf Carlos Quispe"]),
    ("Carlos Quispe's brother Pedro Quispe was there.", ["Pedro Quispe relativeOf Carlos Quispe"]),
    ("Amina Diallo spoke first. Her husband, Omar Diallo, was absent.", ["Omar Diallo relativeOf Amina Diallo"]),
    ("Omar Barry is not the brother of Amina Diallo.", ["Omar Barry relativeOf Amina Diallo [negated]"]),
    ("Omar Barry is the brother of Amina Diallo.", ["Omar Barry relativeOf Amina Diallo"]),
    ("Amina Diallo married Omar Barry in 2010.", ["Amina Diallo relativeOf Omar Barry"]),
    # places
    ("The hearing was in Mombasa, Kenya.", ["Mombasa locatedIn Kenya"]),
    # who acts under control
    ("Prosecutors charged Carlos Quispe with killing Amina Diallo.",
     ["Prosecutors charged Carlos Quispe", "Carlos Quispe killed Amina Diallo [alleged] @ Prosecutors"]),
    ("Police arrested Carlos Quispe for attacking Amina Diallo.",
     ["Police arrested Carlos Quispe", "Carlos Quispe attacked Amina Diallo [alleged] @ Police"]),
    ("Leila Haddad accused the army of killing Carlos Quispe.",
     ["Leila Haddad accused army", "army killed Carlos Quispe [alleged] @ Leila Haddad"]),
    ("The government appointed Leila Haddad to investigate Carlos Quispe.",
     ["government appointed Leila Haddad", "Leila Haddad investigated Carlos Quispe [planned]"]),
    ("Soldiers prevented Leila Haddad from visiting Mombasa.", ["Leila Haddad visited Mombasa [negated]"]),
    ("Leila Haddad urged that police release Amina Diallo.",
     ["Leila Haddad urged police", "police released Amina Diallo [requested] @ Leila Haddad"]),
    # what is said not to be so
    ("Carlos Quispe was acquitted of killing Amina Diallo.", ["Carlos Quispe killed Amina Diallo [negated alleged]"]),
    ("It is false that police arrested Amina Diallo.", ["police arrested Amina Diallo [negated denied]"]),
    ("Omar Barry doubted that police arrested Amina Diallo.", ["police arrested Amina Diallo [negated denied]"]),
    ("Omar Barry never said that police arrested Amina Diallo.", ["police arrested Amina Diallo [hypothetical] @ Omar Barry"]),
    ("Soldiers almost killed Carlos Quispe.", ["Soldiers killed Carlos Quispe [hypothetical]"]),
    # plans that are easily taken for facts
    ("Leila Haddad is due to meet Vuthy Chan.", ["Leila Haddad met Vuthy Chan [planned]"]),
    ("Sok Dara was to have met Vuthy Chan.", ["Sok Dara met Vuthy Chan [planned]"]),
    ("Sok Dara intends to visit Mombasa.", ["Sok Dara visited Mombasa [planned]"]),
    ("There is no evidence that soldiers killed Carlos Quispe.", ["soldiers killed Carlos Quispe [hypothetical]"]),
    ("Her lawyer said that police arrested Amina Diallo.", ["police arrested Amina Diallo @ lawyer"]),
    ("“I met Vuthy Chan on Monday,” Sok Dara said.", ["Sok Dara met Vuthy Chan @ Sok Dara"]),
    ("Five officers of the Rapid Response Unit attacked Carlos Quispe.",
     ["Five officers attacked Carlos Quispe", "Five officers memberOf Rapid Response Unit"]),
    # nothing to take
    ("Rain fell on the coast all week.", []),
    ("Sok Dara asked Vuthy Chan whether he was well.", []),
    ("Sok Dara asked officials how the papers were lost.", []),
    ("Sok Dara smiled.", []),
    ("The report of Leila Haddad on Kenya is long.", []),
    ("Sok Dara, Vuthy Chan and Amina Diallo smiled.", []),
    ("Offices opened in Paris, London and Mombasa.", []),
    ("It is cold in Kenya, and Sok Dara is ill.", []),
    ("Sok Dara said nothing about Kenya.", []),
]


def describe(claim: Claim, names: dict[str, str]) -> str:
    """Write a claim as the tables do."""
    marks = [m for m in (claim.polarity.value, claim.modality.value) if m not in {"affirmed", "asserted"}]
    stance = f" [{' '.join(marks)}]" if marks else ""
    speakers = " > ".join(names[s] for s in claim.attributed_to)
    return f"{names[claim.subject]} {claim.predicate} {names[claim.object or claim.subject]}{stance}{' @ ' + speakers if speakers else ''}"


def found_in(reading: Reading) -> list[str]:
    names = {e.id: e.label for e in reading.entities}
    return [describe(c, names) for c in reading.claims if c.object and not c.open]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[t[:60] for t, _ in ROWS])
def test_claims_of_a_sentence(read: Callable[..., Reading], text: str, expected: list[str]) -> None:
    assert sorted(x.lower() for x in found_in(read(text))) == sorted(x.lower() for x in expected)


def test_a_date_is_reckoned_and_its_words_kept(read: Callable[..., Reading]) -> None:
    (claim,) = read("Sok Dara met Vuthy Chan on August 24.").claims
    assert claim.date is not None
    assert (claim.date.text, str(claim.date.earliest), str(claim.date.latest)) == ("August 24", "2022-08-24", "2022-08-24")


def test_a_place_is_noted(read: Callable[..., Reading]) -> None:
    (claim,) = read("Sok Dara met Vuthy Chan in Mombasa.").claims
    assert claim.place == "place:Mombasa"


def test_what_the_ontology_does_not_know_keeps_its_verb(read: Callable[..., Reading]) -> None:
    claims = [c for c in read("Sok Dara imitated Vuthy Chan.").claims if c.open]
    assert [(c.subject, c.predicate, c.object) for c in claims] == [("person:Sok_Dara", "imitate", "person:Vuthy_Chan")]


def test_every_quote_stands_where_it_says(read: Callable[..., Reading]) -> None:
    for text, _ in ROWS:
        for claim in read(text).claims:
            assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
            for mention in (claim.subject_mention, claim.object_mention):
                if mention is not None:
                    assert claim.evidence.start <= mention.start < mention.end <= claim.evidence.end
                    assert text[mention.start : mention.end] == mention.text


def test_words_in_the_place_of_an_object_begin_with_no_preposition(read: Callable[..., Reading]) -> None:
    values = {c.value for c in read("Leila Haddad called for help from private firms.").claims if c.predicate == "demanded"}
    assert values == {"help from private firms"}
