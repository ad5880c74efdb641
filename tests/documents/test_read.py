"""Files to documents: what a user's files give, and what they are told when a file gives nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
import socket
from pathlib import Path

import pytest

import kg
from kg.documents import find_files, find_others, read_bytes
from kg.errors import DamagedFile, EmptyDocument, FileMissing, KGError, ProtectedFile, UnknownFormat, UnreadableEncoding
from kg.model import Document

DAY = dt.date(2031, 3, 12)
TEXT = "Three held in Saranta\n\n12 March 2031\n\nPolice arrested three women.\n\nThey were released.\n"
MARKDOWN = """---
title: Three held
date: 2031-03-12
publisher: The Lantern
---
# Three held in *Saranta*

Police [arrested](https://example.org/a) three women
and `two` men.

* One
* Two

| Name | Age |
|------|-----|
| Ana  | 34  |

> They were released.

<script>alert(1)</script>

![a picture](x.png)
"""
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Three held | The Lantern</title>
<meta property="og:title" content="Three held in Saranta"><meta property="og:site_name" content="The Lantern">
<meta property="article:published_time" content="2031-03-12T08:00:00Z"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/about">About us</a></li></ul></nav>
<article><h1>Three held in Saranta</h1>
<p>Police arrested three women on Monday, said <a href="m.html">the minister</a> in the capital.</p>
<p>They were released on the following day after a judge had seen them, their lawyer told the court.</p>
</article><footer>All rights reserved</footer><script src="https://example.org/x.js"></script></body></html>"""


def test_text_keeps_every_character() -> None:
    document = read_bytes(TEXT.encode(), "held.txt")
    assert document == Document(
        hashlib.sha256(TEXT.encode()).hexdigest()[:16], TEXT, "Three held in Saranta", DAY, "", "held.txt"
    )


@pytest.mark.parametrize(
    ("text", "title", "date"),
    [
        ("Headline\n12 March 2031\n\nThe body of it.", "Headline", DAY),
        ("12 March 2031\n\nHeadline\n\nThe body of it.", "Headline", DAY),
        ("\n\nHeadline\n\nThe body of it.", "Headline", None),
        ("Headline\n\nBy Our Staff\n\n12 March 2031\n\nThe body of it.", "Headline", DAY),
        ("Did he order it?\n\nThe body of it.", "Did he order it?", None),
        ("The first sentence.\n\nThe second, on\n\n12 March 2031\n", "", None),
        ("A first paragraph that is broken\nover two lines.\n\nThe second.", "", None),
        ("Only one line", "", None),
    ],
)
def test_headline_and_date_line(text: str, title: str, date: dt.date | None) -> None:
    document = read_bytes(text.encode(), "a.txt")
    assert (document.title, document.date) == (title, date)


def test_markdown() -> None:
    document = read_bytes(MARKDOWN.encode(), "held.md")
    assert document.text.split("\n\n") == [
        "Three held in Saranta", "Police arrested three women and two men.", "One", "Two", "Name | Age", "Ana | 34",
        "They were released.",
    ]
    assert (document.title, document.date, document.publisher) == ("Three held", DAY, "The Lantern")


def test_markdown_without_front_matter_takes_heading_and_date_line() -> None:
    document = read_bytes(b"# Three held\n\n12 March 2031\n\nPolice arrested three women.\n", "held.md")
    assert (document.title, document.date) == ("Three held", DAY)


def test_html() -> None:
    document = read_bytes(PAGE.encode(), "held.html")
    assert (document.title, document.date, document.publisher) == ("Three held in Saranta", DAY, "The Lantern")
    assert "said the minister in the capital.\n\nThey were released" in document.text
    assert "About us" not in document.text
    assert "alert" not in document.text


def test_html_reads_its_own_encoding() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-2">').replace("Saranta", "Łódź")
    assert read_bytes(page.encode("iso-8859-2"), "a.html").title == "Three held in Łódź"


def test_no_reader_touches_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    for name, text in (("a.txt", TEXT), ("a.md", MARKDOWN), ("a.html", PAGE)):
        assert read_bytes(text.encode(), name).text


@pytest.mark.parametrize(("name", "text"), [("a.txt", TEXT), ("a.md", MARKDOWN), ("a.html", PAGE)])
def test_a_given_date_takes_the_place_of_the_files_own(name: str, text: str) -> None:
    assert read_bytes(text.encode(), name, date=dt.date(2001, 2, 3)).date == dt.date(2001, 2, 3)


def test_read_names_the_file_as_source(tmp_path: Path) -> None:
    file = tmp_path / "held.TXT"
    file.write_text(TEXT, encoding="utf-8")
    assert kg.read(file).source == file.as_posix()
    assert kg.read(str(file), source="elsewhere").source == "elsewhere"


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("gone.txt", None, FileMissing),
        ("empty.txt", b"", EmptyDocument),
        ("blank.md", b" \n\n", EmptyDocument),
        ("bare.html", b"<html><body></body></html>", EmptyDocument),
        ("noise.txt", b"\x89\0\0\0\r", UnreadableEncoding),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\r", UnknownFormat),
        ("photo.md", b"\xff\xd8\xff\xe0\0\x10JFIF", UnknownFormat),
        ("printed.txt", b"%PDF-1.4\nBT (Police held three women.) Tj ET", DamagedFile),
        ("word.html", b"PK\x03\x04word/document.xml", DamagedFile),
        ("report.pdf", b"%PDF-1.7", DamagedFile),
        ("report.pdf", b"Police held three women.", DamagedFile),
        ("report.docx", b"Police held three women.", DamagedFile),
        ("minutes.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), UnknownFormat),
        ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), ProtectedFile),
        ("report", b"A text.", UnknownFormat),
        ("artcles", None, FileMissing),
        ("gone.pdf", None, FileMissing),
    ],
)
def test_errors_name_file_and_remedy(tmp_path: Path, name: str, data: bytes | None, error: type[KGError]) -> None:
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(error) as caught:
        kg.read(file)
    assert name in caught.value.message
    assert caught.value.message.count("\n") == 0
    assert caught.value.remedy.endswith(".")


