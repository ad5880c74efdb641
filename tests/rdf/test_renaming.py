"""Readings and their lines with nodes in place of a document's own entities: both ways agree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import Claim, Entity, EntityType, Evidence, Reading
from kg.rdf import from_quads, to_nquads, to_quads
from kg.rdf.canonical import from_nquads
from kg.rdf.renaming import Nodes, renamed, renamed_lines
from tests.readings import FIRST, evidence, mention, readings

VENN, BRANDL, GROUP = "person:Orla_Venn", "person:Tomas_Brandl", "organization:Lantern_Group"
ONE, NAMESAKES, SWAPPED, AS_ONE, OTHER_TYPE, ONTO = (
    {VENN: "person:Orla_Vennova"},
    {VENN: "person:Orla_Venn--00a1", GROUP: "organization:Lantern_Group--00a1"},
    {VENN: BRANDL, BRANDL: VENN},
    {VENN: "person:Somebody", BRANDL: "person:Somebody"},
    {GROUP: "place:Lantern_Group"},
    {VENN: BRANDL},
)
ALL = [ONE, NAMESAKES, SWAPPED, AS_ONE, OTHER_TYPE, ONTO]
SAMPLE = readings()
RIGHTS = "https://example.org/rights/"


def lines_of(reading: Reading, base: str = RIGHTS) -> bytes:
    return to_nquads(to_quads(reading, base=base, release="1.0", pipeline="default"))


def posts(lines: bytes) -> set[str]:
    return {q.subject.value for q in from_nquads(lines) if q.object.value.endswith("#Position")}


@pytest.mark.parametrize("base", ["urn:rightsgraph:", RIGHTS])
@pytest.mark.parametrize("nodes", ALL)
@pytest.mark.parametrize("reading", SAMPLE)
def test_lines_and_readings_agree(reading: Reading, nodes: Nodes, base: str) -> None:
    lines = renamed_lines(lines_of(reading, base), nodes, base=base)
    after = from_quads(from_nquads(lines), text=reading.document.text, base=base)
    assert after == replace(renamed(replace(reading, gaps=()), nodes), gaps=())
    assert sorted(lines.splitlines()) == sorted(lines_of(after, base).splitlines())
    gone = set(nodes) - set(nodes.values())
    assert not gone & {entity.id for entity in after.entities}


def test_nothing_else_changes_with_another_name() -> None:
    before = lines_of(mentioned())
    assert renamed_lines(before, ONE, base=RIGHTS) == before.replace(b"/Orla_Venn", b"/Orla_Vennova")
    assert [c.id for c in renamed(mentioned(), ONE).claims] == [c.id for c in mentioned().claims]


def test_words_that_look_like_an_iri_stay_as_they_are() -> None:
    quote = f'Venn wrote "<{RIGHTS}person/Orla_Venn>" \\ <{RIGHTS}person/Orla_Venn>'
    said = Reading(SAMPLE[0].document, (Entity(VENN, "Orla Venn", EntityType.PERSON),),
                   (Claim(SAMPLE[0].document.id, VENN, "wrote", Evidence(SAMPLE[0].document.id, 0, 9, quote), value=quote,
                          subject_mention=mention(FIRST, "Orla Venn", EntityType.PERSON)),))
    claim = from_quads(from_nquads(renamed_lines(lines_of(said), ONE, base=RIGHTS)), base=RIGHTS).claims[0]
    assert (claim.subject, claim.value, claim.evidence.quote) == ("person:Orla_Vennova", quote, quote)


def test_namesakes_do_not_share_a_post() -> None:
    before = lines_of(mentioned())
    after = renamed_lines(before, NAMESAKES, base=RIGHTS)
    assert posts(before) == {f"{RIGHTS}position/Orla_Venn/minister/Lantern_Group"}
    assert posts(after) == {f"{RIGHTS}position/Orla_Venn--00a1/minister/Lantern_Group--00a1"}


def test_two_of_one_document_become_one() -> None:
    one = {entity.id: entity for entity in renamed(SAMPLE[0], AS_ONE).entities}["person:Somebody"]
    assert (one.label, set(one.aliases)) == ("Orla Venn", {"Minister Orla Venn", "Venn", "Tomas Brandl", "Brandl"})
    assert [m.start for m in one.mentions] == sorted(m.start for e in SAMPLE[0].entities[:2] for m in e.mentions)


def test_another_type_is_told() -> None:
    entity = {entity.id: entity for entity in renamed(SAMPLE[0], OTHER_TYPE).entities}["place:Lantern_Group"]
    assert entity.type is EntityType.PLACE


def mentioned() -> Reading:
    """Return a reading whose claim has a mention, as those that are read by machine do."""
    document = SAMPLE[0].document
    venn, group = mention(FIRST, "Orla Venn", EntityType.PERSON), mention(FIRST, "Lantern Group", EntityType.ORGANIZATION)
    entities = (Entity(VENN, "Orla Venn", EntityType.PERSON, (), (venn,)),
                Entity(GROUP, "Lantern Group", EntityType.ORGANIZATION, (), (group,)))
    held = Claim(document.id, VENN, "holdsRole", evidence(document.id, FIRST, "Minister Orla Venn"), value="minister",
                 post_of=GROUP, subject_mention=venn, attributed_to=(GROUP, VENN))
    return Reading(document, entities, (held,))
