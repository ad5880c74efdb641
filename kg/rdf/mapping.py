"""A reading as quads, all in the document's own graph, whose name is the document's IRI. No blank nodes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.language.places import kind_of_place
from kg.model import Act, Claim, Document, Entity, EntityType, Evidence, Mention, Modality, Polarity, Reading
from kg.rdf import terms as t
from kg.rdf.iris import DEFAULT_BASE, iri_of, make_iri, slug
from kg.rdf.order import in_order
from kg.rdf.pages import pages_text

Triples = Iterator[Triple]


def to_quads(reading: Reading, *, base: str = DEFAULT_BASE, release: str = "", pipeline: str = "",
             iris: Mapping[str, str] = MappingProxyType({})) -> list[Quad]:
    """Return the quads of a reading, each once.

    `release` and `pipeline` name the extractor; no clock time is written, so that a rebuild gives the same quads.
    `iris` holds the predicates that are not the ontology's own, by name (`kg.ontology.Ontology.iris`).
    """
    graph = document_graph(reading.document.id, base=base)
    triples = dict.fromkeys(_Writer(in_order(reading), base, release, pipeline, iris).triples())
    return [Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples]


def document_graph(document: str, *, base: str = DEFAULT_BASE) -> NamedNode:
    """Return the IRI of a document, which is also the name of its graph."""
    return NamedNode(make_iri(base, "document", document))


def predicate_iri(claim: Claim, *, base: str = DEFAULT_BASE,
                  iris: Mapping[str, str] = MappingProxyType({})) -> NamedNode:
    """Return the IRI of a claim's predicate: a term of the ontology, a user's own, or an open one under the base."""
    if claim.open:
        return NamedNode(make_iri(base, "open", claim.predicate))
    return NamedNode(iris[claim.predicate]) if claim.predicate in iris else t.hr(claim.predicate)


def object_term(claim: Claim, *, base: str = DEFAULT_BASE) -> NamedNode | Literal:
    """Return the second argument of a claim: an entity's IRI, or the literal value."""
    return NamedNode(iri_of(claim.object, base=base)) if claim.object is not None else Literal(claim.value or "")


def is_held(claim: Claim) -> bool:
    """Tell whether a claim says that somebody has a post, as fact or by allegation."""
    return claim.polarity is Polarity.AFFIRMED and claim.modality in {Modality.ASSERTED, Modality.ALLEGED}


def post_iri(holder: str, title: str, owner: str = "", *, base: str = DEFAULT_BASE) -> str:
    """Return the IRI of a post, from who holds it, its title as a slug, and the body or place that it is held at.

    >>> post_iri("person:Orla_Venn", "minister", "place:Karsk")
    'urn:rightsgraph:position:Orla_Venn:minister:Karsk'
    """
    return make_iri(base, "position", *holder.split(":")[1:], title, *owner.split(":")[1:])


