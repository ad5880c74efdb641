"""One layout for ontology files, so that a change of content is all that a comparison of two versions shows.

Statements keep their places and the comments before them; inside one, properties and values stand in a fixed order, lines
are wrapped, and prefixes are declared once, those that are used. A statement with blank nodes stays as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from kg.errors import BadOntology
from kg.ontology.scan import RDF_TYPE, Token, prefixes_of, statements

WIDTH = 120
XSD = "http://www.w3.org/2001/XMLSchema#"
# Properties in the order of their reading: what it is, what it is called, what it means, how the extractor uses it.
ORDER = tuple("""
a rdfs:subClassOf rdfs:subPropertyOf skos:inScheme skos:topConceptOf skos:broader skos:notation
rdfs:label skos:prefLabel skos:altLabel skos:definition skos:scopeNote skos:example dcterms:title dcterms:description
hr:touches hr:ploverCategory hr:accusatory hr:subjectClass hr:objectClass hr:reachesOwner
hr:trigger hr:victimTrigger hr:nounTrigger hr:roleTrigger
""".split())
PLAIN = re.compile(r"[A-Za-z_](?:[\w-]|\.(?=[\w-]))*")


def tidy(text: str) -> str:
    """Return a Turtle file in the one layout.

    Raises `BadOntology` where it does not parse, or where a comment stands inside a statement and would be lost.

    >>> print(tidy('@prefix a: <urn:a#> . @prefix b: <urn:b#> . a:x a:z "2","1"; a a:Y .'), end="")
    @prefix a: <urn:a#> .
    <BLANKLINE>
    a:x a a:Y ;
        a:z "1" , "2" .
    """
    prefixes = prefixes_of(text)
    parts = [part for part in statements(text) if not _declares_prefix(part)]
    heads = [_comments(part) for part in statements(text) if _declares_prefix(part)]
    blocks = [_block(part, prefixes) for part in parts]
    body = "\n\n".join(block for block in (*filter(None, heads), *blocks) if block)
    used = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(prefixes.items())
                   if re.search(rf"(?<![\w:.-]){re.escape(name)}:", body))
    return f"{used}\n{body}\n" if used else f"{body}\n"


def _declares_prefix(part: Iterable[Token]) -> bool:
    return any(token.text.lower() in ("@prefix", "prefix") for token in part)


def _comments(part: Iterable[Token]) -> str:
    """Return the comments at the head of a part; an empty line between two of them is kept."""
    lines: list[str] = []
    for token in part:
        if token.kind == "comment":
            lines.append(token.text.rstrip())
        elif token.kind == "space":
            if token.text.count("\n") > 1 and lines:
                lines.append("")
        else:
            break
    return "\n".join(lines).strip("\n")


def _block(part: list[Token], prefixes: Mapping[str, str]) -> str:
    words = [token for token in part if token.kind not in ("space", "comment")]
    head = _comments(part)
    if not words:
        return head
    start = part.index(words[0])
    inside = next((token for token in part[start:] if token.kind == "comment"), None)
    text = "".join(token.text for token in part[start:]).strip()
    written = _statement(text, prefixes)
    if inside is not None and written is not None:
        raise BadOntology(f'The comment "{inside.text}" in line {inside.line} stands inside a statement and would be lost.',
                          "Move it before the statement.")
    separated = any(t.kind == "space" and t.text.count("\n") > 1 for t in _last_space(part[:start]))
    return f"{head}{chr(10) * (2 if separated else 1)}{written or text}" if head else written or text


def _last_space(part: list[Token]) -> list[Token]:
    return part[-1:] if any(token.kind == "comment" for token in part) else []


def _statement(text: str, prefixes: Mapping[str, str]) -> str | None:
    """Return a statement in the layout; None where it has blank nodes."""
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items())
    try:
        quads = list(ox.parse(head + text, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise BadOntology(f"The statement that begins with {text.splitlines()[0]!r} cannot be read ({error.msg}).",
                          "Mend the Turtle there.") from error
    if any(isinstance(term, ox.BlankNode) for quad in quads for term in (quad.subject, quad.object)):
        return None
    grouped: dict[str, list[str]] = {}
    for quad in quads:
        property_ = "a" if quad.predicate.value == RDF_TYPE else written(quad.predicate, prefixes)
        grouped.setdefault(property_, []).append(written(quad.object, prefixes))
    lines = [_wrapped(property_, sorted(set(grouped[property_]), key=_natural)) for property_ in sorted(grouped, key=_rank)]
    return f"{written(quads[0].subject, prefixes)} " + " ;\n".join(lines).lstrip() + " ."


def _wrapped(property_: str, values: Iterable[str]) -> str:
    """Return one property with its values, in lines of `WIDTH` broken between values alone."""
    line, lines = f"    {property_}", list[str]()
    for number, value in enumerate(values):
        piece = f" , {value}" if number else f" {value}"
        if number and len(line) + len(piece) > WIDTH - 2:
            lines.append(line + " ,")
            line, piece = "       ", f" {value}"
        line += piece
    return "\n".join([*lines, line])


def _rank(property_: str) -> tuple[int, str]:
    return (ORDER.index(property_) if property_ in ORDER else len(ORDER), property_)


def _natural(text: str) -> list[tuple[int, str]]:
    """Return a key by which "x-2" comes before "x-10"."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", text)]


def written(term: ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple, prefixes: Mapping[str, str]) -> str:
    """Return a term as the layout writes it, by its shortest prefix.

    >>> written(ox.NamedNode("urn:a#x"), {"a": "urn:a#"})
    'a:x'
    """
    if isinstance(term, ox.NamedNode):
        for name, iri in sorted(prefixes.items(), key=lambda item: -len(item[1])):
            if iri and term.value.startswith(iri) and PLAIN.fullmatch(term.value[len(iri):]):
                return f"{name}:{term.value[len(iri):]}"
    if isinstance(term, ox.Literal) and not term.language and term.datatype.value != f"{XSD}string":
        typed = f"{ox.Literal(term.value)}^^{written(term.datatype, prefixes)}"
        return term.value if term.datatype.value == f"{XSD}boolean" else typed
    return str(term)
