"""Descriptions joined to the person who was called so: "the minister" after "Minister Besik Apaloo".

Where two would do, neither is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.lexicon import lexicon
from kg.extraction.mentions import Mentions, Spotted, spot
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
