"""What all pieces of an entity's page have alike: what it is called, how much there is of it, how relations are put in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from kg.query.questions import questions
from kg.server import entity_facts as facts
from kg.server.addresses import entity_address, map_address
from kg.server.answers import Asking
from kg.server.cards import Named
from kg.server.entity_claims import BETWEEN, Counts, Terms, counted, terms_for
from kg.server.entity_names import is_unnamed, type_of
from kg.server.lookup import Row, Value, lookup, named
from kg.server.pages.page import Page
from kg.server.together import together

Lookup = tuple[str, Mapping[str, Value]]
"""The name of a query in `kg/server/lookups/` and its values."""

NAMES = 60
"""How many names are shown."""

LISTS = {
    "by": ("Claims by", "What the texts say that {} is, has or did."),
    "about": ("Claims about", "What the texts say of others and {}: what these did, and posts that they hold there."),
    "said": ("Said", "What the texts cite {} for. That somebody said it does not make it so."),
    "did": ("As perpetrator", "Acts that somebody says {} did or had done. None of this is a verdict."),
    "suffered": ("As victim", "Acts that somebody says {} suffered."),
    "there": ("Took place there", "What the texts say happened in {}."),
    BETWEEN: ("Between the two", "Claims with {} at one end and the other at the other."),
}
"""The lists of claims and acts: what they are called, and what is in them."""

FITTING = {"Person": ("person", "speaker", "name"), "Organization": ("organization", "name", "speaker", "person"),
           "Group": ("person", "name", "called"), "Place": ("place",), "Event": (), "Document": ()}
"""The parameters of named questions that take the name of an entity, by its class."""

@dataclass(slots=True)
class Portrait:
    """What was found of an entity: its link, its IRI, rows by lookup, and how relations are put in words."""

    me: Named
    iri: str
    base: str
    rows: Mapping[str, list[Row]]
    terms: Terms
    counts: Mapping[str, Counts]
    labels: dict[str, Named] = field(default_factory=dict)

    @property
    def known(self) -> bool:
        """Tell whether the graph holds anything of it."""
        return bool(int(self.summary["documents"]) or any(counts.total() for counts in self.counts.values()))

    @property
    def documents(self) -> int:
        """Return how many documents mention it."""
        return int(self.summary["documents"])

    @property
    def others(self) -> int:
        """Return with how many others it stands in claims."""
        return int(self.rows["others"][0]["others"])

    @property
    def summary(self) -> Row:
        """Return how often it is mentioned, in how many documents, and the first and last day of these, "" where none is dated."""
        return {"first": "", "last": "", **self.rows["summary"][0]}


async def portrait_of(asking: Asking, identifier: str, iri: str, *, also: Mapping[str, Lookup]) -> Portrait:
    """Look up what every piece of the page needs, and at the same time what one of them needs besides."""
    entity, base = named(iri), (await asking.state()).store.base
    rows = await look(asking, {
        **also,
        "summary": ("entity-summary", {"entity": entity}), "counts": ("entity-counts", {"entity": entity}),
        "called": ("entity-called", {"entity": entity, "limit": NAMES}),
        "others": ("entity-ties-number", {"entity": entity})})
    terms = await terms_for(asking, await asking.ontology(), {row["relation"] for row in rows["counts"]})
    me = Named(identifier, facts.label(rows["called"], identifier), entity_address(identifier))
    return Portrait(me, iri, base, rows, terms, counted(rows["counts"], terms))


async def look(asking: Asking, wanted: Mapping[str, Lookup]) -> dict[str, list[Row]]:
    """Run several lookups at once, each given as the query's name and its values."""
    return await together({key: lookup(asking, name, **values) for key, (name, values) in wanted.items()})


def page_of(request: Request, found: Portrait, show: str, values: Mapping[str, object], twin: Mapping[str, object]) -> Response:
    """Return a page of the entity: what all have alike, and a piece's own values."""
    me, summary = found.me, found.summary
    links = {"describe": "/query?" + urlencode({"query": f"DESCRIBE <{found.iri}>"}), "map": map_address(me.id)}
    totals = {name: counts.total() for name, counts in found.counts.items() if name != BETWEEN}
    totals |= {"ties": found.others, "documents": found.documents}
    what = {"iri": found.iri, "type": type_of(me.id), "unnamed": is_unnamed(me.id), "totals": totals, "links": links}
    shared = {**what, "me": me, "summary": summary, "show": show, "lists": LISTS, "asks": _asks(me),
              "address_with": facts.address_with}
    record = {"id": me.id, "label": me.label, **what, "mentions": int(summary["mentions"]), "documents": found.documents,
              "first": summary["first"], "last": summary["last"]}
    return Page("entity.html.jinja", {**shared, **values}, {**record, **twin}).response(request)


def _asks(me: Named) -> list[tuple[str, str]]:
    """Return the named questions that a name fits into, with their addresses."""
    found = []
    for question in questions():
        names = [parameter.name for parameter in question.parameters]
        if fitting := next((name for name in FITTING.get(type_of(me.id), ()) if name in names), ""):
            found.append((question.description, "/query?" + urlencode({"question": question.name, f"with.{fitting}": me.label})))
    return found


