"""A folder for `neo4j-admin database import full`: nodes and relationships as CSV, and the command in a README.

Headers follow the Operations Manual, "CSV header format": `:ID`, `:LABEL`, `:START_ID`, `:END_ID`, `:TYPE`, typed columns,
arrays parted by `;`. All ids are of one space, since each begins with its kind. A claim is a relationship; the type of one
that is not reported as fact begins with how it is put forward (`DENIED_ARRESTED`), so that `[:ARRESTED]` finds reports alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from contextlib import ExitStack
from pathlib import Path

from kg.export.gathering import Entities, Gathered, all_said, readings_of
from kg.export.lines import Options
from kg.export.neo4j_readme import readme
from kg.export.standing import Standing, standing_of
from kg.export.tables import Row, table
from kg.model import Act, Claim, Document, Evidence, Part, Reading, short_hash
from kg.store.files import write_atomically
from kg.store.ontology import accusatory_predicates
from kg.store.protocol import Store

_SAID = ("polarity", "modality", "standing", "attributed_to:string[]", "date_text", "earliest:date", "latest:date", "place",
         "legal_status", "confidence:double", "rule", "document", "evidence", "quote")
NODES: dict[str, tuple[str, ...]] = {
    "entities": ("id:ID", "label", "type", "aliases:string[]", "mentions:long", "documents:long", ":LABEL"),
    "documents": ("id:ID", "title", "published:date", "publisher", "source", ":LABEL"),
    "evidence": ("id:ID", "document", "start:long", "end:long", "quote", ":LABEL"),
    "values": ("id:ID", "text", ":LABEL"),
    "acts": ("id:ID", "kind", "words", "victims:long", *_SAID, ":LABEL"),
}
RELATIONSHIPS: dict[str, tuple[str, ...]] = {
    "claims": (":START_ID", ":END_ID", ":TYPE", "claim", "predicate", "label", "open:boolean", "post_of", "tenure", *_SAID),
    "parts": (":START_ID", ":END_ID", ":TYPE", "part", "standing"),
    "mentions": (":START_ID", ":END_ID", ":TYPE", "mentions:long"),
    "sources": (":START_ID", ":END_ID", ":TYPE"),
}


def write_neo4j(store: Store, path: Path, options: Options) -> None:
    """Write the folder."""
    with ExitStack() as stack:
        writers = {name: stack.enter_context(table(path / f"{name}.csv", columns))
                   for name, columns in (NODES | RELATIONSHIPS).items()}
        rows = _Rows(writers, accusatory_predicates(None, store.ontology))
        for reading in readings_of(store, options):
            rows.add(reading)
        rows.finish()
    write_atomically(path / "README.txt", readme(NODES, RELATIONSHIPS).encode())


class _Rows:
    """Turns readings into rows; each node once."""

    def __init__(self, writers: dict[str, Callable[[Row], None]], accusatory: Collection[str]) -> None:
        self.write = writers
        self.accusatory = accusatory
        self.entities = Entities()
        self.values: set[str] = set()

    def add(self, reading: Reading) -> None:
        self.entities.add(reading)
        document = self.document(reading.document)
        for entity in reading.entities:
            self.write["mentions"]((entity.id, document, "MENTIONED_IN", len(entity.mentions)))
        for evidence in dict.fromkeys(said.evidence for said in all_said(reading)):
            self.evidence(evidence, document)
        for claim in reading.claims:
            self.claim(claim)
        for act in reading.acts:
            self.act(act)

    def finish(self) -> None:
        for entity in self.entities:
            self.write["entities"](_entity(entity))

    def document(self, document: Document) -> str:
        id_ = f"document:{document.id}"
        self.write["documents"]((id_, document.title, document.date, document.publisher, document.source, "Document"))
        return id_

    def evidence(self, evidence: Evidence, document: str) -> None:
        id_ = _evidence_id(evidence)
        self.write["evidence"]((id_, document, evidence.start, evidence.end, evidence.quote, "Evidence"))
        self.write["sources"]((id_, document, "FROM_DOCUMENT"))

    def value(self, text: str) -> str:
        id_ = f"value:{short_hash(text)}"
        if id_ not in self.values:
            self.values.add(id_)
            self.write["values"]((id_, text, "Value"))
        return id_

    def claim(self, claim: Claim) -> None:
        standing = standing_of(claim, self.accusatory)
        end = claim.object or self.value(claim.value or "")
        name = f"open_{claim.predicate}" if claim.open else claim.predicate
        self.write["claims"]((
            claim.subject, end, relationship_type(name, standing), claim.id, claim.predicate, claim.label, claim.open,
            claim.post_of, claim.tenure, *_said(claim, standing)))

    def act(self, act: Act) -> None:
        standing, id_ = standing_of(act, self.accusatory), f"act:{act.id}"
        self.write["acts"]((id_, act.kind, act.words, act.count, *_said(act, standing), "Act"))
        self.write["sources"]((id_, _evidence_id(act.evidence), "RESTS_ON"))
        for involvement in act.involvements:
            type_ = relationship_type("committed" if involvement.part is Part.PERPETRATOR else "suffered", standing)
            self.write["parts"]((involvement.entity, id_, type_, involvement.part, _told(standing)))


def relationship_type(name: str, standing: Standing) -> str:
    """Return a relationship type: capitals and underscores, before them how it is put forward.

    >>> relationship_type("spokeWith", Standing()), relationship_type("arrested", Standing(("denied",)))
    ('SPOKE_WITH', 'DENIED_ARRESTED')
    """
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", "_".join((*standing.words, name)))
    return re.sub(r"\W+", "_", words).upper()


def array(items: Iterable[str]) -> str:
    """Return a list as one field; the format has no way to write a semicolon in an item, which becomes a full-width one.

    >>> array(["a", "b;c"])
    'a;b\uff1bc'
    """
    return ";".join(item.replace(";", "\uff1b") for item in items)


def _entity(entity: Gathered) -> Row:
    return (entity.id, entity.label, entity.type, array(entity.aliases), entity.mentions, entity.documents,
            f"Entity;{entity.type}")


def _said(said: Claim | Act, standing: Standing) -> tuple[object, ...]:
    when = said.date
    return (said.polarity, said.modality, _told(standing), array(said.attributed_to), when and when.text,
            when and when.earliest, when and when.latest, said.place, said.legal_status, said.confidence, said.rule,
            f"document:{said.document}", _evidence_id(said.evidence), said.evidence.quote)


def _told(standing: Standing) -> str:
    return ", ".join(standing.words) or "reported"


def _evidence_id(evidence: Evidence) -> str:
    return f"evidence:{evidence.document}:{evidence.start}-{evidence.end}"
