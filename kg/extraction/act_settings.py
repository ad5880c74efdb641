"""How a noun's act is put forward: what holds the noun ("cases of", "a ban on"), and the verb that governs the whole.

The tree is climbed from the noun over the nouns that hold it to a verb. Some verbs say that the act was done ("commit"),
suffered or had; others that it may never have been ("prevent", "fear"). Under any other verb, what the noun tells is taken
as presupposed where the noun is definite, and shares the verb's modality where it is not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction.act_words import is_in
from kg.extraction.bodies import TIMES
from kg.extraction.clauses import marks, read_clause
from kg.extraction.governed import takes_place
from kg.extraction.lexicon import lexicon
from kg.extraction.stance import Stance, own_words, stance_of
from kg.extraction.told import ONTO, cases_of
from kg.model import LegalStatus, Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

NOUNS = frozenset({"NOUN", "PROPN"})
HANGS = frozenset({"nmod", "compound", "appos", "nmod:poss", "amod", "nmod:desc"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
LEGAL = {
    "charge": LegalStatus.CHARGED,
    "indict": LegalStatus.CHARGED,
    "prosecute": LegalStatus.CHARGED,
    "try": LegalStatus.TRIED,
    "convict": LegalStatus.CONVICTED,
    "sentence": LegalStatus.CONVICTED,
    "jail": LegalStatus.CONVICTED,
    "imprison": LegalStatus.CONVICTED,
    "investigate": LegalStatus.INVESTIGATED,
    "probe": LegalStatus.INVESTIGATED,
    "question": LegalStatus.INVESTIGATED,
}
CHARGED = frozenset({"of", "with", "for", "over", "on", "in"})


@dataclass(slots=True)
class Setting:
    """What was met on the way up. `holders` are the nouns passed, `verbs` those that tell where the act was.

    `dated` are the verbs whose date is the act's too; `hearsay` holds under "allegations of" and the like.
    """

    stance: Stance = field(default_factory=Stance)
    victims: list[Token] = field(default_factory=list)
    perpetrators: list[Token] = field(default_factory=list)
    holders: list[Token] = field(default_factory=list)
    verbs: list[Token] = field(default_factory=list)
    dated: list[Token] = field(default_factory=list)
    hearsay: bool = False
    unreal: bool = False
    responsibility: bool = False
    ended: bool = False
    happened: bool = False
    legal_status: LegalStatus | None = None

    def take(self, other: Stance) -> None:
        """Add the stance of a clause that the act shares."""
        self.stance.negated |= other.negated
        self.stance.weaken(other.modality)
        self.stance.speakers += [s for s in other.speakers if s not in self.stance.speakers]


def setting_of(noun: Token) -> Setting | None:
    """Read the setting of a noun's act; None where the noun is but a modifier of something else ("detention centre")."""
    setting = Setting()
    modifiers(noun, setting)
    top, above = noun, noun.head
    for _ in range(8):
        above = top.head
        if above.i == top.i:
            break
        linked = above.head if is_in("verbs", "link", above.lower_) and above.dep_ in {"amod", "acl"} else None
        if top.dep_ == "conj" and above.pos_ in NOUNS:
            modifiers(above, setting)
        elif linked is not None:
            above = linked
        elif top.dep_ in HANGS and above.pos_ in NOUNS:
            if not hold(top, above, setting):
                if top.dep_ in {"compound", "amod", "nmod:desc"}:
                    return None
                break
        else:
            break
        setting.holders.append(above)
        top = above
    happenings(noun, setting)
    govern(noun, top, setting)
    return setting


def modifiers(noun: Token, setting: Setting) -> None:
    """Read the words before a noun: "*no* torture", "*alleged* beatings", "a *possible* attack"."""
    for child in noun.children:
        lower = child.lower_
        if child.i > noun.i:
            continue
        if lower == "no":
            setting.stance.negated = True
        elif is_in("modifiers", "alleged", lower):
            setting.stance.weaken(Modality.ALLEGED)
        elif is_in("modifiers", "unreal", lower):
            setting.stance.weaken(Modality.HYPOTHETICAL)


