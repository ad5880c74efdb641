"""One document to what it says: language, mentions, identity, statements, claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction import ledger
from kg.extraction.act_nouns import doers_before
from kg.extraction.acts import find_acts, make_act
from kg.extraction.confidence import confidence_of
from kg.extraction.events import event_statements
from kg.extraction.membership import membership_statements
from kg.extraction.mentions import Mentions, Spotted, find_mentions
from kg.extraction.nominals import nominal_statements
from kg.extraction.passages import context_of, dress, unless_nameless
from kg.extraction.quotations import speech_of
from kg.extraction.roles import Role, find_roles, fuller_roles
from kg.extraction.statement import Statement
from kg.extraction.ties import group_statements, place_statements, role_statements
from kg.extraction.told import Told
from kg.extraction.unnamed import unnamed_actors
from kg.identity.entities import make_entity
from kg.identity.names import Cluster, cluster_names
from kg.identity.references import describe, note_roles
from kg.identity.referents import Referents
from kg.model import Claim, Document, Entity, EntityType, Gap, MentionKind, Reading
from kg.ontology import Ontology, load_ontology

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def read_document(document: Document, nlp: Language, ontology: Ontology | None = None) -> Reading:
    """Read a document into entities and claims. The result depends on the document, the pipeline and the ontology only."""
    return read_doc(document, nlp(document.text), ontology or load_ontology())


def read_doc(document: Document, doc: Doc, ontology: Ontology) -> Reading:
    """Read a document that the pipeline has annotated already."""
    named, clusters, roles = who_is_who(doc, ontology)
    taken = {i for r in roles for i in range(r.first, r.last)}
    unnamed = [*unnamed_actors(doc, named, taken), *doers_before(doc, named, ontology)]
    speech = speech_of(doc)
    mentions = Referents(doc, named, clusters, speech).read([*named.all, *unnamed])
    found = [*role_statements(doc, roles, named, ontology), *all_statements(doc, mentions, ontology)]
    context = context_of(doc, speech, document.date)
    statements = dress(found, doc, mentions, context)
    told = find_acts(doc, mentions, ontology, context)
    return assemble(document, doc, clusters, statements, mentions, told)


def who_is_who(doc: Doc, ontology: Ontology) -> tuple[Mentions, list[Cluster], list[Role]]:
    """Find the mentions of named things, the clusters of those that refer to one, and the roles of persons."""
    mentions = find_mentions(doc)
    clusters = cluster_names([s for s in mentions.all if s.mention.kind is MentionKind.NAME], doc)
    roles = list(find_roles(doc, mentions, ontology))
    note_roles(doc, clusters, roles)
    described = list(describe(doc, mentions, clusters, roles, ontology))
    for spotted, cluster in described:
        cluster.add(spotted)
    roles += fuller_roles(doc, [s for s, _ in described])
    inside = {i for s, _ in described for i in range(s.first, s.last)}
    mentions = Mentions(
        [s for s in mentions.all if not (s.first in inside and s.mention.kind is MentionKind.NOUN)]
        + [s for s, _ in described],
        {r.noun: r.person for r in roles if r.rule.startswith(("title", "apposition"))},
    )
    return mentions, clusters, roles


def all_statements(doc: Doc, mentions: Mentions, ontology: Ontology) -> Iterator[Statement]:
    """Yield what every extractor but that of roles finds."""
    yield from group_statements(doc, mentions)
    yield from place_statements(doc, mentions)
    yield from membership_statements(doc, mentions)
    events = list(event_statements(doc, mentions, ontology))
    yield from events
    told = {(e.subject, e.predicate, e.object) for e in events}
    yield from (n for n in nominal_statements(doc, mentions, ontology) if (n.subject, n.predicate, n.object) not in told)


def assemble(
    document: Document,
    doc: Doc,
    clusters: list[Cluster],
    statements: Iterable[Statement],
    mentions: Mentions,
    told: Iterable[Told],
) -> Reading:
    """Put entities in the place of mentions; a statement about a mention that stays open is withheld."""
    entities: dict[str, Entity] = {}
    owner: dict[Spotted, str] = {}
    for cluster in clusters:
        entity = make_entity(cluster, document.id)
        old = entities.get(entity.id)
        entities[entity.id] = entity if old is None else merged(old, entity)
        owner.update(dict.fromkeys(cluster.mentions, entity.id))
    claims: dict[str, Claim] = {}
    gaps: list[Gap] = []
    for statement in statements:
        made = make_claim(document, doc, statement, owner)
        if isinstance(made, Claim):
            claims.setdefault(made.id, made)
        else:
            gaps.append(made)
    acts = {act.id: act for act in (make_act(document, doc, t, owner) for t in told)}
    gaps += ledger.silent_sentences(doc, document, mentions, [*claims.values(), *acts.values()], gaps)
    used = {i for c in claims.values() for i in (c.subject, c.object, c.place, c.post_of, *c.attributed_to) if i}
    used |= {i for a in acts.values() for i in (*(p.entity for p in a.involvements), a.place, *a.attributed_to) if i}
    kept = [e for e in entities.values() if e.type is not EntityType.GROUP or e.id in used]
    return Reading(
        document,
        tuple(sorted(kept, key=lambda e: e.mentions[0])),
        tuple(sorted(claims.values(), key=lambda c: (c.evidence.start, c.id))),
        tuple(sorted(acts.values(), key=lambda a: (a.start, a.id))),
        gaps=ledger.in_order(gaps),
    )


def merged(first: Entity, second: Entity) -> Entity:
    """Join two clusters that came to one identifier."""
    aliases = [a for a in (*first.aliases, second.label, *second.aliases) if a != first.label]
    return Entity(
        first.id,
        first.label,
        first.type,
        tuple(dict.fromkeys(aliases)),
        tuple(sorted((*first.mentions, *second.mentions))),
    )


def make_claim(document: Document, doc: Doc, said: Statement, owner: dict[Spotted, str]) -> Claim | Gap:
    """Write a statement as a claim, or what withholds it: a mention without an entity, two that are one, a cut quote."""
    evidence = ledger.trimmed(doc[said.anchor].sent, document)
    subject = owner.get(said.subject)
    target = owner.get(said.object) if said.object else None
    if subject is None or (said.object is not None and target is None):
        return ledger.withheld(said, evidence, ledger.OPEN_MENTION)
    if subject == target:
        return ledger.withheld(said, evidence, ledger.ONE_ENTITY)
    ends = [said.subject.mention, *([said.object.mention] if said.object else [])]
    if any(not evidence.start <= m.start < m.end <= evidence.end for m in ends):
        return ledger.withheld(said, evidence, ledger.CUT_QUOTE)
    speakers = [owner[s] for s in said.speakers if s in owner]
    claim = Claim(
        document=document.id,
        subject=subject,
        predicate=said.predicate,
        evidence=evidence,
        object=target,
        value=said.value,
        open=said.open,
        label=said.label,
        polarity=said.polarity,
        modality=unless_nameless(said.modality, said.speakers, speakers),
        attributed_to=tuple(dict.fromkeys(speakers)),
        date=said.date,
        place=owner.get(said.place) if said.place else None,
        legal_status=said.legal_status,
        post_of=owner.get(said.post_of) if said.post_of else None,
        tenure=said.tenure,
        rule=said.rule,
        subject_mention=said.subject.mention,
        object_mention=said.object.mention if said.object else None,
    )
    return replace(claim, confidence=confidence_of(claim))
