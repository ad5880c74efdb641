"""Classes, predicates and their triggers, from Turtle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import pyoxigraph as ox

from kg.errors import BadOntology
from kg.model import EntityType
from kg.ontology.acts import HRV, Acts, act_concepts, read_acts
from kg.ontology.extensions import HR, RDFS, Rows, check_extension, check_names, local_name
from kg.ontology.files import READ, digest, ontology_file
from kg.ontology.triggers import Trigger, regular_forms

SYMMETRIC = "http://www.w3.org/2002/07/owl#SymmetricProperty"
AGENTS = (EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP)


@dataclass(frozen=True, slots=True)
class Predicate:
    """One relation of the ontology. `subjects` and `objects` are the classes that the extractor accepts there.

    `takes_words`: the text's own words may stand in the place of an object ("rejected *the proposal*").
    `reaches_owner`: what is done to somebody's act or thing is done to them ("praised *Kenya*'s efforts").
    """

    name: str
    iri: str
    label: str
    definition: str = ""
    parents: tuple[str, ...] = ()
    symmetric: bool = False
    accusatory: bool = False
    subjects: frozenset[EntityType] = frozenset(AGENTS)
    objects: frozenset[EntityType] = frozenset(EntityType)
    triggers: tuple[Trigger, ...] = ()
    role_triggers: tuple[str, ...] = ()
    noun_triggers: tuple[Trigger, ...] = ()
    plover: str = ""
    takes_words: bool = False
    reaches_owner: bool = False


@dataclass(frozen=True)
class Ontology:
    """The predicates by name, and what follows from them. `added` holds the user's triggers, which come before the like."""

    predicates: dict[str, Predicate] = field(default_factory=dict)
    added: frozenset[Trigger] = frozenset()
    acts: Acts = field(default_factory=Acts)

    @cached_property
    def accusatory(self) -> frozenset[str]:
        """Names of the predicates that accuse the subject or the object."""
        return frozenset(n for n, p in self.predicates.items() if p.accusatory)

    @cached_property
    def iris(self) -> dict[str, str]:
        """The predicates and kinds of act of other namespaces than the ontology's own, by name."""
        kinds = {n: k.iri for n, k in self.acts.kinds.items() if not k.iri.startswith(HRV)}
        return kinds | {n: p.iri for n, p in self.predicates.items() if not p.iri.startswith(HR)}

    @cached_property
    def triggers(self) -> dict[str, tuple[Trigger, ...]]:
        """Triggers by their verb, the most specific first."""
        found: dict[str, list[Trigger]] = defaultdict(list)
        for predicate in self.predicates.values():
            for trigger in predicate.triggers:
                found[trigger.verb].append(trigger)
        order = {
            v: sorted(ts, key=lambda t: (-len(t.words), not t.preposition, t not in self.added, t.predicate))
            for v, ts in found.items()
        }
        return {verb: tuple(triggers) for verb, triggers in sorted(order.items())}

    @cached_property
    def noun_triggers(self) -> dict[str, tuple[Trigger, ...]]:
        """Triggers by their noun ("arrest of", "talks with")."""
        found: dict[str, list[Trigger]] = defaultdict(list)
        for predicate in self.predicates.values():
            for trigger in predicate.noun_triggers:
                found[trigger.verb].append(trigger)
        return {noun: tuple(sorted(ts, key=lambda t: (t.preposition, t.predicate))) for noun, ts in sorted(found.items())}

    @cached_property
    def forms(self) -> dict[str, str]:
        """Trigger verbs by their regular forms ("criticised" to "criticise"), for words that the lemmatizer does not know."""
        return {form: verb for verb in self.triggers for form in regular_forms(verb)}

    @cached_property
    def roles(self) -> dict[str, str]:
        """Predicate by the noun of a role or tie ("director" to "headOf"), in lower case."""
        return {r: p.name for p in self.predicates.values() for r in p.role_triggers}

    def family(self, name: str) -> tuple[str, ...]:
        """Return a predicate's ancestors, nearest first, without itself."""
        above: list[str] = []
        todo = list(self.predicates[name].parents) if name in self.predicates else []
        while todo:
            parent = todo.pop(0)
            if parent not in above:
                above.append(parent)
                todo += self.predicates[parent].parents if parent in self.predicates else ()
        return tuple(above)


