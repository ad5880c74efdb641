"""Change over time."""

from __future__ import annotations

from kg.network import changes, timeline, to_networkx
from tests.readings import readings


def test_each_claim_belongs_to_one_period() -> None:
    rows = timeline(to_networkx(readings()))
    assert [(row.period, row.claims) for row in rows] == [("2023-05", 6), ("2023-06", 6), ("", 2)]
    assert rows[0].by_stance == {"asserted": 3, "denied": 1, "alleged": 2}  # one is an accusation that rests on a speaker
    assert rows[1].by_stance["negated"] == 1 and rows[1].by_stance["planned"] == 1


def test_new_ties_are_those_not_told_of_before() -> None:
    rows = timeline(to_networkx(readings()))
    assert [(row.ties, row.new_ties, row.entities, row.new_entities) for row in rows] == [(3, 3, 5, 5), (2, 1, 3, 0), (2, 2, 3, 2)]


def test_the_date_of_the_document_stands_in_only_where_it_may() -> None:
    graph = to_networkx(readings())
    assert [(row.period, row.claims) for row in timeline(graph, dating="claim", by="day")] == [("2023-05-02", 1), ("", 13)]
    assert [row.period for row in timeline(graph, dating="published", by="year")] == ["2023", ""]


def test_whom_one_is_tied_to_in_each_period() -> None:
    found = changes(to_networkx(readings()), "person:Tomas_Brandl")
    assert found == {"2023-05": {"person:Orla_Venn": 2}, "2023-06": {"organization:Lantern_Group": 1, "person:Orla_Venn": 2}}
