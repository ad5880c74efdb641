"""What each format tells of a document beside its text, and what of the text is easily lost."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from kg.documents import Converted, Options, Unread, language_of
from kg.documents.conversion import convert
from kg.documents.request import request_for
from tests.awkward import mails, office, pdfs, tables
from tests.awkward.prose import paragraph, paragraphs

DAY = dt.date(2031, 3, 12)
ANY = Options(languages=None)


def read(data: bytes, name: str, options: Options = ANY) -> list[Converted]:
    found = list(convert(data, request_for(name, options)))
    assert not [one for one in found if isinstance(one, Unread)], found
    return [one for one in found if isinstance(one, Converted)]


def refused(data: bytes, name: str, options: Options = ANY) -> Unread:
    (found,) = convert(data, request_for(name, options))
    assert isinstance(found, Unread)
    return found


def test_mail_tells_subject_day_and_sender() -> None:
    message, *attached = read(mails.with_attachments().data, "a.eml")
    assert (message.title, message.date, message.author) == ("Réponse: three held", DAY, "Órla Venn")
    assert [one.part for one in attached] == ["letter.docx", "rows.csv: row 2", "rows.csv: row 3", "message.eml"]
    assert "orla@" not in message.text


def test_a_message_that_is_nothing_but_a_message_forwarded() -> None:
    inner = bytes(mails.message("Older", paragraph(1)))
    (found,) = read(b"Subject: Fwd\nContent-Type: message/rfc822\n\n" + inner, "a.eml")
    assert (found.title, found.part, found.text.strip()) == ("Older", "message.eml", paragraph(1))


def test_word_tells_title_and_author_but_not_its_programs_name() -> None:
    (report,) = read(office.report_docx().data, "a.docx")
    assert (report.title, report.author) == ("Three held in Saranta", "Orla Venn")


def test_opendocument_and_rich_text_tell_their_titles() -> None:
    assert read(office.letter_odt().data, "a.odt")[0].title == "Three held in Saranta"
    (letter,) = read(office.letter_rtf().data, "a.rtf")
    assert (letter.title, letter.author) == ("Three held", "Orla Venn")


def test_a_pdf_tells_pages_and_author() -> None:
    case = pdfs.columns_case("a.pdf", 2, paragraphs(26, 200))
    (found,) = read(case.data, "a.pdf")
    assert found.author == "Orla Venn" and found.title == ""
    assert [page.label for page in found.pages] == ["1", "2", "3"]
    assert found.page_of(0) == "1" and found.page_of(len(found.text) - 1) == "3"


def test_records_tell_what_their_fields_do() -> None:
    record = {"headline": "Three held", "articleBody": paragraph(1), "datePublished": "2031-03-12T08:00:00+01:00", "lang": "en",
              "source": {"name": "The Lantern"}, "url": "https://lantern.example/1", "guid": 17, "author": [{"name": "Orla Venn"}]}
    (found,) = read(json.dumps(record).encode(), "a.json")
    assert (found.title, found.date, found.publisher, found.author, found.language, found.url) == (
        "Three held", DAY, "The Lantern", "Orla Venn", "en", "https://lantern.example/1")


def test_a_column_of_prose_is_the_text_whatever_it_is_called() -> None:
    found = read(f'kind,story so far,description\nnews,"{paragraph(1)}",short\n'.encode(), "a.csv")
    assert [one.text for one in found] == [paragraph(1)]


def test_a_workbook_gives_dates_and_names_its_sheets() -> None:
    found = read(tables.workbook().data, "a.xlsx")
    assert [one.part for one in found] == ["Sheet, row 2", "Sheet, row 3", "Older, row 2", "Older, row 3"]
    assert {one.date for one in found} == {DAY}


def test_a_sheet_without_texts_does_not_lose_the_others() -> None:
    import io

    import openpyxl

    book = openpyxl.Workbook()
    for row in (["x", "y"], [1, 2]):
        book.active.append(row)
    sheet = book.create_sheet("Articles")
    for row in (["text"], [paragraph(1)]):
        sheet.append(row)
    to = io.BytesIO()
    book.save(to)
    unread, found = convert(to.getvalue(), request_for("a.xlsx", ANY))
    assert isinstance(unread, Unread) and isinstance(found, Converted)
    assert (unread.part, unread.code, found.text) == ("sheet Sheet", "KG112", paragraph(1))


@pytest.mark.parametrize(("text", "code"), [
    ("The police held three women in the capital, and they were freed on the next day by a judge.", "en"),
    ("La policía detuvo a tres mujeres en la capital, y fueron puestas en libertad al día siguiente por un juez.", "es"),
    ("La police a arrêté trois femmes dans la capitale, et elles ont été libérées le lendemain par un juge.", "fr"),
    ("Die Polizei nahm drei Frauen in der Hauptstadt fest, und sie wurden am nächsten Tag von einem Richter freigelassen.", "de"),
    ("Полиция задержала трех женщин в столице, и на следующий день судья освободил их.", "ru"),
    ("警察在首都逮捕了三名妇女，第二天法官释放了她们。", "zh"),
    ("Held: Ana Ruiz", "en"),
    ("Free at last", "en"),
    ("", "en"),
])
def test_languages(text: str, code: str) -> None:
    assert language_of(text)[0] == code


def test_the_majority_of_paragraphs_decides() -> None:
    spanish = "La policía detuvo a tres mujeres en la capital, y fueron puestas en libertad al día siguiente por un juez."
    assert language_of("\n\n".join([spanish, *paragraphs(3)]))[0] == "en"
    assert language_of("\n\n".join([paragraph(1, 1), spanish, spanish, spanish]))[0] == "es"


def test_another_language_is_refused_unless_it_is_allowed() -> None:
    text = "Полиция задержала трех женщин в столице, и на следующий день судья освободил их.".encode()
    assert refused(text, "a.md", Options()).code == "KG111"
    assert read(text, "a.md", Options(languages=("en", "ru")))


def test_nothing_is_fetched_for_xml(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words", encoding="utf-8")

    def change(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        start = content.index(b"<w:document")
        entity = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'.encode()
        return content[:start] + entity + content[start:].replace(b"<w:t>", b"<w:t>&s;", 1)

    found = refused(office.changed(office.simple_docx(paragraphs(1)), change), "a.docx")
    assert found.code == "KG108"
    assert "secret words" not in found.message


def test_yaml_that_blows_up_is_not_written_out() -> None:
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 12))
    (found,) = read(f"---\nl0: &l0 lol\n{levels}\ntitle: *l11\n---\n{paragraph(1)}\n".encode(), "a.md")
    assert found.text == paragraph(1) and len(found.title) < 100




def test_a_page_tells_its_language_and_a_short_one_is_read_whole() -> None:
    (found,) = read(b"<html lang='en-GB'><title>Note</title><body>Ana Ruiz was freed.<br>She is well.</body></html>", "a.html")
    assert found.language == "en"
    assert "Ana Ruiz was freed." in found.text and "She is well." in found.text


def test_bytes_without_a_name_are_read_by_the_kind_given() -> None:
    from kg.documents import read_all
    from kg.model import Document

    (found,) = read_all("standard input", data=paragraph(1).encode(), kind=".md")
    assert isinstance(found, Document)
    assert (found.text, found.source) == (paragraph(1), "standard input")
    (told,) = read_all("standard input", data=office.simple_docx(paragraphs(1)), kind=".txt")
    assert isinstance(told, Document) and told.text == paragraph(1)


@pytest.mark.parametrize(("made", "date"), [("D:20310312080000", DAY), ("D:20440101000000", None), ("D:2031", None)])
def test_the_day_of_a_pdfs_making_counts_if_its_text_speaks_of_that_year(made: str, date: dt.date | None) -> None:
    import io

    from pypdf import PdfReader, PdfWriter

    data, _ = pdfs.book(["The women were held in 2031, and freed by a judge on the next day."], 1)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.add_metadata({"/CreationDate": made})
    to = io.BytesIO()
    writer.write(to)
    assert read(to.getvalue(), "a.pdf")[0].date == date
