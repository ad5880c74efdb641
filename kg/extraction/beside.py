"""What stands beside a verb: its auxiliaries, negation, hedges and conditions, and those that it shares with another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction.governors import governors
from kg.extraction.lexicon import lexicon
from kg.extraction.sources import speaks
from kg.model import LegalStatus, Modality, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

NO = frozenset({"no", "none", "neither", "nobody", "no-one", "nothing"})
NEVER = frozenset({"time", "circumstance", "way", "case", "account", "point", "means"})  # "at no time"
CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
AUXILIARIES = {
    "will": Modality.PLANNED,
    "wo": Modality.PLANNED,
    "’ll": Modality.PLANNED,
    "'ll": Modality.PLANNED,
    "shall": Modality.PLANNED,
    "would": Modality.HYPOTHETICAL,
    "’d": Modality.HYPOTHETICAL,
    "could": Modality.HYPOTHETICAL,
    "may": Modality.HYPOTHETICAL,
    "might": Modality.HYPOTHETICAL,
    "can": Modality.HYPOTHETICAL,
    "ca": Modality.HYPOTHETICAL,
    "should": Modality.REQUESTED,
    "must": Modality.REQUESTED,
    "ought": Modality.REQUESTED,
}
OF_ACTS = {
    "alleged": Modality.ALLEGED,
    "reported": Modality.ALLEGED,
    "suspected": Modality.ALLEGED,
    "supposed": Modality.ALLEGED,
    "claimed": Modality.ALLEGED,
    "planned": Modality.PLANNED,
    "proposed": Modality.PLANNED,
    "intended": Modality.PLANNED,
    "upcoming": Modality.PLANNED,
    "forthcoming": Modality.PLANNED,
    "threatened": Modality.PLANNED,
    "promised": Modality.PLANNED,
    "scheduled": Modality.PLANNED,
    "attempted": Modality.PLANNED,
    "possible": Modality.HYPOTHETICAL,
    "potential": Modality.HYPOTHETICAL,
}


@dataclass(slots=True)
class Stance:
    """The stance of one clause; `speakers` are those who tell it, nearest first."""

    negated: bool = False
    modality: Modality = Modality.ASSERTED
    speakers: list[Token] = field(default_factory=list)
    legal_status: LegalStatus | None = None
    legal_word: Token | None = None  # what gives the status

    def judge(self, word: Token, status: LegalStatus | None) -> None:
        """Take over the legal status that a word gives, unless one nearer gives it."""
        if status is not None and self.legal_status is None:
            self.legal_status, self.legal_word = status, word

    def weaken(self, modality: Modality) -> None:
        """Take over a modality unless a stronger reason for doubt is known already."""
        if self.modality is Modality.ASSERTED or modality is Modality.DENIED:
            self.modality = modality

    def add(self, *speakers: Token) -> None:
        """Add speakers that are not in the chain yet."""
        known = {s.i for s in self.speakers}
        self.speakers += [s for s in speakers if s.i not in known]

    @property
    def polarity(self) -> Polarity:
        """Return the polarity: what is denied counts as negated."""
        return Polarity.NEGATED if self.negated or self.modality is Modality.DENIED else Polarity.AFFIRMED


def own_words(verb: Token, stance: Stance) -> None:
    """Read what stands beside the verb itself, and what it shares with the verb that it is coordinated with."""
    children = list(verb.children)
    if any(is_condition(c) for c in children):
        stance.weaken(Modality.HYPOTHETICAL)
    for child in children:
        if negates(child, verb):
            stance.negated = not stance.negated
        stance_of_adverb(child, stance)
    read_auxiliaries(verb, children, stance)
    read_infinitive(verb, children, stance)
    if is_demand(verb, children) or is_command(verb, children):
        stance.weaken(Modality.REQUESTED)
    if verb.dep_ == "conj" and not any(c.dep_.startswith(("nsubj", "aux")) for c in children):
        shared_words(verb, children, stance)


def is_condition(child: Token) -> bool:
    """Tell a condition: the verb's own "if" or "as though", a clause with "if", or an inverted one ("had police known")."""
    if child.dep_ == "mark":
        return child.lower_ in CONDITIONS or (child.lower_ == "though" and child.nbor(-1).lower_ == "as")
    return child.dep_ == "advcl" and (
        any(g.dep_ == "mark" and g.lower_ in {"if", "unless"} for g in child.children) or is_inverted(child)
    )


