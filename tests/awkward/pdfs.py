"""PDFs: columns, notes, tables, hyphens, pictures of pages, locks and bombs."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageTemplate, Paragraph, Table

from tests.awkward.cases import Case
from tests.awkward.prose import paragraph, paragraphs, sentence

WIDTH, HEIGHT = A4
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=10, leading=12, alignment=4, spaceAfter=5)
INDENTED = ParagraphStyle("indented", parent=BODY, firstLineIndent=12, spaceAfter=0)
TITLE = ParagraphStyle("title", fontName="Times-Bold", fontSize=17, leading=21, spaceAfter=12, alignment=1)
HEAD = "The Lantern Yearbook"


class Book(BaseDocTemplate):
    """A document that remembers on which page each paragraph begins, by its first characters."""

    def __init__(self, to: io.BytesIO, columns: int, *, size: tuple[float, float] = A4, gutter: float = 18, margin: float = 55,
                 head: bool = True, title_height: float = 0) -> None:
        super().__init__(to, pagesize=size, title="Microsoft Word - final.doc", author="Orla Venn")
        self.begun: dict[str, int] = {}
        first = _frames(columns, size, gutter, margin, title_height)
        rest = _frames(columns, size, gutter, margin, 0)
        running = _running if head else _nothing
        self.addPageTemplates([PageTemplate("first", first, onPage=running), PageTemplate("rest", rest, onPage=running)])

    def afterFlowable(self, flowable: Flowable) -> None:
        """Remember the page."""
        mark = getattr(flowable, "mark", "")
        if mark:
            self.begun.setdefault(mark, self.page)


def book(body: Sequence[str], columns: int, *, style: ParagraphStyle = BODY, title: str = "", **form: Any) -> tuple[bytes, dict[str, int]]:
    """Return a PDF of some paragraphs, and the page on which each begins."""
    to = io.BytesIO()
    made = Book(to, columns, title_height=50 if title else 0, **form)
    story: list[Flowable] = [NextPageTemplate("rest")]
    if title:
        story.append(Paragraph(title, TITLE))
    for one in body:
        story.append(_Marked(one, style))
    made.build(story)
    return to.getvalue(), made.begun


class _Marked(Paragraph):
    """A paragraph that knows its text; where it is split, its first part goes on knowing it."""

    def __init__(self, text: str, style: ParagraphStyle, **rest: Any) -> None:
        super().__init__(text, style, **rest)
        self.mark = text if isinstance(text, str) else ""

    def split(self, width: float, height: float) -> list[Flowable]:
        """Split, handing the mark on."""
        parts: list[Flowable] = super().split(width, height)
        if parts:
            parts[0].mark = self.mark
            for part in parts[1:]:
                part.mark = ""
        return parts


def cases() -> Iterator[Case]:
    """Yield PDFs."""
    yield columns_case("two-columns.pdf", 2, paragraphs(26, 200), title="Three held in Saranta after a march")
    yield columns_case("three-columns.pdf", 3, paragraphs(14, 230), style=INDENTED, gutter=14, margin=40)
    yield columns_case("one-column.pdf", 1, paragraphs(22, 250))
    yield columns_case("landscape.pdf", 2, paragraphs(12, 275), size=landscape(A4), head=False)
    yield hyphens()
    yield footnotes()
    yield table()
    yield turned()
    yield Case("scan.pdf", pictures(2), refused="KG109")
    yield half_scanned()
    yield Case("locked.pdf", encrypted(), refused="KG107")
    yield Case("cut.pdf", columns_case("", 1, paragraphs(3, 330)).data[:700], refused="KG108")
    yield Case("million-pages.pdf", many_pages(1_000_000), refused="KG110")


def columns_case(name: str, columns: int, body: Sequence[str], *, title: str = "", **form: Any) -> Case:
    """Return a PDF in columns with the truth about it."""
    data, begun = book(body, columns, title=title, **form)
    marks = {one.split(". ")[0] + ".": str(page) for one, page in begun.items()}
    return Case(name, data, " ".join([title, *body]), (*marks, *body[2:6]), marks, absent=(HEAD,))


def hyphens() -> Case:
    """Return a page with hyphens at line ends: some part words, some belong to them; and with ligatures."""
    pdfmetrics.registerFont(TTFont("Wide", _font()))
    lines = ("The well-known group of first-rank witnes-", "ses told the commis-", "sion that the ﬁrst oﬃcer and the well-",
             "known judge from Al-", "Tarrel had met self-", "appointed guards in the demonstra-", "tion of 2030-", "2031 that was ﬂanked by police.")
    to = io.BytesIO()
    canvas = Canvas(to, pagesize=A4)
    canvas.setFont("Wide", 10)
    for number, line in enumerate(lines):
        canvas.drawString(60, 760 - 13 * number, line)
    canvas.save()
    text = ("The well-known group of first-rank witnesses told the commission that the first officer and the well-known judge from "
            "Al-Tarrel had met self-appointed guards in the demonstration of 2030-2031 that was flanked by police.")
    return Case("hyphens.pdf", to.getvalue(), text, (text,))


def footnotes() -> Case:
    """Return two pages with a sentence over their border, and notes at the foot of each with raised marks in the text."""
    to = io.BytesIO()
    canvas = Canvas(to, pagesize=A4)
    body = [textwrap.wrap(paragraph(number, 6), 88) for number in (300, 301, 302)]
    notes = ("1 Interview with a clerk, Saranta, 4 May 2031.", "2 Letter of the ministry, on file at the paper.")
    first, second = [*body[0], *body[1][:3]], [*body[1][3:], *body[2]]
    for page, (lines, note) in enumerate(zip((first, second), notes, strict=True)):
        for number, line in enumerate(lines):
            gap = 6 if (page == 0 and number >= len(body[0])) or (page == 1 and number >= len(body[1]) - 3) else 0
            _draw(canvas, line, 60, 700 - 13 * number - gap, mark=str(page + 1) if number == 1 else "")
        canvas.line(60, 112, 200, 112)
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(60, 100, note)
        canvas.showPage()
    canvas.save()
    whole = [" ".join(lines) for lines in body]
    text = " ".join([whole[0], whole[1], notes[0], whole[2], notes[1]])
    return Case("footnotes.pdf", to.getvalue(), text, (*whole, *notes), {whole[0]: "1", notes[0]: "1", whole[2]: "2", notes[1]: "2"})


def table() -> Case:
    """Return prose with a table in it."""
    rows = [("Date", "Place", "Held", "Freed"), *((f"{day} March 2031", place, str(day), str(day // 2))
            for day, place in enumerate(("Saranta", "Lurava", "Tekova", "Port Amiel", "Hasenu", "Orvann"), 11))]
    body = paragraphs(4, 310)
    to = io.BytesIO()
    made = Book(to, 1, head=False)
    made.build([*(Paragraph(one, BODY) for one in body[:2]), Table(rows, colWidths=[110, 110, 60, 60]),
                *(Paragraph(one, BODY) for one in body[2:])])
    written = [" | ".join(row) for row in rows]
    return Case("table.pdf", to.getvalue(), " ".join([*body[:2], *written, *body[2:]]), (*body, *written))


def turned() -> Case:
    """Return pages that are drawn upright and turned by the file, one each way."""
    from pypdf import PdfReader, PdfWriter

    body = paragraphs(9, 400, 9)
    writer = PdfWriter()
    for at, turn in enumerate((90, 270, 180)):
        data, _ = book(body[3 * at : 3 * at + 3], 1, size=landscape(A4), head=False)
        page = writer.add_page(PdfReader(io.BytesIO(data)).pages[0])
        page.rotate(turn)
        page.transfer_rotation_to_content()
        page.rotate(-turn)
    to = io.BytesIO()
    writer.write(to)
    return Case("turned.pdf", to.getvalue(), " ".join(body), tuple(body), {body[0]: "1", body[4]: "2"})


def pictures(pages: int) -> bytes:
    """Return a PDF whose pages are pictures."""
    to = io.BytesIO()
    canvas = Canvas(to, pagesize=A4)
    for _ in range(pages):
        canvas.drawImage(_picture(), 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
    canvas.save()
    return to.getvalue()


def half_scanned() -> Case:
    """Return a PDF in which one page of three is a picture."""
    to = io.BytesIO()
    canvas = Canvas(to, pagesize=A4)
    body = paragraphs(2, 320)
    for one in (body[0], None, body[1]):
        if one is None:
            canvas.drawImage(_picture(), 0, 0, WIDTH, HEIGHT)
        else:
            for number, line in enumerate(textwrap.wrap(one, 88)):
                _draw(canvas, line, 60, 740 - 13 * number)
        canvas.showPage()
    canvas.save()
    return Case("half-scanned.pdf", to.getvalue(), " ".join(body), tuple(body), {body[0]: "1", body[1]: "3"}, refused="KG109")


def encrypted() -> bytes:
    """Return a PDF with a password."""
    to = io.BytesIO()
    canvas = Canvas(to, pagesize=A4, encrypt="secret")
    canvas.drawString(60, 700, sentence(1))
    canvas.save()
    return to.getvalue()


def many_pages(count: int) -> bytes:
    """Return a small PDF that says it has very many pages, all of them the same."""
    from pypdf import PdfWriter
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    node = writer.pages[0].indirect_reference
    for level in range(6):
        group = DictionaryObject({NameObject("/Type"): NameObject("/Pages"), NameObject("/Kids"): ArrayObject([node] * 10),
                                  NameObject("/Count"): NumberObject(10 ** (level + 1))})
        node = writer._add_object(group)
    root = writer.root_object if hasattr(writer, "root_object") else writer._root_object
    root[NameObject("/Pages")] = node
    to = io.BytesIO()
    writer.write(to)
    assert count == 10**6
    return to.getvalue()


def _draw(canvas: Canvas, line: str, left: float, base: float, *, mark: str = "") -> None:
    """Draw a line, with the mark of a note after its first words where one is given."""
    canvas.setFont("Times-Roman", 10)
    if not mark:
        canvas.drawString(left, base, line)
        return
    before, after = line[: line.index(" ", 20)], line[line.index(" ", 20) :]
    canvas.drawString(left, base, before)
    left += canvas.stringWidth(before, "Times-Roman", 10)
    canvas.setFont("Times-Roman", 6.5)
    canvas.drawString(left, base + 3.5, mark)
    left += canvas.stringWidth(mark, "Times-Roman", 6.5)
    canvas.setFont("Times-Roman", 10)
    canvas.drawString(left, base, after)


def _frames(columns: int, size: tuple[float, float], gutter: float, margin: float, title: float) -> list[Frame]:
    width = (size[0] - 2 * margin - gutter * (columns - 1)) / columns
    height = size[1] - 150
    heads = [Frame(margin, 75 + height - title, size[0] - 2 * margin, title, leftPadding=0, rightPadding=0)] if title else []
    return heads + [Frame(margin + at * (width + gutter), 75, width, height - title, leftPadding=0, rightPadding=0)
                    for at in range(columns)]


def _running(canvas: Canvas, made: BaseDocTemplate) -> None:
    canvas.setFont("Times-Italic", 9)
    if made.page % 2:
        canvas.drawString(55, HEIGHT - 40, HEAD)
        canvas.drawRightString(WIDTH - 55, HEIGHT - 40, "Saranta")
    else:
        canvas.drawString(55, HEIGHT - 40, f"{made.page}   {HEAD}")
    canvas.drawCentredString(WIDTH / 2, 40, f"– {made.page} –")


def _nothing(canvas: Canvas, made: BaseDocTemplate) -> None:
    return


def _font() -> Path:
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"


@cache
def _picture() -> ImageReader:
    from PIL import Image, ImageDraw

    picture = Image.new("L", (620, 877), 250)
    drawing = ImageDraw.Draw(picture)
    for number, line in enumerate(textwrap.wrap(paragraph(1, 20), 80)):
        drawing.text((60, 60 + 14 * number), line, fill=10)
    return ImageReader(picture)
