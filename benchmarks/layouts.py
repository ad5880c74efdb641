"""PDFs of random layouts: how much of their text is read, in order.

    python -m benchmarks.layouts [--count N] [--seed N] [--show]

Each has random columns, gutters, margins, fonts, sizes, leading, alignment, indents, running heads and titles; some have tables
in the text. It prints the worst, and the share that is read with 98 % of the words in order.
"""

from __future__ import annotations

import argparse
import io
import random
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4, A5, landscape, legal, letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, NextPageTemplate, Paragraph, Table

from benchmarks.awkward import common
from kg.documents import Converted, Options
from kg.documents.conversion import convert
from kg.documents.request import request_for
from tests.awkward.pdfs import TITLE, Book
from tests.awkward.prose import paragraphs, sentence

FONTS = ("Times-Roman", "Helvetica", "Courier")
SHORT = ("Date", "Held", "Freed", "none", "3", "1,204")
CELLS = (*SHORT, "Place", "Held by the police", "12 March 2031", "Saranta", "Port Amiel", "not known")


@dataclass(frozen=True)
class Layout:
    """How a PDF is laid out, in words, and what came of it."""

    told: str
    recall: float
    precision: float
    paragraphs: float


def layout(seed: int, *, show: bool = False) -> Layout:
    """Make a PDF, read it, and hold the text against the truth."""
    pick = random.Random(seed)
    size = pick.choice((A4, letter, legal, A5, landscape(A4)))
    columns = pick.choice((1, 1, 2, 2, 2, 3) if size[0] > 500 else (1, 1, 2))
    font = pick.choice(FONTS if columns < 3 else FONTS[:2])
    points = pick.choice((8, 9, 9.5, 10, 11, 12) if columns < 3 else (8, 9))
    indent, align = pick.choice((0, 0, 12, 18)), pick.choice((0, 4))
    style = ParagraphStyle("x", fontName=font, fontSize=points, leading=points * pick.choice((1.1, 1.2, 1.35, 1.5)),
                           alignment=align, firstLineIndent=indent, spaceAfter=0 if indent else pick.choice((4, 6, 10)))
    gutter, margin, head = pick.choice((12, 16, 20, 30)), pick.choice((36, 50, 72)), pick.random() < 0.7
    tables = pick.random() < 0.3
    told = (f"{size[0]:.0f}x{size[1]:.0f} {columns} columns, gutter {gutter}, {font} {points}, leading {style.leading:.1f}, "
            f"indent {indent}, {'justified' if align else 'ragged'}, head {head}, tables {tables}")
    body = paragraphs(pick.randint(6, 24), seed * 50, pick.randint(2, 8))
    title = sentence(seed) if pick.random() < 0.4 else ""
    to = io.BytesIO()
    made = Book(to, columns, size=size, gutter=gutter, margin=margin, head=head and size == A4, title_height=60 if title else 0)
    story: list[Flowable] = [NextPageTemplate("rest"), *([Paragraph(title, TITLE)] if title else [])]
    true = [title] if title else []
    for one in body:
        story.append(Paragraph(one, style))
        true.append(one)
        if tables and pick.random() < 0.2:
            width = pick.randint(2, 3)
            cells = CELLS if (size[0] - 2 * margin) / columns / width > 10 * points else SHORT
            rows = [[pick.choice(cells) for _ in range(width)] for _ in range(pick.randint(3, 7))]
            story.append(Table(rows, colWidths=[(size[0] - 2 * margin) / columns / width - 4] * width))
            true += [" | ".join(row) for row in rows]
    made.build(story)
    found = [one for one in convert(to.getvalue(), request_for("x.pdf", Options(languages=None))) if isinstance(one, Converted)]
    text = found[0].text if found else ""
    if show:
        print(text)
    words, wanted = text.split(), " ".join(true).split()
    same = common(wanted, words)
    kept = set(text.split("\n\n"))
    return Layout(told, same / len(wanted), same / max(1, len(words)), sum(one in kept for one in body) / len(body))


def main() -> None:
    """Print the worst layouts and the share of those that are read."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print the text that was read")
    given = parser.parse_args()
    found = [(seed, layout(seed, show=given.show)) for seed in range(given.seed, given.seed + given.count)]
    for seed, one in sorted(found, key=lambda pair: (pair[1].recall, pair[1].paragraphs))[:12]:
        print(f"{seed:5} recall {one.recall:.3f} precision {one.precision:.3f} paragraphs {one.paragraphs:.2f}  {one.told}")
    right = sum(one.recall >= 0.98 and one.precision >= 0.98 for _, one in found)
    whole = sum(one.paragraphs for _, one in found) / len(found)
    print(f"{right} of {len(found)} layouts read with 98 % of the words in order; {whole:.1%} of paragraphs exactly as they were")


if __name__ == "__main__":
    main()
