"""Charts say what they show: communities under names, claims counted as claims."""

from __future__ import annotations

from itertools import islice

import networkx as nx
import pytest

from benchmarks.graph_generator import readings as generated
from kg.network import report
from kg.network.reporting import Report
from kg.network.spacing import BOX

pytest.importorskip("matplotlib", reason="matplotlib is not installed")

from kg.network.charts import draw_timeline, draw_top
from kg.network.drawing import draw_communities, panels_of


@pytest.fixture(scope="module")
def found() -> Report:
    return report(islice(generated(5), 60))


def test_a_community_is_named_after_its_most_tied_member(found: Report) -> None:
    rank = [one.id for one in found.entities]
    for panel, group in zip(panels_of(found, 6, 9), found.communities, strict=False):
        first = min(group, key=rank.index)
        assert panel.name == f"{panel.number}  {found.label(first)} and {len(group) - 1} others"


def test_what_is_drawn_of_a_community_hangs_together(found: Report) -> None:
    for panel in panels_of(found, 6, 5):
        assert nx.is_connected(panel.graph) and len(panel.graph) <= 5
        assert nx.utils.edges_equal(panel.graph.edges(), found.ties.subgraph(panel.graph).edges())
        assert ("drawn" in panel.counts) == (len(panel.graph) < panel.size)


def test_ties_inside_and_to_others_are_those_of_the_graph(found: Report) -> None:
    for panel, group in zip(panels_of(found, 6, 9), found.communities, strict=False):
        assert panel.inside == found.ties.subgraph(group).number_of_edges()
        assert panel.outside == nx.cut_size(found.ties, group)


def test_no_label_covers_another(found: Report) -> None:
    for panel in panels_of(found, 6, 9):
        places = list(panel.places.values())
        for number, (x, y) in enumerate(places):
            for u, v in places[number + 1:]:
                assert abs(x - u) > BOX[0] - 2 or abs(y - v) > BOX[1] - 2


def test_every_panel_lies_within_the_figure(found: Report) -> None:
    figure = draw_communities(found)
    assert len(figure.axes) == 6
    for axes in figure.axes:
        box = axes.get_position()
        assert box.x0 >= 0 and box.x1 <= 1.0001 and 0 < box.y0 < box.y1 < 1
    assert "the 6 largest of" in figure.get_suptitle()


def test_bars_are_said_to_count_claims(found: Report) -> None:
    timeline = draw_timeline(found)
    assert "Number of claims" in timeline.get_suptitle() and "claims, not events" in timeline.get_supxlabel()
    assert timeline.axes[0].get_ylabel() == "claims in the month"
    assert all(" tie" in text.get_text() and " claim" in text.get_text() for text in draw_top(found).axes[0].texts)
