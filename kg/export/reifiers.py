"""RDF 1.2: each claim also as the reifier of the triple that it states, `claim rdf:reifies <<( s p o )>>`.

A triple term asserts nothing, so that a denied claim stays a denied claim. The three RDF 1.1 properties (`rdf:subject`,
`rdf:predicate`, `rdf:object`) stay beside it: queries written for them go on working.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.export.order import without_marks
from kg.rdf.iris import RDF

REIFIES = f"<{RDF}reifies>".encode()
_SUBJECT, _PREDICATE, _OBJECT = (f"<{RDF}{name}>".encode() for name in ("subject", "predicate", "object"))
_PARTS = (_SUBJECT, _PREDICATE, _OBJECT)


def with_reifiers(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield N-Triples or N-Quads lines in reading order, and after the parts of each statement its triple term.

    >>> claim = [b"<urn:c> <" + RDF.encode() + name + b"> <urn:" + name + b"> .\\n"
    ...          for name in (b"subject", b"predicate", b"object")]
    >>> list(with_reifiers(claim))[-1].split(b" ", 2)[-1]
    b'<<( <urn:subject> <urn:predicate> <urn:object> )>> .\\n'
    """
    said: dict[bytes, bytes] = {}
    last = b""
    for line in lines:
        yield line
        subject, predicate, rest = line.split(b" ", 2)
        predicate = without_marks(predicate)
        if predicate not in _PARTS:
            continue
        if subject != last:
            last, said = subject, {}
        term, tail = _parted(rest)
        said[predicate] = term
        if predicate == _OBJECT and len(said) == len(_PARTS):
            yield b" ".join((subject, REIFIES, b"<<(", *(said[part] for part in _PARTS), b")>>")) + tail


def _parted(rest: bytes) -> tuple[bytes, bytes]:
    """Part what follows a predicate into the object and the rest: the graph's name, where there is one, and the stop."""
    name = rest.rfind(b" <")
    end = name if name > 0 and rest.endswith(b"> .\n") and b'"' not in rest[name:] else len(rest) - 3
    return rest[:end], rest[end:]
