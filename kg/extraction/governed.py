"""What governs a clause or an act: the verb, adjective or noun above it, and the word that hangs it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.act_words import is_in
from kg.extraction.beside import CONDITIONS, Stance, is_inverted, own_words
from kg.extraction.clauses import is_passive, marks
from kg.extraction.governors import NEGATED, Effect, governors, is_modality
from kg.extraction.legal import is_blame, is_cleared, legal_status
from kg.extraction.lexicon import lexicon
from kg.extraction.sources import agents, has_case, is_voice, owner, speaks, teller, tellers
from kg.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

BLAMING = frozenset({"of", "with", "for", "over", "in", "to", "as"})
DENYING = frozenset({"deny", "refute", "dispute", "rebut"})  # also of a plan; "reject" is said of plans otherwise
KNOWING = frozenset(
    {"know", "realise", "realize", "remember", "forget", "regret", "notice", "appreciate", "condemn", "deplore"}
)
OPEN_TO_ALL = frozenset(
    "announce confirm reveal disclose declare state note acknowledge admit decide agree establish".split()
)
CAUSES = frozenset({"because", "since", "although", "though", "while", "whereas", "as"})
TIMES = frozenset({"after", "when", "before", "once", "until"})
FIRSTS = frozenset({"first", "last", "second", "only", "third", "one", "next"})
QUOTING = frozenset({"quote", "cite", "report", "hear"})
CONFESSING = frozenset({"admit", "acknowledge", "recall", "deny"})
EXACT = frozenset({"confirm", "verify", "admit", "acknowledge", "prove", "concede"})


def complement(token: Token, above: Token, stance: Stance, *, presupposed: bool) -> None:
    """Read the word whose complement a clause is; of what is presupposed the speakers alone."""
    if above.pos_ in {"NOUN", "PROPN"} and above.lemma_.lower() in governors().nouns:
        if not presupposed:
            noun_clause(token, above, stance)
        return
    filler = next((c for c in above.children if c.dep_ == "obj" and c.i < token.i and is_filled(c, token)), None)
    if filler is not None and not presupposed:
        noun_clause(token, filler, stance)  # "believed the claim that", hung on the verb
        return
    controlled = is_controlled(token)
    adjective = above.pos_ == "ADJ" or (any(c.dep_ == "cop" for c in above.children) and above.pos_ != "VERB")
    effect = effect_of_adjective(above) if adjective else effect_of_verb(above, token, controlled=controlled)
    if not adjective:
        stance.add(*speakers_of(above, controlled=controlled))
    if presupposed:
        return
    upper = Stance()
    own_words(above, upper)
    if effect == NEGATED:
        stance.negated = not stance.negated
    elif is_modality(effect):
        open_ = upper.negated and not controlled
        open_ = open_ or (upper.negated and effect == "denied" and not adjective)
        stance.weaken(Modality.HYPOTHETICAL if open_ and not adjective else Modality(effect))
    elif upper.negated and not controlled and above.lemma_.lower() not in KNOWING:
        stance.weaken(Modality.HYPOTHETICAL)  # "never said that", "did not confirm that"
    if controlled or above.lemma_.lower() == "ensure":
        stance.negated ^= controlled and (upper.negated or above.lemma_.lower() == "impossible")
        stance.weaken(upper.modality)


def is_filled(noun: Token, token: Token) -> bool:
    """Tell whether a noun before a clause is what the clause fills: "the claim that", "his conviction for"."""
    lemma, links = noun.lemma_.lower(), marks(token)
    content = "that" in links and governors().nouns.get(lemma) in {"alleged", "hypothetical", "denied"}
    return content or (bool(links & BLAMING) and token.tag_ == "VBG" and legal_status(noun) is not None)


def is_controlled(token: Token) -> bool:
    """Tell an infinitive or a form in -ing, whose subject stands above it, from a clause with its own."""
    if any(c.dep_ == "mark" and c.lower_ == "to" for c in token.children):
        return True
    return token.dep_ == "xcomp" or (
        token.tag_ == "VBG" and not any(c.dep_.startswith(("nsubj", "aux")) for c in token.children)
    )


def speakers_of(verb: Token, *, controlled: bool) -> list[Token]:
    """Return who tells what a verb governs; who plans, agrees or promises to do something tells nothing."""
    words, lemma = lexicon(), verb.lemma_.lower()
    asks = (lemma in words.request and not plans_itself(verb)) or lemma in governors().asks
    if controlled and lemma in governors().to and not asks and lemma not in words.allege | CONFESSING:
        return []
    if speaks(verb) or (controlled and asks):
        return tellers(verb)
    if not controlled and lemma in governors().tells:
        return [t for t in tellers(verb) if is_voice(t)]
    if not controlled and lemma in governors().shows:
        subject = teller(verb)
        return tellers(verb) if subject is not None and subject.lemma_.lower() in governors().documents else []
    return []


def effect_of_verb(verb: Token, token: Token, *, controlled: bool) -> Effect:
    """Return what a verb makes of its complement."""
    words, known, lemma = lexicon(), governors(), verb.lemma_.lower()
    if lemma in words.deny:
        return "denied"
    if lemma in words.request and (controlled or is_bare(token)) and not (controlled and plans_itself(verb)):
        return "requested"
    hearsay = is_passive(verb) and not agents(verb)
    if controlled:
        return effect_on_infinitive(verb, hearsay=hearsay)
    if lemma in words.allege:
        return "alleged"
    if lemma == "rule":
        return "denied" if any(c.lower_ == "out" for c in verb.children) else ""
    effect = known.that.get(lemma, "")
    if effect == "requested" and not is_bare(token):
        return ""
    if lemma in words.say | known.tells or effect:
        unnamed = hearsay and lemma not in OPEN_TO_ALL and effect in {"", "alleged"}
        return "alleged" if unnamed else effect
    return "" if verb.pos_ != "VERB" or lemma in words.request or lemma in known.to else "alleged"


def plans_itself(verb: Token) -> bool:
    """Tell "wants to leave" from "wants them to leave"."""
    planned = governors().to.get(verb.lemma_.lower()) == Modality.PLANNED.value
    return planned and not any(c.dep_ in {"obj", "iobj"} for c in verb.children)


def effect_on_infinitive(verb: Token, *, hearsay: bool) -> Effect:
    """Return what a verb makes of an infinitive or a form in -ing."""
    words, known, lemma = lexicon(), governors(), verb.lemma_.lower()
    if lemma == "go":
        return "planned" if verb.tag_ == "VBG" else ""
    if lemma == "have" or (lemma == "get" and verb.tag_ == "VBN" and any(c.dep_ == "aux" for c in verb.children)):
        if any(c.dep_ == "advmod" and c.lower_ == "yet" for c in verb.children):
            return NEGATED
        return "" if verb.tag_ == "VBD" else "requested"  # what one had to do one did
    effect = known.to.get(lemma, "")
    if hearsay and effect == "planned" and known.that.get(lemma) == "alleged":
        return "alleged"  # "is thought to have"
    if effect and effect != "asserted":
        return effect
    if lemma in words.allege or is_blame(verb):
        return "alleged"
    if hearsay and (lemma in words.say or known.that.get(lemma) == "alleged"):
        return "alleged"  # "is said to have", "is thought to have"
    return effect


def effect_of_adjective(word: Token) -> Effect:
    """Return what an adjective makes of its complement: "vital that", "able to", "not true that"."""
    lemma = word.lemma_.lower()
    if lemma in {"true", "so", "correct"} and any(c.lemma_.lower() == "not" for c in word.children):
        return "denied"
    past = any(c.dep_ == "cop" and c.lower_ in {"was", "were"} for c in word.children)
    if lemma == "able" and past:
        return ""
    return governors().adjectives.get(lemma, "")


def is_bare(token: Token) -> bool:
    """Tell whether a clause's verb is bare or infinitive: "urged that the UN have more talks"."""
    finite = any(c.dep_.startswith("aux") and c.lower_ not in {"to", "should", "be", "not"} for c in token.children)
    subject = next((c for c in token.children if c.dep_.startswith("nsubj")), None)
    same = token.lower_ == token.lemma_ and subject is not None and "Sing" in subject.morph.get("Number", [])
    should = any(c.lower_ in {"to", "should"} for c in token.children if c.dep_ in {"mark", "aux"})
    return should or ((token.tag_ in {"VB", "VBP"} or same) and not finite)


