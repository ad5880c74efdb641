"""Posts and ties of named persons: titles before names, appositions after them, copulas, kin.

"Minister of Interior Sar Kheng", "Am Sam Ath, deputy director of rights group LICADHO", "Co-founder of Google, Sergey
Brin,", "Dara was the director of ADHOC", "his father Sok Dara". Only words that stand in one noun phrase are taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.clauses import antecedent
from kg.extraction.lexicon import lexicon
from kg.extraction.mentions import Mentions, Spotted
from kg.model import EntityType, MentionKind
from kg.ontology import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
LINKS = frozenset({"of", "for", "at", "on", "in", "to", "from", "with"})
PORTFOLIOS = frozenset("minister secretary rapporteur commissioner envoy ombudsman chancellor professor".split())
RANKS = frozenset(
    "captain colonel lieutenant sergeant major inspector constable brigadier corporal commander superintendent".split()
)
PERSONAL_ENDS = ("ist", "man", "woman")
LONGEST = 18


@dataclass(frozen=True, slots=True)
class Role:
    """A phrase that says what a person is: `doc[first:last]`, and the noun that heads it."""

    person: Spotted
    first: int
    last: int
    noun: int
    rule: str


def find_roles(doc: Doc, mentions: Mentions, ontology: Ontology) -> Iterator[Role]:
    """Yield the roles of each named person, in order."""
    for spotted in mentions.all:
        if spotted.mention.type is EntityType.PERSON and spotted.mention.kind is MentionKind.NAME:
            for find in (title_before, apposition_after, apposition_before):
                role = find(doc, spotted, mentions, ontology)
                if role is not None:
                    yield from ranked(doc, role, ontology)
    for token in doc:
        role = copula(token, mentions, ontology)
        if role is not None:
            yield role


def ranked(doc: Doc, role: Role, ontology: Ontology) -> Iterator[Role]:
    """Part two posts in one title: "spokesman | Captain Oumar", "academic and | professor Marc Hill"."""
    before = role.noun - 1
    rank = (
        doc[role.noun].lower_ in RANKS
        and before >= role.first
        and doc[before].lower_ not in lexicon().lesser | {"chief"}
    )
    joined = next((i for i in range(role.first + 1, role.noun) if doc[i].lower_ == "and"), None)
    if role.rule == "title" and rank and is_role(doc[before], ontology):
        yield Role(role.person, role.first, role.noun, before, "title")
        yield Role(role.person, role.noun, role.last, role.noun, "title")
    elif role.rule == "title" and joined is not None and is_role(doc[joined - 1], ontology):
        yield Role(role.person, role.first, joined, joined - 1, "title")
        yield Role(role.person, joined + 1, role.last, role.noun, "title")
    else:
        yield role


def is_role(token: Token, ontology: Ontology) -> bool:
    """Tell whether a word names a post or part of a person."""
    lemma = token.lemma_.lower()
    if token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return False
    known = lemma in ontology.roles or token.lower_ in ontology.roles or lemma in lexicon().roles
    return known or (token.pos_ == "NOUN" and lemma.endswith(PERSONAL_ENDS) and len(lemma) > 5)


def passes(token: Token, mentions: Mentions) -> bool:
    """Tell whether a word may stand inside a role phrase: nominal, and of no other person's name."""
    other = mentions.at(token)
    if token.ent_type_ == "DATE":
        return False
    if other and other.mention.type is EntityType.PERSON:
        return False
    return token.pos_ in NOMINAL or token.text in {"-", "’s", "'s"} or (other is not None and not token.is_space)


def title_before(doc: Doc, person: Spotted, mentions: Mentions, ontology: Ontology) -> Role | None:
    """Find a title right before a name: a post, or a post with its "of" phrase."""
    start = doc[person.first].sent.start
    at = person.first - 1
    if at < start or doc[at].lower_ in LINKS:
        return None
    before = [t.lower_ for t in doc[max(start, at - 3) : at] if t.lower_ != "the"]
    portfolio = len(before) >= 2 and before[-1] == "of" and before[-2] in PORTFOLIOS  # "Minister of *Justice* Petrovaj"
    if is_role(doc[at], ontology) and passes(doc[at], mentions) and not portfolio:
        first = left_edge(doc, at, start, mentions)
        return Role(person, first, person.first, at, "title")
    best = None
    while at >= start and person.first - at <= LONGEST:
        token = doc[at]
        inside = passes(token, mentions) or token.lower_ in LINKS or token.pos_ == "DET"
        if not inside:
            break
        follows = doc[at + 1].lower_ in LINKS
        if follows and is_role(token, ontology) and mentions.at(token) is None:
            best = at
        at -= 1
    if best is None or doc[best].is_sent_start is None:
        return None
    return Role(person, left_edge(doc, best, start, mentions), person.first, best, "title")


