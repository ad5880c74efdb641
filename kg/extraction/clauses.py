"""Clauses from the dependency tree: a verb with its subjects, objects and prepositional arguments.

Shared subjects and objects under conjunction, relative and participial clauses, and controlled infinitives give their
clause the arguments that the words leave out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.lexicon import lexicon
from kg.language.scan import chosen, marked

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

EVENTS = frozenset(
    "arrest attack raid visit call decision order report statement speech shooting beating killing search".split()
)
OBJECTS = frozenset({"obj", "iobj", "nsubj"})  # the last where another is the subject
HELPING = frozenset({"aux", "aux:pass", "cop"})
RELATIVE = frozenset({"who", "whom", "which", "that"})


@dataclass(frozen=True, slots=True)
class Oblique:
    """A prepositional argument: its preposition in lower case, and its noun."""

    preposition: str
    noun: Token


@dataclass(frozen=True, slots=True)
class Clause:
    """One verb and what it takes. In a passive clause `objects` are those acted on and `subjects` the agents after "by"."""

    verb: Token
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]
    obliques: tuple[Oblique, ...]
    passive: bool


def find_clauses(doc: Doc) -> Iterator[Clause]:
    """Yield a clause for each verb, in order."""
    yield from map(read_clause, find_verbs(doc))


def find_verbs(doc: Doc) -> list[Token]:
    """Return the verbs that head a clause, in order."""
    return chosen(doc, marked(doc, "POS", ("VERB",)) | (marked(doc, "POS", ("AUX",)) & ~marked(doc, "DEP", HELPING)))


def read_clause(verb: Token) -> Clause:
    """Collect the arguments of a verb."""
    passive = is_passive(verb)
    obliques = tuple(obliques_of(verb))
    subjects = tuple(with_conjuncts(subject_tokens(verb)))
    if not passive:
        return Clause(verb, subjects, tuple(with_conjuncts(object_tokens(verb))), obliques, passive=False)
    agents = [o.noun for o in obliques if o.preposition == "by"] or stray_agents(verb) or shared_agents(verb)
    objects = with_conjuncts(subject_tokens(verb))
    return Clause(verb, tuple(with_conjuncts(agents)), tuple(objects), obliques, passive=True)


def stray_agents(verb: Token) -> list[Token]:
    """Return agents that the tree hung on the noun before them: "was arrested *at her home by soldiers*"."""
    return [
        inner
        for child in verb.children
        if child.dep_.startswith("obl") and child.lemma_.lower() not in EVENTS
        for inner in child.children
        if inner.i > verb.i
        and inner.dep_ == "nmod"
        and any(c.dep_ == "case" and c.lower_ == "by" for c in inner.children)
    ]


def shared_agents(verb: Token) -> list[Token]:
    """Return the agents behind the last of several passives: "was detained, questioned and released *by soldiers*"."""
    joined = [c for c in verb.children if c.dep_ == "conj" and c.tag_ == "VBN"]
    if verb.dep_ == "conj":
        joined += [c for c in verb.head.children if c.dep_ == "conj" and c.i > verb.i and c.tag_ == "VBN"]
    for other in joined:
        if not {c.dep_ for c in other.children} & {"nsubj", "nsubj:pass", "aux", "aux:pass"}:
            agents = [o.noun for o in obliques_of(other) if o.preposition == "by"]
            if agents:
                return agents
    return []


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive: by its auxiliary or subject, by conjunction, or as a bare past participle."""
    deps = {c.dep_ for c in verb.children}
    if deps & {"nsubj:pass", "aux:pass", "csubj:pass"}:
        return True
    if deps & {"nsubj", "aux"}:
        return False
    if verb.dep_ == "conj" and verb.head.tag_ == verb.tag_ == "VBN":
        return is_passive(verb.head)
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl", "amod", "acl:relcl"} and "obj" not in deps