def adverbial(token: Token, above: Token, stance: Stance) -> bool:
    """Read what hangs an adverbial clause on its verb: a condition, a purpose, a charge; return whether it is taken for granted."""
    links, lemma = marks(token), above.lemma_.lower()
    filler = next(
        (c for c in above.children if c.dep_ in {"obj", "nsubj:pass", "obl"} and c.i < token.i and is_filled(c, token)),
        None,
    )
    if filler is not None:
        return noun_clause(token, filler, stance)
    if "as" in links and lemma in QUOTING and is_passive(above):
        stance.add(*agents(above))  # "was quoted by X as saying"
    if links & CONDITIONS or is_inverted(token):
        stance.weaken(Modality.HYPOTHETICAL)
    elif links & BLAMING and token.tag_ in {"VBG", "VBN"} and (is_blame(above) or is_cleared(above)):
        blamed(above, stance)
    elif "from" in links and governors().to.get(lemma) == NEGATED:
        stance.negated = not stance.negated
    elif "to" in links and token.tag_ not in {"VBG", "VBD"}:
        purpose(above, stance)
    elif "without" in links:
        stance.negated = True
    elif links & {"of", "at", "about", "on", "to"} and token.tag_ == "VBG":
        governing_phrase(above, stance)
    elif links & (CAUSES | TIMES) and any(c.dep_.startswith("nsubj") for c in token.children) and is_over(token):
        return True
    if token.tag_ in {"VBG", "VBN"} or links & TIMES:
        inherit(above, stance)
    return False


