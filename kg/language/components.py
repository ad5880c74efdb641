"""The factories that spaCy knows this project's components by."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.language.encoder import Encoder
from kg.language.reader import Reader
from kg.language.universal import to_universal

if not Token.has_extension("kind"):
    Token.set_extension("kind", default="")

LONGEST_TEXT = 20_000_000  # letters; the reader's memory does not grow with the text, as spaCy's limit supposes


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
    nlp.max_length = max(nlp.max_length, LONGEST_TEXT)
    return Reader(Encoder())


@Language.component("kg_clearnlp_to_ud")
def clearnlp_to_ud(doc: Doc) -> Doc:
    """Turn ClearNLP labels into Universal Dependencies where a pipeline uses them."""
    return to_universal(doc)
