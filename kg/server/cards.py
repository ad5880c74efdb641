"""Claims and acts as pages show them: who is said to have done what, in whose words, with the sentence and its marks.

The same card stands on the page of a document and of an entity. It is made from what the store holds, not from a query,
so that the marks in a sentence are those of the reading.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from kg.maps.reasons import STANCES, reason_for
from kg.maps.stance import stance_of
from kg.model import Act, Claim, Document, Involvement, Mention, Modality, Part, Polarity, Reading
from kg.network.graph import date_span
from kg.ontology import Ontology
from kg.ontology.words import predicate_words
from kg.server.addresses import claim_address, document_address, entity_address

Marks = Collection[tuple[Mention | None, str]]
"""Words of a sentence, where they are known, with what they stand for."""


@dataclass(frozen=True, slots=True)
class Named:
    """A link to an entity or a document: its id, what it is called, where its page is."""

    id: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence; `role` says whose words these are: "subject", "object", an act's part, or "" for the rest."""

    text: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One claim or act. `says` is the relation or the act in words, `stance` one of `kg.maps.stance.STANCES`.

    Of a claim, `subject` and `object` are its ends, with `value` in the object's place where that is words; of a role that
    is held, `post_of` is the body or place and `tenure` says whether it is past or to come. Of an act, `parties` are those
    who did it and who suffered it, `count` how many victims the passage gives. `speakers` begins with the nearest. `date`
    is an ISO day or `first/last`. Offsets are code points of the document; `confidence` is out of 100.
    """

    id: str
    kind: str
    address: str
    document: Named
    published: str
    quote: tuple[Piece, ...]
    start: int
    end: int
    confidence: int
    page: str = ""
    says: str = ""
    stance: str = "asserted"
    stance_reason: str = ""
    reason: str = ""
    subject: Named | None = None
    object: Named | None = None
    value: str = ""
    post_of: Named | None = None
    tenure: str = ""
    parties: tuple[tuple[str, Named], ...] = ()
    count: int | None = None
    polarity: str = "affirmed"
    modality: str = "asserted"
    speakers: tuple[Named, ...] = ()
    date: str = ""
    date_words: str = ""
    place: Named | None = None
    legal_status: str = ""

    @property
    def anchor(self) -> str:
        """Return the name of its place on the page of its document."""
        return f"{self.kind}-{self.id}"


class Cards:
    """Makes the cards of one reading; entities are called as that document calls them."""

    def __init__(self, reading: Reading, ontology: Ontology) -> None:
        self.reading, self.ontology = reading, ontology
        self.labels = {entity.id: entity.label for entity in reading.entities}

    def all(self) -> list[Card]:
        """Return the cards of all claims and acts, in the order of their passages."""
        cards = [*map(self.claim, self.reading.claims), *map(self.act, self.reading.acts)]
        return sorted(cards, key=lambda card: (card.start, card.end, card.kind, card.id))

    def claim(self, claim: Claim) -> Card:
        """Return the card of a claim."""
        marks = [(claim.subject_mention, "subject"), (claim.object_mention or value_words(claim), "object")]
        card = self._card(claim, "claim", marks)
        stance = stance_of(claim, accusatory=self.ontology.accusatory)
        return replace(card, says=predicate_words(claim.predicate, claim.label), stance=stance,
                       stance_reason=STANCES.get(stance, ""), reason=reason_for(claim.rule),
                       subject=self.named(claim.subject), object=self.named(claim.object), value=claim.value or "",
                       post_of=self.named(claim.post_of), tenure=str(claim.tenure or ""))

    def act(self, act: Act) -> Card:
        """Return the card of an act."""
        marks = [*((involvement.mention, str(involvement.part)) for involvement in act.involvements),
                 *((words, "act") for words in words_of_act(act))]
        kinds = self.ontology.acts.kinds
        stance = stance_of_act(act)
        return replace(self._card(act, "act", marks), says=kinds[act.kind].label if act.kind in kinds else act.kind,
                       stance=stance, stance_reason=STANCES.get(stance, ""),
                       reason=f"“{act.words}” names an act of this kind in the ontology.",
                       count=act.count, parties=tuple(filter(None, map(self._party, act.involvements))))

    def named(self, identifier: str | None) -> Named | None:
        """Return a link to an entity, None for none."""
        if identifier is None:
            return None
        return Named(identifier, self.labels.get(identifier, identifier), entity_address(identifier))

    def _party(self, involvement: Involvement) -> tuple[str, Named] | None:
        party = self.named(involvement.entity)
        return (str(involvement.part), party) if party else None

    def _card(self, said: Claim | Act, kind: str, marks: Marks) -> Card:
        """Return what the cards of claims and of acts have alike."""
        document, evidence = self.reading.document, said.evidence
        address = document_address(document.id, said=f"{kind}-{said.id}")
        return Card(
            said.id, kind, claim_address(said.id, kind=kind), Named(document.id, title_of(document), address),
            published(document), pieces(evidence.quote, evidence.start, marks), evidence.start, evidence.end,
            round(100 * said.confidence), document.page_at(evidence.start), polarity=str(said.polarity),
            modality=str(said.modality),
            speakers=tuple(filter(None, map(self.named, said.attributed_to))), date=date_span(said.date),
            date_words=said.date.text if said.date else "", place=self.named(said.place),
            legal_status=str(said.legal_status) if said.legal_status else "")


def stance_of_act(act: Act) -> str:
    """Return the way in which an act is put forward, by the rule of `kg.maps.stance`: it accuses where it has a perpetrator."""
    if act.modality is Modality.DENIED:
        return "denied"
    if act.polarity is Polarity.NEGATED:
        return "negated"
    accuses = any(involvement.part is Part.PERPETRATOR for involvement in act.involvements)
    return "alleged" if act.modality is Modality.ASSERTED and act.attributed_to and accuses else act.modality.value


def value_words(claim: Claim) -> Mention | None:
    """Return where a claim's value stands in its sentence, if it stands there once in these words."""
    quote, words = claim.evidence.quote, claim.value
    if not words or quote.count(words) != 1:
        return None
    start = claim.evidence.start + quote.index(words)
    return Mention(start, start + len(words), words)