def hold(held: Token, holder: Token, setting: Setting) -> bool:
    """Read a noun that holds an act's noun; tell whether it is one that is looked through."""
    lemma = holder.lemma_.lower()
    against = [c for c in holder.children if c.dep_ == "nmod" and "against" in cases_of(c)]
    if is_in("nouns", "victim", lemma):
        setting.victims += subjects_of_noun(holder) or [holder]
    elif is_in("nouns", "perpetrator", lemma):
        setting.responsibility = lemma == "responsibility"
        setting.perpetrators += [] if setting.responsibility else subjects_of_noun(holder) or [holder]
    elif is_in("nouns", "denial", lemma):
        setting.stance.weaken(Modality.DENIED)
    elif is_in("nouns", "allege", lemma):
        setting.hearsay = True
        setting.stance.weaken(Modality.ALLEGED)
        setting.perpetrators += against
    elif is_in("nouns", "end", lemma):
        setting.ended = True
    elif is_in("nouns", "unreal", lemma):
        setting.unreal = True
        setting.stance.weaken(Modality.HYPOTHETICAL)
    elif not is_in("nouns", "holder", lemma):
        return False
    modifiers(holder, setting)
    return True


def subjects_of_noun(noun: Token) -> list[Token]:
    """Return the subjects of a noun that is a predicate: "*X* was a victim of"."""
    copular = any(c.dep_ == "cop" for c in noun.children)
    named = [noun.head] if noun.dep_ == "appos" else []
    return [c for c in noun.children if c.dep_ == "nsubj"] if copular else named


def happenings(noun: Token, setting: Setting) -> None:
    """Read clauses that hang on the noun, what holds it or those it befell: "that reportedly took place in", "committed by"."""
    beside = [t for t in listed_with(noun) if t.i > noun.i]
    inner = [c for t in (noun, *beside) for c in t.children if c.dep_ == "nmod"]
    for each in dict.fromkeys((noun, *beside, *setting.holders, *inner)):
        for child in each.children:
            if child.dep_ == "acl:relcl" and takes_place(child):
                own_words(child, setting.stance)
                setting.verbs.append(child)
                setting.dated.append(child)
                setting.happened = True
            elif child.dep_ == "acl:relcl" and any(c.dep_ == "obj" and c.lower_ == "responsibility" for c in child.children):
                setting.perpetrators += read_clause(child).subjects
            elif child.dep_ in {"acl", "acl:relcl"} and is_in("verbs", "commit", child.lemma_.lower()) and each not in inner:
                clause = read_clause(child)
                setting.perpetrators += clause.subjects if clause.passive else ()
                setting.verbs.append(child)
                setting.dated.append(child)


def listed_with(noun: Token) -> list[Token]:
    """Return the other nouns of the list that a noun stands in."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in NOUNS:
        first = first.head
    members = [first]
    for member in members:
        members += [c for c in member.children if c.dep_ == "conj" and c.pos_ in NOUNS]
    return [m for m in members if m.i != noun.i]


def govern(noun: Token, top: Token, setting: Setting) -> None:
    """Read what governs the whole phrase: a predicate with a copula, or a verb."""
    verb = top.head
    if verb.i == top.i or any(c.dep_ == "cop" for c in top.children):
        setting.take(stance_of(top))
        return
    if setting.unreal or verb.pos_ not in {"VERB", "AUX", "ADJ"}:
        setting.stance.speakers += stance_of(verb).speakers if verb.pos_ in {"VERB", "AUX"} else []
        return
    if setting.ended or (top.dep_ in {"obj", "nsubj:pass"} and is_in("verbs", "end", verb.lemma_.lower())):
        told_as_ended(noun, verb, setting)
    elif setting.happened:
        setting.stance.speakers += stance_of(verb).speakers
    elif not (told_as_done(top, verb, setting) or told_as_unsure(top, verb, setting)):
        presupposed(noun, top, verb, setting)


def told_as_ended(noun: Token, verb: Token, setting: Setting) -> None:
    """Take what is to end, or has ended, as going on where the words tell whose or whom it is; else it may be nobody's."""
    owned = any(c.dep_ in {"nmod", "nmod:poss", "compound"} for t in (noun, *listed_with(noun)) for c in t.children)
    if not owned:
        setting.stance.weaken(Modality.HYPOTHETICAL)
    setting.stance.speakers += stance_of(verb).speakers


