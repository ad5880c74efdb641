"""The network for pyvis: the same nodes, edges and positions as the page, for those who know pyvis.

Nothing is written. Pages that pyvis itself makes load scripts from content delivery networks, even with resources
"in line"; `kg.maps.write_map` makes one that asks for nothing.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

from pyvis.network import Network

from kg.maps.view import View, map_view
from kg.model import Reading

COLOURS = {"Person": "#2f6db5", "Organization": "#b8651b", "Group": "#7a5ea8", "Place": "#2f7d57", "Event": "#b83a4b"}
SHAPES = {"Person": "dot", "Organization": "square", "Group": "hexagon", "Place": "diamond", "Event": "star"}
GREY = "#6b7280"


def to_pyvis(readings: Iterable[Reading], *, limit: int = 300, accusatory: Container[str] = ()) -> Network:
    """Return a directed pyvis network of the entities drawn at first and the edges between them, physics off."""
    view = map_view(readings, limit=limit, accusatory=accusatory)
    network = Network(height="100vh", width="100%", directed=True, cdn_resources="in_line")
    network.toggle_physics(False)
    drawn = [node for node in view["nodes"] if "x" in node]
    for node in drawn:
        network.add_node(node["id"], **_node(node))
    known = {node["id"] for node in drawn}
    for edge in view["edges"]:
        if edge["from"] in known and edge["to"] in known:
            network.add_edge(edge["from"], edge["to"], **_edge(edge, view))
    return network


def plain_title(text: str) -> str:
    """Return a tooltip that pyvis shows as text: it makes HTML of every title once one holds the letters "href".

    >>> "href" in plain_title("<a href=x>")
    False
    """
    return text.replace("href", "h\u2060ref")


def _node(node: View) -> dict[str, Any]:
    names = "\n".join((node["label"], node["type"], *node["roles"]))
    return {"label": node["label"] or node["id"], "title": plain_title(names), "x": node["x"], "y": node["y"],
            "shape": SHAPES.get(node["type"], "triangle"), "color": COLOURS.get(node["type"], GREY),
            "size": 12 + min(node["degree"], 12)}


def _edge(edge: View, view: View) -> dict[str, Any]:
    quotes = dict.fromkeys(view["passages"][view["claims"][index]["passage"]] for index in edge["claims"])
    plain = edge["stance"] in ("asserted", "alleged")
    return {"label": edge["label"] if plain else f"{edge['label']} ({edge['stance']})", "arrows": "to",
            "title": plain_title("\n".join(quotes)), "dashes": edge["stance"] != "asserted",
            "color": GREY, "smooth": {"enabled": bool(edge["bend"]), "roundness": abs(edge["bend"]),
                                      "type": "curvedCW" if edge["bend"] >= 0 else "curvedCCW"}}
