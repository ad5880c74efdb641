"""What the page of the vocabulary shows: terms in families, trees and sections, ready for the template."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kg.ontology.acts import HRV, SKOS
from kg.ontology.docs.terms import OWL, PREFIXES, Branch, Term, short
from kg.ontology.extensions import HR, RDFS, Rows
from kg.ontology.files import ALIGNMENTS, SCHEMES, ontology_file
from kg.ontology.scan import prefixes_of, statements, value_of
from kg.ontology.vocabulary import read_triples, relations_of

HEADING = re.compile(r"# --- (.+)")
TITLES = {
    "aif": "AIDA Interchange Format", "followthemoney": "FollowTheMoney", "grasp": "GRaSP", "huridocs": "HURIDOCS types of acts",
    "plover": "PLOVER", "schema": "schema.org", "sdg": "Sustainable Development Goals", "wikidata": "Wikidata",
}
MATCHES = ("closeMatch", "relatedMatch", "exactMatch", "broadMatch", "narrowMatch")


@dataclass(frozen=True)
class View:
    """All terms by IRI, in order of the files, and the sections of `rights.ttl` by their headings."""

    terms: dict[str, Term]
    sections: list[tuple[str, list[Term]]]
    links: list[tuple[str, str, list[tuple[Term, str, str]]]] = field(default_factory=list)

    @cached_property
    def about(self) -> Term:
        """The ontology itself."""
        return next(t for t in self.terms.values() if t.one(f"{OWL}versionInfo"))

    @cached_property
    def version(self) -> str:
        """Its version."""
        return self.about.one(f"{OWL}versionInfo")

    @cached_property
    def plain_sections(self) -> list[tuple[str, list[Term]]]:
        """The sections of `rights.ttl` that hold no relations."""
        related = {term.iri for branch in self.relations for term in branch.walk()} | {f"{HR}relatedTo"}
        kept = ((title, [term for term in terms if term.iri not in related]) for title, terms in self.sections)
        return [(title, terms) for title, terms in kept if terms]

    @cached_property
    def count(self) -> dict[str, int]:
        """How many relations, kinds of act and articles there are."""
        trees = {scheme.iri: branches for scheme, branches in self.schemes}
        acts = {term.iri for branch in trees[f"{HRV}act"] for term in branch.walk()}
        articles = {term.iri for branch in trees[f"{HRV}article"] for under in branch.under for term in under.walk()}
        relations = {term.iri for branch in self.relations for term in branch.walk()}
        return {"relations": len(relations), "acts": len(acts), "articles": len(articles)}

    @cached_property
    def relations(self) -> list[Branch]:
        """The families of relations, each under its head."""
        related = relations_of({iri: {k: list(v) for k, v in t.row.items()} for iri, t in self.terms.items()})
        return self._under(f"{HR}relatedTo", f"{RDFS}subPropertyOf", related)

    @cached_property
    def schemes(self) -> list[tuple[Term, list[Branch]]]:
        """The schemes of concepts, each as a tree; articles last."""
        found = []
        for term in self.terms.values():
            if f"{SKOS}ConceptScheme" in term.all("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"):
                inside = {iri for iri, t in self.terms.items() if term.iri in t.all(f"{SKOS}inScheme")}
                tops = [self.terms[i] for i in self.terms if i in inside and not set(self.terms[i].all(f"{SKOS}broader")) & inside]
                found.append((term, [Branch(top, self._under(top.iri, f"{SKOS}broader", inside)) for top in tops]))
        return sorted(found, key=lambda pair: (pair[0].iri == f"{HRV}article", pair[0].iri != f"{HRV}act"))

    def _under(self, iri: str, property_: str, inside: Iterable[str], way: tuple[str, ...] = ()) -> list[Branch]:
        below = [t for i, t in self.terms.items() if i in inside and iri in t.all(property_) and i not in way]
        return [Branch(term, self._under(term.iri, property_, inside, (*way, iri))) for term in below]

    def touching(self, article: Term) -> list[Term]:
        """Return the kinds of act that may touch an article."""
        return [t for t in self.terms.values() if article.iri in t.all(f"{HR}touches")]

    def touched(self, kind: Term) -> list[Term]:
        """Return the articles that a kind of act may touch."""
        touches = kind.all(f"{HR}touches")
        return [term for iri, term in self.terms.items() if iri in touches]

    def parents(self, term: Term) -> list[str]:
        """Return the short names of a class's or property's parents."""
        above = term.all(f"{RDFS}subClassOf") + term.all(f"{RDFS}subPropertyOf")
        return [short(iri, PREFIXES) for iri in above]


def docs_view(extensions: Iterable[Path]) -> View:
    """Read all files of the ontology, a user's files, and the links to other vocabularies."""
    view = read_view(SCHEMES, extensions)
    links = [(TITLES[name], name, links_of(name, view)) for name in ALIGNMENTS]
    return View(view.terms, view.sections, links)


def read_view(names: Iterable[str], extensions: Iterable[Path] = ()) -> View:
    """Read files into a view without links."""
    paths = [*map(ontology_file, names), *extensions]
    rows: Rows = read_triples(paths)
    prefixes = PREFIXES | {n: p for path in extensions for n, p in prefixes_of(path.read_text(encoding="utf-8")).items() if n}
    terms = {iri: Term(iri, short(iri, prefixes), row) for iri, row in rows.items()}
    text = ontology_file("rights.ttl").read_text(encoding="utf-8")
    sections = [(title, [terms[iri] for iri in iris if iri in terms]) for title, iris in sections_of(text)]
    return View(terms, sections)


def sections_of(text: str) -> list[tuple[str, list[str]]]:
    """Return the subjects of a Turtle text under its headings, which are comments that begin with "# --- ".

    >>> sections_of("@prefix a: <urn:a#> . # --- things\\na:x a a:Y .")
    [('things', ['urn:a#x'])]
    """
    prefixes, found = prefixes_of(text), list[tuple[str, list[str]]]()
    for part in statements(text):
        for token in part:
            if token.kind == "comment" and (match := HEADING.fullmatch(token.text)):
                found.append((match[1], []))
        words = [token for token in part if token.kind not in ("space", "comment")]
        if words and words[0].kind in ("word", "iri") and found:
            found[-1][1].append(value_of(words[0], prefixes) or "")
    return found


def links_of(name: str, view: View) -> list[tuple[Term, str, str]]:
    """Return an alignment's links: our term, how near the other is, and its address or code."""
    near = {f"{SKOS}{kind}": kind for kind in MATCHES}
    near |= {f"{RDFS}subClassOf": "kind of", f"{RDFS}subPropertyOf": "kind of", f"{SKOS}notation": "code"}
    words = {"closeMatch": "near", "relatedMatch": "related", "exactMatch": "same",
             "broadMatch": "narrower than", "narrowMatch": "wider than"}
    return [(view.terms[iri], words.get(near[property_], near[property_]), value)
            for iri, row in read_triples([ontology_file(f"align/{name}.ttl")]).items() if iri in view.terms
            for property_, values in row.items() if property_ in near for value in values]
