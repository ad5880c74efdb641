"""A folder with `entities.csv`, `claims.csv` and `acts.csv`, for spreadsheets and for evaluation."""

from __future__ import annotations

from pathlib import Path

from kg.export.gathering import Entities, Gathered, readings_of
from kg.export.lines import Options
from kg.export.tables import table
from kg.model import Act, Claim, Part, When
from kg.store.protocol import Store

ENTITY_COLUMNS = ("id", "label", "type", "aliases", "mentions", "documents")
CLAIM_COLUMNS = (
    "claim", "subject", "predicate", "object", "value", "polarity", "modality", "attributed_to", "date", "place",
    "document", "start", "end", "quote", "confidence", "legal_status", "post_of", "tenure")
ACT_COLUMNS = (
    "act", "kind", "words", "perpetrators", "victims", "count", "polarity", "modality", "legal_status", "attributed_to",
    "date", "place", "document", "start", "end", "quote", "confidence")


def write_csv(store: Store, path: Path, options: Options) -> None:
    """Write the folder; entities are merged over documents, lists are joined by `|`."""
    entities = Entities()
    with (table(path / "entities.csv", ENTITY_COLUMNS) as entity_row,
          table(path / "claims.csv", CLAIM_COLUMNS) as claim_row,
          table(path / "acts.csv", ACT_COLUMNS) as act_row):
        for reading in readings_of(store, options):
            entities.add(reading)
            for claim in reading.claims:
                claim_row(_claim(claim))
            for act in reading.acts:
                act_row(_act(act))
        for entity in entities:
            entity_row(_entity(entity))


def _entity(entity: Gathered) -> tuple[object, ...]:
    return entity.id, entity.label, entity.type, "|".join(entity.aliases), entity.mentions, entity.documents


def _claim(claim: Claim) -> tuple[object, ...]:
    return (
        claim.id, claim.subject, claim.predicate, claim.object, claim.value, claim.polarity, claim.modality,
        "|".join(claim.attributed_to), _when(claim.date), claim.place, claim.document, claim.evidence.start,
        claim.evidence.end, claim.evidence.quote, claim.confidence, claim.legal_status, claim.post_of, claim.tenure)


def _act(act: Act) -> tuple[object, ...]:
    parties = {part: "|".join(i.entity for i in act.involvements if i.part is part) for part in Part}
    return (
        act.id, act.kind, act.words, parties[Part.PERPETRATOR], parties[Part.VICTIM], act.count, act.polarity,
        act.modality, act.legal_status, "|".join(act.attributed_to), _when(act.date), act.place, act.document,
        act.evidence.start, act.evidence.end, act.evidence.quote, act.confidence)


def _when(date: When | None) -> str:
    return "" if date is None else date.earliest.isoformat() if date.earliest else date.text
