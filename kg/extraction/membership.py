"""Bodies and people inside bodies: "the alliance, including X", "X operates as part of Y", "Y, which includes X", "Y's unit X".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.arguments import argument, has_case
from kg.extraction.clauses import antecedent, read_clause, with_conjuncts
from kg.extraction.lexicon import lexicon
from kg.extraction.mentions import Mentions, Spotted
from kg.extraction.statement import Statement
from kg.language.scan import chosen, marked
from kg.model import EntityType, MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOTABLY = frozenset({"chiefly", "especially", "mainly", "mostly", "notably", "particularly", "primarily"})
INCLUDING = frozenset({"including", "such"})
INCLUDE = frozenset({"include", "comprise"})
ATTACHED = frozenset({"nmod", "obl", "appos", "nmod:poss"})
BODIES = frozenset({EntityType.ORGANIZATION, EntityType.GROUP})


def membership_statements(doc: Doc, mentions: Mentions) -> Iterator[Statement]:
    """Yield who or what is a member or part of which body."""
    may_tell = marked(doc, "LEMMA", INCLUDE) | marked(doc, "DEP", ATTACHED) | marked(doc, "LOWER", ("part",))
    for token in chosen(doc, may_tell):
        if token.pos_ == "VERB" and token.lemma_ in INCLUDE:
            clause = read_clause(token)
            for whole in clause.subjects[:1]:
                yield from members(clause.objects, whole, token, mentions, presupposed=False)
        elif token.dep_ in {"nmod", "obl"} and any(c.dep_ == "case" and c.lower_ in INCLUDING for c in token.children):
            yield from members(with_conjuncts([token]), token.head, token, mentions, presupposed=True)
        elif token.dep_ == "appos" and any(c.lower_ in NOTABLY for c in token.children):
            yield from members(with_conjuncts([token]), token.head, token, mentions, presupposed=True)
        elif token.lower_ == "part":
            yield from parts(token, mentions)
        elif token.dep_ == "nmod:poss":
            yield from units(token, mentions)


def members(
    parts_: Iterator[Token] | tuple[Token, ...], whole: Token, anchor: Token, mentions: Mentions, *, presupposed: bool
) -> Iterator[Statement]:
    """Yield each named part of a body."""
    body = argument(whole, mentions)
    if body is None or body.mention.type not in BODIES:
        return
    for part in parts_:
        member = argument(part, mentions)
        people = part.ent_type_ == "NORP"  # "especially *the Turks*"
        if member is not None and member != body and (people or member.mention.kind is MentionKind.NAME):
            yield tie(member, body, anchor, "member: including", presupposed=presupposed)


def parts(noun: Token, mentions: Mentions) -> Iterator[Statement]:
    """Yield "X operates as part of Y", "X is part of Y", "X, part of Y"."""
    wholes = [c for c in noun.children if c.dep_ == "nmod" and has_case(c, "of")]
    if any(c.dep_ == "cop" for c in noun.children):
        subjects = [antecedent(c) for c in noun.children if c.dep_ == "nsubj"]
    elif noun.dep_ == "appos":
        subjects = [noun.head]
    elif noun.dep_ == "obl" and has_case(noun, "as") and noun.head.pos_ == "VERB":
        clause = read_clause(noun.head)
        subjects = list(clause.objects if clause.passive else clause.subjects)
    else:
        return
    for part in subjects:
        for whole in wholes:
            member, body = argument(part, mentions), argument(whole, mentions)
            if member and body and member != body and body.mention.type in BODIES:
                presupposed = noun.dep_ == "appos"
                yield tie(member, body, noun.head if noun.dep_ == "obl" else noun, "member: part of", presupposed=presupposed)


def units(owner: Token, mentions: Mentions) -> Iterator[Statement]:
    """Yield "Y's X" of two named bodies: the second is the first's."""
    whole, part = mentions.headed_by(owner), mentions.headed_by(owner.head)
    named = [s.mention.type for s in (whole, part) if s is not None and s.mention.kind is MentionKind.NAME]
    bodies = named == [EntityType.ORGANIZATION] * 2 and part is not None and is_unit(part)
    if bodies and whole and part and whole != part and whole.last >= part.first - 2:
        yield tie(part, whole, owner.head, "part: possessive", presupposed=True)


def is_unit(spotted: Spotted) -> bool:
    """Tell whether a name says that it is a body or unit: "Task *Force* 50", "Investigations *Department*"."""
    known = lexicon().body_heads | {unit.capitalize() for unit in lexicon().units} | lexicon().units
    return any(word in known for word in spotted.mention.text.split())


def tie(member: Spotted, body: Spotted, anchor: Token, rule: str, *, presupposed: bool) -> Statement:
    """Make the statement: bodies are parts, people members."""
    both = {member.mention.type, body.mention.type} == {EntityType.ORGANIZATION}
    predicate = "partOf" if both else "memberOf"
    return Statement(member, predicate, anchor.i, rule, object=body, presupposed=presupposed)
