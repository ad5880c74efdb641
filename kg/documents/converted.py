"""What a reader makes of a file's bytes, before it becomes a `Document`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kg.model import Page


@dataclass(frozen=True, slots=True)
class Converted:
    """Plain text with paragraphs parted by blank lines, and what the file says of itself.

    `part` names the document in a file of many ("row 12", "annex/letter.docx", "box.zip: row 12": see `Request.part_of`),
    and may be left empty where there is but one. `id` is `document_id` of the part's own
    bytes; where a reader leaves it empty, the bytes are the file's. `pages` rise by `start`; a page may come up twice,
    where its footnotes stand after a paragraph that ends on the next.
    """

    text: str
    title: str = ""
    date: dt.date | None = None
    publisher: str = ""
    author: str = ""
    language: str = ""
    url: str = ""
    part: str = ""
    id: str = ""
    pages: tuple[Page, ...] = ()

    def page_of(self, offset: int) -> str:
        """Return the label of the page on which an offset lies, or nothing where the format has no pages.

        >>> Converted("One. Two.", pages=(Page(0, "i"), Page(5, "ii"))).page_of(5)
        'ii'
        """
        return page_of(self.pages, offset)


def page_of(pages: tuple[Page, ...], offset: int) -> str:
    """Return the label of the page on which an offset lies, or nothing."""
    from bisect import bisect_right

    index = bisect_right(pages, offset, key=lambda page: page.start)
    return pages[index - 1].label if index else ""
