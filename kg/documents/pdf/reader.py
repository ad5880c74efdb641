"""From a PDF's bytes to its text and what it declares; pypdf where pdfium cannot read the file."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from kg.documents.blocks import title_of
from kg.documents.converted import Converted
from kg.documents.pdf.geometry import PageOfText
from kg.documents.pdf.glyphs import glyphs_of, segments_of, untold
from kg.documents.pdf.heads import without_heads
from kg.documents.pdf.layout import Pages
from kg.documents.pdf.paragraphs import text_of
from kg.documents.request import Request
from kg.documents.text import heading_of
from kg.documents.unread import Unread, unread
from kg.errors import DamagedFile, EmptyDocument, PastLimits, PicturesOnly, ProtectedFile
from kg.model import Page

RECOGNISE = "Run text recognition such as ocrmypdf first."
PASSWORD = 4  # pdfium's code for a password that is missing
PICTURE = 0.3  # share of a page that a picture covers
UNTOLD = 0.3  # share of letters that may be unknown
DATE = re.compile(r"^D:(\d{4})(\d{2})?(\d{2})?")


def read_pdf(data: bytes, request: Request) -> Iterator[Converted | Unread]:
    """Take the text of a PDF, page by page, and the title, author and day of making that it declares.

    Pages that are pictures without text, among others with text, are named in an `Unread`.
    """
    import pypdfium2

    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD:
            raise ProtectedFile(f"{request.name} asks for a password.",
                                "Open it with its password and print it to a new PDF.") from error
        yield _by_pypdf(data, request)
        return
    try:
        yield from _read(file, request)
    finally:
        file.close()


def _read(file: Any, request: Request) -> Iterator[Converted | Unread]:
    _check_length(len(file), request)
    pages: list[PageOfText] = []
    pictures: list[str] = []
    for number in range(len(file)):
        page = file[number]
        label = file.get_page_label(number) or str(number + 1)
        glyphs, height = glyphs_of(page)
        if untold(glyphs) > UNTOLD:
            raise DamagedFile(f"{request.name} does not tell which letters it draws (page {label}).", RECOGNISE)
        if not glyphs and _has_picture(page):
            pictures.append(label)
        pages.append(PageOfText(number, label, height, segments_of(glyphs)))
        page.close()
    _check_text(pages, pictures, request)
    text, starts = _text(without_heads(pages))
    if not text.strip():  # all of it runs along, as on slides: then it is the text
        text, starts = _text(pages)
    yield _converted(text, starts, file.get_metadata_dict())
    if pictures:
        named = ", ".join(pictures[:20]) + (", ..." if len(pictures) > 20 else "")
        error = PicturesOnly(f"{request.name} holds pictures and no text on some pages ({named}).", RECOGNISE)
        yield unread(error, request.file, request.part_of(f"pages {named}"))


def _text(pages: Sequence[PageOfText]) -> tuple[str, tuple[Page, ...]]:
    layout = Pages()
    return text_of([(page.number, page.label, layout.regions_of(page.segments)) for page in pages])


def _check_length(pages: int, request: Request) -> None:
    if pages > request.limits.pages:
        raise PastLimits(f"{request.name} has {pages:,} pages, more than are read.", "Split it.")


def _check_text(pages: Sequence[PageOfText], pictures: Sequence[str], request: Request) -> None:
    if any(page.segments for page in pages):
        return
    if pictures:
        raise PicturesOnly(f"{request.name} holds pictures of pages and no text.", RECOGNISE)
    raise EmptyDocument(f"{request.name} holds no text.", "Give a file that holds text, or leave this one out.")


def _has_picture(page: Any) -> bool:
    """Tell whether a picture covers much of a page, as a scan does and a logo does not."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    covered = 0.0
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        covered += (right - left) * (top - bottom)
    return bool(covered >= PICTURE * width * height)


def _converted(text: str, starts: tuple[Page, ...], declared: dict[str, str]) -> Converted:
    """A day in the text's first lines is the publication's; that of the file's making stands in where there is none.

    It does so only if the text speaks of that year: an old text may have been scanned or printed anew much later.
    """
    title, date = heading_of(text)
    made = _day(declared.get("CreationDate", ""))
    if date is None and made is not None and re.search(rf"\b{made.year}\b", text):
        date = made
    return Converted(text, title_of(declared.get("Title", "")) or title, date,
                     author=" ".join(declared.get("Author", "").split()), pages=starts)


def _day(written: str) -> dt.date | None:
    match = DATE.match(written)
    try:
        return dt.date(*(int(part) for part in match.groups())) if match and all(match.groups()) else None
    except ValueError:
        return None


def _by_pypdf(data: bytes, request: Request) -> Converted:
    """Read a file that pdfium finds damaged: less careful of order, more of the file."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    damaged = DamagedFile(f"{request.name} is damaged, or no PDF.", "Get it anew, or print it to a new PDF.")
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        _check_length(len(reader.pages), request)
        texts = [page.extract_text() for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, AssertionError) as error:
        raise damaged from error
    pieces: list[str] = []
    starts: list[Page] = []
    length = 0
    for number, text in enumerate(texts, 1):
        if text.strip():
            starts.append(Page(length, str(number)))
            pieces.append(text.strip() + "\n\n")
            length += len(pieces[-1])
    if not pieces:
        raise damaged
    return _converted("".join(pieces).strip(), tuple(starts), {})
