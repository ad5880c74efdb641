"""`identity.json`: which entities of which documents have a node of another id than the document's own.

It is derived from all documents and from people's judgements, as the direct triples are, and comes and goes with these: it
is removed before the first change to a document and written when a build ends. So it is never that of other documents
than those that are there; without it, each document has its own ids.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec

from kg.errors import NotAGraph
from kg.store.files import failed, write_atomically

NAME = "identity.json"
_NODES = msgspec.json.Decoder(dict[str, dict[str, str]])
_NONE: Mapping[str, str] = MappingProxyType({})


class Identity:
    """The file of one graph directory; what it says is read again when the file is another."""

    def __init__(self, directory: Path) -> None:
        self.path = directory / NAME
        self._seen: tuple[int, int, int] | None = None
        self._nodes: Mapping[str, Mapping[str, str]] = {}

    def exists(self) -> bool:
        """Tell whether the file is there."""
        return self.path.exists()

    def of(self, document: str) -> Mapping[str, str]:
        """Return the nodes of those of a document's entities whose node is not their own id; raise `NotAGraph` if damaged."""
        try:
            status = self.path.stat()
        except OSError:
            self._seen, self._nodes = None, {}
            return _NONE
        seen = (status.st_mtime_ns, status.st_size, status.st_ino)
        if seen != self._seen:
            self._nodes, self._seen = self._read(), seen
        return self._nodes.get(document, _NONE)

    def write(self, nodes: Mapping[str, Mapping[str, str]]) -> None:
        """Write the nodes by document and entity; raise `OutputFailed` where they cannot be."""
        write_atomically(self.path, (json.dumps(nodes, ensure_ascii=False, sort_keys=True, indent=0) + "\n").encode())

    def drop(self) -> None:
        """Remove the file; raise `OutputFailed` where it stays."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise failed(self.path, error) from error

    def _read(self) -> Mapping[str, Mapping[str, str]]:
        try:
            return _NODES.decode(self.path.read_bytes())
        except (OSError, ValueError) as error:
            raise NotAGraph(f"{self.path} is damaged: {error}.", "Delete it, and run kg reindex.") from error
