"""Who is who, for people to decide: the pairs that are open, what speaks for each, and the judgements made of them."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import NotInGraph
from kg.identity.across.joining import resolved
from kg.identity.across.judgements import Judged, Judgement, standing
from kg.identity.across.profile import Key, Profile
from kg.identity.across.resolving import Decision, Resolution
from kg.identity.across.telling import sentence_ends
from kg.model import Document, Mention, MentionKind
from kg.store.embedded import EmbeddedStore
from kg.store.judgements import add_judgements, judgements

SENTENCES = 3
DIGITS = 8


@dataclass(frozen=True, slots=True)
class Side:
    """One of two entities as its document tells it. `node_documents` is how many documents tell of what it is taken for."""

    key: Key
    document: Document
    names: tuple[str, ...]
    roles: tuple[str, ...]
    sentences: tuple[str, ...]
    node: str
    node_documents: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two entities of which nothing decides whether they are one, side by side, with what speaks for and against."""

    one: Side
    other: Side
    decision: Decision


def resolution(store: EmbeddedStore) -> Resolution:
    """Return what is held of all entities of a graph now, with people's judgements so far."""
    return resolved(map(store.as_told, store.ids()), judgements(store.path))


def doubts(store: EmbeddedStore, found: Resolution) -> Iterator[Doubt]:
    """Yield the pairs that are open, the surest first, one for two nodes."""
    spread = {node: len({key.document for key in keys}) for node, keys in found.members().items()}
    for a, b in found.undecided:
        one, other = (_side(store, found.profiles[at], found, spread) for at in (a, b))
        yield Doubt(one, other, found.decide(a, b))


def _side(store: EmbeddedStore, profile: Profile, found: Resolution, spread: dict[str, int]) -> Side:
    reading = store.as_told(profile.key.document)
    mentions = next(entity.mentions for entity in reading.entities if entity.id == profile.key.entity)
    node = found.nodes[profile.key]
    roles = (" of ".join(filter(None, (role.words, role.body))) for role in profile.roles)
    return Side(profile.key, reading.document, profile.names, tuple(dict.fromkeys(roles)),
                _sentences(reading.document.text, mentions), node, spread[node])


def _sentences(text: str, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """Return the first sentences that name an entity, or that mention it where none names it."""
    named = [m for m in mentions if m.kind is MentionKind.NAME] or mentions
    ends = [0, *sentence_ends(text), len(text)]
    starts = dict.fromkeys(bisect.bisect_right(ends, m.start) for m in sorted(named))
    return tuple(" ".join(text[ends[at - 1]:ends[at]].split()) for at in list(starts)[:SENTENCES])


def name_of(key: Key) -> str:
    """Write where an entity stands, as `find_key` reads it.

    >>> name_of(Key("33e80a51ed3a289e", "person:Orla_Venn"))
    '33e80a51ed3a289e/person:Orla_Venn'
    """
    return f"{key.document}/{key.entity}"


def short_name(key: Key) -> str:
    """Write the same with the first digits of the document, which are enough in all but the largest graphs.

    >>> short_name(Key("33e80a51ed3a289e", "person:Orla_Venn"))
    '33e80a51/person:Orla_Venn'
    """
    return f"{key.document[:DIGITS]}/{key.entity}"


def find_key(found: Resolution, name: str) -> Key:
    """Return the entity that `name_of` wrote; of the document's id the first digits are enough.

    What was judged before counts as well, where its document is gone. Raises `NotInGraph` unless there is one.
    """
    document, _, entity = name.partition("/")
    there = {profile.key for profile in found.profiles} | {key for judgement in found.unplaced for key in judgement.pair}
    keys = [key for key in there if key.entity == entity and key.document.startswith(document)]
    if len(keys) == 1 and document:
        return keys[0]
    named = "several entities" if keys else "no named person, body or place"
    raise NotInGraph(f"{name!r} names {named} of a document of this graph.",
                     "Write it as DOCUMENT/person:Name; kg review DIR --list prints such names.")


def judge(store: EmbeddedStore, one: Key, other: Key, judged: Judged, *, by: str, why: str = "") -> Judgement:
    """Write down what a person decided of two entities, now; the graph has it from the next `settle` or build on.

    Raises `NotInGraph` where a judgement is to be withdrawn that does not stand, `ValueError` if the two are the same one.
    """
    if one == other:
        raise ValueError(f"{name_of(one)} stands on both sides")
    judgement = Judgement(one, other, judged, by, dt.datetime.now(dt.UTC), why)
    if judged is Judged.WITHDRAWN and judgement.pair not in {said.pair for said in standing(judgements(store.path))}:
        raise NotInGraph(f"Nothing was decided of {name_of(one)} and {name_of(other)}.", "Name the two as they were judged.")
    add_judgements(store.path, [judgement])
    return judgement


def settle(store: EmbeddedStore) -> bool:
    """Derive the graph anew by the judgements; False where its last build was not finished, and the next one will do it."""
    if not store.finished:
        return False
    store.finish()
    return True
