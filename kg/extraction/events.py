"""Who did what to whom: clauses to statements, by the ontology's triggers, else with the verb as an open predicate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.arguments import acts, argument, pairs, words_of
from kg.extraction.clauses import Clause, find_verbs, marks, read_clause
from kg.extraction.lexicon import lexicon
from kg.extraction.mentions import Mentions, Spotted
from kg.extraction.statement import Statement
from kg.language.scan import chosen, marked
from kg.model import EntityType, MentionKind
from kg.ontology import Ontology, Predicate, Trigger

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOT_OPEN = frozenset(
    "be become begin call come continue do face find get give go have include keep know leave let like make need put say "
    "see seem set show start take use want".split()
)
OPEN_PREPOSITIONS = frozenset("to with against from for at on in into by over of behind between among".split())
INTERROGATIVES = frozenset("how why whether if what when where who whom which whose".split())
OBLIGING = frozenset({"must", "should", "ought"})
WEAPONS = frozenset(
    "bomb bullet canister gas gun grenade missile rock rocket round shell shot stone teargas weapon".split()
)
PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "inside"})


def event_statements(doc: Doc, mentions: Mentions, ontology: Ontology) -> Iterator[Statement]:
    """Yield what each clause says between two mentions."""
    crowd = crowds(doc, mentions)
    for verb in find_verbs(doc):
        if crowd[verb.i]:
            yield from said_by(verb, mentions, ontology, alone=crowd[verb.i] == 1)
    yield from should_act(doc, mentions, ontology)


def crowds(doc: Doc, mentions: Mentions) -> list[int]:
    """Return by token how many mentions its sentence holds: clauses of a sentence without any say nothing."""
    sentence = (doc.to_array("SENT_START") == 1).cumsum().tolist()
    held = Counter(n for s in mentions.all for n in {sentence[s.first], sentence[s.last - 1]})
    held.update(sentence[noun] for noun in mentions.bearers)
    return [held[n] for n in sentence]


def said_by(verb: Token, mentions: Mentions, ontology: Ontology, *, alone: bool) -> Iterator[Statement]:
    """Yield what a verb's clause says; with one mention `alone` in the sentence, only what it says in words."""
    triggers = triggers_of(verb, ontology)
    standing = list(those_standing(verb, triggers))
    if alone:
        standing = [t for t in standing if ontology.predicates[t.predicate].takes_words]
    known = alone or any(not t.preposition and not t.words for t in triggers) or not may_be_open(verb)
    if known and not standing:
        return
    clause = read_clause(verb)
    found = list(triggered(clause, standing, mentions, ontology)) or list(in_words(clause, standing, mentions, ontology))
    yield from found if found or known else open_statements(clause, mentions)


def triggers_of(verb: Token, ontology: Ontology) -> tuple[Trigger, ...]:
    """Return the triggers of a verb, by its lemma or, where that is none, by its regular form."""
    lemma = verb.lemma_.lower()
    return ontology.triggers.get(lemma if lemma in ontology.triggers else ontology.forms.get(verb.lower_, lemma), ())


def triggered(
    clause: Clause, triggers: Iterable[Trigger], mentions: Mentions, ontology: Ontology
) -> Iterator[Statement]:
    """Yield the statements of the most specific trigger, of those whose words stand, whose argument classes fit."""
    for trigger in triggers:
        if trigger.predicate == "urged" and asks_question(clause.verb):
            continue
        pairs = list(argument_pairs(clause, trigger, mentions, ontology.predicates[trigger.predicate]))
        if pairs:
            place = place_of(clause, mentions)
            for subject, target in pairs:
                yield Statement(
                    subject,
                    trigger.predicate,
                    clause.verb.i,
                    f"trigger: {trigger.text}",
                    object=target,
                    place=place if place not in (subject, target) else None,
                )
            return


