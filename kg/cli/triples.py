"""`kg triples`: what the sentences of a text say, in their own words."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.progress import progress

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.triples import Triple

STDIN = "-"
STDIN_NAME = "standard input"
BATCH = 64


def triples(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text (.txt, .md, .html), or - for standard input.")],
    lines: Annotated[bool, typer.Option("--lines", help="Take each line as one sentence on its own.")] = False,
    pipeline: Annotated[
        str, typer.Option(metavar="NAME", help="An installed spaCy pipeline to use instead of the one that ships.")
    ] = "default",
) -> None:
    """Print open triples: what each sentence says, in its own words.

    One row a fact, its cells parted by tabs: the sentence, the confidence,
    the relation, argument 1, argument 2 and further ones, as time and place.
    A relation in square brackets ("is", "is in") is one that no verb states.

    \b
    Examples:
      kg triples article.txt
      kg triples sentences.txt --lines > triples.tsv
      echo "Orla Venn met a judge." | kg triples -
    """
    from kg import language

    texts = read_lines(file) if lines else [read_text(file)]
    nlp = language.load(language.DEFAULT if pipeline == "default" else pipeline)
    for triple in found(texts, nlp, lines=lines):
        print(*triple.row, sep="\t")


def found(texts: list[str], nlp: Language, *, lines: bool) -> Iterator[Triple]:
    """Yield the triples of all texts; many lines show their progress, unless the triples go to the same terminal."""
    from kg.triples import find_triples

    if len(texts) < BATCH or sys.stdout.isatty():
        for doc in nlp.pipe(texts, batch_size=BATCH):
            yield from find_triples(doc, whole=lines)
        return
    with progress() as show:
        for number, doc in enumerate(nlp.pipe(texts, batch_size=BATCH)):
            show(number, len(texts), f"line {number + 1}")
            yield from find_triples(doc, whole=lines)


def read_text(file: str) -> str:
    """Read a document's text; standard input is plain text."""
    from kg import documents

    if file != STDIN:
        return documents.read(file).text
    return documents.read_bytes(sys.stdin.buffer.read(), f"{STDIN_NAME}.txt").text


def read_lines(file: str) -> list[str]:
    """Read the lines of a plain text of any extension, white space around them and empty ones left out."""
    from kg.documents.encoding import decode
    from kg.errors import EmptyDocument, FileMissing

    name = STDIN_NAME if file == STDIN else file
    if file != STDIN and not Path(file).is_file():
        raise FileMissing(f"{file} does not exist, or is no file.", "Check the path.")
    data = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
    found = [line.strip() for line in decode(data, name).split("\n") if line.strip()]
    if not found:
        raise EmptyDocument(f"{name} holds no line of text.", "Give a file that holds text.")
    return found
