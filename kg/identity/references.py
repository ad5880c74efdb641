"""Descriptions and pronouns joined to the person that they plainly refer to; the rest stay open.

"The minister" refers to the one person before it who was called minister; "he" to the person who was the subject last.
Where two would do, neither is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.clauses import is_passive, read_clause
from kg.extraction.lexicon import lexicon
from kg.extraction.mentions import FIRST_PERSON, PRONOUNS, Mentions, Spotted, spot
from kg.extraction.quotations import quote_speakers, quoted_runs
from kg.extraction.roles import LINKS, Role, is_role
from kg.identity.names import Cluster
from kg.model import EntityType, MentionKind
from kg.ontology import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


def note_roles(doc: Doc, clusters: list[Cluster], roles: list[Role]) -> None:
    """Write each person's roles, and what they tell of gender, onto the cluster."""
    owner = {s: c for c in clusters for s in c.mentions}
    for role in roles:
        cluster = owner.get(role.person)
        if cluster is not None:
            cluster.roles.append(doc[role.first : role.last].text.lower())
            cluster.gender = cluster.gender or lexicon().gender(doc[role.noun].lower_)
    for cluster in clusters:
        for s in cluster.mentions:
            before = doc[s.first - 1].lower_.rstrip(".") if s.first else ""
            cluster.gender = cluster.gender or (lexicon().gender(before) if before in lexicon().titles else "")


def describe(
    doc: Doc, mentions: Mentions, clusters: list[Cluster], roles: list[Role], ontology: Ontology
) -> Iterator[tuple[Spotted, Cluster]]:
    """Yield definite descriptions ("the special rapporteur") with the one person before them who was called so."""
    covered = {i for r in roles for i in range(r.first, r.last)}
    for token in doc:
        if (
            token.i in covered
            or mentions.at(token)
            or not is_role(token, ontology)
            or "Plur" in token.morph.get("Number", [])
        ):
            continue
        if token.dep_ in {"compound", "flat", "amod", "appos"}:
            continue
        first = token.i
        while (
            first > token.sent.start
            and doc[first - 1].head.i == token.i
            and doc[first - 1].dep_ in {"amod", "compound", "nmod:poss"}
        ):
            first -= 1
        if first == token.sent.start or doc[first - 1].lower_ != "the":
            continue
        last = description_end(doc, token)
        words = {t.lower_ for t in doc[first : token.i + 1]}
        fits = [
            c
            for c in clusters
            if c.type is EntityType.PERSON
            and c.mentions
            and min(s.first for s in c.mentions) < token.i
            and any(words <= set(r.split()) for r in c.roles)
        ]
        if len(fits) == 1:
            yield spot(doc, first - 1, last, EntityType.PERSON, MentionKind.NOUN), fits[0]


def description_end(doc: Doc, noun: Token) -> int:
    """Return where the "of" and "on" phrases of a description end, within its own subtree."""
    inside = {t.i for t in noun.subtree}
    last = noun.i + 1
    while (
        last < noun.sent.end
        and last in inside
        and (doc[last].lower_ in LINKS or doc[last].pos_ in {"DET", "NOUN", "PROPN", "ADJ"})
    ):
        last += 1
    while doc[last - 1].lower_ in LINKS or doc[last - 1].pos_ == "DET":
        last -= 1
    return last


def pronouns(doc: Doc, mentions: Mentions, clusters: list[Cluster]) -> Iterator[tuple[Spotted, Cluster]]:
    """Yield pronouns with the person that they plainly refer to, in order; each resolved one counts for the next.

    Inside quotation marks only "I" is resolved, to the speaker.
    """
    owner = {s: c for c in clusters for s in c.mentions if c.type is EntityType.PERSON}
    quoted = {i for first, last in quoted_runs(doc) for i in range(first, last)}
    first_person = []
    for s in mentions.all:
        if s.mention.kind is not MentionKind.PRONOUN:
            continue
        if doc[s.first].lower_ in FIRST_PERSON:
            first_person.append(s)
            continue
        cluster = antecedent_of(doc, s, owner, quoted) if s.first not in quoted else None
        if cluster is not None:
            cluster.gender = cluster.gender or PRONOUNS[doc[s.first].lower_]
            owner[s] = cluster
            yield s, cluster
    speakers = quote_speakers(doc, mentions) if first_person else {}
    for s in first_person:
        speaker = speakers.get(s.first)
        if speaker in owner:
            yield s, owner[speaker]


def antecedent_of(doc: Doc, pronoun: Spotted, owner: dict[Spotted, Cluster], quoted: set[int]) -> Cluster | None:
    """Return the person whom a pronoun continues: the last subject of fitting gender, at most two sentences back.

    An object's pronoun ("told *him*") needs one person alone who is known to be of that gender.
    """
    token = doc[pronoun.first]
    gender = PRONOUNS[token.lower_]
    near = [
        s
        for s in owner
        if s.first < pronoun.first
        and sentences_between(doc, s.first, pronoun.first) <= 2
        and owner[s].gender in ("", gender)
    ]
    near.sort(key=lambda s: s.first, reverse=True)
    subjects = [s for s in near if is_subject(doc, s) and s.first not in quoted]
    if token.dep_ in SUBJECTS or token.dep_ == "nmod:poss":
        here = [s for s in subjects if doc[s.head].sent.start == token.sent.start]
        pool = here or subjects
        return owner[pool[0]] if pool and not rivals(doc, pool, owner, gender) else None
    clause = token.head
    heads = {t.i for t in read_clause(clause).subjects} if clause.pos_ == "VERB" else set()
    own = {id(owner[s]) for s in near if doc[s.head].head.i == clause.i or heads & set(range(s.first, s.last))}
    others = {id(owner[s]): owner[s] for s in near if id(owner[s]) not in own and owner[s].gender == gender}
    return next(iter(others.values())) if len(others) == 1 else None


def rivals(doc: Doc, subjects: list[Spotted], owner: dict[Spotted, Cluster], gender: str) -> bool:
    """Tell whether another person of known equal gender was subject in the same sentence as the likeliest."""
    best = subjects[0]
    same = {
        id(owner[s])
        for s in subjects
        if doc[s.head].sent.start == doc[best.head].sent.start and owner[s].gender == gender
    }
    return len(same - {id(owner[best])}) > 0 and owner[best].gender != gender


def is_subject(doc: Doc, s: Spotted) -> bool:
    """Tell whether a mention, or the title that it stands with, is a clause's subject."""
    token = doc[s.head]
    while token.dep_ in {"flat", "appos", "nmod:desc", "compound"} and token.head.i != token.i:
        token = token.head
    return token.dep_ in SUBJECTS or (token.dep_ == "obl:agent" and is_passive(token.head))


def sentences_between(doc: Doc, first: int, second: int) -> int:
    """Return how many sentences begin after one token and up to another."""
    return sum(1 for t in doc[first + 1 : second + 1] if t.is_sent_start)
