"""A document's quads back to a reading: the inverse of `mapping`."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, partial

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
from kg.rdf.pages import pages_of

_TYPE, _SUBJECT, _PREDICATE, _OBJECT, _LABEL, _ALT_LABEL = (term.value for term in (
    t.TYPE, t.SUBJECT, t.PREDICATE, t.OBJECT, t.LABEL, t.ALT_LABEL))
_TITLE, _PUBLISHER, _SOURCE, _ISSUED, _CREATOR, _LANGUAGE = (term.value for term in (
    t.TITLE, t.PUBLISHER, t.SOURCE, t.ISSUED, t.CREATOR, t.LANGUAGE))
_TYPES = frozenset(EntityType)
_VALUES = (NamedNode, Literal)


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


class _Node(dict[str, list[str]]):
    """What is told of one subject: values by property, those of the ontology by their local names."""

    def __init__(self, iri: str) -> None:
        self.iri = iri

    def one(self, property_: str) -> str | None:
        values = self.get(property_)
        return values[0] if values else None

    def need(self, property_: str) -> str:
        values = self.get(property_)
        if not values:
            raise ValueError(f"<{self.iri}> has no <{property_}>")
        return values[0]

    def day(self, property_: str) -> dt.date | None:
        value = self.one(property_)
        return dt.date.fromisoformat(value) if value else None

    def when(self) -> When | None:
        text = self.one("dateText")
        return None if text is None else When(text, self.day("earliest"), self.day("latest"))

    def span(self) -> tuple[int, int, str]:
        return int(self.need("start")), int(self.need("end")), self.need("quote")

    def entity_type(self, property_: str) -> EntityType:
        names = {value.removeprefix(HR) for value in self.get(property_, ())} & _TYPES
        if not names:
            raise ValueError(f"<{self.iri}> is of no known class")
        return EntityType(min(names))

    def polarity(self) -> Polarity:
        return Polarity(self.need("polarity").removeprefix(HRV))

    def modality(self) -> Modality:
        return Modality(self.need("modality").removeprefix(HRV))

    def legal_status(self) -> LegalStatus | None:
        value = self.one("legalStatus")
        return LegalStatus(value.removeprefix(HRV)) if value else None

    def tenure(self) -> Tenure | None:
        value = self.one("tenure")
        return Tenure(value.removeprefix(HRV)) if value else None


class _Reader:
    """Holds one document's quads by subject."""

    def __init__(self, quads: Iterable[Quad], base: str) -> None:
        self.nodes: dict[str, _Node] = {}
        self.literals: set[str] = set()
        # Ids come again and again, and a mention is told of by its entity and by each claim that rests on it.
        self.id = cache(partial(id_of, base=base))
        self.mention = cache(self._mention)
        self.document = self._take(quads)
        self.document_id = self.id(self.document).removeprefix("document:")

    def _take(self, quads: Iterable[Quad]) -> str:
        """Sort quads by subject and property, as texts: terms cost much to make and compare. Return the graph's name."""
        graphs = set()
        for subject, predicate, object_, graph in quads:
            if type(subject) is not NamedNode or type(object_) not in _VALUES:
                continue
            graphs.add(graph.value if type(graph) is NamedNode else "")
            iri, property_ = subject.value, predicate.value.removeprefix(HR)
            node = self.nodes.get(iri)
            if node is None:
                node = self.nodes[iri] = _Node(iri)
            node.setdefault(property_, []).append(object_.value)
            if property_ == _OBJECT and type(object_) is Literal:
                self.literals.add(iri)
        if len(graphs) != 1 or "" in graphs:
            raise ValueError(f"quads of {len(graphs)} graphs where one document's were expected")
        return graphs.pop()

    def reading(self, text: str) -> Reading:
        nodes, mentions = self.nodes.values(), self.mentions_by_entity()
        entities = [self.entity(node, mentions) for node in nodes if "mentionCount" in node]
        claims = [self.claim(node) for node in nodes if _SUBJECT in node]
        acts = [self.act(node) for node in nodes if "actKind" in node]
        return in_order(Reading(self.about_document(text), tuple(entities), tuple(claims), tuple(acts)))

    def node(self, iri: str) -> _Node:
        return self.nodes.get(iri) or _Node(iri)

    def about_document(self, text: str) -> Document:
        node = self.node(self.document)
        title, publisher, source, author, language, pages = (
            node.one(property_) or "" for property_ in (_TITLE, _PUBLISHER, _SOURCE, _CREATOR, _LANGUAGE, "pages"))
        return Document(self.document_id, text, title, node.day(_ISSUED), publisher, source, author, language, pages_of(pages))

    def mentions_by_entity(self) -> dict[str, list[Mention]]:
        mentions: dict[str, list[Mention]] = defaultdict(list)
        for node in self.nodes.values():
            for entity in node.get("mentionOf", ()):
                mentions[entity].append(self.mention(node.iri))
        return mentions

    def entity(self, node: _Node, mentions: Mapping[str, list[Mention]]) -> Entity:
        aliases, found = tuple(node.get(_ALT_LABEL, ())), tuple(mentions.get(node.iri, ()))
        return Entity(self.id(node.iri), node.need(_LABEL), node.entity_type(_TYPE), aliases, found)

    def _mention(self, iri: str) -> Mention:
        node = self.node(iri)
        kind = MentionKind(node.need("mentionKind").removeprefix(HRV))
        return Mention(*node.span(), kind, node.entity_type("mentionClass"))

    def evidence(self, node: _Node) -> Evidence:
        return Evidence(self.document_id, *self.node(node.need("evidence")).span())

    def claim(self, node: _Node) -> Claim:
        open_, predicate = self.predicate(node.need(_PREDICATE))
        object_ = node.need(_OBJECT)
        is_value = node.iri in self.literals
        return Claim(
            document=self.document_id,
            subject=self.id(node.need(_SUBJECT)),
            predicate=predicate,
            evidence=self.evidence(node),
            object=None if is_value else self.id(object_),
            value=object_ if is_value else None,
            open=open_,
            label=node.one("predicateLabel") or "",
            polarity=node.polarity(),
            modality=node.modality(),
            attributed_to=self.speakers(node),
            date=node.when(),
            place=self.entity_at(node, "place"),
            legal_status=node.legal_status(),
            post_of=self.entity_at(node, "postOf"),
            tenure=node.tenure(),
            confidence=float(node.need("confidence")),
            rule=node.one("rule") or "",
            subject_mention=self.mention_at(node, "subjectMention"),
            object_mention=self.mention_at(node, "objectMention"),
        )

    def act(self, node: _Node) -> Act:
        count = node.one("victimCount")
        return Act(
            document=self.document_id,
            kind=local_name(node.need("actKind")),
            words=node.need(_LABEL),
            evidence=self.evidence(node),
            start=int(node.need("start")),
            involvements=tuple(self.involvement(self.node(iri)) for iri in node.get("involves", ())),
            polarity=node.polarity(),
            modality=node.modality(),
            attributed_to=self.speakers(node),
            date=node.when(),
            place=self.entity_at(node, "place"),
            count=None if count is None else int(count),
            legal_status=node.legal_status(),
            confidence=float(node.need("confidence")),
            rule=node.one("rule") or "",
        )

    def involvement(self, node: _Node) -> Involvement:
        part = Part(node.need("part").removeprefix(HRV))
        return Involvement(self.id(node.need("agent")), part, self.mention_at(node, "agentMention"))

    def entity_at(self, node: _Node, property_: str) -> str | None:
        value = node.one(property_)
        return None if value is None else self.id(value)

    def predicate(self, iri: str) -> tuple[bool, str]:
        """Return whether a predicate is an open one, and its name; a user's own has that of its last part."""
        name = self.id(iri)
        return (True, name.removeprefix("open:")) if name.startswith("open:") else (False, local_name(iri))

    def speakers(self, node: _Node) -> tuple[str, ...]:
        chain = node.one("citing") or node.one("attributedTo")
        return tuple(map(self.id, chain.split(" "))) if chain else ()

    def mention_at(self, node: _Node, property_: str) -> Mention | None:
        mention = node.one(property_)
        return self.mention(mention) if mention else None
