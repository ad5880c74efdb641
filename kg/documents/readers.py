"""The table of readers, by a file's extension; plug-ins and code may add to it.

A reader is a function from a file's bytes and a `Request` to the documents in it, each a `Converted`. It raises a `KGError`
where it finds none, and yields an `Unread` for a part that it cannot read. It runs in a process of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points

from kg.documents.archives import read_archive
from kg.documents.docx import read_docx
from kg.documents.html import read_html
from kg.documents.json_records import read_json, read_jsonl
from kg.documents.mail import read_mail, read_mhtml
from kg.documents.markdown import read_markdown
from kg.documents.odt import read_odt
from kg.documents.pdf import read_pdf
from kg.documents.request import Reader
from kg.documents.rtf import read_rtf
from kg.documents.tables import read_csv, read_xlsx
from kg.documents.text import read_text

GROUP = "rightsgraph.readers"


class Readers(Mapping[str, Reader]):
    """Readers by extension: those given, those of installed packages (entry points), and those registered."""

    def __init__(self, given: Mapping[str, Reader]) -> None:
        self._given = dict(given)
        self._registered: dict[str, Reader] = {}
        self._installed: dict[str, Reader] | None = None

    def register(self, extension: str, reader: Reader) -> None:
        """Add a reader, or put it in the place of another.

        It must be a function of a module that other processes can import: raise `ValueError` for any other.
        """
        path = path_of(reader)
        if path.startswith("__main__:") or "<" in path:
            raise ValueError(f"The reader {path} cannot be found by other processes. Define it in a module's top level.")
        self._registered[_extension(extension)] = reader

    def forget(self, extension: str) -> None:
        """Take back what was registered for an extension."""
        self._registered.pop(_extension(extension), None)

    def registered(self) -> dict[str, str]:
        """Return where the registered readers are found, by extension: "module:function"."""
        return {extension: path_of(reader) for extension, reader in self._registered.items()}

    def added(self) -> frozenset[str]:
        """Return the extensions whose readers came from elsewhere: from packages or from code."""
        self._all()
        return frozenset({**(self._installed or {}), **self._registered})

    def __getitem__(self, extension: str) -> Reader:
        return self._all()[extension]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> dict[str, Reader]:
        if self._installed is None:
            self._installed = {_extension(found.name): found.load() for found in entry_points(group=GROUP)}
        return {**self._given, **self._installed, **self._registered}


def path_of(reader: Reader) -> str:
    """Return where a function is found: "module:name"."""
    name = getattr(reader, "__qualname__", type(reader).__qualname__)
    return f"{reader.__module__}:{name}"


def _extension(name: str) -> str:
    return f".{name.lower().removeprefix('.')}"


READERS = Readers({
    ".txt": read_text,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".mhtml": read_mhtml,
    ".mht": read_mhtml,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".odt": read_odt,
    ".rtf": read_rtf,
    ".eml": read_mail,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".xlsx": read_xlsx,
    ".jsonl": read_jsonl,
    ".json": read_json,
    ".zip": read_archive,
})
