"""The words of a relation: a verb with its auxiliaries, negation, particle and adverbs, and the verbs that it governs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.triples.tree import Tree
from kg.triples.words import words

NOT_PREDICATES = frozenset(
    "aux aux:pass cop amod compound case fixed flat mark cc advmod nmod:poss det compound:prt".split()
)
AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
NEGATION = frozenset({"not", "n't", "n’t", "never"})


@dataclass(slots=True)
class Relation:
    """The words, the predicates that it runs over from first to last, and the copula of the last if that is no verb."""

    words: set[int]
    predicates: list[int]
    copula: int | None

    @property
    def last(self) -> int:
        """Return the last predicate, which takes the arguments."""
        return self.predicates[-1]


def find_predicates(tree: Tree) -> Iterator[int]:
    """Yield the heads of clauses: verbs, and words with a copula or a subject."""
    for place, pos in enumerate(tree.pos):
        if tree.deps[place] not in NOT_PREDICATES and (
            pos in {"VERB", "AUX"} or tree.having(place, "cop") or tree.subjects(place)
        ):
            yield place


def find_relation(tree: Tree, predicate: int) -> Relation:
    """Collect a predicate's words and those of the infinitives and adjectives that it governs without an object."""
    found = set(verb_group(tree, predicate))
    run = [predicate]
    while (following := _governed(tree, run[-1])) is not None:
        if tree.pos[following] == "ADJ" and not tree.having(following, "cop"):
            found |= {following, *tree.having(following, "advmod")}
        else:
            found |= {*verb_group(tree, following), *tree.having(following, "mark")}
        run.append(following)
    last = run[-1]
    copulas = tree.having(last, "cop") if tree.pos[last] != "VERB" else []
    return Relation(found, run, copulas[-1] if copulas else None)


def _governed(tree: Tree, predicate: int) -> int | None:
    """Return the verb or adjective with which a relation goes on, if it does."""
    if tree.having(predicate, "obj", "iobj"):
        return None
    for child in tree.having(predicate, "xcomp"):
        if child > predicate and not tree.subjects(child):
            verbal = tree.pos[child] == "VERB" or bool(tree.having(child, "cop"))
            governs = tree.pos[child] == "ADJ" and bool(tree.having(child, "xcomp", "obl", "ccomp"))
            return child if verbal or governs else None
    return None


def verb_group(tree: Tree, predicate: int) -> Iterator[int]:
    """Yield a predicate with its auxiliaries, copula, particle, negation, "there", and adverbs right before it."""
    yield predicate
    outer = outer_copula(tree, predicate)
    for child in tree.children[predicate]:
        label = tree.deps[child]
        there = label == "expl" and tree.lower[child] == "there"
        if child != outer and (label in AUXILIARIES or label == "compound:prt" or there):
            yield child
        elif label == "advmod" and (tree.lower[child] in NEGATION or _stands_before(tree, child, predicate)):
            yield child
            yield from tree.having(child, "advmod", "fixed")


def outer_copula(tree: Tree, predicate: int) -> int | None:
    """Return the copula that makes a whole clause the predicate: "the reason *is* that they fled"."""
    outer = tree.having(predicate, "nsubj:outer")
    inner = tree.having(predicate, "nsubj", "nsubj:pass", "csubj", "expl")
    if not outer or not inner:
        return None
    return next((c for c in tree.having(predicate, "cop") if outer[0] < c < inner[0]), None)


def _stands_before(tree: Tree, adverb: int, predicate: int) -> bool:
    if adverb > predicate or tree.lower[adverb] in words("relative") | words("connectives"):
        return False
    if tree.having(adverb, "obl", "advcl"):
        return False
    between = (tree.deps[i] for i in range(adverb + 1, predicate))
    return all(label in AUXILIARIES or label == "advmod" for label in between)
