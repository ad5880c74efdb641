"""Phrases that say what a person is: the noun that heads one, where it begins and ends, its text, the bodies in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.lexicon import lexicon
from kg.extraction.mentions import Mentions, Spotted
from kg.extraction.titles import COMMAND, LEAD, RANK, Title
from kg.model import EntityType, MentionKind, Tenure
from kg.ontology import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
LINKS = frozenset({"of", "for", "at", "on", "in", "to", "from", "with"})
PORTFOLIOS = frozenset("minister secretary rapporteur commissioner envoy ombudsman chancellor professor".split())
PERSONAL_ENDS = ("ist", "man", "woman")
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
BODIES = (EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PLACE)
ELECT = frozenset({"elect", "designate"})
DISTRICTS = frozenset("province state district region city county town village municipality prefecture department".split())
LONGEST = 18


@dataclass(frozen=True, slots=True)
class Role:
    """A phrase that says what a person is: `doc[first:last]`, and the noun that heads it.

    `end` is where the fixed words of its noun end; `kind` tells a rank from a post, as `Title` does; `bodies` are those
    that stand behind commas; `anchor` is the token whose clause says it, where that is not the noun's own.
    """

    person: Spotted
    first: int
    last: int
    noun: int
    rule: str
    end: int = 0
    kind: str = ""
    bodies: tuple[Spotted, ...] = ()
    anchor: int | None = None
    tenure: Tenure | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What the finders of roles read."""

    doc: Doc
    mentions: Mentions
    ontology: Ontology
    titles: dict[int, Title]


@dataclass(frozen=True, slots=True)
class Post:
    """The noun of a role with its fixed words: `doc[first:end]`."""

    first: int
    end: int
    noun: int
    kind: str = ""


def is_role(token: Token, ontology: Ontology) -> bool:
    """Tell whether a word names a post or part of a person."""
    if token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return False
    lemma = token.lemma_.lower().removeprefix("ex-")
    known = lemma in lexicon().roles or is_personal(lemma, ontology) or is_personal(token.lower_, ontology)
    return known or (token.pos_ == "NOUN" and lemma.endswith(PERSONAL_ENDS) and len(lemma) > 5)


def is_personal(noun: str, ontology: Ontology) -> bool:
    """Tell whether the ontology knows a noun as that of a person's post or tie, not as one of bodies ("wing of")."""
    predicate = ontology.roles.get(noun)
    return predicate is not None and EntityType.PERSON in ontology.predicates[predicate].subjects


def post_at(page: Page, at: int) -> Post | None:
    """Return the post whose words hold a token: a rank or fixed title, or a role's noun."""
    title = page.titles.get(at)
    if title is not None:
        return from_title(title)
    token = page.doc[at]
    return Post(at, at + 1, at) if is_role(token, page.ontology) and page.mentions.at(token) is None else None


def from_title(title: Title) -> Post:
    """Return a rank or fixed title as a post."""
    return Post(title.first, title.last, title.noun, title.kind)


def plural(token: Token) -> bool:
    """Tell whether a noun stands for several."""
    return "Plur" in token.morph.get("Number", [])


def passes(token: Token, mentions: Mentions) -> bool:
    """Tell whether a word may stand inside a role phrase: nominal, and of no other person's name."""
    other = mentions.at(token)
    if token.ent_type_ == "DATE" and other is None:
        return False
    if other and other.mention.type is EntityType.PERSON:
        return False
    return token.pos_ in NOMINAL or token.text in POSSESSIVE | {"-"} or (other is not None and not token.is_space)


def left_edge(page: Page, post: Post, start: int) -> int:
    """Return where the noun phrase that ends at a post begins, its article left out."""
    first = post.first
    while first > start and belongs(page, first, post, start):
        first -= 1
    while first < post.first and page.doc[first].text in POSSESSIVE | {"-"}:
        first += 1
    return first


def belongs(page: Page, first: int, post: Post, start: int) -> bool:
    """Tell whether the word before `first` is part of the phrase whose noun is `post`."""
    doc, mentions = page.doc, page.mentions
    token = doc[first - 1]
    place = mentions.at(token)
    another = place is None and post.kind and first == post.first and is_role(token, page.ontology)
    if token.i in page.titles or another:
        return False
    if token.pos_ == "NUM" and token.head.i != post.noun and place is None and doc[first].text != "-":
        return False
    if (
        place
        and place.mention.type is EntityType.PLACE
        and place.first > start
        and doc[place.first - 1].lower_ in {"in", "at"}
    ):
        return False  # "In *Turkey* Minister Sar met ..."
    if token.lower_ == "and":
        before = doc[first - 2] if first - 2 >= start else None
        if before is not None and doc[first].dep_ == "conj" and doc[first].head.i == before.i and first < post.first:
            return before.dep_ in {"amod", "compound"}  # "legal and media wing director"
        return before is not None and before.lemma_.lower() in lexicon().roles and mentions.at(before) is None
    modifier = (
        token.head.i == post.noun and token.dep_ in {"amod", "compound"} and token.tag_ != "VBN"
    )  # "managing", not "accused"
    return passes(token, mentions) or modifier


