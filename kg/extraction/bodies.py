"""What taggers miss of names, mended by form: datelines, long names of bodies, acronyms that the text explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from kg.extraction.known import fold
from kg.model import EntityType, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HEADS = frozenset(
    "Academy Agency Assembly Association Authority Board Brigade Bureau Centre Center Chamber Circle Coalition College Commission "
    "Committee Confederation Congress Council Court Department Directorate Federation Forum Foundation Front High House Institute "
    "Institution League Ministry Mission Movement Network Observatory Office Organisation Organization Party Programme School Secretariat "
    "Service Society Tribunal Union University".split())
LINKS = frozenset({"of", "for", "on", "against"})


class Spanned(Protocol):
    """Anything with a mention."""

    @property
    def mention(self) -> Mention: ...


def datelines(doc: Doc) -> Iterator[tuple[int, int, EntityType]]:
    """Yield the place, and the agency in brackets, that open a report: "ARDEMIR (KWS) —"."""
    pattern = re.compile(r"(?:^|\n)[ \t]*([^\W\d_][\w .'’-]{1,40}?),?(?: ?\(([\w .&-]{2,30})\))? ?(?:—|–|--|-) ")
    for match in pattern.finditer(doc.text):
        if not match[1].isupper():
            continue
        for group, kind in ((1, EntityType.PLACE), (2, EntityType.ORGANIZATION)):
            span = doc.char_span(*match.span(group)) if match[group] else None
            if span is not None:
                yield span.start, span.end, kind


def capital(token: Token) -> bool:
    """Tell whether a word opens with a capital letter."""
    return token.text[:1].isupper()


def long_bodies(doc: Doc) -> Iterator[tuple[int, int, EntityType]]:
    """Yield names of bodies built on "of" or "for": "Ministry of the Interior", "Office of the High Commissioner"."""
    for token in doc:
        if token.text not in HEADS or token.i + 2 >= len(doc) or doc[token.i + 1].lower_ not in LINKS:
            continue
        last = token.i + 1
        while last < token.sent.end:
            here = doc[last]
            follows = doc[last + 1] if last + 1 < token.sent.end else None
            link = here.lower_ in LINKS | {"the", "and"} and follows is not None and (capital(follows) or (
                follows.lower_ == "the" and last + 2 < token.sent.end and capital(doc[last + 2])))
            if here.lower_ == "and" and not (follows is not None and capital(follows) and joined(doc, last)):
                break
            if not (capital(here) and here.pos_ in {"PROPN", "NOUN", "ADJ"}) and not link:
                break
            last += 1
        first = token.i
        while first > token.sent.start and capital(doc[first - 1]) and doc[first - 1].pos_ in {"PROPN", "ADJ"} and doc[first - 1].ent_type_ != "PERSON":
            first -= 1
        if last > token.i + 2 and doc[last - 1].ent_type_ != "PERSON":
            yield first, last, EntityType.ORGANIZATION


def joined(doc: Doc, at: int) -> bool:
    """Tell whether "and" joins two words of one name ("Law and Justice"), not two names."""
    return doc[at + 1].head.i == doc[at - 1].i and doc[at + 1].ent_type_ == doc[at - 1].ent_type_


def bracketed_acronyms(names: Iterable[Spanned], doc: Doc) -> dict[str, str]:
    """Return acronyms that the text explains, "Long Name (LN)": folded acronym to folded name."""
    found: dict[str, str] = {}
    for s in names:
        match = re.match(r"\s*\((?:the )?([^\W\d_][\w&.-]{1,11})\)", doc.text[s.mention.end : s.mention.end + 20])
        if match is None or s.mention.type is EntityType.PERSON and len(s.mention.text.split()) < 3:
            continue
        letters = match[1].replace(".", "")
        initials = "".join(w[0] for w in re.split(r"[\s-]+", s.mention.text) if w).upper()
        if sum(c.isupper() for c in letters) >= 2 and len(set(letters.upper()) & set(initials)) >= min(2, len(letters) - 1):
            found[fold(match[1])] = fold(s.mention.text)
    return found


def acronyms_in_text(doc: Doc, explained: dict[str, str], names: Iterable[Spanned]) -> Iterator[tuple[int, int, EntityType]]:
    """Yield the places where an explained acronym stands that the tagger passed over."""
    covered = {i for s in names for i in range(s.mention.start, s.mention.end)}
    for token in doc:
        if token.text.isupper() and fold(token.text) in explained and token.idx not in covered:
            yield token.i, token.i + 1, EntityType.ORGANIZATION
