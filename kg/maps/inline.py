"""The map inside a notebook: the whole page in a frame that can reach neither the notebook nor the network."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from kg.maps.page import render_map
from kg.maps.view import View


class InlineMap(NamedTuple):
    """A map that Jupyter shows when it is the value of a cell's last line; `page` is the HTML of the page itself."""

    page: str
    height: int

    def _repr_html_(self) -> str:
        """Return a frame that holds the page in an attribute, so that nothing is asked for.

        Scripts run in it, but as those of nobody: they cannot reach the notebook around it.
        """
        return (
            f'<iframe title="Map of claims" srcdoc="{escape(self.page)}" sandbox="allow-scripts allow-downloads" '
            f'style="width:100%;height:{self.height}px;border:1px solid #8884;border-radius:6px"></iframe>'
        )

    def __repr__(self) -> str:
        """Say what it is, for a terminal."""
        return f"<map of {len(self.page):,} characters of HTML; Jupyter shows it>"


def inline_map(view: View, *, height: int = 640) -> InlineMap:
    """Return the map of a view for a notebook, so many pixels high."""
    return InlineMap(render_map(view), height)
