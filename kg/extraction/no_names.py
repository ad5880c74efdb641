"""What taggers take for names of persons and bodies, and is none: handles, peoples, posts, things, works and events.

What names are is told by their words, by the words beside them, and by how the whole document uses them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.known import fold, known_names
from kg.extraction.lexicon import lexicon
from kg.language.places import CITIES, DIVISIONS, DIVISIONS_IF_KNOWN, REALMS
from kg.model import EntityType, MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kg.extraction.mentions import Spotted

LONE_PLACES = REALMS | DIVISIONS | DIVISIONS_IF_KNOWN | CITIES | {"capital", "country", "nation"}
PERSONAL = frozenset({"person", "organization", "place"})  # kinds of what may act
THINGS = frozenset({"abstract", "event", "object", "substance", "plant"})
COUNTING = frozenset("a an each every another any no".split())
AFTER_NAMES = frozenset("qc kc sc mp mps mep mla phd md jd llm obe mbe cbe frs esq".split())
CALLING = frozenset("chief boss commander spokesman spokeswoman spokesperson director head leader member".split())
STORMS = frozenset("hurricane typhoon cyclone storm".split())  # "Hurricane *Karla*"
SHIPS = frozenset("hms uss hmcs hmas rms mv".split())


def is_no_name(span: Span, kind: EntityType) -> bool:
    """Tell whether the words of a name, or those before it, show that it is none."""
    doc, first = span.doc, span.start
    if first and doc[first - 1].text in {"#", "@"} or span.text[:1] in {"#", "@"} or "www." in span.text or "://" in span.text:
        return True
    if len(span) == 1 and is_lone_word(span[0], kind):
        return True
    if span.text.lower() in {"rtd", "retd", "ret'd"} or (len(span) > 1 and span[0].lower_ in SHIPS and span[0].text.isupper()):
        return True
    if all(t.lower_.rstrip(".") in lexicon().roles | {"special", "the"} for t in span):
        return True  # "Special Rapporteur", "Ms"
    if kind is EntityType.ORGANIZATION and is_work(span):
        return True
    before = [t.lower_ for t in doc[max(0, first - 3) : first] if t.lower_ != "the"]
    portfolio = len(before) >= 2 and before[-2] in {"minister", "secretary"} and before[-1] in {"of", "for"}
    return portfolio and kind is EntityType.ORGANIZATION


def is_lone_word(token: Token, kind: EntityType) -> bool:
    """Tell whether a single word is no name: an adjective, a people ("Karvesians"), letters after a name ("QC")."""
    if token.pos_ in {"ADJ", "DET", "PRON"} or (kind is EntityType.PERSON and token.tag_ in {"NNS", "NNPS"}):
        return True
    word = token.lower_
    if len(word) == 1 or word in {"mp", "mps", "mep", "meps"}:
        return True
    if word in LONE_PLACES and kind is not EntityType.PERSON:
        return True  # "the Kingdom"
    peoples = (lexicon().nations, lexicon().faiths)
    if kind is not EntityType.PERSON and any(word in names or word.removesuffix("s") in names for names in peoples):
        return True
    return word.replace(".", "") in AFTER_NAMES and token.i > 0 and token.text.isupper() and follows_person(token)


def follows_person(token: Token) -> bool:
    """Tell whether a person's name ends before a word, a comma between them or not."""
    at = token.i - (2 if token.i > 1 and token.nbor(-1).text == "," else 1)
    return token.doc[at].ent_type_ == "PERSON"


def is_work(span: Span) -> bool:
    """Tell whether a name's last word makes it one of a work, a law or an event: "Karsk *Declaration*"."""
    if len(span) < 2 or span[-1].lower_ not in lexicon().works or span[0].text in lexicon().body_heads:
        return False
    return not any(t.text in lexicon().body_heads or t.text in lexicon().units for t in span[1:])


