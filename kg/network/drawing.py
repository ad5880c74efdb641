"""A picture of the ties with its communities, laid out so that no label covers another."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

import networkx as nx

from kg.network.charts import BLUE, FAINT, GREEN, GREY, ORANGE, PINK, RED, SKY, shortened
from kg.network.layout import positions
from kg.network.measures import MEANINGS
from kg.network.reporting import Report

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST = 60
LOOKS = ((BLUE, "o"), (ORANGE, "s"), (GREEN, "D"), (PINK, "^"), (SKY, "v"), (RED, "p"), ("#000000", "h"))
"""Colour and marker of the largest communities; the rest are grey."""
LABEL = 16 * 72  # some more than the 14 pixels that the layout leaves room for, in points to an inch
SMALLEST, LARGEST = 7.0, 16.0  # width of the picture in inches


def draw_communities(found: Report, *, most: int = MOST) -> Figure:
    """Draw the entities with most ties; a community has a colour and a shape, a tie of allegations alone is dashed."""
    from matplotlib.figure import Figure

    graph = _drawn(found, most)
    places = positions(graph)
    columns, rows = zip(*places.values(), strict=True) if places else ((0,), (0,))
    width, height = (max(axis) - min(axis) + margin for axis, margin in ((columns, 220), (rows, 130)))
    scale = min(max(width / 100, SMALLEST), LARGEST) / width  # inches to a pixel of the layout
    figure = Figure(figsize=(width * scale, height * scale + 1.3), layout="constrained")
    axes = figure.add_subplot()
    axes.set(xlim=(min(columns) - 110, max(columns) + 110), ylim=(max(rows) + 80, min(rows) - 50), aspect="equal")
    axes.set_axis_off()
    group = {one.id: one.community for one in found.entities}
    _draw_ties(axes, graph, places)
    _draw_nodes(axes, graph, places, group, size=LABEL * scale)
    figure.suptitle(f"Communities: the {len(graph):,} most tied of {len(found.entities):,} entities", x=0.01, ha="left",
                    fontsize=13, fontweight="bold")
    figure.supxlabel(fill(f"{MEANINGS['communities']} Dashed: alleged only.", 120), x=0.01, ha="left", fontsize=8.5, color=FAINT)
    return figure


def _drawn(found: Report, most: int) -> nx.Graph[str]:
    """Return the part that is drawn, in the order of the report."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from((one.id, {"label": one.label, "degree": one.degree}) for one in found.entities[:most])
    graph.add_edges_from((a, b, data) for a, b, data in found.ties.edges(data=True) if a in graph and b in graph)
    return graph


def _draw_ties(axes: Axes, graph: nx.Graph[str], places: dict[str, tuple[int, int]]) -> None:
    for a, b, data in graph.edges(data=True):
        (x, y), (u, v) = places[a], places[b]
        axes.plot([x, u], [y, v], color="#B0B5BC", linewidth=min(0.8 + 0.35 * data["weight"], 4.0), zorder=1,
                  linestyle=(0, (4, 3)) if data["alleged"] == data["weight"] else "-", solid_capstyle="round")


def _draw_nodes(axes: Axes, graph: nx.Graph[str], places: dict[str, tuple[int, int]], group: dict[str, int], *,
                size: float) -> None:
    from matplotlib.patheffects import withStroke

    for node, data in graph.nodes(data=True):
        colour, marker = LOOKS[group[node]] if group[node] < len(LOOKS) else (GREY, "o")
        x, y = places[node]
        axes.scatter([x], [y], s=40 + 22 * min(data["degree"], 12), c=colour, marker=marker, edgecolors="white", linewidths=1,
                     zorder=2)
        axes.annotate(fill(shortened(data["label"]), 22), (x, y), xytext=(0, -9), textcoords="offset points", ha="center",
                      va="top", fontsize=size, zorder=3, path_effects=[withStroke(linewidth=2.5, foreground="white")])