def left_edge(doc: Doc, at: int, start: int, mentions: Mentions) -> int:
    """Return where the noun phrase that ends at a role noun begins, its article left out."""
    first = at
    while first > start and belongs(doc, first, at, start, mentions):
        first -= 1
    while first < at and doc[first].text in {"-", "’s", "'s"}:
        first += 1
    return first


def belongs(doc: Doc, first: int, at: int, start: int, mentions: Mentions) -> bool:
    """Tell whether the word before `first` is part of the phrase whose noun is `at`."""
    token = doc[first - 1]
    if token.pos_ == "NUM" and token.head.i != at and doc[first].text != "-":
        return False
    place = mentions.at(token)
    if (
        place
        and place.mention.type is EntityType.PLACE
        and place.first > start
        and doc[place.first - 1].lower_ in {"in", "at"}
    ):
        return False  # "In *Turkey* Minister Sar met ..."
    if token.lower_ == "and":
        before = doc[first - 2] if first - 2 >= start else None
        return before is not None and before.lemma_.lower() in lexicon().roles and mentions.at(before) is None
    modifier = (
        token.head.i == at and token.dep_ in {"amod", "compound"} and token.tag_ != "VBN"
    )  # "managing", not "accused"
    return passes(token, mentions) or modifier


def apposition_after(doc: Doc, person: Spotted, mentions: Mentions, ontology: Ontology) -> Role | None:
    """Find a role between commas after a name."""
    end = doc[person.first].sent.end
    at = person.last
    if at >= end or doc[at].text not in {",", "–", "—"}:
        return None
    at += 1
    if at + 1 < end and doc[at].pos_ == "NUM" and doc[at + 1].text == ",":  # "Dara, 34, a farmer"
        at += 2
    while at < end and (doc[at].pos_ == "DET" or doc[at].lower_ in {"then", "also", "now"}):
        at += 1
    first, noun = at, None
    while at < end and at - first < LONGEST:
        if noun is None and heads_role(doc, at, end, ontology):
            noun = at
        elif not in_apposition(doc[at], mentions, before_noun=noun is None):
            break
        at += 1
    if noun is None or at <= noun or "Plur" in doc[noun].morph.get("Number", []):
        return None
    if doc[noun].dep_ == "conj" and doc[first - 1].pos_ != "DET":
        return None
    kin = ontology.roles.get(doc[noun].lemma_.lower()) == "relativeOf" and at < end and doc[at - 1].lower_ == "of"
    closed = at >= end or doc[at].pos_ in {"PUNCT", "PRON", "VERB", "AUX", "CCONJ", "SCONJ", "ADV"} or doc[at].is_space
    return Role(person, first, at, noun, "apposition") if closed or kin else None


def heads_role(doc: Doc, at: int, end: int, ontology: Ontology) -> bool:
    """Tell whether a word is the noun of a role: no possessor ("*governor*'s spokesman"), no modifier of another role."""
    follows = doc[at + 1] if at + 1 < end else None
    if follows is not None and (follows.lower_ in {"'s", "’s", "'", "’"} or is_role(follows, ontology)):
        return False
    return is_role(doc[at], ontology)


def in_apposition(token: Token, mentions: Mentions, *, before_noun: bool) -> bool:
    """Tell whether a word may stand in an apposition, before its noun or after it."""
    if passes(token, mentions):
        return True
    if not before_noun:
        return token.lower_ in LINKS or token.pos_ == "DET"
    other = mentions.at(token)
    possessor = other is not None and other.last < len(token.doc) and token.doc[other.last].lower_ in {"'s", "’s"}
    return possessor or (token.dep_ in {"amod", "compound"} and token.head.i > token.i)


def apposition_before(doc: Doc, person: Spotted, mentions: Mentions, ontology: Ontology) -> Role | None:
    """Find a role phrase that a comma parts from the name after it: "the UN Special Rapporteur on X, Ximena Okoradze,"."""
    comma = person.first - 1
    sent = doc[person.first].sent
    if comma <= sent.start or doc[comma].text != ",":
        return None
    after = doc[person.last] if person.last < len(doc) else None
    closed = after is None or after.is_punct or after.is_space
    noun = noun_before_comma(doc, comma, sent.start, mentions, ontology) if closed else None
    if noun is None and doc[person.head].dep_ in {"appos", "flat"} and sent.start <= doc[person.head].head.i < comma:
        noun = doc[person.head].head.i
    if (
        noun is None
        or not is_role(doc[noun], ontology)
        or mentions.at(doc[noun])
        or "Plur" in doc[noun].morph.get("Number", [])
    ):
        return None
    return Role(person, left_edge(doc, noun, sent.start, mentions), comma, noun, "apposition before")


