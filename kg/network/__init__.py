"""The networkx graph of the claims, its layout, its measures and what they mean.

Names are imported when first used, so that `import kg.network` does not load networkx.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.network.evidence import chains as chains
    from kg.network.evidence import find_entity as find_entity
    from kg.network.filters import Filters as Filters
    from kg.network.graph import to_networkx as to_networkx
    from kg.network.layout import positions as positions
    from kg.network.measures import betweenness as betweenness
    from kg.network.measures import communities as communities
    from kg.network.measures import components as components
    from kg.network.measures import cut_points as cut_points
    from kg.network.measures import degree as degree
    from kg.network.measures import ego as ego
    from kg.network.measures import pagerank as pagerank
    from kg.network.periods import changes as changes
    from kg.network.periods import timeline as timeline
    from kg.network.reporting import Report as Report
    from kg.network.reporting import report as report
    from kg.network.ties import collapse as collapse
    from kg.network.together import cooccurrence as cooccurrence

_HOME = {
    "Filters": "filters",
    "Report": "reporting",
    "betweenness": "measures",
    "chains": "evidence",
    "changes": "periods",
    "collapse": "ties",
    "communities": "measures",
    "components": "measures",
    "cooccurrence": "together",
    "cut_points": "measures",
    "degree": "measures",
    "ego": "measures",
    "find_entity": "evidence",
    "pagerank": "measures",
    "positions": "layout",
    "report": "reporting",
    "timeline": "periods",
    "to_networkx": "graph",
}
__all__ = [
    "Filters", "Report", "betweenness", "chains", "changes", "collapse", "communities", "components", "cooccurrence",
    "cut_points", "degree", "ego", "find_entity", "pagerank", "positions", "report", "timeline", "to_networkx",
]


def __getattr__(name: str) -> object:
    """Import a public name from its module on first use."""
    from importlib import import_module

    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
