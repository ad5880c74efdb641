"""How an act told by a noun is put forward: "a *planned* visit to", "*denied* the killing of", "*called for* the release of".

The noun's own modifiers are read first, then the word that it hangs on. A definite act behind any other verb is taken as
having happened ("condemned the arrest of"); one that a light verb carries has the stance of that verb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.clauses import read_clause
from kg.extraction.lexicon import lexicon
from kg.extraction.nominals import LIGHT
from kg.extraction.stance import NOUNS, Stance, stance_of
from kg.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

MODIFIERS = {
    Modality.ALLEGED: "alleged apparent purported reported so-called supposed suspected".split(),
    Modality.PLANNED: "forthcoming future imminent impending intended planned proposed scheduled upcoming".split(),
    Modality.HYPOTHETICAL: "attempted conceivable hypothetical possible potential threatened would-be".split(),
}
BY_MODIFIER = {word: modality for modality, words in MODIFIERS.items() for word in words}
PLANS = frozenset("announce arrange plan postpone prepare propose schedule await discuss consider".split())
UNDONE = frozenset("avert avoid cancel call_off escape prevent scrap thwart".split())
UNREAL = frozenset("ban block fear forbid oppose prohibit reject risk rule threaten".split())
ACCUSING = frozenset("accuse acquit charge clear convict implicate suspect".split())


def nominal_stance(noun: Token) -> Stance:
    """Read the stance of an act that a noun tells."""
    verb = governor(noun)
    carried = verb is not None and noun.dep_ == "obj" and verb.lemma_.lower() in LIGHT
    if carried and verb is not None:
        stance = stance_of(verb)
    else:
        above = stance_of(verb) if verb is not None else Stance()
        stance = Stance(speakers=above.speakers)
        if verb is not None:
            governed(noun, verb, stance)
    for child in noun.children:
        if child.dep_ in {"amod", "advmod"} and child.lower_ in BY_MODIFIER:
            stance.weaken(BY_MODIFIER[child.lower_])
        elif child.dep_ == "det" and child.lower_ in {"no", "neither"}:
            stance.negated = True
        elif child.dep_ == "det" and child.lower_ == "any":
            stance.weaken(Modality.HYPOTHETICAL)
    return stance


def governor(noun: Token) -> Token | None:
    """Return the verb that a noun hangs on, over the nouns in between."""
    token = noun
    for _ in range(6):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ in {"VERB", "AUX", "ADJ"}:
            return token
    return None


def governed(noun: Token, verb: Token, stance: Stance) -> None:
    """Read the word above a noun: another noun ("plan for", "allegations of"), or the verb that takes it."""
    words, lemma = lexicon(), verb.lemma_.lower()
    above = noun.head
    if above.pos_ == "NOUN" and above.lemma_.lower() in NOUNS:
        stance.weaken(NOUNS[above.lemma_.lower()])
    if above.i != verb.i or noun.dep_ not in {"obj", "obl", "nsubj:pass"}:
        return
    speakers = read_clause(verb).subjects[:1]
    case = next((c.lower_ for c in noun.children if c.dep_ == "case"), "")
    if lemma in words.deny | {"deny"}:
        stance.weaken(Modality.DENIED)
        stance.speakers = [*speakers, *stance.speakers]
    elif lemma in words.request and case in {"", "for"}:
        stance.weaken(Modality.REQUESTED)
        stance.speakers = [*speakers, *stance.speakers]
    elif lemma in ACCUSING and case in {"of", "with", "in"}:
        stance.weaken(Modality.ALLEGED)
        stance.negated = lemma in {"acquit", "clear"}
        stance.speakers = [*speakers, *stance.speakers]
    elif lemma in words.plan | PLANS and case == "":
        stance.weaken(Modality.PLANNED)
    elif lemma in UNDONE:
        stance.negated = True
    elif lemma in UNREAL:
        stance.weaken(Modality.HYPOTHETICAL)
