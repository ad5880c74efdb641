"""OpenDocument texts: paragraphs, lists and tables in their order, notes after the paragraph that they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from kg.documents.blocks import row_blocks, tidy, title_of
from kg.documents.converted import Converted
from kg.documents.docx import local
from kg.documents.markup import ANEW, Package
from kg.documents.request import Request
from kg.documents.text import heading_of
from kg.errors import DamagedFile, ProtectedFile

BREAKS = {"tab": " ", "line-break": "\n"}
LEFT_OUT = frozenset({"tracked-changes", "annotation", "annotation-end", "forms", "sequence-decls", "variable-decls", "object"})
ASIDE = frozenset({"note", "frame", "custom-shape"})
MANIFEST = "META-INF/manifest.xml"
MOST_SPACES = 8


def read_odt(data: bytes, request: Request) -> Iterator[Converted]:
    """Take the text of an OpenDocument text, and title, author and language as its properties have them."""
    package = Package(data, request)
    if _is_locked(package.xml(MANIFEST)):
        raise ProtectedFile(f"{request.name} is encrypted.", "Open it with its password and save it without one.")
    root = package.xml("content.xml")
    body = None if root is None else next((node for node in root.iter() if etree.QName(node).localname == "text"
                                           and "office" in etree.QName(node).namespace), None)
    if body is None:
        raise DamagedFile(f"{request.name} is an OpenDocument file without a text in it.", ANEW)
    text = "\n\n".join(_blocks(body))
    title, date = heading_of(text)
    declared = _properties(package.xml("meta.xml"))
    author = declared.get("initial-creator") or declared.get("creator", "")
    yield Converted(text, title_of(declared.get("title", "")) or title, date, author=author,
                    language=declared.get("language", ""))


def _blocks(parent: Any) -> Iterator[str]:
    for node in parent:
        name = local(node)
        if name in ("p", "h"):
            aside: list[Any] = []
            text = tidy(_text(node, aside))
            if text:
                yield text
            for part in aside:
                yield from _blocks(part)
        elif name == "table-row":
            yield from row_blocks([list(_blocks(cell)) for cell in node if local(cell) == "table-cell"])
        elif name not in LEFT_OUT and name != "note-citation":
            yield from _blocks(node)


def _text(node: Any, aside: list[Any]) -> str:
    pieces = [node.text or ""]
    for child in node:
        name = local(child)
        if name in ASIDE:
            aside.append(child)
        elif name == "s":
            pieces.append(" " * min(_count(child), MOST_SPACES))
        elif name in BREAKS:
            pieces.append(BREAKS[name])
        elif name not in LEFT_OUT:
            pieces.append(_text(child, aside))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _count(node: Any) -> int:
    written = next((value for key, value in node.attrib.items() if etree.QName(key).localname == "c"), "1")
    return int(written) if written.isdigit() else 1


def _is_locked(manifest: Any | None) -> bool:
    return manifest is not None and any(local(node) == "encryption-data" for node in manifest.iter())


def _properties(root: Any | None) -> dict[str, str]:
    nodes = () if root is None else root.iter()
    return {local(node): node.text.strip() for node in nodes if node.text and node.text.strip()}
