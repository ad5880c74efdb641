"""The ontology as a store keeps it: the project's own and the user's extensions, which lie beside the documents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, parse, serialize

from kg.errors import BadOntology, NotAGraph
from kg.rdf.iris import DEFAULT_BASE, make_iri
from kg.store.files import failed, write_atomically

FOLDER = "ontology"
MARK = " with ontology "


def ontology_graph(base: str = DEFAULT_BASE) -> NamedNode:
    """Return the name of the graph that holds the ontology."""
    return NamedNode(make_iri(base, "graph", "ontology"))


def accusatory_predicates(given: Collection[str] | None, extensions: Sequence[Path] = ()) -> Collection[str]:
    """Return the predicates given, or those that the ontology marks as accusing."""
    if given is not None:
        return given
    from kg.ontology import load_ontology

    return load_ontology(*extensions).accusatory


def iris_of(extensions: Sequence[Path]) -> Mapping[str, str]:
    """Return the predicates that extensions add under other namespaces, with their IRIs."""
    if not extensions:
        return {}
    from kg.ontology import load_ontology

    return load_ontology(*extensions).iris


def with_ontology(pipeline: str, extensions: Sequence[Path]) -> str:
    """Return the name of a pipeline with a hash of the extensions that it reads by, if there are any."""
    from kg.ontology import digest

    return f"{pipeline}{MARK}{digest(extensions)}".strip() if extensions else pipeline


def ontology_of(extractor: str) -> str:
    """Return the hash that `with_ontology` put behind a name.

    >>> ontology_of("0.1.0 default with ontology 0a1b2c3d4e5f"), ontology_of("0.1.0 default")
    ('0a1b2c3d4e5f', '')
    """
    return f" {extractor}".partition(MARK)[2]


def ontology_nquads(extensions: Sequence[Path] = (), *, base: str = DEFAULT_BASE) -> bytes:
    """Return the ontology and its extensions as N-Quads in one graph, the same bytes each time."""
    from kg.ontology import SCHEMES, ontology_file

    graph = ontology_graph(base)
    quads = [quad for name in SCHEMES for quad in _quads(ontology_file(name), graph)]
    if not extensions:
        return serialize(quads, format=RdfFormat.N_QUADS) or b""
    dataset = Dataset(quads)
    for path in extensions:
        for quad in _quads(path, graph):
            dataset.add(quad)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)  # blank nodes are named by what they hold, not by chance
    return b"".join(sorted((serialize(dataset, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)))


def _quads(path: Path, graph: NamedNode) -> Iterator[Quad]:
    try:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE, rename_blank_nodes=True):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)
    except (SyntaxError, OSError) as error:
        raise BadOntology(f"The ontology file {path} cannot be read ({error}).", "Mend the Turtle at that line.") from error


def keep_ontology(directory: Path, extensions: Iterable[Path]) -> tuple[str, ...]:
    """Copy extensions into a graph directory and return the names of the copies, sorted."""
    kept: dict[str, bytes] = {}
    for path in extensions:
        data, name, number = path.read_bytes(), f"{path.stem}.ttl", 1
        while kept.get(name, data) != data:
            number += 1
            name = f"{path.stem}-{number}.ttl"
        kept[name] = data
    for name, data in kept.items():
        write_atomically(directory / FOLDER / name, data)
    return tuple(sorted(kept))


def drop_ontology(directory: Path, kept: Collection[str]) -> None:
    """Remove the extensions that a graph directory no longer uses."""
    folder = directory / FOLDER
    try:
        for path in folder.glob("*.ttl"):
            if path.name not in kept:
                path.unlink()
        if folder.is_dir() and not kept:
            folder.rmdir()
    except OSError as error:
        raise failed(folder, error) from error


def kept_ontology(directory: Path, names: Iterable[str]) -> tuple[Path, ...]:
    """Return the extensions in a graph directory by the manifest's names; raise `NotAGraph` where one is gone."""
    paths = tuple(directory / FOLDER / Path(name).name for name in names)
    for path in paths:
        if not path.is_file():
            raise NotAGraph(f"{path} is missing, by which the graph was read.", "Put that file back there.")
    return paths
