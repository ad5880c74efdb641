"""A store in a directory: canonical N-Quads parts, which are the truth, and an Oxigraph database made from them.

    DIR/rightsgraph.json    the manifest
    DIR/parts/ID.nq         one document's graph
    DIR/texts/ID.txt        its text
    DIR/ledger/ID.jsonl     what was not understood of it
    DIR/judgements.jsonl    what people decided about who is who, where they did
    DIR/identity.json       which entities of several documents are one node
    DIR/relations.nq        the direct triples
    DIR/ontology/NAME.ttl   the user's own relations, where there are any
    DIR/readings/ID.json    what the part says, read faster than the part
    DIR/oxigraph/           the database

The last two are made from the others and may be deleted at any time, as may identity and direct triples, which `finish`
makes again. A part is there if and only if its document was kept whole: text and ledger are written first, each under a
temporary name. Parts have the ids of their documents; whatever is read from them here has those of the nodes.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad

from kg.errors import NotAGraph, OutputFailed
from kg.model import Document, Gap, Reading
from kg.ontology import digest
from kg.rdf.canonical import from_nquads, to_nquads, with_union
from kg.rdf.iris import DEFAULT_BASE, make_iri
from kg.rdf.mapping import document_graph, to_quads
from kg.rdf.projection import project
from kg.rdf.reading import extractor_of, from_quads
from kg.rdf.renaming import renamed, renamed_lines
from kg.store import cache
from kg.store.files import failed, write_atomically
from kg.store.identity import Identity
from kg.store.judgements import judgements
from kg.store.ledger import from_lines, to_lines
from kg.store.listing import Listing
from kg.store.manifest import NAME, Entry, Manifest, read_manifest
from kg.store.ontology import (
    accusatory_predicates,
    drop_ontology,
    iris_of,
    keep_ontology,
    kept_ontology,
    ontology_nquads,
    with_ontology,
)
from kg.store.readings import KeptReadings
from kg.store.source import Database, Quads, Source

if TYPE_CHECKING:
    from kg.identity.across.counted import Joined

FOLDER = "oxigraph"


def create_directory(path: Path, *, release: str, pipeline: str = "", base: str = DEFAULT_BASE,
                     ontology: Sequence[Path] | None = None) -> EmbeddedStore:
    """Make a graph directory, or open the one that is there to add to it; see `create_store`.

    Raises `OutputFailed` if the directory cannot be made, holds anything else, or holds a graph with another base.
    """
    if (path / NAME).exists():
        found = read_manifest(path)
        if found.base != base:
            raise OutputFailed(f"{path} holds a graph whose base is {found.base}.",
                               "Name another directory or that base.")
        manifest = replace(found, release=release, pipeline=pipeline)
    else:
        _claim_directory(path)
        manifest = Manifest(release, base, pipeline)
        manifest.write(path)
    store = EmbeddedStore(path, manifest)
    if ontology is not None:
        store.adopt(ontology)
    return store


def _claim_directory(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
        # A process killed in the midst of the first manifest leaves that under a temporary name.
        occupied = any(not item.match(f".{NAME}.*.tmp") for item in path.iterdir())
    except OSError as error:
        raise failed(path, error) from error
    if occupied:
        raise OutputFailed(f"{path} is not empty and is not a graph.", "Name a new or empty directory.")


def open_directory(path: Path) -> EmbeddedStore:
    """Open a graph directory; raise `NotAGraph` if it is not one."""
    return EmbeddedStore(path, read_manifest(path))


class EmbeddedStore:
    """Keeps readings in a graph directory. One process writes; any number may read at the same time."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path = path
        self.release, self.pipeline = manifest.release, manifest.pipeline
        self._manifest = manifest
        self.ontology = kept_ontology(path, manifest.ontology)
        self._reader = with_ontology(self.pipeline, self.ontology)
        self._readings = KeptReadings(path / "readings", base=manifest.base)
        self._identity = Identity(path)
        self.joined: Joined | None = None  # what the last `finish` of this object found
        self._database: tuple[str, Path] | None = None
        self._terms: tuple[str, bytes] | None = None
        listed = {entry.id: entry for entry in manifest.documents} if manifest.finished else {}
        parts = sorted(part.stem for part in path.glob("parts/*.nq") if not part.name.startswith("."))
        self._listing = Listing(listed.get(part) or self._entry(part) for part in parts)

    @property
    def base(self) -> str:
        """Return the base of the IRIs."""
        return self._manifest.base

    @property
    def finished(self) -> bool:
        """Return whether the direct triples are those of the documents kept."""
        return self._manifest.finished

    def adopt(self, ontology: Sequence[Path]) -> None:
        """Take these files as the user's own relations, in place of those before."""
        if digest(ontology) != digest(self.ontology):
            self._begin()
            self._manifest = replace(self._manifest, ontology=keep_ontology(self.path, ontology))
            self._manifest.write(self.path)
            self.ontology = kept_ontology(self.path, self._manifest.ontology)
            self._reader = with_ontology(self.pipeline, self.ontology)
            drop_ontology(self.path, self._manifest.ontology)

    def outdated(self) -> Iterator[Document]:
        """Yield the documents that were read by other relations of the user's than the graph has now."""
        for entry in self._listing.read_by_other_ontology(self._extractor()):
            yield entry.document(self._read_text(entry.id))

    def put(self, reading: Reading) -> None:
        """Keep a reading, in place of what was kept of that document before."""
        document = reading.document
        quads = to_quads(reading, base=self.base, release=self.release, pipeline=self._reader,
                         iris=iris_of(self.ontology))
        self._begin()
        write_atomically(self._text(document.id), document.text.encode())
        write_atomically(self._ledger(document.id), to_lines(reading.gaps))
        write_atomically(self._part(document.id), to_nquads(quads))
        self._listing.add(Entry.of(document, extractor=self._extractor()))

    def remove(self, document: str) -> None:
        """Forget a document; nothing happens if it is not kept."""
        if document not in self._listing:
            return
        self._begin()
        try:
            for path in (self._part(document), self._text(document), self._ledger(document)):
                path.unlink(missing_ok=True)
        except OSError as error:
            raise failed(self._part(document), error) from error
        self._readings.drop(document)
        self._listing.drop(document)

    def has(self, document: str) -> bool:
        """Return whether the document was read by this release and pipeline."""
        return self._listing.read_by(self._extractor(), document)

    def ids(self) -> tuple[str, ...]:
        """Return the documents' ids in order of source and id."""
        return self._listing.ids()

    def documents(self) -> Iterator[Document]:
        """Yield the documents with their texts, in order of source and id."""
        return (entry.document(self._read_text(entry.id)) for entry in self._listing)

    def reading(self, document: str) -> Reading:
        """Return what one document gave, with the ids of nodes where these are known; raise as `as_told` does."""
        return renamed(self.as_told(document), self._identity.of(document))

    def as_told(self, document: str) -> Reading:
        """Return what one document gave, with its own ids of entities.

        Raises `KeyError` if it is not kept, `NotAGraph` if its part is damaged.
        """
        if document not in self._listing:
            raise KeyError(document)
        part = self._read_part(document)
        reading = self._readings.find(document, part)
        if reading is None:
            reading = self._decode(document, self._parse(document, part))
            self._readings.keep(document, part, reading)
        about = replace(reading.document, text=self._read_text(document))
        return replace(reading, document=about, gaps=self._read_ledger(about))

    def gaps(self, document: str) -> tuple[Gap, ...]:
        """Return what was not understood of one document; raise as `reading` does."""
        if document not in self._listing:
            raise KeyError(document)
        return self._read_ledger(Document(document, self._read_text(document)))

    def readings(self) -> Iterator[Reading]:
        """Yield all readings, in order of source and id."""
        return map(self.reading, self.ids())

    def relations(self) -> Iterator[Quad]:
        """Yield the direct triples; none before `finish`."""
        return from_nquads(self._relations().read_bytes()) if self._relations().exists() else iter(())

    def quads(self) -> Iterator[Quad]:
        """Yield the documents' graphs and the direct triples."""
        for document in self.ids():
            yield from from_nquads(self._lines(self._part(document)))
        yield from self.relations()

    def lines(self) -> Iterator[bytes]:
        """Yield the same as lines of N-Quads."""
        for path in self._files():
            yield from self._lines(path).splitlines(keepends=True)

    def finish(self, *, accusatory: Collection[str] | None = None) -> None:
        """Work out which entities are one, derive the direct triples anew, write the manifest and make the database."""
        self._derive(accusatory)
        self._manifest = replace(self._manifest, finished=True, documents=tuple(self._listing))
        self._manifest.write(self.path)
        self._sweep()
        self._current()

    def _derive(self, accusatory: Collection[str] | None = None) -> None:
        """Write what rests on all documents."""
        from kg.identity.across.counted import joined
        from kg.identity.across.joining import renames, resolved

        nodes = resolved(map(self.as_told, self.ids()), judgements(self.path)).nodes
        self._identity.write(renames(nodes))
        self.joined = joined(nodes)
        accusatory = accusatory_predicates(accusatory, self.ontology)
        quads = project(self.readings(), accusatory=accusatory, base=self.base, iris=iris_of(self.ontology))
        write_atomically(self._relations(), to_nquads(quads))

    def source(self) -> Source:
        """Return the database, made anew if the parts changed; the quads themselves where it cannot be written."""
        path = self._current()
        return Database(path) if path else Quads(self._dump())

    def _current(self) -> Path | None:
        """Return the database's directory, made anew if the parts changed; None where it cannot be written."""
        parts = self._made_from()
        # Looking into the database is for when a part was touched, not for each query.
        touched = parts.touched()
        if self._database is None or self._database[0] != touched or not self._database[1].is_dir():
            try:
                self._database = touched, cache.database(self.path / FOLDER, parts)
            except OSError:
                return None
        return self._database[1]

    def reindex(self, progress: cache.Progress | None = None) -> None:
        """Make the database anew from the parts, whatever there is; raise `OutputFailed` if it cannot be written.

        What was worked out of identity is so again where its file is gone from a finished graph.

        Who reads it meanwhile goes on with the one before. `progress` is called with how many parts are loaded, how many
        there are, and the name of the next.
        """
        if self.finished and not self._identity.exists():
            self._derive()
            self._manifest.write(self.path)  # whoever serves the graph looks at this file
        parts = self._made_from()
        try:
            self._database = parts.touched(), cache.database(self.path / FOLDER, parts, anew=True, progress=progress)
        except OSError as error:
            raise failed(self.path / FOLDER, error) from error

    def _dump(self) -> bytes:
        """Return all graphs, the ontology and their union as N-Quads."""
        data = b"".join(map(self._lines, self._files())) + ontology_nquads(self.ontology, base=self.base)
        return b"".join(with_union(data.splitlines(keepends=True)))

    def _begin(self) -> None:
        """Mark the direct triples as out of date before the first change: a killed build is not to pass for whole."""
        if self._manifest.finished:
            self._manifest = replace(self._manifest, finished=False, documents=())
            self._manifest.write(self.path)
        self._identity.drop()
        try:
            self._relations().unlink(missing_ok=True)
        except OSError as error:
            raise failed(self._relations(), error) from error

    def _sweep(self) -> None:
        """Remove what killed processes left under temporary names."""
        for leftover in [*self.path.glob(".*.tmp"), *self.path.glob("*/.*.tmp"), *self.path.glob(f"{FOLDER}/.making-*")]:
            shutil.rmtree(leftover, ignore_errors=True) if leftover.is_dir() else leftover.unlink(missing_ok=True)
        self._readings.sweep(frozenset(self._listing.by_id()))

    def _entry(self, document: str) -> Entry:
        """Read a manifest entry from the part itself: from the few lines about the document and who read it."""
        names = (document_graph(document, base=self.base).value + ">",
                 *(make_iri(self.base, kind, "") for kind in ("extraction", "extractor")))
        starts = tuple(f"<{name}".encode() for name in names)
        lines = self._read_part(document).splitlines(keepends=True)
        quads = self._parse(document, b"".join(line for line in lines if line.startswith(starts)))
        made_by = " ".join(filter(None, extractor_of(quads)))
        return Entry.of(self._decode(document, quads).document, extractor=made_by)

    def _extractor(self) -> str:
        return " ".join(filter(None, (self.release, self._reader)))

    def _made_from(self) -> cache.Parts:
        key = digest(self.ontology)
        if self._terms is None or self._terms[0] != key:
            self._terms = key, ontology_nquads(self.ontology, base=self.base)
        beside = (self._identity.path,) * self._identity.exists()
        return cache.Parts(tuple(self._files()), self._terms[1], self.release, beside, self._lines)

    def _files(self) -> list[Path]:
        parts = [self._part(document) for document in self._listing.by_id()]
        return parts + [self._relations()] * self._relations().exists()

    def _lines(self, path: Path) -> bytes:
        """Return a file's lines, a part's with the IRIs of nodes."""
        nodes = self._identity.of(path.stem) if path.parent.name == "parts" else {}
        lines = path.read_bytes()
        try:
            return renamed_lines(lines, nodes, base=self.base, iris=iris_of(self.ontology)) if nodes else lines
        except (SyntaxError, ValueError) as error:
            raise self._damaged(path.stem, error) from error

    def _part(self, document: str) -> Path:
        return self.path.joinpath("parts", f"{document}.nq")

    def _text(self, document: str) -> Path:
        return self.path.joinpath("texts", f"{document}.txt")

    def _ledger(self, document: str) -> Path:
        return self.path.joinpath("ledger", f"{document}.jsonl")

    def _relations(self) -> Path:
        return self.path / "relations.nq"

    def _read_text(self, document: str) -> str:
        try:
            return self._text(document).read_bytes().decode()
        except (OSError, UnicodeDecodeError) as error:
            raise NotAGraph(f"{self._text(document)} is missing or damaged.", "Build the graph again.") from error

    def _read_part(self, document: str) -> bytes:
        try:
            return self._part(document).read_bytes()
        except OSError as error:
            raise self._damaged(document, error) from error

    def _parse(self, document: str, lines: bytes) -> list[Quad]:
        try:
            return list(from_nquads(lines))
        except SyntaxError as error:
            raise self._damaged(document, error) from error

    def _decode(self, document: str, quads: list[Quad]) -> Reading:
        try:
            reading = from_quads(quads, base=self.base)
            if reading.document.id != document:
                raise ValueError(f"it holds document {reading.document.id}")
        except ValueError as error:
            raise self._damaged(document, error) from error
        return reading

    def _damaged(self, document: str, error: Exception) -> NotAGraph:
        return NotAGraph(f"{self._part(document)} is damaged: {error}.", "Build the graph again.")

    def _read_ledger(self, document: Document) -> tuple[Gap, ...]:
        path = self._ledger(document.id)
        try:
            return from_lines(path.read_bytes(), document)
        except FileNotFoundError:
            return ()
        except (OSError, ValueError) as error:
            raise NotAGraph(f"{path} is damaged: {error}.", "Build the graph again.") from error