def words_of_act(act: Act) -> tuple[Mention, ...]:
    """Return where the words of an act stand; one by one where others stand between them ("died in his custody")."""
    quote, first, at, found = act.evidence.quote, act.evidence.start, act.start - act.evidence.start, []
    if quote.startswith(act.words, at):
        return (Mention(act.start, act.start + len(act.words), act.words),)
    for words in act.words.split():
        if place := re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(quote, max(0, at)):
            found.append(Mention(first + place.start(), first + place.end(), words))
            at = place.end()
    return tuple(found)


def title_of(document: Document) -> str:
    """Return what a document is called: its title, else where it came from, else its id."""
    return document.title or document.source or document.id


def published(document: Document) -> str:
    """Return who published a document, and when."""
    return ", ".join(filter(None, (document.publisher, document.date.isoformat() if document.date else "")))


def pieces(quote: str, start: int, marks: Marks) -> tuple[Piece, ...]:
    """Cut a sentence, which begins at an offset of its document, at the words that are marked; of two that overlap, the first.

    >>> pieces("Orla met Tom.", 10, [(Mention(19, 22, "Tom"), "object"), (Mention(10, 14, "Orla"), "subject")])
    (Piece(text='Orla', role='subject'), Piece(text=' met ', role=''), Piece(text='Tom', role='object'), Piece(text='.', role=''))
    """
    inside = [(mention.start - start, mention.end - start, role) for mention, role in marks
              if mention is not None and start <= mention.start < mention.end <= start + len(quote)]
    found, at = [], 0
    for first, last, role in sorted(inside):
        if first >= at:
            found += [Piece(quote[at:first]), Piece(quote[first:last], role)]
            at = last
    return tuple(piece for piece in (*found, Piece(quote[at:])) if piece.text)
