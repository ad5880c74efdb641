"""Pronouns and descriptions to what they refer to in their document; what is not plain stays open.

The coreference model proposes an antecedent with a probability for each; one that is surer than its class asks for is
taken (`SURE`, each with nine right in ten on GUM's development documents), if it is of a type that the words allow.
Two rules come before it: "he", "it" or "they" in reported speech is who reports, "I" in quotation marks who speaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg.extraction.clauses import read_clause
from kg.extraction.mentions import FIRST_PERSON, PRONOUNS, Mentions, Spotted, spot
from kg.extraction.quotations import quote_speakers
from kg.identity.coreference import Form, Link, link_all
from kg.identity.entities import group_key, group_label
from kg.identity.names import Cluster
from kg.identity.reported import reporting_pronouns
from kg.language.scan import chosen, marked
from kg.model import EntityType, MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SURE = {"he she": 0.7, "it they": 0.8, "definite": 0.8}
LIKELY = 0.4  # of one near whose title tells the pronoun's gender, or beside whom no other person is near
THINGS = frozenset("it its itself".split())
MANY = frozenset("they them their theirs themselves".split())
BODIES = frozenset({EntityType.ORGANIZATION, EntityType.GROUP})
MANY_TYPES = BODIES | {EntityType.PLACE}


class Referents:
    """The clusters of one document under construction: names first, then what refers to them, in order of the text.

    `speech` gives who speaks each quoted word.
    """

    def __init__(self, doc: Doc, mentions: Mentions, clusters: list[Cluster], speech: Mapping[int, Token]) -> None:
        self.doc, self.clusters, self.speech = doc, clusters, speech
        self.bearers = mentions.bearers
        self.groups: dict[str, Cluster] = {}
        self.reporters: dict[int, Spotted] = {}
        self.titled = {id(c) for c in clusters if c.gender}
        self.at: dict[int, Cluster] = {i: c for c in clusters for s in c.mentions for i in range(s.first, s.last)}
        owner = {s: c for c in clusters for s in c.mentions}
        self.at |= {noun: owner[person] for noun, person in mentions.bearers.items() if person in owner}
        self.links = {link.mention.head: link for link in link_all(doc) if link.mention.form is not Form.COORDINATION}

    def read(self, spotted: Iterable[Spotted]) -> Mentions:
        """Give each mention its cluster, unnamed groups a cluster of their own, and return the mentions with their types."""
        kept = {s.head: s for s in spotted}
        kept |= {s.head: s for s in self.things() if s.head not in kept}
        self.reporters = dict(reporting_pronouns(self.doc, Mentions(list(kept.values()), self.bearers)))
        settled = [found for s in sorted(kept.values()) if (found := self.settle(s)) is not None]
        self.first_person(settled)
        self.clusters += self.groups.values()
        return Mentions(settled, self.bearers)

    def things(self) -> list[Spotted]:
        """Return the pronouns for bodies and groups that the links know."""
        heads = [t.i for t in chosen(self.doc, marked(self.doc, "LOWER", THINGS | MANY)) if t.i in self.links]
        return [spot(self.doc, i, i + 1, EntityType.GROUP, MentionKind.PRONOUN) for i in heads]

    def settle(self, s: Spotted) -> Spotted | None:
        """Find the cluster of one mention, and return the mention with that cluster's type; None for an open "it" or "they"."""
        if s.mention.kind is MentionKind.NAME or s.first in self.at:
            return s
        target = self.target(s)
        if target is None and s.mention.kind is MentionKind.NOUN:
            key = group_key(s)
            target = self.groups.get(key) or self.groups.setdefault(key, Cluster(EntityType.GROUP))
        if target is None:
            return None if self.doc[s.head].lower_ in THINGS | MANY else s
        made = spot(self.doc, s.first, s.last, target.type, s.mention.kind)
        made = Spotted(made.first, made.last, s.head, made.mention)
        target.add(made, group_label(s) if target.type is EntityType.GROUP and s.mention.kind is MentionKind.NOUN else None)
        target.gender = target.gender or PRONOUNS.get(self.doc[s.first].lower_, "")
        self.at |= dict.fromkeys(range(s.first, s.last), target)
        return made

    def target(self, s: Spotted) -> Cluster | None:
        """Return the cluster that a mention surely refers to."""
        reporter = self.reporters.get(s.first)
        if reporter is not None and reporter.first in self.at:
            return self.at[reporter.first]
        link = self.links.get(s.head)
        target = self.at.get(link.antecedent.head) if link is not None and link.antecedent is not None else None
        if link is None or target is None or not self.suits(s, link, target):
            return None
        plain = self.doc[s.head].lower_ in PRONOUNS and self.is_plain(s, target)
        return target if link.probability >= (LIKELY if plain else SURE.get(link.group, 2.0)) else None

    def is_plain(self, s: Spotted, target: Cluster) -> bool:
        """Tell whether the target is met from the sentence before on, and is titled or the only one but the clause's subject."""
        token = self.doc[s.first]
        start = token.sent.start
        first = self.doc[start - 1].sent.start if start else 0
        met = {id(c): c for i in range(first, s.first) if (c := self.at.get(i)) and c.type is EntityType.PERSON}
        own = read_clause(token.head).subjects if token.head.pos_ == "VERB" and token.dep_ != "nsubj" else ()
        others = set(met) - {id(self.at[t.i]) for t in own if t.i in self.at and self.at[t.i] is not target}
        return id(target) in met and (id(target) in self.titled or others == {id(target)})

    def suits(self, s: Spotted, link: Link, target: Cluster) -> bool:
        """Tell whether a mention's words allow the type of a cluster."""
        word = self.doc[s.head].lower_
        if word in PRONOUNS:
            return target.type is EntityType.PERSON and target.gender in {"", PRONOUNS[word]}
        if word in THINGS | MANY:
            return target.type in MANY_TYPES
        if target.type is EntityType.PERSON:
            return link.mention.kind == "person" and "Plur" not in self.doc[s.head].morph.get("Number", [])
        return target.type in BODIES

    def first_person(self, settled: list[Spotted]) -> None:
        """Join "I" and "my" in quotation marks to who speaks."""
        mine = [s for s in settled if s.mention.kind is MentionKind.PRONOUN and self.doc[s.first].lower_ in FIRST_PERSON]
        speakers = quote_speakers(self.speech, Mentions(settled, self.bearers)) if mine else {}
        for s in mine:
            speaker = speakers.get(s.first)
            cluster = self.at.get(speaker.first) if speaker is not None else None
            if cluster is not None and cluster.type is EntityType.PERSON and s.first not in self.at:
                cluster.add(s)
                self.at[s.first] = cluster
