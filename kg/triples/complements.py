"""The arguments of a predicate after its subject: objects, obliques, clauses, adverbs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.triples.model import Words
from kg.triples.phrases import adjunct, clause, phrase, prepositions
from kg.triples.relations import Relation, verb_group
from kg.triples.subjects import antecedent, is_open, own_subject
from kg.triples.tree import SUBJECTS, Tree
from kg.triples.words import words

# What kind of argument stands first tells much of how sure a fact is; these are traits too.
OBJECT, OBLIQUE, UNMARKED, ADVERB = "object", "oblique", "unmarked", "adverb"
CLAUSE, VERBAL, PREDICATE, ADVERBIAL = "clause", "verbal", "predicate", "adverbial"


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument: its head, kind, words, and the words that tie it to the relation, as a preposition or "that"."""

    node: int
    kind: str
    words: Words
    ties: Words = ()

    @property
    def whole(self) -> Words:
        """Return the words with those that tie them."""
        return tuple(sorted({*self.ties, *self.words}))


def find_complements(tree: Tree, relation: Relation) -> list[Argument]:
    """Return the arguments of all predicates of a relation, those after its last predicate first, each in order.

    An object goes before them wherever it stands. An adverbial clause, which is a fact of its own, is left out unless it is
    all that there is.
    """
    found: list[Argument] = []
    for predicate in relation.predicates:
        found += [a for a in _own_complements(tree, predicate, relation) if a.words]
    if relation.copula is not None:
        found = _with_predicate(tree, relation, found)
    found.sort(key=lambda a: (_rank(a, relation.last), a.words))
    return [a for a in found if a.kind != ADVERBIAL] or found[:1]


def _rank(argument: Argument, last: int) -> int:
    if argument.kind == PREDICATE:
        return 0
    before = argument.node < last and argument.kind != CLAUSE
    return 1 if argument.kind == OBJECT and before else 3 if before else 2


def _own_complements(tree: Tree, predicate: int, relation: Relation) -> Iterator[Argument]:
    subject = own_subject(tree, predicate)
    for child in tree.children[predicate]:
        if child in relation.words or child in relation.predicates:
            continue
        label = tree.deps[child]
        if label in {"obj", "iobj"} or (label in SUBJECTS and label != "nsubj:outer" and _is_second(child, subject, predicate)):
            yield from _nominal(tree, child, OBJECT)
        elif label.startswith("obl"):
            yield from _nominal(tree, child, OBLIQUE)
        elif label == "advmod" and tree.lower[child] not in words("relative") | words("connectives") | words("focus"):
            yield Argument(child, ADVERB, adjunct(tree, child))
        elif label == "ccomp":
            yield Argument(child, CLAUSE, clause(tree, child), tuple(tree.marked(child, "that")))
        elif label == "xcomp":
            yield Argument(child, VERBAL, adjunct(tree, child))
        elif label == "advcl":
            yield Argument(child, ADVERBIAL, adjunct(tree, child))


def _is_second(child: int, subject: int | None, predicate: int) -> bool:
    """Tell whether a subject behind the verb is an object, for one stands before it."""
    return subject is not None and subject < predicate < child


def _nominal(tree: Tree, node: int, kind: str) -> Iterator[Argument]:
    """Yield an object or oblique; a relative pronoun gives way to the noun that it stands for."""
    noun = antecedent(tree, node)
    if is_open(tree, noun):
        return
    ties = prepositions(tree, node) if kind == OBLIQUE else ()
    yield Argument(noun, kind if ties or kind == OBJECT else UNMARKED, phrase(tree, noun), ties)


def _with_predicate(tree: Tree, relation: Relation, found: list[Argument]) -> list[Argument]:
    """Put what a copula says among the arguments: "is *a judge*"; an adjective that takes some goes into the relation."""
    last = relation.last
    relation.words.discard(last)
    first = next((a for a in found if a.node > last and a.kind in {OBLIQUE, VERBAL, CLAUSE}), None)
    if tree.pos[last] == "ADJ" and first is not None:
        relation.words |= {last, *(c for c in tree.having(last, "advmod") if c < last)}
        return [a for a in found if not relation.words.issuperset(a.words)]
    ties = prepositions(tree, last)
    own = set(relation.words).union(*(a.whole for a in found if a.kind != ADVERB))
    said = tree.trimmed(w for w in phrase(tree, last) if w not in own)
    rest = [a for a in found if not set(a.words) & set(said)]
    return [Argument(last, PREDICATE, said, ties), *rest] if said else rest


def purpose(tree: Tree, relation: Relation, found: list[Argument]) -> list[Argument]:
    """Let the relation run on over an infinitive of purpose where its verb takes nothing else: "is used to *treat*"."""
    last = relation.last
    if relation.copula is not None or any(a.node > last and a.kind in {OBJECT, OBLIQUE, CLAUSE, VERBAL} for a in found):
        return found
    for child in tree.having(last, "advcl"):
        if child > last and tree.tags[child] == "VB" and tree.marked(child, "to"):
            onward = Relation({*verb_group(tree, child), *tree.having(child, "mark")}, [child], None)
            inner = [a for a in _own_complements(tree, child, onward) if a.words]
            if inner:
                relation.words |= onward.words
                relation.predicates.append(child)
                return sorted(inner, key=lambda a: a.words) + [a for a in found if a.node != child]
    return found
