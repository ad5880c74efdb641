"""What open triples are read from a sentence, and that they hold nothing but its words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kg.triples import find_triples
from kg.triples.confidence import FEATURES

if TYPE_CHECKING:
    from spacy.language import Language

Row = tuple[str, ...]
ReadRows = Callable[[str], list[Row]]

ACTIVE = [
    ("Orla Venn met a judge in Marsa.", [("met", "Orla Venn", "a judge", "in Marsa")]),
    ("Orla Venn gave the victims money.", [("gave", "Orla Venn", "the victims", "money")]),
    ("Mr Soter signed the law.", [("signed", "Mr Soter", "the law")]),
    ("The judge did not accept the evidence.", [("did not accept", "The judge", "the evidence")]),
    ("However, the group rejected the offer.", [("rejected", "the group", "the offer")]),
    ("The report relies heavily on witnesses.", [("relies heavily on", "The report", "witnesses")]),
    ("Talks between the army and the rebels failed in March.",
     [("failed in", "Talks between the army and the rebels", "March")]),
]
PASSIVE = [
    ("The students were beaten by soldiers near the port on Friday.",
     [("were beaten by", "The students", "soldiers near the port", "on Friday")]),
    ("The villages were not evacuated until Monday.", [("were not evacuated until", "The villages", "Monday")]),
    ("The gas is used to disperse crowds.", [("is used to disperse", "The gas", "crowds")]),
]
COPULAS = [
    ("The trial was unfair.", [("was", "The trial", "unfair")]),
    ("The ministry is responsible for prisons.", [("is responsible for", "The ministry", "prisons")]),
    ("The problem is that no one counted the dead.",
     [("is that", "The problem", "no one counted the dead"), ("counted", "no one", "the dead")]),
]
SHARED = [
    ("Police arrested Tomas Brandl and questioned him for six hours.",
     [("arrested", "Police", "Tomas Brandl"), ("questioned", "Police", "him", "for six hours")]),
    ("Soldiers arrested Mara Lind and Ana Sol.",
     [("arrested", "Soldiers", "Mara Lind"), ("arrested", "Soldiers", "Ana Sol")]),
    ("The camp holds men, women and children.",
     [("holds", "The camp", "men"), ("holds", "The camp", "women"), ("holds", "The camp", "children")]),
    ("The strike began in March and ended in June.",
     [("began in", "The strike", "March"), ("ended in", "The strike", "June")]),
    ("He was fined $500 and banned from travel.",
     [("was fined", "He", "$500"), ("was banned from", "He", "travel")]),
]
GOVERNED = [
    ("The court refused to release the prisoners.", [("refused to release", "The court", "the prisoners")]),
    ("Orla Venn wants to study law.", [("wants to study", "Orla Venn", "law")]),
    ("The governor asked the crowd to leave.", [("asked", "The governor", "the crowd", "to leave")]),
    ("Having lost the vote, the party left the coalition.",
     [("Having lost", "the party", "the vote"), ("left", "the party", "the coalition")]),
]
RELATIVE = [
    ("The man who led the march was jailed for ten years.",
     [("led", "The man", "the march"), ("was jailed for", "The man", "ten years")]),
    ("The woman police detained has been released without charge.",
     [("detained", "police", "The woman"), ("has been released without", "The woman", "charge")]),
    ("The commander, whose brother was killed, surrendered on 3 May.",
     [("surrendered on", "The commander", "3 May")]),
    ("Villagers living near the dam lost their homes.",
     [("living near", "Villagers", "the dam"), ("lost", "Villagers living near the dam", "their homes")]),
]
SAID = [
    ("The mayor said that soldiers had burned two villages.",
     [("said that", "The mayor", "soldiers had burned two villages"),
      ("had burned", "soldiers", "two villages", "The mayor said")]),
    ("Soldiers burned two villages, the mayor said.",
     [("burned", "Soldiers", "two villages", "the mayor said"),
      ("said", "the mayor", "Soldiers burned two villages")]),
    ("The army denied that its soldiers killed anyone.",
     [("denied that", "The army", "its soldiers killed anyone"),
      ("killed", "its soldiers", "anyone", "The army denied")]),
]
NAMES = [
    ("Orla Venn, a human rights lawyer, founded the Marsa Centre in 2009.",
     [("[is]", "Orla Venn", "a human rights lawyer"), ("founded", "Orla Venn", "the Marsa Centre", "in 2009")]),
    ("President Ilan Soter signed the law.",
     [("[is]", "Ilan Soter", "President"), ("signed", "President Ilan Soter", "the law")]),
    ("His aunt Orla Venn is a judge.",
     [("[is]", "Orla Venn", "His aunt"), ("is", "His aunt Orla Venn", "a judge")]),
    ('The book "A Quiet Year" describes the siege.', [("describes", 'The book "A Quiet Year"', "the siege")]),
]
PLACES = [
    ("The Marsa Centre in Tarvia opened a clinic.",
     [("[is in]", "The Marsa Centre", "Tarvia"), ("opened", "The Marsa Centre in Tarvia", "a clinic")]),
    ("Talks failed in Marsa, Tarvia.", [("failed in", "Talks", "Marsa"), ("[is in]", "Marsa", "Tarvia")]),
]
NOTHING: list[tuple[str, list[Row]]] = [("They fled.", []), ("Who killed the editor?", []), ("Floods in the north", []), ("", []), (" \n\t ", [])]
ALL = [*ACTIVE, *PASSIVE, *COPULAS, *SHARED, *GOVERNED, *RELATIVE, *SAID, *NAMES, *PLACES, *NOTHING]


@pytest.fixture(scope="module")
def rows(nlp: Language) -> ReadRows:
    """Read a text into relation and arguments."""
    return lambda text: [triple.row[2:] for triple in find_triples(nlp(text))]


@pytest.mark.parametrize(("text", "expected"), ALL)
def test_a_sentence_says(text: str, expected: list[Row], rows: ReadRows) -> None:
    assert rows(text) == expected


def made_of(part: str, text: str) -> bool:
    """Tell whether the words of a part stand in the text, in this order."""
    at = 0
    for word in part.split():
        at = text.find(word, at)
        if at < 0:
            return False
        at += len(word)
    return True


@pytest.mark.parametrize("text", [text for text, _ in ALL])
def test_parts_are_words_of_the_sentence(text: str, nlp: Language) -> None:
    for triple in find_triples(nlp(text)):
        assert len(triple.arguments) >= 2
        assert triple.sentence in text
        for part in triple.arguments:
            assert made_of(part, triple.sentence)
        assert triple.relation in {"[is]", "[is in]"} or made_of(triple.relation, triple.sentence)


def test_spacing_is_the_text_s_own(rows: ReadRows) -> None:
    text = "The guards , he said , beat `` the rebels '' on Friday ."
    assert all(part in text for row in rows(text) for part in row[1:])
    assert ("the well-known lawyer", "the Marsa-Tarvia road") in {
        row[1:3] for row in rows("Yesterday the well-known lawyer blocked the Marsa-Tarvia road.")
    }


def test_quotation_marks_stay_in_pairs(rows: ReadRows) -> None:
    assert rows('The army called the raid "a mistake" on Friday.')[0][2:4] == ("the raid", '"a mistake"')


def test_white_space_is_one_space(nlp: Language) -> None:
    text = "Police in Marsa arrested\nTomas\tBrandl near the old\nport on Friday."
    (triple,) = find_triples(nlp(text))
    assert triple.row[0] == "Police in Marsa arrested Tomas Brandl near the old port on Friday."
    assert triple.arguments[1] == "Tomas Brandl"
    assert not any("\t" in cell or "\n" in cell for cell in triple.row)


def test_each_row_has_its_own_sentence(nlp: Language) -> None:
    found = list(find_triples(nlp("Police arrested Tomas Brandl. A judge freed him.")))
    assert [t.sentence for t in found] == ["Police arrested Tomas Brandl.", "A judge freed him."]


def test_a_whole_text_can_be_one_sentence(nlp: Language) -> None:
    text = "Police arrested Tomas Brandl. A judge freed him."
    assert {t.sentence for t in find_triples(nlp(text), whole=True)} == {text}


def test_confidence_is_a_share_and_falls_with_doubt(nlp: Language) -> None:
    said, killed = find_triples(nlp("The army denied that its soldiers killed anyone."))
    assert 0 < killed.confidence < said.confidence < 1


def test_each_feature_has_a_reason() -> None:
    assert all(feature.reason and -2 < feature.weight < 2 for feature in FEATURES.values())


def test_a_long_list_is_read_in_time(nlp: Language) -> None:
    names = ", ".join(["Orla Venn"] * 300)
    assert len(list(find_triples(nlp(f"Police arrested {names} and Ana Sol in Marsa."), whole=True))) < 1000


def test_the_same_text_gives_the_same_rows(nlp: Language) -> None:
    text = " ".join(text for text, _ in ALL if text.strip())
    first, second = ([t.row for t in find_triples(nlp(text))] for _ in range(2))
    assert first == second
    assert len(first) == len(set(first))
