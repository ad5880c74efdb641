"""Acts told by nouns: "the arrest of X by Y", "talks between A and B", "X's visit to Y".

A noun trigger of the ontology names the noun and the preposition before the second argument. The first is a possessor,
stands behind "by" or before the noun, or is the subject of a verb that adds nothing of its own ("launched an attack on").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.arguments import acts, argument, pairs
from kg.extraction.clauses import read_clause, with_conjuncts
from kg.extraction.mentions import Mentions, Spotted
from kg.extraction.statement import Statement
from kg.language.scan import chosen, marked
from kg.ontology import Ontology, Predicate, Trigger

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LIGHT = frozenset(
    "announce begin carry commence commit conduct continue do end express give have hold initiate intensify issue launch "
    "lead make mount offer open order pay perform plan propose renew repeat restart resume stage start step suspend "
    "undertake voice wage".split()
)
DURING = frozenset({"in", "at", "during", "after", "following"})


def nominal_statements(doc: Doc, mentions: Mentions, ontology: Ontology) -> Iterator[Statement]:
    """Yield what each noun of the ontology says between two mentions."""
    for token in chosen(doc, marked(doc, "POS", ("NOUN",))):
        triggers = ontology.noun_triggers.get(token.lemma_.lower(), ())
        for trigger in triggers if mentions.at(token) is None else ():
            found = list(nominal_pairs(token, trigger, mentions, ontology.predicates[trigger.predicate]))
            for subject, target in found:
                rule = f"noun: {trigger.text}"
                yield Statement(
                    subject, trigger.predicate, token.i, rule, object=target
                )
            if found:
                break


def nominal_pairs(
    noun: Token, trigger: Trigger, mentions: Mentions, predicate: Predicate
) -> Iterator[tuple[Spotted, Spotted]]:
    """Yield the pairs of mentions that a noun relates."""
    agents, objects = behind(noun, "by"), behind(noun, trigger.preposition)
    owners = [c for c in noun.children if c.dep_ == "nmod:poss" and argument(c, mentions) is not None]
    if trigger.preposition == "of" and agents and not objects:
        yield from pairs(agents, owners, mentions, predicate)  # "X's arrest by Y"
        return
    between = trigger.preposition == "between" or (trigger.preposition == "of" and predicate.symmetric)
    if between and len(objects) > 1:
        yield from pairs(objects[:1], objects[1:], mentions, predicate)  # "talks between X and Y"
    elif not between and objects:
        first = agents or owners or before(noun, mentions, predicate) or light_subjects(noun)
        if not first and predicate.symmetric:
            first = partakers(noun)
        yield from pairs(first, objects, mentions, predicate)


def behind(noun: Token, preposition: str) -> list[Token]:
    """Return the nouns that a preposition hangs on a noun, those coordinated with them included."""
    found = []
    for child in noun.children:
        if child.i > noun.i and child.dep_.startswith(("nmod", "obl")):
            cases = [c.lower_ for c in child.children if c.dep_ == "case"]
            if cases and cases[-1] == preposition:
                found += list(with_conjuncts([child]))
    return found


def before(noun: Token, mentions: Mentions, predicate: Predicate) -> list[Token]:
    """Return the name or noun of the agent that stands as a modifier: "*police* killing of", "*UN* visit to"."""
    modifiers = [c for c in noun.children if c.dep_ in {"compound", "nmod:desc"} and c.i < noun.i]
    found = ((c, argument(c, mentions)) for c in modifiers)
    return [c for c, spotted in found if spotted is not None and acts(predicate, spotted)]


def light_subjects(noun: Token) -> tuple[Token, ...]:
    """Return the subjects of a verb that only carries the noun: "*soldiers* launched an attack on"."""
    verb = noun.head
    carried = noun.dep_ == "obj" and verb.pos_ == "VERB" and verb.lemma_.lower() in LIGHT
    return read_clause(verb).subjects if carried else ()


def partakers(noun: Token) -> tuple[Token, ...]:
    """Return the subjects of a clause that happens in a talk: "*X* raised the case in a call with Y"."""
    verb = noun.head
    during = any(c.dep_ == "case" and c.lower_ in DURING for c in noun.children)
    return read_clause(verb).subjects if noun.dep_.startswith("obl") and during and verb.pos_ == "VERB" else ()
