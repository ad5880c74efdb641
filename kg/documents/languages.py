"""Which language a text is in, by the majority of its paragraphs: common words tell English, a model (py3langid) the rest.

What is too short to tell counts as English, unless its letters are of another script.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import OtherLanguage

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
COMMON = frozenset(
    "the of and to in that was is for on with by he as at it from his be were an had are which have not they this but "
    "who has their been after said she her".split())
LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")
LETTER = re.compile(r"[^\W\d_]")
PARAGRAPHS = 40  # looked at, evenly over the text
LONGEST = 2000  # characters of a paragraph that are looked at
FEWEST_WORDS = 12  # with fewer, a text in Latin letters counts as English
COMMON_SHARE = 0.18  # of the words of English prose 25 to 45 % are among the common ones, of other languages under 10 %
NO_ENGLISH = 0.06
SURE = 0.9


def language_of(text: str) -> tuple[str, float]:
    """Return the language's code (ISO 639-1) and the share of the text looked at that is in it.

    >>> language_of("The minister said that the men were held by the police after the march on Monday.")
    ('en', 1.0)
    >>> language_of("Los tres hombres fueron detenidos por la policía después de la marcha del lunes en la capital.")[0]
    'es'
    >>> language_of("Задержаны трое")[0]
    'ru'
    """
    found: Counter[str] = Counter()
    for paragraph in _sample(text):
        found[_of_paragraph(paragraph)] += len(paragraph)
    known = {code: weight for code, weight in found.items() if code}
    if not known:
        return _of_whole(text), 1.0
    best = max(known, key=lambda code: (known[code], code == ENGLISH))
    return best, round(known[best] / sum(known.values()), 3)


def common_share(text: str) -> float:
    """Return the share of a text's words that are among the commonest of English.

    >>> common_share("The men were held by the police."), common_share("Los hombres")
    (0.571, 0.0)
    """
    words = text.lower().split()
    return round(sum(word in COMMON for word in words) / len(words), 3) if words else 0.0


def check_language(text: str, name: str, wanted: tuple[str, ...] | None) -> None:
    """Raise `OtherLanguage` where a text is in none of the languages that are read; None is any language."""
    if wanted is None:
        return
    code, _ = language_of(text)
    if code not in wanted:
        read = ", ".join(wanted)
        raise OtherLanguage(f"{name} is in another language ({code}) than is read here ({read}).",
                            "Name a pipeline for it and allow the language, or give a translation.")


def _sample(text: str) -> list[str]:
    paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
    step = max(1, len(paragraphs) // PARAGRAPHS)
    return [part[:LONGEST] for part in paragraphs[::step]]


def _of_paragraph(paragraph: str) -> str:
    """Return a paragraph's language, or nothing where it is too short to tell."""
    if not _is_latin(paragraph):
        return _modelled(paragraph)[0]
    words = paragraph.split()
    if len(words) < FEWEST_WORDS:
        return ""
    share = common_share(paragraph)
    if share >= COMMON_SHARE:
        return ENGLISH
    code, sure = _modelled(paragraph)
    return code if share < NO_ENGLISH and sure >= SURE else ENGLISH


def _of_whole(text: str) -> str:
    """Return the language of a text of short lines only."""
    whole = " ".join(text.split())[:LONGEST]
    return _of_paragraph(whole) or ENGLISH


def _is_latin(text: str) -> bool:
    if text.isascii():
        return True
    letters = len(LETTER.findall(text))
    return len(LATIN.findall(text)) >= letters / 2


def _modelled(text: str) -> tuple[str, float]:
    code, sure = _identifier().classify(text)
    return str(code), float(sure)


@cache
def _identifier() -> LanguageIdentifier:
    """Load the model, in two thirds of a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
