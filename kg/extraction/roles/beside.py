"""Roles beside a name: ranks and posts before it, appositions before and after it, the body behind "of".

"Minister of Interior Sar Kheng", "the GOC, 3 Division, Maj. Gen. Jack Obi", "Am Sam Ath, deputy director of LICADHO",
"Capt. Peter Obi of the 1st Brigade". Only words that stand in one noun phrase, or in a list that commas close, are taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.lexicon import lexicon
from kg.extraction.mentions import Mentions, Spotted
from kg.extraction.roles.phrases import (
    ELECT,
    LINKS,
    LONGEST,
    PORTFOLIOS,
    POSSESSIVE,
    Page,
    Post,
    Role,
    bodies_behind,
    is_role,
    left_edge,
    names_body,
    passes,
    plural,
    post_at,
)
from kg.extraction.titles import RANK, before_name
from kg.model import EntityType, MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CLOSING = frozenset({"PUNCT", "PRON", "VERB", "AUX", "CCONJ", "SCONJ", "ADV"})
JUNIOR = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III"})
TIMES = frozenset({"then", "also", "now", "currently", "formerly", "previously", "once", "until", "recently"})


def roles_beside(page: Page, person: Spotted) -> Iterator[Role]:
    """Yield the roles that stand beside a name."""
    ranks, edge = before_name(page.doc, page.titles, person.first)
    for rank in ranks:
        bodies = service(page, rank.first) if rank.first == edge else ()
        yield Role(person, rank.first, rank.last, rank.noun, "title", rank.last, RANK, bodies)
    title = title_before(page, person, edge)
    while title is not None:
        yield from joined(page, title)
        edge = title.first
        title = title_before(page, person, edge) if title.kind else None  # "PNP chief | Director General Ali Reza"
    before = apposition_before(page, person, edge, ranked=edge < person.first)
    if before is not None:
        yield before
    after = name_end(page.doc, person)
    yield from appositions_after(page, person, after)


def service(page: Page, edge: int) -> tuple[Spotted, ...]:
    """Return the body named right before a rank: "*Frontier Corps* Inspector General Ejaz Marwat"."""
    body = page.mentions.at(page.doc[edge - 1]) if edge else None
    named = body is not None and body.last == edge and body.mention.kind is MentionKind.NAME
    return (body,) if body is not None and named and body.mention.type is EntityType.ORGANIZATION else ()


def name_end(doc: Doc, person: Spotted) -> int:
    """Return where a name ends with what stands behind it: "(rtd)", "(34)", ", Jr."."""
    at = person.last
    if at + 1 < len(doc) and doc[at].text == "," and doc[at + 1].text in JUNIOR:
        at += 2
    if 0 < at < len(doc) and doc[at].text == "." and doc[at - 1].text in JUNIOR:
        at += 1
    if at + 2 < len(doc) and doc[at].text == "(":
        closing = next((i for i in range(at + 1, min(at + 5, len(doc))) if doc[i].text == ")"), None)
        return closing + 1 if closing is not None else at
    return at


def joined(page: Page, role: Role) -> Iterator[Role]:
    """Part two posts in one title: "academic and | professor Marc Hill"."""
    doc = page.doc
    at = next((i for i in range(role.first + 1, role.noun) if doc[i].lower_ == "and"), None)
    if role.rule == "title" and at is not None and is_role(doc[at - 1], page.ontology):
        yield replace(role, last=at, noun=at - 1, end=at, kind="")
        yield replace(role, first=at + 1)
    else:
        yield role


def title_before(page: Page, person: Spotted, edge: int) -> Role | None:
    """Find a title right before a name, or before its rank: a post, or a post with its "of" phrase."""
    doc = page.doc
    start = sentence_start(doc, edge)
    at = edge - 1
    if at < start or doc[at].lower_ in LINKS:
        return None
    before = [t.lower_ for t in doc[max(start, at - 3) : at] if t.lower_ != "the"]
    portfolio = len(before) >= 2 and before[-1] == "of" and before[-2] in PORTFOLIOS  # "Minister of *Justice* Petrovaj"
    at = before_elect(doc, at, start)
    post = post_at(page, at)
    direct = post is not None and post.end in {edge, at + 1}
    if post is not None and direct and (post.kind or (passes(doc[at], page.mentions) and not portfolio)):
        return Role(person, left_edge(page, post, start), edge, post.noun, "title", post.end, post.kind)
    post = governing_post(page, edge, start)
    if post is None or doc[post.noun].is_sent_start is None:
        return None
    return Role(person, left_edge(page, post, start), edge, post.noun, "title", post.end, post.kind)


def before_elect(doc: Doc, at: int, start: int) -> int:
    """Return the last word of a post that "elect" or "designate" closes: "*President*-elect"; else the word itself."""
    if doc[at].lower_ in ELECT and at - 2 >= start:
        return at - 2 if doc[at - 1].text == "-" else at - 1
    return at


def sentence_start(doc: Doc, edge: int) -> int:
    """Return where the sentence of the word before a name begins."""
    return doc[edge - 1].sent.start if edge else 0


def governing_post(page: Page, edge: int, start: int) -> Post | None:
    """Return the leftmost post of the noun phrase that ends at an edge, whose "of" phrase or body follows it."""
    best = None
    at = edge - 1
    while at >= start and edge - at <= LONGEST:
        token = page.doc[at]
        post = post_at(page, at)
        inside = passes(token, page.mentions) or token.lower_ in LINKS or token.pos_ == "DET"
        if not inside and (post is None or not post.kind):
            break
        if post is not None and post.end < edge and post.end == at + 1:
            follows = page.doc[post.end].lower_ in LINKS or names_body(page, post.end)
            best = post if follows else best
        at = at - 1 if post is None else post.first - 1
    return best


def appositions_after(page: Page, person: Spotted, edge: int) -> Iterator[Role]:
    """Yield the roles between commas after a name, or the body behind its "of"."""
    doc = page.doc
    end = doc[person.first].sent.end
    role = apposition_after(page, person, edge, end)
    if role is None:
        return
    bodies, at = bodies_behind(page, role.last, end)
    yield replace(role, bodies=bodies)
    if at < end and doc[at].lower_ == "and":
        second = apposition(page, person, at + 1, end)
        inside = second is not None and doc[second.noun].dep_ == "conj" and doc[second.noun].head.i > role.noun
        if second is not None and not inside and not plural(doc[second.noun]):  # no "son of a driver *and a nurse*"
            yield second


def apposition_after(page: Page, person: Spotted, edge: int, end: int) -> Role | None:
    """Find a role between commas after a name."""
    doc = page.doc
    if edge >= end or doc[edge].text not in {",", "–", "—"}:
        return None
    at = edge + 1
    if at + 1 < end and doc[at].pos_ == "NUM" and doc[at + 1].text == ",":  # "Dara, 34, a farmer"
        at += 2
    return apposition(page, person, at, end)


def apposition(page: Page, person: Spotted, at: int, end: int) -> Role | None:
    """Return the role phrase that begins at a token and that something closes."""
    doc, mentions = page.doc, page.mentions
    while at < end and (doc[at].pos_ == "DET" or doc[at].tag_ == "PRP$" or doc[at].lower_ in TIMES):
        at += 1
    first, post = at, None
    while at < end and at - first < LONGEST:
        found = heading_post(page, at, end) if post is None else None
        if found is not None:
            post = found
            at = post.end
            continue
        if not in_apposition(doc[at], mentions, before_noun=post is None) and not (post and links(page, at, end)):
            break
        at += 1
    if post is None or plural(doc[post.noun]) and not post.kind:
        return None
    if doc[post.noun].dep_ == "conj" and doc[first - 1].pos_ != "DET" and doc[first - 1].text == "," and not post.kind:
        return None
    tied = page.ontology.roles.get(doc[post.noun].lemma_.lower()) == "relativeOf"
    kin = tied and at < end and any(doc[i].lower_ == "of" for i in range(post.end, at))  # "son of | Bello Audu"
    closed = at >= end or doc[at].pos_ in CLOSING or doc[at].is_space or doc[at].ent_type_ == "DATE"
    last = at
    while last > post.end and not kin and doc[last - 1].lower_ in LINKS:
        last -= 1
    return Role(person, first, last, post.noun, "apposition", post.end, post.kind) if closed or kin else None


def links(page: Page, at: int, end: int) -> bool:
    """Tell whether "and" joins two words of one field: "director of Public Relations *and* Information"."""
    if page.doc[at].lower_ != "and" or at + 1 >= end or post_at(page, at + 1) is not None:
        return False
    after = page.mentions.at(page.doc[at + 1])
    both = page.doc[at - 1].text[:1].isupper() and page.doc[at + 1].text[:1].isupper()
    return both and page.mentions.at(page.doc[at - 1]) is None and after is None


def heading_post(page: Page, at: int, end: int) -> Post | None:
    """Return the post that heads a phrase: no possessor ("*governor*'s spokesman"), no modifier of another role."""
    post = post_at(page, at)
    if post is None or post.first != at:
        return None
    follows = page.doc[post.end] if post.end < end else None
    if follows is not None and not post.kind and (follows.lower_ in POSSESSIVE or is_role(follows, page.ontology)):
        return None
    return post


def in_apposition(token: Token, mentions: Mentions, *, before_noun: bool) -> bool:
    """Tell whether a word may stand in an apposition, before its noun or after it."""
    if passes(token, mentions):
        return True
    if not before_noun:
        return token.lower_ in LINKS or token.pos_ == "DET" or token.tag_ == "PRP$"
    other = mentions.at(token)
    possessor = other is not None and other.last < len(token.doc) and token.doc[other.last].lower_ in POSSESSIVE
    return possessor or (token.dep_ in {"amod", "compound"} and token.head.i > token.i)


def apposition_before(page: Page, person: Spotted, edge: int, *, ranked: bool) -> Role | None:
    """Find a role phrase that a comma parts from the name after it: "the UN Special Rapporteur on X, Ximena Okoradze,"."""
    doc = page.doc
    comma = edge - 1
    start = sentence_start(doc, edge)
    if comma <= start or doc[comma].text != ",":
        return None
    after = doc[person.last] if person.last < len(doc) else None
    closed = ranked or after is None or after.is_punct or after.is_space
    bodies, at = bodies_before(page, comma, start)
    post = post_before_comma(page, at, start) if closed or bodies else None
    if post is None and not bodies:
        post = governor(page, person, start, comma)
        at = comma
    if post is None or (plural(doc[post.noun]) and not post.kind):
        return None
    first = left_edge(page, post, start)
    if follows_person(page, first):
        return None
    return Role(person, first, at, post.noun, "apposition before", post.end, post.kind, bodies)


def follows_person(page: Page, first: int) -> bool:
    """Tell whether a phrase is the apposition of a person named before it: "*Dele Obi*, commander of the unit, Makurdi"."""
    at = first - 1
    while at > 0 and page.doc[at].pos_ in {"DET", "ADV"}:
        at -= 1
    before = page.mentions.at(page.doc[at - 1]) if at > 0 and page.doc[at].text == "," else None
    return before is not None and before.mention.type is EntityType.PERSON and before.mention.kind is MentionKind.NAME


def governor(page: Page, person: Spotted, start: int, comma: int) -> Post | None:
    """Return the post that a name hangs on as its apposition."""
    head = page.doc[person.head]
    if head.dep_ in {"appos", "flat"} and start <= head.head.i < comma:
        return post_at(page, head.head.i)
    return None


def bodies_before(page: Page, comma: int, start: int) -> tuple[tuple[Spotted, ...], int]:
    """Return the bodies between commas before a name, and the comma before them: "the GOC*, 3 Division*, Jack Obi"."""
    doc = page.doc
    found: list[Spotted] = []
    while comma - 1 > start:
        body = page.mentions.at(doc[comma - 1])
        if body is None or body.last != comma or body.mention.kind is not MentionKind.NAME:
            break
        opening = body.first - 1
        if opening > start and doc[opening].pos_ == "DET":
            opening -= 1
        fits = body.mention.type in {EntityType.ORGANIZATION, EntityType.PLACE}
        if not fits or opening <= start or doc[opening].text != ",":
            break
        if body.mention.type is EntityType.ORGANIZATION:
            found.insert(0, body)
        comma = opening
    return tuple(found), comma


def post_before_comma(page: Page, comma: int, start: int) -> Post | None:
    """Return the post that ends at a comma, or the leftmost one whose "of", "for" or "on" phrase or body does."""
    best = governing_post(page, comma, start)
    if best is not None:
        return best
    last = before_elect(page.doc, comma - 1, start)
    post = post_at(page, last) if last >= start else None
    follows = last >= start and passes(page.doc[last], page.mentions)
    return post if post is not None and post.end == last + 1 and (post.kind or follows) else None


def place_of(page: Page, person: Spotted) -> Spotted | None:
    """Return the place right behind a name and "of", or behind a comma and "from": "Musa Audu, *from Mombasa*, ..."."""
    doc = page.doc
    at = name_end(doc, person)
    links = {"of", "from"} if at < len(doc) and doc[at].text == "," else {"of"}
    at += 1 if "from" in links else 0
    if at + 1 >= len(doc) or doc[at].lower_ not in links:
        return None
    place = page.mentions.at(doc[at + 1])
    named = place is not None and place.first == at + 1 and place.mention.kind is MentionKind.NAME
    return place if place is not None and named and place.mention.type is EntityType.PLACE else None


def birthplace(page: Page, role: Role) -> Spotted | None:
    """Return the place before "-born" in a title: "the *Gulu*-born lawyer Amina Diallo"."""
    doc = page.doc
    born = next((i for i in range(max(role.first - 1, 2), role.noun) if doc[i].lower_ == "born"), None)
    place = page.mentions.at(doc[born - 2]) if born is not None and doc[born - 1].text == "-" else None
    return place if place is not None and place.mention.type is EntityType.PLACE else None


def of_body(page: Page, person: Spotted) -> tuple[Spotted, ...]:
    """Return the bodies right behind a name and "of" or "from": "Capt. Peter Obi of the 1st Brigade, Nigerian Army"."""
    doc = page.doc
    at = name_end(doc, person)
    if at < len(doc) and doc[at].text == ",":
        at += 1
    if at + 1 >= len(doc) or doc[at].lower_ not in {"of", "from"}:
        return ()
    at += 2 if doc[at + 1].pos_ == "DET" else 1
    body = page.mentions.at(doc[at]) if at < len(doc) else None
    if body is None or body.first != at or body.mention.kind is not MentionKind.NAME:
        return ()
    if body.mention.type is not EntityType.ORGANIZATION or doc[body.last - 1].lower_ in lexicon().roles:
        return ()
    return (body, *bodies_behind(page, body.last, doc[at].sent.end)[0])


def unit_under(page: Page, person: Spotted) -> Spotted | None:
    """Return the unit that a name stands under: "the 99th Division *under Brig. Gen. Than Oo Zaw*"."""
    _, edge = before_name(page.doc, page.titles, person.first)
    if edge < 2 or page.doc[edge - 1].lower_ != "under":
        return None
    unit = page.mentions.at(page.doc[edge - 2])
    return unit if unit is not None and unit.mention.type is EntityType.ORGANIZATION else None
