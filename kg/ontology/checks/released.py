"""Whether every term of a released version is still there: those who built upon it count on that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.ontology.checks.finding import Finding
from kg.ontology.checks.terms import curie, terms_of
from kg.ontology.files import ontology_file

if TYPE_CHECKING:
    import rdflib

VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")


def term_list(graph: rdflib.Graph) -> list[str]:
    """Return the short names of a graph's terms, sorted, as the lists in `ontologies/terms/` have them, one a line."""
    return sorted(curie(iri) for iri in terms_of(graph))


def number(version: str) -> tuple[int, ...]:
    """Return a version as numbers; raise `ValueError` where it is none.

    >>> number("0.10.2") > number("0.9.0")
    True
    """
    match = VERSION.fullmatch(version)
    if match is None:
        raise ValueError(f"{version!r} is no version of three numbers")
    return tuple(map(int, match.groups()))


def last_list(folder: Path) -> Path | None:
    """Return the newest list of released terms; None where there is none."""
    lists = [path for path in folder.glob("*.txt") if VERSION.fullmatch(path.stem)]
    return max(lists, key=lambda path: number(path.stem), default=None)


def removed(version: str, terms: Iterable[str], released: Path) -> Iterator[Finding]:
    """Yield the released terms that are gone, unless the ontology's major version has moved since."""
    gone = set(released.read_text(encoding="utf-8").split()) - set(terms)
    if number(version)[0] == number(released.stem)[0]:
        for term in sorted(gone):
            yield Finding(str(released), 0, f"{term} was released with {released.stem} and is gone.",
                          "Put it back (owl:deprecated true says that it is no longer wanted), or raise the major version.")


def lists_folder() -> Path:
    """Return the folder of the lists of released terms."""
    return ontology_file("rights.ttl").parent / "terms"
