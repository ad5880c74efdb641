"""What taggers miss of names, mended by form: datelines, long names of bodies, acronyms that the text explains."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extraction.known import fold, known_names, long_forms
from kg.extraction.lexicon import lexicon
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LINKS = frozenset({"of", "for", "on", "against"})
TIMES = frozenset(d.lower() for d in (*calendar.day_name, *calendar.month_name) if d)


def datelines(doc: Doc) -> Iterator[tuple[int, int, EntityType]]:
    """Yield the places, and the agency in brackets, that open a report: "ARDEMIR (KWS) —", "GENEVA / ARDEMIR —"."""
    place = r"[^\W\d_a-z][\w .'’-]{1,40}?"
    pattern = re.compile(
        rf"(?:^|\n)[ \t]*({place})(?: ?[/,] ?({place}))?,?(?: ?\(([\w .&-]{{2,30}})\))? ?(?:—|–|--|-) "
    )
    for match in pattern.finditer(doc.text):
        if not match[1].isupper():
            continue
        for group, kind in ((1, EntityType.PLACE), (2, EntityType.PLACE), (3, EntityType.ORGANIZATION)):
            span = doc.char_span(*match.span(group)) if match[group] else None
            if span is not None:
                yield span.start, span.end, kind


def capital(token: Token) -> bool:
    """Tell whether a word opens with a capital letter."""
    return token.text[:1].isupper()


def long_bodies(doc: Doc) -> Iterator[tuple[int, int, EntityType]]:
    """Yield names of bodies built on "of" or "for": "Ministry of the Interior", "Office of the High Commissioner"."""
    for token in doc:
        if token.text not in lexicon().body_heads or token.i + 2 >= len(doc):
            continue
        first, last = token.i, token.i + (2 if doc[token.i + 1].text == "General" else 1)
        if doc[last].lower_ not in LINKS:
            continue
        while last < token.sent.end and goes_on(doc, last, token.sent.end):
            last += 1
        while first > token.sent.start and is_name_word(doc[first - 1]) and doc[first - 1].pos_ in {"PROPN", "ADJ"}:
            first -= 1
        if last > token.i + 2:
            yield first, last, EntityType.ORGANIZATION


def is_name_word(token: Token) -> bool:
    """Tell whether a word may belong to the name of a body: capitalised, and no person's."""
    return capital(token) and token.pos_ in {"PROPN", "NOUN", "ADJ"} and token.ent_type_ != "PERSON"


def goes_on(doc: Doc, at: int, end: int) -> bool:
    """Tell whether a body's name goes on with a word: a capitalised one, or a link that one follows."""
    if is_name_word(doc[at]):
        return True
    after = at + 1
    if after < end and doc[at].lower_ in LINKS and doc[after].lower_ == "the":
        after += 1
    if after >= end or not is_name_word(doc[after]) or doc[after].lower_ in TIMES:
        return False
    return doc[at].lower_ in LINKS | {"the"} or doc[at].text == "-" or (doc[at].lower_ == "and" and joined(doc, at))


def joined(doc: Doc, at: int) -> bool:
    """Tell whether "and" joins two words of one name ("Law and Justice"), not two names."""
    return doc[at + 1].head.i == doc[at - 1].i and doc[at + 1].ent_type_ == doc[at - 1].ent_type_


def explained_names(doc: Doc) -> dict[str, str]:
    """Return the acronyms that the text explains in brackets, with the names they stand for: "Long Name (LN)".

    Source: Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions in biomedical text";
    a name must open with a capital, and the acronym hold two.
    """
    found: dict[str, str] = {}
    text = doc.text
    text = doc.text
    for match in re.finditer(r"\((?:the )?([^\W\d_][\w&.-]{1,9})\)", text):
        short = match[1].replace(".", "")
        if sum(c.isupper() for c in short) < 2:
            continue
        words = text[max(0, match.start() - 160) : match.start()].split("\n")[-1].split()
        words = words[-min(len(short) + 5, 2 * len(short)) :]
        long = long_form(short, " ".join(words))
        if long:
            found.setdefault(match[1], long)
    return found


def long_form(short: str, before: str) -> str:
    """Return the end of a text that an acronym abbreviates, or nothing.

    >>> long_form("FDMW", "wound, the Federation of Dock and Mill Workers")
    'Federation of Dock and Mill Workers'
    """
    at = len(before)
    for k in range(len(short) - 1, -1, -1):
        letter = short[k].lower()
        at -= 1
        while at >= 0 and (before[at].lower() != letter or (at > 0 and before[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return ""
    long = before[at:].strip(" ,")
    return long if long[:1].isupper() and len(long.split()) > 1 and not re.search(r"[.;:]\s|,", long) else ""


@lru_cache(maxsize=1 << 12)
def initials_of(name: str) -> frozenset[str]:
    """Return the acronyms that the capitals of a long name make, with and without its small words.

    >>> sorted(initials_of("Ministry of Interior"))
    ['MI', 'MOI', 'MoI']
    >>> sorted(initials_of("Karvesian People's Army"))
    ['KPA']
    """
    words = [w for w in re.split(r"[\s-]+", name) if w[:1].isalpha()]
    if len(words) < 2:
        return frozenset()
    capitals = "".join(w[0] for w in words if w[0].isupper())
    letters = "".join(w[0] for w in words)
    made = {capitals, letters, letters.upper()}
    return frozenset(a for a in made if len(a) > 2 or (len(a) > 1 and len(words) > 2))


def known_bodies(doc: Doc) -> Iterator[tuple[int, int, EntityType]]:
    """Yield every place where the document writes out a name of two words or more that all know."""
    for match in known_pattern().finditer(doc.text):
        span = doc.char_span(*match.span())
        if span is not None:
            yield span.start, span.end, known_names()[fold(match[0])][1]


@lru_cache(maxsize=1)
def known_pattern() -> re.Pattern[str]:
    """Return a pattern of the long names that all know, the longest first, white space between their words."""
    long = sorted(long_forms(), key=lambda name: (-len(name), name))
    either = "|".join(r"\s+".join(map(re.escape, name.split())) for name in long)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def explained_bodies(doc: Doc, explained: dict[str, str]) -> Iterator[tuple[int, int, EntityType]]:
    """Yield every place where an explained acronym, or the name that it stands for, is written."""
    text = doc.text
    names = sorted({*explained, *explained.values()}, key=lambda n: (-len(n), n))
    text = doc.text
    for name in names:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            span = doc.char_span(*match.span())
            if span is not None:
                yield span.start, span.end, EntityType.ORGANIZATION
