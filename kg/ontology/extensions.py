"""A user's own relations in Turtle: what is checked before the extractor follows them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from kg.errors import BadOntology
from kg.model import EntityType
from kg.ontology.triggers import PREPOSITIONS

HR = "https://w3id.org/rightsgraph/ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
WORDS = ("trigger", "roleTrigger", "nounTrigger")
CLASSES = ("subjectClass", "objectClass")
# "harassed", "harassing": no base form ends so but the few of "-eed", and short ones ("embed", "string").
INFLECTED = re.compile(r"[a-z]{4,}(?<!e)ed|[a-z]*[aeiouy][a-z]*ing")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

Rows = defaultdict[str, defaultdict[str, list[str]]]


def local_name(iri: str) -> str:
    """Return what stands behind the last "#" or "/" of an IRI, which names its predicate in claims.

    >>> local_name("https://example.org/ngo#harassed"), local_name("https://example.org/harassed")
    ('harassed', 'harassed')
    """
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def check_extension(path: Path, rows: Rows, related: Collection[str]) -> None:
    """Raise `BadOntology` where a file's properties say what the extractor cannot follow; `related` are the relations."""
    for iri, row in rows.items():
        texts = [text for kind in WORDS for text in row.get(HR + kind, [])]
        if texts and iri not in related:
            raise BadOntology(f"{path}: <{iri}> has triggers but is no relation, so it would never be extracted.",
                              "Add to it: rdfs:subPropertyOf hr:relatedTo, or another relation.")
        for text in row.get(HR + "trigger", []):
            check_trigger(path, iri, text)
        for text in row.get(HR + "roleTrigger", []):
            if not plain(text.split()) or " " in text.strip():
                raise BadOntology(f'{path}: the role trigger "{text}" of <{iri}> is not one word in lower case.',
                                  'Write the noun alone, as in "director".')
        for text in row.get(HR + "nounTrigger", []):
            if not plain(text.split()):
                raise BadOntology(f'{path}: the noun trigger "{text}" of <{iri}> is not made of words in lower case.',
                                  'Write a noun and the preposition before the second argument, as in "attack on".')
        for kind in CLASSES:
            check_classes(path, iri, row.get(HR + kind, []))


def check_trigger(path: Path, iri: str, text: str) -> None:
    """Raise `BadOntology` unless a trigger is a verb's base form, then lower-case words."""
    words = text.split()
    if not plain(words):
        wrong, remedy = "is not made of words in lower case", 'Write a verb and what it takes, as in "hold talks with".'
    elif words[0] in PREPOSITIONS:
        wrong, remedy = f'begins with "{words[0]}", which is no verb', 'Begin with the verb, as in "lodge with".'
    elif INFLECTED.fullmatch(words[0]):
        wrong, remedy = f'begins with "{words[0]}"', 'Write the verb\'s base form, as in "harass" for "harassed".'
    else:
        return
    raise BadOntology(f'{path}: the trigger "{text}" of <{iri}> {wrong}.', remedy)


def plain(words: Sequence[str]) -> bool:
    """Tell whether there are words, each of letters in lower case, hyphens and apostrophes inside."""
    return bool(words) and all(WORD.fullmatch(word) and word == word.lower() for word in words)


def check_classes(path: Path, iri: str, values: Iterable[str]) -> None:
    """Raise `BadOntology` where a subject or object class is none that the extractor tells apart."""
    known = [f"{HR}{t.value}" for t in EntityType]
    for value in values:
        if value not in known:
            names = ", ".join(f"hr:{t.value}" for t in EntityType)
            raise BadOntology(f"{path}: <{iri}> names the class <{value}>, which mentions never have.",
                              f"Name one of {names}.")


def check_names(relations: Sequence[str], paths: Sequence[Path]) -> None:
    """Raise `BadOntology` where two relations have one local name, or one has none: claims tell them apart by it."""
    seen: dict[str, str] = {}
    for iri in relations:
        name = local_name(iri)
        if not re.fullmatch(r"[^\W\d][\w.-]*", name):
            raise BadOntology(f"<{iri}> in {_named(paths)} does not end in a name.",
                              'End its address in "#" or "/" and a word, as in https://example.org/ngo#harassed.')
        if name in seen:
            raise BadOntology(f'<{seen[name]}> and <{iri}> both end in "{name}", by which claims would not tell them apart.',
                              f"Rename one of them in {_named(paths)}.")
        seen[name] = iri


def _named(paths: Sequence[Path]) -> str:
    return ", ".join(map(str, paths)) or "the ontology"
