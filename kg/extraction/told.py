"""An act over mentions, before mentions have become entities, and who may be party to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.act_words import ADJECTIVES, is_in
from kg.extraction.arguments import argument
from kg.extraction.counts import count_in
from kg.extraction.mentions import Mentions, Spotted
from kg.model import EntityType, LegalStatus, MentionKind, Modality, Polarity, When

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

AGENTS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP})
WHERE = frozenset("in at near outside inside across throughout around within on".split())
PART = frozenset({"of", "'s", "’s"})
ONTO = frozenset({"against", "on", "upon", "among", "towards", "toward"})


@dataclass(frozen=True, slots=True)
class Told:
    """What a passage tells of an act. `anchor` is the token that tells it, `words` the text's own for it."""

    kind: str
    words: str
    start: int
    anchor: int
    rule: str
    victims: tuple[Spotted, ...] = ()
    perpetrators: tuple[Spotted, ...] = ()
    count: int | None = None
    place: Spotted | None = None
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    speakers: tuple[Spotted, ...] = ()
    date: When | None = None
    legal_status: LegalStatus | None = None
    confidence: float = 0.8


def counted(tokens: Iterable[Token]) -> Iterator[tuple[Token, int | None]]:
    """Yield each noun with its number; "dozens of villagers" and "12 of the men" stand for the nouns after "of".

    A number that a list's first noun bears counts that noun alone.
    """
    for token in tokens:
        inner = part_of(token)
        yield (inner, count_in(token)) if inner is not None else (token, count_in(token))


def part_of(token: Token) -> Token | None:
    """Return the noun that a quantity is of, or None where the token is no quantity."""
    if token.pos_ != "NUM" and not is_in("parties", "quantities", token.lemma_.lower()):
        return None
    for child in token.children:
        if child.i > token.i and child.dep_ == "nmod" and cases_of(child) & {"of", "among"}:
            return child
    return None


def cases_of(noun: Token) -> set[str]:
    """Return the prepositions before a noun."""
    return {c.lower_ for c in noun.children if c.dep_ == "case"}


def sum_of(numbers: Iterable[int | None]) -> int | None:
    """Return the sum of the numbers that are known, or None where there is none."""
    known = [n for n in numbers if n is not None]
    return sum(known) if known else None


def agents(tokens: Iterable[Token], mentions: Mentions, *, states: bool = False) -> tuple[Spotted, ...]:
    """Return the people, bodies and groups that nouns stand for, each once; with `states` named places that act too."""
    found: list[Spotted] = []
    for token in tokens:
        spotted = argument(token, mentions)
        if spotted is None or spotted in found or (spotted.mention.kind is MentionKind.NOUN and is_site(token)):
            continue
        acting = states and spotted.mention.type is EntityType.PLACE and spotted.mention.kind is MentionKind.NAME
        if spotted.mention.type in AGENTS or acting:
            found.append(spotted)
    return tuple(found)


def stands_for_people(token: Token, mentions: Mentions) -> bool:
    """Tell whether a noun, number or pronoun stands for people or a body, mentioned or not."""
    spotted = argument(token, mentions)
    if spotted is not None:
        return spotted.mention.type in AGENTS and not (spotted.mention.kind is MentionKind.NOUN and is_site(token))
    if token.pos_ == "NUM":
        return not any(c.dep_ == "nmod" for c in token.children) and token.text.isalnum()
    lemma = token.lemma_.lower()
    return is_in("parties", "people", lemma) or is_in("parties", "people", token.lower_) or token._.kind == "person"


def named_place(spotted: Spotted | None) -> Spotted | None:
    """Return a mention if it names a place."""
    place = spotted is not None and spotted.mention.type is EntityType.PLACE and spotted.mention.kind is MentionKind.NAME
    return spotted if place else None


def place_at(noun: Token, mentions: Mentions) -> Spotted | None:
    """Return the named place that a noun after "in" stands for: itself, the one that it is part of, or the one meant."""
    spotted = argument(noun, mentions)
    if spotted is not None and spotted.mention.type in AGENTS and not is_site(noun):
        return None
    if named_place(spotted) is not None:
        return spotted
    for child in noun.children:
        cases = cases_of(child)
        if child.dep_.startswith(("nmod", "compound", "appos")) and (not cases or cases & WHERE or cases & PART):
            found = named_place(mentions.headed_by(child)) or (place_at(child, mentions) if cases & WHERE else None)
            if found is not None:
                return found
    return meant_by(noun, mentions)


def meant_by(noun: Token, mentions: Mentions) -> Spotted | None:
    """Return the place last called so by name that "this province" or "the city" stands for."""
    lemma = noun.lemma_.lower()
    if not is_in("places", "here", lemma) or not any(c.lower_ in {"the", "this", "that"} for c in noun.children):
        return None
    for spotted in reversed([s for s in mentions.all if s.first < noun.i]):
        if named_place(spotted) is not None and lemma in called(spotted, noun.doc):
            return spotted
    return None


def called(place: Spotted, doc: Doc) -> set[str]:
    """Return what the text calls a place beside its name: "Karsk *province*", "the *city* of Karsk", "Karsk *provincial* hall"."""
    around = [doc[i].lower_ for i in (place.last - 1, place.last) if i < len(doc)]
    if place.first > 1 and doc[place.first - 1].lower_ == "of":
        around.append(doc[place.first - 2].lower_)
    return {ADJECTIVES.get(word, word) for word in around}


def is_site(token: Token) -> bool:
    """Tell whether a noun stands for a building or settlement."""
    return is_in("parties", "sites", token.lemma_.lower())


def place_beside(token: Token, mentions: Mentions) -> Spotted | None:
    """Return the place that a verb or noun has beside it after "in", "at" or the like."""
    for child in token.children:
        if child.dep_.startswith(("obl", "nmod")) and child.dep_ != "nmod:poss" and cases_of(child) & WHERE:
            found = place_at(child, mentions)
            if found is not None:
                return found
    return None
