"""`/`: what is in the graph, what was read, what failed, and where to go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KGError
from kg.query.questions import question
from kg.rdf.iris import HR, HRV, id_of
from kg.server.addresses import address_of, document_address
from kg.server.answers import Asking
from kg.server.bars import Bar, Column, bars, columns
from kg.server.entity_claims import Terms
from kg.server.lookup import Row, Value, lookup_all, named
from kg.server.pages.page import Page
from kg.server.refusals import Refusal
from kg.store.embedded import EmbeddedStore
from kg.store.endpoint import Endpoint
from kg.store.failures import Unread, unread

if TYPE_CHECKING:
    from kg.server.served import State

TYPES = {"Person": "People", "Organization": "Organizations", "Group": "Groups", "Place": "Places", "Event": "Events"}
SHOWN, NEWEST = 8, 8
CANDIDATES = 300
"""Among so many entities that are mentioned most, those of each type are looked for."""

FIRST_QUESTIONS = ("who-met-whom", "accusations-and-denials", "acts-by-victim", "who-holds-which-role", "contradictions",
                   "plans-and-requests")
LOOKUPS: Mapping[str, tuple[str, Mapping[str, Value]]] = {
    "totals": ("totals", {}), "types": ("types", {}), "stances": ("stances", {}), "months": ("months", {}),
    "relations": ("relations", {"limit": 10}), "acts": ("acts", {"limit": 10}),
    "documents": ("documents", {"text": "", "limit": NEWEST, "offset": 0}),
    "most": ("most-mentioned", {"candidates": CANDIDATES}),
}


@dataclass(slots=True)
class Overview:
    """What was looked up, by name, and why some of it was not."""

    state: State
    rows: dict[str, list[Row]]
    refusals: dict[str, Refusal]
    unread: tuple[Unread, ...] = ()

    def number(self, name: str) -> int:
        """Return one of the totals."""
        return int(self.rows["totals"][0].get(name, 0)) if self.rows.get("totals") else 0


async def overview_page(request: Request) -> Response:
    """Answer with the overview."""
    found = await _overview(request.app.state.asking)
    base = found.state.store.base
    totals = {name: found.number(name) for name in ("documents", "claims", "acts")}
    types = {row["type"].removeprefix(HR): int(row["number"]) for row in found.rows.get("types", ())}
    most = {name: [_entity(row, base) for row in found.rows.get("most", ()) if row["type"] == HR + name][:SHOWN] for name in TYPES}
    newest = [_document(row, base) for row in found.rows.get("documents", ())]
    charts = {"stance": _stances(found), "relation": _relations(found, base), "kind_of_act": _acts(found)}
    months = columns({row["month"]: int(row["number"]) for row in found.rows.get("months", ()) if len(row["month"]) == 7})
    values = {
        "totals": totals, "types": types, "type_names": TYPES, "most": most, "newest": newest, "charts": charts, "months": months,
        "unread": found.unread, "refusals": found.refusals, "whole": found.state.whole,
        "questions": [question(name) for name in FIRST_QUESTIONS], "release": found.state.store.release}
    return Page("overview.html.jinja", values, _twin(totals, types, most, newest, charts, months, found)).response(request)


async def _overview(asking: Asking) -> Overview:
    """Return what the page shows; it is looked up once for each state of the graph."""
    state = await asking.state()
    if asking.overview is not None and asking.overview.state is state:
        return asking.overview
    accusatory = tuple(map(named, sorted(Terms(await asking.ontology()).accusatory)))
    found = Overview(state, *await lookup_all(asking, {**LOOKUPS, "alleged": ("alleged", {"accusatory": accusatory})}))
    if not found.rows:
        raise next(iter(found.refusals.values()))
    if isinstance(state.store, EmbeddedStore):
        found.unread = await to_thread.run_sync(partial(_unread, state.store))
    if not found.refusals and not isinstance(state.source, Endpoint):  # a server does not tell when it has changed
        asking.overview = found
    return found


def _unread(store: EmbeddedStore) -> tuple[Unread, ...]:
    try:
        return unread(store.path)
    except KGError as error:
        raise Refusal.of(error) from error


def _entity(row: Row, base: str) -> dict[str, object]:
    return {"id": id_of(row["entity"], base=base), "label": row["label"], "mentions": int(row["mentions"]),
            "documents": int(row["documents"]), "address": address_of(row["entity"], base=base)}


def _document(row: Row, base: str) -> dict[str, object]:
    identifier = id_of(row["document"], base=base).removeprefix("document:")
    return {"id": identifier, "title": row.get("title") or row.get("source") or identifier, "publisher": row.get("publisher", ""),
            "date": row.get("date", ""), "claims": int(row.get("claims", 0)), "acts": int(row.get("acts", 0)),
            "address": document_address(identifier)}


def _stances(found: Overview) -> list[Bar]:
    """Count claims by how they are put forward, as cards say it; what is denied or negated is set apart from all else."""
    counts: dict[str, int] = {}
    for row in found.rows.get("stances", ()):
        modality, polarity = (row[name].removeprefix(HRV) for name in ("modality", "polarity"))
        stance = modality if polarity == "affirmed" or modality == "denied" else "negated"
        counts[stance] = counts.get(stance, 0) + int(row["number"])
    alleged = sum(int(row["number"]) for row in found.rows.get("alleged", ()))
    if alleged and alleged <= counts.get("asserted", 0):  # a server may have changed between the two counts
        counts |= {"asserted": counts["asserted"] - alleged, "alleged": counts.get("alleged", 0) + alleged}
    counts = {stance: number for stance, number in counts.items() if number}
    return bars([(stance, number, "", "") for stance, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))])


def _relations(found: Overview, base: str) -> list[Bar]:
    def words(row: Row) -> str:
        return row.get("label") or id_of(row["relation"], base=base).removeprefix("open:").removeprefix(HR)

    return bars([(words(row), int(row["number"]), _claims_of(row["relation"]), "") for row in found.rows.get("relations", ())])


def _acts(found: Overview) -> list[Bar]:
    def label(row: Row) -> str:
        return row.get("label") or row["kind"].removeprefix(HRV)

    return bars([(label(row), int(row["number"]), _acts_of(row["kind"]), "")
                 for row in found.rows.get("acts", ())])


def _claims_of(relation: str) -> str:
    """Return the address of a query for the claims of one relation."""
    query = f"""SELECT ?subject ?object ?modality ?polarity ?speaker ?quote ?claim WHERE {{
  ?claim rdf:predicate <{relation}> ; rdf:subject ?subject ; rdf:object ?object ; hr:modality ?modality ; hr:polarity ?polarity ;
         hr:evidence/hr:quote ?quote .
  OPTIONAL {{ ?claim hr:attributedTo ?speaker }}
}}
ORDER BY ?subject ?object ?claim
LIMIT 200"""
    return "/query?" + urlencode({"query": query})


def _acts_of(kind: str) -> str:
    """Return the address of a query for the acts of one kind."""
    query = f"""SELECT ?part ?who ?modality ?polarity ?speaker ?quote ?act WHERE {{
  ?act hr:actKind <{kind}> ; hr:modality ?modality ; hr:polarity ?polarity ; hr:evidence/hr:quote ?quote .
  OPTIONAL {{ ?act hr:attributedTo ?speaker }}
  OPTIONAL {{ ?act hr:involves ?one . ?one hr:part ?part ; hr:agent ?who }}
}}
ORDER BY ?act ?part ?who
LIMIT 200"""
    return "/query?" + urlencode({"query": query})


def _twin(totals: Mapping[str, int], types: Mapping[str, int], most: Mapping[str, object], newest: Sequence[object],
          charts: Mapping[str, Sequence[Bar]], months: Sequence[Column], found: Overview) -> dict[str, object]:
    return {
        **totals, "entities": dict(types), "most_mentioned": dict(most), "newest_documents": list(newest),
        **{f"by_{name}": {bar.label: bar.number for bar in rows} for name, rows in charts.items()},
        "by_time": {column.label: column.number for column in months},
        "not_read": [asdict(one) for one in found.unread], "whole": found.state.whole,
        "not_counted": {name: refusal.message for name, refusal in found.refusals.items()}}