def test_text_that_tells_of_a_format_is_text() -> None:
    assert read_bytes(b"PK is a code. Files of it begin with %PDF-.", "a.txt").text.startswith("PK")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "texts.txt").mkdir()
    with pytest.raises(FileMissing, match="folder"):
        kg.read(tmp_path / "texts.txt")


def test_find_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "sub/c.MD", "README.md", "sub/readme.txt", ".hidden.txt", ".git/x.txt", "d.jpg",
                 "~$b.docx", "__MACOSX/b.txt", "old.doc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path, tmp_path / "b.txt"])]
    assert found == ["a.html", "b.txt", "old.doc", "sub/c.MD"]
    assert find_files([tmp_path / "README.md", tmp_path / "d.jpg", "gone.txt"]) == [
        tmp_path / "README.md", tmp_path / "d.jpg", Path("gone.txt")
    ]
    assert find_others([tmp_path, tmp_path / "d.jpg"]) == [tmp_path / "d.jpg"]


def test_links_that_lead_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    (tmp_path / "folder" / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "folder" / "out.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "folder" / "in.txt").symlink_to(tmp_path / "folder" / "a.txt")
    assert [path.name for path in find_files([tmp_path / "folder"])] == ["a.txt", "in.txt"]


def test_a_file_is_read_as_what_it_is(tmp_path: Path) -> None:
    for name, data in (("rich.txt", b"{\\rtf1 Police held three women.}"), ("page.pdf", PAGE.encode())):
        (tmp_path / name).write_bytes(data)
    assert kg.read(tmp_path / "rich.txt").text == "Police held three women."
    assert kg.read(tmp_path / "page.pdf").title == "Three held in Saranta"


def test_every_example_has_title_and_date() -> None:
    documents = [kg.read(path) for path in find_files([kg.examples_dir()])]
    assert len(documents) >= 12
    assert all(document.title and document.date for document in documents)
