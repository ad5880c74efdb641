"""Word documents: paragraphs and tables in their order, footnotes after the paragraph that they belong to.

The XML is walked directly: python-docx knows no footnotes, text boxes, content controls or tracked changes. What was deleted,
hidden text, comments, running heads and feet are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from kg.documents.blocks import row_blocks, tidy, title_of
from kg.documents.converted import Converted
from kg.documents.markup import ANEW, Package
from kg.documents.request import Request
from kg.documents.text import heading_of
from kg.errors import DamagedFile

BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
# The text in these is none of the document's, or stands a second time elsewhere.
LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "delText", "instrText", "txbxContent", "rPr", "pPr", "tbl"})
NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
OFF = frozenset({"0", "false", "off"})


def read_docx(data: bytes, request: Request) -> Iterator[Converted]:
    """Take the text of a Word document, and title, author and language as its properties have them.

    Its dates are no dates of publication: the day of creation is often that of a template.
    """
    package = Package(data, request)
    root = package.xml(_main(package))
    body = None if root is None else _first(root, "body")
    if body is None:
        raise DamagedFile(f"{request.name} is a Word document without a text in it.", ANEW)
    text = "\n\n".join(_Body(package).blocks(body))
    title, date = heading_of(text)
    declared = properties(package.xml("docProps/core.xml"))
    yield Converted(text, title_of(declared.get("title", "")) or title, date, author=declared.get("creator", ""),
                    language=declared.get("language", ""))


def properties(root: Any | None) -> dict[str, str]:
    """Return an Office file's properties by their local names."""
    return {} if root is None else {local(node): node.text.strip() for node in root if node.text and node.text.strip()}


def local(node: Any) -> str:
    """Return an element's name without its namespace, of which there are two for each thing in Office files."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


class _Body:
    """Walks elements that hold blocks, with the notes at hand."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._notes: dict[str, dict[str, Any]] = {}

    def blocks(self, parent: Any) -> Iterator[str]:
        """Yield the paragraphs and rows below an element."""
        for node in parent:
            name = local(node)
            if name == "p":
                yield from self._paragraph(node)
            elif name == "tbl":
                for row in (below for below in node.iter() if local(below) == "tr" and _table_of(below) is node):
                    yield from row_blocks([list(self.blocks(cell)) for cell in _cells(row)])
            elif name not in LEFT_OUT:
                yield from self.blocks(node)

    def _paragraph(self, node: Any) -> Iterator[str]:
        boxes: list[Any] = []
        notes: list[tuple[str, str]] = []
        text = tidy("".join(_pieces(node, boxes, notes)))
        if text:
            yield text
        for kind, number in notes:
            note = self._note(kind, number)
            if note is not None:
                yield from self.blocks(note)
        for box in boxes:
            yield from self.blocks(box)

    def _note(self, kind: str, number: str) -> Any | None:
        if kind not in self._notes:
            root = self._package.xml(f"word/{kind}.xml")
            self._notes[kind] = {} if root is None else {_value(note, "id"): note for note in root}
        return self._notes[kind].pop(number, None)


def _pieces(node: Any, boxes: list[Any], notes: list[tuple[str, str]]) -> Iterator[str]:
    for child in node:
        name = local(child)
        if name == "t":
            yield child.text or ""
        elif name == "br" and _value(child, "type") in ("page", "column"):
            yield " "
        elif name in BREAKS:
            yield BREAKS[name]
        elif name in NOTES:
            notes.append((NOTES[name], _value(child, "id")))
        elif name == "txbxContent":
            boxes.append(child)
        elif name not in LEFT_OUT and not (name == "r" and _is_hidden(child)):
            yield from _pieces(child, boxes, notes)


def _is_hidden(run: Any) -> bool:
    form = _first(run, "rPr")
    hidden = None if form is None else _first(form, "vanish")
    return hidden is not None and _value(hidden, "val") not in OFF


def _cells(row: Any) -> Iterator[Any]:
    return (cell for cell in row.iter() if local(cell) == "tc" and _above(cell, "tr") is row)


def _table_of(row: Any) -> Any:
    return _above(row, "tbl")


def _above(node: Any, name: str) -> Any | None:
    return next((above for above in node.iterancestors() if local(above) == name), None)


def _first(node: Any, name: str) -> Any | None:
    return next((child for child in node if local(child) == name), None)


def _value(node: Any, name: str) -> str:
    return next((str(value) for key, value in node.attrib.items() if etree.QName(key).localname == name), "")


def _main(package: Package) -> str:
    """Return what the main part is called: the package says so, and nearly all call it alike."""
    usual = "word/document.xml"
    if usual in package.names():
        return usual
    links = package.xml("_rels/.rels")
    main = [link for link in (() if links is None else links) if _value(link, "Type").endswith("/officeDocument")]
    return _value(main[0], "Target").lstrip("/") if main else usual
