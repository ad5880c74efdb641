"""The whole way from files to a graph directory. A bad file is recorded and the others go on.

The graph depends on the files and their order's sorting alone, never on what an earlier, interrupted build had done:
documents that this release, pipeline and ontology have read already are taken as they are, and everything that is derived from
more than one document is derived anew at the end.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg.documents import READERS, find_files, find_others, read
from kg.errors import FileMissing, KGError, OutputFailed, ServerError
from kg.model import Document, Reading

if TYPE_CHECKING:
    from kg.store import LastingStore

BASE = "urn:rightsgraph:"
PIPELINE = "default"

Input = str | Path | Document
ReadDocument = Callable[[Document], Reading]
T = TypeVar("T")
Progress = Callable[[int, int, str], None]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that gave nothing, and why."""

    name: str
    error: KGError


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did. `claims`, `entities` and `sentences` count over the documents read this time.

    `silent` is how many of the sentences gave no claim and no act; headings of one or two words are not counted.
    `left_out` names the files in the folders given that are of a kind without a reader.
    """

    store: Path | str
    read: int = 0
    skipped: int = 0
    claims: int = 0
    entities: int = 0
    sentences: int = 0
    silent: int = 0
    duplicates: tuple[tuple[str, str], ...] = ()
    failures: tuple[Failure, ...] = ()
    left_out: tuple[str, ...] = ()
    elapsed: float = 0.0

    @property
    def documents(self) -> int:
        """Return how many of the documents given are in the graph now."""
        return self.read + self.skipped


def build(
    inputs: Input | Iterable[Input],
    store: str | Path,
    *,
    pipeline: str = PIPELINE,
    date: dt.date | None = None,
    base: str = BASE,
    ontology: Iterable[str | Path] | None = None,
    rebuild: bool = False,
    progress: Progress | None = None,
    reader: ReadDocument | None = None,
) -> BuildResult:
    """Read files, folders or documents into a graph, adding to what it holds: a directory, or a SPARQL server by URL.

    An edited file is a new document, and what it held before stays beside it. A file's second copy is recorded as a
    duplicate; one that cannot be read as a failure, and listed in the directory's `failures.jsonl` until it is read.
    Documents that this release and pipeline have read already are skipped unless `rebuild`. `ontology` names Turtle files
    with relations of your own: the graph keeps a copy of them, goes on using it where None is given, and has all its
    documents read again when they change. `date` takes the place of the files' own dates. `progress` is called with how many inputs are done, how many there are, and the name of the
    next, once more at the end. `reader` takes the place of the language pipeline and the extractor. Raise `FileMissing`
    where there is nothing to read, `OutputFailed` if the directory cannot be written, `PipelineMissing`, `BadOntology`.
    """
    from kg.store.addresses import address_of

    began = time.monotonic()
    path, given = address_of(store) or Path(store), _given(inputs)
    listed = list(_listed(given, path))
    others = _others(given, path)
    if not listed:
        raise _nothing(given, others)
    extensions = None if ontology is None else tuple(map(Path, ontology))
    run = _Run(path, pipeline, base, ontology=extensions, rebuild=rebuild, date=date, reader=reader)
    for done, item in enumerate(listed):
        name = _name(item)
        if progress:
            progress(done, len(listed), name)
        run.take(item, name)
    if progress:
        progress(len(listed), len(listed), "")
    return replace(run.finish(), left_out=tuple(map(str, others)), elapsed=time.monotonic() - began)


def _given(inputs: Input | Iterable[Input]) -> list[Path | Document]:
    items: Iterable[Input] = [inputs] if isinstance(inputs, str | Path | Document) else inputs
    return [item if isinstance(item, Document) else Path(item) for item in items]


def _listed(given: Iterable[Path | Document], store: Path | str) -> Iterator[Path | Document]:
    """Yield what is to be read, each file once; the graph's own files, where it lies in a folder given, are not."""
    seen: set[Path] = set()
    for item in given:
        if isinstance(item, Document):
            yield item
            continue
        for path in find_files([item]):
            if path not in seen and (path == item or not _of_graph(path, store)):
                seen.add(path)
                yield path


def _others(given: Iterable[Path | Document], store: Path | str) -> list[Path]:
    folders = [item for item in given if isinstance(item, Path)]
    return [path for path in find_others(folders) if path not in folders and not _of_graph(path, store)]


def _of_graph(path: Path, store: Path | str) -> bool:
    return isinstance(store, Path) and path.resolve().is_relative_to(store.resolve()) and _is_graph(store)


def _is_graph(path: Path) -> bool:
    from kg.store.manifest import NAME

    return (path / NAME).exists()


def _nothing(given: Sequence[Path | Document], others: Sequence[Path]) -> FileMissing:
    """Say which folders hold nothing to read, and what they hold instead."""
    kinds = ", ".join(READERS)
    if not given:
        return FileMissing("Nothing was named to read.", f"Name files ({kinds}), or their folder.")
    names = ", ".join(map(_name, given))
    found = f" but {len(others)} of other kinds ({', '.join(sorted({_kind(path) for path in others}))})"
    return FileMissing(f"There is nothing to read in {names}: no file of a kind that is read ({kinds})"
                       f"{found if others else ''}.", "Name the files, or their folder.")


def _kind(path: Path) -> str:
    return path.suffix.lower() or "no extension"


