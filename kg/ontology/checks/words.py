"""Triggers that would never be found, or would be found too often, or take sentences from another relation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache

from kg.ontology.acts import closed_up
from kg.ontology.checks.finding import Finding
from kg.ontology.checks.terms import curie
from kg.ontology.checks.user_file import UserFile
from kg.ontology.extensions import HR
from kg.ontology.triggers import PREPOSITIONS

VERBS = (f"{HR}trigger", f"{HR}victimTrigger")
NOUN = f"{HR}nounTrigger"
SHARED = (*VERBS, NOUN, f"{HR}roleTrigger")
# Verbs that say nothing by themselves.
LIGHT = frozenset("be become do get give go have keep make put say take use want".split())
LEFT_OUT = frozenset("a an the some any his her its their my your our".split())
ARGUMENTS = frozenset("someone somebody something him her them it me us you x y".split())


def words(file: UserFile) -> Iterator[Finding]:
    """Yield what is odd about the triggers of a file."""
    for iri, row in file.own.items():
        for property_ in VERBS:
            for text in row.get(property_, []):
                yield from verb_trigger(file, iri, property_, text)
        for text in row.get(NOUN, []):
            if iri in file.relations and text.split() and text.split()[-1] not in PREPOSITIONS:
                yield file.finding(f'the noun trigger "{text}" of <{iri}> ends in no preposition, so it is never found.',
                                   'Add the one that stands before the second argument, as in "attack on".', iri, at=(NOUN, text))
    yield from shared(file)


def verb_trigger(file: UserFile, iri: str, property_: str, text: str) -> Iterator[Finding]:
    """Yield what is odd about one trigger of a verb that is made of words in lower case."""
    parts, at = text.split(), (property_, text)
    if not parts:
        return
    if base := base_of(parts[0]):
        yield file.finding(f'the trigger "{text}" of <{iri}> begins with "{parts[0]}", a form of "{base}", so it is never found.',
                           f'Write: "{" ".join([base, *parts[1:]])}"', iri, at=at)
    if left := LEFT_OUT.intersection(parts[1:]):
        without = " ".join(part for part in parts if part not in left)
        yield file.finding(f'the trigger "{text}" of <{iri}> holds "{min(left)}", with which it is never found.',
                           f'Leave such small words out: "{without}"', iri, at=at)
    elif parts[-1] in ARGUMENTS and len(parts) > 1:
        yield file.finding(f'the trigger "{text}" of <{iri}> ends in "{parts[-1]}", which only that very word would meet.',
                           f'Leave out whom it is done to: "{" ".join(parts[:-1])}"', iri, at=at, warning=True)
    if parts[0] in LIGHT and len(parts) == 1:
        yield file.finding(f'the trigger "{text}" of <{iri}> is so common a verb that it would be found everywhere.',
                           "Add the words that make it mean this.", iri, at=at, warning=True)


@lru_cache(maxsize=1)
def forms() -> dict[str, str]:
    """Return verbs' forms with their base, for forms that are no verb's base themselves, from the shipped pipeline's list."""
    from kg.language.encoder import WEIGHTS

    lemmas: dict[str, str] = json.loads((WEIGHTS / "lemmas.json").read_text(encoding="utf-8"))
    verbs = {key.removesuffix("|VERB"): base for key, base in lemmas.items() if key.endswith("|VERB")}
    bases = frozenset(verbs.values())
    return {form: base for form, base in verbs.items() if form not in bases and form.isalpha()}


def base_of(word: str) -> str:
    """Return the base of a verb's form ("took"); nothing for a base, for a word that is not known, and for "-ed" and "-ing".

    The last are told of by `kg.ontology.extensions`, for which the build refuses a file.
    """
    from kg.ontology.extensions import INFLECTED

    return "" if INFLECTED.fullmatch(word) else forms().get(word, "")


def shared(file: UserFile) -> Iterator[Finding]:
    """Yield the triggers of a file that another relation or kind of act has too."""
    for kind in (file.relations, file.acts):
        for property_ in SHARED:
            holders: dict[str, list[str]] = {}
            for iri in sorted(kind):
                for text in file.row(iri).get(property_, []):
                    holders.setdefault(key_of(text, property_), []).append(iri)
            for iri in file.added:
                for text in file.own[iri].get(property_, []) if iri in kind else ():
                    others = sorted(set(holders[key_of(text, property_)]) - {iri})
                    if others:
                        yield told(file, iri, property_, text, others[0])


def told(file: UserFile, iri: str, property_: str, text: str, other: str) -> Finding:
    """Return the warning that a trigger is another's too."""
    whose = file.short(other) if other in file.own else curie(other)
    after = "one of the two is never found" if other in file.own else "yours comes first, and it is found there no longer"
    return file.finding(f'the trigger "{text}" of <{iri}> is one of {whose} too: {after}.',
                        "Choose other words, or add them to the one that is there, if it means the same.",
                        iri, at=(property_, text), warning=True)


def key_of(text: str, property_: str) -> str:
    """Return what two triggers have alike that find the same words."""
    return closed_up(text) if property_ == NOUN else " ".join(text.lower().split())
