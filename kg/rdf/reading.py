"""A document's quads back to a reading: the inverse of `mapping`."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import (
    Act,
    Claim,
    Document,
    Entity,
    EntityType,
    Evidence,
    Involvement,
    LegalStatus,
    Mention,
    MentionKind,
    Modality,
    Part,
    Polarity,
    Reading,
    Tenure,
    When,
)
from kg.ontology import local_name
from kg.rdf import terms as t
from kg.rdf.iris import DEFAULT_BASE, HR, HRV, id_of
from kg.rdf.order import in_order


def from_quads(quads: Iterable[Quad], *, text: str = "", base: str = DEFAULT_BASE) -> Reading:
    """Return the reading whose quads these are, in order of first appearance.

    The text of a document is not part of its graph: hand it over in `text`. Raises `ValueError` if the quads are not
    those of exactly one document.
    """
    return _Reader(quads, base).reading(text)


def extractor_of(quads: Iterable[Quad]) -> tuple[str, str]:
    """Return the release and the pipeline that read the document, each empty where the quads do not tell."""
    quads = list(quads)
    extractors = {quad.object for quad in quads if quad.predicate == t.ASSOCIATED}
    told = {quad.predicate: quad.object.value for quad in quads
            if quad.subject in extractors and isinstance(quad.object, Literal)}
    return told.get(t.SOFTWARE_VERSION, ""), told.get(t.LABEL, "").removeprefix("rightsgraph").strip()


class _Reader:
    """Holds one document's quads as subject, property, values."""

    def __init__(self, quads: Iterable[Quad], base: str) -> None:
        self.base = base
        self.values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.literals: set[str] = set()
        graphs = set()
        for quad in quads:
            subject, object_ = quad.subject, quad.object
            if not isinstance(subject, NamedNode) or not isinstance(object_, NamedNode | Literal):
                continue
            graphs.add(quad.graph_name)
            self.values[subject.value][quad.predicate.value].append(object_.value)
            if quad.predicate == t.OBJECT and isinstance(object_, Literal):
                self.literals.add(subject.value)
        names = [graph.value for graph in graphs if isinstance(graph, NamedNode)]
        if len(graphs) != 1 or not names:
            raise ValueError(f"quads of {len(graphs)} graphs where one document's were expected")
        self.document = names[0]

    def reading(self, text: str) -> Reading:
        subjects = list(self.values)
        entities = [self.entity(iri) for iri in subjects if HR + "mentionCount" in self.values[iri]]
        claims = [self.claim(iri) for iri in subjects if t.SUBJECT.value in self.values[iri]]
        acts = [self.act(iri) for iri in subjects if HR + "actKind" in self.values[iri]]
        mentions = self.mentions_by_entity()
        entities = [Entity(e.id, e.label, e.type, e.aliases, tuple(mentions[e.id])) for e in entities]
        return in_order(Reading(self.about_document(text), tuple(entities), tuple(claims), tuple(acts)))

    def one(self, subject: str, property_: NamedNode) -> str | None:
        values = self.values[subject].get(property_.value)
        return values[0] if values else None

    def need(self, subject: str, property_: NamedNode) -> str:
        value = self.one(subject, property_)
        if value is None:
            raise ValueError(f"<{subject}> has no <{property_.value}>")
        return value

    def day(self, subject: str, property_: NamedNode) -> dt.date | None:
        value = self.one(subject, property_)
        return dt.date.fromisoformat(value) if value else None

    def id(self, iri: str) -> str:
        return id_of(iri, base=self.base)

    def about_document(self, text: str) -> Document:
        iri = self.document
        title, publisher, source = (self.one(iri, p) or "" for p in (t.TITLE, t.PUBLISHER, t.SOURCE))
        return Document(self.document_id(), text, title, self.day(iri, t.ISSUED), publisher, source)

    def document_id(self) -> str:
        return self.id(self.document).removeprefix("document:")

    def entity(self, iri: str) -> Entity:
        aliases = tuple(self.values[iri].get(t.ALT_LABEL.value, ()))
        return Entity(self.id(iri), self.need(iri, t.LABEL), self.entity_type(iri, t.TYPE), aliases)

    def entity_type(self, iri: str, property_: NamedNode) -> EntityType:
        names = {value.removeprefix(HR) for value in self.values[iri][property_.value]}
        return EntityType(next(iter(sorted(names & set(EntityType)))))

    def mentions_by_entity(self) -> dict[str, list[Mention]]:
        mentions: dict[str, list[Mention]] = defaultdict(list)
        for iri in list(self.values):
            for entity in self.values[iri].get(HR + "mentionOf", ()):
                mentions[self.id(entity)].append(self.mention(iri))
        return mentions

    def mention(self, iri: str) -> Mention:
        kind = MentionKind(self.need(iri, t.hr("mentionKind")).removeprefix(HRV))
        return Mention(*self.span(iri), kind, self.entity_type(iri, t.hr("mentionClass")))

    def span(self, iri: str) -> tuple[int, int, str]:
        start, end = int(self.need(iri, t.hr("start"))), int(self.need(iri, t.hr("end")))
        return start, end, self.need(iri, t.hr("quote"))

    def claim(self, iri: str) -> Claim:
        open_, predicate = self.predicate(self.need(iri, t.PREDICATE))
        object_ = self.need(iri, t.OBJECT)
        is_value = iri in self.literals
        return Claim(
            document=self.document_id(),
            subject=self.id(self.need(iri, t.SUBJECT)),
            predicate=predicate,
            evidence=Evidence(self.document_id(), *self.span(self.need(iri, t.hr("evidence")))),
            object=None if is_value else self.id(object_),
            value=object_ if is_value else None,
            open=open_,
            label=self.one(iri, t.hr("predicateLabel")) or "",
            polarity=Polarity(self.need(iri, t.hr("polarity")).removeprefix(HRV)),
            modality=Modality(self.need(iri, t.hr("modality")).removeprefix(HRV)),
            attributed_to=self.speakers(iri),
            date=self.when(iri),
            place=self.entity_at(iri, "place"),
            legal_status=self.legal_status(iri),
            post_of=self.entity_at(iri, "postOf"),
            tenure=Tenure(tenure.removeprefix(HRV)) if (tenure := self.one(iri, t.hr("tenure"))) else None,
            confidence=float(self.need(iri, t.hr("confidence"))),
            rule=self.one(iri, t.hr("rule")) or "",
            subject_mention=self.mention_at(iri, "subjectMention"),
            object_mention=self.mention_at(iri, "objectMention"),
        )

    def act(self, iri: str) -> Act:
        count = self.one(iri, t.hr("victimCount"))
        return Act(
            document=self.document_id(),
            kind=local_name(self.need(iri, t.hr("actKind"))),
            words=self.need(iri, t.LABEL),
            evidence=Evidence(self.document_id(), *self.span(self.need(iri, t.hr("evidence")))),
            start=int(self.need(iri, t.hr("start"))),
            involvements=tuple(map(self.involvement, self.values[iri].get(HR + "involves", ()))),
            polarity=Polarity(self.need(iri, t.hr("polarity")).removeprefix(HRV)),
            modality=Modality(self.need(iri, t.hr("modality")).removeprefix(HRV)),
            attributed_to=self.speakers(iri),
            date=self.when(iri),
            place=self.entity_at(iri, "place"),
            count=None if count is None else int(count),
            legal_status=self.legal_status(iri),
            confidence=float(self.need(iri, t.hr("confidence"))),
            rule=self.one(iri, t.hr("rule")) or "",
        )

    def involvement(self, iri: str) -> Involvement:
        part = Part(self.need(iri, t.hr("part")).removeprefix(HRV))
        return Involvement(self.id(self.need(iri, t.hr("agent"))), part, self.mention_at(iri, "agentMention"))

    def legal_status(self, iri: str) -> LegalStatus | None:
        value = self.one(iri, t.hr("legalStatus"))
        return LegalStatus(value.removeprefix(HRV)) if value else None

    def entity_at(self, iri: str, property_: str) -> str | None:
        value = self.one(iri, t.hr(property_))
        return None if value is None else self.id(value)

    def predicate(self, iri: str) -> tuple[bool, str]:
        """Return whether a predicate is an open one, and its name; a user's own has that of its last part."""
        name = self.id(iri)
        return (True, name.removeprefix("open:")) if name.startswith("open:") else (False, local_name(iri))

    def speakers(self, iri: str) -> tuple[str, ...]:
        chain = self.one(iri, t.hr("citing")) or self.one(iri, t.hr("attributedTo"))
        return tuple(self.id(speaker) for speaker in chain.split(" ")) if chain else ()

    def when(self, iri: str) -> When | None:
        text = self.one(iri, t.hr("dateText"))
        if text is None:
            return None
        return When(text, self.day(iri, t.hr("earliest")), self.day(iri, t.hr("latest")))

    def mention_at(self, iri: str, property_: str) -> Mention | None:
        mention = self.one(iri, t.hr(property_))
        return self.mention(mention) if mention else None
