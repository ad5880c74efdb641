"""The JSON-LD context: short names for what a graph is made of. It is part of each file; none is ever fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.ontology import Predicate
from kg.rdf.iris import DCTERMS, HR, KINDS, OA, PREFIXES, PROV, RDF, RDFS, SCHEMA, SKOS, XSD

IRI = "@id"

_WORDS = {
    "label": RDFS + "label", "alias": SKOS + "altLabel", "title": DCTERMS + "title", "source": DCTERMS + "source",
    "publisher": DCTERMS + "publisher", "exact": OA + "exact", "version": SCHEMA + "softwareVersion",
    "postTitle": HR + "title",
}
_DATES = {"issued": DCTERMS + "issued", "earliest": HR + "earliest", "latest": HR + "latest"}
_LINKS = {
    "subject": RDF + "subject", "predicate": RDF + "predicate", "object": RDF + "object",
    "subPropertyOf": RDFS + "subPropertyOf", "hasSelector": OA + "hasSelector", "inDocument": OA + "hasSource",
    "derivedFrom": PROV + "wasDerivedFrom", "generatedBy": PROV + "wasGeneratedBy", "used": PROV + "used",
    "associatedWith": PROV + "wasAssociatedWith", "hasEvidence": HR + "evidence", "atPlace": HR + "place",
    "hasPosition": HR + "position",
} | {name: HR + name for name in (
    "polarity", "modality", "attributedTo", "legalStatus", "mentionOf", "mentionKind", "mentionClass", "mentionedIn",
    "subjectMention", "objectMention", "agentMention", "actKind", "involves", "agent", "part", "heldBy", "postOf", "tenure")}
_VALUES = frozenset({"holdsRole", "nationality"})  # relations to words, never to things
RESERVED = frozenset({"id", "type", *PREFIXES, *KINDS})
"""Names that cannot be a property's: those of keywords, and of prefixes (`place:Karsk`)."""

_SEVERAL = frozenset({"alias", "mentionedIn", "involves"})


@dataclass(frozen=True, slots=True)
class Term:
    """A short name for a property. `coerced` is what its plain strings are: `@id` for IRIs, or a datatype."""

    name: str
    iri: str
    coerced: str = ""
    several: bool = False

    def definition(self, prefixes: Mapping[str, str]) -> str | dict[str, str]:
        """Return the term's entry in the context."""
        entry = {"@id": compact(self.iri, prefixes)}
        if self.coerced:
            entry["@type"] = self.coerced if self.coerced == IRI else compact(self.coerced, prefixes)
        if self.several:
            entry["@container"] = "@set"
        return entry if len(entry) > 1 else entry["@id"]


def terms(relations: Iterable[Predicate]) -> dict[str, Term]:
    """Return the terms by the IRI of their property, those of relations among them."""
    fixed = [*(Term(name, iri, "", name in _SEVERAL) for name, iri in _WORDS.items()),
             *(Term(name, iri, XSD + "date") for name, iri in _DATES.items()),
             *(Term(name, iri, IRI, name in _SEVERAL) for name, iri in _LINKS.items()),
             Term("confidence", HR + "confidence", XSD + "decimal")]
    taken = {term.name for term in fixed} | RESERVED
    direct = [Term(relation.name, relation.iri, "" if relation.takes_words or relation.name in _VALUES else IRI, True)
              for relation in relations if relation.name not in taken]
    return {term.iri: term for term in (*direct, *fixed)}


def compact(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return an IRI under the longest prefix that it starts with.

    >>> compact("urn:x:person:A", {"person": "urn:x:person:"})
    'person:A'
    """
    return compactor(tuple(prefixes.items())).compact(iri)


class Compactor:
    """Writes IRIs under prefixes."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._names = {namespace: name for name, namespace in prefixes.items()}
        longest_first = sorted(self._names, key=len, reverse=True)
        self._start = re.compile("|".join(map(re.escape, longest_first)) or "(?!)")

    def compact(self, iri: str) -> str:
        """Return an IRI under the longest prefix that it starts with."""
        found = self._start.match(iri)
        # After a prefix, "//" would make the whole look like a full address again; nothing after it says too little.
        if not found or iri.startswith("//", found.end()) or found.end() == len(iri):
            return iri
        return f"{self._names[found[0]]}:{iri[found.end():]}"


@lru_cache(maxsize=8)
def compactor(prefixes: tuple[tuple[str, str], ...]) -> Compactor:
    """Return the compactor of these prefixes, the same one again for the same prefixes."""
    return Compactor(dict(prefixes))
