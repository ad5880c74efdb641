"""Sentences and the acts that they tell of.

Each expected act is written "kind: doers > victims", a number of victims behind "#", the place behind "@", then in brackets
what differs from affirmed and asserted, legal status included, and behind "by" the speaker. "-" is nobody. Names are invented.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Act, Modality, Part, Polarity, Reading

ROWS: list[tuple[str, list[str]]] = [
    # active, passive with and without an agent
    ("Soldiers killed five villagers.", ["killing: Soldiers > five villagers #5"]),
    ("Police beat Carlos Quispe to death.", ["killing: Police > Carlos Quispe"]),
    ("Leila Haddad was raped by two soldiers.", ["rape: two soldiers > Leila Haddad"]),
    ("Sok Dara was arrested on Tuesday.", ["arrest: - > Sok Dara"]),
    ("Police arbitrarily arrested three monks.", ["arbitraryArrest: Police > three monks #3"]),
    ("Sok Dara was unlawfully detained for six days.", ["arbitraryDetention: - > Sok Dara"]),
    ("Amina Diallo was held incommunicado.", ["incommunicadoDetention: - > Amina Diallo"]),
    ("At least 20 protesters were shot dead by soldiers.", ["killing: soldiers > 20 protesters #20"]),
    ("Dozens of villagers were beaten.", ["beating: - > villagers"]),
    ("Two hundred families were forcibly evicted in Mombasa.", ["forcedEviction: - > hundred families #200 @ Mombasa"]),
    ("Rebels took nine villagers hostage in Mombasa.", ["hostageTaking: Rebels > nine villagers #9 @ Mombasa"]),
    ("Guards tortured and beat two detainees.", ["torture: Guards > two detainees #2", "beating: Guards > two detainees #2"]),
    ("The army shelled the village.", ["armedAttack: The army > -"]),
    ("Migrants were trafficked by a gang.", ["trafficking: a gang > Migrants"]),
    ("Prisoners were forced to work by guards.", ["forcedLabour: guards > Prisoners"]),
    ("Police fired tear gas at protesters in Mombasa.", ["forceAgainstAssembly: Police > protesters @ Mombasa"]),
    ("Soldiers burned down Sok Dara's house.", ["destructionOfProperty: Soldiers > Sok Dara"]),
    ("The army burned 30 houses in Mombasa.", ["destructionOfProperty: The army > - @ Mombasa"]),
    ("The company seized the land of villagers.", ["landGrab: The company > villagers"]),
    ("The internet was cut in Mombasa.", ["internetShutdown: - > - @ Mombasa"]),
    ("The government censored two newspapers.", ["censorship: The government > two newspapers #2"]),
    ("Three men were sentenced to death.", ["deathSentence: - > Three men #3"]),
    ("Soldiers killed five villagers and wounded 12 monks in Mombasa.",
     ["killing: Soldiers > five villagers #5 @ Mombasa", "injuring: Soldiers > 12 monks #12 @ Mombasa"]),
    # the subject suffers; participles; relative clauses
    ("Five people died in custody.", ["deathInCustody: - > Five people #5"]),
    ("Amina Diallo disappeared in March.", ["disappearance: - > Amina Diallo"]),
    ("The detained journalists were taken to Mombasa.", ["detention: - > The detained journalists"]),
    ("Villagers evicted from their land in Mombasa protested.", ["eviction: - > Villagers"]),
    ("Carlos Quispe, who was abducted by gunmen in 2019, is missing.", ["abduction: gunmen > Carlos Quispe"]),
    # nouns
    ("The arrest of Amina Diallo by police drew criticism.", ["arrest: police > Amina Diallo"]),
    ("Amina Diallo's arrest was condemned.", ["arrest: - > Amina Diallo"]),
    ("The police killing of Carlos Quispe led to protests.", ["killing: police > Carlos Quispe"]),
    ("The army's torture of detainees was denounced.", ["torture: The army > detainees"]),
    ("Soldiers carried out extrajudicial killings in Mombasa.", ["extrajudicialKilling: Soldiers > - @ Mombasa"]),
    ("Amina Diallo was subjected to torture by officers.", ["torture: officers > Amina Diallo"]),
    ("Amina Diallo was a victim of human trafficking.", ["trafficking: - > Amina Diallo"]),
    ("Women in the camp suffered sexual violence.", ["sexualViolence: - > Women"]),
    ("Villagers face harassment by soldiers.", ["harassment: soldiers > Villagers"]),
    ("Leila Haddad spoke of the torture and killing of detainees in Mombasa.",
     ["torture: - > detainees @ Mombasa", "killing: - > detainees @ Mombasa"]),
    ("Attacks on journalists by police rose in Mombasa.", ["attack: police > journalists @ Mombasa"]),
    ("The rebels claimed responsibility for the attack on the market.", ["attack: The rebels > -"]),
    ("Residents protested against the eviction of 300 families.", ["eviction: - > 300 families #300"]),
    ("An end to the shelling of Mombasa by the army was demanded.", ["armedAttack: the army > - @ Mombasa"]),
    ("Police found the victims of forced labour.", ["forcedLabour: - > the victims"]),
    ("The group is based in Mombasa city. It reported on the confinement of workers in the city.",
     ["confinement: - > workers @ Mombasa"]),
    # who says so, hedges, the law
    ("Amina Diallo said that three men were killed.", ["killing: - > three men #3 by Amina Diallo"]),
    ("According to Leila Haddad, three men were killed.", ["killing: - > three men #3 by Leila Haddad"]),
    ("Soldiers allegedly raped two women.", ["rape: Soldiers > two women #2 [alleged]"]),
    ("Officers were charged with torturing two detainees.", ["torture: Officers > two detainees #2 [alleged charged]"]),
    ("Leila Haddad spoke of illegal confinement of workers that reportedly took place in Mombasa.",
     ["illegalConfinement: - > workers @ Mombasa [alleged]"]),
    ("Police investigated allegations of torture of detainees.", ["torture: - > detainees [alleged]"]),
    ("Carlos Quispe was charged with rape.", ["rape: Carlos Quispe > - [alleged charged]"]),
    ("A man was convicted of the murder of Carlos Quispe.", ["killing: A man > Carlos Quispe [alleged convicted]"]),
    ("Carlos Quispe was acquitted of the murder of Amina Diallo.",
     ["killing: Carlos Quispe > Amina Diallo [negated alleged acquitted]"]),
    # negated, denied, planned, requested, hypothetical
    ("Police did not arrest Amina Diallo.", ["arrest: Police > Amina Diallo [negated]"]),
    ("No villagers were killed.", ["killing: - > villagers [negated]"]),
    ("Authorities failed to arrest Carlos Quispe.", ["arrest: Authorities > Carlos Quispe [negated]"]),
    ("The army denied that soldiers killed the villagers.", ["killing: soldiers > the villagers [negated denied] by army"]),
    ("The army denied killing the villagers.", ["killing: The army > the villagers [negated denied] by army"]),
    ("Police denied the torture of Sok Dara.", ["torture: - > Sok Dara [negated denied] by Police"]),
    ("Police plan to evict the villagers.", ["eviction: Police > the villagers [planned]"]),
    ("Omar Barry will be executed on Friday.", ["execution: - > Omar Barry [planned]"]),
    ("Leila Haddad demanded the arrest of Carlos Quispe.", ["arrest: - > Carlos Quispe [requested] by Leila Haddad"]),
    ("Leila Haddad urged the court to detain Carlos Quispe.", ["detention: the court > Carlos Quispe [requested] by Leila Haddad"]),
    ("Amina Diallo may be deported.", ["deportation: - > Amina Diallo [hypothetical]"]),
    ("If soldiers attack the villagers, they will flee.", ["attack: soldiers > the villagers [hypothetical]"]),
    ("Amina Diallo fears arrest.", ["arrest: - > Amina Diallo [hypothetical]"]),
    ("Omar Barry faces deportation.", ["deportation: - > Omar Barry [hypothetical]"]),
    ("A campaign to prevent the killing of journalists began.", ["killing: - > journalists [hypothetical]"]),
    ("Officials met to tackle any cases of labour exploitation, human trafficking or forced labour in Mombasa.",
     ["labourExploitation: - > - @ Mombasa [hypothetical]", "trafficking: - > - @ Mombasa [hypothetical]",
      "forcedLabour: - > - @ Mombasa [hypothetical]"]),
    ("Did police beat the student?", ["beating: police > the student [hypothetical]"]),
    # nothing
    ("The law bans torture and slavery.", []),
    ("The country passed a law against torture.", []),
    ("The committee against torture met in Geneva.", []),
    ("The ministry launched a plan to combat human trafficking.", []),
    ("Leila Haddad warned of the risk of torture.", []),
    ("Drug trafficking rose in Mombasa.", []),
    ("The detention centre in Mombasa was closed.", []),
    ("The murder trial began on Monday.", []),
    ("The team attacked well and killed the game.", []),
    ("Omar Barry shot a film about rape.", []),
    ("The company executed the plan.", []),
    ("The president attacked the proposal.", []),
    ("A storm killed 12 people in Mombasa.", []),
    ("Twelve passengers were killed when a bus crashed.", []),
    ("Police detained a shipment of cocaine.", []),
    ("Leila Haddad had a heart attack.", []),
    ("The injured Carlos Quispe went home.", []),
    ("Mombasa United beat Karsk Rovers on Sunday.", []),
    ("Leila Haddad met Carlos Quispe in Mombasa.", []),
]


def written(act: Act, labels: dict[str, str]) -> str:
    """Write an act as the table does."""
    def names(part: Part) -> str:
        return ", ".join(i.mention.text for i in act.involvements if i.part is part and i.mention) or "-"

    text = f"{act.kind}: {names(Part.PERPETRATOR)} > {names(Part.VICTIM)}"
    text += f" #{act.count}" if act.count is not None else ""
    text += f" @ {labels[act.place]}" if act.place else ""
    stance = [act.polarity] * (act.polarity is Polarity.NEGATED) + [act.modality] * (act.modality is not Modality.ASSERTED)
    stance += [act.legal_status] * (act.legal_status is not None)
    text += f" [{' '.join(stance)}]" if stance else ""
    return text + (f" by {' > '.join(labels[s] for s in act.attributed_to)}" if act.attributed_to else "")


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text[:60] for text, _ in ROWS])
def test_acts_of_a_sentence(text: str, expected: list[str], read: Callable[..., Reading]) -> None:
    reading = read(text)
    labels = {entity.id: entity.label for entity in reading.entities}
    assert [written(act, labels) for act in reading.acts] == expected


def test_the_table_is_large_and_a_third_of_it_tells_of_nothing_done() -> None:
    undone = [row for row in ROWS if not row[1] or any(
        stance in act for act in row[1] for stance in ("negated", "planned", "requested", "hypothetical"))]
    assert len(ROWS) >= 60
    assert len(undone) >= len(ROWS) // 3


def test_every_act_quotes_its_words(read: Callable[..., Reading]) -> None:
    text = "Sok Dara was arrested on Tuesday.\n\nThe torture of detainees in Mombasa went on, Leila Haddad said."
    reading = read(text)
    assert [act.kind for act in reading.acts] == ["arrest", "torture"]
    for act in reading.acts:
        assert text[act.start:].startswith(act.words)
        assert text[act.evidence.start:act.evidence.end] == act.evidence.quote
        assert act.evidence.start <= act.start < act.evidence.end
        for involvement in act.involvements:
            assert involvement.mention is not None
            assert text[involvement.mention.start:involvement.mention.end] == involvement.mention.text
    first = reading.acts[0]
    assert first.date is not None and first.date.text == "Tuesday"


def test_groups_that_only_acts_name_are_entities(read: Callable[..., Reading]) -> None:
    reading = read("Five villagers were evicted.")
    assert [entity.label for entity in reading.entities] == ["Five villagers"]


def test_acts_and_claims_stand_side_by_side(read: Callable[..., Reading]) -> None:
    reading = read("Police arrested Amina Diallo.")
    assert [claim.predicate for claim in reading.claims] == ["arrested"]
    assert [act.kind for act in reading.acts] == ["arrest"]
