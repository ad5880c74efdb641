"""A picture of the largest communities, each in a panel of its own under a name, laid out so that no label covers another.

In one drawing of all, labels small enough to find room could not be read, and ties across hid those within.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import fill, shorten
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from kg.network.charts import CLASSES, FAINT, GREY, note_below, shortened, title_above
from kg.network.layout import positions
from kg.network.measures import MEANINGS
from kg.network.reporting import Ranked, Report
from kg.network.spacing import evened, spread

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

GROUPS, MEMBERS, COLUMNS = 6, 9, 2
ROOM = (500.0, 250.0)  # pixels of the layout for the middles of a panel's nodes; more where their labels need it
LEFT, RIGHT, ABOVE, BELOW = 85, 85, 20, 55  # pixels around those, for labels and markers
COLUMN = 5.5  # inches
SCALE = 0.0078  # inches to a pixel of the layout at most: small communities are not blown up
LETTERS = 14 * 72  # the layout leaves room for labels of 14 pixels; in points to an inch
TOP, HEAD, FOOT = 0.55, 0.62, 1.1  # inches: title of the figure, of a panel, words below
TIE = "#B0B5BC"


@dataclass(frozen=True, slots=True)
class Panel:
    """One community: the part that is drawn with its places, and counts of all of it."""

    number: int
    graph: nx.Graph[str]
    places: Mapping[str, tuple[float, float]]
    size: int
    inside: int
    outside: int

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """Return left, right, top and bottom in pixels of the layout, y downwards."""
        columns, rows = zip(*self.places.values(), strict=True)
        return min(columns) - LEFT, max(columns) + RIGHT, min(rows) - ABOVE, max(rows) + BELOW

    @property
    def name(self) -> str:
        """Return the community's name: its most tied member's, and how many others there are."""
        first = str(self.graph.nodes[next(iter(self.graph))]["label"])
        others = self.size - 1
        return f"{self.number}  {shorten(shortened(first), 34, placeholder='…')} and {others:,} other{'s' * (others != 1)}"

    @property
    def counts(self) -> str:
        """Return in words how many ties there are, and how many entities are drawn if not all."""
        drawn = f"the {len(self.graph)} most tied drawn, " if len(self.graph) < self.size else ""
        return f"{drawn}{_ties(self.inside)} inside, {self.outside:,} to others"


def draw_communities(found: Report, *, groups: int = GROUPS, members: int = MEMBERS) -> Figure:
    """Draw the largest communities by their most tied members; a tie of allegations alone is dashed."""
    from matplotlib.figure import Figure

    panels = panels_of(found, groups, members)
    columns = min(COLUMNS, max(len(panels), 1))
    rows = [panels[start:start + columns] for start in range(0, len(panels), columns)]
    widest = max((right - left for left, right, _, _ in (panel.extent for panel in panels)), default=1)
    scale = min(COLUMN / widest, SCALE)
    heights = [max(bottom - top for _, _, top, bottom in (panel.extent for panel in row)) * scale for row in rows]
    width, height = COLUMNS * COLUMN, TOP + sum(heights) + HEAD * len(rows) + FOOT
    figure = Figure(figsize=(width, height))
    reached = TOP
    for row, tall in zip(rows, heights, strict=True):
        for column, panel in enumerate(row):
            where = (column * COLUMN, height - reached - HEAD - tall, COLUMN, tall)
            axes = figure.add_axes((where[0] / width, where[1] / height, where[2] / width, where[3] / height))
            _draw_panel(axes, panel, scale, tall)
        reached += HEAD + tall
    title_above(figure, f"Communities: the {len(panels)} largest of {len(found.communities):,}")
    _legend(figure, [data for panel in panels for _, data in panel.graph.nodes(data=True)], 0.6 / height)
    note_below(figure, f"{MEANINGS['communities']} A thicker line rests on more claims; a dashed one on allegations alone.")
    return figure


def panels_of(found: Report, groups: int, members: int) -> list[Panel]:
    """Return the largest communities, each with its most tied members that hang together."""
    rank = {one.id: place for place, one in enumerate(found.entities)}
    panels = []
    for number, group in enumerate(found.communities[:groups], 1):
        own = frozenset(group)
        chosen = _hanging_together(found.ties, own, rank, members)
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from((node, _looks(found.entities[rank[node]])) for node in chosen)
        graph.add_edges_from((a, b, data) for a, b, data in found.ties.edges(chosen, data=True) if a in graph and b in graph)
        ends = [other in own for node in group for other in found.ties[node]]
        inside = sum(ends) // 2
        panels.append(Panel(number, graph, _places(graph), len(group), inside, len(ends) - 2 * inside))
    return panels


def _hanging_together(ties: nx.Graph[str], group: frozenset[str], rank: Mapping[str, int], most: int) -> list[str]:
    """Return the most tied member, and again and again the most tied of those that are tied to one chosen."""
    chosen = [min(group, key=rank.__getitem__)]
    while len(chosen) < most:
        near = {other for node in chosen for other in ties[node] if other in group}.difference(chosen)
        if not near:
            break
        chosen.append(min(near, key=rank.__getitem__))
    return chosen


def _places(graph: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """Return where to draw each entity, y downwards: as in a map, but filling a panel."""
    number = {node: place for place, node in enumerate(graph)}
    points = evened(np.array(list(positions(graph).values()), dtype=np.float64).reshape(-1, 2))
    size = np.maximum(np.ptp(points, axis=0), 1.0)
    ends = np.array([(number[a], number[b]) for a, b in graph.edges()], dtype=np.int64).reshape(-1, 2)
    found = spread(points * np.minimum(np.array(ROOM) / size, 1.0), ends)
    return {node: (float(x), float(y)) for node, (x, y) in zip(graph, found, strict=True)}


def _looks(one: Ranked) -> dict[str, str | int]:
    return {"label": one.label, "degree": one.degree, "type": one.type}


def _ties(count: int) -> str:
    return f"{count:,} tie{'s' * (count != 1)}"


def _draw_panel(axes: Axes, panel: Panel, scale: float, tall: float) -> None:
    """Draw one community in the middle of axes that are this many inches tall, with its name above."""
    left, right, top, bottom = panel.extent
    middle, room = (left + right) / 2, COLUMN / scale / 2
    axes.set(xlim=(middle - room, middle + room), ylim=(top + tall / scale, top))
    axes.set_axis_off()
    axes.annotate(panel.name, (0.04, 1), xytext=(0, 24), xycoords="axes fraction", textcoords="offset points", fontsize=11,
                  fontweight="bold", va="bottom")
    axes.annotate(panel.counts, (0.04, 1), xytext=(0, 9), xycoords="axes fraction", textcoords="offset points", fontsize=8.5,
                  color=FAINT, va="bottom")
    _draw_ties(axes, panel)
    _draw_nodes(axes, panel, size=LETTERS * scale)


def _draw_ties(axes: Axes, panel: Panel) -> None:
    for a, b, data in panel.graph.edges(data=True):
        (x, y), (u, v) = panel.places[a], panel.places[b]
        axes.plot([x, u], [y, v], color=TIE, linewidth=min(0.8 + 0.35 * data["weight"], 4.0), zorder=1,
                  linestyle=(0, (4, 3)) if data["alleged"] == data["weight"] else "-", solid_capstyle="round")


def _draw_nodes(axes: Axes, panel: Panel, *, size: float) -> None:
    from matplotlib.patheffects import withStroke

    for node, data in panel.graph.nodes(data=True):
        x, y = panel.places[node]
        axes.scatter([x], [y], s=40 + 18 * min(data["degree"], 12), c=CLASSES.get(data["type"], GREY), edgecolors="white",
                     linewidths=1, zorder=2)
        axes.annotate(fill(shortened(data["label"]), 22), (x, y), xytext=(0, -9), textcoords="offset points", ha="center",
                      va="top", fontsize=size, zorder=3, path_effects=[withStroke(linewidth=2.5, foreground="white")])


def _legend(figure: Figure, drawn: Sequence[Mapping[str, str]], height: float) -> None:
    from matplotlib.lines import Line2D

    present = {data["type"] for data in drawn}
    marks = [Line2D([], [], linestyle="", marker="o", markersize=8, color=colour, label=name)
             for name, colour in CLASSES.items() if name in present]
    if marks:
        figure.legend(handles=marks, frameon=False, fontsize=8.5, ncols=len(marks), loc="lower left",
                      bbox_to_anchor=(0.0, height))
