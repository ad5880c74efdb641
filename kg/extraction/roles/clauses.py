"""Roles that a clause says: "X is the director of Y", "X was appointed commander of Y", "X took over from Y as head of Z".

Their statements take the stance of the clause: what is planned, denied or alleged is not held as a fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.arguments import argument
from kg.extraction.clauses import Clause, antecedent, is_passive, own_subjects, read_clause, subject_tokens
from kg.extraction.mentions import Spotted
from kg.extraction.roles.phrases import Page, Post, Role, bodies_behind, left_edge, phrase_end, plural, post_at
from kg.extraction.titles import COMMAND, RANK, SERVICE, title_words
from kg.model import EntityType, Tenure

if TYPE_CHECKING:
    from spacy.tokens import Token

COMPLEMENTS = frozenset({"xcomp", "obj", "obl", "nmod", "advcl", "nsubj"})
SERVED = "clause: serves"
MARKED = frozenset({"as", "to"})


def roles_of_clause(page: Page, token: Token) -> Iterator[Role]:
    """Yield the roles that a clause's verb, or the noun that a copula stands with, says."""
    if token.pos_ != "VERB":
        if token.dep_ == "cop":
            yield from copula(page, token.head)
        return
    lemma = token.lemma_.lower()
    words = title_words().clauses
    if lemma in words["commanding"]:
        yield from command(page, token)
    if lemma in words["serving"] or (lemma in words["posting"] and is_passive(token)):
        yield from service(page, token)
    for kind in ("appointing", "holding", "leaving", "removing", "succeeding"):
        if lemma in words[kind]:
            yield from said_by(page, token, kind)
            return


def copula(page: Page, noun: Token) -> Iterator[Role]:
    """Find "X is the director of Y", relative clauses included."""
    post = Post(noun.i, noun.i + 1, noun.i, COMMAND) if in_charge(page, noun) else post_at(page, noun.i)
    if post is None or (not post.kind and noun.pos_ == "ADJ") or plural(noun):
        return
    for subject in own_subjects(noun) or (subject_tokens(noun) if noun.dep_ == "conj" else []):
        person = argument(antecedent(subject), page.mentions)
        if person and person.mention.type is EntityType.PERSON:
            yield from phrased(page, person, post, "copula", noun.i)
            return


def in_charge(page: Page, noun: Token) -> bool:
    """Tell whether a noun says who leads without a post: "was *in charge* of the Federal Police"."""
    commands = noun.i not in page.titles and noun.lemma_.lower() in title_words().clauses["commands"]
    return commands and any(c.lower_ == "in" for c in noun.children)


def phrased(
    page: Page, person: Spotted, post: Post, rule: str, anchor: int, tenure: Tenure | None = None
) -> Iterator[Role]:
    """Yield the role that a post's whole phrase says of a person."""
    sentence = page.doc[post.noun].sent
    last = phrase_end(page, post, sentence.end)
    bodies, _ = bodies_behind(page, last, sentence.end)
    first = left_edge(page, post, sentence.start)
    yield Role(person, first, last, post.noun, rule, post.end, post.kind, bodies, anchor, tenure)


def said_by(page: Page, verb: Token, kind: str) -> Iterator[Role]:
    """Yield what a verb of appointing, holding, leaving, removing or succeeding says."""
    post = post_of_verb(page, verb, bare=kind == "appointing" or verb.lemma_.lower() in {"become", "remain"})
    if post is None:
        return
    clause = read_clause(verb)
    if verb.lemma_.lower() == "take" and not any(c.dep_ == "compound:prt" for c in verb.children):
        return  # "took X as a prisoner"
    held, lost = clause.subjects, clause.objects
    if kind in {"appointing", "removing"}:
        held, lost = clause.objects, ()
    elif kind == "succeeding":
        lost = lost or tuple(o.noun for o in clause.obliques if o.preposition == "from")
    else:
        lost = ()
    gone = Tenure.FORMER if kind in {"leaving", "removing"} else None
    owner = possessor(page, post, clause)
    if kind == "appointing" and owner is not None and not any(is_person(page, t) for t in held):
        held = tuple(page.doc[s.head] for s in page.mentions.within(verb.i + 1, post.first))
    for token in held:
        yield from by(page, token, post, verb, gone, owner)
    for token in lost:
        yield from by(page, token, post, verb, Tenure.FORMER)


def is_person(page: Page, token: Token) -> bool:
    """Tell whether an argument of a verb stands for a person."""
    found = argument(token, page.mentions)
    return found is not None and found.mention.type is EntityType.PERSON


