"""From a reading to profiles: what a document tells of each of its entities."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from kg.identity.across.bodies import body_words, place_words
from kg.identity.across.letters import plain
from kg.identity.across.persons import parse_person
from kg.identity.across.profile import Key, Profile, RoleHeld
from kg.identity.across.words import load_words
from kg.model import Claim, Document, Entity, EntityType, Mention, MentionKind, Reading, Tenure

COMPARED = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE})
TIES = frozenset("memberOf headOf worksFor affiliatedWith founded".split())
_FEMALE, _MALE = frozenset("she her hers herself".split()), frozenset("he him his himself".split())
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n\s*\n")
_AFTER_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Capt|Sgt|Maj|Gov|Sen|Rep|Rev|No|[A-Z])\.$")
_ALIAS = re.compile(r"^\s*(?:\(|[(,]?\s*(?:(?:also|better|formerly|previously) (?:known|called) as|aka|alias|known as)\b)", re.I)
_AGE_AFTER = re.compile(r"^,? (?:\(?(?:aged )?(\d{1,2})\)?[,.;)]|(?:an? )?(\d{1,2})-year-old\b)")
_AGE_BEFORE = re.compile(r"\b(\d{1,2})-year-old(?: [\w-]+){0,3} $")
_BORN_AFTER = re.compile(r"^,? ?\(?(?:was )?born (?:on |in )?(?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:\d{1,2}, )?(\d{4})\b")


def profiles(reading: Reading) -> Iterator[Profile]:
    """Yield a profile of each named person, body and place of a document, in order of appearance.

    Nameless groups, events, documents, and what is only described ("police"), stay as they are in their document.
    """
    document = reading.document
    compared = [e for e in reading.entities if e.type in COMPARED and (_names(e) or not e.mentions)]
    labels = {e.id: _plain_name(e) for e in reading.entities if e.type in COMPARED}
    about: dict[str, list[Claim]] = defaultdict(list)
    for claim in reading.claims:
        for end in {claim.subject, claim.object} - {None}:
            about[str(end)].append(claim)
    beside = _named_beside(document, compared)
    for entity in compared:
        yield _profile(document, entity, about[entity.id], labels, beside[entity.id])


def _plain_name(entity: Entity) -> str:
    """Return the name by which other profiles refer to an entity."""
    if entity.type is EntityType.PERSON:
        return " ".join(parse_person(entity.label).words)
    return place_words(entity.label) if entity.type is EntityType.PLACE else body_words(entity.label)


def _profile(document: Document, entity: Entity, claims: list[Claim], labels: dict[str, str], beside: set[str]) -> Profile:
    """Gather what the claims about an entity and the words around its mentions tell."""
    others = {i for c in claims for i in (c.subject, c.object, *c.attributed_to) if i and i != entity.id and i in labels}
    own = [c for c in claims if c.subject == entity.id]
    bodies = {c.object for c in own if c.predicate in TIES and c.object} | {c.post_of for c in own if c.post_of}
    where = {c.place for c in own if c.place} | {
        c.object for c in own if c.predicate in {"bornIn", "nationality", "locatedIn", "partOf"} and c.object
    }
    gender, sure = _gender(document, entity)
    return Profile(
        key=Key(document.id, entity.id),
        type=entity.type,
        names=tuple(dict.fromkeys((entity.label, *entity.aliases))),
        roles=tuple(sorted(dict.fromkeys(_role(c, labels, document) for c in own if c.predicate == "holdsRole" and c.value))),
        organizations=frozenset(labels[i] for i in bodies if i.startswith("organization:") and i in labels),
        places=frozenset(labels[i] for i in {*where, *bodies} if i.startswith("place:") and i in labels),
        neighbours=frozenset(labels[i] for i in others | beside),
        company=frozenset(name for i, name in labels.items() if i != entity.id),
        births=frozenset(_births(document, entity, own)),
        gender=gender,
        gender_sure=sure,
        day=document.date,
        publisher=plain(document.publisher).removeprefix("the "),
        apart=frozenset(Key(document.id, i) for i in beside),
    )


def _role(claim: Claim, labels: dict[str, str], document: Document) -> RoleHeld:
    """Return a role with where it is held, without an age that stands before it."""
    words = re.sub(r"^(?:an? )?\d{1,2}-year-old ", "", (claim.value or "").casefold())
    day = claim.date.earliest if claim.date and claim.date.earliest else document.date
    return RoleHeld(words, labels.get(claim.post_of or "", ""), day, claim.tenure is Tenure.FORMER)


def _names(entity: Entity) -> list[Mention]:
    """Return the mentions by name."""
    return [m for m in entity.mentions if m.kind is MentionKind.NAME]


def _gender(document: Document, entity: Entity) -> tuple[str, bool]:
    """Return the gender that titles or pronouns tell, and whether it is sure; "" where they tell none or disagree.

    Pronouns alone never make it sure: whom "she" refers to was itself worked out.
    """
    if entity.type is not EntityType.PERSON:
        return "", False
    titles = load_words().gender
    before = [document.text[max(0, m.start - 20) : m.start].split() for m in _names(entity)]
    told = {titles.get(plain(words[-1]).strip("."), "") for words in before if words}
    told |= {parse_person(name).gender for name in (entity.label, *entity.aliases)}
    told.discard("")
    said = [m.text.casefold() for m in entity.mentions if m.kind is MentionKind.PRONOUN]
    female, male = sum(w in _FEMALE for w in said), sum(w in _MALE for w in said)
    if len(told) == 1:
        return told.pop(), not (female and male)
    if told or female == male:
        return "", False
    return ("female" if female > male else "male"), False


def _births(document: Document, entity: Entity, own: list[Claim]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of years of birth that an age or a date of birth tells."""
    if entity.type is not EntityType.PERSON:
        return
    for claim in own:
        if claim.predicate == "bornIn" and claim.date and claim.date.earliest and claim.date.latest:
            yield claim.date.earliest.year, claim.date.latest.year
    for mention in _names(entity):
        after, before = document.text[mention.end : mention.end + 60], document.text[max(0, mention.start - 60) : mention.start]
        if born := _BORN_AFTER.search(after):
            yield int(born[1]), int(born[1])
        age = _AGE_AFTER.search(after) or _AGE_BEFORE.search(before)
        if age and document.date:
            years = int(next(g for g in age.groups() if g))
            yield document.date.year - years - 1, document.date.year - years


def sentence_ends(text: str) -> list[int]:
    """Return where sentences end, each with the space behind it, as far as punctuation tells.

    >>> sentence_ends("Dr. Venn left. She came back.")
    [15]
    """
    return [
        m.end() for m in _SENTENCE_END.finditer(text)
        if not _AFTER_TITLE.search(text[max(0, m.start() - 6) : m.start() + 1])
    ]  # fmt: skip


def _named_beside(document: Document, entities: list[Entity]) -> dict[str, set[str]]:
    """Return for each entity those of its type that a sentence names as well, aliases in brackets aside."""
    ends = sentence_ends(document.text)
    found: dict[int, list[tuple[Mention, Entity]]] = defaultdict(list)
    for entity in entities:
        for mention in _names(entity):
            found[bisect.bisect_right(ends, mention.start)].append((mention, entity))
    beside: dict[str, set[str]] = defaultdict(set)
    for sentence in found.values():
        for (a, one), (b, other) in combinations(sorted(sentence, key=lambda s: s[0]), 2):
            if one.id != other.id and one.type is other.type and not _ALIAS.match(document.text[a.end : b.start]):
                beside[one.id].add(other.id)
                beside[other.id].add(one.id)
    return beside
