"""How a clause is put forward: affirmed or negated, as fact, allegation, plan, request, possibility or denial, and by whom.

The tree is climbed from the clause's verb (or the noun of an act) to the root. What stands beside the verb itself speaks first,
then each word that governs it: a speaker's ("X said that"), a denial, a request, a plan, an accusation. A relative clause on the
way shuts out all of these but the speakers, for what it says is taken for granted. Who speaks in quotation marks comes last.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.extraction.beside import Stance, own_words, own_words_of_act
from kg.extraction.clauses import marks
from kg.extraction.governed import adverbial, complement, governed_act, noun_clause
from kg.extraction.governors import governors
from kg.extraction.lexicon import lexicon
from kg.extraction.sources import asides, speaks
from kg.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Stance", "own_words", "stance_of"]

CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass"})
LONGEST = 14  # words from a verb to the root
END_MARKS = frozenset({".", "?", "!", "?!", "!?"})


def stance_of(anchor: Token, speech: Mapping[int, Token] | None = None) -> Stance:
    """Read the stance of the clause or act that a token heads; `speech` gives who speaks, by the place of a quoted word."""
    stance = Stance()
    act = is_act(anchor)
    if asks_itself(anchor):
        stance.weaken(Modality.HYPOTHETICAL)
    (own_words_of_act if act else own_words)(anchor, stance)
    stance.add(*asides(anchor))
    plain = not climb(anchor, stance, act=act)
    if plain and ends_in_question(anchor):
        stance.weaken(Modality.HYPOTHETICAL)
    if stance.legal_word is not None and not is_settled(stance.legal_word):
        stance.legal_status = None
    speaker = speech.get(anchor.i) if speech else None
    if speaker is not None:
        stance.add(speaker)
    return stance


def is_settled(word: Token) -> bool:
    """Tell whether what the law did is told as done: not planned, asked for, possible or negated."""
    while word.pos_ not in {"VERB", "AUX"} and word.head.i != word.i:
        word = word.head
    stance = stance_of(word)
    return not stance.negated and stance.modality in {Modality.ASSERTED, Modality.ALLEGED}


def is_act(anchor: Token) -> bool:
    """Tell a noun that names an act ("the arrest of X") from one that is said of somebody ("X is a judge")."""
    clausal = any(c.dep_ in {"cop", "obj", "nsubj"} for c in anchor.children)
    return anchor.pos_ == "NOUN" and not clausal and anchor.dep_ != "ROOT"


def asks_itself(verb: Token) -> bool:
    """Tell whether a verb's own clause is a question: "Will the minister meet ...?"."""
    subject = next((c.i for c in verb.children if c.dep_.startswith("nsubj")), None)
    inverted = subject is not None and any(c.dep_ == "aux" and c.i < subject for c in verb.children)
    return inverted and ends_in_question(verb)


def ends_in_question(anchor: Token) -> bool:
    """Tell whether the sentence, or the part of it that a quotation holds, ends in a question mark."""
    end = anchor.sent.end
    return next((t.text for t in anchor.doc[anchor.i : end] if t.text in END_MARKS), "").startswith("?")


def climb(anchor: Token, stance: Stance, *, act: bool) -> bool:
    """Read the words above, from the nearest to the root; return whether the clause is taken for granted."""
    presupposed = False
    token = anchor
    for _ in range(LONGEST):
        parent = token.head
        if parent.i == token.i:
            break
        dep = token.dep_
        if dep == "parataxis" and is_apart(token, parent):
            break
        if dep == "conj" and is_misplaced(token, parent):
            parent = parent.head
        if dep in {"acl:relcl", "appos", "advcl:relcl"} and not is_content(token, parent):
            presupposed = True
            if dep == "acl:relcl" and is_aside(token):
                break
        elif token.i != anchor.i and is_quality(token):
            pass  # "pleaded guilty", "made it hard"
        elif dep in CLAUSES or (dep == "parataxis" and speaks(parent)):
            complement(token, parent, stance, presupposed=presupposed)
        elif dep == "parataxis":
            presupposed = True
        elif dep == "advcl":
            presupposed = presupposed or adverbial(token, parent, stance)
        elif dep in {"acl", "acl:relcl"}:
            presupposed = presupposed or noun_clause(token, parent, stance)
        elif token.i == anchor.i and (act or token.tag_ == "VBG"):
            governed_act(token, parent, stance)
        stance.add(*(s for s in asides(parent, inside=token) if dep != "conj" or s.i < parent.i))
        token = parent
    return presupposed


def is_content(token: Token, noun: Token) -> bool:
    """Tell the clause that a noun is filled by from a relative one: "the report *that* soldiers had left"."""
    return token.dep_ == "acl:relcl" and "that" in marks(token) and noun.lemma_.lower() in governors().nouns


def is_quality(token: Token) -> bool:
    """Tell an adjective that completes a verb from a clause of its own."""
    return token.dep_ == "xcomp" and token.pos_ == "ADJ" and not any(c.dep_ in {"mark", "cop"} for c in token.children)


def is_apart(clause: Token, above: Token) -> bool:
    """Tell a clause behind a semicolon from what the verb before it denies: "colonel dismissed; researcher deported"."""
    edge = clause.left_edge
    parted = ";" in {edge.text, edge.nbor(-1).text if edge.i else ""}
    return parted and above.i < clause.i and above.lemma_.lower() in lexicon().deny


def is_misplaced(verb: Token, first: Token) -> bool:
    """Tell a finite verb that the tree coordinates with an infinitive: it belongs to the verb above that."""
    marked = any(c.dep_ == "mark" and c.lower_ == "to" for c in first.children)
    return verb.tag_ in {"VBZ", "VBD"} and first.tag_ == "VB" and marked


def is_aside(relative: Token) -> bool:
    """Tell whether a comma parts a relative clause off: it is then the writer's own."""
    edge = relative.left_edge
    return "," in {edge.text, edge.nbor(-1).text if edge.i else ""}
