"""ClearNLP dependencies, which spaCy's own English pipelines write, to Universal Dependencies.

Only what the extractors rely on is rebuilt: prepositions become `case` marks, copulas give way to their predicates,
labels are renamed. Source: the UD v2 guidelines and the ClearNLP guidelines (Choi and Palmer, 2012).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from spacy.tokens import Doc

RENAMED = {
    "dobj": "obj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dative": "iobj",
    "neg": "advmod",
    "nn": "compound",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "npadvmod": "obl:unmarked",
    "prt": "compound:prt",
    "nummod": "nummod",
    "quantmod": "advmod",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "intj": "discourse",
    "meta": "dep",
    "oprd": "xcomp",
    "nmod": "compound",
}
MARKS_OF_CLEARNLP = frozenset({"dobj", "pobj", "nsubjpass", "auxpass", "poss", "attr", "relcl", "acomp"})


def to_universal(doc: Doc) -> Doc:
    """Rewrite the doc's heads and labels in place where they are ClearNLP's; leave any other doc as it is."""
    if not MARKS_OF_CLEARNLP & {t.dep_ for t in doc}:
        return doc
    heads, deps = [t.head.i for t in doc], [RENAMED.get(t.dep_, t.dep_) for t in doc]
    move_prepositions(doc, heads, deps)
    flip_copulas(doc, heads, deps)
    from spacy.attrs import DEP, HEAD

    rows = [
        (np.uint64((h - i) % 2**64), doc.vocab.strings.add("ROOT" if h == i else d))
        for i, (h, d) in enumerate(zip(heads, deps, strict=True))
    ]
    doc.from_array([HEAD, DEP], np.array(rows, dtype=np.uint64))  # type: ignore[arg-type]  # the stub knows signed numbers only
    return doc


def move_prepositions(doc: Doc, heads: list[int], deps: list[str]) -> None:
    """Hang each preposition's object where the preposition hung, and the preposition on it as `case`."""
    for token in doc:
        if token.dep_ not in {"pobj", "pcomp"} or token.head.dep_ not in {"prep", "agent", "dative"}:
            continue
        preposition = token.head
        above = preposition.head
        while above.dep_ == "prep" and above.i != above.head.i:  # "out of prison": the chain hangs on the object
            above = above.head
        verbal = above.pos_ in {"VERB", "AUX", "ADJ", "ADV"}
        clause = token.dep_ == "pcomp" and token.pos_ in {"VERB", "AUX"}
        agent = preposition.dep_ == "agent"
        heads[token.i] = above.i
        deps[token.i] = "advcl" if clause else "obl:agent" if agent else "obl" if verbal else "nmod"
        heads[preposition.i], deps[preposition.i] = token.i, "mark" if clause else "case"


def flip_copulas(doc: Doc, heads: list[int], deps: list[str]) -> None:
    """Make the predicate after "be" the head of its clause."""
    for token in doc:
        if token.dep_ not in {"attr", "acomp"} or token.head.lemma_ != "be":
            continue
        verb = token.head
        heads[token.i], deps[token.i] = (token.i if heads[verb.i] == verb.i else heads[verb.i]), deps[verb.i]
        for other in doc:
            if heads[other.i] == verb.i and other.i not in (token.i, verb.i):
                heads[other.i] = token.i
        heads[verb.i], deps[verb.i] = token.i, "cop"
