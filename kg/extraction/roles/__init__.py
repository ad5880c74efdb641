"""Posts and ties of named persons: ranks and titles before names, appositions, clauses that appoint or succeed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.mentions import Mentions, Spotted
from kg.extraction.roles.beside import roles_beside
from kg.extraction.roles.clauses import roles_of_clause
from kg.extraction.roles.phrases import LINKS, PORTFOLIOS, Page, Role, is_role
from kg.model import EntityType, MentionKind
from kg.ontology import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["LINKS", "Role", "find_roles", "fuller_roles", "is_role"]


def find_roles(doc: Doc, mentions: Mentions, ontology: Ontology) -> Iterator[Role]:
    """Yield the roles of each named person, in order, then those that clauses say."""
    page = Page(doc, mentions, ontology, mentions.titles)
    for spotted in mentions.all:
        if spotted.mention.type is EntityType.PERSON and spotted.mention.kind is MentionKind.NAME:
            yield from roles_beside(page, spotted)
    for token in doc:
        yield from roles_of_clause(page, token)


def fuller_roles(doc: Doc, descriptions: list[Spotted]) -> list[Role]:
    """Return the roles that descriptions say in full: "the UN Special Rapporteur *on the situation of human rights*"."""
    found = []
    for s in descriptions:
        noun = doc[s.head].i
        if doc[noun].lemma_.lower() in PORTFOLIOS and noun + 1 < s.last:
            found.append(Role(s, s.first + 1, s.last, noun, "description"))
    return found
