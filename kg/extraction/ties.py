"""Roles to statements: what a person is, where, and whose relative; and places inside places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.lexicon import lexicon
from kg.extraction.mentions import PRONOUNS, Mentions, Spotted
from kg.extraction.roles import Role, body_of, complement_start, role_text
from kg.extraction.statement import Statement
from kg.model import EntityType, MentionKind
from kg.ontology import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

TITLE_ONLY = frozenset("mr mrs ms miss dr sir dame lord lady brother sister father".split())


def role_statements(doc: Doc, roles: list[Role], mentions: Mentions, ontology: Ontology) -> Iterator[Statement]:
    """Yield what each role says: the post held, and the tie to a body or a relative."""
    for role in roles:
        tie = tie_of(doc, role, ontology)
        if tie == "relativeOf":
            yield from kin(doc, role, mentions)
            continue
        body = body_of(doc, role, mentions)
        text = role_text(doc, role, body)
        aside = role.rule != "copula"
        rule = f"role: {role.rule}"
        noun = doc[role.noun].lemma_.lower()
        if (
            text
            and text.lower().rstrip(".") not in TITLE_ONLY
            and noun not in lexicon().descriptive
            and not (tie == "memberOf" and noun == "member" and body is not None)
        ):
            yield Statement(
                role.person,
                "holdsRole",
                role.noun,
                rule,
                value=text,
                presupposed=aside,
                confidence=0.9 if aside else 0.8,
            )
        if body is not None and suits(doc, tie, body, role):
            yield Statement(role.person, tie, role.noun, rule, object=body, presupposed=aside, confidence=0.8)


def tie_of(doc: Doc, role: Role, ontology: Ontology) -> str:
    """Return the predicate that a role noun makes; a deputy, a former or an acting head is only affiliated."""
    noun = doc[role.noun]
    predicate = ontology.roles.get(noun.lower_) or ontology.roles.get(noun.lemma_.lower()) or "affiliatedWith"
    modifiers = {t.lower_ for t in doc[role.first : role.noun]}
    if (
        predicate in {"headOf", "founded"}
        and modifiers & lexicon().lesser
        and not (predicate == "founded" and "co" in modifiers)
    ):
        return "affiliatedWith"
    return predicate


def suits(doc: Doc, tie: str, body: Spotted, role: Role) -> bool:
    """Tell whether a tie may hold with that kind of body; a place takes heads and residents, and ties in "of" phrases."""
    if tie == "locatedIn":
        return body.mention.type is EntityType.PLACE
    if body.mention.type is not EntityType.PLACE:
        return True
    begin = complement_start(doc, role)
    named = body.last <= role.noun or doc[begin].lower_ == "of"
    return named and (
        tie == "headOf"
        or (tie == "affiliatedWith" and bool({t.lower_ for t in doc[role.first : role.noun]} & lexicon().lesser))
    )


def kin(doc: Doc, role: Role, mentions: Mentions) -> Iterator[Statement]:
    """Yield a family tie: "her brother X", "Y's brother X", "X, the brother of Y"."""
    noun = doc[role.noun]
    of = complement_start(doc, role)
    others: list[Token] = [c for c in noun.children if c.dep_ == "nmod:poss"]
    if role.first > 0 and doc[role.first - 1].lower_ in PRONOUNS:
        others.append(doc[role.first - 1])
    others += [c for c in noun.children if c.dep_ == "nmod" and c.i >= of]
    for token in others:
        other = mentions.at(token)
        if other and other.mention.type is EntityType.PERSON and other.first != role.person.first:
            yield Statement(
                role.person,
                "relativeOf",
                role.noun,
                f"kin: {noun.lower_}",
                object=other,
                presupposed=role.rule != "copula",
                confidence=0.85,
            )
            return


def group_statements(doc: Doc, mentions: Mentions) -> Iterator[Statement]:
    """Yield the body that a group is of: "officers of the Rapid Response Unit"."""
    for group in mentions.all:
        if group.mention.type is not EntityType.GROUP:
            continue
        for child in doc[group.head].children:
            body = mentions.at(child) if child.dep_ == "nmod" and child.i > group.head else None
            of = any(c.dep_ == "case" and c.lower_ in {"of", "from"} for c in child.children)
            named = body is not None and body.mention.kind is MentionKind.NAME
            if body is not None and named and of and body.mention.type is EntityType.ORGANIZATION:
                yield Statement(
                    group,
                    "memberOf",
                    group.head,
                    "role: group of a body",
                    object=body,
                    presupposed=True,
                    confidence=0.75,
                )


def place_statements(doc: Doc, mentions: Mentions) -> Iterator[Statement]:
    """Yield "A, B" for places where B holds A: "Irving, Texas", but no list of places."""
    places = [s for s in mentions.all if s.mention.type is EntityType.PLACE and s.mention.kind is MentionKind.NAME]
    for inner, outer in zip(places, places[1:], strict=False):
        between = doc[inner.last : outer.first].text.strip()
        if between != "," or doc[inner.first].sent.start != doc[outer.first].sent.start:
            continue
        following = doc[outer.last].lower_ if outer.last < len(doc) else "."
        listed = (
            doc[outer.head].dep_ == "conj"
            or following in {"and", "or", "&"}
            or (following == "," and outer.last + 1 < len(doc) and doc[outer.last + 1].lower_ in {"and", "or"})
        )
        before = doc[inner.first - 1] if inner.first else None
        chained = before is not None and before.text == "," and any(s.last == inner.first - 1 for s in places)
        if not listed and not chained:
            yield Statement(
                inner, "locatedIn", inner.head, "places: comma", object=outer, presupposed=True, confidence=0.85
            )
