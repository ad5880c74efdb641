"""A user's file as the checks look at it: its triples, their lines, and the ontology that it adds to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.errors import BadOntology
from kg.ontology.acts import HRV, SKOS, act_concepts
from kg.ontology.checks.finding import Finding
from kg.ontology.extensions import HR, RDFS, Fault, Row, Rows
from kg.ontology.files import ALIGNMENTS, SCHEMES, ontology_file
from kg.ontology.scan import Lines, lines_of, prefixes_of
from kg.ontology.vocabulary import read_triples, relations_of

TRIGGERS = tuple(f"{HR}{kind}" for kind in ("trigger", "victimTrigger", "nounTrigger", "roleTrigger"))
NOTHING: Row = {}


@dataclass(frozen=True)
class UserFile:
    """`own` holds the rows of the file, `core` those of the ontology, `all` both; `relations` and `acts` are IRIs of `all`."""

    path: Path
    text: str
    own: Rows
    core: Rows
    all: Rows
    prefixes: dict[str, str]
    lines: Lines
    relations: frozenset[str]
    acts: frozenset[str]

    @classmethod
    def read(cls, path: Path, text: str) -> UserFile:
        """Read a file that parses, and the ontology."""
        files = [ontology_file(name) for name in (*SCHEMES, *(f"align/{name}.ttl" for name in ALIGNMENTS))]
        together = read_triples([*files, path])
        return cls(path, text, read_triples([path]), read_triples(files), together, prefixes_of(text), lines_of(text),
                   relations_of(together), act_concepts(together))

    @property
    def added(self) -> list[str]:
        """The relations and kinds of act that the file adds, or adds words to, in order of their lines."""
        return sorted((i for i in self.own if i in self.relations | self.acts), key=self.lines.of)

    def row(self, iri: str) -> Row:
        """Return what the file and the ontology say of a subject."""
        return self.all.get(iri, NOTHING)

    def misspelt(self, iri: str) -> bool:
        """Tell whether an IRI is in the ontology's namespaces, which do not have it, nor does the file declare it."""
        return iri.startswith((HR, HRV)) and iri not in self.core and iri not in self.own

    def label_of(self, iri: str) -> str:
        """Return the property by which an added term is to be labelled."""
        return f"{SKOS}prefLabel" if iri in self.acts else f"{RDFS}label"

    def short(self, iri: str) -> str:
        """Return an IRI by the file's own prefixes."""
        for name, namespace in sorted(self.prefixes.items(), key=lambda item: -len(item[1])):
            if namespace and iri.startswith(namespace):
                return f"{name}:{iri.removeprefix(namespace)}"
        return f"<{iri}>"

    def finding(self, message: str, remedy: str, iri: str, *, at: tuple[str, str] = ("", ""), warning: bool = False) -> Finding:
        """Return a finding about a subject, at the line of one of its values (property, value) where that is given."""
        told = re.sub(r"<([^<>\s]+)>", lambda match: self.short(match[1]), message)
        sentence = told[0].upper() + told[1:] if told.startswith("the ") else told
        return Finding(str(self.path), self.lines.of(iri, *at), sentence, remedy, warning)

    def of_fault(self, fault: Fault) -> Finding:
        """Return a fault, for which the build would refuse the file, as a finding."""
        return self.finding(fault.message, fault.remedy, fault.iri, at=(fault.property, fault.value))


def read_text(path: Path) -> str:
    """Return a file's text; raise `BadOntology` where it cannot be read or is no UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadOntology(f"The ontology file {path} cannot be read ({error.strerror}).", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise BadOntology(f"The ontology file {path} is not in UTF-8.", "Save it as UTF-8 text.") from error
