"""Two CSV files in a folder, `entities.csv` and `claims.csv`, for spreadsheets and for evaluation."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.model import Claim
from kg.rdf.merging import MergedEntity, merge_entities
from kg.store.files import write_atomically
from kg.store.protocol import Store

ENTITY_COLUMNS = ("id", "label", "type", "aliases", "mentions", "documents")
CLAIM_COLUMNS = (
    "claim", "subject", "predicate", "object", "value", "polarity", "modality", "attributed_to", "date", "place",
    "document", "start", "end", "quote", "confidence")


def write_csv(store: Store, path: Path) -> None:
    """Write the folder; entities are merged over documents, lists are joined by `|`."""
    claims = (claim for reading in store.readings() for claim in reading.claims)
    write_atomically(path / "entities.csv", _table(ENTITY_COLUMNS, map(_entity_row, merge_entities(store.readings()))))
    write_atomically(path / "claims.csv", _table(CLAIM_COLUMNS, map(_claim_row, claims)))


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
    date = claim.date
    when = "" if date is None else date.earliest.isoformat() if date.earliest else date.text
    return (
        claim.id, claim.subject, claim.predicate, claim.object or "", claim.value or "", claim.polarity, claim.modality,
        "|".join(claim.attributed_to), when, claim.place or "", claim.document, claim.evidence.start,
        claim.evidence.end, claim.evidence.quote, claim.confidence)
