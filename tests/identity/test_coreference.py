"""Which mentions are taken for one, and which stay open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.identity.coreference import SURE, Form, Link, Mention, cut, link_all, resolve
from kg.identity.coreference.mentions import find
from kg.identity.coreference.table import Table
from kg.identity.coreference.traits import initials

if TYPE_CHECKING:
    from spacy.language import Language

JOINED = [
    ("Srey Mom runs a shop. She opened it in May.", "Srey Mom", "She"),
    ("Srey Mom runs a shop. She opened it in May.", "a shop", "it"),
    ("Sok Dara was arrested on Friday. He denied the charges.", "Sok Dara", "He"),
    ("Chan Vuthy said police had beaten him.", "Chan Vuthy", "him"),
    ("Mr. Sok Dara left. Dara did not return.", "Mr. Sok Dara", "Dara"),
    ("The villagers protested for days. They asked for their land.", "The villagers", "They"),
    ("The villagers protested for days. They asked for their land.", "The villagers", "their"),
    ("The court sentenced two men. The court gave no reason.", "The court", "The court"),
    ("A law was passed in June. The law bans protests.", "A law", "The law"),
    ("The Border Rights Union (BRU) met on Monday. BRU called for talks.", "The Border Rights Union", "BRU"),
    ("Sok Dara and Chan Vuthy were arrested. They denied the charges.", "Sok Dara and Chan Vuthy", "They"),
    ("Ana Duarte spoke. Police were told to listen to Duarte.", "Ana Duarte", "Duarte"),
    ("Maria Lopes is a lawyer. The lawyer lives in Beira.", "a lawyer", "The lawyer"),
]


@pytest.mark.parametrize(("text", "first", "second"), JOINED)
def test_joined(nlp: Language, text: str, first: str, second: str) -> None:
    doc = nlp(text)
    chains = [[doc[m.first : m.last].text for m in chain.mentions] for chain in resolve(doc)]
    assert any(first in chain and second in chain[chain.index(first) + 1 :] for chain in chains), chains


APART = [
    ("Sok Dara met Chan Vuthy in Takeo.", "Sok Dara", "Chan Vuthy"),
    ("Sok Dara criticized him.", "Sok Dara", "him"),
    ("The police searched the house and the office.", "the house", "the office"),
    ("Maria Lopes left her office. He stayed.", "Maria Lopes", "He"),
    ("Five villagers and two monks were hurt.", "Five villagers", "two monks"),
    ("Sok Dara met Chan Vuthy. He thanked him.", "Chan Vuthy", "him"),
    ("The army left Takeo. The navy left Kampot.", "The army", "The navy"),
]


@pytest.mark.parametrize(("text", "first", "second"), APART)
def test_apart(nlp: Language, text: str, first: str, second: str) -> None:
    doc = nlp(text)
    for chain in resolve(doc, least=SURE):
        said = [doc[m.first : m.last].text for m in chain.mentions]
        assert not (first in said and second in said)


def test_every_mention_is_in_one_chain(nlp: Language) -> None:
    doc = nlp("Sok Dara said he would leave. His wife, a teacher, stayed with their son.")
    found = [(m.first, m.last) for chain in resolve(doc) for m in chain.mentions]
    assert sorted(found) == sorted((m.first, m.last) for m in find(Table(doc)))
    assert len(found) == len(set(found))


def test_surer_links_only_part_chains(nlp: Language) -> None:
    doc = nlp("Sok Dara met the mayor. He said that he would free the men. They thanked him. It was late.")
    some, fewer = (
        {frozenset((m.first, m.last) for m in c.mentions) for c in resolve(doc, least=p)} for p in (0.3, 0.9)
    )
    assert all(any(one <= other for other in some) for one in fewer)
    assert all(len(c.links) == 1 for c in resolve(doc, least=1.1))


def test_classes_have_thresholds_of_their_own(nlp: Language) -> None:
    doc = nlp("Srey Mom runs a shop. She opened it in May.")
    chains = [
        [doc[m.first : m.last].text for m in c.mentions]
        for c in resolve(doc, least={"he she": 0.3})
        if len(c.links) > 1
    ]
    assert chains == [["Srey Mom", "She"]]


def test_probabilities(nlp: Language) -> None:
    for link in link_all(nlp("Sok Dara was arrested on Friday. He denied the charges against him.")):
        assert 0 <= link.probability <= 1
        assert link.antecedent is None or link.antecedent.first <= link.mention.first


def test_cut_links_open_a_chain_that_later_mentions_join() -> None:
    a, b, c = (Mention(k, k + 1, k, "person", Form.NAME) for k in range(3))
    found = [Link(a, None, 0.0, "name"), Link(b, a, 0.6, "name"), Link(c, b, 0.9, "name")]
    assert [[m.first for m in chain.mentions] for chain in cut(found, 0.5)] == [[0, 1, 2]]
    assert [[m.first for m in chain.mentions] for chain in cut(found, 0.7)] == [[0], [1, 2]]


def test_the_same_text_gives_the_same_links(nlp: Language) -> None:
    text = "The union met the minister. She promised it a new law, and it thanked her."
    assert [repr(link) for link in link_all(nlp(text))] == [repr(link) for link in link_all(nlp(text))]


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "!!! ??? ...", "he", "a" * 2000, "(((((", '" " "'])
def test_any_text(nlp: Language, text: str) -> None:
    assert all(chain.links for chain in resolve(nlp(text)))


def test_a_pipeline_that_reads_nothing(nlp: Language) -> None:
    assert resolve(nlp.make_doc("Sok Dara left.")) == []


@pytest.mark.parametrize(
    ("text", "mention", "form"),
    [
        ("Sok Dara left.", "Sok Dara", Form.NAME),
        ("The minister left.", "The minister", Form.DEFINITE),
        ("This law is new.", "This law", Form.DEMONSTRATIVE),
        ("Her brother left.", "Her brother", Form.POSSESSED),
        ("Her brother left.", "Her", Form.PRONOUN),
        ("Five villagers left.", "Five villagers", Form.NUMBERED),
        ("A man left.", "A man", Form.INDEFINITE),
        ("Monks and teachers left.", "Monks and teachers", Form.COORDINATION),
    ],
)
def test_forms(nlp: Language, text: str, mention: str, form: Form) -> None:
    doc = nlp(text)
    assert (mention, form) in [(doc[m.first : m.last].text, m.form) for m in find(Table(doc))]


def test_a_coordination_names_its_parts(nlp: Language) -> None:
    doc = nlp("Sok Dara and Chan Vuthy were arrested.")
    (pair,) = [m for m in find(Table(doc)) if m.form is Form.COORDINATION]
    assert [doc[i].text for i in pair.parts] == ["Sok", "Chan"]


def test_initials() -> None:
    assert initials(("Border", "Rights", "Union")) == "BRU"
