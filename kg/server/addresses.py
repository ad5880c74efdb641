"""Where the pages of things lie: entities, documents and claims, by their ids and by their IRIs."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

from kg.rdf.iris import DEFAULT_BASE, id_of

_DOCUMENT = re.compile(r"document:([0-9a-f]{16})")
_ENTITY = re.compile(r"(?:person|organization|group|place|event|document):.+", re.DOTALL)
_SAID = re.compile(r"(claim|act):([0-9a-f]{24})")


def entity_address(identifier: str) -> str:
    """Return the address of an entity's page.

    >>> entity_address("person:Orla_Venn")
    '/entity/person:Orla_Venn'
    """
    return f"/entity/{_path(identifier)}"


def document_address(identifier: str, *, said: str = "") -> str:
    """Return the address of a document's page, at the sentence of a claim or an act of it where that is named.

    >>> document_address("00000000000000a1", said="claim-1f")
    '/document/00000000000000a1?at=claim-1f#picked'
    """
    return f"/document/{_path(identifier)}" + (f"?{urlencode({'at': said})}#picked" if said else "")


def claim_address(identifier: str, *, kind: str = "claim") -> str:
    """Return the lasting address of a claim or an act, which leads to its passage."""
    return f"/{kind}/{_path(identifier)}"


def map_address(identifier: str = "") -> str:
    """Return the address of the map, of what is around an entity where its id is given."""
    return "/map?" + urlencode({"focus": identifier}) if identifier else "/map"


def address_of(iri: str, *, base: str = DEFAULT_BASE) -> str:
    """Return the page that shows a thing, by its IRI; of what has none of its own, what the graph says of it.

    >>> address_of("urn:rightsgraph:person:Orla_Venn"), address_of("urn:rightsgraph:document:00000000000000a1")
    ('/entity/person:Orla_Venn', '/document/00000000000000a1')
    >>> address_of("https://example.org/x")
    '/query?query=DESCRIBE+%3Chttps%3A%2F%2Fexample.org%2Fx%3E'
    """
    identifier = id_of(iri, base=base)
    if identifier != iri:
        if found := _DOCUMENT.fullmatch(identifier):
            return document_address(found[1])
        if found := _SAID.fullmatch(identifier):
            return claim_address(found[2], kind=found[1])
        if _ENTITY.fullmatch(identifier):
            return entity_address(identifier)
    return "/query?" + urlencode({"query": f"DESCRIBE <{iri}>"})


def _path(part: str) -> str:
    return quote(part, safe=":")
