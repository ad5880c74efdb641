"""What a build is to read: the files and documents given, and those in the folders given, each once, in order of name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.documents import READERS, find_files, find_others
from kg.errors import FileMissing
from kg.model import Document

Input = str | Path | Document


def given_as(inputs: Input | Iterable[Input]) -> list[Path | Document]:
    """Return inputs as a list of paths and documents."""
    items: Iterable[Input] = [inputs] if isinstance(inputs, str | Path | Document) else inputs
    return [item if isinstance(item, Document) else Path(item) for item in items]


def listed(given: Iterable[Path | Document], store: Path | str) -> list[Path | Document]:
    """Return what is to be read, each file once, in order of name, so that the order of the arguments makes no difference.

    The graph's own files, where it lies in a folder given, are not read.
    """
    files: dict[Path, None] = {}
    documents: list[Path | Document] = []
    for item in given:
        if isinstance(item, Document):
            documents.append(item)
        else:
            files |= dict.fromkeys(path for path in find_files([item]) if path == item or not _of_graph(path, store))
    return sorted([*documents, *files], key=name_of)


def others(given: Iterable[Path | Document], store: Path | str) -> list[Path]:
    """Return the files of the folders given that are of a kind without a reader."""
    folders = [item for item in given if isinstance(item, Path)]
    return [path for path in find_others(folders) if path not in folders and not _of_graph(path, store)]


def nothing(given: Sequence[Path | Document], left_out: Sequence[Path]) -> FileMissing:
    """Return the error that says which folders hold nothing to read, and what they hold instead."""
    kinds = ", ".join(READERS)
    if not given:
        return FileMissing("Nothing was named to read.", f"Name files ({kinds}), or their folder.")
    names = ", ".join(map(name_of, given))
    found = f" but {len(left_out)} of other kinds ({', '.join(sorted({_kind(path) for path in left_out}))})"
    return FileMissing(f"There is nothing to read in {names}: no file of a kind that is read ({kinds})"
                       f"{found if left_out else ''}.", "Name the files, or their folder.")


def in_share(item: Path | Document, number: int, of: int) -> bool:
    """Tell whether an input belongs to one of so many shares, by its name alone; the first has the number 1."""
    return int.from_bytes(hashlib.sha256(name_of(item).encode("utf-8", "surrogateescape")).digest()[:8]) % of == number - 1


def name_of(item: Path | Document) -> str:
    """Return how people name an input."""
    return (item.source or item.title or item.id) if isinstance(item, Document) else str(item)


def is_graph(path: Path) -> bool:
    """Tell whether a directory holds a graph."""
    from kg.store.manifest import NAME

    return (path / NAME).exists()


def _of_graph(path: Path, store: Path | str) -> bool:
    return isinstance(store, Path) and path.resolve().is_relative_to(store.resolve()) and is_graph(store)


def _kind(path: Path) -> str:
    return path.suffix.lower() or "no extension"
