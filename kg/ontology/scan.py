"""Where things stand in a Turtle file: its words with their lines, which RDF parsers do not tell.

It takes for granted that a parser has read the text without a fault, and finds in it statements and the lines of their terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

LONG = r'"""(?:[^"\\]|\\.|"(?!""))*"""' + r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
SHORT = r'"(?:[^"\\\n]|\\.)*"' + r"|'(?:[^'\\\n]|\\.)*'"
TOKEN = re.compile(
    rf"(?P<space>\s+)|(?P<comment>#[^\n]*)|(?P<iri><[^<>\s]*>)|(?P<string>{LONG}|{SHORT})|(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)"
    r"|(?P<type>\^\^)|(?P<mark>[;,.\[\]()])|(?P<word>(?:[^\s<>\"',;\[\]()#.\\^]|\\.|\.(?=[^\s<>\"',;\[\]()#.]))+)|(?P<other>.)",
    re.DOTALL,
)
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a file: its kind (the group of `TOKEN`), its text, and its line, counted from 1."""

    kind: str
    text: str
    line: int


@dataclass(frozen=True)
class Lines:
    """The lines on which subjects, their values and prefixes stand; 0 for what is not there."""

    subjects: dict[str, int] = field(default_factory=dict)
    values: dict[tuple[str, str, str], int] = field(default_factory=dict)
    terms: dict[str, int] = field(default_factory=dict)

    def of(self, subject: str, predicate: str = "", value: str = "") -> int:
        """Return the line of a value, or of the subject where that value is not found."""
        return self.values.get((subject, predicate, value), 0) or self.subjects.get(subject, 0)


def tokens(text: str) -> Iterator[Token]:
    """Yield all tokens of a text, spaces too.

    >>> [token.text for token in tokens("a:b c:d 0.5 .") if token.kind != "space"]
    ['a:b', 'c:d', '0.5', '.']
    """
    line = 1
    for match in TOKEN.finditer(text):
        yield Token(str(match.lastgroup), match.group(), line)
        line += match.group().count("\n")


def statements(text: str) -> Iterator[list[Token]]:
    """Yield the statements of a text with the spaces and comments before each; what follows the last comes last."""
    part: list[Token] = []
    depth = 0
    for token in tokens(text):
        part.append(token)
        depth += {"[": 1, "(": 1, "]": -1, ")": -1}.get(token.text, 0) if token.kind == "mark" else 0
        if (token.kind == "mark" and token.text == "." and not depth) or _ends_sparql_prefix(part):
            yield part
            part = []
    if part:
        yield part


def _ends_sparql_prefix(part: list[Token]) -> bool:
    """Tell whether a part is a whole `PREFIX x: <...>`, which has no full stop."""
    words = [token for token in part if token.kind not in ("space", "comment")]
    return bool(words) and words[-1].kind == "iri" and len(words) == {"PREFIX": 3, "BASE": 2}.get(words[0].text.upper(), 0)


def prefixes_of(text: str) -> dict[str, str]:
    """Return the prefixes that a text declares, without the colon.

    >>> prefixes_of("@prefix hr: <https://w3id.org/rightsgraph/ns#> .")
    {'hr': 'https://w3id.org/rightsgraph/ns#'}
    """
    found: dict[str, str] = {}
    for part in statements(text):
        words = [token.text for token in part if token.kind not in ("space", "comment")]
        if len(words) >= 3 and words[0].lower() in ("@prefix", "prefix"):
            found[words[1].removesuffix(":")] = words[2][1:-1]
    return found


def lines_of(text: str) -> Lines:
    """Find the lines of subjects, values and terms; what stands inside brackets counts as a term alone."""
    prefixes, lines = prefixes_of(text), Lines()
    for part in statements(text):
        words = [token for token in part if token.kind not in ("space", "comment")]
        if not words or words[0].text.lower() in ("@prefix", "@base", "prefix", "base"):
            continue
        _read_statement(words, prefixes, lines)
    return lines


def _read_statement(words: Iterable[Token], prefixes: Mapping[str, str], lines: Lines) -> None:
    subject = predicate = previous = ""
    depth = 0
    for token in words:
        if token.kind == "mark":
            depth += {"[": 1, "(": 1, "]": -1, ")": -1}.get(token.text, 0)
            predicate = "" if token.text == ";" and not depth else predicate
        value = value_of(token, prefixes)
        if value is not None and previous != "^^":
            if token.kind != "string":
                lines.terms.setdefault(value, token.line)
            if not depth and not subject:
                subject = value
                lines.subjects.setdefault(value, token.line)
            elif not depth and not predicate:
                predicate = value
            elif not depth:
                lines.values.setdefault((subject, predicate, value), token.line)
        previous = token.text


def value_of(token: Token, prefixes: Mapping[str, str]) -> str | None:
    """Return the IRI or the text that a token stands for; None for marks and tags."""
    if token.kind == "iri":
        return unescaped(token.text[1:-1])
    if token.kind == "string":
        quotes = 3 if token.text[:3] in ('"""', "'''") else 1
        return unescaped(token.text[quotes:-quotes])
    if token.kind != "word":
        return None
    prefix, colon, name = token.text.partition(":")
    if colon and prefix in prefixes:
        return prefixes[prefix] + re.sub(r"\\(.)", r"\1", name)
    return RDF_TYPE if token.text == "a" else token.text


def unescaped(text: str) -> str:
    """Return a text with its escapes read.

    >>> unescaped("caf\\\\u00e9")
    'café'
    """
    def char(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        return chr(int(code, 16)) if code else ESCAPED.get(match[3], match[3])

    return ESCAPE.sub(char, text) if "\\" in text else text
