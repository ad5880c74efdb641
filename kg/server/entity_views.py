"""The pieces of an entity's page: an overview, a list of claims or acts, its ties, its documents."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from kg.rdf.iris import HR, id_of, iri_of
from kg.server import entity_facts as facts
from kg.server.answers import Asking
from kg.server.cards import Card
from kg.server.entity_claims import BETWEEN, SHOWS, Counts, Wish, cards_of, counted, terms_for
from kg.server.entity_names import named_all
from kg.server.entity_portrait import LISTS, NAMES, Lookup, Portrait, page_of
from kg.server.lookup import Row, lookup, named
from kg.server.pages.page import Pages
from kg.server.together import together

SIZE = 20
"""Cards on a page; each may need another document read."""

FEW = 5
KINDS = {"did": "Kind of act", "suffered": "Kind of act"}
"""What relations are called in a list of acts."""

ROLES, TIES, DOCUMENTS, DOCUMENTS_SHOWN = 1000, 24, 50, 8


def needs(iri: str) -> dict[str, Lookup]:
    """Return what the overview has looked up besides what all pieces need."""
    entity = named(iri)
    return {"names": ("entity-names", {"entity": entity, "limit": NAMES}),
            "roles": ("entity-roles", {"entity": entity, "limit": ROLES}),
            "tied": ("entity-tied", {"entity": entity, "limit": TIES // 2, "offset": 0}),
            "mentioned_in": ("entity-documents", {"entity": entity, "written": "", "limit": DOCUMENTS_SHOWN, "offset": 0})}


async def overview(request: Request, found: Portrait) -> Response:
    """Answer with names, posts, ties, documents, and the first few of each list; `needs` must have been looked up."""
    asking: Asking = request.app.state.asking
    rows = found.rows
    posts = HR + "holdsRole"  # these have a table of their own
    wanted = await together({show: cards_of(asking, found.iri, found.iri, Wish(show, without=posts), terms=found.terms, limit=FEW,
                                            offset=0) for show in SHOWS if found.counts[show].total(without=posts)})
    tied = await _tied(asking, found, rows["tied"], also=facts.in_roles(rows["roles"], base=found.base))
    held = facts.roles(rows["roles"], found.terms, found.labels, base=found.base)
    names = facts.names(rows["names"], found.rows["called"])
    documents = facts.documents(rows["mentioned_in"], base=found.base)
    values = {"names": names, "roles": held, "moments": facts.moments(held), "roles_cut": len(rows["roles"]) == ROLES,
              "names_cut": len(rows["names"]) == NAMES, "ties": tied, "documents": documents, "few": wanted,
              "beside": {show: found.counts[show].total(without=posts) for show in wanted}}
    twin = {"names": [asdict(one) for one in names], "roles": [asdict(one) for one in held], "ties": [asdict(one) for one in tied],
            "mentioned_in": [asdict(one) for one in documents], "claims": {show: _records(cards) for show, cards in wanted.items()}}
    return page_of(request, found, "", values, twin)


async def claims(request: Request, found: Portrait, show: str) -> Response:
    """Answer with a list of claims or acts, by relation and stance where the address names these."""
    asking: Asking = request.app.state.asking
    fields = request.query_params
    wish = Wish(show, _relation(fields.get("relation", "")), fields.get("stance", ""),
                fields.get("with", "") if show == BETWEEN else "")
    other = iri_of(wish.other, base=found.base) if wish.other else found.iri
    if wish.other:
        await _between(asking, found, wish.other)
    counts = found.counts[show]
    total = counts.total(relation=wish.relation, stance=wish.stance)
    pages = _pages(request, found, total=total, size=SIZE)
    cards = await cards_of(asking, found.iri, other, wish, terms=found.terms, limit=SIZE, offset=pages.offset)
    wanted = max(0, min(SIZE, total - pages.offset))
    filters = _filters(found, wish, counts)
    values = {"cards_shown": cards, "pages": pages, "filters": filters, "title": LISTS[show][0],
              "what": LISTS[show][1].format(found.me.label), "other": found.labels.get(wish.other), "lost": wanted - len(cards)}
    twin = {"show": show, "stance": wish.stance, "relation": _short(wish.relation), "with": wish.other, **pages.record(),
            "claims": _records(cards), "stances": dict(counts.stances(relation=wish.relation)),
            "relations": {_short(iri): number for iri, number in counts.relations(stance=wish.stance)}}
    return page_of(request, found, show, values, twin)


async def _between(asking: Asking, found: Portrait, other: str) -> None:
    """Add what there is between two entities to what was found of one."""
    rows = await lookup(asking, "entity-between", entity=named(found.iri), **{"with": named(iri_of(other, base=found.base))})
    found.terms = await terms_for(asking, found.terms.ontology, {row["relation"] for row in rows})
    found.counts = {**found.counts, BETWEEN: counted(rows, found.terms)[BETWEEN]}
    found.labels |= await named_all(asking, [other])


async def ties(request: Request, found: Portrait) -> Response:
    """Answer with all those the entity is tied to."""
    asking: Asking = request.app.state.asking
    pages = _pages(request, found, total=found.others, size=TIES)
    rows = await lookup(asking, "entity-tied", entity=named(found.iri), limit=TIES, offset=pages.offset)
    tied = await _tied(asking, found, rows)
    return page_of(request, found, "ties", {"ties": tied, "pages": pages},
                 {"show": "ties", **pages.record(), "ties": [asdict(one) for one in tied]})


async def documents(request: Request, found: Portrait) -> Response:
    """Answer with the documents that mention the entity, in certain words where the address gives them."""
    asking: Asking = request.app.state.asking
    entity, name = named(found.iri), request.query_params.get("name", "")
    total = found.documents
    if name:
        written = await lookup(asking, "entity-written", entity=entity, written=name)
        total = int(written[0]["documents"])
    pages = _pages(request, found, total=total, size=DOCUMENTS)
    rows = await lookup(asking, "entity-documents", entity=entity, written=name, limit=DOCUMENTS, offset=pages.offset)
    documents = facts.documents(rows, base=found.base)
    return page_of(request, found, "documents", {"documents": documents, "pages": pages, "written": name},
                 {"show": "documents", "name": name, **pages.record(), "mentioned_in": [asdict(one) for one in documents]})


async def _tied(asking: Asking, found: Portrait, tied: list[Row], *, also: Collection[str] = ()) -> list[facts.Tie]:
    """Return ties with what is between the two; `also` names others whose labels are needed."""
    others = [id_of(row["other"], base=found.base) for row in tied]
    found.labels |= await named_all(asking, {*others, *also})
    if not tied:
        return []
    rows = await lookup(asking, "entity-ties", entity=named(found.iri), others=tuple(named(row["other"]) for row in tied))
    terms = await terms_for(asking, found.terms.ontology, {row["relation"] for row in rows})
    return facts.ties(tied, rows, terms, found.labels, base=found.base)


def _pages(request: Request, found: Portrait, *, total: int, size: int) -> Pages:
    # The path of the request is decoded: "%" and "?" in an id would end it.
    return replace(Pages.of(request, total=total, size=size), path=found.me.address)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, and how many claims or acts have it."""

    address: str
    words: str
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list can be narrowed by, as links; `every` leads to the list without it."""

    title: str
    choices: list[Choice]
    every: str

    @property
    def used(self) -> bool:
        """Tell whether the list is narrowed by it."""
        return any(choice.chosen for choice in self.choices)


def _filters(found: Portrait, wish: Wish, counts: Counts) -> list[Filter]:
    """Return the filters of a list, each with the numbers that the other leaves."""
    stances = [(stance, stance, number) for stance, number in counts.stances(relation=wish.relation)]
    relations = [(_short(iri), found.terms.words(iri), number) for iri, number in counts.relations(stance=wish.stance)]
    chosen = {"stance": wish.stance, "relation": _short(wish.relation)}
    fixed = {"with": wish.other} if wish.other else {"show": wish.show}

    def address(name: str, value: str) -> str:
        fields = {**fixed, **chosen, name: value}
        return found.me.address + "?" + urlencode({key: given for key, given in fields.items() if given})

    return [Filter(title, [Choice(address(name, value), words, number, value == chosen[name]) for value, words, number in choices],
                   address(name, ""))
            for title, name, choices in (("Put forward as", "stance", stances),
                                         (KINDS.get(wish.show, "Relation"), "relation", relations))]


def _short(iri: str) -> str:
    """Return how an address names a relation: the local name of the ontology's own, else the IRI."""
    return iri.removeprefix(HR)


def _relation(short: str) -> str:
    """Return the IRI of what an address names; the inverse of `_short`."""
    return short if not short or ":" in short else HR + short


def _records(cards: list[Card]) -> list[dict[str, object]]:
    return [{**asdict(card), "anchor": card.anchor} for card in cards]