def in_words(
    clause: Clause, triggers: Iterable[Trigger], mentions: Mentions, ontology: Ontology
) -> Iterator[Statement]:
    """Yield what a clause says of something that is no mention, in its words: "rejected *the proposal*"."""
    for trigger in triggers:
        predicate = ontology.predicates[trigger.predicate]
        if not predicate.takes_words:
            continue
        words = [w for t in wordy(clause, trigger) if argument(t, mentions) is None and (w := words_of(t))]
        subjects = [s for t in clause.subjects if (s := argument(t, mentions)) and acts(predicate, s)]
        for subject in subjects:
            for value in words:
                rule = f"trigger: {trigger.text}"
                yield Statement(subject, predicate.name, clause.verb.i, rule, value=value)
        if subjects and words:
            return


def wordy(clause: Clause, trigger: Trigger) -> list[Token]:
    """Return the nouns and the complement clause that may stand as words: "threatened *to close the border*"."""
    if trigger.preposition:
        return [t for t in prepositional(clause, trigger.preposition) if t.pos_ == "NOUN"]
    nouns = [t for t in clause.objects if t.pos_ == "NOUN"]
    return nouns or [c for c in clause.verb.children if c.dep_ in {"xcomp", "ccomp"} and c.i > clause.verb.i]


def should_act(doc: Doc, mentions: Mentions, ontology: Ontology) -> Iterator[Statement]:
    """Yield who is urged by "X said that Y must ...": what somebody says another should do asks it of them."""
    for verb in chosen(doc, marked(doc, "DEP", ("ccomp",))):
        if verb.head.lemma_.lower() not in lexicon().say:
            continue
        if not any(c.dep_ == "aux" and c.lower_ in OBLIGING for c in verb.children):
            continue
        speakers, asked = read_clause(verb.head).subjects, read_clause(verb).subjects
        for subject, target in pairs(speakers, asked, mentions, ontology.predicates["urged"]):
            yield Statement(subject, "urged", verb.head.i, "said that they must", object=target)


def asks_question(verb: Token) -> bool:
    """Tell whether a verb's complement is a question: "asked officials *how* the papers were lost"."""
    complements = [c for c in verb.children if c.dep_ in {"ccomp", "advcl"}]
    return any(c.left_edge.lower_ in INTERROGATIVES for c in complements)


def those_standing(verb: Token, triggers: Iterable[Trigger]) -> Iterator[Trigger]:
    """Yield the triggers whose particle, object or predicate, where they ask for one, stands beside the verb."""
    beside: set[str] | None = None
    for trigger in triggers:
        if trigger.words and beside is None:
            beside = words_beside(verb)
        if not trigger.words or beside is None or beside.issuperset(trigger.words):
            yield trigger


def words_beside(verb: Token) -> set[str]:
    """Return the words beside a verb that a trigger may ask for."""
    near = [c for c in verb.children if c.dep_ in {"compound:prt", "obj", "xcomp", "advmod", "amod", "obl"}]
    near += [n for c in near if c.dep_ == "obj" for n in c.children if n.dep_ in {"compound", "conj", "nmod"}]
    beside = {w for c in near for w in (c.lower_, c.lemma_.lower())}
    return beside | {c.lower_ for child in near if child.dep_ == "obl" for c in child.children if c.dep_ == "case"}


def argument_pairs(
    clause: Clause, trigger: Trigger, mentions: Mentions, predicate: Predicate
) -> Iterator[tuple[Spotted, Spotted]]:
    """Yield the pairs of mentions that may stand in the relation."""
    if trigger.preposition and clause.passive:  # "was shot at by X": the subject is the prepositional argument
        stranded = any(
            c.lower_ == trigger.preposition and c.dep_ in {"compound:prt", "advmod", "obl", "case"}
            for c in clause.verb.children
        )
        belongs = predicate.name in {"locatedIn", "bornIn", "affiliatedWith"} or "affiliatedWith" in predicate.parents
        if belongs:  # "soldiers attached to X", "is based in Y"
            yield from pairs(clause.objects, prepositional(clause, trigger.preposition), mentions, predicate)
        elif stranded:
            yield from pairs(clause.subjects, clause.objects, mentions, predicate)
        return
    if trigger.preposition and not trigger.words and harmless(clause, predicate):
        return
    second = (
        prepositional(clause, trigger.preposition) or receivers(clause, trigger)
        if trigger.preposition
        else clause.objects or asked_to_act(clause)
    )
    yield from pairs(clause.subjects, second, mentions, predicate)
    alone = not trigger.preposition and (not clause.objects or bool(trigger.words))
    if predicate.symmetric and alone and len(clause.subjects) > 1:
        yield from pairs(clause.subjects[:1], clause.subjects[1:], mentions, predicate)  # "X and Y met", "held talks"