def names_body(page: Page, at: int) -> bool:
    """Tell whether a body's name begins at a token: "the GOC *82 Division*"."""
    if at >= len(page.doc):
        return False
    body = page.mentions.at(page.doc[at])
    return body is not None and body.first == at and body.mention.type in {EntityType.ORGANIZATION, EntityType.PLACE}


def phrase_end(page: Page, post: Post, stop: int) -> int:
    """Return where a post's phrase ends, its "of" and "for" phrases included."""
    last = post.end
    while last < stop and (
        passes(page.doc[last], page.mentions) or page.doc[last].lower_ in LINKS or page.doc[last].pos_ == "DET"
    ):
        last += 1
    while last > post.end and (page.doc[last - 1].lower_ in LINKS or page.doc[last - 1].pos_ == "DET"):
        last -= 1
    return last


def bodies_behind(page: Page, at: int, stop: int) -> tuple[tuple[Spotted, ...], int]:
    """Return the bodies that stand behind commas after a post, "3 Division, Nigerian Army", and where they end.

    A last name that "and" follows, or no comma closes, belongs to what comes next.
    """
    found: list[Spotted] = []
    doc = page.doc
    while at + 1 < stop and doc[at].text == ",":
        first = at + 2 if doc[at + 1].pos_ == "DET" and at + 2 < stop else at + 1
        body = page.mentions.at(doc[first])
        if body is None or body.first != first or body.mention.kind is not MentionKind.NAME:
            break
        after = doc[body.last] if body.last < stop else None
        closed = after is None or after.is_punct or after.lower_ in {"who", "has", "was", "said", "have", "had", "is"}
        if not closed or body.mention.type not in {EntityType.ORGANIZATION, EntityType.PLACE}:
            break
        if after is not None and after.text == "," and at_list(doc, body.last, stop):
            break
        if body.mention.type is EntityType.ORGANIZATION:
            found.append(body)
        at = body.last
    return tuple(found), at


def at_list(doc: Doc, comma: int, stop: int) -> bool:
    """Tell whether a comma's next word is "and" or "or"."""
    return comma + 1 < stop and doc[comma + 1].lower_ in {"and", "or"}


def complement_start(page: Page, role: Role) -> int:
    """Return where the role's first "of", "for" or "at" phrase or body's name begins, or the phrase's end."""
    doc = page.doc
    for i in range(max(role.end, role.noun + 1), role.last):
        if (doc[i].lower_ in LINKS and doc[i - 1].text != "-") or names_body(page, i):
            return i
    return role.last


def bodies_of(page: Page, role: Role) -> list[Spotted]:
    """Return the bodies or places that the role is held at, the nearest first."""
    main = body_of(page, role)
    found = [main] if main is not None else []
    if main is not None:
        found += owners(page, main, role)
    return list(dict.fromkeys([*found, *role.bodies]))


def owners(page: Page, body: Spotted, role: Role) -> list[Spotted]:
    """Return the body that another is of: "*the Army*'s 7th Division", "the 7th Division of *the Army*"."""
    doc = page.doc
    before = page.mentions.at(doc[body.first - 2]) if body.first > 1 and doc[body.first - 1].text in POSSESSIVE else None
    behind = None
    if body.last + 1 < role.last and doc[body.last].lower_ == "of":
        at = body.last + 1
        behind = page.mentions.at(doc[at + 1 if doc[at].pos_ == "DET" and at + 1 < role.last else at])
    return [o for o in (before, behind) if o is not None and o.mention.type is EntityType.ORGANIZATION and o != body]


def body_of(page: Page, role: Role) -> Spotted | None:
    """Return the body or place that the role is held at: named before the noun, else in its complement."""
    before = [
        s for s in page.mentions.within(role.first, role.noun) if s.mention.type in BODIES and not is_portfolio(page, s)
    ]
    if before:
        return before[-1]
    begin = complement_start(page, role)
    after = [s for s in page.mentions.within(begin, role.last) if s.mention.type in BODIES]
    bodies = [
        s for s in after if s.mention.type is EntityType.ORGANIZATION and s.mention.kind is MentionKind.NAME
    ]
    direct = begin < role.last and page.doc[begin].lower_ in {"of", "for", "at", "in"}
    noun = after[0] if after and after[0].mention.kind is MentionKind.NOUN and direct else None
    named = bool(noun is not None and bodies and bodies[0].first == noun.last)  # "rights group *JUSTICIA*"
    if noun is not None and noun.first in (begin + 1, begin + 2) and not named:
        return noun
    if bodies:
        return owned(page, bodies)
    beside = behind_comma(page, role) if role.rule == "apposition" else None
    if beside is not None:
        return beside
    places = [s for s in after if s.mention.kind is MentionKind.NAME and stands_alone(page.doc, s)]
    return places[0] if places and direct and page.doc[begin].lower_ != "in" else None


