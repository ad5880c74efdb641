"""The formats that a graph can be written in, one file a format, listed here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import BadOntology, NotAGraph, UnknownFormat
from kg.export.csv_folder import write_csv
from kg.export.ftm import write_ftm
from kg.export.jsonld import write_jsonld
from kg.export.lines import Options, Progress, no_progress
from kg.export.neo4j import write_neo4j
from kg.export.networks import write_gexf, write_graphml
from kg.export.nquads import write_nquads, write_ntriples
from kg.export.rdfxml import write_rdfxml
from kg.export.turtle import write_trig, write_turtle
from kg.ontology import ALIGNMENTS
from kg.store.protocol import Store


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a graph; `suffix` is the usual ending of its files, "" for a folder.

    `rdf` formats may hold the ontology and alignments beside the graph, `rdf12` ones triple terms.
    """

    name: str
    suffix: str
    description: str
    write: Callable[[Store, Path, Options], None]
    rdf: bool = False
    rdf12: bool = False


FORMATS: dict[str, Format] = {
    format_.name: format_ for format_ in (
        Format("turtle", ".ttl", "RDF as Turtle, the union of all graphs", write_turtle, rdf=True, rdf12=True),
        Format("trig", ".trig", "RDF as TriG, with named graphs", write_trig, rdf=True, rdf12=True),
        Format("nquads", ".nq", "RDF as canonical N-Quads, with named graphs", write_nquads, rdf=True, rdf12=True),
        Format("ntriples", ".nt", "RDF as N-Triples, the union of all graphs", write_ntriples, rdf=True, rdf12=True),
        Format("jsonld", ".jsonld", "RDF as JSON-LD, the union of all graphs", write_jsonld, rdf=True),
        Format("rdfxml", ".rdf", "RDF/XML, the union of all graphs", write_rdfxml, rdf=True),
        Format("csv", "", "a folder with entities.csv, claims.csv and acts.csv", write_csv),
        Format("ftm", ".ftm.json", "FollowTheMoney entities as JSON lines, claims as links", write_ftm),
        Format("neo4j", "", "a folder of CSV for neo4j-admin database import, a relationship a claim", write_neo4j),
        Format("graphml", ".graphml", "GraphML, an edge a claim", write_graphml),
        Format("gexf", ".gexf", "GEXF for Gephi, an edge a claim", write_gexf),
    )
}


def export(store: Store, format: str, path: Path | str, *, rdf12: bool = False, ontology: bool = False,
           align: Sequence[str] = (), progress: Progress = no_progress) -> None:
    """Write a graph in one of the `FORMATS`.

    `rdf12` adds each claim as the reifier of its triple (RDF 1.2), `ontology` the ontology with the user's own part,
    `align` the alignments of these names (`kg.ontology.ALIGNMENTS`). Raises `UnknownFormat`, also for an option that the
    format cannot hold, `BadOntology` for an alignment that there is not, or `OutputFailed` if the place cannot be
    written; what stood there before then stays.
    """
    if format not in FORMATS:
        raise UnknownFormat(f"There is no format named {format}.", f"The formats are: {', '.join(FORMATS)}.")
    chosen = FORMATS[format]
    _check(chosen, rdf12=rdf12, added=ontology or bool(align))
    for name in align:
        if name not in ALIGNMENTS:
            raise BadOntology(f"There is no alignment named {name}.", f"The alignments are: {', '.join(ALIGNMENTS)}.")
    options = Options(rdf12, ontology, tuple(dict.fromkeys(align)), progress)
    try:
        chosen.write(store, Path(path), options)
    except SyntaxError as error:
        raise NotAGraph(f"A part of the graph is damaged ({error}).", "Build the graph again.") from error


def format_of(path: Path) -> Format:
    """Return the format that a file's name tells of; raise `UnknownFormat` where it tells of none.

    >>> format_of(Path("graph.ttl")).name
    'turtle'
    """
    for format_ in FORMATS.values():
        if format_.suffix and path.name.lower().endswith(format_.suffix):
            return format_
    known = ", ".join(f"{format_.suffix} ({format_.name})" for format_ in FORMATS.values() if format_.suffix)
    raise UnknownFormat(f"The name {path.name} does not tell the format.", f"Name it with --format, or end the name in {known}.")


def _check(chosen: Format, *, rdf12: bool, added: bool) -> None:
    if rdf12 and not chosen.rdf12:
        able = ", ".join(format_.name for format_ in FORMATS.values() if format_.rdf12)
        raise UnknownFormat(f"{chosen.name} cannot hold RDF 1.2.", f"Formats that can: {able}.")
    if added and not chosen.rdf:
        able = ", ".join(format_.name for format_ in FORMATS.values() if format_.rdf)
        raise UnknownFormat(f"{chosen.name} cannot hold the ontology or an alignment.", f"Formats that can: {able}.")


__all__ = ["FORMATS", "Format", "export", "format_of"]
