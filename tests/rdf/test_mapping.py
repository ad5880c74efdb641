"""Readings to quads and back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import (
    Act,
    Claim,
    Document,
    Entity,
    EntityType,
    Evidence,
    Involvement,
    LegalStatus,
    Mention,
    MentionKind,
    Modality,
    Part,
    Polarity,
    Reading,
    Tenure,
    When,
)
from kg.rdf import from_nquads, from_quads, in_order, slug, to_nquads, to_quads
from kg.rdf.reading import extractor_of
from tests.readings import readings

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=4, max_size=60)
DAYS = st.none() | st.dates(min_value=dt.date(1000, 1, 1))
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@st.composite
def mentions(draw: st.DrawFn, text: str) -> Mention:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Mention(start, end, text[start:end], draw(st.sampled_from(MentionKind)), draw(st.sampled_from(EntityType)))


@st.composite
def entities(draw: st.DrawFn, text: str) -> Entity:
    type_, label = draw(st.sampled_from(EntityType)), draw(NAMES)
    aliases, found = draw(st.lists(NAMES, max_size=2)), draw(st.lists(mentions(text), max_size=3))
    return Entity(f"{type_.lower()}:{slug(label)}", label, type_, tuple(aliases), tuple(found))


@st.composite
def claims(draw: st.DrawFn, document: str, text: str) -> Claim:
    span, ids = draw(mentions(text)), NAMES.map(lambda name: f"person:{slug(name)}")
    with_object, open_ = draw(st.booleans()), draw(st.booleans())
    return Claim(
        document, draw(ids), draw(NAMES.map(slug)) if open_ else "met",
        Evidence(document, span.start, span.end, span.text),
        object=draw(ids) if with_object else None, value=None if with_object else draw(NAMES), open=open_,
        label=draw(st.just("") | NAMES), polarity=draw(st.sampled_from(Polarity)),
        modality=draw(st.sampled_from(Modality)), attributed_to=tuple(draw(st.lists(ids, max_size=3))),
        date=draw(st.none() | st.builds(When, NAMES, DAYS, DAYS)), place=draw(st.none() | ids),
        confidence=draw(st.floats(0, 1)), rule=draw(st.just("") | NAMES),
        legal_status=draw(st.none() | st.sampled_from(LegalStatus)), post_of=draw(st.none() | ids),
        tenure=draw(st.none() | st.sampled_from(Tenure)), subject_mention=draw(st.none() | mentions(text)), object_mention=draw(st.none() | mentions(text)))


@st.composite
def acts(draw: st.DrawFn, document: str, text: str) -> Act:
    span, ids = draw(mentions(text)), NAMES.map(lambda name: f"person:{slug(name)}")
    involved = st.builds(Involvement, ids, st.sampled_from(Part), st.none() | mentions(text))
    return Act(
        document, draw(st.sampled_from(["torture", "arrest"])), draw(NAMES),
        Evidence(document, span.start, span.end, span.text), draw(st.integers(0, 99)),
        involvements=tuple(draw(st.lists(involved, max_size=3))), polarity=draw(st.sampled_from(Polarity)),
        modality=draw(st.sampled_from(Modality)), attributed_to=tuple(draw(st.lists(ids, max_size=3))),
        date=draw(st.none() | st.builds(When, NAMES, DAYS, DAYS)), place=draw(st.none() | ids),
        count=draw(st.none() | st.integers(0, 10**6)), legal_status=draw(st.none() | st.sampled_from(LegalStatus)),
        confidence=draw(st.floats(0, 1)), rule=draw(st.just("") | NAMES))


@st.composite
def any_reading(draw: st.DrawFn) -> Reading:
    text, id_ = draw(TEXTS), "00000000000000f0"
    document = Document(id_, text, draw(st.just("") | NAMES), draw(DAYS), draw(st.just("") | NAMES), "")
    found = {entity.id: entity for entity in draw(st.lists(entities(text), max_size=3))}
    return Reading(document, tuple(found.values()), tuple(draw(st.lists(claims(id_, text), max_size=3))),
                   tuple(draw(st.lists(acts(id_, text), max_size=2))))


@settings(max_examples=60, deadline=None)
@given(any_reading(), st.sampled_from(["urn:rightsgraph:", "https://example.org/kg/"]))
def test_round_trip_through_nquads(reading: Reading, base: str) -> None:
    data = to_nquads(to_quads(reading, base=base, release="1.0", pipeline="kg en"))
    assert from_quads(from_nquads(data), text=reading.document.text, base=base) == in_order(reading)


@pytest.mark.parametrize("reading", readings(), ids=lambda reading: reading.document.title or "untitled")
def test_the_sample_readings_come_back(reading: Reading) -> None:
    assert from_quads(to_quads(reading), text=reading.document.text) == in_order(reading)


def test_no_blank_nodes_one_graph_no_repeats() -> None:
    for reading in readings():
        quads = to_quads(reading)
        assert len(quads) == len(set(quads))
        assert {quad.graph_name.value for quad in quads} == {f"urn:rightsgraph:document:{reading.document.id}"}
        assert not any(isinstance(term, pyoxigraph.BlankNode) for quad in quads for term in (quad.subject, quad.object))


def test_the_same_reading_gives_the_same_bytes_in_any_order() -> None:
    reading = readings()[0]
    turned = Reading(reading.document, reading.entities[::-1], reading.claims[::-1])
    assert to_nquads(to_quads(reading)) == to_nquads(to_quads(turned))


def test_the_chain_of_speakers_is_kept() -> None:
    data = to_nquads(to_quads(readings()[0])).decode()
    assert 'ns#citing> "urn:rightsgraph:person:Orla_Venn urn:rightsgraph:person:Tomas_Brandl"' in data


@pytest.mark.parametrize(("type_", "label", "classes"), [
    (EntityType.PLACE, "Phnom Penh", {"Place", "City"}), (EntityType.PLACE, "Cambodia", {"Place", "Country"}),
    (EntityType.PLACE, "Rakhine State", {"Place", "Division"}), (EntityType.PLACE, "Prey Sar Prison", {"Place", "Facility"}),
    (EntityType.PLACE, "Karsk", {"Place"}), (EntityType.ORGANIZATION, "Karsk Hospital", {"Organization"})])
def test_a_place_has_its_kind_beside_its_class(type_: EntityType, label: str, classes: set[str]) -> None:
    entity = Entity(f"{type_.lower()}:{slug(label)}", label, type_)
    reading = Reading(Document("00000000000000f1", ""), (entity,), ())
    quads = to_quads(reading)
    found = {str(q.object.value) for q in quads if q.subject.value.endswith(slug(label)) and q.predicate.value.endswith("#type")}
    assert found == {f"https://w3id.org/rightsgraph/ns#{name}" for name in classes}
    assert from_quads(quads).entities == (entity,)


def test_the_extractor_is_told() -> None:
    assert extractor_of(to_quads(readings()[0], release="0.1.0", pipeline="kg en")) == ("0.1.0", "kg en")


def test_quads_of_two_documents_are_refused() -> None:
    with pytest.raises(ValueError, match="2 graphs"):
        from_quads([quad for reading in readings()[:2] for quad in to_quads(reading)])


def test_a_post_is_a_node_that_its_claim_points_at() -> None:
    role = Claim("00000000000000f1", "person:Orla_Venn", "holdsRole", Evidence("00000000000000f1", 0, 9, "Orla Venn"), value="director",
                 post_of="organization:Lantern_Group", tenure=Tenure.FORMER)
    denied = replace(role, value="owner", polarity=Polarity.NEGATED)
    quads = to_quads(Reading(Document("00000000000000f1", "Orla Venn"), (), (role, denied)))
    posts = {q.subject.value for q in quads if q.object.value.endswith("#Position")}
    assert posts == {"urn:rightsgraph:position:Orla_Venn:director:Lantern_Group"}
    told = {q.predicate.value.partition("#")[2]: q.object.value for q in quads if q.subject.value in posts}
    assert told["heldBy"].endswith("Orla_Venn") and told["postOf"].endswith("Lantern_Group") and told["title"] == "director"
    assert told["tenure"] == "https://w3id.org/rightsgraph/vocab/former"


def test_an_act_is_told_with_its_parties() -> None:
    act = readings()[2].acts[0]
    lines = to_nquads(to_quads(readings()[2])).decode()
    node = f"<urn:rightsgraph:act:{act.id}>"
    assert f"{node} <https://w3id.org/rightsgraph/ns#actKind> <https://w3id.org/rightsgraph/vocab/detention>" in lines
    assert f'{node} <http://www.w3.org/2000/01/rdf-schema#label> "detained"' in lines
    assert lines.count(f"{node} <https://w3id.org/rightsgraph/ns#involves>") == 2


def test_acts_come_back_in_order_each_once() -> None:
    reading = readings()[2]
    first, second = reading.acts
    turned = replace(reading, acts=(second, replace(first, involvements=first.involvements[::-1] * 2), first))
    assert in_order(turned) == in_order(reading)
