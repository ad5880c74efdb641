"""Who or what a predicate is said of, found where the grammar shares or leaves it out."""

from __future__ import annotations

from kg.triples.tree import SUBJECTS, Tree
from kg.triples.words import words

DEEPEST = 6
RELATIVE_TAGS = frozenset({"WP", "WP$", "WDT", "WRB"})
# How the subject was found; these are traits too.
OWN, SHARED, NOUN, RELATIVE, CONTROL, ADVERBIAL = "own", "shared", "noun", "relative", "control", "adverbial"


def find_subject(tree: Tree, predicate: int, depth: int = 0) -> tuple[int, str] | None:
    """Return the head of the subject, and how it was found.

    None for an infinitive that another's object governs ("asked him to leave"): that it happened is not said.
    """
    own = own_subject(tree, predicate)
    if own is not None:
        return antecedent(tree, own), OWN
    label, above = tree.deps[predicate], tree.heads[predicate]
    if depth > DEEPEST or above == predicate:
        return None
    if label == "acl" and tree.tags[predicate] in {"VBN", "VBG"}:
        return None if tree.having(predicate, "mark", "case") else (above, NOUN)
    if label == "acl:relcl":
        about_object = any(tree.lower[c] in words("standing_for") for c in tree.having(predicate, "obj"))
        return None if about_object else (above, RELATIVE)
    if label == "xcomp" and any(c < predicate for c in tree.having(above, "obj", "iobj")):
        return None
    how = {"conj": SHARED, "xcomp": CONTROL, "advcl": ADVERBIAL}.get(label)
    if how is None or (how == ADVERBIAL and tree.tags[predicate] not in {"VBG", "VBN", "VB"}):
        return None
    found = find_subject(tree, above, depth + 1)
    return (found[0], how) if found else None


def own_subject(tree: Tree, predicate: int) -> int | None:
    """Return a predicate's own subject, the first before it if there are several; never that of a clause around it."""
    own = [c for c in tree.children[predicate] if tree.deps[c] in SUBJECTS]
    if len(own) > 1:
        own = [c for c in own if tree.deps[c] != "nsubj:outer"]
    return next((c for c in own if c < predicate), own[0] if own else None)


def antecedent(tree: Tree, node: int) -> int:
    """Return the noun that a relative pronoun stands for, or the word itself."""
    if tree.lower[node] not in words("standing_for") or tree.pos[node] != "PRON":
        return node
    at = node
    for _ in range(DEEPEST):
        at = tree.heads[at]
        if tree.deps[at] == "acl:relcl":
            return tree.heads[at]
    return node


def is_open(tree: Tree, node: int) -> bool:
    """Tell whether a word is a pronoun that stands for nothing known: "what", "who", "whose brother"."""
    if any(tree.lower[c] == "whose" for c in tree.having(node, "nmod:poss")):
        return True
    return tree.tags[node] in RELATIVE_TAGS and not tree.having(node, "acl:relcl")
