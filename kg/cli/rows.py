"""Claims as rows for people: labels instead of ids, and the document that each stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from kg.model import Claim, Document, Modality, Polarity, When

if TYPE_CHECKING:
    from kg.graph import Graph

HEADER = ("claim", "subject", "subject_id", "predicate", "label", "open", "object", "object_id", "polarity", "modality",
          "attributed_to", "date", "place", "document", "title", "source", "start", "end", "page", "quote", "confidence")


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim, as it is printed; the fields are those of `HEADER`. `object` is a label or a literal value."""

    claim: str
    subject: str
    subject_id: str
    predicate: str
    label: str
    open: bool
    object: str
    object_id: str
    polarity: str
    modality: str
    attributed_to: tuple[str, ...]
    date: str
    place: str
    document: str
    title: str
    source: str
    start: int
    end: int
    page: str
    quote: str
    confidence: float

    def record(self) -> dict[str, Any]:
        """Return the row for JSON."""
        return asdict(self)

    def cells(self) -> list[str]:
        """Return the row for CSV; speakers are joined by `|`."""
        return ["|".join(v) if isinstance(v, tuple) else str(v).lower() if isinstance(v, bool) else str(v)
                for v in (getattr(self, name) for name in HEADER)]

    @property
    def stance(self) -> str:
        """Say how the passage puts the claim."""
        return stance_text(self.polarity, self.modality)

    @property
    def speakers(self) -> str:
        """Name who says it, nearest first; the text itself where it names nobody."""
        return ", citing ".join(self.attributed_to) or "the text"


def claim_rows(graph: Graph, *, subject: str = "", predicate: str = "", document: str = "") -> Iterator[ClaimRow]:
    """Yield the claims that pass the filters, in the order of documents and passages.

    `subject` and `document` match any part of a name, id, title or source; `predicate` the whole name; upper and lower
    case are the same.
    """
    labels = {entity.id: entity.label for entity in graph.entities()}
    documents = {found.id: found for found in graph.documents()}
    for claim in graph.claims():
        row = make_row(claim, labels, documents[claim.document])
        if _passes(row, subject.casefold(), predicate.casefold(), document.casefold()):
            yield row


def make_row(claim: Claim, labels: dict[str, str], document: Document) -> ClaimRow:
    """Put labels in the place of ids."""
    def name(identifier: str | None) -> str:
        return labels.get(identifier, identifier) if identifier else ""

    return ClaimRow(
        claim=claim.id, subject=name(claim.subject), subject_id=claim.subject,
        predicate=claim.predicate, label=claim.label, open=claim.open,
        object=name(claim.object) or claim.value or "", object_id=claim.object or "", polarity=claim.polarity.value,
        modality=claim.modality.value, attributed_to=tuple(map(name, claim.attributed_to)), date=date_text(claim.date),
        place=name(claim.place), document=document.id, title=document.title, source=document.source,
        start=claim.evidence.start, end=claim.evidence.end, page=document.page_at(claim.evidence.start),
        quote=claim.evidence.quote, confidence=claim.confidence,
    )


def stance_text(polarity: str, modality: str) -> str:
    """Say how a passage puts something.

    What is denied is negated by that alone; to name both would read as a double negative.

    >>> stance_text("affirmed", "alleged"), stance_text("negated", "planned"), stance_text("negated", "denied")
    ('alleged', 'negated, planned', 'denied')
    """
    if polarity == Polarity.AFFIRMED or modality == Modality.DENIED:
        return modality
    return "negated" if modality == Modality.ASSERTED else f"negated, {modality}"


def date_text(date: When | None) -> str:
    """Write a date's first and last day, or its words where the days are not known."""
    if date is None:
        return ""
    first, last = date.earliest, date.latest
    if first is None:
        return date.text
    return first.isoformat() if last in (None, first) else f"{first.isoformat()}/{last.isoformat() if last else ''}"


def _passes(row: ClaimRow, subject: str, predicate: str, document: str) -> bool:
    return (
        (not subject or subject in row.subject.casefold() or subject == row.subject_id.casefold())
        and (not predicate or predicate == row.predicate.casefold())
        and (not document or any(document in part.casefold() for part in (row.document, row.title, row.source)))
    )
