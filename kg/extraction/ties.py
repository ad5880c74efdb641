"""Roles to statements: what a person is, where, and whose relative; and places inside places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.lexicon import lexicon
from kg.extraction.mentions import PRONOUNS, Mentions, Spotted
from kg.extraction.roles import Role
from kg.extraction.roles.beside import birthplace, of_body, place_of, unit_under
from kg.extraction.roles.phrases import Page, bodies_of, complement_start, leads, role_text
from kg.extraction.statement import Statement
from kg.extraction.titles import COMMAND, RANK, SERVICE, find_titles, title_words
from kg.model import EntityType, MentionKind, Tenure
from kg.ontology import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

TITLE_ONLY = frozenset("mr mrs ms miss dr sir dame lord lady brother sister father".split())
ASIDE = ("title", "apposition", "description")


def role_statements(doc: Doc, roles: list[Role], mentions: Mentions, ontology: Ontology) -> Iterator[Statement]:
    """Yield what each role says: the post held, the tie to each body, a relative, a nationality."""
    page = Page(doc, mentions, ontology, mentions.titles or find_titles(doc))
    for role in roles:
        tie = tie_of(page, role)
        if tie == "relativeOf":
            yield from kin(page, role)
            continue
        bodies = bodies_of(page, role)
        yield from held(page, role, tie, bodies)
        yield from ties(page, role, tie, bodies)
        yield from nationality(page, role)
        born = birthplace(page, role)
        if born is not None:
            yield statement(page, role, "bornIn", object=born)
    yield from bodies_beside(page)


def held(page: Page, role: Role, tie: str, bodies: list[Spotted]) -> Iterator[Statement]:
    """Yield the post or rank that a role says, in the source's words."""
    if role.kind in {COMMAND, SERVICE}:
        return
    text = role_text(page, role, bodies[0] if bodies else None)
    noun = page.doc[role.noun].lemma_.lower()
    told = text and text.lower().rstrip(".") not in TITLE_ONLY
    plain_member = tie == "memberOf" and noun == "member" and bodies
    if told and (role.kind or noun not in lexicon().descriptive) and not plain_member:
        yield statement(
            page,
            role,
            "holdsRole",
            value=text,
            post_of=bodies[0] if bodies else None,
            tenure=tenure_of(page, role),
        )


def ties(page: Page, role: Role, tie: str, bodies: list[Spotted]) -> Iterator[Statement]:
    """Yield the ties to the bodies of a role: the first as its noun says, the wider ones as affiliations and wholes."""
    for k, body in enumerate(bodies):
        kind = tie if k == 0 else "affiliatedWith"
        if suits(page, kind, body, role):
            yield statement(page, role, kind, object=body, tenure=tenure_of(page, role))
    named = [b for b in bodies if b.mention.type is EntityType.ORGANIZATION and b.mention.kind is MentionKind.NAME]
    for inner, outer in zip(named, named[1:], strict=False):
        yield Statement(
            inner, "partOf", inner.head, "bodies: list", object=outer, presupposed=True
        )


def statement(
    page: Page,
    role: Role,
    predicate: str,
    *,
    object: Spotted | None = None,
    value: str | None = None,
    post_of: Spotted | None = None,
    tenure: Tenure | None = None,
) -> Statement:
    """Make a statement of a role's person."""
    anchor = role.noun if role.anchor is None else role.anchor
    cut = page.doc[anchor].sent.start != page.doc[role.person.head].sent.start and is_aside(role)
    return Statement(
        role.person,
        predicate,
        role.person.head if cut else anchor,
        f"role: {role.rule}",
        object=object,
        value=value,
        presupposed=is_aside(role),
        post_of=post_of,
        tenure=tenure,
    )


def is_aside(role: Role) -> bool:
    """Tell whether a role is said beside a name, whatever the clause around it says."""
    return role.rule.startswith(ASIDE)


def tenure_of(page: Page, role: Role) -> Tenure | None:
    """Return whether a role is former, acting or incoming, by the words right before it and in it."""
    if role.tenure is not None:
        return role.tenure
    words = title_words().tenure
    begin = max(role.first - 3, page.doc[role.noun].sent.start)
    near = list(page.doc[begin : role.first])
    while near and near[-1].pos_ in {"DET", "AUX", "PRON"}:
        near.pop()
    found = [words[t.lower_] for t in (*near[-1:], *page.doc[role.first : role.last]) if t.lower_ in words]
    return found[0] if found else None


