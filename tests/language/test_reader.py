"""The shipped pipeline on real and on hostile text."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

NEWS = ("Minister of Interior Sar Vannak told UN special rapporteur Leila Haddad on Tuesday that police had arrested "
        "five villagers in Preah Sihanouk. He denied that anyone was beaten.")


def annotations(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.pos_, t.tag_, t.lemma_, str(t.morph), t.dep_, t.head.i, t.is_sent_start, t.ent_type_, t.ent_iob_) for t in doc]


def test_a_news_sentence(nlp: Language) -> None:
    doc = nlp(NEWS)
    assert len(list(doc.sents)) == 2
    told = next(t for t in doc if t.text == "told")
    assert (told.pos_, told.lemma_, told.dep_) == ("VERB", "tell", "ROOT")
    names = {(e.text, e.label_) for e in doc.ents}
    assert {("Leila Haddad", "PERSON"), ("UN", "ORG")} <= names
    arrested = next(t for t in doc if t.text == "arrested")
    assert {c.text for c in arrested.children if c.dep_ == "obj"} == {"villagers"}


def test_a_place_with_a_possessive_in_its_name_is_one(nlp: Language) -> None:
    doc = nlp("Police arrested three villagers in Cox's Bazar on Tuesday. The farmer's house in Mombasa burnt.")
    assert [e.text for e in doc.ents if e.label_ == "LOC"] == ["Cox's Bazar", "Mombasa"]


def test_what_a_text_gets_does_not_depend_on_its_batch(nlp: Language) -> None:
    texts = [NEWS, "Short.", "A quite different text, about rain. " * 9, NEWS]
    alone = [annotations(nlp(t)) for t in texts]
    for size in (1, 2, 4):
        assert [annotations(d) for d in nlp.pipe(texts, batch_size=size)] == alone


def test_a_paragraph_does_not_depend_on_those_beside_it(nlp: Language) -> None:
    alone = annotations(nlp(NEWS))
    among = annotations(nlp(f"{NEWS}\n\nRain fell on the coast."))
    assert among[: len(alone)] == alone


@pytest.mark.parametrize("text", [
    "", " ", "\n\n\n", "\t", "POLICE ARREST FIVE IN PORT CITY", "police arrest five in port city", "- one\n- two\n- three",
    "a | b | c\n1 | 2 | 3", "😀 🇰🇭 👩‍👩‍👧", "លោក ស ខេង បាន ជួប", "Привет, мир. Как дела?", "اعتقلت الشرطة خمسة", "“Open quote\n\nnever closed",
    "\x00\x01\x02 control", "\ufeffbyte order mark", "\u200bzero width", "a" * 5000, "word " * 500, "(" * 300, ". " * 300,
])
def test_hostile_text_keeps_every_character(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert "".join(t.text_with_ws for t in doc) == text
    for token in doc:
        assert text[token.idx : token.idx + len(token)] == token.text
    for sentence in doc.sents:
        assert [t for t in sentence if t.head.i == t.i], "a sentence has a root"


@pytest.mark.parametrize(("text", "sentences"), [
    ("Name | Age\nSok Dara | 34\nLeila Haddad | 29", 3),
    ("Police arrest five\nKAMPOT — They were farmers.", 3),
    ("The court in Mombasa on Tuesday sentenced two farmers from the hills above\nKilifi to three years in prison.", 1),
    ("Recommendations:\n- Release all prisoners\n- Amend the law\n(c) Invite the rapporteur", 4),
    ("“We were beaten,” she said.\n\n“They took my brother.\n\n“He never came home.”", 3),
    ("UNHCR spokeswoman Leila Haddad – who saw the camp in May – said police had beaten three refugees.", 1),
    ("UNICEF — the children's agency — said that three schools were shut.", 1),
    ("Police arrested five villagers in the hills (two of them women)\nnear the port of Kampot.", 1),
    ("Soldiers on Tuesday burnt the houses and the farmers’\nhouses near the river.", 1),
    ("He spoke in Phnom\nPenh on Tuesday\nto Sok Dara and\nothers there.", 1),
    ("FIVE HELD IN PORT CITY\n\nPolice held five people.", 2),
])
def test_lines_that_are_no_sentences_stay_apart(nlp: Language, text: str, sentences: int) -> None:
    assert len(list(nlp(text).sents)) == sentences


def test_time_grows_with_length_only(nlp: Language) -> None:
    import time

    def seconds(words: int) -> float:
        start = time.process_time()
        nlp("the committee met and " * (words // 4))
        return time.process_time() - start

    seconds(200)
    assert seconds(8000) < 8 * max(seconds(2000), 0.05)


@pytest.mark.parametrize(("sentence", "lemma"), [
    ("Joao Texeira promised Nguyen Thi Lan to visit Mombasa.", "promise"),
    ("Officers harassed the witness.", "harass"),
    ("The court has released Sok Dara.", "release"),
])
def test_a_verb_keeps_the_e_that_its_ending_took(nlp: Language, sentence: str, lemma: str) -> None:
    assert lemma in {t.lemma_ for t in nlp(sentence) if t.pos_ == "VERB"}
