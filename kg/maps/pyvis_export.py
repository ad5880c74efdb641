"""The network for pyvis, for those who know it: the nodes and positions of the page, and an edge for each claim.

Nothing is written. Pages that pyvis itself makes load scripts from content delivery networks, even with resources
"in line"; `kg.maps.write_map` makes one that asks for nothing.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Any

from pyvis.network import Network

from kg.bulk import uncollected
from kg.maps.bundles import Line, bow, spoken
from kg.maps.stance import stance_of
from kg.maps.view import View, map_view
from kg.model import Claim, Reading

COLOURS = {"Person": "#2f6db5", "Organization": "#b8651b", "Group": "#7a5ea8", "Place": "#2f7d57", "Event": "#b83a4b"}
SHAPES = {"Person": "dot", "Organization": "square", "Group": "hexagon", "Place": "diamond", "Event": "star"}
GREY = "#6b7280"


def to_pyvis(readings: Iterable[Reading], *, limit: int = 300, accusatory: Container[str] = ()) -> Network:
    """Return a directed pyvis network of the `limit` entities with most ties and the claims between them, physics off.

    Each claim is an edge of its own, with its sentence as title; those between the same two are bowed apart. Every title is
    shown as text. No heading is set: pyvis would write it into the page as HTML.
    """
    with uncollected():
        kept = list(readings)
    view = map_view(kept, limit=limit, accusatory=accusatory)
    network = Network(height="100vh", width="100%", directed=True, cdn_resources="in_line")
    network.toggle_physics(False)
    drawn = [node for node in view["nodes"] if "x" in node]
    for node in drawn:
        network.add_node(node["id"], **_node(node))
    known = {node["id"] for node in drawn}
    claims = [claim for reading in kept for claim in reading.claims if claim.subject in known and claim.object in known]
    for line in parallel(claims, accusatory=accusatory):
        network.add_edge(line.source, line.target, **_edge(line, claims))
    return network


def parallel(claims: Sequence[Claim], *, accusatory: Container[str]) -> list[Line]:
    """Return a line for each claim with an object, in the order of the claims; those between the same two are bowed apart."""
    found = [Line(claim.subject, claim.object, stance_of(claim, accusatory=accusatory), [number], spoken(claim))
             for number, claim in enumerate(claims) if claim.object]
    bow(found, {})
    return found


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


def _edge(line: Line, claims: Sequence[Claim]) -> dict[str, Any]:
    [number] = line.claims
    label = line.label if line.stance in ("asserted", "alleged") else f"{line.label} ({line.stance})"
    return {"label": label, "arrows": "to", "title": plain_title(claims[number].evidence.quote),
            "dashes": line.stance != "asserted", "color": GREY,
            "smooth": {"enabled": bool(line.bend), "roundness": abs(line.bend),
                       "type": "curvedCW" if line.bend >= 0 else "curvedCCW"}}
