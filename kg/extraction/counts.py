"""How many people a noun phrase says: numbers in digits and in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

UNITS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
}
TENS = {word: 10 * (i + 2) for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")


def number_of(text: str) -> int | None:
    """Return the whole number that a text writes, or None where it writes none.

    >>> number_of("1,200"), number_of("twenty-five"), number_of("two hundred and six"), number_of("hundreds")
    (1200, 25, 206, None)
    """
    words = text.lower().replace("-", " ").split()
    total, part = 0, 0
    for word in words:
        if DIGITS.fullmatch(word):
            part += int(word.replace(",", ""))
        elif word in UNITS or word in TENS:
            part += UNITS.get(word, 0) or TENS.get(word, 0)
        elif word in SCALES:
            total, part = total + max(part, 1) * SCALES[word], 0
        elif word != "and":
            return None
    return total + part or None


def count_in(noun: Token) -> int | None:
    """Return the number that a noun is counted by, or that it is itself ("killed *12*"); vague ones give None.

    A number with a unit beside it ("a 12-year-old boy") counts nothing.
    """
    if noun.pos_ == "NUM":
        return number_of(number_text(noun))
    for child in noun.children:
        if child.dep_ == "nummod" and child.i < noun.i and child.pos_ == "NUM":
            return number_of(number_text(child))
    return None


def number_text(number: Token) -> str:
    """Return a number's own words without what stands around it ("at least", "some")."""
    words = [t for t in number.subtree if t.pos_ == "NUM" or t.text == "-" or (t.lower_ == "and" and t.i < number.i)]
    return " ".join(t.text for t in words if t.text != "-")
