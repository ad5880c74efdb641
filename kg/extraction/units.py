"""Units of armies and police by the form of their names: "3 Division", "35th Military Zone", "Light Infantry Battalion 354".

A unit's noun stands behind a number, a people or capitalised modifiers, or before a number; "Operation" before a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extraction.lexicon import lexicon
from kg.extraction.titles import RANK, Title
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NUMBER = (
    r"(?:\d{1,4}(?:st|nd|rd|th|d)?|[IVX]{1,5}|(?:(?:Twen|Thir|For|Fif)ty-)?(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh"
    r"|Eighth|Ninth|Tenth|Eleventh|Twelfth|Thirteenth|Fourteenth|Fifteenth|Sixteenth|Seventeenth|Eighteenth|Nineteenth"
    r"|Twentieth|Thirtieth))"
)
WORD = r"[^\W\d_a-z][\w’'-]*"


@lru_cache(maxsize=1)
def unit_pattern() -> re.Pattern[str]:
    """Return what a unit's name looks like."""
    words = lexicon()
    noun = "|".join(sorted(words.units))
    counted = "|".join(sorted(words.numbered))
    local = "|".join(sorted(w.replace("-", " ") for w in words.local_bodies))
    forms = (
        rf"(?:{WORD} ){{0,3}}Operation {WORD}(?: {WORD}){{0,2}}",
        rf"{NUMBER} (?:{WORD} (?:and (?={WORD} ))?){{0,4}}(?:{noun})(?: \d{{1,4}}(?!\w))?",
        rf"(?:{WORD} ){{0,4}}(?:{counted})[ -](?:\d{{1,4}}|[IVX]{{1,5}})(?![\w%]|[.,]\d)",
        rf"(?:{WORD} (?:and (?={WORD} ))?){{1,5}}(?:{noun})",
        rf"(?:{WORD} ){{1,3}}(?:{local})",
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])")


def unit_names(doc: Doc, titles: dict[int, Title]) -> Iterator[tuple[int, int, EntityType]]:
    """Yield the names of units, without what stands before them: an article, a post, a person's name."""
    for match in unit_pattern().finditer(doc.text):
        span = doc.char_span(*match.span())
        if span is None:
            continue
        first = span.start
        for token in span[:-1]:
            if begins_anew(token.i, doc, titles):
                first = token.i + 1
        while doc[first].lower_ == "and":
            first += 1
        if span.end - first > 1 and (doc[first].pos_ in {"PROPN", "ADJ", "NUM"} or not doc[first].is_sent_start):
            yield first, span.end, EntityType.ORGANIZATION


def bodies_before_titles(doc: Doc, titles: dict[int, Title]) -> Iterator[tuple[int, int, EntityType]]:
    """Yield the capitalised words, tagged by nobody, right before a fixed title: "*RAB-11* Commanding Officer"."""
    lesser = lexicon().lesser
    for title in dict.fromkeys(titles.values()):
        first = last = title.first
        if title.kind == RANK or not doc[last].text[:1].isupper():
            continue
        while first > doc[last].sent.start and part_of_name(doc[first - 1], lesser) and first - 1 not in titles:
            first -= 1
        while first < last and not doc[first].text[:1].isupper():
            first += 1
        text = doc[first:last].text
        if " " in text or any(c.isdigit() for c in text):
            yield first, last, EntityType.ORGANIZATION


def part_of_name(token: Token, lesser: frozenset[str]) -> bool:
    """Tell whether a word may belong to a name that nobody tagged."""
    named = token.text[:1].isupper() and token.pos_ in {"PROPN", "ADJ", "NOUN"} and token.lower_ not in lesser
    return not token.ent_type_ and (named or token.text == "-")


def begins_anew(at: int, doc: Doc, titles: dict[int, Title]) -> bool:
    """Tell whether a capitalised word inside a unit's form belongs to what stands before the unit."""
    token = doc[at]
    lower = token.lower_
    if lower == "and":
        return doc[at - 1].ent_type_ != doc[at + 1].ent_type_ or doc[at + 1].ent_type_ == "PERSON"
    return at in titles or token.pos_ in {"DET", "ADP", "PRON", "SCONJ", "AUX", "PART"} or lower in lexicon().roles