def _name(item: Path | Document) -> str:
    return (item.source or item.title or item.id) if isinstance(item, Document) else str(item)


class _Run:
    """One build under way: what it has read, and what went wrong."""

    def __init__(self, path: Path | str, pipeline: str, base: str, *, ontology: tuple[Path, ...] | None, rebuild: bool,
                 date: dt.date | None, reader: ReadDocument | None) -> None:
        self.path, self.pipeline, self.base, self.ontology = path, pipeline, base, ontology
        self.rebuild, self.date, self.reader = rebuild, date, reader
        self.store: LastingStore | None = None
        self.kept: dict[str, Document] = {}
        self.seen: dict[str, str] = {}
        self.duplicates: list[tuple[str, str]] = []
        self.failures: list[Failure] = []
        self.tried: set[str] = set()
        self.result = BuildResult(path)

    def take(self, item: Path | Document, name: str) -> None:
        """Read one input into the store, or record why not."""
        self.tried.add(name)
        document = self._document(item, name)
        if document is None:
            return
        if document.id in self.seen:
            self.duplicates.append((name, self.seen[document.id]))
            return
        self.seen[document.id] = name
        store = self.store or self._open()
        if not self.rebuild and store.has(document.id) and self.kept.get(document.id) == _told(document):
            self.result = replace(self.result, skipped=self.result.skipped + 1)
            return
        self._read_into(store, document, name)

    def _read_into(self, store: LastingStore, document: Document, name: str) -> None:
        reading = self._reading(document, name)
        if reading is not None and self._tried(lambda: self._put(store, reading), name):
            self._count(reading)

    @staticmethod
    def _put(store: LastingStore, reading: Reading) -> bool:
        store.put(reading)
        return True

    def finish(self) -> BuildResult:
        """Derive what rests on all documents, and say what was done.

        What was read by other relations of the user's is read again from the text kept: one graph, one ontology.
        """
        if self.store is not None:
            for document in self.store.outdated():
                self._read_into(self.store, document, _name(document))
            self.store.finish()
        if isinstance(self.path, Path) and _is_graph(self.path):
            self._keep_failures(self.path)
        return replace(self.result, duplicates=tuple(self.duplicates), failures=tuple(self.failures))

    def _keep_failures(self, directory: Path) -> None:
        """Leave the names of what could not be read beside the graph, for who opens it later."""
        from kg.store.failures import Unread, keep_unread

        found = (Unread(failure.name, failure.error.code, failure.error.message, failure.error.remedy)
                 for failure in self.failures)
        keep_unread(directory, found, tried=self.tried)

    def _open(self) -> LastingStore:
        from kg import __version__
        from kg.ontology import load_ontology
        from kg.store import create_store

        load_ontology(*(self.ontology or ()))
        if isinstance(self.path, Path) and not _is_graph(self.path):
            self._load(self.ontology or ())  # a new graph: what cannot be loaded is to leave no directory behind
        self.store = create_store(self.path, release=__version__, pipeline=self.pipeline, base=self.base,
                                  ontology=self.ontology)
        self.kept = {document.id: _told(document) for document in self.store.documents()}
        return self.store

    def _document(self, item: Path | Document, name: str) -> Document | None:
        if isinstance(item, Document):
            return replace(item, date=self.date) if self.date else item
        return self._tried(lambda: read(item, date=self.date), name)

    def _reading(self, document: Document, name: str) -> Reading | None:
        reader = self._load(self.store.ontology if self.store else ())
        return self._tried(lambda: reader(document), name)

    def _load(self, ontology: Sequence[Path]) -> ReadDocument:
        self.reader = self.reader or load_reader(self.pipeline, ontology)
        return self.reader

    def _tried(self, step: Callable[[], T], name: str) -> T | None:
        """Do one file's step; whatever goes wrong with it is recorded, and the batch goes on."""
        try:
            return step()
        except (OutputFailed, ServerError):
            raise  # the graph's own place: no other file would fare better
        except KGError as error:
            self.failures.append(Failure(name, error))
        except Exception as error:
            log.debug("%s failed", name, exc_info=True)
            self.failures.append(Failure(name, _unforeseen(name, error)))
        return None

    def _count(self, reading: Reading) -> None:
        from kg.extraction.ledger import counts

        done = self.result
        silent, sentences = counts(reading)
        self.result = replace(done, read=done.read + 1, claims=done.claims + len(reading.claims),
                              entities=done.entities + len(reading.entities),
                              sentences=done.sentences + sentences, silent=done.silent + silent)


def load_reader(pipeline: str = PIPELINE, extensions: Sequence[Path] = ()) -> ReadDocument:
    """Load the language pipeline and the ontology, and return the function that reads a document with them."""
    from kg import language
    from kg.ontology import load_ontology
    from kg.reading import read_document

    nlp = language.load(language.DEFAULT if pipeline == PIPELINE else pipeline)
    ontology = load_ontology(*extensions)
    return lambda document: read_document(document, nlp, ontology)


def _told(document: Document) -> Document:
    """Return what is told of a document, without its text, which its id stands for."""
    return replace(document, text="")


def _unforeseen(name: str, error: Exception) -> KGError:
    return KGError(f"{name} could not be read: {type(error).__name__}: {error}",
                   "This is a fault of the program: please report it with the file's text, if that is safe.")