def read_triples(paths: Iterable[Path]) -> Rows:
    """Read Turtle files into subject, predicate, values; raise `BadOntology` naming the file that does not parse."""
    found: Rows = defaultdict(lambda: defaultdict(list))
    for path in paths:
        try:
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                    found[quad.subject.value][quad.predicate.value].append(quad.object.value)
        except (SyntaxError, OSError) as error:
            raise BadOntology(
                f"The ontology file {path} cannot be read ({error}).", "Mend the Turtle at that line."
            ) from error
    return found


def classes(values: list[str], otherwise: frozenset[EntityType]) -> frozenset[EntityType]:
    """Turn class IRIs into entity types; none given means `otherwise`."""
    known = {f"{HR}{t.value}": t for t in EntityType}
    return frozenset(known[v] for v in values if v in known) or otherwise


def make_predicate(iri: str, row: Mapping[str, list[str]], related: Collection[str]) -> Predicate:
    """Read one relation's row; `related` are the relations, which alone are its parents."""
    name = local_name(iri)
    words = f"{RDFS}Literal" in row.get(f"{HR}objectClass", [])
    return Predicate(
        name=name,
        iri=iri,
        label=row.get(f"{RDFS}label", [name])[0],
        definition=row.get("http://www.w3.org/2004/02/skos/core#definition", [""])[0],
        parents=tuple(sorted({local_name(v) for v in row.get(f"{RDFS}subPropertyOf", []) if v in related})),
        symmetric=SYMMETRIC in row.get("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", []),
        accusatory="true" in row.get(f"{HR}accusatory", []),
        subjects=classes(row.get(f"{HR}subjectClass", []), frozenset(AGENTS)),
        objects=classes(row.get(f"{HR}objectClass", []), frozenset() if words else frozenset(EntityType)),
        triggers=triggers_in(name, row),
        role_triggers=tuple(sorted(t.lower() for t in row.get(f"{HR}roleTrigger", []))),
        noun_triggers=tuple(Trigger.parse(name, t) for t in sorted(row.get(f"{HR}nounTrigger", []))),
        plover=row.get(f"{HR}ploverCategory", [""])[0],
        takes_words=words,
        reaches_owner="true" in row.get(f"{HR}reachesOwner", []),
    )


def relations_of(rows: Mapping[str, Mapping[str, list[str]]]) -> frozenset[str]:
    """Return the properties that lead to `hr:relatedTo`, itself included."""
    related = {f"{HR}relatedTo"}
    grown = True
    while grown:
        more = {s for s, row in rows.items() if related & set(row.get(f"{RDFS}subPropertyOf", []))} - related
        related |= more
        grown = bool(more)
    return frozenset(related)


def load_ontology(*extensions: Path) -> Ontology:
    """Read `rights.ttl`, `acts.ttl` and any extensions; a relation is a property that leads to `hr:relatedTo`.

    Raises `BadOntology` where an extension does not parse, or says what the extractor cannot follow.
    """
    return _load(extensions, digest(extensions))


@lru_cache(maxsize=8)
def _load(extensions: tuple[Path, ...], _stamp: str) -> Ontology:
    """Read the files; the stamp of their content is there so that an edited file is read again."""
    rows = read_triples((*map(ontology_file, READ), *extensions))
    related, concepts = relations_of(rows), act_concepts(rows)
    added: set[Trigger] = set()
    for path in extensions:
        own = read_triples([path])
        check_extension(path, own, related | concepts)
        added |= {t for iri, row in own.items() for t in triggers_in(local_name(iri), row)}
    relations = [iri for iri in sorted(related) if iri in rows]
    for named in (relations, sorted(concepts)):
        check_names(named, extensions)
    made = [make_predicate(iri, rows[iri], related) for iri in relations]
    return Ontology({p.name: p for p in made}, frozenset(added), read_acts(rows))


def triggers_in(name: str, row: Mapping[str, list[str]]) -> tuple[Trigger, ...]:
    """Return a predicate's triggers, in order of their words."""
    return tuple(Trigger.parse(name, t) for t in sorted(set(row.get(f"{HR}trigger", []))))
