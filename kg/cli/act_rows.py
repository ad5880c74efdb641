"""Acts as rows for people: labels instead of ids, and the document that each stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from kg.cli.rows import date_text, stance_text
from kg.model import Act, Document, Part

if TYPE_CHECKING:
    from kg.graph import Graph

HEADER = ("act", "kind", "label", "words", "perpetrators", "victims", "count", "polarity", "modality", "legal_status",
          "attributed_to", "date", "place", "document", "title", "source", "start", "end", "quote", "confidence")


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act, as it is printed; the fields are those of `HEADER`."""

    act: str
    kind: str
    label: str
    words: str
    perpetrators: tuple[str, ...]
    victims: tuple[str, ...]
    count: int | None
    polarity: str
    modality: str
    legal_status: str
    attributed_to: tuple[str, ...]
    date: str
    place: str
    document: str
    title: str
    source: str
    start: int
    end: int
    quote: str
    confidence: float

    def record(self) -> dict[str, Any]:
        """Return the row for JSON."""
        return asdict(self)

    def cells(self) -> list[str]:
        """Return the row for CSV; names are joined by `|`."""
        values = (getattr(self, name) for name in HEADER)
        return ["|".join(v) if isinstance(v, tuple) else "" if v is None else str(v) for v in values]

    @property
    def stance(self) -> str:
        """Say how the passage puts the act, and how far the law has taken it."""
        return ", ".join(filter(None, (stance_text(self.polarity, self.modality), self.legal_status)))

    @property
    def speakers(self) -> str:
        """Name who says it, nearest first; the text itself where it names nobody."""
        return ", citing ".join(self.attributed_to) or "the text"


def act_rows(graph: Graph, *, kind: str = "", victim: str = "", perpetrator: str = "") -> Iterator[ActRow]:
    """Yield the acts that pass the filters, in the order of documents and passages.

    `kind` matches the name of a kind or of one that is broader; `victim` and `perpetrator` any part of a name or a whole
    id; upper and lower case are the same.
    """
    from kg.ontology import load_ontology

    scheme = load_ontology(*graph.store.ontology).acts
    labels = {entity.id: entity.label for entity in graph.entities()}
    documents = {found.id: found for found in graph.documents()}
    for act in graph.acts():
        kinds = {name.casefold() for name in (act.kind, *scheme.family(act.kind))}
        if (
            (not kind or kind.casefold() in kinds)
            and is_party(act, Part.VICTIM, victim.casefold(), labels)
            and is_party(act, Part.PERPETRATOR, perpetrator.casefold(), labels)
        ):
            found = scheme.kinds.get(act.kind)
            yield make_row(act, labels, documents[act.document], found.label if found else act.kind)


def is_party(act: Act, part: Part, name: str, labels: dict[str, str]) -> bool:
    """Tell whether somebody of that name has the part, or none was asked for."""
    who = [i.entity for i in act.involvements if i.part is part]
    return not name or any(name == e.casefold() or name in labels.get(e, e).casefold() for e in who)


def make_row(act: Act, labels: dict[str, str], document: Document, label: str) -> ActRow:
    """Put labels in the place of ids; `label` is that of the kind."""
    def names(part: Part) -> tuple[str, ...]:
        return tuple(labels.get(i.entity, i.entity) for i in act.involvements if i.part is part)

    return ActRow(
        act=act.id, kind=act.kind, label=label, words=act.words, perpetrators=names(Part.PERPETRATOR), victims=names(Part.VICTIM),
        count=act.count, polarity=act.polarity.value, modality=act.modality.value,
        legal_status=act.legal_status.value if act.legal_status else "",
        attributed_to=tuple(labels.get(s, s) for s in act.attributed_to), date=date_text(act.date),
        place=labels.get(act.place, act.place) if act.place else "", document=document.id, title=document.title,
        source=document.source, start=act.evidence.start, end=act.evidence.end, quote=act.evidence.quote,
        confidence=act.confidence,
    )