class _Writer:
    """Writes one reading; holds what every node's IRI is made from."""

    def __init__(self, reading: Reading, base: str, release: str, pipeline: str, iris: Mapping[str, str]) -> None:
        self.iris = iris
        self.reading, self.base, self.release, self.pipeline = reading, base, release, pipeline
        self.id = reading.document.id
        self.document = self.node("document", self.id)
        made_by = (release or "unknown", slug(pipeline) if pipeline else "unnamed")
        self.extractor = self.node("extractor", *made_by)
        self.run = self.node("extraction", self.id, *made_by)

    def node(self, *parts: str) -> NamedNode:
        return NamedNode(make_iri(self.base, *parts))

    def entity_node(self, identifier: str) -> NamedNode:
        return NamedNode(iri_of(identifier, base=self.base))

    def triples(self) -> Triples:
        yield from self.about_document(self.reading.document)
        yield from self.about_run()
        for entity in self.reading.entities:
            yield from self.about_entity(entity)
        for claim in self.reading.claims:
            yield from self.about_claim(claim)
        for act in self.reading.acts:
            yield from self.about_act(act)

    def about_document(self, document: Document) -> Triples:
        yield Triple(self.document, t.TYPE, t.hr("Document"))
        texts = ((t.TITLE, document.title), (t.PUBLISHER, document.publisher), (t.SOURCE, document.source),
                 (t.CREATOR, document.author), (t.LANGUAGE, document.language), (t.hr("pages"), pages_text(document.pages)))
        for property_, text in texts:
            if text:
                yield Triple(self.document, property_, Literal(text))
        if document.date:
            yield Triple(self.document, t.ISSUED, t.date(document.date))

    def about_run(self) -> Triples:
        for class_ in (t.ACTIVITY, t.hr("Extraction")):
            yield Triple(self.run, t.TYPE, class_)
        yield Triple(self.run, t.USED, self.document)
        yield Triple(self.run, t.ASSOCIATED, self.extractor)
        yield Triple(self.extractor, t.TYPE, t.hr("Extractor"))
        yield Triple(self.extractor, t.LABEL, Literal(" ".join(filter(None, ("rightsgraph", self.pipeline)))))
        if self.release:
            yield Triple(self.extractor, t.SOFTWARE_VERSION, Literal(self.release))

    def about_entity(self, entity: Entity) -> Triples:
        node = self.entity_node(entity.id)
        yield Triple(node, t.TYPE, t.hr(entity.type))
        if entity.type is EntityType.PLACE and (kind := kind_of_place(entity.label)):
            yield Triple(node, t.TYPE, t.hr(kind))
        yield Triple(node, t.LABEL, Literal(entity.label))
        for alias in entity.aliases:
            yield Triple(node, t.ALT_LABEL, Literal(alias))
        yield Triple(node, t.hr("mentionedIn"), self.document)
        yield Triple(node, t.hr("mentionCount"), t.integer(len(entity.mentions)))
        for mention in entity.mentions:
            yield from self.about_mention(mention)
            yield Triple(self.mention_node(mention), t.hr("mentionOf"), node)

    def mention_node(self, mention: Mention) -> NamedNode:
        # Kind and class belong to the name: two readings of one span must not run together.
        return self.node("mention", self.id, f"{mention.start}-{mention.end}", mention.kind, mention.type)

    def about_mention(self, mention: Mention) -> Triples:
        node = self.mention_node(mention)
        yield Triple(node, t.TYPE, t.hr("Mention"))
        yield Triple(node, t.hr("mentionKind"), t.hrv(mention.kind))
        yield Triple(node, t.hr("mentionClass"), t.hr(mention.type))
        yield from self.span(node, mention.start, mention.end, mention.text)

    def span(self, node: NamedNode, start: int, end: int, text: str) -> Triples:
        yield Triple(node, t.hr("start"), t.integer(start))
        yield Triple(node, t.hr("end"), t.integer(end))
        yield Triple(node, t.hr("quote"), Literal(text))

    def about_claim(self, claim: Claim) -> Triples:
        node = self.node("claim", claim.id)
        for class_ in (t.STATEMENT, t.hr("Claim")):
            yield Triple(node, t.TYPE, class_)
        yield Triple(node, t.SUBJECT, self.entity_node(claim.subject))
        yield Triple(node, t.PREDICATE, predicate_iri(claim, base=self.base, iris=self.iris))
        yield Triple(node, t.OBJECT, object_term(claim, base=self.base))
        yield from self.words_of(claim, node)
        yield from self.post_of(claim, node)
        yield from self.put_forward(claim, node)

    def about_act(self, act: Act) -> Triples:
        node = self.node("act", act.id)
        yield Triple(node, t.TYPE, t.hr("Act"))
        yield Triple(node, t.LABEL, Literal(act.words))
        yield Triple(node, t.hr("actKind"), NamedNode(self.iris[act.kind]) if act.kind in self.iris else t.hrv(act.kind))
        yield Triple(node, t.hr("start"), t.integer(act.start))
        if act.count is not None:
            yield Triple(node, t.hr("victimCount"), t.integer(act.count))
        for number, involvement in enumerate(act.involvements, 1):
            part = self.node("involvement", act.id, str(number))
            yield Triple(node, t.hr("involves"), part)
            yield Triple(part, t.TYPE, t.hr("Involvement"))
            yield Triple(part, t.hr("agent"), self.entity_node(involvement.entity))
            yield Triple(part, t.hr("part"), t.hrv(involvement.part))
            if involvement.mention:
                yield from self.about_mention(involvement.mention)
                yield Triple(part, t.hr("agentMention"), self.mention_node(involvement.mention))
        yield from self.put_forward(act, node)

    def put_forward(self, said: Claim | Act, node: NamedNode) -> Triples:
        """Write what a claim and an act have alike: stance, speakers, time and place, evidence, origin."""
        yield Triple(node, t.hr("polarity"), t.hrv(said.polarity))
        yield Triple(node, t.hr("modality"), t.hrv(said.modality))
        yield Triple(node, t.hr("confidence"), t.decimal(said.confidence))
        yield Triple(node, t.DERIVED, self.document)
        yield Triple(node, t.GENERATED, self.run)
        if said.rule:
            yield Triple(node, t.hr("rule"), Literal(said.rule))
        if said.legal_status:
            yield Triple(node, t.hr("legalStatus"), t.hrv(said.legal_status))
        yield from self.speakers_of(said, node)
        yield from self.circumstances_of(said, node)
        yield from self.evidence_of(said.evidence, node)

    def post_of(self, claim: Claim, node: NamedNode) -> Triples:
        """Write the body or place of a role, its tenure, and the post itself where the claim says that somebody has it."""
        if claim.post_of is not None:
            yield Triple(node, t.hr("postOf"), self.entity_node(claim.post_of))
        if claim.tenure:
            yield Triple(node, t.hr("tenure"), t.hrv(claim.tenure))
        if claim.predicate != "holdsRole" or claim.open or claim.value is None or not is_held(claim):
            return
        post = NamedNode(post_iri(claim.subject, slug(claim.value), claim.post_of or "", base=self.base))
        yield Triple(node, t.hr("position"), post)
        yield Triple(post, t.TYPE, t.hr("Position"))
        yield Triple(post, t.hr("heldBy"), self.entity_node(claim.subject))
        yield Triple(post, t.hr("title"), Literal(claim.value))
        if claim.post_of is not None:
            yield Triple(post, t.hr("postOf"), self.entity_node(claim.post_of))
        if claim.tenure:
            yield Triple(post, t.hr("tenure"), t.hrv(claim.tenure))
        yield from self.time_of(claim, post)

    def words_of(self, claim: Claim, node: NamedNode) -> Triples:
        if claim.label:
            yield Triple(node, t.hr("predicateLabel"), Literal(claim.label))
        if claim.open:
            predicate = predicate_iri(claim, base=self.base)
            yield Triple(predicate, t.TYPE, t.PROPERTY)
            yield Triple(predicate, t.SUBPROPERTY, t.hr("relatedTo"))
            yield Triple(predicate, t.LABEL, Literal(claim.label or claim.predicate))
        mentions = (("subjectMention", claim.subject_mention), ("objectMention", claim.object_mention))
        for property_, mention in mentions:
            if mention:
                yield from self.about_mention(mention)
                yield Triple(node, t.hr(property_), self.mention_node(mention))

    def speakers_of(self, said: Claim | Act, node: NamedNode) -> Triples:
        chain = [self.entity_node(speaker) for speaker in said.attributed_to]
        if chain:
            yield Triple(node, t.hr("attributedTo"), chain[0])
        if len(chain) > 1:
            yield Triple(node, t.hr("citing"), Literal(" ".join(speaker.value for speaker in chain)))

    def circumstances_of(self, said: Claim | Act, node: NamedNode) -> Triples:
        if said.place is not None:
            yield Triple(node, t.hr("place"), self.entity_node(said.place))
        yield from self.time_of(said, node)

    def time_of(self, said: Claim | Act, node: NamedNode) -> Triples:
        if said.date is None:
            return
        yield Triple(node, t.hr("dateText"), Literal(said.date.text))
        for property_, day in (("earliest", said.date.earliest), ("latest", said.date.latest)):
            if day:
                yield Triple(node, t.hr(property_), t.date(day))

    def evidence_of(self, evidence: Evidence, said: NamedNode) -> Triples:
        name = f"{evidence.start}-{evidence.end}"
        node, selector = self.node("evidence", self.id, name), self.node("selector", self.id, name)
        yield Triple(said, t.hr("evidence"), node)
        yield Triple(node, t.TYPE, t.hr("Evidence"))
        yield Triple(node, t.HAS_SOURCE, self.document)
        yield Triple(node, t.HAS_SELECTOR, selector)
        yield from self.span(node, evidence.start, evidence.end, evidence.quote)
        if page := self.reading.document.page_at(evidence.start):
            yield Triple(node, t.hr("page"), Literal(page))
        for class_ in (t.POSITION_SELECTOR, t.QUOTE_SELECTOR):
            yield Triple(selector, t.TYPE, class_)
        yield Triple(selector, t.OA_START, t.integer(evidence.start))
        yield Triple(selector, t.OA_END, t.integer(evidence.end))
        yield Triple(selector, t.OA_EXACT, Literal(evidence.quote))
