"""The map: one HTML page that needs nothing else, and the same network for pyvis.

Names are imported when first used, so that `import kg.maps` loads neither jinja2 nor pyvis.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.maps.inline import inline_map as inline_map
    from kg.maps.page import render_map as render_map
    from kg.maps.page import write_map as write_map
    from kg.maps.pyvis_export import to_pyvis as to_pyvis
    from kg.maps.view import map_view as map_view

_HOME = {"write_map": "page", "render_map": "page", "map_view": "view", "inline_map": "inline", "to_pyvis": "pyvis_export"}
__all__ = ["inline_map", "map_view", "render_map", "to_pyvis", "write_map"]


def __getattr__(name: str) -> object:
    """Import a public name from its module on first use."""
    from importlib import import_module

    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
