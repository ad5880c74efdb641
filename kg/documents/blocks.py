"""What formats of office programs share: rows of tables as paragraphs, and titles that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

LONG = 300  # characters; a cell that is longer, or has many paragraphs, holds prose
SPACES = re.compile(r"[ \t\u00a0]+")
PROGRAMS = re.compile(r"^(?:microsoft (?:office )?(?:word|excel|powerpoint)|print|untitled|document ?\d*|doc\d*|presentation ?\d*|"
                      r"slide \d+|powerpoint presentation|unknown|title|no title|book\d+|workbook\d*|template|draft|scan\w*|"
                      r"adobe photoshop|layout \d+|normal)\b\s*(?:-.*|\d*)$", re.IGNORECASE)
FILE_NAME = re.compile(r"\.(?:docx?|pdf|indd|qxd|rtf|odt|txt|html?|xlsx?|pptx?|pub|tex|wpd|dvi|ps|tmp)$|[\\/]\S|^\S*_\S*_\S*$",
                       re.IGNORECASE)


def row_blocks(cells: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a table row, of which each cell is its paragraphs, as one paragraph, or as many where cells hold prose.

    >>> list(row_blocks([["12 March"], ["Three held"]])), list(row_blocks([["One.", "Two."], []]))
    (['12 March | Three held'], ['One.', 'Two.'])
    """
    filled = [cell for cell in ([part for part in cell if part] for cell in cells) if cell]
    prose = any(len(cell) > 1 or len(cell[0]) > LONG for cell in filled)
    if len(filled) == 1 or (prose and all(len(" ".join(cell)) > LONG / 4 for cell in filled)):
        yield from (part for cell in filled for part in cell)
    elif filled:
        yield " | ".join(" ".join(cell) for cell in filled)


def tidy(text: str) -> str:
    """Return a paragraph with one space between words, its line breaks kept.

    >>> tidy("Three  held \\n in Saranta ")
    'Three held\\nin Saranta'
    """
    return "\n".join(SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()


def title_of(declared: str) -> str:
    """Return a declared title, or nothing where it is the program's or a file's name.

    >>> title_of("Three held in Saranta"), title_of("Microsoft Word - held.doc"), title_of("held_final_2.docx")
    ('Three held in Saranta', '', '')
    """
    title = " ".join(declared.split())
    return "" if PROGRAMS.match(title) or FILE_NAME.search(title) else title
