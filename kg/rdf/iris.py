"""Names on the web for what the graph holds: namespaces, readable slugs, and IRIs that every RDF writer accepts.

Invariant: a slug, and each part of an IRI, is made of characters that stand unescaped in a Turtle local name, so that
`person:Sar_Kheng` can be read in a file as it is written in the program.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

DEFAULT_BASE = "urn:rightsgraph:"

HR = "https://w3id.org/rightsgraph/ns#"
HRV = "https://w3id.org/rightsgraph/vocab/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
DCTERMS = "http://purl.org/dc/terms/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"

PREFIXES: dict[str, str] = {
    "hr": HR, "hrv": HRV, "rdf": RDF, "rdfs": RDFS, "xsd": XSD,
    "prov": PROV, "oa": OA, "dcterms": DCTERMS, "skos": SKOS, "schema": SCHEMA,
}
"""The prefixes that files declare and that queries may use without declaring them."""

KINDS = ("person", "organization", "group", "place", "event", "document", "claim", "act", "involvement", "position", "evidence",
         "mention", "selector", "extraction", "extractor", "open", "graph")
"""First part of the IRIs that the project makes; each becomes a prefix of its own in Turtle."""

# PN_CHARS of the Turtle grammar, as far as letters, marks and digits go, without the selectors of plane 14, which no IRI holds.
_LOCAL = re.compile(
    "[0-9A-Za-z_\\-\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000dffff]"
)
_APOSTROPHES = re.compile("['’ʼ`´]")


@lru_cache(maxsize=4096)
def _plain(char: str) -> bool:
    """Return whether the character may stand in a local name and is a letter, a mark, a number or a joiner."""
    return bool(_LOCAL.match(char)) and (char in "_-\u00b7\u200c\u200d" or unicodedata.category(char)[0] in "LMN")


def slug(name: str) -> str:
    """Return a name's readable form for use in an IRI, never empty.

    Non-Latin letters stay, in NFC; apostrophes go; every other run of characters that would need escaping becomes `_`.

    >>> slug("Sar Kheng"), slug("ស ខេង"), slug("O'Brien & Sons"), slug("U.N."), slug("?!")
    ('Sar_Kheng', 'ស_ខេង', 'OBrien_Sons', 'U.N', 'u3f-21')
    """
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFC", name))
    kept = "".join(char if char == "." or _plain(char) else "_" for char in text)
    kept = re.sub("_{2,}", "_", kept).strip("_-.\u00b7\u200c\u200d")
    while kept and unicodedata.category(kept[0])[0] == "M":
        kept = kept[1:].lstrip("_-.\u00b7\u200c\u200d")
    return kept or "u" + "-".join(f"{ord(char):x}" for char in name)


def _quote(part: str) -> str:
    """Percent-encode the characters of a part that a Turtle local name cannot hold; slugs come out unchanged."""
    last = len(part) - 1
    out = []
    for i, char in enumerate(part):
        dot_inside = char == "." and 0 < i < last
        may_begin = char == "_" or unicodedata.category(char)[0] in "LN"
        safe = dot_inside or (_plain(char) and (i > 0 or may_begin))
        out.append(char if safe else "".join(f"%{byte:02X}" for byte in char.encode()))
    return "".join(out)


def make_iri(base: str, *parts: str) -> str:
    """Join parts to a base: by `:` under a URN, by `/` under a base that ends in `/` or `#`.

    >>> make_iri("urn:rightsgraph:", "person", "Sar_Kheng")
    'urn:rightsgraph:person:Sar_Kheng'
    >>> make_iri("https://example.org/", "person", "a b")
    'https://example.org/person/a%20b'
    """
    return base + _joint(base).join(_quote(part) for part in parts)


def _joint(base: str) -> str:
    return "/" if base.endswith(("/", "#")) else ":"


def iri_of(identifier: str, *, base: str = DEFAULT_BASE) -> str:
    """Return the IRI of an entity's id.

    >>> iri_of("person:Sar_Kheng")
    'urn:rightsgraph:person:Sar_Kheng'
    """
    return make_iri(base, *identifier.split(":"))


def id_of(iri: str, *, base: str = DEFAULT_BASE) -> str:
    """Return the id whose IRI this is; the inverse of `iri_of`. An IRI outside the base is returned as it is.

    >>> id_of("urn:rightsgraph:group:0a1b:five_villagers")
    'group:0a1b:five_villagers'
    """
    if not iri.startswith(base):
        return iri
    return ":".join(unquote(part) for part in iri[len(base):].split(_joint(base)))


def prefixes_of(base: str = DEFAULT_BASE) -> dict[str, str]:
    """Return the standard prefixes and one for each kind of thing under the base.

    >>> prefixes_of()["person"]
    'urn:rightsgraph:person:'
    """
    return PREFIXES | {kind: make_iri(base, kind) + _joint(base) for kind in KINDS}
