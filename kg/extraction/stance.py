"""How a clause is put forward: affirmed or negated, as fact, allegation, plan, request, possibility or denial, and by whom.

The tree is climbed from the clause's verb to the root. Each clause above may be a speaker's ("X said that"), a denial, a
request, a plan or an allegation; a relative clause on the way shuts out all of these but the speakers, for what it says
is presupposed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction.clauses import marks, read_clause
from kg.extraction.lexicon import lexicon
from kg.model import Modality, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

COMPLEMENTS = frozenset({"ccomp", "xcomp", "csubj", "parataxis"})
NOUNS = {
    "allegation": Modality.ALLEGED,
    "accusation": Modality.ALLEGED,
    "claim": Modality.ALLEGED,
    "suspicion": Modality.ALLEGED,
    "rumour": Modality.ALLEGED,
    "rumor": Modality.ALLEGED,
    "charge": Modality.ALLEGED,
    "plan": Modality.PLANNED,
    "promise": Modality.PLANNED,
    "intention": Modality.PLANNED,
    "decision": Modality.PLANNED,
    "evidence": Modality.HYPOTHETICAL,
    "report": Modality.ALLEGED,
    "attempt": Modality.PLANNED,
    "effort": Modality.PLANNED,
    "pledge": Modality.PLANNED,
    "commitment": Modality.PLANNED,
    "request": Modality.REQUESTED,
    "demand": Modality.REQUESTED,
    "call": Modality.REQUESTED,
    "proposal": Modality.REQUESTED,
}
ANNOUNCED = frozenset("due set about ready slated scheduled expected bound".split())  # "is due to meet"
CLEARED = frozenset({"acquit", "clear", "absolve", "exonerate"})
FALSE = frozenset(
    "false untrue wrong baseless fabricated doubt rule disprove".split()
)  # "it is false that", "ruled out that"
FACTIVE = frozenset(
    "confirm show prove see know admit acknowledge reveal remember recall regret establish ensure mean make let".split()
)
CHARGES = frozenset(
    "charge indict suspect accuse convict arrest detain blame sue prosecute investigate question".split()
)
AUXILIARIES = {
    "will": Modality.PLANNED,
    "wo": Modality.PLANNED,
    "’ll": Modality.PLANNED,
    "'ll": Modality.PLANNED,
    "shall": Modality.PLANNED,
    "would": Modality.HYPOTHETICAL,
    "could": Modality.HYPOTHETICAL,
    "may": Modality.HYPOTHETICAL,
    "might": Modality.HYPOTHETICAL,
    "can": Modality.HYPOTHETICAL,
    "should": Modality.REQUESTED,
    "must": Modality.REQUESTED,
    "ought": Modality.REQUESTED,
}


@dataclass(slots=True)
class Stance:
    """The stance of one clause; `speakers` are the subjects of the clauses that report it, nearest first."""

    negated: bool = False
    modality: Modality = Modality.ASSERTED
    speakers: list[Token] = field(default_factory=list)

    def weaken(self, modality: Modality) -> None:
        """Take over a modality unless a stronger reason for doubt is known already."""
        if self.modality is Modality.ASSERTED or modality is Modality.DENIED:
            self.modality = modality

    @property
    def polarity(self) -> Polarity:
        """Return the polarity: what is denied counts as negated."""
        return Polarity.NEGATED if self.negated or self.modality is Modality.DENIED else Polarity.AFFIRMED


def stance_of(anchor: Token) -> Stance:
    """Read the stance of the clause that a token heads."""
    stance = Stance()
    own_words(anchor, stance)
    if any(t.text == "?" for t in anchor.sent[-2:]):
        stance.weaken(Modality.HYPOTHETICAL)
    climb(anchor, stance)
    return stance


def own_words(verb: Token, stance: Stance) -> None:
    """Read negation, auxiliaries, hedges and conditions that stand beside the verb itself."""
    words = lexicon()
    for child in verb.children:
        lower = child.lower_
        if child.dep_ in {"advmod", "aux", "cc", "det"} and (lower in words.negation or child.lemma_ == "not"):
            stance.negated = not stance.negated
        elif child.dep_.startswith("nsubj") and any(
            c.lower_ in {"no", "none", "neither"} for c in child.subtree if c.head.i == child.i or c.i == child.i
        ):
            stance.negated = True
        elif child.dep_.startswith("nsubj") and child.lower_ in {"none", "nobody", "no-one"}:
            stance.negated = True
        elif child.dep_ == "obj" and any(c.lower_ in {"no", "neither"} for c in child.children):
            stance.negated = True
        elif child.dep_ == "advmod" and lower in words.hedges:
            stance.weaken(Modality.ALLEGED)
        elif child.dep_ == "advmod" and lower in {"almost", "nearly"}:
            stance.weaken(Modality.HYPOTHETICAL)
        elif child.dep_ == "mark" and lower in {"if", "unless", "whether"}:
            stance.weaken(Modality.HYPOTHETICAL)
        elif child.dep_ in {"aux", "aux:pass"}:
            modality = AUXILIARIES.get(lower)
            if modality:
                stance.weaken(modality)
        elif child.dep_ == "advcl" and any(g.dep_ == "mark" and g.lower_ in {"if", "unless"} for g in child.children):
            stance.weaken(Modality.HYPOTHETICAL)
    auxiliary = {c.lemma_ for c in verb.children if c.dep_ in {"aux", "cop", "mark"}}
    infinitive = any(c.lower_ == "to" and c.dep_ in {"mark", "aux", "case"} for c in verb.children)
    before = [t.lower_ for t in verb.doc[max(verb.sent.start, verb.i - 2) : verb.i]]
    announced = len(before) == 2 and before[1] == "to" and before[0] in ANNOUNCED
    if announced or (infinitive and auxiliary & {"be", "have"}):
        stance.weaken(Modality.PLANNED)  # "they are to travel", "was to have met", "is due to meet"
    demand = verb.head.i == verb.i and any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)
    if demand and verb.tag_ in {"VB", "VBP"}:
        stance.weaken(Modality.REQUESTED)  # an item of a list of demands: "that the minister suspend ..."
    if verb.dep_ == "conj" and not any(c.dep_.startswith(("nsubj", "aux")) for c in verb.children):
        shared_words(verb.head, stance)
    attributed_aside(verb, stance)


def shared_words(verb: Token, stance: Stance) -> None:
    """Take over the auxiliaries, hedges and negation that a coordinated verb shares with the first."""
    for child in verb.children:
        modality = AUXILIARIES.get(child.lower_) if child.dep_ in {"aux", "aux:pass"} else None
        if modality:
            stance.weaken(modality)
        if child.dep_ == "advmod" and child.lower_ in lexicon().hedges:
            stance.weaken(Modality.ALLEGED)
        if child.dep_ == "advmod" and child.lemma_ == "not" and verb.head.i != verb.i:
            stance.negated = True


def attributed_aside(verb: Token, stance: Stance) -> None:
    """Read a speaker set beside the clause: "..., she said", "according to police"."""
    words = lexicon()
    for child in verb.children:
        if child.dep_ == "parataxis" and child.lemma_.lower() in words.say | words.deny:
            subject = next((c for c in child.children if c.dep_ == "nsubj"), None)
            content = [c for c in child.children if c.dep_ in {"ccomp", "obj"}]
            if subject is not None and not content:
                stance.speakers.append(subject)
        elif child.dep_.startswith(("obl", "nmod", "advcl")) and any(
            c.dep_ == "case" and c.lower_ == "according" for c in child.children
        ):
            stance.speakers.append(child)
        elif child.lower_ == "according" and child.dep_ in {"advcl", "case", "obl"}:
            stance.speakers += [c for c in child.children if c.dep_.startswith("obl")]


def climb(anchor: Token, stance: Stance) -> None:
    """Read the clauses above, from the nearest to the root."""
    presupposed = False
    token = anchor
    for _ in range(12):
        parent = token.head
        if parent.i == token.i:
            return
        if token.dep_ in {"acl:relcl", "appos", "advcl:relcl"}:
            presupposed = True
            edge = token.left_edge
            if token.dep_ == "acl:relcl" and "," in {edge.text, edge.nbor(-1).text if edge.i else ""}:
                return  # what a comma parts off is the writer's own aside
        elif token.dep_ in COMPLEMENTS and token.dep_ != "parataxis":
            complement(token, parent, stance, presupposed)
        elif token.dep_ == "parataxis" and parent.lemma_.lower() in lexicon().say:
            complement(token, parent, stance, presupposed)
        elif token.dep_ == "advcl" and not presupposed:
            adverbial(token, parent, stance)
        elif (
            token.dep_ == "acl"
            and not presupposed
            and parent.dep_ in {"obj", "iobj"}
            and {"of", "with", "for"} & marks(token)
        ):
            adverbial(token, parent.head, stance)
        elif token.dep_ == "acl" and not presupposed and parent.lemma_.lower() in NOUNS:
            stance.weaken(NOUNS[parent.lemma_.lower()])
        elif token.dep_ == "acl" and token.tag_ in {"VBG", "VBN"}:
            presupposed = True  # "fighters firing on the crowd"
        if token.dep_ != "conj":
            attributed_aside(parent, stance) if parent.pos_ in {"VERB", "NOUN", "ADJ"} else None
        token = parent


def complement(token: Token, parent: Token, stance: Stance, presupposed: bool) -> None:
    """Read the verb above a complement clause."""
    words, lemma = lexicon(), parent.lemma_.lower()
    clause = read_clause(parent)
    speaks = lemma in words.say | words.deny | words.request | words.allege
    hearsay = clause.passive and token.dep_ == "xcomp"  # "is said to have", "is alleged to have"
    if speaks and not hearsay:
        stance.speakers += [s for s in clause.subjects[:1] if token.dep_ != "xcomp" or lemma not in words.plan]
    elif speaks and clause.passive and clause.subjects:
        stance.speakers += clause.subjects[:1]
    if presupposed:
        return
    unsaid = any(c.dep_ == "advmod" and c.lower_ in words.negation for c in parent.children)
    if lemma in words.deny or lemma in FALSE:
        stance.weaken(Modality.HYPOTHETICAL if unsaid else Modality.DENIED)
    elif token.dep_ == "xcomp" and lemma in words.plan and not any(c.dep_ in {"obj", "iobj"} for c in parent.children):
        stance.weaken(Modality.PLANNED)
    elif lemma in words.request and (token.dep_ == "xcomp" or is_bare(token)):
        stance.weaken(Modality.REQUESTED)
    elif lemma in words.allege | words.hearsay or (hearsay and lemma in words.say):
        stance.weaken(Modality.ALLEGED)
    elif lemma in words.unfulfilled:
        stance.negated = True
    elif token.dep_ == "ccomp" and parent.pos_ == "VERB" and lemma not in words.say | words.request | FACTIVE:
        stance.weaken(Modality.ALLEGED)  # what an unknown verb governs is not the text's own word
    upper = Stance()
    for child in parent.children:
        if child.dep_ == "advmod" and (child.lemma_ == "not" or child.lower_ in words.negation):
            upper.negated = True
        if child.dep_ == "aux" and child.lower_ in AUXILIARIES:
            upper.weaken(AUXILIARIES[child.lower_])
    if upper.negated and token.dep_ == "xcomp":
        stance.negated = not stance.negated
    elif upper.negated and lemma not in words.deny:
        stance.weaken(Modality.HYPOTHETICAL)
    if upper.modality is not Modality.ASSERTED and token.dep_ == "xcomp":
        stance.weaken(upper.modality)


def is_bare(token: Token) -> bool:
    """Tell whether a clause's verb is bare or infinitive: "urged that the UN have more talks"."""
    return token.tag_ in {"VB", "VBP"} or any(
        c.lower_ in {"to", "should"} for c in token.children if c.dep_ in {"mark", "aux"}
    )


def adverbial(token: Token, parent: Token, stance: Stance) -> None:
    """Read the word that hangs an adverbial clause on its verb: a condition, a purpose, a charge."""
    links = marks(token)
    words, lemma = lexicon(), parent.lemma_.lower()
    if links & {"if", "unless", "whether"}:
        stance.weaken(Modality.HYPOTHETICAL)
    elif links & {"of", "with", "for"} and lemma in words.allege | CHARGES:
        stance.weaken(Modality.ALLEGED)
        stance.speakers += read_clause(parent).subjects[:1]
    elif links & {"of", "from"} and lemma in CLEARED:
        stance.negated = True
        stance.weaken(Modality.ALLEGED)
    elif "from" in links and lemma in words.unfulfilled:
        stance.negated = not stance.negated
    elif lemma in words.plan and parent.pos_ == "ADJ" and token.tag_ == "VB":
        stance.weaken(Modality.PLANNED)  # "is due to meet"
    elif "to" in links:
        asks = lemma in words.request
        stance.weaken(Modality.REQUESTED if asks else Modality.PLANNED)
        if asks:
            stance.speakers += read_clause(parent).subjects[:1]
    elif "without" in links:
        stance.negated = True