def harmless(clause: Clause, predicate: Predicate) -> bool:
    """Tell whether what is thrown or fired hurts nobody: "fired *questions* at"."""
    thrown = [t for t in clause.objects if t.pos_ == "NOUN"]
    return predicate.plover == "ASSAULT" and bool(thrown) and not any(t.lemma_.lower() in WEAPONS for t in thrown)


def receivers(clause: Clause, trigger: Trigger) -> tuple[Token, ...]:
    """Return the indirect object, which stands for "to": "gave *the villagers* aid" as "gave aid to"."""
    given = trigger.preposition == "to" and bool(trigger.words)
    return tuple(c for c in clause.verb.children if c.dep_ == "iobj") if given else ()


def asked_to_act(clause: Clause) -> tuple[Token, ...]:
    """Return the subject of what is asked for: "urged that *the UN* have more discussions"."""
    if clause.verb.lemma_.lower() not in lexicon().request:
        return ()
    asked = [c for c in clause.verb.children if c.dep_ == "ccomp" and "that" in marks(c) and c.tag_ in {"VB", "VBP"}]
    return tuple(n for c in asked for n in c.children if n.dep_ == "nsubj")


def prepositional(clause: Clause, preposition: str) -> tuple[Token, ...]:
    """Return the nouns after a preposition."""
    return tuple(o.noun for o in clause.obliques if o.preposition == preposition)


def place_of(clause: Clause, mentions: Mentions) -> Spotted | None:
    """Return the place that the clause names after "in", "at" or the like."""
    for oblique in clause.obliques:
        if oblique.preposition in PLACE_PREPOSITIONS:
            found = mentions.headed_by(oblique.noun)
            if found and found.mention.type is EntityType.PLACE and found.mention.kind is MentionKind.NAME:
                return found
    return None


def may_be_open(verb: Token) -> bool:
    """Tell whether a verb says enough to be a predicate; reporting verbs are left to the stance of what they report."""
    lemma = verb.lemma_.lower()
    return lemma not in NOT_OPEN and lemma not in lexicon().say and lemma.isalpha()


def open_statements(clause: Clause, mentions: Mentions) -> Iterator[Statement]:
    """Yield the verb itself as predicate, between a subject and an object or prepositional argument that are both known.

    At least one must be a name.
    """
    verb = clause.verb
    lemma = verb.lemma_.lower()
    particle = "".join(f" {c.lower_}" for c in verb.children if c.dep_ == "compound:prt")
    targets = [("", t) for t in clause.objects]
    if not clause.objects:
        targets = [
            (f" {o.preposition}", o.noun)
            for o in clause.obliques
            if not (clause.passive and o.preposition == "by")
            and o.preposition in OPEN_PREPOSITIONS
            and o.noun.head.i == verb.i
        ]
    for preposition, noun in targets:
        for token in clause.subjects:
            subject, target = argument(token, mentions), argument(noun, mentions)
            if subject is None or target is None or subject == target or not worth(subject, target):
                continue
            label = f"{lemma}{particle}{preposition}"
            yield Statement(
                subject,
                label.replace(" ", "_"),
                verb.i,
                f"open: {label}",
                object=target,
                open=True,
                label=label,
            )


def worth(subject: Spotted, target: Spotted) -> bool:
    """Tell whether an open relation joins a person or body with a name."""
    names = [s for s in (subject, target) if s.mention.kind is MentionKind.NAME]
    return (
        subject.mention.type is not EntityType.PLACE
        and len(names) >= 1
        and (len(names) == 2 or MentionKind.PRONOUN not in {subject.mention.kind, target.mention.kind})
    )
