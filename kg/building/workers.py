"""Reading documents, in this process or in several, each with a pipeline of its own.

Whichever it is, a document that goes in comes out once, with its reading or with why there is none; not in order. A worker that
dies takes no other document with it: those that were on the way are read again one by one, and the one that kills its
worker again is a failure.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from typing import Protocol

from kg.errors import KGError
from kg.model import Document, Reading

ReadDocument = Callable[[Document], Reading]
PIPELINE = "default"
WAITING = 2
"""So many documents for each worker are on the way at once: enough to keep it busy, few enough to hold in memory."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Done:
    """A document that was read, or why it was not."""

    document: Document
    name: str
    result: Reading | KGError


class Readers(Protocol):
    """Reads documents that are handed over one by one."""

    def submit(self, document: Document, name: str) -> Iterator[Done]:
        """Take a document, and yield what is done meanwhile."""

    def rest(self) -> Iterator[Done]:
        """Yield all that is still on the way."""

    def close(self) -> None:
        """End what is on the way."""


class InProcess:
    """Reads each document at once, in this process; the function that reads is made when it is first needed."""

    def __init__(self, made: Callable[[], ReadDocument]) -> None:
        self._made = made
        self._reader: ReadDocument | None = None

    def submit(self, document: Document, name: str) -> Iterator[Done]:
        """Read a document."""
        if self._reader is None:
            self._reader = self._made()
        yield Done(document, name, outcome(self._reader, document, name))

    def rest(self) -> Iterator[Done]:
        """Yield nothing: all is done."""
        return iter(())

    def close(self) -> None:
        """Nothing is on the way."""


class Processes:
    """Reads documents in so many processes, which load the pipeline and the ontology each for itself.

    Raises what loading them raises.
    """

    def __init__(self, number: int, pipeline: str, extensions: Sequence[Path]) -> None:
        self.number, self._loads = number, (pipeline, tuple(extensions))
        self._pool = self._made(number)
        if (failed := self._pool.submit(_failed_to_begin).result()) is not None:
            raise failed
        self._on_the_way: dict[Future[Reading | KGError], tuple[Document, str]] = {}

    def submit(self, document: Document, name: str) -> Iterator[Done]:
        """Hand a document over, and yield what is done; wait where enough are on the way."""
        self._hand_over(document, name)
        if len(self._on_the_way) >= self.number * WAITING:
            yield from self._done()

    def rest(self) -> Iterator[Done]:
        """Wait for all that is on the way."""
        while self._on_the_way:
            yield from self._done()

    def close(self) -> None:
        """Stop the workers at once; what they were reading is to be read again."""
        self._on_the_way.clear()
        for process in list((self._pool._processes or {}).values()):
            process.kill()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _hand_over(self, document: Document, name: str) -> None:
        try:
            self._on_the_way[self._pool.submit(_read, document, name)] = document, name
        except BrokenProcessPool:
            self._pool.shutdown(wait=False)
            self._pool = self._made(self.number)
            self._on_the_way[self._pool.submit(_read, document, name)] = document, name

    def _done(self) -> Iterator[Done]:
        ended, _ = wait(self._on_the_way, return_when=FIRST_COMPLETED)
        broken: list[tuple[Document, str]] = []
        for future in ended:
            document, name = self._on_the_way.pop(future)
            try:
                yield Done(document, name, future.result())
            except BrokenProcessPool:
                broken.append((document, name))
        if broken:
            yield from self._one_by_one(broken)

    def _one_by_one(self, broken: list[tuple[Document, str]]) -> Iterator[Done]:
        """Read again what was on the way when a worker died, each in a worker that reads nothing else."""
        broken += self._on_the_way.values()
        self._on_the_way.clear()
        self._pool.shutdown(wait=False)
        for document, name in broken:
            with self._made(1) as alone:
                try:
                    yield Done(document, name, alone.submit(_read, document, name).result())
                except BrokenProcessPool:
                    yield Done(document, name, _killer(name))
        self._pool = self._made(self.number)

    def _made(self, number: int) -> ProcessPoolExecutor:
        # Started afresh rather than forked: a fork takes the parent's threads and locks with it.
        return ProcessPoolExecutor(number, mp_context=get_context("spawn"), initializer=_begin, initargs=self._loads)


def outcome(reader: ReadDocument, document: Document, name: str) -> Reading | KGError:
    """Read a document; whatever goes wrong is returned, so that the others go on."""
    try:
        return reader(document)
    except KGError as error:
        return error
    except Exception as error:
        log.debug("%s failed", name, exc_info=True)
        return unforeseen(name, error)


def load_reader(pipeline: str = PIPELINE, extensions: Sequence[Path] = ()) -> ReadDocument:
    """Load the language pipeline and the ontology, and return the function that reads a document with them."""
    from kg import language
    from kg.ontology import load_ontology
    from kg.reading import read_document

    nlp = language.load(language.DEFAULT if pipeline == PIPELINE else pipeline)
    ontology = load_ontology(*extensions)
    return lambda document: read_document(document, nlp, ontology)


def unforeseen(name: str, error: Exception) -> KGError:
    """Return the error for a fault of the program."""
    return KGError(f"{name} could not be read: {type(error).__name__}: {error}",
                   "This is a fault of the program: please report it with the file's text, if that is safe.")


def _killer(name: str) -> KGError:
    return KGError(f"{name} could not be read: the process that read it died, twice.",
                   "It may be too large for the memory there is: split it, or use fewer workers.")


_reader: ReadDocument | None = None
_failed: KGError | None = None


def _begin(pipeline: str, extensions: tuple[Path, ...]) -> None:
    """Make a worker ready; Ctrl-C is for the parent, which ends its workers."""
    global _reader, _failed
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _reader = load_reader(pipeline, extensions)
    except KGError as error:
        _failed = error  # raised here, it would be lost


def _end_with_parent() -> None:
    """End this process when its parent is gone, even if that was killed: the queue between them does not tell."""
    parent = parent_process()
    assert parent is not None
    connection.wait([parent.sentinel])
    os._exit(1)


def _failed_to_begin() -> KGError | None:
    return _failed


def _read(document: Document, name: str) -> Reading | KGError:
    assert _reader is not None
    return outcome(_reader, document, name)