def subject_tokens(verb: Token, depth: int = 0) -> list[Token]:
    """Return the nouns that act (or, in the passive, are acted on), looking where the grammar shares them."""
    own = own_subjects(verb)
    if own:
        return [antecedent(t) for t in own]
    if depth > 6:
        return []
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX", "NOUN", "ADJ"}:
        return subject_tokens(verb.head, depth + 1)
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in lexicon().promise:
        return subject_tokens(verb.head, depth + 1)
    if verb.dep_ == "xcomp":
        objects = [c for c in verb.head.children if c.dep_ in {"obj", "iobj"} and c.i < verb.i]
        objects = objects or asked(verb.head, before=verb.i)
        return objects or subject_tokens(verb.head, depth + 1)
    if verb.dep_ == "acl" and verb.tag_ in {"VBN", "VBG"} and not {"of", "for", "with"} & marks(verb):
        return [verb.head]
    if verb.dep_ in {"advcl", "acl"} and verb.tag_ in {"VBG", "VBN", "VB"}:
        if verb.tag_ == "VBN" and (noun := described(verb)) is not None:
            return [noun]
        if verb.tag_ == "VBG" and "as" in marks(verb):  # "named *two managers* as having paid"
            above = verb.head
            return subject_tokens(above) if is_passive(above) else [o for o in object_tokens(above) if o.i < verb.i]
        return controllers(verb) or subject_tokens(verb.head, depth + 1)
    return []


def described(verb: Token) -> Token | None:
    """Return the object that a participle behind its comma tells of: "released *Oumar Diop*, arrested by soldiers"."""
    comma = verb.left_edge.i - (0 if verb.left_edge.text == "," else 1)
    if comma < 1 or verb.doc[comma].text != "," or marks(verb):
        return None
    objects = [c for c in verb.head.children if c.dep_ == "obj" and c.i < comma]
    return next((o for o in objects if o.pos_ in {"PROPN", "NOUN"} and phrase_end(o, comma)), None)


def phrase_end(noun: Token, comma: int) -> bool:
    """Tell whether a noun's phrase ends right before a comma."""
    return noun.doc[comma - 1].i == noun.i or noun.is_ancestor(noun.doc[comma - 1])


def marks(verb: Token) -> set[str]:
    """Return the words that hang a clause on the one above it."""
    return {c.lower_ for c in verb.children if c.dep_ in {"mark", "case"}}


def controllers(verb: Token) -> list[Token]:
    """Return those whom the clause above makes act: its object in "charged *X* with killing", "appointed *X* to lead"."""
    above = verb.head
    if verb.dep_ == "acl" and above.dep_ in {"obj", "iobj"} and {"of", "for", "with"} & marks(verb):
        return [above]
    if verb.dep_ != "advcl" or above.pos_ != "VERB":
        return []
    charged = bool({"of", "for", "from", "with"} & marks(verb))
    sent = verb.tag_ == "VB" and above.lemma_.lower() in lexicon().directs
    if charged and is_passive(above):
        return subject_tokens(above)
    if charged or sent:
        return [o for o in object_tokens(above) if o.i < verb.i] or asked(above, before=verb.i)
    return asked(above, before=verb.i)


def own_subjects(verb: Token) -> list[Token]:
    """Return the verb's own subjects; where one stands before the verb, a second behind it is an object."""
    own = [c for c in verb.children if c.dep_ in {"nsubj", "nsubj:pass"}]
    if not own and verb.dep_ == "ccomp":
        return strayed(verb.head, verb)
    if len(own) > 1:
        strays = strayed_of(verb, own)
        own = [c for c in own if c not in strays]
    before = [c for c in own if c.i < verb.i]
    if before or not own or any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children):
        return before
    return own


def strayed(above: Token, said: Token) -> list[Token]:
    """Return the subject that the tree hung on the verb of saying behind its clause: "*X* will visit Y, sources said"."""
    own = [c for c in above.children if c.dep_ in {"nsubj", "nsubj:pass"}]
    early = [c for c in own if c.i < said.i]
    finite = said.tag_ in {"VBD", "VBZ", "VBP"} or any(c.dep_ in {"aux", "aux:pass", "cop"} for c in said.children)
    return early[:1] if said.i < above.i and finite and early and len(own) > len(early) else []


def strayed_of(verb: Token, own: list[Token]) -> list[Token]:
    """Return those of a verb's several subjects that belong to the clause before it."""
    said = [c for c in verb.children if c.dep_ == "ccomp" and not any(g.dep_.startswith("nsubj") for g in c.children)]
    return [s for c in said for s in strayed(verb, c)]


def asked(verb: Token, *, before: int) -> list[Token]:
    """Return those whom a request addresses by a preposition: "called on *the government* to release"."""
    if verb.lemma_ not in {"call", "appeal"}:
        return []
    return [
        o
        for o in verb.children
        if o.dep_ == "obl"
        and o.i < before
        and any(c.dep_ == "case" and c.lower_ in {"on", "upon", "to"} for c in o.children)
    ]


