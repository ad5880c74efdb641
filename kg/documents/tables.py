"""Tables with a document in each row: comma- or tab-separated, and workbooks."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from kg.documents.archives import member, opened
from kg.documents.converted import Converted
from kg.documents.encoding import decode
from kg.documents.records import Record, documents_of
from kg.documents.request import Request
from kg.documents.unread import Unread, unread
from kg.errors import DamagedFile, KGError, PastLimits

SEPARATORS = (",", ";", "\t", "|")
SAMPLED = 1 << 16  # characters that are looked at to tell the separator
LOOKED_AT = 50  # rows
SMALL = 1 << 20
Row = Sequence[object]


def read_csv(data: bytes, request: Request) -> Iterator[Converted | Unread]:
    """Take a document from each row; the first row names the columns, and the rows are counted as a spreadsheet does."""
    text = decode(data, request.name)
    separator = "\t" if request.extension == ".tsv" else separator_of(text)
    before = csv.field_size_limit(request.limits.text)
    try:
        rows = enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1)
        yield from documents_of(_records(rows, "", request), request)
    except csv.Error as error:
        raise DamagedFile(f"{request.name} is damaged as a table ({error}).", "Save it anew as .csv in UTF-8.") from error
    finally:
        csv.field_size_limit(before)


def read_xlsx(data: bytes, request: Request) -> Iterator[Converted | Unread]:
    """Take a document from each row of each sheet; the first row of a sheet names its columns."""
    from openpyxl import load_workbook

    _no_bomb(data, request)
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "iter_rows")]
    for sheet in sheets:
        sheet.reset_dimensions()  # what the file says of its size may be a lie
        where = f"{sheet.title}, " if len(sheets) > 1 else ""
        rows = ((number, [_value(cell) for cell in row]) for number, row in enumerate(sheet.iter_rows(values_only=True), 1))
        try:
            yield from documents_of(_records(rows, where, request), request)
        except KGError as error:
            if len(sheets) == 1:
                raise
            yield unread(type(error)(f"{request.name}: sheet {sheet.title}: {error.message.removeprefix(request.name)}",
                                     error.remedy), request.file, request.part_of(f"sheet {sheet.title}"))


def separator_of(text: str) -> str:
    """Return what parts the columns: that by which most rows have as many columns as the first.

    >>> separator_of("title;text\\na;One, two\\n"), separator_of("text\\nOne\\n")
    (';', ',')
    """
    sample = text[:SAMPLED]
    return max(SEPARATORS, key=lambda separator: _fit(sample, separator))


def _fit(sample: str, separator: str) -> tuple[float, int]:
    try:
        rows = list(islice(csv.reader(io.StringIO(sample, newline=""), delimiter=separator), LOOKED_AT))
    except csv.Error:
        return 0.0, 0
    width = len(rows[0]) if rows else 0
    alike = sum(len(row) == width for row in rows) / len(rows) if width > 1 else 0.0
    return round(alike, 2), width


def _records(rows: Iterable[tuple[int, Row]], where: str, request: Request) -> Iterator[tuple[str, Record]]:
    numbered = iter(rows)
    header = next(((number, row) for number, row in numbered if any(_is_filled(value) for value in row)), None)
    if header is None:
        return
    names = _names(header[1], request)
    for number, row in chain(numbered):
        if number > request.limits.rows:
            raise PastLimits(f"{request.name} has more than {request.limits.rows:,} rows.", "Split it.")
        _check_width(row, request)
        if any(_is_filled(value) for value in row):
            yield f"{where}row {number}", {name: value for name, value in zip(names, row, strict=False) if name}


def _names(header: Row, request: Request) -> list[str]:
    """Return the columns' names; a second column of the same name gets a number."""
    _check_width(header, request)
    names: list[str] = []
    for value in header:
        name = " ".join(str(value if value is not None else "").split())
        same = sum(other == name or other.startswith(f"{name} (") for other in names) if name else 0
        names.append(f"{name} ({same + 1})" if same else name)
    return names


def _check_width(row: Row, request: Request) -> None:
    if len(row) > request.limits.columns and sum(map(_is_filled, row)) > request.limits.columns:
        raise _too_wide(request)


def _too_wide(request: Request) -> PastLimits:
    return PastLimits(f"{request.name} has a row of more than {request.limits.columns:,} columns.",
                      "Give a table with a document in each row.")


def _is_filled(value: object) -> bool:
    return value is not None and value != ""


def _value(cell: object) -> object:
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat()
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _no_bomb(data: bytes, request: Request) -> None:
    """Raise `PastLimits` where a member says that it unpacks to more than it may; one that lies is found damaged."""
    box = opened(data, request)
    for info in box.infolist():
        if info.file_size > SMALL and info.file_size > request.limits.ratio * max(1, info.compress_size):
            raise PastLimits(f"{request.name} unpacks to over {request.limits.ratio} times its size, as bombs do.",
                             "Leave it out, unless you know who made it.")
        if info.filename.startswith("xl/worksheets/"):
            content = member(box, info, request)
            if max(row.count(b"<c ") for row in content.split(b"</row>")) > request.limits.columns:
                raise _too_wide(request)
