"""Terms that do not exist, and what their author most likely meant."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from kg.ontology.acts import HRV
from kg.ontology.checks.finding import Finding
from kg.ontology.checks.syntax import COMMON
from kg.ontology.checks.user_file import UserFile
from kg.ontology.extensions import HR


def spelling(file: UserFile) -> Iterator[Finding]:
    """Yield the terms of well-known vocabularies that do not exist, and prefixes that stand for something else."""
    wrong = {name for name, namespace in file.prefixes.items() if COMMON.get(name, namespace) != namespace}
    for name in sorted(wrong):
        yield Finding(str(file.path), _line_of_prefix(file, name),
                      f'The prefix "{name}:" stands for {file.prefixes[name]} here, which is another vocabulary.',
                      f"Write: @prefix {name}: <{COMMON[name]}> .")
    for iri, line in file.lines.terms.items():
        namespace = next((n for n in sorted(COMMON.values(), key=len, reverse=True) if iri.startswith(n)), "")
        if namespace and iri not in file.own and not exists(iri, namespace, file.core):
            yield Finding(str(file.path), line, f"There is no term {file.short(iri)}.", suggestion(iri, namespace, file))


def _line_of_prefix(file: UserFile, name: str) -> int:
    lines = file.text.splitlines()
    return next((n for n, line in enumerate(lines, 1) if "prefix" in line.lower() and f"{name}:" in line), 0)


def exists(iri: str, namespace: str, core: Collection[str]) -> bool:
    """Tell whether a vocabulary has a term; the ontology's own are those of its files."""
    return iri in core if namespace in (HR, HRV) else iri.removeprefix(namespace) in names_of(namespace)


def names_of(namespace: str) -> frozenset[str]:
    """Return the local names of a vocabulary that rdflib knows as a closed one; XSD's types too."""
    import rdflib.namespace as known

    for vocabulary in (known.RDF, known.RDFS, known.OWL, known.SKOS, known.XSD, known.DCTERMS):
        if str(vocabulary) == namespace:
            return frozenset(str(term).removeprefix(namespace) for term in dir(vocabulary))
    return frozenset()


def suggestion(iri: str, namespace: str, file: UserFile) -> str:
    """Return what to write instead of a term that does not exist."""
    name = iri.removeprefix(namespace)
    if namespace in (HR, HRV):
        names = {i.removeprefix(n): i for n in (HR, HRV) for i in file.core if i.startswith(n)}
        same = {i.removeprefix(namespace) for i in file.core if i.startswith(namespace)}
    else:
        names = {n: namespace + n for n in names_of(namespace)}
        same = set(names)
    lower = {n.lower(): n for n in (*names, *same)}
    near = difflib.get_close_matches(name.lower(), lower, n=1, cutoff=0.7)
    if near:
        meant = namespace + lower[near[0]] if lower[near[0]] in same else names[lower[near[0]]]
        return f"Did you mean {_named(meant)}?"
    return "See the terms with: kg ontology terms" if namespace in (HR, HRV) else "Look at how that vocabulary spells it."


def _named(iri: str) -> str:
    return next((f"{name}:{iri.removeprefix(n)}" for name, n in COMMON.items() if iri.startswith(n)), iri)
