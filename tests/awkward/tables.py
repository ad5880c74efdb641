"""Tables, workbooks, records and archives."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterator

from tests.awkward.cases import Case
from tests.awkward.office import simple_docx
from tests.awkward.prose import paragraph, paragraphs, sentence


def cases() -> Iterator[Case]:
    """Yield files of many documents."""
    rows = [paragraph(80), paragraph(81).replace(". ", ".\n"), " ".join(paragraphs(700, 1_000))]
    to = io.StringIO()
    writer = csv.writer(to, delimiter=";")
    writer.writerow(["Datum", "Überschrift", "Body"])
    for number, row in enumerate(rows):
        writer.writerow([f"2031-03-{number + 1:02}", "Held, and freed; again", row])
    yield Case("semicolons.csv", to.getvalue().encode("cp1252"), " ".join(rows), (paragraph(80), paragraph(1_500)), documents=3)
    tabs = "headline\tarticle_text\n" + "".join(f"Held \"again\"\t{one}\n" for one in paragraphs(4, 84))
    yield Case("tabs.tsv", tabs.encode(), " ".join(paragraphs(4, 84)), (sentence(8_501),), documents=4)
    yield workbook()
    lines = [json.dumps({"title": "Held", "maintext": one, "source": {"name": "The Lantern"}}) for one in paragraphs(3, 94)]
    yield Case("one-damaged.jsonl", "\n".join([*lines[:2], '{"title": "cut', lines[2]]).encode(), " ".join(paragraphs(3, 94)),
               (sentence(9_401),), documents=3, refused="KG108")
    articles = [{"source": {"id": None, "name": "The Lantern"}, "author": "Orla Venn", "publishedAt": "2031-03-12T08:00:00Z",
                 "content": "".join(f"<p>{part}</p>" for part in (paragraph(number), sentence(number)))} for number in (97, 98)]
    text = " ".join(f"{paragraph(number)} {sentence(number)}" for number in (97, 98))
    yield Case("nested.json", json.dumps({"status": "ok", "articles": articles}).encode(), text, (sentence(9_702), sentence(97)),
               documents=2, absent=("<p>",))
    yield Case("no-text.json", json.dumps([{"lat": 1, "lon": 2}, {"lat": 3, "lon": 4}]).encode(), refused="KG112")
    yield archive()


def workbook() -> Case:
    """Return a workbook of two sheets with dates, numbers and formulas."""
    import openpyxl

    made = openpyxl.Workbook()
    first, second = made.active, made.create_sheet("Older")
    texts = paragraphs(4, 88)
    for sheet, body in ((first, texts[:2]), (second, texts[2:])):
        sheet.append(["No.", "Published", "Headline", "Text"])
        for number, one in enumerate(body):
            sheet.append([number, dt.datetime(2031, 3, 12, 8), f"=CONCATENATE({number})", one])
    to = io.BytesIO()
    made.save(to)
    return Case("sheets.xlsx", to.getvalue(), " ".join(texts), (sentence(8_801), sentence(9_101)), documents=4)


def archive() -> Case:
    """Return an archive in an archive, with names that point elsewhere, and what a Mac leaves there."""
    texts = paragraphs(4, 120)
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("c/letter.docx", simple_docx(texts[2:3]))
        box.writestr("c/d.md", f"# Held\n\n{texts[3]}")
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as box:
        box.writestr("../../../etc/a.txt", texts[0])
        box.writestr("/b.txt", texts[1])
        box.writestr("inner.zip", inner.getvalue())
        box.writestr("__MACOSX/._a.txt", b"\0\5\26\7")
        box.writestr("photos/x.jpg", b"\xff\xd8\xff")
    text = " ".join([*texts[:2], "Held", texts[3], texts[2]])
    return Case("nested.zip", outer.getvalue(), text, (sentence(12_001), sentence(12_201)), documents=4)
