"""An act over mentions, before mentions have become entities, and who may be party to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.act_words import is_in
from kg.extraction.arguments import argument
from kg.extraction.counts import count_in
from kg.extraction.mentions import Mentions, Spotted
from kg.extraction.stance import Stance
from kg.model import EntityType, LegalStatus, MentionKind, Modality, Polarity, When

if TYPE_CHECKING:
    from spacy.tokens import Token

AGENTS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP})
WHERE = frozenset("in at near outside inside across throughout around within on".split())


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


@dataclass(slots=True)
class Parties:
    """Who is party to an act, by the tokens that stand for them. `sure` holds where words name people, if not as mentions."""

    victims: list[Token]
    perpetrators: list[Token]
    sure: bool = False


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
        if spotted is None or spotted in found:
            continue
        acting = states and spotted.mention.type is EntityType.PLACE and spotted.mention.kind is MentionKind.NAME
        if spotted.mention.type in AGENTS or acting:
            found.append(spotted)
    return tuple(found)


def stands_for_people(token: Token, mentions: Mentions) -> bool:
    """Tell whether a noun, number or pronoun stands for people or a body, mentioned or not."""
    spotted = argument(token, mentions)
    if spotted is not None:
        return spotted.mention.type in AGENTS
    if token.pos_ == "NUM":
        return not any(c.dep_ == "nmod" for c in token.children) and token.text.isalnum()
    lemma = token.lemma_.lower()
    return is_in("parties", "people", lemma) or is_in("parties", "people", token.lower_) or token._.kind == "person"


def place_at(noun: Token, mentions: Mentions) -> Spotted | None:
    """Return the named place that a noun after "in" or the like stands for: itself, or the one that it is part of."""
    spotted = argument(noun, mentions)
    if spotted is not None and spotted.mention.type is EntityType.PLACE and spotted.mention.kind is MentionKind.NAME:
        return spotted
    if spotted is not None and spotted.mention.type in AGENTS and spotted.mention.kind is not MentionKind.NAME:
        return None
    for child in noun.children:
        cases = cases_of(child)
        if child.dep_.startswith(("nmod", "compound", "appos")) and (cases & WHERE or not cases or cases & {"of", "'s", "’s"}):
            found = mentions.headed_by(child)
            if found is not None and found.mention.type is EntityType.PLACE and found.mention.kind is MentionKind.NAME:
                return found
    return None


def place_beside(token: Token, mentions: Mentions) -> Spotted | None:
    """Return the place that a verb or noun has beside it after "in", "at" or the like, or before it as a name."""
    for child in token.children:
        if child.dep_.startswith(("obl", "nmod")) and child.dep_ != "nmod:poss":
            cases = [c.lower_ for c in child.children if c.dep_ == "case"]
            if cases and cases[0] in WHERE:
                found = place_at(child, mentions)
                if found is not None:
                    return found
    return None


def put_forward(stance: Stance, mentions: Mentions, quoted: Spotted | None) -> tuple[Polarity, Modality, tuple[Spotted, ...]]:
    """Return polarity, modality and speakers; what somebody says whom the graph cannot name counts as alleged."""
    found = (argument(t, mentions) for t in stance.speakers)
    speakers = tuple(dict.fromkeys(s for s in found if s is not None))
    if not stance.speakers and quoted is not None:
        speakers = (quoted,)
    nameless = bool(stance.speakers) and not speakers and stance.modality is Modality.ASSERTED
    return stance.polarity, Modality.ALLEGED if nameless else stance.modality, speakers
