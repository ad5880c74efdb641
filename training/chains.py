"""GUM's documents with their chains of coreference: words as a `Doc` takes them, mentions as spans of its tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from training.data import blocks, read_gzip

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Span = tuple[int, int]  # first token, after last
BRACKET = re.compile(r"\([^()]*\)?|[^()]*\)")


@dataclass(slots=True)
class Annotated:
    """One document: its words (a blank line between paragraphs is a word too), spaces, and chains; singletons are chains.

    `kinds` says what each mention stands for.
    """

    name: str
    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    chains: dict[str, list[Span]] = field(default_factory=dict)
    kinds: dict[Span, str] = field(default_factory=dict)

    @property
    def genre(self) -> str:
        """Return the genre, as the document's name has it."""
        return self.name.split("_")[1]

    def read(self, nlp: Language) -> Doc:
        """Return the document read by a pipeline from its words alone, nothing of its trees, sentences or mentions told."""
        from spacy.tokens import Doc

        doc = Doc(nlp.vocab, words=self.words, spaces=self.spaces)
        for _, component in nlp.pipeline:
            doc = component(doc)
        return doc


def read_documents(path: Path) -> Iterator[Annotated]:
    """Yield the documents of one of GUM's files."""
    document: Annotated | None = None
    for block in blocks(read_gzip(path)):
        names = [line[14:] for line in block if line.startswith("# newdoc id = ")]
        if names:
            if document is not None:
                yield document
            document = Annotated(names[0])
        assert document is not None
        if document.words and any(line.startswith("# newpar") and "=" not in line for line in block):
            document.words.append("\n\n")
            document.spaces.append(False)
        add_sentence(document, [line.split("\t") for line in block if not line.startswith("#")])
    if document is not None:
        yield document


def add_sentence(document: Annotated, rows: list[list[str]]) -> None:
    """Put one sentence's words and mentions in; the words of a contraction stand without a space between them."""
    opened: list[tuple[str, str, int]] = []
    joined_until, joined_space = 0, True
    for row in rows:
        spaced = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            joined_until, joined_space = int(row[0].split("-")[1]), spaced
            continue
        if "." in row[0]:
            continue
        number, at = int(row[0]), len(document.words)
        document.words.append(row[1])
        document.spaces.append(joined_space if number == joined_until else spaced and number > joined_until)
        entity = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for part in BRACKET.findall(entity):
            if part.startswith("("):
                group, kind = part.strip("()").split("-", 2)[:2]
                opened.append((group, kind, at))
            if part.endswith(")"):
                group = part.strip("()").split("-")[0]
                k = max(k for k, mention in enumerate(opened) if mention[0] == group)
                _, kind, first = opened.pop(k)
                document.chains.setdefault(group, []).append((first, at + 1))
                document.kinds[first, at + 1] = kind
