"""Why a file is no Turtle, in words for people who do not know what a parser is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.ontology.checks.finding import Finding
from kg.ontology.scan import prefixes_of, tokens

# Prefixes that need no guess: what a file that forgot to declare one most likely means.
COMMON = {
    "hr": "https://w3id.org/rightsgraph/ns#", "hrv": "https://w3id.org/rightsgraph/vocab/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#", "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "dcterms": "http://purl.org/dc/terms/",
}
CURLY = "“”„‟‘’"
MARKS = "A statement ends in a full stop; a semicolon parts two properties of one subject, a comma two values of one property."
# What the parser says, what it means, and what to do; the first that fits is told.
FAULTS = tuple((re.compile(pattern), message, remedy) for pattern, message, remedy in (
    (r"A dot is expected", "A mark is missing before this place.", MARKS),
    (r"Triples should be followed by a dot|Unexpected end of file", "The file ends in the midst of a statement.",
     "End it with a full stop, and close every text with quotes and every address with >."),
    (r"^(yes|no|True|False|TRUE|FALSE) is not a valid RDF object", 'The value "{0}" is neither true nor false.',
     "Write true or false, in small letters and without quotes."),
    (r"^([;,.\])]) is not a valid RDF object", 'A value is missing before "{0}".', MARKS),
    (r"^(.+) is not a valid RDF object", 'The word "{0}" stands where a value belongs, without quotes and without a prefix.',
     'Write a text in quotes, as "{0}", and a term with its prefix, as hr:{0}.'),
    (r'^(".*) is not a valid (?:subject|predicate)', "The text {0} does not belong to the value or property before it.",
     "Put a comma between two values, and a semicolon, not a full stop, before the next property of the same subject."),
    (r"^, is not a valid predicate", "A comma stands after the subject.", "Give each subject a statement of its own."),
    (r"^(.+) is not a valid (?:subject or graph name|predicate)", 'The word "{0}" is no term here: it has no prefix.',
     "Write names without spaces and with their prefix, as ngo:badgered."),
    (r"Line jumps are not allowed", "A text in quotes goes on beyond the end of its line.", "Close the quotes on the same line."),
    (r"PREFIX keyword should be followed", "A prefix is not declared in the right form.",
     "Write it with a colon: @prefix ngo: <https://example.org/my-organisation#> ."),
    (r"'/' is not allowed", "A line begins with a stroke.", "A comment begins with #, an address stands between < and >."),
))


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
        yield Finding(str(path), line, *explained(str(error.msg), text.splitlines()[line - 1] if line else ""))


def explained(told: str, line: str) -> tuple[str, str]:
    """Return what a parser's message means, and what to do; `line` is where it stopped.

    >>> explained("Parser error at line 3 between columns 1 and 4: badger is not a valid RDF object", "")[0]
    'The word "badger" stands where a value belongs, without quotes and without a prefix.'
    """
    if curly := next((c for c in CURLY if c in line), ""):
        return f"A text stands in curly quotes ({curly}), as word processors make them.", 'Put straight ones in their place: "so".'
    what = re.sub(r"^Parser error (?:at|between) line \d+.*?: ", "", told)
    for pattern, message, remedy in FAULTS:
        if match := pattern.search(what):
            return message.format(*match.groups()), remedy.format(*match.groups())
    return f"The file cannot be read on from here: {what}.", "Mend the Turtle at that line."


def _undeclared(path: Path, text: str) -> Iterator[Finding]:
    declared, seen = prefixes_of(text), set[str]()
    for token in tokens(text):
        name, colon, _ = token.text.partition(":")
        if token.kind == "word" and colon and name not in declared and name != "_" and name not in seen:
            seen.add(name)
            known = COMMON.get(name, "https://example.org/my-organisation#")
            yield Finding(str(path), token.line, f'The prefix "{name}:" is used and not declared.',
                          f"Add at the top of the file: @prefix {name}: <{known}> .")
