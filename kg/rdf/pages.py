"""Where the pages of a document begin, as one literal."""

from __future__ import annotations

import json
from collections.abc import Sequence

from kg.model import Page


def pages_text(pages: Sequence[Page]) -> str:
    """Write the starts and labels of pages as JSON; nothing where there are none.

    >>> pages_text([Page(0, "i"), Page(1532, "ii")])
    '[[0,"i"],[1532,"ii"]]'
    """
    return json.dumps([list(page) for page in pages], ensure_ascii=False, separators=(",", ":")) if pages else ""


def pages_of(text: str) -> tuple[Page, ...]:
    """Read what `pages_text` wrote; raise `ValueError` for anything else.

    >>> pages_of('[[0,"i"]]'), pages_of("")
    ((Page(start=0, label='i'),), ())
    """
    if not text:
        return ()
    try:
        return tuple(Page(int(start), str(label)) for start, label in json.loads(text))
    except TypeError as error:
        raise ValueError(f"{text[:40]} does not tell where pages begin") from error
