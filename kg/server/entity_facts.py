"""What an entity's page shows beside claims: its names, its posts over time, those it is tied to, its documents."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from kg.network.entities import words_of_id
from kg.rdf.iris import HRV, RDFS, id_of
from kg.server.addresses import claim_address, document_address, entity_address
from kg.server.cards import Named
from kg.server.entity_claims import Terms, in_words
from kg.server.lookup import Row


@dataclass(frozen=True, slots=True)
class Written:
    """A name as texts write it; `kind` is "name", "noun" or "pronoun", or "other" for one given without a place."""

    name: str
    kind: str
    mentions: int
    documents: int


@dataclass(frozen=True, slots=True)
class Role:
    """A post as the sources word it, of all claims that word it so.

    `at` is the body or place, `days` are those that the claims give, or else of the documents that make them (then `as_of`),
    `written` is how texts date it, `claim` the address of the first claim.
    """

    holder: Named
    post: str
    at: Named | None
    tenure: str
    stance: str
    days: tuple[str, ...]
    as_of: bool
    written: str
    claims: int
    claim: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Another entity, and what is between the two: relations in words by stance, "" for what is asserted, from each side."""

    other: Named
    claims: int
    own: tuple[tuple[str, str], ...]
    theirs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Mentioning:
    """A document that mentions the entity."""

    id: str
    title: str
    address: str
    publisher: str
    date: str
    mentions: int


def names(mentioned: Iterable[Row], called: Iterable[Row]) -> list[Written]:
    """Return the names as written, the most frequent first, then those that stand at no mention."""
    found = [Written(row["name"], row["kind"].removeprefix(HRV), int(row["mentions"]), int(row["documents"]))
             for row in mentioned]
    seen = {one.name for one in found}
    others = {row["name"]: Written(row["name"], "other", 0, int(row["documents"])) for row in called if row["name"] not in seen}
    return [*found, *others.values()]


def label(called: Iterable[Row], identifier: str) -> str:
    """Return what most documents call an entity, of alike ones the first by alphabet; its id in words where none does."""
    labels = [(-int(row["documents"]), row["name"]) for row in called if row["called"] == f"{RDFS}label"]
    return min(labels)[1] if labels else words_of_id(identifier)


def roles(rows: Sequence[Row], terms: Terms, labels: Mapping[str, Named], *, base: str) -> list[Role]:
    """Gather claims of posts that are worded alike, in the order of their first days; undated ones come last."""
    alike: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        put = terms.stance({**row, "relation": "", "cited": ""})
        alike[row["holder"], row["post"], row.get("at", ""), row.get("tenure", ""), put].append(row)
    made = [_role(key, of, labels, base) for key, of in alike.items()]
    return sorted(made, key=lambda role: (role.days[:1] or ("9",), role.post, role.claim))


def _role(key: tuple[str, ...], rows: Sequence[Row], labels: Mapping[str, Named], base: str) -> Role:
    holder, post, at, tenure, stance = key
    own = sorted({day for row in rows for day in (row.get("earliest"), row.get("latest")) if day})
    days = own or sorted({row["issued"] for row in rows if "issued" in row})
    first = id_of(rows[0]["claim"], base=base).partition(":")[2]
    written = next((row["written"] for row in rows if "written" in row), "")
    return Role(labels[id_of(holder, base=base)], post, labels[id_of(at, base=base)] if at else None, tenure.removeprefix(HRV),
                stance, tuple(days), not own, written, len(rows), claim_address(first))


def in_roles(rows: Iterable[Row], *, base: str) -> set[str]:
    """Return the ids of those who hold posts and of where they hold them."""
    return {id_of(row[column], base=base) for row in rows for column in ("holder", "at") if column in row}


def ties(tied: Sequence[Row], rows: Iterable[Row], terms: Terms, labels: Mapping[str, Named], *, base: str) -> list[Tie]:
    """Return those an entity stands in claims with, in the order given."""
    numbers: dict[tuple[str, str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        stance = terms.stance(row)
        side = numbers[row["other"], row["way"], "" if stance == "asserted" else stance]
        side[terms.words(row["relation"])] += int(row["number"])
    found = []
    for row in tied:
        sides = {way: tuple((stance, in_words(sorted(of.items(), key=lambda item: (-item[1], item[0]))))
                            for (other, from_, stance), of in sorted(numbers.items()) if (other, from_) == (row["other"], way))
                 for way in ("to", "from")}
        found.append(Tie(labels[id_of(row["other"], base=base)], int(row["claims"]), sides["to"], sides["from"]))
    return found


def documents(rows: Iterable[Row], *, base: str) -> list[Mentioning]:
    """Return the documents that mention an entity, in the order given."""
    found = []
    for row in rows:
        identifier = id_of(row["document"], base=base).partition(":")[2]
        title = row.get("title") or row.get("source") or identifier
        found.append(Mentioning(identifier, title, document_address(identifier), row.get("publisher", ""), row.get("date", ""),
                                int(row["mentions"])))
    return found


def moments(found: Sequence[Role]) -> dict[str, float]:
    """Return where the days of roles lie between the first and the last of them, from 0 to 1; nothing where all is one day."""
    days = sorted({day for role in found for day in role.days})
    if len(days) < 2:
        return {}
    numbers = {day: dt.date.fromisoformat(day).toordinal() for day in days}
    first, last = min(numbers.values()), max(numbers.values())
    return {day: (number - first) / (last - first) for day, number in numbers.items()}


def address_with(identifier: str, other: str) -> str:
    """Return the address of the claims between two entities."""
    return entity_address(identifier) + "?" + urlencode({"with": other})