def without_things(doc: Doc, names: Sequence[Spotted], explained: frozenset[str]) -> Iterator[Spotted]:
    """Yield the names of a document but those that it uses for things: each time headed so, or counted as nouns are."""
    counted = counted_acronyms(doc, names)
    counted |= {s.mention.text for s in names if s.first and doc[s.first - 1].lower_ in STORMS}
    full = [s.mention.text for s in names if s.mention.type is EntityType.PERSON and s.last - s.first > 1]
    kept = {word for name in full for word in (name, *name.split())} | explained
    doubtful: dict[str, list[Spotted]] = {}
    for s in names:
        if may_be_thing(s) and s.mention.text not in kept:
            doubtful.setdefault(s.mention.text, []).append(s)
    things = {text for text, those in doubtful.items() if all(kind_of_name(doc, s) in THINGS and not acts(doc, s) for s in those)}
    for s in names:
        text = s.mention.text
        known = s.mention.type is EntityType.PLACE or text in kept or fold(text) in known_names()
        if known or (text not in counted and text not in things):
            yield s


def may_be_thing(s: Spotted) -> bool:
    """Tell whether a name may stand for a thing; a place's, an acronym and one with a body's noun do not."""
    text = s.mention.text
    return (
        s.mention.type is not EntityType.PLACE
        and not text.isupper()
        and lexicon().body_heads.isdisjoint(text.split())
        and lexicon().units.isdisjoint(text.split())
        and lexicon().papers.isdisjoint(text.split())
    )


def acts(doc: Doc, s: Spotted) -> bool:
    """Tell whether a name does what persons and bodies do: speaks, is spoken to ("told *Al-Karsk*"), or has a commander."""
    token = doc[s.head]
    if token.dep_ in {"nsubj", "obj", "iobj"}:
        return token.head.lemma_.lower() in lexicon().say
    return token.dep_ in {"nmod", "compound"} and token.head.lower_ in CALLING


def kind_of_name(doc: Doc, s: Spotted) -> str:
    """Return what the words of a name stand for: that of a person, body or place among them, or else of a thing."""
    kinds = {doc[i]._.kind for i in range(s.first, s.last)} - {""}
    return min(kinds & PERSONAL or kinds, default="")


def counted_acronyms(doc: Doc, names: Sequence[Spotted]) -> frozenset[str]:
    """Return acronyms that the document uses as common nouns: "an IED", "two UAVs"."""
    found: set[str] = set()
    single = [s for s in names if s.last - s.first == 1 and s.mention.text.isupper() and len(s.mention.text) > 2]
    shorts = {s.mention.text for s in single}
    if shorts:
        found |= {m[1] for m in re.finditer(r"\b([A-Z]{3,})s\b", doc.text)} & shorts
    for s in single:
        token = doc[s.first]
        before = doc[s.first - 1] if s.first else None
        counts = before is not None and before.head.i == token.i and (before.lower_ in COUNTING or before.pos_ == "NUM")
        if counts and token.dep_ not in {"compound", "flat", "nmod:poss"}:
            found.add(s.mention.text)
    return frozenset(found)


def generic(doc: Doc, names: Sequence[Spotted]) -> Iterator[Spotted]:
    """Yield names, a body's common noun with a capital ("the Government") as a group, unless one body before is called so."""
    nouns = lexicon().groups | lexicon().bodies
    for at, s in enumerate(names):
        text, word = s.mention.text, s.mention.text.lower()
        common = s.mention.type is EntityType.ORGANIZATION and s.last - s.first == 1 and word in nouns and text[1:].islower()
        if common and text not in lexicon().units and not is_short_form(doc, s, names[:at]):
            yield replace(s, mention=replace(s.mention, type=EntityType.GROUP, kind=MentionKind.NOUN))
        else:
            yield s


def is_short_form(doc: Doc, s: Spotted, before: Sequence[Spotted]) -> bool:
    """Tell whether "the" and a noun stand for the one longer name before that has the noun."""
    word = s.mention.text.lower()
    longer = {fold(n.mention.text) for n in before if n.last - n.first > 1 and word in n.mention.text.lower().split()}
    return len(longer) == 1 and s.first > 0 and doc[s.first - 1].lower_ == "the"
