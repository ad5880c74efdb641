"""A user's own relations in Turtle: what is checked before the extractor follows them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import BadOntology
from kg.model import EntityType
from kg.ontology.triggers import PREPOSITIONS

HR = "https://w3id.org/rightsgraph/ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
WORDS = {"trigger": "trigger", "victimTrigger": "victim trigger", "roleTrigger": "role trigger", "nounTrigger": "noun trigger"}
CLASSES = ("subjectClass", "objectClass")
# "harassed", "harassing": no base form ends so but the few of "-eed", and short ones ("embed", "string").
INFLECTED = re.compile(r"[a-z]{4,}(?<!e)ed|[a-z]*[aeiouy][a-z]*ing")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

Rows = defaultdict[str, defaultdict[str, list[str]]]
Row = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Fault:
    """What the extractor cannot follow, with the subject, property and value that it stands in, and what to do."""

    message: str
    remedy: str
    iri: str
    property: str = ""
    value: str = ""


def local_name(iri: str) -> str:
    """Return what stands behind the last "#" or "/" of an IRI, which names its predicate in claims.

    >>> local_name("https://example.org/ngo#harassed"), local_name("https://example.org/harassed")
    ('harassed', 'harassed')
    """
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def check_extension(path: Path, rows: Rows, related: Collection[str]) -> None:
    """Raise `BadOntology` where a file's properties say what the extractor cannot follow; `related` are the relations."""
    for iri, row in rows.items():
        for fault in faults(iri, row, related):
            raise BadOntology(f"{path}: {fault.message}", fault.remedy)


def faults(iri: str, row: Row, related: Collection[str]) -> Iterator[Fault]:
    """Yield what the extractor cannot follow in the row of one subject."""
    texts = [(kind, text) for kind in WORDS for text in row.get(HR + kind, [])]
    if texts and iri not in related:
        yield Fault(f"<{iri}> has triggers but is no relation, so it would never be extracted.",
                    "Add to it: rdfs:subPropertyOf hr:relatedTo, or another relation.", iri)
    for kind, text in texts:
        if found := CHECKS[kind](text):
            yield Fault(f'the {WORDS[kind]} "{text}" of <{iri}> {found[0]}.', found[1], iri, HR + kind, text)
    for kind in CLASSES:
        yield from class_faults(iri, HR + kind, row.get(HR + kind, []))


def trigger_fault(text: str) -> tuple[str, str] | None:
    """Tell what is wrong with a trigger, which is a verb's base form, then lower-case words, and what to do."""
    words = text.split()
    if not plain(words):
        return "is not made of words in lower case", 'Write a verb and what it takes, as in "hold talks with".'
    if words[0] in PREPOSITIONS:
        return f'begins with "{words[0]}", which is no verb', 'Begin with the verb, as in "lodge with".'
    if INFLECTED.fullmatch(words[0]):
        return f'begins with "{words[0]}"', 'Write the verb\'s base form, as in "harass" for "harassed".'
    return None


def role_fault(text: str) -> tuple[str, str] | None:
    """Tell what is wrong with a role trigger, which is one noun, and what to do."""
    if not plain(text.split()) or " " in text.strip():
        return "is not one word in lower case", 'Write the noun alone, as in "director".'
    return None


def noun_fault(text: str) -> tuple[str, str] | None:
    """Tell what is wrong with a noun trigger, and what to do."""
    if not plain(text.split()):
        return ("is not made of words in lower case",
                'Write a noun and the preposition before the second argument, as in "attack on".')
    return None


CHECKS = {"trigger": trigger_fault, "victimTrigger": trigger_fault, "roleTrigger": role_fault, "nounTrigger": noun_fault}


def plain(words: Sequence[str]) -> bool:
    """Tell whether there are words, each of letters in lower case, hyphens and apostrophes inside."""
    return bool(words) and all(WORD.fullmatch(word) and word == word.lower() for word in words)


def class_faults(iri: str, property_: str, values: Iterable[str]) -> Iterator[Fault]:
    """Yield the subject or object classes that the extractor does not tell apart."""
    known = [f"{HR}{t.value}" for t in EntityType]
    if property_ == f"{HR}objectClass":
        known.append(f"{RDFS}Literal")  # the words of the text, where there is no object entity
    names = ", ".join(f"hr:{t.value}" for t in EntityType)
    for value in values:
        if value not in known:
            yield Fault(f"<{iri}> names the class <{value}>, which mentions never have.", f"Name one of {names}.",
                        iri, property_, value)


def check_names(relations: Sequence[str], paths: Sequence[Path]) -> None:
    """Raise `BadOntology` where two relations have one local name, or one has none: claims tell them apart by it."""
    where = ", ".join(map(str, paths)) or "the ontology"
    for fault in name_faults(relations, where):
        raise BadOntology(fault.message, fault.remedy)


def name_faults(relations: Sequence[str], where: str) -> Iterator[Fault]:
    """Yield the relations whose address does not end in a name, or in one that another has."""
    seen: dict[str, str] = {}
    for iri in relations:
        name = local_name(iri)
        if not re.fullmatch(r"[^\W\d][\w.-]*", name):
            yield Fault(f"<{iri}> in {where} does not end in a name.",
                        'End its address in "#" or "/" and a word, as in https://example.org/ngo#harassed.', iri)
        elif name in seen:
            yield Fault(f'<{seen[name]}> and <{iri}> both end in "{name}", by which claims would not tell them apart.',
                        f"Rename one of them in {where}.", iri)
        else:
            seen[name] = iri