def is_inverted(verb: Token) -> bool:
    """Tell an inverted condition: "had police known", "should they return"."""
    children = list(verb.children)
    subject = next((c for c in children if c.dep_.startswith("nsubj")), None)
    return (
        subject is not None
        and not any(c.dep_ == "mark" for c in children)
        and any(
            c.dep_ in {"aux", "cop"} and c.i < subject.i and c.lower_ in {"had", "should", "were"} for c in children
        )
    )


def negates(child: Token, verb: Token) -> bool:
    """Tell whether a word beside a verb negates it: "not", "no soldiers", "nobody", "at no time", "neither ... nor"."""
    lower, dep = child.lower_, child.dep_
    if dep in {"advmod", "aux", "cc", "det", "discourse", "cc:preconj"} and (
        lower in lexicon().negation or child.lemma_ == "not"
    ):
        only = child.i + 1 < len(verb.doc) and child.nbor(1).lower_ in {"only", "just", "merely"}
        return not only and not (lower == "no" and dep == "discourse")
    if dep == "advmod" and lower in {"longer", "more"}:
        return any(c.lower_ == "no" for c in child.children)
    if dep.startswith("nsubj") or dep in {"obj", "iobj"}:
        few = dep.startswith("nsubj") and lower != "few" and any(is_few(c) for c in child.children)
        return lower in NO or few or is_few(child) or any(c.lower_ in NO for c in child.children)
    if dep.startswith("obl"):
        return lower in {"nobody", "no-one"} or (
            child.lemma_.lower() in NEVER and any(c.lower_ == "no" for c in child.children)
        )
    return False


def is_few(word: Token) -> bool:
    """Tell "few villagers" from "a few villagers"."""
    return word.lower_ == "few" and not (word.i and word.nbor(-1).lower_ in {"a", "the", "these", "those", "quite"})


def stance_of_adverb(child: Token, stance: Stance) -> None:
    """Read a hedge ("reportedly") or an adverb of chance ("perhaps", "almost")."""
    if child.dep_ not in {"advmod", "discourse"}:
        return
    if child.lower_ in lexicon().hedges:
        stance.weaken(Modality.ALLEGED)
    elif child.lower_ in governors().chances:
        stance.weaken(Modality.HYPOTHETICAL)


def read_auxiliaries(verb: Token, children: list[Token], stance: Stance) -> None:
    """Read "will", "may", "should" and their like; "must have" is a guess."""
    perfect = any(c.dep_ == "aux" and c.lower_ in {"have", "’ve", "'ve"} for c in children)
    for child in children:
        modality = AUXILIARIES.get(child.lower_) if child.dep_ in {"aux", "aux:pass"} else None
        if modality is None:
            continue
        if perfect and child.lower_ == "must":
            modality = Modality.HYPOTHETICAL
        elif child.lower_ == "would" and not perfect:
            if any(c.dep_ == "advmod" and c.lower_ in {"later", "eventually"} for c in children):
                continue  # "would later become": it did
            if is_future_told(verb):
                modality = Modality.PLANNED
        stance.weaken(modality)


def is_future_told(verb: Token) -> bool:
    """Tell whether "would" is the "will" of somebody's words in the past: "said that he would come"."""
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
    return verb.dep_ in {"ccomp", "parataxis"} and verb.head.tag_ in {"VBD", "VBN"} and tells_of_future(verb.head)


