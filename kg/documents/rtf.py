"""Rich text (RTF), by striprtf; notes after the paragraph that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.documents.blocks import tidy, title_of
from kg.documents.converted import Converted
from kg.documents.request import Request
from kg.documents.text import heading_of

NOTE = re.compile(r"\{\\(?:\*\\)?footnote\b")
TOKEN = re.compile(r"\\\\|\\[{}]|[{}]")
# What sets a note's number and its form; the note's own words follow.
PARAGRAPH = re.compile(r"\\par(?![a-z])")
LONGEST = 400  # characters of a property


def read_rtf(data: bytes, request: Request) -> Iterator[Converted]:
    """Take the text of a rich text file, and title and author as it declares them."""
    source = data.decode("latin-1")  # RTF is ASCII; what is not is escaped, or in the code page that it names
    plain = _plain(with_notes(source))
    text = "\n\n".join(_paragraphs(plain))
    title, date = heading_of(text)
    declared = {name: _plain(_declared(source, name)).strip() for name in ("title", "author")}
    yield Converted(text, title_of(declared["title"]) or title, date, author=declared["author"])


def with_notes(source: str) -> str:
    r"""Put notes, which striprtf leaves out, after the end of their paragraph as paragraphs of their own.

    >>> with_notes(r"Held.{\footnote One.} More.\par Next.")
    'Held. More.\\par { One.}\\par Next.'
    """
    pieces: list[str] = []
    notes: list[str] = []
    position = 0
    while position < len(source):
        note = NOTE.search(source, position)
        paragraph = PARAGRAPH.search(source, position) if notes else None
        if paragraph and (note is None or paragraph.start() < note.start()):
            pieces += [source[position : paragraph.end()], *(f" {{{one}}}\\par" for one in notes)]
            position, notes = paragraph.end(), []
        elif note:
            end = _end_of_group(source, note.start())
            pieces.append(source[position : note.start()])
            notes.append(source[note.end() : end - 1])
            position = end
        else:
            break
    return "".join(pieces) + source[position:]


def _plain(source: str) -> str:
    from striprtf import striprtf

    return str(striprtf.rtf_to_text(source, encoding="cp1252", errors="replace"))  # type: ignore[no-untyped-call]


def _end_of_group(source: str, start: int) -> int:
    depth = 0
    for token in TOKEN.finditer(source, start):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth == 0:
            return token.end()
    return len(source)


def _paragraphs(plain: str) -> Iterator[str]:
    for line in plain.split("\n"):
        text = tidy(line)
        if text.endswith("|"):  # striprtf ends each cell of a table so
            text = " | ".join(filter(None, (cell.strip() for cell in text.split("|"))))
        if text:
            yield text


def _declared(source: str, name: str) -> str:
    match = re.search(rf"\{{\\{name}\s([^{{}}]{{0,{LONGEST}}})\}}", source)
    return rf"{{\rtf1\ansi {match[1]}}}" if match else ""
