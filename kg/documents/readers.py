"""The table of readers, by a file's extension."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.documents.converted import Converted
from kg.documents.html import read_html
from kg.documents.markdown import read_markdown
from kg.documents.text import read_text

Reader = Callable[[bytes, str], Converted]

READERS: Mapping[str, Reader] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
}
