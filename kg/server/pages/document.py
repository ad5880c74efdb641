"""`/document/ID`: one text as it was read, with what was read in it, and the ledger of what was not understood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import msgspec
from anyio import to_thread
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from kg.extraction.ledger import IN_WORDS, SILENT
from kg.model import Act, Claim, Document, Gap, Reading
from kg.ontology import Ontology
from kg.server.addresses import document_address, entity_address
from kg.server.cards import Card, Cards, Named, title_of, words_of_act
from kg.server.pages.page import Page, number_in, wants_json
from kg.server.text import Meant, Paragraph, Passage, Read, passages_of

NAMES_SHOWN, NAMES_MOST = 12, 400
SHOWS = ("names", "gaps")
"""What can be asked for by `show`: who is meant by words that name nobody, and what was not understood."""

_AT = re.compile(r"(?:at-)?(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Present:
    """An entity that a document names or means, and how often."""

    who: Named
    type: str
    mentions: int


@dataclass(frozen=True, slots=True)
class Silence:
    """A passage of the ledger: why it gave nothing, and what was withheld, as pairs of words and reason."""

    passage: Passage
    why: str
    withheld: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What one page shows of a document: its paragraphs, cards and gaps; `number` of `of`, which begin with 1.

    `picked` is the claim or act that the address leads to, `anchor` the place of its sentence or of what else it leads to,
    `lost` whether the document has no such claim or act.
    """

    number: int
    of: int
    paragraphs: tuple[Paragraph, ...]
    cards: tuple[Card, ...]
    silences: tuple[Silence, ...]
    picked: Card | None = None
    anchor: str = ""
    lost: bool = False

    @property
    def by_anchor(self) -> dict[str, Card]:
        """Return the cards by the names of their places."""
        return {card.anchor: card for card in self.cards}

    @property
    def beside_picked(self) -> tuple[Card, ...]:
        """Return what else rests on the same passage as what is picked."""
        one = self.picked
        return tuple(c for c in self.cards if one and c != one and (c.start, c.end) == (one.start, one.end))

    @property
    def rest(self) -> tuple[Card, ...]:
        """Return the other claims and acts of this part."""
        shown = {*self.beside_picked, self.picked}
        return tuple(card for card in self.cards if card not in shown)


class Shown:
    """A document with all that its page and its JSON twin tell."""

    def __init__(self, reading: Reading, ontology: Ontology) -> None:
        self.reading, self.document = reading, reading.document
        self.cards = Cards(reading, ontology)
        self.said = dict(sorted(_said(reading), key=lambda one: _order(*one)))
        self.numbers = {anchor: number for number, anchor in enumerate(self.said, 1)}
        present = [Present(Named(e.id, e.label, entity_address(e.id)), str(e.type), len(e.mentions)) for e in reading.entities]
        self.present = sorted(present, key=lambda one: (-one.mentions, one.who.label, one.who.id))
        places = ((one.evidence.start, one.evidence.end, anchor) for anchor, one in self.said.items())
        self.passages = passages_of(places, reading.gaps)
        self.reasons = Counter(gap.reason for gap in reading.gaps)

    @property
    def silent(self) -> int:
        """Return how many sentences gave nothing."""
        return sum(self.reasons[reason] for reason in SILENT)

    def part(self, number: int, at: str) -> Part:
        """Return a part by its number, or the part that holds a claim, an act or an offset, by the name of its place."""
        read = self.read()
        parts = read.parts()
        picked = self.card(at) if at in self.said else None
        offset = picked.start if picked else int(found[1]) if (found := _AT.fullmatch(at)) else None
        if offset is not None and offset <= len(read.text):
            number = sum(start <= offset for start, _ in parts)
        number = min(max(1, number), len(parts))
        start, end = parts[number - 1]
        within = [p for p in self.passages if start <= p.start and (p.start < end or number == len(parts))]
        cards = tuple(map(self.card, sorted((anchor for p in within for anchor in p.said), key=self.numbers.__getitem__)))
        return Part(number, len(parts), tuple(read.paragraphs(start, end)), cards, tuple(map(silence, filter(_gave_gaps, within))),
                    picked, "" if offset is None else f"at-{offset}", lost=bool(at) and offset is None)

    def card(self, anchor: str) -> Card:
        """Return the card of a claim or an act by the name of its place."""
        said = self.said[anchor]
        return self.cards.claim(said) if isinstance(said, Claim) else self.cards.act(said)

    def read(self) -> Read:
        """Return the text with the spans of what was read in it."""
        people = {one.who.id: one for one in self.present}
        meant = (Meant(m, people[e.id].who, str(e.type)) for e in self.reading.entities for m in e.mentions)
        acts = {(words.start, words.end) for act in self.reading.acts for words in words_of_act(act)}
        return Read(self.document.text, self.passages, tuple(meant), tuple(sorted(acts)))

    def twin(self) -> dict[str, object]:
        """Return it for programs, the whole of it."""
        return {
            "document": document_record(self.document),
            "counts": {"claims": len(self.reading.claims), "acts": len(self.reading.acts), "silent": self.silent,
                       "reasons": dict(self.reasons)},
            "text": self.document.text,
            "entities": [{"id": e.id, "label": e.label, "type": e.type, "aliases": e.aliases, "address": entity_address(e.id),
                          "mentions": msgspec.to_builtins(e.mentions)} for e in self.reading.entities],
            **{f"{kind}s": [card_record(card) for card in self.cards.all() if card.kind == kind] for kind in ("claim", "act")},
            "ledger": [gap_record(gap) for gap in self.reading.gaps],
        }


