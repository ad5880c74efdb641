"""Which claims and acts are kept."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.errors import BadFilter
from kg.network import to_networkx
from tests.readings import readings


def kept(**filters: object) -> list[tuple[str, str]]:
    """Return predicate and object's label of each claim kept, in order."""
    graph = to_networkx(readings(), **filters)
    return [(d["predicate"], graph.nodes[b]["label"]) for _, b, d in graph.edges(data=True) if d["kind"] == "claim"]


def acts(**filters: object) -> set[str]:
    graph = to_networkx(readings(), **filters)
    return {data["act_kind"] for _, data in graph.nodes(data=True) if data["kind"] == "act"}


def predicates(**filters: object) -> set[str]:
    return {predicate for predicate, _ in kept(**filters)}


@pytest.mark.parametrize(("filters", "expected"), [
    ({"predicate": "met"}, {"met"}),
    ({"predicate": ["met", "told"]}, {"met", "told"}),
    ({"predicate": "co-paint_with"}, {"co-paint_with"}),
    ({"modality": "planned"}, {"visited"}),
    ({"polarity": "negated"}, {"met"}),
    ({"polarity": "negated", "modality": "planned"}, set()),
    ({"speaker": "lantern"}, {"arrested"}),
    ({"speaker": "Brandl", "document": "Director to"}, {"released"}),
    ({"document": "news/3"}, {"co-paint_with", "detained"}),
    ({"document": "karsk courier", "type": ["Person", "Words"]}, {"holdsRole", "met", "told"}),
    ({"type": "Person"}, {"met", "told", "urged", "released"}),
    ({"place": "karsk"}, {"met", "visited"}),
    ({"since": "2023-05-01", "until": dt.date(2023, 5, 2)}, {"met"}),
    ({"since": "2023-05-03"}, set()),
    ({"until": "2023-05-02"}, {"met"}),
])
def test_filters(filters: dict[str, object], expected: set[str]) -> None:
    assert predicates(**filters) == expected


def test_a_family_takes_in_what_is_under_it() -> None:
    assert predicates(predicate="coerced") == {"arrested", "detained"}
    assert predicates(predicate="relatedTo") == predicates()
    assert acts(predicate="violence") == {"beating"} and acts(predicate="met") == set()


def test_what_a_text_says_in_its_own_voice() -> None:
    own = predicates(speaker="the text")
    assert "detained" in own and not {"arrested", "released", "praised"} & own


def test_claims_without_a_date_are_dropped_kept_or_dated_by_their_document() -> None:
    june = {"since": "2023-06-01", "until": "2023-06-30"}
    assert kept(**june) == []
    assert {p for p, _ in kept(**june, undated="published")} == {"headOf", "visited", "met", "urged", "released"}
    everything = kept(**june, undated="keep")
    assert ("detained", "Ana Ruiz") in everything and len(everything) == len(kept()) - 1  # the meeting of May is known to lie elsewhere


def test_entities_that_nothing_kept_points_to_are_left_out() -> None:
    graph = to_networkx(readings(), predicate="told")
    assert list(graph) == ["person:Orla_Venn", "person:Tomas_Brandl"]
    assert graph.graph["filters"] == "predicate told"


@pytest.mark.parametrize(("filters", "words"), [
    ({"predicate": "meet"}, "met"), ({"modality": "maybe"}, "alleged"), ({"polarity": "no"}, "negated"),
    ({"type": "Company"}, "Organization"), ({"since": "May 2023"}, "2023-05-31"),
])
def test_a_name_that_there_is_not_says_what_there_is(filters: dict[str, str], words: str) -> None:
    with pytest.raises(BadFilter, match=words):
        to_networkx(readings(), **filters)


def test_relations_are_filtered_by_their_claims() -> None:
    graph = to_networkx(readings(), edges="relations", document="Director to")
    assert {d["predicate"] for _, _, d in graph.edges(data=True)} == {"headOf", "met", "urged"}
