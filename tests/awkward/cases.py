"""Awkward documents, each with what a reader ought to make of it: made by code, so that the truth about them is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    """A file and the truth about it.

    `text` holds the words in the order in which they are to be read, over all documents in the file; `marks` sentences that
    must be found as they are; `pages` the label of the page on which a mark begins. `refused` is the code that must be
    given instead, or, where there is a text too, beside it. `absent` must not be in the text.
    """

    name: str
    data: bytes
    text: str = ""
    marks: tuple[str, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)
    refused: str = ""
    absent: tuple[str, ...] = ()
    documents: int = 1
    any_language: bool = False


def cases() -> Iterator[Case]:
    """Yield all awkward documents."""
    from tests.awkward import hostile, mails, office, pdfs, plain, tables

    for module in (plain, mails, office, tables, pdfs, hostile):
        yield from module.cases()