def behind_comma(page: Page, role: Role) -> Spotted | None:
    """Return the body that a comma parts from its post: "commander, *U.S. Central Command*"."""
    for child in page.doc[role.noun].children:
        if child.dep_ == "appos" and child.i > role.noun:
            found = page.mentions.headed_by(child)
            if found is not None and found.mention.type is EntityType.ORGANIZATION and page.doc[found.first - 1].text == ",":
                return found
    return None


def is_portfolio(page: Page, body: Spotted) -> bool:
    """Tell whether what looks like a body is a minister's field: "*Defense* Minister Omar Barry"."""
    alone = body.last - body.first == 1 and body.mention.type is EntityType.ORGANIZATION
    return alone and page.doc[body.last].lower_ == "minister"


def stands_alone(doc: Doc, place: Spotted) -> bool:
    """Tell whether a place is no modifier of what follows: "of *Panabo* province", not "of *U.S.* air forces"."""
    after = doc[place.last] if place.last < len(doc) else None
    return after is None or after.pos_ not in {"NOUN", "ADJ", "PROPN"} or after.lemma_.lower() in DISTRICTS


def owned(page: Page, bodies: list[Spotted]) -> Spotted:
    """Return the first of some bodies, or that which it owns: "the Army's *7th Division*"."""
    first = bodies[0]
    possessed = first.last < len(page.doc) and page.doc[first.last].text in POSSESSIVE
    return bodies[1] if possessed and len(bodies) > 1 and bodies[1].first == first.last + 1 else first


def role_text(page: Page, role: Role, body: Spotted | None) -> str:
    """Return the role in the source's words: a portfolio keeps its complement, a long body's name is left out."""
    doc = page.doc
    if role.kind == RANK and role.rule == "title":
        return " ".join(doc[role.first : role.last].text.split())
    begin = complement_start(page, role)
    long_body = body is not None and body.first >= begin and body.last == role.last and body.last - body.first > 2
    portfolio = doc[role.noun].lemma_.lower() in PORTFOLIOS and not role.kind and begin < role.last and not long_body
    last = portfolio_end(page, role, begin) if portfolio else noun_end(doc, role, begin)
    first = role.first
    if body and role.first <= body.first < role.noun and (body.last - body.first > 1 or sheds(page, role, body)):
        first = min(body.last, role.end - 1 if role.kind else role.noun)
        first = min(first, first_of_title(page, role))
    first = max([first, *(i + 1 for i in range(first, role.noun) if doc[i].text in POSSESSIVE)])
    while first < role.noun and doc[first].text == "-":
        first += 1
    return " ".join(doc[first:last].text.strip(" ,").split())


def sheds(page: Page, role: Role, body: Spotted) -> bool:
    """Tell whether a role leaves out a body's name of one word: "UPDF spokesman", but "UN Special Rapporteur"."""
    named = body.mention.type is EntityType.ORGANIZATION and body.mention.kind is MentionKind.NAME
    return named and page.doc[role.noun].lemma_.lower() not in PORTFOLIOS


def first_of_title(page: Page, role: Role) -> int:
    """Return where the fixed words of a role begin."""
    title = page.titles.get(role.noun)
    return title.first if title is not None and role.kind else role.noun


def portfolio_end(page: Page, role: Role, begin: int) -> int:
    """Return where a portfolio ends: before a further "of" or "in" with a name, "secretary of public security *of Puebla*"."""
    for i in range(begin + 2, role.last - 1):
        named = page.mentions.at(page.doc[i + 1])
        if page.doc[i].lower_ in {"of", "in", "for"} and named is not None and named.mention.type is EntityType.PLACE:
            return i
    return role.last


def noun_end(doc: Doc, role: Role, begin: int) -> int:
    """Return where the role noun's own words end: "Prosecutor *General*", "editor*-in-chief*", not "expert *today*"."""
    last = max(role.noun + 1, role.end)
    while (
        last < begin
        and (doc[last].head.i in range(role.noun, last) or doc[last].text == "-" or doc[last - 1].text == "-")
        and doc[last].ent_type_ != "DATE"
        and (doc[last].pos_ in {"PROPN", "ADJ", "NOUN", "PUNCT", "ADP"} or doc[last].lower_ in ELECT)
    ):
        last += 1
    return last


def leads(role: Role) -> bool:
    """Tell whether a role is a fixed title that leads a body."""
    return role.kind in {LEAD, COMMAND}
