"""Whether a file parses, alike in two parsers, and stands in the one layout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import BadOntology
from kg.ontology.checks.finding import Finding
from kg.ontology.layout import tidy
from kg.ontology.scan import prefixes_of, tokens

# Prefixes that need no guess: what a file that forgot to declare one most likely means.
COMMON = {
    "hr": "https://w3id.org/rightsgraph/ns#", "hrv": "https://w3id.org/rightsgraph/vocab/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#", "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "dcterms": "http://purl.org/dc/terms/",
}
CURLY = "“”„‟‘’"
HINTS = (
    ("A dot is expected", "A statement ends in a full stop; between two properties of one subject stands a semicolon, "
                          "between two values of one property a comma. One of them is missing before this place."),
    ("Unexpected end of file", "Something that was opened is not closed: a text in quotes, or a statement without its full stop."),
    ("is not a valid RDF object", "A value is missing before this place, or there is one mark too many."),
)


def canonical(data: bytes | str) -> list[str]:
    """Return the triples of a Turtle text in canonical form (RDFC-1.0), sorted; raise `SyntaxError`."""
    dataset = ox.Dataset(ox.parse(data, format=ox.RdfFormat.TURTLE))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, dataset))


def syntax(path: Path, text: str) -> Iterator[Finding]:
    """Yield why a text is no Turtle, with every prefix that is not declared."""
    undeclared = list(_undeclared(path, text))
    if undeclared:
        yield from undeclared
        return
    try:
        for _ in ox.parse(text, format=ox.RdfFormat.TURTLE):
            pass
    except SyntaxError as error:
        line = error.lineno or 0
        if curly := next((c for c in CURLY if c in text.splitlines()[line - 1]), ""):
            yield Finding(str(path), line, f"A text stands in curly quotes ({curly}), as word processors make them.",
                          'Put straight ones in their place: "like these".')
            return
        hint = next((hint for start, hint in HINTS if start in str(error.msg)), "Mend the Turtle at that line.")
        told = re.sub(r"^Parser error (?:at|between) line \d+.*?: ", "", str(error.msg))
        yield Finding(str(path), line, f"The file cannot be read on from here: {told}.", hint)


def _undeclared(path: Path, text: str) -> Iterator[Finding]:
    declared, seen = prefixes_of(text), set[str]()
    for token in tokens(text):
        name, colon, _ = token.text.partition(":")
        if token.kind == "word" and colon and name not in declared and name != "_" and name not in seen:
            seen.add(name)
            known = COMMON.get(name, "https://example.org/my-organisation#")
            yield Finding(str(path), token.line, f'The prefix "{name}:" is used and not declared.',
                          f"Add at the top of the file: @prefix {name}: <{known}> .")


def two_parsers(path: Path, data: bytes) -> Iterator[Finding]:
    """Yield where rdflib and pyoxigraph read a file differently, or it does not survive being written and read again."""
    import rdflib

    here = canonical(data)
    graph = rdflib.Graph().parse(data=data, format="turtle")
    for form in ("nt", "turtle"):
        if canonical(graph.serialize(format=form, encoding="utf-8")) != here:
            yield Finding(str(path), 0, f"rdflib reads other triples here than pyoxigraph does (compared as {form}).",
                          "Look for a text or number that the two write differently.")


def one_layout(path: Path, text: str) -> Iterator[Finding]:
    """Yield whether a file stands otherwise than `tidy` would write it."""
    try:
        same = tidy(text) == text
    except BadOntology as error:
        yield Finding(str(path), 0, error.message, error.remedy)
        return
    if not same:
        yield Finding(str(path), 0, "The file is not in the one layout.", f"Run: kg ontology tidy {path}")
