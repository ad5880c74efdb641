"""One term of the vocabulary as the page shows it, and trees of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.model import EntityType
from kg.ontology.acts import HRV, SKOS
from kg.ontology.extensions import HR, RDFS, Row, local_name
from kg.ontology.vocabulary import SYMMETRIC

DCTERMS, OWL = "http://purl.org/dc/terms/", "http://www.w3.org/2002/07/owl#"
PREFIXES = {
    "hr": HR, "hrv": HRV, "prov": "http://www.w3.org/ns/prov#", "oa": "http://www.w3.org/ns/oa#", "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/", "schema": "https://schema.org/", "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs": RDFS, "skos": SKOS, "owl": OWL,
}


def short(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return an IRI by a prefix."""
    return next((f"{n}:{iri.removeprefix(p)}" for n, p in prefixes.items() if iri.startswith(p) and iri != p), f"<{iri}>")


@dataclass(frozen=True)
class Term:
    """One term: its row, with short names for what the page shows of it."""

    iri: str
    name: str
    row: Row

    def all(self, property_: str) -> list[str]:
        """Return the values of a property, in their order."""
        return list(dict.fromkeys(self.row.get(property_, [])))

    def one(self, property_: str) -> str:
        """Return the first value of a property; nothing where it has none."""
        return next(iter(self.row.get(property_, [])), "")

    @property
    def anchor(self) -> str:
        """The name of its place in the page."""
        return re.sub(r"[^\w-]", "-", self.name.strip("<>"))

    @property
    def label(self) -> str:
        """Its label, or the end of its address."""
        return self.one(f"{SKOS}prefLabel") or self.one(f"{RDFS}label") or local_name(self.iri)

    @property
    def definition(self) -> str:
        """What it means."""
        return self.one(f"{SKOS}definition")

    @property
    def examples(self) -> list[str]:
        """Sentences that show it."""
        return self.all(f"{SKOS}example")

    @property
    def note(self) -> str:
        """What is said of its use."""
        return self.one(f"{SKOS}scopeNote")

    @property
    def sources(self) -> list[str]:
        """Where it, or the thing that it names, is from: addresses and citations."""
        return self.all(f"{DCTERMS}bibliographicCitation") + self.all(f"{DCTERMS}source")

    @property
    def notation(self) -> str:
        """Its short sign, as "ICCPR 7"."""
        return self.one(f"{SKOS}notation")

    @property
    def plover(self) -> str:
        """The PLOVER category of a relation."""
        return self.one(f"{HR}ploverCategory")

    @property
    def accusatory(self) -> bool:
        """Whether stating it accuses somebody."""
        return "true" in self.all(f"{HR}accusatory")

    @property
    def symmetric(self) -> bool:
        """Whether it holds both ways."""
        return SYMMETRIC in self.all("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

    @property
    def words(self) -> list[tuple[str, list[str]]]:
        """The words that it is known by, by their kind."""
        kinds = (("verbs", "trigger"), ("verbs whose subject suffers it", "victimTrigger"), ("nouns", "nounTrigger"),
                 ("posts and ties", "roleTrigger"))
        return [(name, sorted(self.all(HR + kind))) for name, kind in kinds if self.row.get(HR + kind)]

    @property
    def arguments(self) -> tuple[list[str], list[str]]:
        """The classes that may stand first and second, by name; "words" for the text's own."""
        first, second = (set(map(local_name, self.all(HR + kind))) for kind in ("subjectClass", "objectClass"))
        known = {kind.value: kind.value for kind in EntityType} | {"Literal": "words"}
        return [name for c, name in known.items() if c in first], [name for c, name in known.items() if c in second]


@dataclass(frozen=True)
class Branch:
    """A term and what stands under it."""

    term: Term
    under: list[Branch] = field(default_factory=list)

    def walk(self) -> Iterator[Term]:
        """Yield its term and all under it."""
        yield self.term
        for branch in self.under:
            yield from branch.walk()
