"""One build under way: what it has read, and what went wrong."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.building.inputs import is_graph, name_of
from kg.building.places import Places, key_of
from kg.building.results import BuildResult, Failure
from kg.building.workers import Done, InProcess, Processes, ReadDocument, Readers, load_reader, unforeseen
from kg.documents import Converters, Options, Unread, as_document, convert_file
from kg.documents.unread import unread
from kg.errors import KGError, OtherLanguage, OutputFailed, ServerError
from kg.identity.across.counted import Joined
from kg.model import Document, Reading
from kg.store.failures import keep_unread

if TYPE_CHECKING:
    from kg.store import LastingStore

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """How a build is to be done; see `kg.build`."""

    path: Path | str
    pipeline: str
    base: str
    ontology: tuple[Path, ...] | None
    rebuild: bool
    prune: bool
    date: dt.date | None
    reader: ReadDocument | None
    workers: int
    options: Options


@dataclass(slots=True)
class Run:
    """Takes inputs one by one; `finish` derives what rests on all of them."""

    settings: Settings
    store: LastingStore | None = None
    readers: Readers | None = None
    kept: dict[str, Document] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    found: dict[str, list[str]] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)
    partly: set[str] = field(default_factory=set)
    tried: set[str] = field(default_factory=set)
    files: dict[str, str] = field(default_factory=dict)
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    converters: Converters = field(default_factory=Converters)
    read: int = 0
    skipped: int = 0
    claims: int = 0
    entities: int = 0
    sentences: int = 0
    silent: int = 0

    def take(self, item: Path | Document) -> None:
        """Read one input into the store, or record why not; a file may hold many documents."""
        name = name_of(item)
        self.tried.add(name)
        if isinstance(item, Document):
            self._take_document(replace(item, date=self.settings.date) if self.settings.date else item, name)
            return
        key = key_of(item)
        self.given.add(key)
        for found in self._converted(item, name):
            if isinstance(found, Unread):
                self._note(found)
                self.partly.add(key)
            else:
                self.found.setdefault(key, []).append(found.id)
                self.files[found.id] = name
                self._take_document(found, found.source)

    def _take_document(self, document: Document, name: str) -> None:
        if document.id in self.seen:
            self.duplicates.append((name, self.seen[document.id]))
            return
        self.seen[document.id] = name
        store = self.store or self._open()
        if not self.settings.rebuild and store.has(document.id) and self.kept.get(document.id) == _told(document):
            self.skipped += 1
            return
        self._submit(document, name)

    def _converted(self, file: Path, name: str) -> Iterator[Document | Unread]:
        """Yield what a file holds; whatever goes wrong with it, the others go on."""
        try:
            for found in convert_file(file, self.settings.options, converters=self.converters):
                yield found if isinstance(found, Unread) else as_document(found, file.as_posix(), date=self.settings.date)
        except KGError as error:
            yield unread(error, name)
        except Exception as error:
            log.debug("%s failed", name, exc_info=True)
            yield unread(unforeseen(name, error), name)

    def _note(self, found: Unread) -> None:
        """Record what gave no document; another language is no failure."""
        self.unread.append(found)
        if found.code != OtherLanguage.code:
            self.failures.append(Failure(found.file, found.error()))

    def finish(self) -> BuildResult:
        """Derive what rests on all documents, and say what was done.

        What was read by other relations of the user's is read again from the text kept: one graph, one ontology.
        """
        replaced: list[str] = []
        pruned: list[str] = []
        if self.readers is not None:
            self._keep_all(self.readers.rest())
        if self.store is not None:
            replaced, pruned = self._drop_what_is_gone(self.store)
            for document in self.store.outdated():
                self._submit(document, name_of(document))
            if self.readers is not None:
                self._keep_all(self.readers.rest())
            self.store.finish()
        path, failures = self.settings.path, sorted(self.failures, key=lambda failure: failure.name)
        if isinstance(path, Path) and is_graph(path):
            keep_unread(path, self.unread, tried=self.tried)
        return replace(self._result(failures, tuple(replaced), tuple(pruned)), joined=self._joined())

    def stop(self) -> BuildResult:
        """Keep what is on the way and say what was done; what rests on all documents is left to another build."""
        if self.readers is not None:
            self._keep_all(self.readers.rest())
        return self._result(sorted(self.failures, key=lambda failure: failure.name))

    def close(self) -> None:
        """End the workers and what converts files."""
        self.converters.close()
        if self.readers is not None:
            self.readers.close()

    def _result(self, failures: Sequence[Failure], replaced: tuple[str, ...] = (), pruned: tuple[str, ...] = ()) -> BuildResult:
        return BuildResult(self.settings.path, self.read, self.skipped, self.claims, self.entities, self.sentences, self.silent,
                           tuple(self.duplicates), replaced, pruned, self._foreign(), tuple(failures))

    def _joined(self) -> Joined:
        """Return what is one under several names; on a server each document keeps its own."""
        from kg.store import EmbeddedStore

        return (isinstance(self.store, EmbeddedStore) and self.store.joined) or Joined()

    def _of(self, document: Document, error: KGError, name: str) -> Unread:
        """Return what an error says of a document, by the file that it came from."""
        return unread(error, self.files.get(document.id, name))

    def _foreign(self) -> tuple[str, ...]:
        found = (one for one in self.unread if one.code == OtherLanguage.code)
        return tuple(sorted(f"{one.file}: {one.part}" if one.part else one.file for one in found))

    def _open(self) -> LastingStore:
        from kg import __version__
        from kg.ontology import load_ontology
        from kg.store import create_store

        path, ontology = self.settings.path, self.settings.ontology
        load_ontology(*(ontology or ()))
        if isinstance(path, Path) and not is_graph(path):
            self._load(ontology or ())  # a new graph: what cannot be loaded is to leave no directory behind
        self.store = create_store(path, release=__version__, pipeline=self.settings.pipeline, base=self.settings.base,
                                  ontology=ontology)
        self.kept = {document.id: _told(document) for document in self.store.documents()}
        return self.store

    def _load(self, extensions: Sequence[Path]) -> Readers:
        """Return what reads documents, made once."""
        if self.readers is None:
            settings = self.settings
            if settings.reader is not None:
                given = settings.reader
                self.readers = InProcess(lambda: given)
            elif settings.workers > 1:
                self.readers = Processes(settings.workers, settings.pipeline, extensions)
            else:
                loaded = load_reader(settings.pipeline, extensions)
                self.readers = InProcess(lambda: loaded)
        return self.readers

    def _submit(self, document: Document, name: str) -> None:
        readers = self._load(self.store.ontology if self.store else ())
        self._keep_all(readers.submit(document, name))

    def _keep_all(self, done: Iterable[Done]) -> None:
        for one in done:
            if isinstance(one.result, KGError):
                self._note(self._of(one.document, one.result, one.name))
            else:
                self._keep(one.result, one.name)

    def _keep(self, reading: Reading, name: str) -> None:
        """Put a reading into the store; one that the store cannot hold is recorded, and the others go on."""
        from kg.extraction.ledger import counts

        assert self.store is not None
        try:
            self.store.put(reading)
        except (OutputFailed, ServerError):
            raise  # the graph's own place: no other file would fare better
        except KGError as error:
            self._note(self._of(reading.document, error, name))
            return
        except Exception as error:
            log.debug("%s failed", name, exc_info=True)
            self._note(self._of(reading.document, unforeseen(name, error), name))
            return
        silent, sentences = counts(reading)
        self.read += 1
        self.claims += len(reading.claims)
        self.entities += len(reading.entities)
        self.sentences += sentences
        self.silent += silent

    def _drop_what_is_gone(self, store: LastingStore) -> tuple[list[str], list[str]]:
        """Drop older versions of what was read, and, if asked, what is no longer there; return the names of both."""
        path = self.settings.path
        if not isinstance(path, Path):
            return [], []
        places = Places.read(path)
        # Of a file that could be read in part alone, the rest may have been what is missing now.
        whole = {key: ids for key, ids in self.found.items() if key not in self.partly}
        replaced = self._drop(store, places.outdated(whole))
        gone = places.missing(self.given) if self.settings.prune else {}
        pruned = self._drop(store, gone)
        for key in gone:
            del places.documents[key]
        before = {key: places.documents.get(key, ()) if key in self.partly else () for key in self.found}
        places.documents |= {key: tuple(dict.fromkeys((*before[key], *ids))) for key, ids in self.found.items()}
        places.write(path)
        return replaced, pruned

    def _drop(self, store: LastingStore, gone: dict[str, tuple[str, ...]]) -> list[str]:
        names = []
        for id_ in sorted({id_ for ids in gone.values() for id_ in ids}):
            if id_ in self.kept:
                names.append(name_of(self.kept[id_]))
                store.remove(id_)
        return sorted(names)


def _told(document: Document) -> Document:
    """Return what is told of a document, without its text, which its id stands for."""
    return replace(document, text="")
