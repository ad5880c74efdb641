"""The networkx graph of the claims, its layout and its measures.

Names are imported when first used, so that `import kg.network` does not load networkx.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.network.graph import collapse as collapse
    from kg.network.graph import to_networkx as to_networkx
    from kg.network.layout import positions as positions
    from kg.network.measures import betweenness as betweenness
    from kg.network.measures import communities as communities
    from kg.network.measures import degree as degree

_HOME = {
    "to_networkx": "graph",
    "collapse": "graph",
    "positions": "layout",
    "degree": "measures",
    "betweenness": "measures",
    "communities": "measures",
}
__all__ = ["betweenness", "collapse", "communities", "degree", "positions", "to_networkx"]


def __getattr__(name: str) -> object:
    """Import a public name from its module on first use."""
    from importlib import import_module

    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
