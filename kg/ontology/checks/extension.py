"""A user's file of relations and kinds of act: all that is wrong or odd about it, at once, with lines and remedies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.ontology.acts import HRV, SKOS
from kg.ontology.checks.finding import Finding, in_order
from kg.ontology.checks.spelling import spelling
from kg.ontology.checks.syntax import syntax
from kg.ontology.checks.terms import cycles
from kg.ontology.checks.user_file import TRIGGERS, UserFile, read_text
from kg.ontology.checks.words import words
from kg.ontology.extensions import HR, RDFS, faults, name_faults

PARENT, BROADER = f"{RDFS}subPropertyOf", f"{SKOS}broader"
FLAGS = (f"{HR}accusatory", f"{HR}reachesOwner")


def check_file(path: Path) -> list[Finding]:
    """Return what is to mend in a user's file, in order of its lines; errors are what would be refused or never found.

    Raises `BadOntology` where it cannot be read as text.
    """
    text = read_text(path)
    if found := list(syntax(path, text)):
        return in_order(found)
    file = UserFile.read(path, text)
    return in_order([*spelling(file), *refused(file), *unrelated(file), *named(file), *words(file), *flags(file),
                     *acts(file), *labels(file), *circles(file), *restrained(file), *empty(file)])


def refused(file: UserFile) -> Iterator[Finding]:
    """Yield what the build would refuse about single terms; that a term is no relation is told by `unrelated`."""
    for iri, row in file.own.items():
        for fault in faults(iri, row, {*file.relations, *file.acts, iri}):
            if not file.misspelt(fault.value):
                yield file.of_fault(fault)


def unrelated(file: UserFile) -> Iterator[Finding]:
    """Yield the terms with triggers that lead to no relation, and where their way ends."""
    for iri, row in file.own.items():
        if iri in file.relations | file.acts or not any(row.get(trigger) for trigger in TRIGGERS):
            continue
        parents = row.get(PARENT, [])
        if any(map(file.misspelt, parents)):
            continue  # told by `spelling`, and all that follows from it
        where = f"<{parents[0]}>, which leads to none" if parents else "nothing"
        yield file.finding(f"<{iri}> has triggers and is a kind of {where}, so it is never found.",
                           "Add: rdfs:subPropertyOf hr:relatedTo, or the nearest relation, as hr:attacked. For a kind of act add: "
                           "skos:inScheme hrv:act.", iri)


def named(file: UserFile) -> Iterator[Finding]:
    """Yield the terms that end as another does, and those in the ontology's own namespace."""
    for kind in (file.relations, file.acts):
        order = sorted((iri for iri in kind if iri in file.all), key=lambda iri: (iri not in file.core, iri))
        for fault in name_faults(order, file.path.name):
            if fault.iri in file.own:
                yield file.of_fault(fault)
    for iri in file.own:
        if iri.startswith((HR, HRV)) and iri not in file.core:
            yield file.finding(f"<{iri}> lies in the ontology's own namespace, where a later release may put something else.",
                               "Give it an address of yours, as https://example.org/my-organisation#...", iri, warning=True)


def flags(file: UserFile) -> Iterator[Finding]:
    """Yield the values of yes-or-no properties that are neither true nor false."""
    for iri, row in file.own.items():
        for flag in FLAGS:
            for value in row.get(flag, []):
                if value not in ("true", "false"):
                    yield file.finding(f'<{flag}> of <{iri}> is "{value}", which counts as false.', "Write true, without quotes.",
                                       iri, at=(flag, value))


def acts(file: UserFile) -> Iterator[Finding]:
    """Yield the kinds of act without a place or words, and links that lead elsewhere than they should."""
    for iri in sorted(file.acts & file.own.keys()):
        row, whole = file.own[iri], file.row(iri)
        for broader in row.get(BROADER, []):
            if broader not in file.acts and not file.misspelt(broader):
                yield file.finding(f"<{iri}> has the broader concept <{broader}>, which is no kind of act.",
                                   "Name one of the scheme, as hrv:violence. See: kg ontology terms", iri, at=(BROADER, broader))
        if not whole.get(BROADER) and not whole.get(f"{SKOS}topConceptOf"):
            yield file.finding(f"<{iri}> stands under no other kind of act.",
                               "Add: skos:broader, with the nearest kind, as hrv:harassment.", iri, warning=True)
        if not any(whole.get(trigger) for trigger in TRIGGERS):
            yield file.finding(f"<{iri}> has no words by which it would be found.",
                               'Add: hr:trigger "...", or hr:nounTrigger "...".', iri, warning=True)
        for article in row.get(f"{HR}touches", []):
            instrument = f"{SKOS}topConceptOf" in file.row(article)
            if instrument or f"{HRV}article" not in file.row(article).get(f"{SKOS}inScheme", []):
                yield file.finding(f"<{iri}> touches <{article}>, which is no article.", "Name one, as hrv:iccpr-9.", iri,
                                   at=(f"{HR}touches", article))


def labels(file: UserFile) -> Iterator[Finding]:
    """Yield the added terms that have no label or definition, and relations that nothing would find."""
    for iri in file.added:
        if iri in file.core:
            continue
        row, label = file.own[iri], file.label_of(iri)
        if not row.get(label):
            yield file.finding(f"<{iri}> has no label, so tables and the map show the end of its address.",
                               f'Add: {"skos:prefLabel" if iri in file.acts else "rdfs:label"} "..."@en.', iri, warning=True)
        if not row.get(f"{SKOS}definition"):
            yield file.finding(f"<{iri}> has no definition, so others cannot tell what it means.",
                               'Add: skos:definition "..."@en.', iri, warning=True)
        narrower = any(iri in other.get(PARENT, []) for other in file.own.values())
        if iri in file.relations and not narrower and not any(row.get(trigger) for trigger in TRIGGERS):
            yield file.finding(f"<{iri}> has no triggers, so it is never found.", 'Add: hr:trigger "...".', iri, warning=True)


def circles(file: UserFile) -> Iterator[Finding]:
    """Yield the circles that the file makes."""
    for property_ in (PARENT, BROADER):
        for circle in cycles({iri: row.get(property_, []) for iri, row in file.all.items()}):
            own = [iri for iri in circle if iri in file.own]
            way = " → ".join(file.short(iri) for iri in (*circle, circle[0]))
            yield file.finding(f"<{property_}> goes in a circle: {way}.", "Take one of these links away.", own[0])


def restrained(file: UserFile) -> Iterator[Finding]:
    """Yield domains and ranges, from which other tools would infer wrong classes."""
    for iri, row in file.own.items():
        for name, instead in (("domain", "hr:subjectClass"), ("range", "hr:objectClass")):
            if row.get(RDFS + name):
                yield file.finding(f"<{iri}> has rdfs:{name}, from which other tools infer classes that no text bears out.",
                                   f"Use {instead}, which the extractor follows.", iri, at=(RDFS + name, row[RDFS + name][0]),
                                   warning=True)


def empty(file: UserFile) -> Iterator[Finding]:
    """Yield that a file adds nothing."""
    if not file.added:
        yield Finding(str(file.path), 0, "The file adds no relation, no kind of act and no words to one.",
                      "For an example see: kg ontology check --help", warning=True)
