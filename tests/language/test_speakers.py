"""Who speaks behind the comma is the verb's subject, whatever the parser takes the name for."""

from __future__ import annotations

import itertools

import pytest
from spacy.language import Language

from kg.language.encoder import Sentence
from kg.language.speakers import mend_speakers

SPEAKERS = ("Leila Haddad", "Nguyen Thi Lan", "John Smith", "Maria Flores", "Abdul Karim", "the mayor")
FORMS = (
    "Police arrested {}, {} said.", "Soldiers killed {} on Monday, {} added.", "The army attacked the village of {}, {} told reporters.",
    "Police in Kampot beat {}, {}, a witness, said.",
)


def test_the_speaker_is_the_subject_nine_times_in_ten(nlp: Language) -> None:
    right = total = 0
    for form, person, speaker in itertools.product(FORMS, ("Amina Diallo", "Sok Dara", "Otieno Wanjala"), SPEAKERS):
        doc = nlp(form.format(person, speaker))
        verb = next(t for t in doc if t.text in {"said", "added", "told"})
        total += 1
        right += any(c.dep_ == "nsubj" and c.text in speaker.split() for c in verb.children)
    assert right >= 0.9 * total


@pytest.mark.parametrize(("text", "objects"), [
    ("Police arrested Sok Dara, Amina Diallo and John Smith, Leila Haddad said.", {"Leila"}),
    ("Police arrested Sok Dara, a farmer, said the mayor.", {"mayor"}),
    ("He arrested Sok Dara, a farmer, and said that he was drunk.", {"He"}),
])
def test_lists_and_appositions_stay(nlp: Language, text: str, objects: set[str]) -> None:
    doc = nlp(text)
    said = next(t for t in doc if t.text == "said")
    subjects = {c.text for c in said.children if c.dep_ == "nsubj"} or {c.text for c in said.head.children if c.dep_ == "nsubj"}
    assert subjects == objects


def test_a_tree_made_by_hand() -> None:
    words = ["Police", "held", "Dara", ",", "Leila", ",", "a", "witness", ",", "said", "."]
    sentence = Sentence(
        first=0, upos=["NOUN", "VERB", "PROPN", "PUNCT", "PROPN", "PUNCT", "DET", "NOUN", "PUNCT", "VERB", "PUNCT"],
        xpos=["NNS", "VBD", "NNP", ",", "NNP", ",", "DT", "NN", ",", "VBD", "."], feats=["_"] * 11,
        lemmas=["police", "hold", "Dara", ",", "Leila", ",", "a", "witness", ",", "say", "."],
        heads=[2, 10, 2, 5, 3, 8, 8, 3, 3, 0, 10],
        deprels=["nsubj", "ccomp", "obj", "punct", "conj", "punct", "det", "appos", "punct", "root", "punct"],
        names=["O"] * 11, extras=["O"] * 11, kinds=["O"] * 11,
    )
    mended = mend_speakers(sentence, words)
    assert (mended.heads[4], mended.deprels[4]) == (10, "nsubj")
    assert (mended.heads[7], mended.deprels[7]) == (5, "appos")
    assert (mended.heads[2], mended.deprels[2]) == (2, "obj")
