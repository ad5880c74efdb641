"""The formats that a graph can be written in, one file a format, listed here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UnknownFormat
from kg.export.csv_folder import write_csv
from kg.export.jsonld import write_jsonld
from kg.export.networks import write_gexf, write_graphml
from kg.export.nquads import write_nquads
from kg.export.rdfxml import write_rdfxml
from kg.export.turtle import write_trig, write_turtle
from kg.store.protocol import Store


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a graph; `suffix` is the usual ending of its files, "" for a folder."""

    name: str
    suffix: str
    description: str
    write: Callable[[Store, Path], None]


FORMATS: dict[str, Format] = {
    format_.name: format_ for format_ in (
        Format("turtle", ".ttl", "RDF as Turtle, the union of all graphs", write_turtle),
        Format("trig", ".trig", "RDF as TriG, with named graphs", write_trig),
        Format("nquads", ".nq", "RDF as canonical N-Quads, with named graphs", write_nquads),
        Format("jsonld", ".jsonld", "RDF as JSON-LD, the union of all graphs", write_jsonld),
        Format("rdfxml", ".rdf", "RDF/XML, the union of all graphs", write_rdfxml),
        Format("csv", "", "a folder with entities.csv, claims.csv and acts.csv", write_csv),
        Format("graphml", ".graphml", "GraphML, an edge a claim", write_graphml),
        Format("gexf", ".gexf", "GEXF for Gephi, an edge a claim", write_gexf),
    )
}


def export(store: Store, format: str, path: Path | str) -> None:
    """Write a graph in one of the `FORMATS`.

    Raises `UnknownFormat`, or `OutputFailed` if the place cannot be written; what stood there before then stays.
    """
    if format not in FORMATS:
        raise UnknownFormat(f"There is no format named {format}.", f"The formats are: {', '.join(FORMATS)}.")
    FORMATS[format].write(store, Path(path))


__all__ = ["FORMATS", "Format", "export"]
