"""The documents that a store holds, as its manifest lists them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.store.manifest import Entry
from kg.store.ontology import ontology_of


class Listing:
    """Entries by document id; they come in order of source and id.

    >>> listing = Listing([Entry("d2", "b.txt", extractor="1.0 default"), Entry("d1", "c.txt", extractor="0.9 default")])
    >>> listing.ids(), listing.read_by("1.0 default", "d2"), listing.read_by("1.0 default", "d1")
    (('d2', 'd1'), True, False)
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = {entry.id: entry for entry in entries}

    def __contains__(self, document: object) -> bool:
        return document in self._entries

    def __iter__(self) -> Iterator[Entry]:
        return iter(sorted(self._entries.values(), key=lambda entry: (entry.source, entry.id)))

    def ids(self) -> tuple[str, ...]:
        """Return the documents' ids."""
        return tuple(entry.id for entry in self)

    def by_id(self) -> list[str]:
        """Return the documents' ids in their own order."""
        return sorted(self._entries)

    def add(self, entry: Entry) -> None:
        """Take an entry in, in place of that document's before."""
        self._entries[entry.id] = entry

    def drop(self, document: str) -> None:
        """Forget a document."""
        del self._entries[document]

    def read_by(self, extractor: str, document: str) -> bool:
        """Tell whether a document is there and this release and pipeline read it."""
        entry = self._entries.get(document)
        return entry is not None and entry.extractor == extractor

    def read_by_other_ontology(self, extractor: str) -> Iterator[Entry]:
        """Yield the documents that were read by other relations of the user's than this extractor's."""
        now = ontology_of(extractor)
        return (entry for entry in self if ontology_of(entry.extractor) != now)
