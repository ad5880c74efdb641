"""Facts of verbs and copulas: one for each clause that has a subject and something said of it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.lexicon import lexicon
from kg.triples.complements import ADVERB, CLAUSE, OBJECT, OBLIQUE, PREDICATE, Argument, find_complements, purpose
from kg.triples.model import Fact, Words
from kg.triples.phrases import clause, members, phrase
from kg.triples.relations import Relation, find_predicates, find_relation, outer_copula, verb_group
from kg.triples.subjects import RELATIVE_TAGS, SHARED, find_subject, is_open
from kg.triples.tree import Tree
from kg.triples.words import words


def verb_facts(tree: Tree) -> Iterator[Fact]:
    """Yield the facts of all clauses, in the order of their predicates."""
    taken: set[int] = set()
    for predicate in find_predicates(tree):
        outer = outer_copula(tree, predicate)
        if outer is not None:
            yield from _clause_fact(tree, predicate, outer)
        if predicate not in taken:
            yield from _facts(tree, predicate, taken)


def _clause_fact(tree: Tree, predicate: int, copula: int) -> Iterator[Fact]:
    """Yield what is said by a whole clause: "the reason is that they fled"."""
    subject = phrase(tree, tree.having(predicate, "nsubj:outer")[0])
    that = tuple(m for m in tree.marked(predicate, "that") if m > copula)
    said = tree.trimmed(w for w in tree.below(predicate) if w > copula and w not in that)
    if subject and said:
        yield Fact((copula, *that), (subject, said), frozenset({"subject own", "first clause"}))


def _facts(tree: Tree, predicate: int, taken: set[int]) -> Iterator[Fact]:
    """Yield the facts of one clause; verbs that its relation runs over are added to those taken."""
    found = find_subject(tree, predicate)
    if found is None or is_open(tree, found[0]):
        return
    subject, how = found
    relation = find_relation(tree, predicate)
    arguments = purpose(tree, relation, find_complements(tree, relation))
    taken |= set(relation.predicates)
    arguments = _relative_object(tree, predicate, subject, arguments) + arguments
    arguments = _spoken_before(tree, predicate, arguments) + arguments
    if not arguments:
        return
    arguments = _adverb_joined(relation, arguments)
    relation.words |= set(_shared_words(tree, predicate, how)) | set(tree.marked(predicate, "to"))
    first, *others = arguments
    rows = [a.whole for a in others] + list(_attribution(tree, predicate))
    said_of = _subject_words(tree, subject, predicate, relation)
    traits = frozenset({f"subject {how}", f"first {first.kind}", f"clause {tree.deps[predicate]}"})
    if said_of:
        before = first.node < min(relation.predicates) and first.kind != CLAUSE
        ties, words_ = ((), first.whole) if before else (first.ties, first.words)
        whole = tuple(sorted({*relation.words, *ties}))
        for each in members(tree, first.node, words_) if _is_shared_out(tree, first, before) else [words_]:
            yield Fact(whole, (said_of, each, *rows), traits)


def _is_shared_out(tree: Tree, first: Argument, before: bool) -> bool:
    """Tell whether a fact holds for each member of a coordinated argument: "arrested *A* and *B*", not "between A and B"."""
    together = any(tree.lower[t] in words("together") for t in first.ties)
    return first.kind in {OBJECT, OBLIQUE, PREDICATE} and not before and not together


def _subject_words(tree: Tree, subject: int, predicate: int, relation: Relation) -> Words:
    """Return the subject; where the clause hangs on it, only what stands before that: "*the judge* who left, and a clerk"."""
    if tree.deps[subject] in {"csubj", "csubj:pass"}:
        return clause(tree, subject)
    found = phrase(tree, subject)
    inside = set(tree.below(predicate))
    if subject not in inside and subject in _line_above(tree, predicate):
        return tree.trimmed(w for w in found if w not in inside and (w <= subject or w < min(inside)))
    if not relation.words.isdisjoint(found):
        return tree.trimmed(w for w in found if w not in inside)
    return found


def _line_above(tree: Tree, node: int) -> set[int]:
    """Return the words that a word hangs on, up to the root."""
    found: set[int] = set()
    while node not in found:
        found.add(node)
        node = tree.heads[node]
    return found


def _shared_words(tree: Tree, predicate: int, how: str) -> list[int]:
    """Return the auxiliaries that a coordinated verb of the same form shares: "was tried and *jailed*"."""
    above = tree.heads[predicate]
    if how != SHARED or tree.tags[above] != tree.tags[predicate] or tree.having(predicate, "aux", "aux:pass", "cop"):
        return []
    return tree.having(above, "aux", "aux:pass")


def _relative_object(tree: Tree, predicate: int, subject: int, arguments: list[Argument]) -> list[Argument]:
    """Return the noun that an object relative clause without pronoun is about: "the man *police arrested*"."""
    noun = tree.heads[predicate]
    if tree.deps[predicate] != "acl:relcl" or subject == noun or any(a.kind in {OBJECT, PREDICATE} for a in arguments):
        return []
    if any(tree.tags[w] in RELATIVE_TAGS for w in tree.below(predicate)):
        return []
    return [Argument(noun, OBJECT, phrase(tree, noun))]


def _spoken_before(tree: Tree, predicate: int, arguments: list[Argument]) -> list[Argument]:
    """Return the sentence that a verb of saying stands beside: "*They fled*, the mayor said"."""
    if tree.deps[predicate] != "parataxis" or tree.lemmas[predicate] not in lexicon().say:
        return []
    if any(a.kind in {CLAUSE, OBJECT} for a in arguments):
        return []
    above = tree.heads[predicate]
    return [Argument(above, CLAUSE, tree.trimmed(tree.below(above, lambda c: c == predicate)))]


def _adverb_joined(relation: Relation, arguments: list[Argument]) -> list[Argument]:
    """Take an adverb between the verb and its preposition into the relation: "relies *heavily* on"."""
    if len(arguments) > 1 and (arguments[0].kind, arguments[1].kind) == (ADVERB, OBLIQUE):
        adverb, following = arguments[0].words, arguments[1].whole
        if len(adverb) <= 2 and relation.last < adverb[0] and adverb[-1] + 1 == following[0]:
            relation.words |= set(adverb)
            return arguments[1:]
    return arguments


def _attribution(tree: Tree, predicate: int) -> Iterator[Words]:
    """Yield by whom and how a clause is put forward, as its last argument: "*the mayor denied*"."""
    while tree.deps[predicate] == "conj":
        predicate = tree.heads[predicate]
    above = tree.heads[predicate]
    if tree.deps[predicate] == "ccomp":
        speaker = find_subject(tree, above)
        if speaker is not None and not is_open(tree, speaker[0]):
            yield tuple(sorted({*phrase(tree, speaker[0]), *verb_group(tree, above)}))