def told_as_done(top: Token, verb: Token, setting: Setting) -> bool:
    """Read a verb by which the act was done, suffered or had; tell whether it is one."""
    lemma, clause = verb.lemma_.lower(), read_clause(verb)
    preposition = next((c.lower_ for c in top.children if c.dep_ == "case"), "")
    thing = top.dep_ in {"obj", "nsubj:pass"}
    if setting.responsibility and thing:
        setting.perpetrators += clause.subjects
    elif setting.hearsay:
        return False
    elif is_in("verbs", "commit", lemma) and (thing or preposition in {"in", "to"} and lemma in {"engage", "participate"}):
        setting.perpetrators += clause.subjects
        setting.victims += [o.noun for o in clause.obliques if o.preposition in ONTO and o.noun.i != top.i and not is_date(o.noun)]
    elif top.dep_ == "obj" and (is_in("verbs", "suffer", lemma) or (lemma == "face" and not is_punishment(top))):
        setting.victims += clause.subjects
        setting.perpetrators += [o.noun for o in clause.obliques if o.preposition == "by"]
    elif is_in("verbs", "subject", lemma) and preposition == "to":
        setting.victims += clause.objects
        setting.perpetrators += clause.subjects
    elif top.dep_ == "nsubj" and takes_place(verb):
        pass
    else:
        return False
    setting.verbs.append(verb)
    setting.dated.append(verb)
    setting.take(stance_of(verb))
    return True


def is_date(noun: Token) -> bool:
    """Tell whether a noun after "on" is a day."""
    return noun.lower_ in TIMES or noun.pos_ == "NUM" or any(c.lower_ in TIMES for c in noun.children)


def is_punishment(noun: Token) -> bool:
    """Tell whether a noun is what somebody may yet get: "faces *deportation*", against "faces shelling"."""
    return is_in("nouns", "punishment", noun.lemma_.lower())


def told_as_unsure(top: Token, verb: Token, setting: Setting) -> bool:
    """Read a verb by which the act is denied, feared, planned, asked for, alleged or fought; tell whether it is one."""
    lemma, clause, words = verb.lemma_.lower(), read_clause(verb), lexicon()
    cases = marks(top)
    thing = top.dep_ in {"obj", "nsubj:pass"}
    if cases & CHARGED and is_in("verbs", "accuse", lemma) and top.dep_.startswith(("obl", "nmod")):
        setting.perpetrators += clause.objects
        setting.legal_status = LEGAL.get(lemma)
        setting.stance.weaken(Modality.ALLEGED)
        setting.stance.speakers += clause.subjects[:1]
    elif cases & {"of", "from"} and lemma in {"acquit", "clear", "absolve", "exonerate"}:
        setting.perpetrators += clause.objects
        setting.legal_status = LegalStatus.ACQUITTED
        setting.stance.negated = True
        setting.stance.weaken(Modality.ALLEGED)
    elif thing and lemma in words.deny:
        setting.stance.weaken(Modality.DENIED)
        setting.stance.speakers += clause.subjects[:1]
    elif (thing or "against" in cases) and is_in("verbs", "prevent", lemma):
        setting.stance.weaken(Modality.HYPOTHETICAL)
    elif thing and (lemma == "face" or is_in("verbs", "await", lemma)):
        setting.victims += clause.subjects
        setting.stance.weaken(Modality.HYPOTHETICAL)
    elif thing and is_in("verbs", "request", lemma) or (lemma in {"call", "push", "press"} and "for" in cases):
        setting.stance.weaken(Modality.REQUESTED)
        setting.stance.speakers += clause.subjects[:1]
    elif (thing and is_in("verbs", "plan", lemma)) or (lemma == "threaten" and "with" in cases):
        setting.perpetrators += clause.subjects if thing else ()
        setting.stance.weaken(Modality.PLANNED)
    elif thing and is_in("verbs", "report", lemma):
        setting.stance.weaken(Modality.ALLEGED)
        setting.stance.speakers += clause.subjects[:1]
        setting.verbs += [verb, *(c for c in verb.children if c.dep_ in {"xcomp", "advcl", "ccomp"})]
    else:
        return False
    return True


def presupposed(noun: Token, top: Token, verb: Token, setting: Setting) -> None:
    """Take an act under any other verb as presupposed; an indefinite one shares the verb's negation and modality."""
    around = stance_of(verb)
    if top.dep_ == "obj" and verb.lemma_.lower() in lexicon().say:
        around.speakers = [*read_clause(verb).subjects[:1], *around.speakers]
    if top.dep_.startswith(("nsubj", "obl")):
        setting.verbs.append(verb)
    beside = (*noun.children, *top.children)
    settled = verb.dep_ in {"acl", "amod"} and verb.tag_ == "VBN"  # "a guard involved in a shooting"
    if settled or any(c.dep_ == "nmod:poss" or c.lower_ in DEFINITE for c in beside):
        around.negated, around.modality = False, Modality.ASSERTED
    setting.take(around)
