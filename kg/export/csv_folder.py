"""A folder with `entities.csv`, `claims.csv` and `acts.csv`, for spreadsheets and for evaluation."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.export.lines import Options
from kg.model import Act, Claim, Part, When
from kg.rdf.merging import MergedEntity, merge_entities
from kg.store.files import write_atomically
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
    claims = (claim for reading in store.readings() for claim in reading.claims)
    write_atomically(path / "entities.csv", _table(ENTITY_COLUMNS, map(_entity_row, merge_entities(store.readings()))))
    acts = (act for reading in store.readings() for act in reading.acts)
    write_atomically(path / "claims.csv", _table(CLAIM_COLUMNS, map(_claim_row, claims)))
    write_atomically(path / "acts.csv", _table(ACT_COLUMNS, map(_act_row, acts)))


def _table(columns: Iterable[str], rows: Iterator[tuple[object, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode()


def _entity_row(merged: MergedEntity) -> tuple[object, ...]:
    entity = merged.entity
    return (entity.id, entity.label, entity.type, "|".join(entity.aliases), len(entity.mentions), len(merged.documents))


def _claim_row(claim: Claim) -> tuple[object, ...]:
    return (
        claim.id, claim.subject, claim.predicate, claim.object or "", claim.value or "", claim.polarity, claim.modality,
        "|".join(claim.attributed_to), _when(claim.date), claim.place or "", claim.document, claim.evidence.start,
        claim.evidence.end, claim.evidence.quote, claim.confidence, claim.legal_status or "", claim.post_of or "",
        claim.tenure or "")


def _act_row(act: Act) -> tuple[object, ...]:
    parties = {part: "|".join(i.entity for i in act.involvements if i.part is part) for part in Part}
    return (
        act.id, act.kind, act.words, parties[Part.PERPETRATOR], parties[Part.VICTIM], "" if act.count is None else act.count,
        act.polarity, act.modality, act.legal_status or "", "|".join(act.attributed_to), _when(act.date), act.place or "",
        act.document, act.evidence.start, act.evidence.end, act.evidence.quote, act.confidence)


def _when(date: When | None) -> str:
    return "" if date is None else date.earliest.isoformat() if date.earliest else date.text
