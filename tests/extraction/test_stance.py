"""Clauses and acts, how they are put forward, and who tells them.

Each row: a text, the word whose clause is meant (its first place), polarity and modality where they differ from affirmed and
asserted, the chain of speakers, nearest first, by one word each, and the legal status if any. All names are invented.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.extraction.quotations import speech_of
from kg.extraction.stance import stance_of
from kg.model import LegalStatus, Modality, Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

# the text's own word
ROWS: list[tuple[str, str, str]] = [
    ("Soldiers burned the school.", "burned", ""),
    ("Soldiers managed to burn the school.", "burn", ""),
    ("Soldiers began to burn the school.", "burn", ""),
    ("Soldiers forced the villagers to leave the valley.", "leave", ""),
    ("The villagers had to leave the valley.", "leave", ""),
    ("Leila Haddad regretted that soldiers had burned the school.", "burned", ""),
    ("Villagers saw soldiers burn the school.", "burn", ""),
    ("Soldiers burned the school before the villagers left.", "left", ""),
    ("Omar Barry was able to leave the country in May.", "leave", ""),
    ("Omar Barry was the first to leave the country.", "leave", ""),
    ("Omar Barry was pleased to meet Leila Haddad.", "meet", ""),
    ("The army plans to leave because rebels attacked the base.", "attacked", ""),
    ("The fact that soldiers burned the school shocked Leila Haddad.", "burned", ""),
    ("Not only soldiers burned the school.", "burned", ""),
    ("Colonel dismissed and arrested over the raid; journalist deported", "deported", ""),
    # negated
    ("Soldiers did not burn the school.", "burn", "negated"),
    ("Soldiers never burned the school.", "burned", "negated"),
    ("No soldier burned the school.", "burned", "negated"),
    ("Nobody arrested Omar Barry.", "arrested", "negated"),
    ("None of the soldiers burned the school.", "burned", "negated"),
    ("Few villagers met Omar Barry.", "met", "negated"),
    ("A few villagers met Omar Barry.", "met", ""),
    ("Neither Omar Barry nor Amina Diallo met Leila Haddad.", "met", "negated"),
    ("The officers neither arrested Omar Barry nor questioned him.", "questioned", "negated"),
    ("Police arrested no one in Karsk.", "arrested", "negated"),
    ("Police held Omar Barry without charging him.", "charging", "negated"),
    ("Soldiers failed to protect the villagers.", "protect", "negated"),
    ("Police refused to release Omar Barry.", "release", "negated"),
    ("Soldiers forgot to lock the gate.", "lock", "negated"),
    ("Police were unable to arrest Omar Barry.", "arrest", "negated"),
    ("Police have yet to release Omar Barry.", "release", "negated"),
    ("Guards prevented Amina Diallo from meeting her lawyer.", "meeting", "negated"),
    ("Soldiers stopped beating Omar Barry.", "beating", "negated"),
    ("At no time did police question Omar Barry.", "question", "negated"),
    ("Police no longer hold Omar Barry.", "hold", "negated"),
    ("Soldiers did not fail to burn the school.", "burn", ""),
    # planned
    ("Police will release Omar Barry.", "release", "planned"),
    ("Police are going to release Omar Barry.", "release", "planned"),
    ("The army announced plans to burn the school.", "burn", "planned"),
    ("Soldiers tried to burn the school.", "burn", "planned"),
    ("Leila Haddad wants to visit Omar Barry.", "visit", "planned"),
    ("Leila Haddad hopes to visit Omar Barry.", "visit", "planned"),
    ("Leila Haddad travelled to Karsk to visit Omar Barry.", "visit", "planned"),
    ("Leila Haddad is about to visit Omar Barry.", "visit", "planned"),
    ("The government is set to expel Omar Barry.", "expel", "planned"),
    ("The government threatened to expel Omar Barry.", "expel", "planned"),
    ("The government is considering expelling Omar Barry.", "expelling", "planned"),
    ("The government is committed to expelling the rebels.", "expelling", "planned"),
    ("The minister said that police would release Omar Barry.", "release", "planned @ minister"),
    ("The minister promised that police would release Omar Barry.", "release", "planned @ minister"),
    ("Rebels made an attempt to seize the town.", "seize", "planned"),
    ("The villagers will rest once the soldiers have left the valley.", "left", "planned"),
    ("The ministry is thinking of closing the camp.", "closing", "planned"),
    ("Police have no plans to release Omar Barry.", "release", "negated planned"),
    ("Police do not intend to release Omar Barry.", "release", "negated planned"),
    ("The move will help the army by freeing soldiers.", "freeing", "planned"),
    ("Leila Haddad called a meeting with the aim of freeing Omar Barry.", "freeing", "planned"),
    ("Police will arrest Omar Barry and question Amina Diallo.", "question", "planned"),
    # requested
    ("Leila Haddad urged the police to release Omar Barry.", "release", "requested @ Haddad"),
    ("Leila Haddad demanded that police release Omar Barry.", "release", "requested @ Haddad"),
    ("Police should release Omar Barry.", "release", "requested"),
    ("Police must release Omar Barry.", "release", "requested"),
    ("Police should have released Omar Barry.", "released", "requested"),
    ("Police need to release Omar Barry.", "release", "requested"),
    ("Release Omar Barry at once.", "Release", "requested"),
    ("Do not arrest Omar Barry.", "arrest", "negated requested"),
    ("It is vital that the government free Omar Barry.", "free", "requested"),
    ("The court ordered the police to release Omar Barry.", "release", "requested @ court"),
    ("Omar Barry was ordered to leave the country.", "leave", "requested"),
    ("Police ignored a request by Leila Haddad to release Omar Barry.", "release", "requested @ Haddad"),
    ("Leila Haddad told the soldiers to leave the village.", "leave", "requested @ Haddad"),
    # hypothetical
    ("Soldiers may have burned the school.", "burned", "hypothetical"),
    ("Soldiers could burn the school.", "burn", "hypothetical"),
    ("Will the minister meet the rebels?", "meet", "hypothetical"),
    ("Nobody knows whether soldiers burned the school.", "burned", "hypothetical"),
    ("Did soldiers burn the school?", "burn", "hypothetical"),
    ("If soldiers burn the school, villagers will leave.", "burn", "hypothetical"),
    ("If soldiers burn the school, villagers will leave.", "leave", "hypothetical"),
    ("Had police arrested Omar Barry, villagers would have protested.", "arrested", "hypothetical"),
    ("Had police arrested Omar Barry, villagers would have attacked the station.", "attacked", "hypothetical"),
    ("Unless soldiers burn the school, the villagers stay.", "burn", "hypothetical"),
    ("Leila Haddad fears that soldiers burned the school.", "burned", "hypothetical @ Haddad"),
    ("There is a risk that soldiers burned the school.", "burned", "hypothetical"),
    ("The possibility of soldiers burning the school frightened the villagers.", "burning", "hypothetical"),
    ("Police are likely to arrest Omar Barry.", "arrest", "hypothetical"),
    ("Perhaps soldiers burned the school.", "burned", "hypothetical"),
    ("Leila Haddad asked whether soldiers had burned the school.", "burned", "hypothetical @ Haddad"),
    ("Police must have arrested Omar Barry.", "arrested", "hypothetical"),
    ("The law allows police to arrest the editor.", "arrest", "hypothetical"),
    ("Leila Haddad did not say that soldiers burned the school.", "burned", "hypothetical @ Haddad"),
    ("There is no evidence that soldiers burned the school.", "burned", "hypothetical"),
    ("Omar Barry spoke as if police had arrested Leila Haddad.", "arrested", "hypothetical"),
    # alleged
    ("Soldiers allegedly burned the school.", "burned", "alleged"),
    ("Soldiers reportedly beat and burned the prisoner.", "burned", "alleged"),
    ("Soldiers are said to have burned the school.", "burned", "alleged"),
    ("Soldiers are believed to have burned the school.", "burned", "alleged"),
    ("Soldiers seem to have burned the school.", "burned", "alleged"),
    ("It is alleged that soldiers burned the school.", "burned", "alleged"),
    ("It was reported that soldiers burned the school.", "burned", "alleged"),
    ("Leila Haddad claimed that soldiers burned the school.", "burned", "alleged @ Haddad"),
    ("Leila Haddad believes that soldiers burned the school.", "burned", "alleged @ Haddad"),
    ("Leila Haddad accused the soldiers of burning the school.", "burning", "alleged @ Haddad"),
    ("The soldiers were accused by Leila Haddad of burning the school.", "burning", "alleged @ Haddad"),
    ("There were allegations that soldiers burned the school.", "burned", "alleged"),
    ("Leila Haddad repeated the claim that soldiers burned the school.", "burned", "alleged @ Haddad"),
    ("Villagers believed the claim by Leila Haddad that soldiers burned the school.", "burned", "alleged @ Haddad"),
    ("Police arrested Omar Barry for burning the school.", "burning", "alleged @ Police"),
    ("Omar Barry is suspected of burning the school.", "burning", "alleged"),
    ("Omar Barry was accused of the murder of Amina Diallo.", "murder", "alleged"),
    ("Villagers remember the alleged murder of Amina Diallo.", "murder", "alleged"),
    ("Omar Barry claimed to have burned the school.", "burned", "alleged @ Barry"),
    # denied
    ("The army denied that soldiers burned the school.", "burned", "negated denied @ army"),
    ("Soldiers denied burning the school.", "burning", "negated denied @ Soldiers"),
    ("Soldiers denied having burned the school.", "burned", "negated denied @ Soldiers"),
    ("The army denied allegations that soldiers burned the school.", "burned", "negated denied @ army"),
    ("The army rejected claims that soldiers burned the school.", "burned", "negated denied @ army"),
    ("The army ruled out that soldiers burned the school.", "burned", "negated denied @ army"),
    ("It is not true that soldiers burned the school.", "burned", "negated denied"),
    ("The army denied the murder of Amina Diallo.", "murder", "negated denied @ army"),
    ("The army did not deny that soldiers burned the school.", "burned", "hypothetical @ army"),
    # who tells, and from whom
    ("Leila Haddad said that soldiers burned the school.", "burned", "@ Haddad"),
    ("Leila Haddad told Omar Barry that soldiers burned the school.", "burned", "@ Haddad"),
    ("According to Leila Haddad, soldiers burned the school.", "burned", "@ Haddad"),
    ("As Leila Haddad told reporters, soldiers burned the school.", "burned", "@ Haddad"),
    ("In the words of Leila Haddad, soldiers burned the school.", "burned", "@ Haddad"),
    ("In a statement, Leila Haddad said soldiers burned the school.", "burned", "@ Haddad"),
    ("A report by Amnesty International found that soldiers burned the school.", "burned", "@ International"),
    ("Leila Haddad's report says soldiers burned the school.", "burned", "@ Haddad"),
    ("A spokesman for the army said that rebels burned the school.", "burned", "@ army"),
    ("The army confirmed reports that soldiers burned the school.", "burned", "@ army"),
    ("Amnesty International, citing a witness, said that police denied that officers beat Omar Barry.", "beat",
     "negated denied @ police > witness > International"),
    ("Omar Barry was quoted by Leila Haddad as saying that soldiers burned the school.", "burned", "@ Barry > Haddad"),
    ("Leila Haddad said that Omar Barry claimed that soldiers burned the school.", "burned", "alleged @ Barry > Haddad"),
    ("Leila Haddad said soldiers burned the school and beat a farmer.", "beat", "@ Haddad"),
    ("Leila Haddad, who met Omar Barry, said that soldiers burned the school.", "met", ""),
    ("“The trial,” Leila Haddad said, “ended in a farce.”", "ended", "@ Haddad"),
    ("Soldiers seized the mill and burned the school, according to Leila Haddad, a teacher in the town.", "seized", "@ Haddad"),
    # quotations
    ("“Soldiers burned the school,” said Leila Haddad. “They beat a farmer.”", "beat", "@ Haddad"),
    ("“Soldiers burned the school,” Leila Haddad said. “They will burn the mill.”", "burn", "planned @ Haddad"),
    ("Leila Haddad said: “Soldiers burned the school. They beat a farmer. They left.”", "beat", "@ Haddad"),
    ("Leila Haddad spoke to reporters. “Soldiers burned the school,” she said.", "burned", "@ she"),
    ("Leila Haddad was angry, she said. Soldiers burned the school.", "burned", ""),
    ("“Soldiers burned the school. They beat a farmer.\n\n“They shot a monk,” Leila Haddad said.", "beat", "@ Haddad"),
    ("“Soldiers burned the school,” Leila Haddad said.\n\n“They beat a farmer. They shot a monk.”", "shot", "@ Haddad"),
    ("“Soldiers burned the school,” Leila Haddad said.\n\nRebels shot a monk.", "shot", ""),
    ("Leila Haddad issued the following statement:\n\n“Soldiers burned the school. They beat a farmer.”", "beat", "@ Haddad"),
    ("Leila Haddad said:\n\nSoldiers burned the school. They beat a farmer.", "beat", "@ Haddad"),
    ("“Soldiers burned the school,” Leila Haddad said. “Police denied that officers beat Omar Barry.”", "beat",
     "negated denied @ Police > Haddad"),
    ("“Why did soldiers burn the school?” asked Leila Haddad.", "burn", "hypothetical @ Haddad"),
    ("“Stop these raids at once,” Leila Haddad said.", "Stop", "requested @ Haddad"),
    ("“Police should free Omar Barry,” Leila Haddad said. “They must stop the raids.”", "stop", "requested @ Haddad"),
    ("Leila Haddad called the trial “a shameful show that the army staged”.", "staged", "@ Haddad"),
    ("Leila Haddad told the Daily Nation on Monday, adding that soldiers beat a farmer.", "beat", "@ Haddad"),
    ("“Soldiers burned the school,” Leila Haddad said. “They left.”\n\n“Rebels shot a monk,” said Omar Barry.", "shot", "@ Barry"),
    # acts that nouns name
    ("Leila Haddad demanded the release of Omar Barry.", "release", "requested @ Haddad"),
    ("Leila Haddad called for the release of Omar Barry.", "release", "requested @ Haddad"),
    ("The government promised the release of Omar Barry.", "release", "planned"),
    ("The village fears the arrest of Omar Barry.", "arrest", "hypothetical"),
    ("The army condemned the murder of Amina Diallo.", "murder", ""),
    ("Police prevented the murder of Amina Diallo.", "murder", "negated"),
    # how far the law has come; no wording makes a fact of it
    ("Omar Barry was charged with killing Amina Diallo.", "killing", "alleged = charged"),
    ("Prosecutors charged Omar Barry with the murder of Amina Diallo.", "murder", "alleged @ Prosecutors = charged"),
    ("Omar Barry faces charges of killing Amina Diallo.", "killing", "alleged = charged"),
    ("Omar Barry is under investigation for killing Amina Diallo.", "killing", "alleged = investigated"),
    ("Omar Barry is on trial for killing Amina Diallo.", "killing", "alleged = tried"),
    ("Omar Barry was convicted of killing Amina Diallo.", "killing", "alleged = convicted"),
    ("Omar Barry was sentenced to five years for killing Amina Diallo.", "killing", "alleged = convicted"),
    ("Omar Barry was found guilty of killing Amina Diallo.", "killing", "alleged = convicted"),
    ("Omar Barry pleaded not guilty to killing Amina Diallo.", "killing", "alleged = charged"),
    ("Omar Barry was found not guilty of killing Amina Diallo.", "killing", "negated alleged = acquitted"),
    ("Omar Barry was acquitted of killing Amina Diallo.", "killing", "negated alleged = acquitted"),
    ("Omar Barry appealed his conviction for killing Amina Diallo.", "killing", "alleged = appealed"),
    ("Omar Barry was accused of killing Amina Diallo.", "killing", "alleged"),
    ("Omar Barry is wanted for killing Amina Diallo.", "killing", "alleged"),
    ("Omar Barry was arrested for killing Amina Diallo.", "killing", "alleged"),
    ("Omar Barry went on trial on Monday for killing Amina Diallo.", "killing", "alleged = tried"),
    ("Prosecutors want to charge Omar Barry with killing Amina Diallo.", "killing", "alleged @ Prosecutors"),
    ("Omar Barry may be charged with killing Amina Diallo.", "killing", "alleged"),
    ("Omar Barry was not charged with killing Amina Diallo.", "killing", "alleged"),
]


def stance_in_words(nlp: Language, text: str, word: str) -> str:
    """Write the stance of a word's clause as the table does; a speaker by the name's last word."""
    doc = nlp(text)
    stance = stance_of(next(t for t in doc if t.text == word), speech_of(doc))
    marks = [m for m in (stance.polarity.value, stance.modality.value) if m not in {"affirmed", "asserted"}]
    chain = " > ".join([t.text, *(c.text for c in t.children if c.dep_ == "flat")][-1] for t in stance.speakers)
    status = f"= {stance.legal_status}" if stance.legal_status else ""
    return " ".join(filter(None, [*marks, f"@ {chain}" if chain else "", status]))


@pytest.mark.parametrize(("text", "word", "expected"), ROWS, ids=[f"{w}: {t[:60]}" for t, w, _ in ROWS])
def test_stance_of_a_clause(nlp: Language, text: str, word: str, expected: str) -> None:
    assert stance_in_words(nlp, text, word) == expected


def test_a_claim_carries_its_legal_status_and_who_charges(read: Callable[..., Reading]) -> None:
    claims = read("Prosecutors charged Omar Barry with killing Amina Diallo.").claims
    (claim,) = [c for c in claims if c.predicate == "killed"]
    assert (claim.modality, claim.legal_status) == (Modality.ALLEGED, LegalStatus.CHARGED)
    assert len(claim.attributed_to) == 1


def test_a_quotation_over_sentences_names_its_speaker_in_each_claim(read: Callable[..., Reading]) -> None:
    reading = read("“Soldiers beat Omar Barry,” said Leila Haddad. “Police arrested Amina Diallo.”")
    told = {c.predicate: c.attributed_to for c in reading.claims if c.predicate in {"attacked", "arrested"}}
    assert told == dict.fromkeys(("attacked", "arrested"), ("person:Leila_Haddad",))
