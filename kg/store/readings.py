"""Readings as a graph directory's parts give them, kept beside the parts: taking a part's quads in takes twenty times as long.

`readings/ID.json` holds what `parts/ID.nq` says, but neither text nor ledger, which are read from their own files. Its
first line is a seal over the document's id, the part, the reading and whatever made the one from the other: a file that
is out of date, damaged or another's does not fit, and counts as none. All may be deleted at any time; they are written as
parts are read.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import cached_property
from pathlib import Path

import msgspec

from kg import __version__
from kg.errors import OutputFailed
from kg.model import Reading
from kg.store.files import failed, write_atomically

LAYOUT = 2  # of these files, and of what `kg.rdf.reading` makes of a part: another number has them made again
_READING = msgspec.json.Decoder(Reading)


class KeptReadings:
    """The readings kept in a folder; `base` is that of the parts' IRIs."""

    def __init__(self, folder: Path, *, base: str) -> None:
        self.folder, self.base = folder, base

    def find(self, document: str, part: bytes) -> Reading | None:
        """Return what was kept of a part, without text and ledger; None where nothing was, or of other bytes."""
        try:
            seal, _, data = self._file(document).read_bytes().partition(b"\n")
        except OSError:
            return None
        return _READING.decode(data) if seal == self._seal(document, part, data) else None

    def keep(self, document: str, part: bytes, reading: Reading) -> None:
        """Keep what a part gave; nothing happens where nothing can be written."""
        data = msgspec.json.encode(reading)
        seal = self._seal(document, part, data)
        with suppress(OutputFailed):
            # Not forced to the disk: what a power cut leaves half written does not fit its seal.
            write_atomically(self._file(document), seal + b"\n" + data, forced=False)

    def drop(self, document: str) -> None:
        """Forget a document; raise `OutputFailed` where its file stays."""
        path = self._file(document)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise failed(path, error) from error

    def sweep(self, kept: frozenset[str]) -> None:
        """Remove the files of other documents than these."""
        for path in self.folder.glob("*.json"):
            if path.stem not in kept:
                path.unlink(missing_ok=True)

    def _file(self, document: str) -> Path:
        return self.folder / f"{document}.json"

    def _seal(self, document: str, part: bytes, data: bytes) -> bytes:
        digest = self._made_by.copy()
        for some in (document.encode(), part, data):
            digest.update(hashlib.sha256(some).digest())
        return digest.hexdigest().encode()

    @cached_property
    def _made_by(self) -> hashlib._Hash:
        """Return a hash of what makes a reading from a part: this release, its model, the base."""
        model = msgspec.json.encode(msgspec.json.schema(Reading), order="sorted")
        return hashlib.sha256(f"{LAYOUT}\0{__version__}\0{self.base}\0".encode() + model)
