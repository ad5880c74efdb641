"""Sentences about an invented country, as many as are wanted, no two alike."""

from __future__ import annotations

import random

PLACES = ("Saranta", "Lurava", "Tekova", "Hasenu", "Port Amiel", "Orvann")
PEOPLE = ("Orla Venn", "Ivo Tavo", "Ana Ruiz-Karel", "Judge Pell Madu", "Minister Dessa Orin", "Colonel Harl Stev")
ACTS = (
    "was arrested by the police in {place} after a march for the release of the {number} teachers",
    "told reporters in {place} that the government had known of the {number} killings since the spring",
    "criticised the court in {place} because it had refused to hear {number} of the witnesses",
    "visited the prison of {place}, where {number} men were held without charge or a lawyer",
    "denied that soldiers had burned {number} houses near {place} during the night of the election",
    "demanded that the commission publish the names of the {number} officers who were in {place}",
)


def sentence(number: int) -> str:
    """Return one sentence; each number's is its own.

    >>> sentence(3) == sentence(3), sentence(3) == sentence(4)
    (True, False)
    """
    pick = random.Random(number)
    act = pick.choice(ACTS).format(place=pick.choice(PLACES), number=number + 12)
    return f"{pick.choice(PEOPLE)} {act}."


def paragraph(number: int, sentences: int = 5) -> str:
    """Return a paragraph of sentences that no other has."""
    return " ".join(sentence(100 * number + at) for at in range(sentences))


def paragraphs(count: int, first: int = 1, sentences: int = 5) -> list[str]:
    """Return some paragraphs."""
    return [paragraph(number, sentences) for number in range(first, first + count)]
