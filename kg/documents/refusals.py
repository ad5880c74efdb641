"""Kinds of files that are told by their beginning and refused, each with a sentence and a remedy."""

from __future__ import annotations

from collections.abc import Iterable

from kg.documents.signatures import disguise, is_locked
from kg.errors import DamagedFile, KGError, ProtectedFile, UnknownFormat

# Files of these kinds are named in the report, with what to do about them, rather than passed over.
LEGACY = {
    ".doc": ("an older Word document (.doc)", "Open it in Word or LibreOffice and save it as .docx."),
    ".xls": ("an older Excel workbook (.xls)", "Open it in Excel or LibreOffice and save it as .xlsx."),
    ".ppt": ("an older PowerPoint file (.ppt)", "Open it in PowerPoint or LibreOffice and export it as PDF."),
    ".pptx": ("a PowerPoint file (.pptx)", "Export it as PDF."),
    ".ods": ("an OpenDocument spreadsheet (.ods)", "Save it as .xlsx or .csv."),
    ".odp": ("an OpenDocument presentation (.odp)", "Export it as PDF."),
    ".epub": ("an e-book (.epub)", "Convert it to .html or .docx."),
    ".msg": ("an Outlook message (.msg)", "Save it from the mail program as .eml."),
    ".ole": ("a file of an older Office program", "Save it in the format of a newer one, such as .docx."),
}
# Kinds that begin alike in every file, and what they are called.
BEGINNINGS = {
    ".pdf": "a PDF",
    ".rtf": "rich text (RTF)",
    ".docx": "a Word document",
    ".xlsx": "an Excel workbook",
    ".odt": "an OpenDocument text",
    ".zip": "a zip archive",
}


def refused(data: bytes, kind: str, name: str) -> KGError | None:
    """Return the error for bytes of a kind that is never read, or None."""
    if is_locked(data):
        return ProtectedFile(f"{name} is encrypted.", "Open it with its password and save it without one.")
    if kind in LEGACY:
        what, remedy = LEGACY[kind]
        return UnknownFormat(f"{name} is {what}.", remedy)
    other = disguise(data)
    if other:
        return UnknownFormat(f"{name} is {other}, not a text.", "Leave it out, or give the text that it holds.")
    return None


def misnamed(extension: str, kind: str, name: str) -> DamagedFile | None:
    """Return the error for a file whose name promises a beginning that it does not have, or None."""
    if extension not in BEGINNINGS or kind:
        return None
    return DamagedFile(f"{name} is not {BEGINNINGS[extension]}, though its name says so.",
                       "It may be damaged: get it anew, or name it after what it is.")


def unknown(name: str, extension: str, known: Iterable[str]) -> UnknownFormat:
    """Return the error for a file of a kind without a reader."""
    if extension in LEGACY:
        what, remedy = LEGACY[extension]
        return UnknownFormat(f"{name} is called {what} but is none that is known.", remedy)
    return UnknownFormat(f"{name} is of a kind that cannot be read ({extension or 'no extension'}).",
                         f"Convert it to one of {', '.join(known)}.")
