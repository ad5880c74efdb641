"""What a document is called: the same bytes are the same document, wherever they lie."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping


def document_id(data: bytes) -> str:
    """Return the id of a document: the first 16 hex digits of the SHA-256 of its bytes.

    >>> document_id(b"")
    'e3b0c44298fc1c14'
    """
    return hashlib.sha256(data).hexdigest()[:16]


def record_id(record: Mapping[str, object]) -> str:
    """Return the id of a row or record: that of its canonical JSON, so that neither order nor layout matter.

    >>> record_id({"a": "1", "b": None}) == record_id({"b": None, "a": "1"})
    True
    """
    text = json.dumps(record, ensure_ascii=True, sort_keys=True, separators=(",", ":"), default=str)
    return document_id(text.encode())
