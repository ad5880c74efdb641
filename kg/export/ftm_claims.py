"""Claims and acts in the terms of FollowTheMoney, which knows no stance: an allegation must not pass for a fact there.

Only what is reported as fact becomes a Membership, Employment, Directorship, Family or Occupancy, which its users read as
such. All else is an UnknownLink whose `role`, the text on the line, and `status` begin with how it is put forward
("denied: arrested"); a claim whose object is mere words is a Note, an act an Event with a link for each part.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from kg.export.ftm_values import dates, entity_id, web_address
from kg.export.gathering import type_of, words_of
from kg.export.standing import Standing, standing_of
from kg.model import Act, Claim, Document, Reading, Tenure, short_hash
from kg.ontology import Ontology

Made = tuple[str, str, Mapping[str, Iterable[str | None]]]

PARTIES = frozenset({"Person", "Organization", "Group"})
# Schema, property of the subject and of the object, and which types the model allows there.
TIES: dict[str, tuple[str, str, str, frozenset[str], frozenset[str]]] = {
    "memberOf": ("Membership", "member", "organization", PARTIES, frozenset({"Organization"})),
    "worksFor": ("Employment", "employee", "employer", frozenset({"Person"}), frozenset({"Organization"})),
    "headOf": ("Directorship", "director", "organization", PARTIES, frozenset({"Organization"})),
    "relativeOf": ("Family", "person", "relative", frozenset({"Person"}), frozenset({"Person"})),
}
_STATUS = {Tenure.FORMER: "ended", Tenure.ACTING: "acting", Tenure.INCOMING: "incoming"}


class Links:
    """Makes the entities that stand for one document's claims and acts; each post once in all."""

    def __init__(self, ontology: Ontology, accusatory: Collection[str], *, base: str) -> None:
        self.ontology, self.accusatory, self.base = ontology, accusatory, base
        self.posts: set[str] = set()

    def of(self, reading: Reading) -> Iterator[Made]:
        """Yield id, schema and properties of each."""
        named = {entity.id: entity.label for entity in reading.entities}
        for claim in reading.claims:
            yield from self.claim(claim, reading.document, named)
        for act in reading.acts:
            yield from self.act(act, reading.document, named)

    def claim(self, claim: Claim, document: Document, named: Mapping[str, str]) -> Iterator[Made]:
        """Yield what stands for a claim: one entity, and its post where it is of one."""
        standing = standing_of(claim, self.accusatory)
        id_, words = f"claim-{claim.id}", self.words(claim)
        about = {**self.about(claim, document), "summary": [self.sentence(claim, standing, words, named)]}
        role = {"role": [standing.before(words)], "status": [_status(standing)], "recordId": [claim.id]}
        if claim.object is None and standing.reported and claim.predicate == "holdsRole" and type_of(claim.subject) == "Person":
            yield from self.post(claim, id_, about, named)
        elif claim.object is None:
            yield id_, "Note", _of_thing(about) | {"name": about["summary"], "entity": [self.id(claim.subject)]}
        elif standing.reported and self.is_tie(claim):
            schema, subject, object_ = TIES[claim.predicate][:3]
            kept = {"relationship": [words], "recordId": [claim.id]} if schema == "Family" else role
            yield id_, schema, about | kept | {subject: [self.id(claim.subject)], object_: [self.id(claim.object)]}
        else:
            yield id_, "UnknownLink", about | role | {"subject": [self.id(claim.subject)], "object": [self.id(claim.object)]}

    def post(self, claim: Claim, id_: str, about: Mapping[str, Iterable[str | None]], named: Mapping[str, str]) -> Iterator[Made]:
        """Yield the occupancy of a post, and the post before it is first occupied."""
        post = f"position-{short_hash(claim.value or '', claim.post_of or '')}"
        if post not in self.posts:
            self.posts.add(post)
            owner = claim.post_of
            is_body = owner is not None and type_of(owner) == "Organization"
            yield post, "Position", {
                "name": [claim.value], "organization": [self.id(owner) if owner and is_body else None],
                "subnationalArea": [_name(owner, named) if owner and not is_body else None]}
        yield id_, "Occupancy", dict(about) | {
            "holder": [self.id(claim.subject)], "post": [post], "recordId": [claim.id],
            "status": [_STATUS[claim.tenure] if claim.tenure else None]}

    def act(self, act: Act, document: Document, named: Mapping[str, str]) -> Iterator[Made]:
        """Yield an event, and a link for each part that somebody has in it."""
        standing, id_ = standing_of(act, self.accusatory), f"act-{act.id}"
        kind = self.ontology.acts.kinds.get(act.kind)
        label = kind.label if kind else act.kind
        about = self.about(act, document)
        count = f", {act.count} victims" if act.count is not None else ""
        yield id_, "Event", about | {
            "name": [standing.before(label)], "summary": [standing.before(f"{act.words}{count}{self.source(act, named)}")],
            "location": [_name(act.place, named) if act.place else None], "recordId": [act.id]}
        for number, involvement in enumerate(act.involvements, 1):
            yield f"{id_}-{number}", "UnknownLink", about | {
                "subject": [self.id(involvement.entity)], "object": [id_], "status": [_status(standing)],
                "role": [standing.before(involvement.part)], "recordId": [act.id]}

    def about(self, said: Claim | Act, document: Document) -> dict[str, Iterable[str | None]]:
        """Return what every entity of a claim or act carries: source, quote, date."""
        return {"proof": [self.id(f"document:{document.id}")], "publisher": [document.publisher],
                "sourceUrl": [web_address(document.source)], "description": [said.evidence.quote], "date": dates(said.date)}

    def sentence(self, claim: Claim, standing: Standing, words: str, named: Mapping[str, str]) -> str:
        """Return a claim in one line, with its speakers."""
        object_ = _name(claim.object, named) if claim.object else claim.value
        return standing.before(f"{_name(claim.subject, named)} – {words} – {object_}") + self.source(claim, named)

    def source(self, said: Claim | Act, named: Mapping[str, str]) -> str:
        """Return whose words it is, nearest first, in brackets."""
        chain = ", told by ".join(_name(speaker, named) for speaker in said.attributed_to)
        return f" (according to {chain})" if chain else ""

    def words(self, claim: Claim) -> str:
        """Return the words of a claim's relation."""
        known = self.ontology.predicates.get(claim.predicate)
        return claim.label or (known.label if known and not claim.open else claim.predicate.replace("_", " "))

    def is_tie(self, claim: Claim) -> bool:
        """Tell whether the model has a schema of its own for the relation, between things of these types."""
        if claim.open or claim.object is None or claim.predicate not in TIES:
            return False
        *_, subjects, objects = TIES[claim.predicate]
        return type_of(claim.subject) in subjects and type_of(claim.object) in objects

    def id(self, identifier: str) -> str:
        """Return an entity's id."""
        return entity_id(identifier, base=self.base)


def _of_thing(about: Mapping[str, Iterable[str | None]]) -> dict[str, Iterable[str | None]]:
    """Return what a note can hold: it has no date of its own, so that the date goes to its notes."""
    kept = {name: values for name, values in about.items() if name != "date"}
    return kept | {"notes": [f"date: {' to '.join(filter(None, about['date']))}"] if about["date"] else []}


def _status(standing: Standing) -> str:
    return ", ".join(standing.words) or "reported"


def _name(identifier: str | None, named: Mapping[str, str]) -> str:
    return named.get(identifier, words_of(identifier)) if identifier else ""
