"""The factories that spaCy knows this project's components by."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.language.encoder import Encoder
from kg.language.reader import Reader
from kg.language.universal import to_universal

Token.set_extension("kind", default="", force=True)


@Language.factory(
    "kg_reader",
    assigns=[
        "token.pos",
        "token.tag",
        "token.lemma",
        "token.morph",
        "token.dep",
        "token.head",
        "token.is_sent_start",
        "doc.ents",
        "token._.kind",
    ],
)
def make_reader(nlp: Language, name: str) -> Reader:
    """Create the shipped model's component."""
    return Reader(Encoder())


@Language.component("kg_clearnlp_to_ud")
def clearnlp_to_ud(doc: Doc) -> Doc:
    """Turn ClearNLP labels into Universal Dependencies where a pipeline uses them."""
    return to_universal(doc)
