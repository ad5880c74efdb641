"""XML that strangers wrote: no entities, nothing fetched, no deeper than lxml allows."""

from __future__ import annotations

import io
from typing import Any

from lxml import etree

from kg.documents.archives import member, opened
from kg.documents.request import Request
from kg.errors import DamagedFile

ANEW = "Open it in the program that made it, and save it anew."


def parsed(data: bytes, name: str) -> Any:
    """Return the root of a document of XML; raise `DamagedFile` where it is none, or declares entities."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
                             remove_pis=True)
    try:
        root = etree.parse(io.BytesIO(data), parser).getroot()
    except etree.XMLSyntaxError as error:
        raise DamagedFile(f"{name} holds XML that is damaged ({error}).", ANEW) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedFile(f"{name} holds XML that declares entities, as no program writes it.", ANEW)
    return root


class Package:
    """An Office or OpenDocument file: XML in a zip archive."""

    def __init__(self, data: bytes, request: Request) -> None:
        self._box = opened(data, request)
        self._request = request

    def names(self) -> list[str]:
        """Return what its members are called."""
        return self._box.namelist()

    def xml(self, name: str) -> Any | None:
        """Return the root of a member, or None where there is no such member."""
        try:
            info = self._box.getinfo(name)
        except KeyError:
            return None
        return parsed(member(self._box, info, self._request), self._request.name)


