"""Facts that no verb states: appositions, titles, and places in their regions."""

from __future__ import annotations

from collections.abc import Iterator

from kg.triples.model import Fact
from kg.triples.phrases import after_comma, is_listed, name, prepositions
from kg.triples.tree import Tree
from kg.triples.words import words

PLACES = frozenset({"GPE", "LOC", "FAC"})
NAMED = frozenset({"PERSON", "ORG"})


def noun_facts(tree: Tree) -> Iterator[Fact]:
    """Yield what names are said to be, and where places are; the relations, "is" and "is in", are no words of the text."""
    for node, label in enumerate(tree.deps):
        if (label in {"appos", "nmod:unmarked"} and _is_region(tree, node)) or (label == "nmod" and _is_within(tree, node)):
            yield from _fact(tree, tree.heads[node], node, "region", "is in")
        elif label == "appos":
            yield from _apposition(tree, node)
        elif label == "nmod:desc" and _is_title(tree, node):
            yield from _fact(tree, tree.heads[node], node, "title", "is")


def _fact(tree: Tree, about: int, said: int, trait: str, implied: str) -> Iterator[Fact]:
    arguments = name(tree, about, said), name(tree, said, about)
    if all(arguments) and not set(arguments[0]) & set(arguments[1]):
        yield Fact((), arguments, frozenset({trait}), implied)


def _apposition(tree: Tree, node: int) -> Iterator[Fact]:
    """Yield that a name is what stands beside it: "Orla Venn, *a judge*", "*his aunt* Orla Venn"."""
    above = tree.heads[node]
    if tree.pos[above] == "PROPN" and not _is_listed(tree, node, above):
        yield from _fact(tree, above, node, f"apposition {tree.pos[node].lower()}", "is")
    elif tree.tags[above] == "NN" and tree.kinds[node] in NAMED:
        yield from _fact(tree, node, above, "apposition named", "is")


def _is_listed(tree: Tree, node: int, above: int) -> bool:
    """Tell whether an apposition is none: a member of a list, or a place after a place."""
    if tree.kinds[node] in PLACES and tree.kinds[above] in PLACES:
        return True
    return is_listed(tree, node) or (tree.pos[node] == "PROPN" and any(c > node for c in tree.having(above, "conj")))


def _is_region(tree: Tree, node: int) -> bool:
    """Tell whether a place stands behind a comma after a place: "Marsa, *Tarvia*"."""
    above = tree.heads[node]
    return above < node and tree.kinds[node] in PLACES and tree.kinds[above] in PLACES and after_comma(tree, node)


def _is_within(tree: Tree, node: int) -> bool:
    """Tell whether a named place says where a named body or place is: "Marsa Prison *in Tarvia*"."""
    named = tree.kinds[tree.heads[node]] in PLACES | {"ORG"} and tree.kinds[node] in PLACES
    return named and [tree.lower[c] for c in prepositions(tree, node)] == ["in"]


def _is_title(tree: Tree, node: int) -> bool:
    """Tell whether a word before a name says what somebody is, as "President" does and "Mr" does not."""
    return tree.pos[tree.heads[node]] == "PROPN" and tree.lower[node].rstrip(".") not in words("address")
