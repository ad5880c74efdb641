"""Persons' names by the ranks and posts beside them, where a tagger runs both together or sees no name.

"Nairobi Police Commander Philip Rono" is a body, a post and a person; behind "DSP" stands a name, whatever its tag.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.bodies import TIMES
from kg.extraction.lexicon import lexicon
from kg.extraction.titles import RANK, Title, before_name, title_words
from kg.language.places import fold, kind_by_gazetteer
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc

TYPES = {
    "PERSON": EntityType.PERSON,
    "PER": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "LOC": EntityType.PLACE,
    "GPE": EntityType.PLACE,
    "FAC": EntityType.PLACE,
}
Span3 = tuple[int, int, EntityType]
CALLING = frozenset("chief boss commander spokesman spokeswoman spokesperson director commissioner governor minister".split())
PARTICLES = frozenset("al el bin ibn bint de del la da dos van von der den ag ould".split())


def around_titles(doc: Doc, first: int, last: int, kind: EntityType, titles: dict[int, Title]) -> Iterator[Span3]:
    """Part a tagged name from the ranks and posts inside it: "Lagos Police | Commander | Ade Bello" is a body and a person."""
    cut = next((titles[i] for i in range(first, last) if i in titles), None)
    start, end, rank = (cut.first, cut.last, cut.kind == RANK) if cut else inner_post(doc, first, last, kind)
    owner = next((i for i in range(first, last - 1) if doc[i].text in lexicon().units and doc[i + 1].tag_ == "POS"), last)
    if cut is None and owner < last:
        start, end, rank = owner + 1, owner + 2, False  # "the *Navy*'s *Special Operations Unit*"
    mark = next((i for i in range(first + 1, min(first + 4, last - 1)) if doc[i].tag_ == "POS"), last)
    if cut is None and mark < last and kind_by_gazetteer(fold(doc[first:mark].text)):
        yield first, mark, EntityType.PLACE  # "*South Sudan*'s Homicide Investigations Bureau"
        yield from around_titles(doc, mark + 1, last, kind, titles)
        return
    if start >= last:
        before, _ = before_name(doc, titles, first)
        called = before or (last - first > 1 and kind is EntityType.ORGANIZATION and calls(doc, first))
        yield first, last, EntityType.PERSON if called and personal(doc, first, last) else kind
        return
    if first < start:
        yield first, start, kind
    if end < last:
        acronym = cut is not None and end - start == 1 and doc[start].text.isupper() and last - end > 1  # "SHO Ali Nawaz"
        person = (rank or acronym or first < start) and personal(doc, end, last)
        for a, b, inner in around_titles(doc, end, last, kind, titles):
            yield a, b, EntityType.PERSON if person else inner


def inner_post(doc: Doc, first: int, last: int, kind: EntityType) -> tuple[int, int, bool]:
    """Return the post in the midst of what was tagged as one body: "Lagos Police *Commander* Ade Bello"; else (last, last)."""
    if kind is EntityType.ORGANIZATION:
        for i in range(first + 1, last - 2):
            if personal(doc, i + 1, last):
                if doc[i].lower_ in lexicon().titles:
                    return i, i + 1, True
                if doc[i].text in lexicon().units | lexicon().body_heads and doc[last - 1].dep_ == "flat":
                    return i + 1, i + 1, True
    return last, last, False


def personal(doc: Doc, first: int, last: int) -> bool:
    """Tell whether words may be a person's name: capitalised or initials, no digit, no noun of bodies."""
    bodies = lexicon().body_heads | lexicon().units
    return all(
        (t.text[:1].isupper() or t.text in {"-", "’", "'", "al"} or t.lower_ in PARTICLES)
        and not any(c.isdigit() for c in t.text)
        and t.text not in bodies
        for t in doc[first:last]
    )


def calls(doc: Doc, first: int) -> bool:
    """Tell whether a post in small letters stands beside a name: "police *chief* Mushtaq Khan", "the *chief*, Mushtaq Khan"."""
    token = doc[first - 1] if first else None
    head = doc[first].head
    beside = head.i < first - 1 and doc[first].dep_ == "appos" and doc[first - 1].text == "," and head.text in CALLING
    beside = beside or (doc[first].ent_iob_ == "B" and closed_aside(doc, first))
    return beside or (token is not None and token.pos_ == "NOUN" and token.text in CALLING)


def closed_aside(doc: Doc, first: int) -> bool:
    """Tell whether commas close off what stands behind a post and its "of" phrase: "the chief of Cocula*, César Nava,*"."""
    last = first
    while last < len(doc) and (last == first or doc[last].ent_iob_ == "I"):
        last += 1
    if last >= len(doc) or doc[last].text != "," or doc[first - 1].text != ",":
        return False
    at = first - 2
    while at > 0 and first - at < 9 and doc[at].pos_ in {"NOUN", "PROPN", "ADJ", "ADP", "DET"}:
        if doc[at].text in CALLING:
            return True
        at -= 1
    return False


def ranked_names(doc: Doc, titles: dict[int, Title]) -> Iterator[Span3]:
    """Yield names that no tagger marks but a rank before them gives away: "DSP Ade Bello"."""
    for title in dict.fromkeys(titles.values()):
        first = title.last
        while first < len(doc) and doc[first].text in title_words().honorifics:
            first += 1
        last = first
        if title.kind != RANK or first >= len(doc) or doc[first].ent_type_ in TYPES:
            continue
        while last < len(doc) and last - first < 5 and name_goes_on(doc, first, last, titles):
            last += 1
        while last > first and not doc[last - 1].text[:1].isupper():
            last -= 1
        tagged = last < len(doc) and doc[last].ent_type_ == "PERSON"  # "SSP *Operations* Ade Bello"
        if last > first and not tagged and doc[last - 1].text[1:].strip(".") and personal(doc, first, last):
            yield first, last, EntityType.PERSON


def name_goes_on(doc: Doc, first: int, last: int, titles: dict[int, Title]) -> bool:
    """Tell whether a word may go on with a person's untagged name."""
    token = doc[last]
    tagged = token.ent_type_ and token.lower_ not in TIMES
    alone = token.ent_iob_ == "B" and (last + 1 >= len(doc) or doc[last + 1].ent_iob_ != "I") and last > first
    if last in titles or (tagged and not alone) or (last > first and token.is_sent_start and not doc[last - 1].text.endswith(".")):
        return False
    return (token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ"}) or (
        last > first and (token.lower_ in PARTICLES or token.text in {"-", "’", "'"})
    )


def is_seat(doc: Doc, first: int, last: int, kind: EntityType, units: set[int]) -> bool:
    """Tell whether one word tagged as a person is where a unit lies: "34 Artillery Brigade, *Obinze*, ..."."""
    alone = kind is EntityType.PERSON and last - first == 1 and first > 1 and doc[first - 1].text == ","
    return alone and first - 1 in units and last < len(doc) and doc[last].is_punct


def is_honorific(doc: Doc, first: int, last: int) -> bool:
    """Tell whether a person's name begins with a form of address: "*Alhaji* Bashir Magash"."""
    return last - first > 2 and doc[first].text in title_words().honorifics
