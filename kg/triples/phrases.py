"""The words of an argument: as few as name it."""

from __future__ import annotations

from kg.triples.model import Words
from kg.triples.tree import BRACKETS, SUBJECTS, Tree

# What hangs on a noun or adjective as on a predicate, and is no part of it as a phrase.
OF_PREDICATE = SUBJECTS | {"case", "mark", "cop", "aux", "aux:pass", "parataxis", "discourse", "advcl", "cc:preconj", "expl"}
ASIDES = frozenset({"appos", "parataxis", "acl:relcl", "advcl:relcl"})
SEPARATORS = frozenset(",;:–—")
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


def after_comma(tree: Tree, node: int) -> bool:
    """Tell whether a comma parts a branch from the words before it."""
    return any(tree.words[c] == "," and c < node for c in tree.having(node, "punct"))


def _is_close(tree: Tree, node: int) -> bool:
    """Tell whether a name stands right behind the noun that says what it is, without a comma: "his aunt *Orla Venn*"."""
    if tree.deps[node] != "appos" or tree.pos[node] != "PROPN":
        return False
    return not any(tree.words[i] in SEPARATORS or tree.words[i] in BRACKETS for i in range(tree.heads[node] + 1, node))


def is_clause(tree: Tree, node: int) -> bool:
    """Tell whether a member of a coordination is a clause rather than a phrase."""
    return tree.pos[node] in {"VERB", "AUX"} or bool(tree.having(node, "cop") or tree.subjects(node))


def phrase(tree: Tree, node: int) -> Words:
    """Return a noun or adjective with what belongs to it: no preposition, apposition or relative clause, and nothing that a
    comma parts from it but other members of a coordination.
    """

    free = tree.tags[node] == "WP"  # "what they did": the clause is all that there is

    def drop(child: int) -> bool:
        label, head = tree.deps[child], tree.heads[child]
        if label in ASIDES and not (head == node and free):
            return not (is_listed(tree, child) or _is_close(tree, child))
        if head == node:
            if label in OF_PREDICATE or (label == "punct" and (child < node or _ends_aside(tree, child))):
                return tree.words[child] in SEPARATORS or label != "punct"
            if label == "nmod" and child > node and after_comma(tree, child):
                return True
            if label == "conj" and is_clause(tree, child):
                return True
        participle = label == "acl" and child > head and tree.tags[child] in {"VBN", "VBG"}
        return participle and (tree.words[child - 1] == "," or after_comma(tree, child))

    return tree.trimmed(tree.below(node, drop))


def _ends_aside(tree: Tree, place: int) -> bool:
    """Tell whether a mark after a noun opens or closes something other than a further member."""
    return not tree.having(tree.heads[place], "conj")


def name(tree: Tree, node: int, without: int) -> Words:
    """Return what an apposition or title is about, or says: the phrase alone, without coordination and without a branch."""

    def drop(child: int) -> bool:
        if tree.deps[child] in ASIDES or child == without or (tree.deps[child] == "flat" and after_comma(tree, child)):
            return True
        loose = tree.deps[child] == "punct" and tree.words[child] in SEPARATORS
        return tree.heads[child] == node and (tree.deps[child] in OF_PREDICATE | {"cc", "conj"} or loose)

    return tree.trimmed(tree.below(node, drop))


def clause(tree: Tree, node: int) -> Words:
    """Return a clause that is an argument, without "that", appositions, relative clauses and asides."""

    def drop(child: int) -> bool:
        if tree.deps[child] in ASIDES:
            return True
        return tree.heads[child] == node and child < node and (tree.deps[child] == "punct" or child in that)

    that = tree.marked(node, "that")
    return tree.trimmed(tree.below(node, drop))


def adjunct(tree: Tree, node: int) -> Words:
    """Return an adverb, an infinitive or an adverbial clause with its own words, none of other clauses beside it."""

    def drop(child: int) -> bool:
        label = tree.deps[child]
        if label in ASIDES:
            return True
        return tree.heads[child] == node and (label == "advcl" or (label == "conj" and bool(tree.subjects(child))))

    return tree.trimmed(tree.below(node, drop))


def is_listed(tree: Tree, node: int) -> bool:
    """Tell whether a word that the tree takes for an apposition is a member of a list: "men, *women* and children"."""
    head = tree.heads[node]
    alike = tree.pos[node] == tree.pos[head] and tree.tags[node] == tree.tags[head]
    return tree.deps[node] == "appos" and alike and after_comma(tree, node) and any(
        c > node and tree.having(c, "cc") for c in tree.having(head, "conj")
    )


def _coordinated(tree: Tree, node: int) -> list[int]:
    """Return the further members of a coordination, each hanging on the first or on the one before."""
    found, waiting = [], [node]
    while waiting:
        following = tree.having(waiting.pop(), "conj", "appos")
        following = [m for m in following if tree.deps[m] == "conj" or is_listed(tree, m)]
        found += following
        waiting += following
    return sorted(found)


def prepositions(tree: Tree, node: int) -> Words:
    """Return the prepositions before a noun, those of several words and coordinated ones whole."""
    found: list[int] = []
    for case in tree.having(node, "case"):
        if case < node and tree.words[case] not in POSSESSIVE:
            found += [case, *(c for c in tree.having(case, "fixed", "conj", "cc") if c < node)]
    return tuple(sorted(found))


def members(tree: Tree, node: int, words: Words) -> list[Words]:
    """Part a phrase that "and" or "or" coordinates into its members; any other is its only member."""
    others = [c for c in _coordinated(tree, node) if c in words]
    if not any(tree.deps[g] == "cc" for c in others for g in tree.children[c]):
        return [words]
    within = set(words)
    found = []
    for head in (node, *others):

        def drop(child: int, head: int = head) -> bool:
            if tree.heads[child] != head:
                return False
            return tree.deps[child] == "cc" or child in others

        found.append(tree.trimmed(within.intersection(tree.below(head, drop))))
    return [f for f in found if f]
