"""Who tells: the speaker of a verb of saying, of a noun for words ("allegations by X"), and of an aside ("according to X")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.clauses import antecedent, is_passive, subject_tokens
from kg.extraction.governors import governors
from kg.extraction.lexicon import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

CITING = frozenset({"cite", "quote"})
ACCOUNTS = frozenset({"word", "view", "opinion", "account", "eye"})  # "in the words of X"
SPEAKING = frozenset({"person", "organization"})
BELONGING = frozenset({"by", "from", "of", "for"})


def speaks(verb: Token) -> bool:
    """Tell whether a verb is one of saying, denying, asking or accusing."""
    words, lemma = lexicon(), verb.lemma_.lower()
    return lemma in words.say or lemma in words.deny or lemma in words.request or lemma in words.allege


def tellers(verb: Token) -> list[Token]:
    """Return who tells what a verb governs, nearest first: those cited, then the subject or, in the passive, the agent."""
    subject = teller(verb)
    return [*cited(verb), *([] if subject is None else [*cited(subject), source(subject)])]


def teller(verb: Token) -> Token | None:
    """Return the subject or agent of a verb that tells; of a title and a name both read as subjects, the name."""
    if is_passive(verb):
        return next(iter(agents(verb)), None)
    own = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    if len(own) > 1:
        return own[-1]
    return next(iter(subject_tokens(verb)), None)


def agents(verb: Token) -> list[Token]:
    """Return the nouns after "by"."""
    return [antecedent(c) for c in verb.children if c.dep_.startswith("obl") and has_case(c, {"by"})]


def source(token: Token) -> Token:
    """Return whose word it is: the author of a report or statement, the body that an unnamed spokesman speaks for."""
    lemma = token.lemma_.lower()
    if lemma in governors().documents or (lemma.startswith("spokes") and not is_named(token)):
        return owner(token) or token
    return token


def is_named(token: Token) -> bool:
    """Tell whether a name stands with a noun: "spokesman Omar Barry"."""
    return any(c.dep_ in {"flat", "appos"} or (c.i > token.i and c._.kind == "person") for c in token.children)


def owner(noun: Token) -> Token | None:
    """Return the person or body whose a noun is: "*Haddad's* claim", "a report by *Amnesty*", "a *Justicia* report"."""
    for child in noun.children:
        possessive = child.dep_ == "nmod:poss"
        attached = child.dep_.startswith(("nmod", "obl")) and has_case(child, BELONGING)
        joined = child.dep_ == "compound" and child.pos_ == "PROPN"
        if possessive or ((attached or joined) and is_voice(child)):
            return child
    return None


def is_voice(token: Token) -> bool:
    """Tell whether a noun stands for a person or a body, or for words of theirs."""
    return (
        token._.kind in SPEAKING
        or token.ent_type_ in {"PERSON", "ORG"}
        or token.lemma_.lower() in governors().documents
        or (token.pos_ == "PRON" and token.lower_ in {"he", "she", "they", "we", "i", "who"})
    )


def cited(*above: Token) -> list[Token]:
    """Return whom somebody cites: "X, citing *Y*, said", "according to X, quoting *Y*"."""
    return [
        noun
        for token in above
        for child in token.children
        if child.lemma_.lower() in CITING and child.tag_ == "VBG"
        for noun in child.children
        if noun.dep_ == "obj"
    ]


def has_case(noun: Token, prepositions: set[str] | frozenset[str]) -> bool:
    """Tell whether a noun stands after one of the prepositions."""
    return any(c.dep_ == "case" and c.lower_ in prepositions for c in noun.children)


def asides(head: Token, *, inside: Token | None = None) -> Iterator[Token]:
    """Yield the speakers set beside a clause: "..., she said", "according to police", "as X told reporters".

    `inside` is the child whose words are read: it is no aside to itself. A phrase at the end of a list of verbs counts for all.
    """
    for child in head.children:
        dep = child.dep_
        if inside is not None and child.i == inside.i:
            continue
        if dep == "conj" and inside is None and not any(c.dep_.startswith("nsubj") for c in child.children):
            yield from (
                s for c in child.children if c.i > child.i and c.dep_.startswith("obl") for s in phrase_aside(c)
            )
        if dep in {"parataxis", "advcl", "advmod"}:
            yield from clause_aside(child)
        if dep.startswith(("obl", "nmod", "advcl", "parataxis", "case")):
            yield from phrase_aside(child)


def clause_aside(child: Token) -> Iterator[Token]:
    """Yield the speaker of a clause that reports what stands beside it."""
    as_said = child.dep_ != "parataxis"
    if as_said and not any(c.dep_ in {"mark", "advmod"} and c.lower_ == "as" for c in child.children):
        return
    if speaks(child) and child.lemma_.lower() not in lexicon().request and not is_passive(child):
        subject = next((c for c in child.children if c.dep_ == "nsubj"), None)
        if subject is not None and not any(
            c.dep_ in {"ccomp", "obj", "xcomp"} for c in child.children if c.i != subject.i
        ):
            yield from cited(child, subject)
            yield source(subject)


def phrase_aside(child: Token) -> Iterator[Token]:
    """Yield the speaker of a phrase: "according to X", "in the words of X"."""
    if child.lower_ == "according":
        nouns = [c for c in child.children if c.dep_.startswith(("obl", "nmod"))]
    elif has_case(child, {"according"}):
        nouns = [child]
    elif child.lemma_.lower() in ACCOUNTS and has_case(child, {"in"}):
        nouns = [c for c in child.children if c.dep_ in {"nmod", "nmod:poss"}]
    else:
        return
    for noun in nouns[:1]:
        yield from cited(noun, child, child.head)
        yield source(noun)
