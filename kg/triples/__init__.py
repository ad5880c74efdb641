"""Open triples: what the sentences of a text say, in their own words, one row a fact.

Nothing of the ontology is needed: the relation is the verb's own words, and the arguments are phrases of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.triples.confidence import confidence
from kg.triples.model import Fact, Triple
from kg.triples.nouns import noun_facts
from kg.triples.tree import Tree
from kg.triples.verbs import verb_facts

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Fact", "Triple", "find_facts", "find_triples"]


def find_facts(tree: Tree) -> list[Fact]:
    """Return all facts of a text, in the order of their first words; the same words give one fact."""
    found: dict[tuple[object, ...], Fact] = {}
    for fact in (*verb_facts(tree), *noun_facts(tree)):
        found.setdefault((fact.relation, fact.arguments), fact)
    return sorted(found.values(), key=lambda f: (min(f.relation or f.arguments[0]), f.relation, f.arguments))


def find_triples(doc: Doc, *, whole: bool = False) -> Iterator[Triple]:
    """Yield the triples of a text that the pipeline has annotated, in the order of its words.

    `whole` takes the text as one sentence, wherever the pipeline thinks that one ends. White space is written as one space.

    >>> import kg.language
    >>> [triple.row for triple in find_triples(kg.language.load()("Orla Venn met a judge in Marsa."))]
    [('Orla Venn met a judge in Marsa.', '0.73', 'met', 'Orla Venn', 'a judge', 'in Marsa')]
    """
    tree = Tree(doc)
    texts = [doc.text] if whole else [s.text for s in doc.sents]
    lengths = [len(tree.words)] if whole else [sum(not t.is_space for t in s) for s in doc.sents]
    sentences = [(" ".join(t.split()), n) for t, n in zip(texts, lengths, strict=True) for _ in range(n)]
    for fact in find_facts(tree):
        sentence, length = sentences[fact.arguments[0][0]]
        yield Triple(
            sentence=sentence,
            confidence=confidence(fact, length),
            relation=tree.text(fact.relation) or f"[{fact.implied}]",
            arguments=tuple(map(tree.text, fact.arguments)),
        )
