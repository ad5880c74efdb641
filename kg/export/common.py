"""What exporters share: the triples of a small graph at once, and what XML can hold."""

from __future__ import annotations

import re

from pyoxigraph import Triple

from kg.export.lines import Options
from kg.export.spool import union_spool
from kg.store.protocol import Store

# What XML 1.0 cannot hold in any form: control characters but tab and line ends, and the two noncharacters.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def union_triples(store: Store) -> list[Triple]:
    """Return the triples of all graphs, each once, in reading order: subject by subject, its type and label first.

    The mention counts of an entity, one in each document's graph, become their sum.
    """
    with union_spool(store, Options()) as spool:
        return list(spool.triples())


def xml_text(text: str) -> str:
    """Return a text with every character that XML cannot hold replaced by U+FFFD, so that offsets stay.

    >>> xml_text("page\\x0cbreak")
    'page\\ufffdbreak'
    """
    return _NOT_XML.sub("\ufffd", text)
