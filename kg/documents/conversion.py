"""From bytes to documents: the true kind told, the right reader called, whatever goes wrong with one part said of it alone."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace

from kg.documents.converted import Converted
from kg.documents.identity import document_id
from kg.documents.languages import check_language
from kg.documents.readers import READERS
from kg.documents.refusals import misnamed, refused, unknown
from kg.documents.request import Reader, Request
from kg.documents.signatures import kind_of
from kg.documents.unread import Unread, unread
from kg.errors import DamagedFile, EmptyDocument, KGError, PastLimits

LEAVE_OUT = "Give a file that holds text, or leave this one out."
# No Unicode text: neither a store nor a page could hold them. Each becomes one other character, so that offsets hold.
NO_TEXT = re.compile("[\0\ud800-\udfff]")
log = logging.getLogger(__name__)


def convert(data: bytes, request: Request) -> Iterator[Converted | Unread]:
    """Yield the documents that bytes hold, each with its id, and an `Unread` for what gave none. Never raises an error.

    >>> [found.title for found in convert(b"Three held\\n\\nPolice held three women.", Request("held.txt"))]
    ['Three held']
    """
    try:
        given = 0
        for found in _reader(data, request)(data, request):
            given += 1
            yield found if isinstance(found, Unread) else _checked(found, data, request)
        if not given:
            raise EmptyDocument(f"{request.name} holds nothing to read.", LEAVE_OUT)
    except KGError as error:
        yield unread(error, request.file, request.part)
    except MemoryError:
        yield unread(too_much("memory", request.name), request.file, request.part)
    except Exception as error:
        # The batch runner: libraries meet damaged files with errors of every kind, and the other parts go on.
        log.debug("%s failed", request.name, exc_info=True)
        yield unread(_unforeseen(error, request.name), request.file, request.part)


def too_much(what: str, name: str) -> PastLimits:
    """Return the error of a file that takes more memory or time than it may."""
    return PastLimits(f"{name} takes more {what} to convert than a file may.",
                      "Split it, or save its text as .txt, and give that.")


def _reader(data: bytes, request: Request) -> Reader:
    """Return the reader for what the bytes are, which need not be what the name says; raise where there is none."""
    extension = request.extension
    if not data.strip():
        raise EmptyDocument(f"{request.name} is empty.", LEAVE_OUT)
    kind = kind_of(data)
    refusal = refused(data, kind, request.name)
    if refusal:
        raise refusal
    if extension in READERS and (not kind or not _is_ours(extension)):
        error = misnamed(extension, kind, request.name)
        if error:
            raise error
        return READERS[extension]
    if kind in READERS:
        return READERS[kind]
    raise unknown(request.name, kind or extension, READERS)


def _is_ours(extension: str) -> bool:
    """Tell whether what a file of this extension holds is told by its beginning: a plug-in's kinds are its own."""
    return extension not in READERS.added()


def _checked(found: Converted, data: bytes, request: Request) -> Converted | Unread:
    """Complete a document, or say why it is none."""
    part = found.part or request.part
    name = f"{request.file}: {part}" if part else request.name
    try:
        if not found.text.strip():
            raise EmptyDocument(f"{name} holds no readable text.", LEAVE_OUT)
        if len(found.text) > request.limits.text:
            raise PastLimits(f"{name} has {len(found.text):,} characters, more than one document may.", "Split it.")
        check_language(found.text, name, request.options.languages)
    except KGError as error:
        return unread(error, request.file, part)
    return replace(found, text=NO_TEXT.sub("\ufffd", found.text), part=part, id=found.id or document_id(data))


def _unforeseen(error: Exception, name: str) -> DamagedFile:
    told = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return DamagedFile(f"{name} is damaged, or of a make that is not known ({told}).",
                       "Open it in the program that made it, and save it anew or as text.")
