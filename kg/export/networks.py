"""GraphML and GEXF, for Gephi, Cytoscape and the like: a node an entity, an edge a claim."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export.common import xml_text
from kg.export.lines import Options
from kg.store.files import write_atomically
from kg.store.protocol import Store

if TYPE_CHECKING:
    import networkx as nx


def write_graphml(store: Store, path: Path, options: Options) -> None:
    """Write the claims between entities as GraphML."""
    import networkx as nx

    write_atomically(path, _written(nx.write_graphml_xml, _graph_for_xml(store)))


def write_gexf(store: Store, path: Path, options: Options) -> None:
    """Write the claims between entities as GEXF 1.2."""
    import networkx as nx

    graph = _graph_for_xml(store)
    for *_, edge in graph.edges(data=True):
        # In GEXF, start and end are an edge's time of life.
        edge.update(quote_start=edge.pop("start", 0), quote_end=edge.pop("end", 0))
    data = _written(nx.write_gexf, graph)
    # networkx writes today's date, which would make two exports of one graph differ.
    write_atomically(path, re.sub(rb' lastmodifieddate="[^"]*"', b"", data, count=1))


def _written(write: Callable[[nx.MultiDiGraph[str], io.BytesIO], None], graph: nx.MultiDiGraph[str]) -> bytes:
    out = io.BytesIO()
    write(graph, out)
    return out.getvalue()


def _graph_for_xml(store: Store) -> nx.MultiDiGraph[str]:
    from kg.network import to_networkx

    graph = to_networkx(store.readings())
    attributes = [data for _, data in graph.nodes(data=True)] + [data for *_, data in graph.edges(data=True)]
    for data in attributes:
        data.update({name: xml_text(value) for name, value in data.items() if isinstance(value, str)})
    return graph
