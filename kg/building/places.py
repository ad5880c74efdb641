"""`places.json`: which documents of a graph came from which file, so that an edited file takes the place of its older version.

A file is named by a hash of where it lies: the graph can be handed on without telling the folders of who built it. The
list is no part of the graph; without it nothing is lost but the knowledge of which file is an older version of which.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.store import write_atomically

NAME = "places.json"


@dataclass(slots=True)
class Places:
    """The documents of each file, by the file's key; those of files that this build did not look at stay as they were."""

    documents: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, directory: Path) -> Places:
        """Read a graph's list; an empty one where there is none, or where it is damaged, for it can be done without."""
        try:
            found = json.loads((directory / NAME).read_bytes())
            return cls({str(key): tuple(map(str, ids)) for key, ids in found.items()})
        except (OSError, ValueError, AttributeError, TypeError):
            return cls()

    def write(self, directory: Path) -> None:
        """Write the list; raise `OutputFailed` where it cannot be."""
        rows = {key: list(ids) for key, ids in sorted(self.documents.items()) if ids}
        write_atomically(directory / NAME, (json.dumps(rows, indent=0) + "\n").encode())

    def outdated(self, found: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
        """Return for each file that was read anew the documents that it no longer holds and no other file does.

        >>> Places({"a": ("1", "2"), "b": ("2",)}).outdated({"a": ["3"]})
        {'a': ('1',)}
        """
        there = {id_ for ids in found.values() for id_ in ids}
        there |= {id_ for key, ids in self.documents.items() if key not in found for id_ in ids}
        gone = {key: tuple(id_ for id_ in self.documents.get(key, ()) if id_ not in there) for key in found}
        return {key: ids for key, ids in gone.items() if ids}

    def missing(self, given: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the documents of the files that are not among those given, and of no file that is.

        >>> Places({"a": ("1",), "b": ("1", "2")}).missing(["a"])
        {'b': ('2',)}
        """
        named = set(given)
        there = {id_ for key in named for id_ in self.documents.get(key, ())}
        gone = {key: tuple(id_ for id_ in ids if id_ not in there) for key, ids in self.documents.items() if key not in named}
        return {key: ids for key, ids in gone.items() if ids}


def key_of(file: Path) -> str:
    """Return the key of a file: a hash of its whole path (16 hex digits)."""
    return hashlib.sha256(str(file.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