def noun_before_comma(doc: Doc, comma: int, start: int, mentions: Mentions, ontology: Ontology) -> int | None:
    """Return the leftmost role noun of the noun phrase that ends at a comma, if "of", "for" or "on" follows it."""
    best = None
    at = comma - 1
    while at >= start and comma - at <= LONGEST:
        if not (passes(doc[at], mentions) or doc[at].lower_ in LINKS or doc[at].pos_ == "DET"):
            break
        last_word = at == comma - 1
        if (last_word or doc[at + 1].lower_ in LINKS) and is_role(doc[at], ontology) and mentions.at(doc[at]) is None:
            best = at
        at -= 1
    return best


def copula(noun: Token, mentions: Mentions, ontology: Ontology) -> Role | None:
    """Find "X is the director of Y", relative clauses included."""
    if not any(c.dep_ == "cop" for c in noun.children) or not is_role(noun, ontology) or noun.pos_ == "ADJ":
        return None
    if "Plur" in noun.morph.get("Number", []):
        return None
    for subject in (c for c in noun.children if c.dep_ == "nsubj"):
        person = mentions.headed_by(antecedent(subject))
        if person and person.mention.type is EntityType.PERSON:
            doc = noun.doc
            last = noun.i + 1
            while last < noun.sent.end and (
                passes(doc[last], mentions) or doc[last].lower_ in LINKS or doc[last].pos_ == "DET"
            ):
                last += 1
            return Role(person, left_edge(doc, noun.i, noun.sent.start, mentions), last, noun.i, "copula")
    return None


def fuller_roles(doc: Doc, descriptions: list[Spotted]) -> list[Role]:
    """Return the roles that descriptions say in full: "the UN Special Rapporteur *on the situation of human rights*"."""
    found = []
    for s in descriptions:
        noun = doc[s.head].i
        if doc[noun].lemma_.lower() in PORTFOLIOS and noun + 1 < s.last:
            found.append(Role(s, s.first + 1, s.last, noun, "description"))
    return found


def complement_start(doc: Doc, role: Role) -> int:
    """Return where the role's first "of", "for" or "at" phrase begins, or the phrase's end."""
    return next(
        (i for i in range(role.noun + 1, role.last) if doc[i].lower_ in LINKS and doc[i - 1].text != "-"), role.last
    )


def body_of(doc: Doc, role: Role, mentions: Mentions) -> Spotted | None:
    """Return the body or place that the role is held at: named before the noun, else in its complement."""
    kinds = (EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PLACE)
    before = [s for s in mentions.within(role.first, role.noun) if s.mention.type in kinds]
    if before:
        return before[-1]
    begin = complement_start(doc, role)
    after = [
        s for s in mentions.within(begin, role.last) if s.mention.type in kinds and s.mention.kind is MentionKind.NAME
    ]
    bodies = [s for s in after if s.mention.type is EntityType.ORGANIZATION]
    if bodies:
        return bodies[0]
    direct = begin < role.last and doc[begin].lower_ in {"of", "for", "at"}
    return after[0] if after and direct else None


def role_text(doc: Doc, role: Role, body: Spotted | None) -> str:
    """Return the role in the source's words: a portfolio keeps its complement, a long body's name is left out."""
    begin = complement_start(doc, role)
    long_body = body is not None and body.first >= begin and body.last == role.last and body.last - body.first > 2
    last = (
        role.last
        if doc[role.noun].lemma_.lower() in PORTFOLIOS and begin < role.last and not long_body
        else noun_end(doc, role, begin)
    )
    first = role.first
    if body and role.first <= body.first < role.noun and body.last - body.first > 1:
        first = body.last
    first = max([first, *(i + 1 for i in range(first, role.noun) if doc[i].text in {"'s", "’s", "'", "’"})])
    while first < role.noun and doc[first].text == "-":
        first += 1
    return " ".join(doc[first:last].text.strip(" ,").split())


def noun_end(doc: Doc, role: Role, begin: int) -> int:
    """Return where the role noun's own words end: "Prosecutor *General*", "editor*-in-chief*", not "expert *today*"."""
    last = role.noun + 1
    while (
        last < begin
        and (doc[last].head.i in range(role.noun, last) or doc[last].text == "-" or doc[last - 1].text == "-")
        and doc[last].ent_type_ != "DATE"
        and doc[last].pos_ in {"PROPN", "ADJ", "NOUN", "PUNCT", "ADP"}
    ):
        last += 1
    return last