def tells_of_future(verb: Token) -> bool:
    """Tell whether a verb tells of, or promises, what is to come."""
    return speaks(verb) or governors().to.get(verb.lemma_.lower()) == Modality.PLANNED.value


def read_infinitive(verb: Token, children: list[Token], stance: Stance) -> None:
    """Read "they are to travel", "was to have met", "has yet to meet"."""
    if verb.i > 1 and verb.nbor(-1).lower_ == "to" and governors().adjectives.get(verb.nbor(-2).lower_) == "planned":
        stance.weaken(Modality.PLANNED)  # "is due to", "is about to"
    to = next((c.i for c in children if c.lower_ == "to" and c.dep_ in {"mark", "aux", "case"}), None)
    if to is None:
        return
    if any(c.lower_ == "yet" and c.dep_ == "advmod" for c in children):
        stance.negated = True
    elif any(c.lemma_ in {"be", "have"} and c.dep_ in {"aux", "cop"} and c.i < to for c in children):
        subject = next((c.lemma_.lower() for c in children if c.dep_ == "nsubj"), "")
        effect = governors().nouns.get(subject, "planned")  # "the fear is to ...", "the plan was to ..."
        stance.weaken(Modality(effect) if effect in {"requested", "hypothetical"} else Modality.PLANNED)


def is_demand(verb: Token, children: list[Token]) -> bool:
    """Tell an item of a list of demands: "that the minister suspend ..."."""
    alone = verb.head.i == verb.i and any(c.dep_ == "mark" and c.lower_ == "that" for c in children)
    return alone and verb.tag_ in {"VB", "VBP"}


def is_command(verb: Token, children: list[Token]) -> bool:
    """Tell an imperative: a bare verb that opens its sentence or quotation, with no subject."""
    if verb.tag_ != "VB" or verb.dep_ not in {"ROOT", "ccomp", "parataxis", "conj"}:
        return False
    if any(c.dep_.startswith(("nsubj", "csubj")) or c.dep_ in {"mark", "cop"} for c in children):
        return False
    if any(c.dep_ == "aux" and c.lower_ not in {"do", "please"} for c in children):
        return False
    if verb.dep_ == "conj":
        return verb.head.dep_ == "ROOT" and is_command(verb.head, list(verb.head.children))
    first = min([verb.i, *(c.i for c in children if c.dep_ in {"aux", "advmod", "discourse"})])
    return first == verb.sent.start or (first > 0 and verb.doc[first - 1].text in {'"', "“", ":", ",", "-", "–", "•"})


def shared_words(verb: Token, children: list[Token], stance: Stance) -> None:
    """Take over the auxiliaries, hedges, negation and condition that a coordinated verb shares with the first."""
    first = verb.head
    others = list(first.children)
    before = [c for c in others if c.i < verb.i]
    if any(is_condition(c) for c in before if c.dep_ == "mark"):
        stance.weaken(Modality.HYPOTHETICAL)
    read_auxiliaries(first, before, stance)
    read_infinitive(first, before, stance)
    but = any(c.dep_ == "cc" and c.lower_ in {"but", "yet"} for c in children)
    for child in before:
        if child.dep_ in {"advmod", "discourse"} and child.i < first.i:
            stance_of_adverb(child, stance)
        subject = child.dep_.startswith("nsubj")
        if not but and negates(child, first) and (subject or (child.dep_ == "advmod" and child.i < first.i)):
            stance.negated = True
    if is_command(verb, children):
        stance.weaken(Modality.REQUESTED)


def own_words_of_act(noun: Token, stance: Stance) -> None:
    """Read what stands beside the noun of an act: "the alleged murder", "a planned visit", "no arrest"."""
    for child in noun.children:
        if child.dep_ == "det" and child.lower_ in {"no", "neither"}:
            stance.negated = True
        elif child.dep_ == "amod" and child.lower_ in OF_ACTS:
            stance.weaken(OF_ACTS[child.lower_])
        elif child.dep_ == "case" and child.lower_ == "without":
            stance.negated = True
