"""A knowledge graph from human-rights articles: who did what to whom, who says so, and where exactly it says so.

    import kg

    kg.build("articles/", "my-graph")          # read files into a graph directory
    graph = kg.open("my-graph")
    graph.claims()                             # what the passages say, each with its words
    graph.query("SELECT ...")                  # SPARQL
    graph.to_networkx(), graph.to_rdflib()     # for every other tool
    graph.map("map.html"), graph.export("turtle", "graph.ttl")

Names are imported when first used, so that `import kg` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.building import BuildResult as BuildResult
    from kg.building import build as build
    from kg.documents import read as read
    from kg.documents.examples import examples_dir as examples_dir
    from kg.errors import KGError as KGError
    from kg.graph import Graph as Graph
    from kg.graph import open_graph as open
    from kg.model import Claim as Claim
    from kg.model import Document as Document
    from kg.model import Entity as Entity
    from kg.model import Reading as Reading

__version__ = "0.1.0"
__all__ = [
    "BuildResult", "Claim", "Document", "Entity", "Graph", "KGError", "Reading", "__version__", "build", "examples_dir",
    "open", "read",
]

_HOME = {
    "BuildResult": ("kg.building", "BuildResult"),
    "Claim": ("kg.model", "Claim"),
    "Document": ("kg.model", "Document"),
    "Entity": ("kg.model", "Entity"),
    "Graph": ("kg.graph", "Graph"),
    "KGError": ("kg.errors", "KGError"),
    "Reading": ("kg.model", "Reading"),
    "build": ("kg.building", "build"),
    "examples_dir": ("kg.documents.examples", "examples_dir"),
    "open": ("kg.graph", "open_graph"),
    "read": ("kg.documents", "read"),
}


def __getattr__(name: str) -> object:
    """Import a public name from its module on first use."""
    from importlib import import_module

    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOME[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    """List the public names, which are there though not yet imported."""
    return sorted({*globals(), *__all__})