def _said(reading: Reading) -> Iterator[tuple[str, Claim | Act]]:
    yield from ((f"claim-{claim.id}", claim) for claim in reading.claims)
    yield from ((f"act-{act.id}", act) for act in reading.acts)


def _order(anchor: str, said: Claim | Act) -> tuple[int, int, bool, str]:
    """Return what sorts claims and acts by their passages: acts first, as in `Cards.all`."""
    return said.evidence.start, said.evidence.end, isinstance(said, Claim), anchor


async def document_page(request: Request) -> Response:
    """Answer with one document."""
    asking, fields = request.app.state.asking, request.query_params
    reading = await asking.reading(request.path_params["id"])
    shown = await to_thread.run_sync(Shown, reading, await asking.ontology())
    if wants_json(request):
        return Page("document.html.jinja", {}, await to_thread.run_sync(shown.twin)).response(request)
    part = await to_thread.run_sync(shown.part, number_in(request, "page", 1), fields.get("at", ""))
    shows = [name for name in SHOWS if name in fields.getlist("show")]
    return page_of(shown, part, shows).response(request)


def page_of(shown: Shown, part: Part, shows: Sequence[str]) -> Page:
    """Return the page of one part."""
    document = shown.document
    here = document_address(document.id)
    return Page("document.html.jinja", {
        "document": document, "title": title_of(document), "link": web_link(document.source), "part": part, "shows": shows,
        "cards": part.by_anchor,
        "present": shown.present[:NAMES_MOST], "unshown": len(shown.present) - NAMES_MOST, "names_shown": NAMES_SHOWN,
        "claims": len(shown.reading.claims), "acts": len(shown.reading.acts), "silent": shown.silent, "numbers": shown.numbers,
        "reasons": [(IN_WORDS.get(reason, reason), reason in SILENT, count) for reason, count in shown.reasons.most_common()],
        "withheld": shown.reasons.total() - shown.silent, "types": sorted({one.type for one in shown.present}),
        "everything": "/query?" + urlencode({"question": "everything-in-a-document", "with.file": document.id}),
        "address": lambda number: f"{here}?" + urlencode([*(("show", name) for name in shows), ("page", number)]),
        "gaps_address": f"{here}?" + urlencode({"page": part.number, "show": "gaps"}),
        "exact": exact,
    }, {})


def silence(passage: Passage) -> Silence:
    """Put in words why a passage gave nothing and what of it was withheld."""
    why = next((IN_WORDS[gap.reason] for gap in passage.gaps if gap.reason in SILENT), "")
    withheld = ((gap.said, IN_WORDS.get(gap.reason, gap.reason)) for gap in passage.gaps if gap.reason not in SILENT)
    return Silence(passage, why, tuple(withheld))


def exact(text: str) -> Markup:
    r"""Write a text so that a browser reads the same characters; HTML holds no zero, which becomes the sign for it.

    >>> exact("a\r\n<b>\0")
    Markup('a&#13;\n&lt;b&gt;␀')
    """
    return Markup(str(escape(text.replace("\0", "\u2400"))).replace("\r", "&#13;"))


def web_link(source: str) -> str:
    """Return a source if it is an address on the web that a person can open, else "".

    >>> web_link("https://example.org/a"), web_link("javascript:alert(1)"), web_link("news/1.txt")
    ('https://example.org/a', '', '')
    """
    try:
        parts = urlsplit(source)
    except ValueError:
        return ""
    return source if parts.scheme in ("http", "https") and parts.netloc else ""


def document_record(document: Document) -> dict[str, object]:
    """Return what is known of a document, without its text, for JSON."""
    return {"id": document.id, "title": document.title, "publisher": document.publisher, "source": document.source,
            "date": document.date.isoformat() if document.date else None, "address": document_address(document.id)}


def card_record(card: Card) -> dict[str, object]:
    """Return a claim or an act for JSON; `pieces` are those of its sentence, with what each stands for."""
    record: dict[str, object] = msgspec.to_builtins(card)
    return record | {"anchor": card.anchor, "quote": "".join(piece.text for piece in card.quote), "pieces": record["quote"]}


def gap_record(gap: Gap) -> dict[str, object]:
    """Return an entry of the ledger for JSON."""
    return {"start": gap.evidence.start, "end": gap.evidence.end, "quote": gap.evidence.quote, "reason": gap.reason,
            "why": IN_WORDS.get(gap.reason, gap.reason), "said": gap.said}


def _gave_gaps(passage: Passage) -> bool:
    return bool(passage.gaps)

