"""Acts that a verb tells of: active, passive with and without an agent, participles, and verbs whose subject suffers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.extraction.act_words import is_in
from kg.extraction.arguments import argument
from kg.extraction.clauses import Clause, marks, read_clause
from kg.extraction.events import prepositional
from kg.extraction.mentions import Mentions, Spotted
from kg.extraction.stance import Stance, own_words, stance_of
from kg.extraction.told import Told, agents, counted, is_site, place_at, place_beside, stands_for_people, sum_of
from kg.model import EntityType, MentionKind
from kg.ontology import Ontology, Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

BESIDE = frozenset({"compound:prt", "obj", "xcomp", "advmod", "amod", "obl", "advcl", "obl:unmarked", "nsubj:pass", "compound"})
BODILY = frozenset({"killing", "violence", "deprivationOfLiberty"})  # what befalls people, not bodies
UNMEANT = frozenset({"killing", "injuring", "displacement"})  # what storms and crashes do too
SURE = {"active": 0.85, "passive": 0.8, "participle": 0.7, "suffered": 0.75}


def verb_triggers(verb: Token, ontology: Ontology) -> tuple[Trigger, ...]:
    """Return the triggers of a verb, or of an adjective that is a participle."""
    acts, lemma = ontology.acts, verb.lemma_.lower()
    if lemma in acts.verbs and verb.pos_ == "VERB":
        return acts.verbs[lemma]
    return acts.verbs.get(acts.forms.get(verb.lower_, ""), ())


def verb_act(verb: Token, mentions: Mentions, ontology: Ontology) -> Told | None:
    """Return the act that a verb tells of by the most specific trigger that stands, or None."""
    triggers = verb_triggers(verb, ontology)
    if not triggers:
        return None
    clause = participle(verb) or read_clause(verb)
    for trigger in triggers:
        beside = words_beside(verb, trigger)
        if beside is not None:
            told = act_by(trigger, clause, beside, mentions, ontology)
            if told is not None:
                return told
    return None


def participle(verb: Token) -> Clause | None:
    """Return the clause of a past participle before or behind its noun: "the *detained* journalists", "a man *shot* by"."""
    past = verb.tag_ == "VBN" or (verb.pos_ == "ADJ" and verb.lower_.endswith("ed"))
    if verb.dep_ == "amod" and past and verb.head.pos_ in {"NOUN", "PROPN"} and verb.i < verb.head.i:
        return Clause(verb, (), (verb.head,), (), passive=True)
    deps = {c.dep_ for c in verb.children}
    if verb.dep_ == "acl" and verb.tag_ == "VBD" and not deps & {"obj", "nsubj", "mark"}:  # tagged as past tense
        own = read_clause(verb)
        by = tuple(o.noun for o in own.obliques if o.preposition == "by")
        return Clause(verb, by, (verb.head,), own.obliques, passive=True)
    return None


def words_beside(verb: Token, trigger: Trigger) -> list[Token] | None:
    """Return the tokens that a trigger asks for beside its verb, or None where one is missing."""
    if not trigger.words:
        return []
    near = [c for c in verb.children if c.dep_ in BESIDE]
    holding = [c for c in near if c.dep_.startswith(("obl", "xcomp", "obj"))]
    near += [g for c in holding for g in c.children if g.dep_ in {"case", "amod", "mark"}]
    found = []
    for word in trigger.words:
        match = next((t for t in near if word in (t.lower_, t.lemma_.lower())), None)
        if match is None:
            return None
        found.append(match)
    return found


def act_by(trigger: Trigger, clause: Clause, beside: list[Token], mentions: Mentions, ontology: Ontology) -> Told | None:
    """Return the act of a trigger whose words stand, if the clause has somebody whom it may befall."""
    verb, kind = clause.verb, ontology.acts.kinds[trigger.predicate]
    suffers = trigger in ontology.acts.suffered
    if (suffers and clause.passive) or (verb.dep_ == "amod" and kind.name == "injuring"):
        return None  # "the injured player": how he is, not what was done
    thing = next((t for t in beside if t.dep_ in {"obj", "nsubj:pass"}), None)
    targets = clause.subjects if suffers else sufferers(trigger, clause)
    people = befallen(trigger, clause, thing, [t for t in targets if t not in beside], mentions, ontology)
    struck = kind.hits_places and any(is_place(t, mentions) for t in targets)
    victims = agents((t for t, _ in people), mentions)
    perpetrators = tuple(s for s in agents(() if suffers else clause.subjects, mentions, states=True) if s not in victims)
    place = where(clause, targets, mentions)
    told = bool(victims or perpetrators or place) if thing is not None else bool(people or struck)
    unmeant = not perpetrators and UNMEANT & {kind.name, *ontology.acts.family(kind.name)} and by_accident(clause)
    if not told or unmeant:
        return None
    manner = "suffered" if suffers else "participle" if verb.dep_ == "amod" else "passive" if clause.passive else "active"
    return Told(
        kind.name,
        " ".join(t.text for t in sorted({verb, *beside}, key=lambda t: t.i)),
        verb.idx,
        verb.i,
        f"act: {trigger.text}",
        victims=victims,
        perpetrators=perpetrators,
        count=sum_of(n for t, n in people if t is not thing),
        place=place,
        confidence=SURE[manner],
    )


def befallen(
    trigger: Trigger, clause: Clause, thing: Token | None, targets: list[Token], mentions: Mentions, ontology: Ontology
) -> list[tuple[Token, int | None]]:
    """Return the people whom an act befell, with their numbers: the owners of a thing taken or destroyed, or the targets."""
    if thing is not None:
        struck = prepositional(clause, trigger.preposition) if trigger.preposition else owners(thing) or [thing]
        return list(counted(struck))
    kind = ontology.acts.kinds[trigger.predicate]
    bodily = BODILY & {kind.name, *ontology.acts.family(kind.name)} and not kind.hits_places
    meant = [t.head if bodily and t.dep_ == "nmod" and is_body(t, mentions) else t for t in targets]  # "a reporter for X, who"
    return [(t, n) for t, n in counted(meant) if stands_for_people(t, mentions) and not (bodily and is_body(t, mentions))]


def is_body(token: Token, mentions: Mentions) -> bool:
    """Tell whether a noun names an organization, which can be attacked but not beaten."""
    spotted = argument(token, mentions)
    return spotted is not None and spotted.mention.type is EntityType.ORGANIZATION and spotted.mention.kind is MentionKind.NAME


def sufferers(trigger: Trigger, clause: Clause) -> tuple[Token, ...]:
    """Return the tokens that stand for those whom a verb's act befalls."""
    if trigger.preposition and not clause.passive:
        return prepositional(clause, trigger.preposition)
    return clause.objects


