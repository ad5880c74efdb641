"""`rightsgraph.json`: what a graph directory says about itself."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import NotAGraph
from kg.model import Document
from kg.rdf.iris import DEFAULT_BASE
from kg.rdf.pages import pages_of, pages_text
from kg.store.files import write_atomically

NAME = "rightsgraph.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One document as the manifest lists it; `extractor` is the release and pipeline that read it, `pages` as in the graph."""

    id: str
    source: str = ""
    title: str = ""
    date: str = ""
    publisher: str = ""
    extractor: str = ""
    author: str = ""
    language: str = ""
    pages: str = ""

    @classmethod
    def of(cls, document: Document, *, extractor: str) -> Entry:
        """Return the entry of a document."""
        date = document.date.isoformat() if document.date else ""
        return cls(document.id, document.source, document.title, date, document.publisher, extractor, document.author,
                   document.language, pages_text(document.pages))

    def document(self, text: str) -> Document:
        """Return the document, with its text."""
        date = dt.date.fromisoformat(self.date) if self.date else None
        return Document(self.id, text, self.title, date, self.publisher, self.source, self.author, self.language,
                        pages_of(self.pages))


@dataclass(frozen=True, slots=True)
class Manifest:
    """Release, base and pipeline of the last build, and its documents, in order of source and id.

    `ontology` names the user's extensions, which lie in the directory's `ontology/`.

    `finished` is false from the first change until the direct triples are derived again; the documents listed then
    may not be those that the parts hold, and the parts are right.
    """

    release: str
    base: str = DEFAULT_BASE
    pipeline: str = ""
    finished: bool = False
    documents: tuple[Entry, ...] = ()
    ontology: tuple[str, ...] = ()

    def write(self, directory: Path) -> None:
        """Write the manifest into a graph directory."""
        write_atomically(directory / NAME, self.to_json().encode())

    def to_json(self) -> str:
        """Return the manifest as a JSON text."""
        return json.dumps({"format": FORMAT} | asdict(self), ensure_ascii=False, indent=1) + "\n"


def read_manifest(directory: Path) -> Manifest:
    """Read a graph directory's manifest; raise `NotAGraph` if there is none or its format is another."""
    path = directory / NAME
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise NotAGraph(f"{directory} is not a graph: it holds no {NAME}.",
                        "Name a directory that kg build made.") from error
    except UnicodeDecodeError as error:
        raise NotAGraph(f"{path} is damaged: {error}.", "Build the graph again.") from error
    return manifest_from(text, place=str(path))


def manifest_from(text: str, *, place: str) -> Manifest:
    """Read a manifest; `place` is named by the `NotAGraph` that is raised if it is damaged or of another format."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise NotAGraph(f"{place} is damaged: {error}.", "Build the graph again.") from error
    if not isinstance(data, dict) or data.pop("format", None) != FORMAT:
        raise NotAGraph(f"{place} is in a format that this release does not read.", "Build the graph again.")
    try:
        documents = tuple(Entry(**entry) for entry in data.pop("documents"))
        ontology = tuple(map(str, data.pop("ontology", ())))
        return Manifest(**data, documents=documents, ontology=ontology)
    except (KeyError, TypeError) as error:
        raise NotAGraph(f"{place} is damaged: {error}.", "Build the graph again.") from error
