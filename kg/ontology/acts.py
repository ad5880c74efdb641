"""Kinds of act from `ontologies/acts.ttl`, a SKOS scheme, with the verbs and nouns that tell of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kg.ontology.extensions import HR, local_name
from kg.ontology.triggers import Trigger, regular_forms

HRV = "https://w3id.org/rightsgraph/vocab/"
SKOS = "http://www.w3.org/2004/02/skos/core#"

Rows = Mapping[str, Mapping[str, list[str]]]


@dataclass(frozen=True, slots=True)
class ActKind:
    """One concept of the scheme.

    The subject of a verb among `victim_triggers` suffers the act, as in "die in custody". `hits_places`: a town or building
    may stand where the victim does.
    """

    name: str
    iri: str
    label: str
    definition: str = ""
    broader: tuple[str, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    victim_triggers: tuple[Trigger, ...] = ()
    nouns: tuple[str, ...] = ()
    hits_places: bool = False


@dataclass(frozen=True)
class Acts:
    """The kinds by name, and what follows from them."""

    kinds: dict[str, ActKind] = field(default_factory=dict)

    @cached_property
    def verbs(self) -> dict[str, tuple[Trigger, ...]]:
        """Triggers by their verb, the most specific first; of equals, those whose object suffers the act."""
        found: dict[str, list[Trigger]] = defaultdict(list)
        for kind in self.kinds.values():
            for trigger in (*kind.triggers, *kind.victim_triggers):
                found[trigger.verb].append(trigger)
        return {
            verb: tuple(sorted(found[verb], key=lambda t: (-len(t.words), not t.preposition, t in self.suffered, t.predicate)))
            for verb in sorted(found)
        }

    @cached_property
    def suffered(self) -> frozenset[Trigger]:
        """The triggers whose subject suffers the act."""
        return frozenset(t for k in self.kinds.values() for t in k.victim_triggers)

    @cached_property
    def nouns(self) -> dict[str, str]:
        """Kind by noun phrase as `closed_up` writes it."""
        return {closed_up(n): k.name for k in self.kinds.values() for n in k.nouns}

    @cached_property
    def noun_tails(self) -> frozenset[str]:
        """The noun phrases and what is left of them without their first words, closed up."""
        words = [re.split(r"[ -]", n) for k in self.kinds.values() for n in k.nouns]
        return frozenset(closed_up("".join(w[i:])) for w in words for i in range(len(w)))

    @cached_property
    def forms(self) -> dict[str, str]:
        """Trigger verbs by their regular forms, for words that the lemmatizer does not know or takes for adjectives."""
        return {form: verb for verb in self.verbs for form in regular_forms(verb)}

    def family(self, name: str) -> tuple[str, ...]:
        """Return a kind's broader kinds, nearest first, without itself."""
        above: list[str] = []
        todo = list(self.kinds[name].broader) if name in self.kinds else []
        while todo:
            broader = todo.pop(0)
            if broader not in above:
                above.append(broader)
                todo += self.kinds[broader].broader if broader in self.kinds else ()
        return tuple(above)


def closed_up(phrase: str) -> str:
    """Return a phrase in lower case without the spaces and hyphens by which its spellings differ.

    >>> closed_up("Ill-treatment"), closed_up("forced labour")
    ('illtreatment', 'forcedlabour')
    """
    return phrase.lower().replace(" ", "").replace("-", "").replace("\u2011", "").replace("\u2010", "")


def act_concepts(rows: Rows) -> frozenset[str]:
    """Return the IRIs of the concepts that are in the scheme of acts."""
    return frozenset(iri for iri, row in rows.items() if f"{HRV}act" in row.get(f"{SKOS}inScheme", []))


def read_acts(rows: Rows) -> Acts:
    """Read the kinds of act from rows of subject, property and values."""
    concepts = act_concepts(rows)
    kinds = [make_kind(iri, rows[iri], concepts) for iri in sorted(concepts)]
    return Acts({k.name: k for k in kinds})


def make_kind(iri: str, row: Mapping[str, list[str]], concepts: Collection[str]) -> ActKind:
    """Read one concept's row."""
    name = local_name(iri)

    def triggers(key: str) -> tuple[Trigger, ...]:
        return tuple(Trigger.parse(name, t) for t in sorted(set(row.get(HR + key, []))))

    return ActKind(
        name=name,
        iri=iri,
        label=row.get(f"{SKOS}prefLabel", [name])[0],
        definition=row.get(f"{SKOS}definition", [""])[0],
        broader=tuple(sorted(local_name(b) for b in row.get(f"{SKOS}broader", []) if b in concepts)),
        triggers=triggers("trigger"),
        victim_triggers=triggers("victimTrigger"),
        nouns=tuple(sorted(set(row.get(f"{HR}nounTrigger", [])))),
        hits_places=f"{HR}Place" in row.get(f"{HR}objectClass", []),
    )