def owners(thing: Token) -> list[Token]:
    """Return whose a thing is: "*villagers*' homes", "the homes of *villagers*"."""
    of = [c for c in thing.children if c.dep_ == "nmod" and any(g.lower_ == "of" for g in c.children if g.dep_ == "case")]
    return [c for c in thing.children if c.dep_ == "nmod:poss"] or of


def is_place(token: Token, mentions: Mentions) -> bool:
    """Tell whether a noun stands for a place or for a building where people are."""
    spotted = mentions.headed_by(token)
    if spotted is not None:
        return spotted.mention.type is EntityType.PLACE or is_site(token)
    return is_site(token)


def where(clause: Clause, targets: Iterable[Token], mentions: Mentions) -> Spotted | None:
    """Return the place of a clause: named beside the verb or its object, or struck itself."""
    nouns = list(targets)
    found = place_beside(clause.verb, mentions)
    found = found or next(filter(None, (place_beside(t, mentions) for t in (*nouns, *fellows(clause.verb)))), None)
    return found or next(filter(None, (place_at(t, mentions) for t in nouns if is_place(t, mentions))), None)


def fellows(verb: Token) -> list[Token]:
    """Return the verbs that share a verb's place by conjunction: "killed two men *and wounded ten* in Karsk"."""
    after = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"]
    before = [verb.head] if verb.dep_ == "conj" and verb.head.pos_ == "VERB" else []
    return [v for v in (*after, *before) if not any(c.dep_.startswith("nsubj") and c.i > verb.i for c in v.children)]


def by_accident(clause: Clause) -> bool:
    """Tell whether a clause lays what it tells to a storm, crash or the like, which nobody did."""
    verb = clause.verb
    nouns = [*clause.subjects, *(o.noun for o in clause.obliques)]
    clauses = [c for c in verb.children if c.dep_ == "advcl"]
    if verb.dep_ in {"advcl", "acl"} and not any(c.dep_.startswith("nsubj") for c in verb.children):
        clauses += [verb.head, *(c for c in verb.head.children if c.dep_ in {"xcomp", "ccomp"})]
    return any(is_in("nouns", "accident", n.lemma_.lower()) for n in nouns) or any(
        is_in("nouns", "accidents", c.lemma_.lower()) for c in clauses
    )


def verb_stance(verb: Token) -> Stance:
    """Return how a verb's act is put forward; what a participle before its noun says is presupposed."""
    bare = verb.dep_ == "acl" and verb.tag_ in {"VBN", "VBD"} and not marks(verb)
    if verb.dep_ != "amod" and not bare:
        return stance_of(verb)
    stance, around = Stance(), stance_of(verb)
    own_words(verb, stance)
    stance.speakers = around.speakers
    return stance
