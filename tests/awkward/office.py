"""Word and OpenDocument files and rich text, made by other programs' libraries and by hand where those cannot."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence

from tests.awkward.cases import Case
from tests.awkward.prose import paragraph, paragraphs, sentence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTE = "The note says that the list was kept by the clerk of the court."
ROWS = (("Date", "Place", "What was done"), ("12 March 2031", "Saranta", "Three women held"), ("14 March 2031", "Lurava", "One man freed"))


def simple_docx(body: Sequence[str]) -> bytes:
    """Return a Word document of some paragraphs."""
    import docx

    made = docx.Document()
    for one in body:
        made.add_paragraph(one)
    return _saved(made)


def changed(data: bytes, change: Callable[[str, bytes], bytes], extra: dict[str, str] | None = None) -> bytes:
    """Return a zip archive with its members changed, and some more."""
    to = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as box, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as out:
        for name in box.namelist():
            out.writestr(name, change(name, box.read(name)))
        for name, content in (extra or {}).items():
            out.writestr(name, content)
    return to.getvalue()


def report_docx() -> Case:
    """Return a report with running head, title, table, nested table and footnote."""
    import docx

    body = paragraphs(4, 50)
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Confidential running head"
    made.core_properties.title, made.core_properties.author = "Microsoft Word - report.doc", "Orla Venn"
    made.add_heading("Three held in Saranta", 0)
    made.add_paragraph(body[0])
    table = made.add_table(rows=3, cols=3)
    for row, cells in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    made.add_paragraph(body[1] + "NOTEMARK")
    layout = made.add_table(rows=1, cols=1)
    layout.rows[0].cells[0].text = body[2]
    made.add_paragraph(body[3], style="List Bullet")
    mark = b'</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:t>'
    data = changed(_saved(made), lambda name, content: content.replace(b"NOTEMARK", mark),
                   {"word/footnotes.xml": f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r>'
                                          f"<w:r><w:t>{NOTE}</w:t></w:r></w:p></w:footnote></w:footnotes>"})
    rows = [" | ".join(row) for row in ROWS]
    text = " ".join(["Three held in Saranta", body[0], *rows, body[1], NOTE, body[2], body[3]])
    return Case("report.docx", data, text, (body[1], NOTE, rows[1], body[2]), absent=("Confidential",))


def tracked_docx() -> Case:
    """Return a document with changes that are tracked, hidden words, a text box twice over, a field and a content control."""
    body = paragraphs(3, 56)
    changes = (f'<w:p xmlns:w="{W}"><w:ins><w:r><w:t>Inserted: {body[1]}</w:t></w:r></w:ins>'
               "<w:del><w:r><w:delText>Deleted words.</w:delText></w:r></w:del>"
               "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden words.</w:t></w:r>"
               '<w:r><w:instrText> HYPERLINK "https://x.example" </w:instrText></w:r></w:p>')
    box = (f'<w:p xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><mc:AlternateContent>'
           f"<mc:Choice><w:txbxContent><w:p><w:r><w:t>{body[2]}</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
           f"<mc:Fallback><w:txbxContent><w:p><w:r><w:t>{body[2]}</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
           "</mc:AlternateContent></w:r></w:p>")
    control = f'<w:sdt xmlns:w="{W}"><w:sdtContent><w:p><w:r><w:t>Filled in.</w:t></w:r></w:p></w:sdtContent></w:sdt>'

    def change(name: str, content: bytes) -> bytes:
        return content.replace(b"<w:sectPr", (changes + box + control).encode() + b"<w:sectPr", 1) if name == "word/document.xml" else content

    text = f"{body[0]} Inserted: {body[1]} {body[2]} Filled in."
    return Case("tracked.docx", changed(simple_docx(body[:1]), change), text, (body[1], body[2]), absent=("Deleted", "Hidden", "HYPERLINK"))


def letter_odt() -> Case:
    """Return an OpenDocument text with a heading, a list, a table and a note."""
    from odf import dc
    from odf import table as tables
    from odf.opendocument import OpenDocumentText
    from odf.text import H, List, ListItem, Note, NoteBody, NoteCitation, P

    body = paragraphs(3, 60)
    made = OpenDocumentText()
    made.meta.addElement(dc.Title(text="Three held in Saranta"))
    made.text.addElement(H(outlinelevel=1, text="Three held"))
    first = P(text=body[0])
    note = Note(id="n1", noteclass="footnote")
    note.addElement(NoteCitation(text="1"))
    inside = NoteBody()
    inside.addElement(P(text=NOTE))
    note.addElement(inside)
    first.addElement(note)
    first.addText(" And more.")
    made.text.addElement(first)
    items = List()
    for one in body[1:]:
        item = ListItem()
        item.addElement(P(text=one))
        items.addElement(item)
    made.text.addElement(items)
    grid = tables.Table(name="rows")
    for cells in ROWS:
        row = tables.TableRow()
        for text in cells:
            cell = tables.TableCell()
            cell.addElement(P(text=text))
            row.addElement(cell)
        grid.addElement(row)
    made.text.addElement(grid)
    to = io.BytesIO()
    made.write(to)
    rows = [" | ".join(row) for row in ROWS]
    words = " ".join(["Three held", body[0], "And more.", NOTE, *body[1:], *rows])
    return Case("letter.odt", to.getvalue(), words, (f"{body[0]} And more.", NOTE, rows[2]))


def letter_rtf() -> Case:
    """Return rich text with letters of other code pages, a note and a table."""
    body = paragraphs(2, 66)
    source = (r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times;}}{\info{\title Three held}{\author Orla Venn}}"
              r"{\header\pard Running head\par}\f0\fs24 " + body[0] + r"{\super 1}{\footnote\pard\plain " + NOTE + r"}"
              r" They said: \ldblquote No\rdblquote  in S\'e3o Tarrel \u8211? all of them.\par " + body[1] + r"\par"
              r"\trowd\cellx3000\cellx6000\intbl 12 March\cell Three held\cell\row\pard The end.\par}")
    text = f"{body[0]} They said: “No” in São Tarrel – all of them. {NOTE} {body[1]} 12 March | Three held The end."
    return Case("letter.rtf", source.encode("latin-1"), text, (body[0], NOTE, "in São Tarrel – all of them.", body[1]),
                absent=("Running head", "Times"))


def cases() -> Iterator[Case]:
    """Yield office documents."""
    yield report_docx()
    yield tracked_docx()
    yield letter_odt()
    yield letter_rtf()
    yield Case("docx-called.pdf", simple_docx(paragraphs(2, 70)), " ".join(paragraphs(2, 70)), (sentence(7_001), paragraph(71)))


def _saved(made: object) -> bytes:
    to = io.BytesIO()
    made.save(to)  # type: ignore[attr-defined]
    return to.getvalue()