def is_over(verb: Token) -> bool:
    """Tell whether a finite clause tells of the past, so that nothing above it makes it less certain."""
    past = verb.tag_ == "VBD" or any(c.dep_ in {"aux", "aux:pass", "cop"} and c.tag_ == "VBD" for c in verb.children)
    return past or (verb.tag_ == "VBN" and any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children))


def inherit(above: Token, stance: Stance) -> None:
    """Take over the modality of the verb that a participle or a clause of time hangs on: "will help by sending"."""
    upper = Stance()
    own_words(above, upper)
    stance.weaken(upper.modality)


def blamed(above: Token, stance: Stance) -> None:
    """Read an accusation: "charged with killing", "guilty of", "acquitted of"; its status, where it has come so far."""
    if is_cleared(above):
        stance.negated = True
    stance.weaken(Modality.ALLEGED)
    stance.judge(above, legal_status(above))
    verb = above.head if above.pos_ == "ADJ" and above.dep_ == "xcomp" else above
    if verb.pos_ == "VERB" and not (above.pos_ == "ADJ" and verb.lemma_.lower() == "plead") and not is_cleared(above):
        stance.add(*tellers(verb))


def purpose(above: Token, stance: Stance) -> None:
    """Read an infinitive that hangs on a verb as its purpose, or as what somebody is asked, forced or allowed to do."""
    lemma = above.lemma_.lower()
    if above.pos_ == "ADJ":
        effect = effect_of_adjective(above) or "asserted"
    elif lemma in lexicon().request:
        effect = "requested"
        stance.add(*tellers(above))
    else:
        effect = governors().to.get(lemma, "planned")
        effect = "planned" if effect == "asserted" and not takes_result(above) else effect
    if effect == NEGATED:
        stance.negated = not stance.negated
    elif is_modality(effect):
        stance.weaken(Modality(effect))


def takes_result(verb: Token) -> bool:
    """Tell a verb whose infinitive comes about: "forced them to flee", "went on to win"."""
    far = verb.lemma_.lower() == "go" and any(c.lower_ == "far" for c in verb.children)  # "went so far as to"
    return far or verb.lemma_.lower() in governors().results


def governing_phrase(above: Token, stance: Stance) -> None:
    """Read the verb or adjective that takes a preposition and a form in -ing: "committed to", "aimed at", "thinking of"."""
    lemma = above.lemma_.lower()
    effect = governors().adjectives.get(lemma) or governors().to.get(lemma, "")
    if effect == NEGATED:
        stance.negated = not stance.negated
    elif is_modality(effect):
        stance.weaken(Modality(effect))


def noun_clause(token: Token, noun: Token, stance: Stance) -> bool:
    """Read the noun that a clause fills: "plans to", "allegations that"; return whether the clause is taken for granted."""
    links = marks(token)
    holder = noun.head
    if noun.dep_ in {"obj", "iobj"} and links & BLAMING and token.tag_ in {"VBG", "VBN"} and is_blame(holder):
        return adverbial(token, holder, stance)
    infinitive = "to" in links and token.tag_ != "VBG"
    if not links and token.tag_ in {"VBG", "VBN"}:
        effect = governors().nouns.get(holder.lemma_.lower(), "")
        if token.tag_ == "VBG" and effect and noun.dep_.startswith("nmod") and has_case(noun, {"of"}):
            filled(holder, effect, stance, content=effect == "alleged")  # "the risk of soldiers burning ..."
            return False
        return True  # "fighters firing on the crowd"
    effect = governors().nouns.get(noun.lemma_.lower(), "")
    if effect:
        filled(noun, effect, stance, content=effect in {"alleged", "requested"} or "that" in links)
    elif infinitive and not is_ordinal(noun):
        stance.weaken(Modality.PLANNED)
    return not effect and not infinitive