def bodies_beside(page: Page) -> Iterator[Statement]:
    """Yield the bodies that stand right behind a name and "of": "Capt. Peter Obi *of the 1st Brigade*"."""
    for person in page.mentions.all:
        if person.mention.type is EntityType.PERSON and person.mention.kind is MentionKind.NAME:
            unit = unit_under(page, person)
            if unit is not None:
                yield Statement(
                    person, "headOf", person.head, "role: under", object=unit, presupposed=True
                )
            place = place_of(page, person)
            if place is not None:
                yield Statement(
                    person, "locatedIn", person.head, "role: of a place", object=place, presupposed=True
                )
            for body in of_body(page, person):
                yield Statement(
                    person, "affiliatedWith", person.head, "role: of a body", object=body, presupposed=True
                )


def nationality(page: Page, role: Role) -> Iterator[Statement]:
    """Yield the nationality that a role's own adjective tells: "a *Kenyan* lawyer", not "the *Kenyan* army's lawyer"."""
    nations = lexicon().nations
    first = max(role.first - 1, 0) if role.kind == RANK and role.rule == "title" else role.first
    for token in page.doc[first : role.noun]:
        between = page.doc[token.i + 1 : role.noun]
        plain = all(t.pos_ in {"ADJ", "NOUN", "PUNCT", "PROPN"} and is_plain(t) for t in between)
        joined = token.i > 0 and page.doc[token.i - 1].text == "-"  # "African-*American*"
        named = page.mentions.at(token) is not None or bool(page.mentions.within(token.i, role.noun))
        if token.lower_ in nations and plain and not named and not joined:
            yield statement(page, role, "nationality", value=token.text)


def is_plain(token: Token) -> bool:
    """Tell whether an adjective before a word may be its person's: not in "the *Kenyan* army chief", "a *Bosnian* Serb"."""
    words = lexicon()
    return token.lemma_.lower() not in words.bodies | words.collective and token.ent_type_ != "NORP"


def tie_of(page: Page, role: Role) -> str:
    """Return the predicate that a role noun makes; a deputy or an acting head is only affiliated."""
    noun = page.doc[role.noun]
    roles = page.ontology.roles
    predicate = roles.get(noun.lower_) or roles.get(noun.lemma_.lower()) or "affiliatedWith"
    predicate = "headOf" if leads(role) else predicate
    modifiers = {t.lower_ for t in page.doc[role.first : role.noun]}
    if (
        predicate in {"headOf", "founded"}
        and modifiers & lexicon().lesser
        and not (predicate == "founded" and "co" in modifiers)
    ):
        return "affiliatedWith"
    return predicate


def suits(page: Page, tie: str, body: Spotted, role: Role) -> bool:
    """Tell whether a tie may hold with that kind of body; a place takes heads and residents, and ties in "of" phrases."""
    if tie == "locatedIn":
        return body.mention.type is EntityType.PLACE
    if body.mention.type is not EntityType.PLACE:
        return True
    if body.last <= role.noun and page.doc[role.noun].lemma_.lower() in {"commander", "director"}:
        return False  # "a *U.S.* commander" leads no country
    begin = complement_start(page, role)
    named = body.last <= role.noun or page.doc[begin].lower_ == "of"
    return named and (
        tie == "headOf"
        or (tie == "affiliatedWith" and bool({t.lower_ for t in page.doc[role.first : role.noun]} & lexicon().lesser))
    )


def kin(page: Page, role: Role) -> Iterator[Statement]:
    """Yield a family tie: "her brother X", "Y's brother X", "X, the brother of Y"."""
    doc, mentions = page.doc, page.mentions
    noun = doc[role.noun]
    of = complement_start(page, role)
    others: list[Token] = [c for c in noun.children if c.dep_ == "nmod:poss"]
    if role.first > 0 and doc[role.first - 1].lower_ in PRONOUNS:
        others.append(doc[role.first - 1])
    others += [c for c in noun.children if c.dep_ == "nmod" and c.i >= of]
    if role.last < len(doc) and of < role.last:
        others.append(doc[role.last])  # "the son of Chief | *Bello Audu*"
    for token in others:
        other = mentions.at(token)
        if other and other.mention.type is EntityType.PERSON and other.first != role.person.first:
            yield Statement(
                role.person,
                "relativeOf",
                role.noun,
                f"kin: {noun.lower_}",
                object=other,
                presupposed=is_aside(role),
            )
            return


def group_statements(doc: Doc, mentions: Mentions) -> Iterator[Statement]:
    """Yield the body that a group is of: "officers of the Rapid Response Unit"."""
    for group in mentions.all:
        noun = doc[group.head].lemma_.lower()
        if group.mention.type is not EntityType.GROUP or group.mention.kind is MentionKind.PRONOUN or noun in lexicon().outsiders:
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
                inner, "locatedIn", inner.head, "places: comma", object=outer, presupposed=True
            )
