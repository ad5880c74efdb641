"""Names of one thing in a document: a short form joins the full name that it is part of; acronyms join their expansion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction.bodies import explained_names, initials_of
from kg.extraction.known import fold, full_name, known_names
from kg.extraction.mentions import Spotted
from kg.identity.forms import body_key, bracketed, is_part, is_spelling, name_key, place_key
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(slots=True)
class Cluster:
    """Mentions that refer to one entity; `forms` are the distinct names, as written, in order."""

    type: EntityType
    mentions: list[Spotted] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    gender: str = ""

    def add(self, spotted: Spotted, form: str | None = None) -> None:
        """Take a mention in, with the name that it uses, if it uses one."""
        self.mentions.append(spotted)
        if form and form not in self.forms:
            self.forms.append(form)

    @property
    def label(self) -> str:
        """Return the longest name, the first of equals."""
        if self.type is EntityType.PERSON:
            return max(self.forms, key=lambda f: len(f.split()) * 100 + len(f))
        return max(self.forms, key=lambda f: (not f.isupper(), len(f.split()) > 1, -self.forms.index(f)))


def clean(name: str) -> str:
    """Return a name on one line, without the brackets of an editor's insertion."""
    return " ".join(name.replace("[", "").replace("]", "").split())


def cluster_names(spotted: Sequence[Spotted], doc: Doc) -> list[Cluster]:
    """Group the names of a document, in order of first appearance."""
    persons = [s for s in spotted if s.mention.type is EntityType.PERSON]
    others = [s for s in spotted if s.mention.type is not EntityType.PERSON]
    clusters = cluster_persons(persons) + cluster_others(others, doc)
    return sorted(clusters, key=lambda c: min(s.first for s in c.mentions))


def cluster_persons(spotted: Sequence[Spotted]) -> list[Cluster]:
    """Join each short form to the one full name before it that has all its words; if several have, to the one in use.

    A short form once joined keeps its person, so that a namesake who enters later takes nothing over. One that comes
    before any full name waits for a single one to come.
    """
    full = [(s.first, key) for s in spotted if len((key := name_key(clean(s.mention.text))).split()) > 1]
    clusters: dict[str, Cluster] = {}
    short: dict[str, Cluster] = {}
    for s in spotted:
        name = clean(s.mention.text)
        key = name_key(name)
        if key not in clusters:
            key = next((k for k in clusters if is_spelling(key, k)), key)
        candidates = [c for k, c in clusters.items() if k != key and is_part(key, k)]
        if key in clusters:
            target = clusters[key]
        elif key in short:
            target = short[key]
        elif len(candidates) == 1 or (candidates and len(key.split()) == 1):
            target = short.setdefault(key, max(candidates, key=lambda c: (len(c.mentions), c.mentions[-1].first)))
        else:
            later = {k for first, k in full if first > s.first and is_part(key, k)}
            target_key = later.pop() if len(later) == 1 and not candidates else key
            target = clusters.setdefault(target_key, Cluster(EntityType.PERSON))
        target.add(s, name)
    return list(clusters.values())


def cluster_others(spotted: Sequence[Spotted], doc: Doc) -> list[Cluster]:
    """Join equal names of bodies and places, acronyms explained, known to all or made of initials, and "the Observatory"."""
    keys = other_keys(spotted, doc)
    clusters: dict[tuple[str, EntityType], Cluster] = {}
    for s in spotted:
        name = clean(s.mention.text)
        key = keys[fold(name), s.mention.type]
        new = (key, s.mention.type) not in clusters and fold(name) not in known_names()
        if new and s.mention.type is EntityType.ORGANIZATION:
            key = short_form_of(s, key, clusters, doc) or key
        clusters.setdefault((key, s.mention.type), Cluster(s.mention.type)).add(s, name)
    return list(clusters.values())


def other_keys(spotted: Sequence[Spotted], doc: Doc) -> dict[tuple[str, EntityType], str]:
    """Return by folded name and type what tells a body or place apart from others in its document."""
    explained = {fold(short): long for short, long in explained_names(doc).items()}
    explained |= {fold(short): long for short, long in bracketed(spotted, doc).items() if fold(short) not in explained}
    names = dict.fromkeys((clean(s.mention.text), s.mention.type) for s in spotted)
    bodies = [name for name, kind in names if kind is EntityType.ORGANIZATION and " " in name]
    places = {fold(name) for name, kind in names if kind is EntityType.PLACE}
    keys: dict[tuple[str, EntityType], str] = {}
    for name, kind in names:
        folded = fold(name)
        if folded not in explained and " " not in name and kind is EntityType.ORGANIZATION:
            long = {body_key(body): body for body in bodies if name in initials_of(body)}
            if len(long) == 1:
                explained[folded] = next(iter(long.values()))
        full = full_name(explained.get(folded, name))
        keys[folded, kind] = place_key(full, places) if kind is EntityType.PLACE else body_key(full)
    return keys


def short_form_of(s: Spotted, key: str, clusters: dict[tuple[str, EntityType], Cluster], doc: Doc) -> str | None:
    """Return the one body before whose name holds all words of a short form that "the" precedes: two of them, or its beginning."""
    definite = s.mention.text.lower().startswith("the ") or (s.first > 0 and doc[s.first - 1].lower_ == "the")
    words = set(key.split())
    longer = [k for k, kind in clusters if kind is EntityType.ORGANIZATION and words < set(k.split())]
    if not definite or len(longer) != 1:
        return None
    opening = (f"{fold(s.mention.text)} for ", f"{fold(s.mention.text)} and ")
    begun = any(fold(f).startswith(opening) for f in clusters[longer[0], EntityType.ORGANIZATION].forms)
    return longer[0] if len(words) <= 2 or begun else None