def possessor(page: Page, post: Post, clause: Clause) -> Spotted | None:
    """Return the body that "its" or "their" before a post stands for: "the Army named X as *its* spokesman"."""
    owned = any(c.dep_ == "nmod:poss" and c.lower_ in {"its", "their"} for c in page.doc[post.noun].children)
    nouns = (*clause.subjects, *clause.objects) if owned else ()
    found = [page.mentions.headed_by(t) for t in nouns]
    return next((s for s in found if s is not None and s.mention.type is EntityType.ORGANIZATION), None)


def command(page: Page, verb: Token) -> Iterator[Role]:
    """Find "X assumed command of Y": no post is named, but Y is led."""
    clause = read_clause(verb)
    for noun in (c for c in verb.children if c.dep_ == "obj" and c.lemma_.lower() in title_words().clauses["commands"]):
        post = Post(noun.i, noun.i + 1, noun.i, COMMAND)
        for token in clause.subjects:
            yield from by(page, token, post, verb, Tenure.FORMER if verb.lemma_.lower() == "relinquish" else None)


def service(page: Page, verb: Token) -> Iterator[Role]:
    """Find "X, a soldier attached to Y", "X serves with Y": the body behind the preposition."""
    clause = read_clause(verb)
    people = clause.objects if clause.passive else clause.subjects
    for oblique in clause.obliques:
        body = page.mentions.headed_by(oblique.noun) if oblique.preposition in {"to", "with", "in", "at"} else None
        if body is None or body.mention.type is not EntityType.ORGANIZATION:
            continue
        for token in people:
            person = argument(token, page.mentions) or beside_noun(page, token)
            if person is not None and person.mention.type is EntityType.PERSON:
                post = Post(verb.i, verb.i + 1, verb.i, SERVICE)
                yield Role(person, verb.i, verb.i + 1, verb.i, SERVED, post.end, SERVICE, (body,), verb.i)


def beside_noun(page: Page, noun: Token) -> Spotted | None:
    """Return the person whom a noun is in apposition to, by its place alone: "Kwame Sowah, a *soldier* attached to"."""
    at = noun.i
    while at > noun.sent.start and page.doc[at - 1].text != ",":
        at -= 1
    before = page.mentions.at(page.doc[at - 2]) if at - 2 >= noun.sent.start else None
    return before if before is not None and noun.i - at < 5 else None


def by(
    page: Page, token: Token, post: Post, verb: Token, tenure: Tenure | None, owner: Spotted | None = None
) -> Iterator[Role]:
    """Yield the role of the person that an argument of a verb stands for."""
    person = argument(token, page.mentions)
    if person is not None and person.mention.type is EntityType.PERSON and not person.first <= post.noun < person.last:
        for role in phrased(page, person, post, f"clause: {verb.lemma_.lower()}", verb.i, tenure):
            yield replace(role, bodies=(owner, *role.bodies)) if owner is not None else role


def post_of_verb(page: Page, verb: Token, *, bare: bool) -> Post | None:
    """Return the post that follows a verb: behind "as" or "to", or bare ("was named *commander*")."""
    for noun in nouns_of(verb):
        marked = any(c.dep_ == "case" and c.lower_ in MARKED for c in noun.children)
        marked = marked or any(c.dep_ == "mark" and c.lower_ == "as" for c in noun.children)
        if not (marked or (bare and noun.dep_ in {"xcomp", "obj", "nsubj"})):
            continue
        if noun.lower_ == "rank":
            noun = next((c for c in noun.children if c.dep_ == "nmod"), noun)
        post = post_at(page, noun.i)
        if post is None or page.mentions.at(noun) or plural(noun):
            continue
        if post.kind == RANK and before_person(page, post.end):
            continue  # "named *Col.* Jean Habyara as its spokesman"
        return post
    return None


def nouns_of(verb: Token) -> Iterator[Token]:
    """Yield the nouns behind a verb that may be a post: its own, and those hung on its objects."""
    for child in verb.children:
        if child.i > verb.i and child.dep_ in COMPLEMENTS:
            yield child
            yield from (c for c in child.children if c.i > verb.i and c.dep_ in {"obl", "nmod", "appos", "xcomp", "advcl"})


def before_person(page: Page, at: int) -> bool:
    """Tell whether a person's name begins at a token."""
    found = page.mentions.at(page.doc[at]) if at < len(page.doc) else None
    return found is not None and found.first == at and found.mention.type is EntityType.PERSON
