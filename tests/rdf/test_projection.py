"""Which claims give direct triples, and where."""

from __future__ import annotations

import pytest

from kg.model import Claim, Evidence, Modality, Polarity
from kg.rdf.projection import project, standing
from tests.readings import ACCUSATORY, readings

SPEAKER = ("person:Orla_Venn",)


@pytest.mark.parametrize(("predicate", "polarity", "modality", "speakers", "expected"), [
    ("met", Polarity.AFFIRMED, Modality.ASSERTED, (), "relations"),
    ("met", Polarity.AFFIRMED, Modality.ASSERTED, SPEAKER, "relations"),
    ("met", Polarity.AFFIRMED, Modality.ALLEGED, (), "alleged"),
    ("killed", Polarity.AFFIRMED, Modality.ASSERTED, (), "relations"),
    ("killed", Polarity.AFFIRMED, Modality.ASSERTED, SPEAKER, "alleged"),
    ("killed", Polarity.NEGATED, Modality.ASSERTED, SPEAKER, None),
    ("met", Polarity.NEGATED, Modality.ALLEGED, (), None),
    *(("met", Polarity.AFFIRMED, modality, (), None)
      for modality in (Modality.PLANNED, Modality.REQUESTED, Modality.HYPOTHETICAL, Modality.DENIED)),
])
def test_standing(predicate: str, polarity: Polarity, modality: Modality, speakers: tuple[str, ...],
                  expected: str | None) -> None:
    claim = Claim("d", "person:A", predicate, Evidence("d", 0, 1, "x"), object="person:B", polarity=polarity,
                  modality=modality, attributed_to=speakers)
    assert standing(claim, ACCUSATORY) == expected


def test_each_direct_triple_has_a_claim_and_none_is_repeated() -> None:
    claimed = {(c.subject, c.object or c.value) for reading in readings() for c in reading.claims}
    quads = list(project(readings(), accusatory=ACCUSATORY))
    assert len(quads) == len(set(quads)) == 9
    for quad in quads:
        object_ = quad.object.value.removeprefix("urn:rightsgraph:")
        assert (quad.subject.value.removeprefix("urn:rightsgraph:"), object_) in claimed


def test_a_symmetric_relation_stands_only_as_said() -> None:
    met = [quad for quad in project(readings(), accusatory=ACCUSATORY) if quad.predicate.value.endswith("#met")]
    assert [quad.subject.value for quad in met] == ["urn:rightsgraph:person:Orla_Venn"]
