"""Files that are damaged, locked, empty, disguised, or made to do harm."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator

from tests.awkward.cases import Case
from tests.awkward.office import changed, simple_docx
from tests.awkward.prose import paragraphs

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
SHEET = ('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">{}</row>'
         "</sheetData></worksheet>")


def cases() -> Iterator[Case]:
    """Yield what is to be refused."""
    yield Case("empty.md", b" \r\n\t\n", refused="KG102")
    yield Case("photo.txt", b"\xff\xd8\xff\xe0\0\x10JFIF" + random.Random(1).randbytes(3_000), refused="KG104")
    yield Case("noise.txt", random.Random(2).randbytes(4_000), refused="KG103")
    yield Case("older.doc", OLE + "WordDocument".encode("utf-16-le"), refused="KG104")
    yield Case("locked.docx", OLE + "EncryptedPackage".encode("utf-16-le"), refused="KG107")
    good = simple_docx(paragraphs(3, 140))
    yield Case("cut.docx", good[: len(good) // 2], refused="KG108")
    yield Case("entities.docx", changed(good, _entities), refused="KG108")
    yield Case("bomb.zip", zipped({"a.txt": b"Held. " * (30 << 20)}), refused="KG110")
    yield Case("matryoshka.zip", matryoshka(12), refused="KG110")
    yield Case("wide.xlsx", wide_workbook(1_000_000), refused="KG110")
    yield Case("locked.zip", locked(zipped({"a.txt": b"Held."})), refused="KG107")


def zipped(members: dict[str, bytes]) -> bytes:
    """Return an archive of some members."""
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in members.items():
            box.writestr(name, content)
    return to.getvalue()


def matryoshka(depth: int) -> bytes:
    """Return archives within archives."""
    data = zipped({"a.txt": b"Held."})
    for _ in range(depth):
        data = zipped({"a.zip": data})
    return data


def locked(data: bytes) -> bytes:
    """Return an archive whose members say that they are encrypted."""
    return data.replace(b"PK\x03\x04\x14\0\0\0", b"PK\x03\x04\x14\0\x01\0").replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\x01\0")


def wide_workbook(columns: int) -> bytes:
    """Return a workbook with one row of very many cells."""
    import openpyxl

    to = io.BytesIO()
    openpyxl.Workbook().save(to)
    cells = "".join(f'<c t="inlineStr"><is><t>{number}</t></is></c>' for number in range(columns))
    return changed(to.getvalue(), lambda name, content: SHEET.format(cells).encode() if name.endswith("sheet1.xml") else content)


def _entities(name: str, content: bytes) -> bytes:
    if name != "word/document.xml":
        return content
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    start = content.index(b"<w:document")
    return content[:start] + f'<!DOCTYPE x [<!ENTITY l0 "lol">{levels}]>'.encode() + content[start:].replace(b"<w:t>", b"<w:t>&l9;", 1)
