"""GraphML and GEXF, for Gephi, Cytoscape and the like: the multigraph of `kg.network.to_networkx`, an edge a claim.

Nodes come first in both, and what is known of an entity only when the last document is read: what one document alone
gives, its edges and the nodes that are no entities, waits in files meanwhile, so that no graph is held in memory.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Protocol
from xml.sax.saxutils import escape

from kg.export.common import xml_text
from kg.export.gathering import readings_of
from kg.export.lines import Options
from kg.export.sorting import spill
from kg.model import Reading
from kg.store.files import replacing
from kg.store.protocol import Store

Attributes = Mapping[str, object]
Kinds = dict[str, str]


class Dialect(Protocol):
    """How one of the two formats writes a graph."""

    def head(self, nodes: Kinds, edges: Kinds) -> Iterator[str]:
        """Yield what stands before the nodes; `nodes` and `edges` are the kinds of attributes by name."""

    def node(self, id_: str, attributes: Attributes) -> str:
        """Return a node."""

    def between(self) -> str:
        """Return what stands between nodes and edges."""

    def edge(self, source: str, target: str, key: str, attributes: Attributes) -> str:
        """Return an edge."""

    def tail(self) -> str:
        """Return what stands after the edges."""


def write_network(store: Store, path: Path, options: Options, dialect: Dialect) -> None:
    """Write the multigraph of what the readings say."""
    from kg.network.entities import gather_entities
    from kg.network.graph import node_attributes

    folder = path.parent
    with (replacing(path) as file, spill((), folder=folder) as nodes, spill((), folder=folder) as edges,
          spill((), folder=folder) as entities):
        waiting = _Waiting(dialect, nodes, edges)
        for record in gather_entities(map(waiting.add, readings_of(store, options))).values():
            attributes = node_attributes(record)
            waiting.note(waiting.node_kinds, attributes)
            entities.write(dialect.node(record.id, attributes).encode())
        file.writelines(part.encode() for part in dialect.head(waiting.node_kinds, waiting.edge_kinds))
        _append(file, entities, nodes)
        file.write(dialect.between().encode())
        _append(file, edges)
        file.write(dialect.tail().encode())


class _Waiting:
    """Writes what one document alone gives to files, and notes the kinds of attributes."""

    def __init__(self, dialect: Dialect, nodes: IO[bytes], edges: IO[bytes]) -> None:
        self.dialect, self.nodes, self.edges = dialect, nodes, edges
        self.node_kinds: Kinds = {}
        self.edge_kinds: Kinds = {}
        self.written: set[str] = set()

    def add(self, reading: Reading) -> Reading:
        """Take a document's part of the graph, and hand the reading on."""
        from kg.network import to_networkx

        graph = to_networkx([reading])
        for id_, attributes in graph.nodes(data=True):
            if attributes.get("kind", "entity") != "entity" and id_ not in self.written:
                self.written.add(id_)
                self.note(self.node_kinds, attributes)
                self.nodes.write(self.dialect.node(id_, attributes).encode())
        for source, target, key, attributes in graph.edges(keys=True, data=True):
            self.note(self.edge_kinds, attributes)
            self.edges.write(self.dialect.edge(source, target, key, attributes).encode())
        return reading

    def note(self, kinds: Kinds, attributes: Attributes) -> None:
        """Note the kind of each attribute that is not known yet."""
        if not attributes.keys() <= kinds.keys():
            kinds.update({name: kind_of(value) for name, value in attributes.items() if name not in kinds})


def _append(file: IO[bytes], *parts: IO[bytes]) -> None:
    for part in parts:
        part.seek(0)
        shutil.copyfileobj(part, file, 1 << 20)


def kind_of(value: object) -> str:
    """Return the kind of an attribute's values, in the words of both formats."""
    return {bool: "boolean", int: "long", float: "double"}.get(type(value), "string")


def text_of(value: object) -> str:
    """Return a value as it stands between tags or in quotes."""
    text = str(value).lower() if isinstance(value, bool) else xml_text(str(value))
    # A parser would read bare ones as line feeds, or as spaces within an attribute.
    return escape(text, {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;", '"': "&quot;"})


class GraphML:
    """GraphML 1.0; keys are named for what they hold."""

    def head(self, nodes: Kinds, edges: Kinds) -> Iterator[str]:
        yield ('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
               'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
               'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n')
        for owner, kinds in (("node", nodes), ("edge", edges)):
            for name, kind in kinds.items():
                yield f'<key id="{owner}-{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>\n'
        yield '<graph edgedefault="directed">\n'

    def node(self, id_: str, attributes: Attributes) -> str:
        return f'<node id="{text_of(id_)}">{self._data("node", attributes)}</node>\n'

    def between(self) -> str:
        return ""

    def edge(self, source: str, target: str, key: str, attributes: Attributes) -> str:
        ends = f'source="{text_of(source)}" target="{text_of(target)}"'
        return f'<edge id="{text_of(key)}" {ends}>{self._data("edge", attributes)}</edge>\n'

    def tail(self) -> str:
        return "</graph>\n</graphml>\n"

    @staticmethod
    def _data(owner: str, attributes: Attributes) -> str:
        return "".join(f'<data key="{owner}-{name}">{text_of(value)}</data>' for name, value in attributes.items())


class Gexf:
    """GEXF 1.2. An element's label is its attribute of that name; parallel edges are told apart by their ids."""

    def head(self, nodes: Kinds, edges: Kinds) -> Iterator[str]:
        yield ('<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
               '<graph defaultedgetype="directed" mode="static">\n')
        for owner, kinds in (("node", nodes), ("edge", edges)):
            yield f'<attributes class="{owner}" mode="static">\n'
            for name, kind in kinds.items():
                if name != "label":
                    yield f'<attribute id="{owner}-{name}" title="{_gexf_name(name)}" type="{kind}"/>\n'
            yield "</attributes>\n"
        yield "<nodes>\n"

    def node(self, id_: str, attributes: Attributes) -> str:
        return f'<node id="{text_of(id_)}" label="{text_of(attributes["label"])}">{self._values("node", attributes)}</node>\n'

    def between(self) -> str:
        return "</nodes>\n<edges>\n"

    def edge(self, source: str, target: str, key: str, attributes: Attributes) -> str:
        label = text_of(attributes["label"] or attributes["predicate"])
        ends = f'source="{text_of(source)}" target="{text_of(target)}"'
        return f'<edge id="{text_of(key)}" {ends} label="{label}">{self._values("edge", attributes)}</edge>\n'

    def tail(self) -> str:
        return "</edges>\n</graph>\n</gexf>\n"

    @staticmethod
    def _values(owner: str, attributes: Attributes) -> str:
        values = (f'<attvalue for="{owner}-{name}" value="{text_of(value)}"/>' for name, value in attributes.items()
                  if name != "label")
        return f"<attvalues>{''.join(values)}</attvalues>"


def _gexf_name(name: str) -> str:
    """Return an attribute's title; in GEXF, start and end are an edge's time of life."""
    return f"quote_{name}" if name in {"start", "end"} else name


def write_graphml(store: Store, path: Path, options: Options) -> None:
    """Write the claims between entities as GraphML."""
    write_network(store, path, options, GraphML())


def write_gexf(store: Store, path: Path, options: Options) -> None:
    """Write the claims between entities as GEXF 1.2."""
    write_network(store, path, options, Gexf())