def is_ordinal(noun: Token) -> bool:
    """Tell "the first to arrive", "the only group to win"."""
    return noun.lower_ in FIRSTS or any(
        c.lower_ in FIRSTS and c.dep_ in {"amod", "nummod", "advmod"} for c in noun.children
    )


def filled(noun: Token, effect: Effect, stance: Stance, *, content: bool) -> None:
    """Read the stance that a noun gives to what fills it, as modified by "no" and by the verb above: "denied claims that".

    `content` tells that it is filled by what somebody says, not by what somebody does.
    """
    holder, known = noun.head, governors()
    lemma, above = noun.lemma_.lower(), holder.lemma_.lower()
    held = noun.dep_ in {"obj", "nsubj:pass"} and holder.pos_ == "VERB"
    alleged = effect == "alleged"
    no = any(c.dep_ == "det" and c.lower_ in {"no", "neither"} for c in noun.children)
    upper = Stance()
    if holder.pos_ in {"VERB", "AUX"} and holder.i != noun.i:
        own_words(holder, upper)
    denies = above in DENYING and (alleged or (effect == "planned" and noun.dep_ == "obj" and not is_passive(holder)))
    if held and (denies or (alleged and (above in lexicon().deny or known.that.get(above) == "denied"))):
        stance.weaken(Modality.HYPOTHETICAL if upper.negated else Modality.DENIED)
        stance.add(*tellers(holder))
        return
    if held and above in EXACT and alleged and not upper.negated:
        stance.add(*tellers(holder))
        return
    if lemma in known.traces and (no or upper.negated):
        effect = Modality.HYPOTHETICAL.value
    elif effect == NEGATED or (no and not alleged):
        stance.negated = not stance.negated
    if is_modality(effect):
        stance.weaken(Modality(effect))
    told_by_noun(noun, stance, content=content, held=held and not upper.negated)


def told_by_noun(noun: Token, stance: Stance, *, content: bool, held: bool) -> None:
    """Add who speaks by a noun: whose it is, or who makes, repeats or announces it; and the status of a charge."""
    holder, known = noun.head, governors()
    status = legal_status(noun)
    if status is not None:
        stance.judge(noun, status)
        return
    if not content or noun.lemma_.lower() in known.traces - {"report"}:
        return
    whose = owner(noun)
    if whose is not None:
        stance.add(whose)
    elif held and (holder.lemma_.lower() in known.voices or speaks(holder)):
        stance.add(*tellers(holder))


def governed_act(act: Token, above: Token, stance: Stance) -> None:
    """Read the word above the noun of an act: "denied the killing of", "accused of the murder of", "calls for the release of"."""
    dep, known, lemma = act.dep_, governors(), above.lemma_.lower()
    if above.pos_ in {"NOUN", "PROPN"}:
        effect = known.nouns.get(lemma, "")
        if dep.startswith(("nmod", "obl")) and effect:
            filled(above, effect, stance, content=effect in {"alleged", "requested"})
        return
    direct = dep in {"obj", "nsubj:pass"}
    if dep.startswith("obl") and (is_blame(above) or is_cleared(above)) and has_case(act, BLAMING - {"to", "as", "in"}):
        blamed(above, stance)
    elif direct and lemma in lexicon().deny:
        stance.weaken(Modality.DENIED)
        stance.add(*tellers(above))
    elif lemma in lexicon().request and (direct or has_case(act, {"for", "on"})):
        stance.weaken(Modality.REQUESTED)
        stance.add(*tellers(above))
    elif direct and lemma in lexicon().allege:
        stance.weaken(Modality.ALLEGED)
        stance.add(*tellers(above))
    elif direct and known.to.get(lemma, "") not in {"asserted", ""}:
        effect = known.to[lemma]
        if effect == NEGATED:
            stance.negated = not stance.negated
        else:
            stance.weaken(Modality(effect))
    elif direct and speaks(above):
        stance.add(*tellers(above))
    if direct or dep.startswith("obl"):
        inherit_all(above, stance)
    if dep == "nsubj" and takes_place(above):
        own_words(above, stance)


def takes_place(verb: Token) -> bool:
    """Tell whether a verb says of its subject that it happened."""
    placed = verb.lemma_ == "take" and any(c.dep_ == "obj" and c.lower_ == "place" for c in verb.children)
    return placed or is_in("verbs", "happen", verb.lemma_.lower())


def inherit_all(above: Token, stance: Stance) -> None:
    """Take over negation and modality of the verb that an act is the object of: "did not carry out the attack"."""
    upper = Stance()
    own_words(above, upper)
    if above.lemma_.lower() in governors().performs:
        stance.negated ^= upper.negated
        stance.weaken(upper.modality)