def object_tokens(verb: Token) -> list[Token]:
    """Return direct and indirect objects, one shared under conjunction ("arrested and questioned the student") included."""
    own = [c for c in verb.children if c.dep_ in OBJECTS]
    if any(c.dep_ == "nsubj" for c in own):
        subjects = own_subjects(verb)
        own = [c for c in own if c.dep_ != "nsubj" or c not in subjects]
    if own:
        return [antecedent(t) for t in own]
    relative = relative_object(verb)
    if relative is not None:
        return [relative]
    for other in verb.children:
        if (
            other.dep_ == "conj"
            and other.pos_ == "VERB"
            and not [c for c in verb.children if c.dep_ in {"obl", "ccomp"}]
        ):
            shared = [c for c in other.children if c.dep_ == "obj"]
            if shared and len([c for c in other.children if c.dep_ in {"nsubj", "aux"}]) == 0:
                return shared
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        shared = [c for c in verb.head.children if c.dep_ == "obj" and c.i > verb.i]
        return shared
    return []


def relative_object(verb: Token) -> Token | None:
    """Return the noun that an object relative clause is about ("the man police arrested")."""
    if verb.dep_ == "acl:relcl" and any(c.dep_ == "nsubj" and c.lower_ not in RELATIVE for c in verb.children):
        tail = [c for c in verb.children if c.dep_ == "obl" and c.lower_ not in RELATIVE]
        if not tail and not any(c.dep_ in {"cop", "xcomp", "ccomp"} for c in verb.children):
            return verb.head
    return None


def antecedent(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for, or the token itself."""
    if token.lower_ not in RELATIVE or token.pos_ != "PRON":
        return token
    clause = token.head
    while clause.dep_ in {"conj", "xcomp", "ccomp"} and clause.head.i != clause.i:
        clause = clause.head
    if clause.dep_ != "acl:relcl":
        return token
    noun = clause.head
    while noun.dep_ == "appos" and noun.head.i < noun.i and noun.pos_ != "PROPN":  # "X, an activist who founded ..."
        noun = noun.head
    return name_before(clause, noun) or noun


def name_before(clause: Token, noun: Token) -> Token | None:
    """Return the name that stands right before a relative clause, where the tree hangs the clause on what it is beside."""
    comma = clause.left_edge.i - (0 if clause.left_edge.text == "," else 1)
    if comma < 1 or clause.doc[comma].text != ",":
        return None
    names = [c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN" and noun.i < c.i < comma]
    return next((n for n in names if phrase_end(n, comma)), None)


def with_conjuncts(tokens: list[Token]) -> Iterator[Token]:
    """Yield each noun and those coordinated with it, but not what "but not" leaves out; a list needs its "and" or "or"."""
    for token in tokens:
        yield token
        conjuncts = [c for c in token.children if c.dep_ == "conj"]
        if any(g.dep_ == "cc" for c in conjuncts for g in c.children):
            yield from (c for c in conjuncts if c.pos_ in {"NOUN", "PROPN", "PRON"} and not is_excluded(c))


def is_excluded(conjunct: Token) -> bool:
    """Tell whether "not" stands before a noun: "met X but *not* Y"."""
    return any(c.dep_ == "advmod" and c.lower_ == "not" for c in conjunct.children)


def obliques_of(verb: Token) -> Iterator[Oblique]:
    """Yield prepositional arguments: the verb's own, and those of its objects, particles and light nouns."""
    bare = True
    for child in verb.children:
        dep = child.dep_
        if dep.startswith("obl"):
            bare = False
            yield from oblique(child)
        elif dep in {"obj", "xcomp"}:
            for inner in child.children:
                hung = inner.dep_
                if hung.startswith(("nmod", "obl")) and hung != "nmod:poss":
                    yield from oblique(inner)
                    yield from (o for deep in inner.children if deep.dep_ == "nmod" for o in oblique(deep))
    if bare and verb.dep_ == "conj" and is_shared(verb):
        yield from (o for c in verb.head.children if c.dep_.startswith("obl") and c.i > verb.i for o in oblique(c))


def is_shared(verb: Token) -> bool:
    """Tell whether a coordinated verb has no arguments of its own after it."""
    return verb.head.pos_ == "VERB" and not any(c.i > verb.i and c.dep_ in {"obj", "obl"} for c in verb.children)


def oblique(noun: Token) -> Iterator[Oblique]:
    """Yield a noun and its conjuncts with its preposition."""
    cases = [c for c in noun.children if c.dep_ == "case" and c.i < noun.i]
    if cases:
        for each in with_conjuncts([noun]):
            yield Oblique(cases[-1].lower_, antecedent(each))
