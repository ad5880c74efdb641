"""E-mail (.eml) and saved web pages (.mhtml), which are written alike: parts with headers, each in its own encoding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kg.documents.converted import Converted
from kg.documents.encoding import decode
from kg.documents.files import is_read
from kg.documents.html import article_of, declared_encoding
from kg.documents.plain_html import text_of
from kg.documents.request import Request
from kg.documents.unread import Unread
from kg.errors import DamagedFile, PastLimits

if TYPE_CHECKING:
    from email.message import Message

MOST_PARTS = 1_000


def read_mail(data: bytes, request: Request) -> Iterator[Converted | Unread]:
    """Take the text of a message, without its headers; attachments are documents of their own, messages among them."""
    from kg.documents.conversion import convert

    message = _message(data, request)
    if request.depth > request.limits.depth:
        raise PastLimits(f"{request.name} lies in messages within messages.", "Save the innermost on its own.")
    if message.get_content_maintype() == "message":
        yield from convert(_content(message), request.within("message.eml"))
        return
    bodies = (message.get_body((kind,)) for kind in ("plain", "html"))
    text = next((text for body in bodies if body is not None and (text := _text(body, request)).strip()), "")
    attached = [(name, content) for part in message.iter_attachments() if (name := _name(part)) and (content := _content(part))]
    if text.strip() or not attached:
        yield Converted(text, _header(message, "subject"), _day(message), author=_sender(message))
    for name, content in attached[:MOST_PARTS]:
        if is_read(PurePosixPath(name)):
            yield from convert(content, request.within(name))


def read_mhtml(data: bytes, request: Request) -> Iterator[Converted]:
    """Take the article of a saved web page: the first page in it. Pictures and styles beside it are left out."""
    message = _message(data, request)
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise DamagedFile(f"{request.name} holds no web page.", "Save the page anew, as HTML.")
    content = _content(pages[0])
    page = decode(content, request.name, declared=pages[0].get_content_charset() or declared_encoding(content))
    found = article_of(page)
    url = _header(pages[0], "content-location") or _header(message, "snapshot-content-location")
    yield replace(found, url=found.url or url, title=found.title or _header(message, "subject"))


def _message(data: bytes, request: Request) -> EmailMessage:
    message = message_from_bytes(data.lstrip(), policy=policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise DamagedFile(f"{request.name} has no headers, as messages have.", "If it is a text, name it .txt.")
    return message


def _text(part: Message, request: Request) -> str:
    content = _content(part)
    declared = part.get_content_charset() or ""
    text = decode(content, request.name, declared=declared) if content else ""
    return text_of(text) if part.get_content_type() == "text/html" else text


def _content(part: Message) -> bytes:
    """Return what a part holds, decoded from its transfer encoding; a message in it as its bytes."""
    if part.get_content_maintype() == "message":
        inner = part.get_payload()
        return b"".join(one.as_bytes() for one in inner if not isinstance(one, str)) if isinstance(inner, list) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _name(part: Message) -> str:
    name = part.get_filename() or ""
    name = PurePosixPath(name.replace("\\", "/")).name
    if part.get_content_type() == "message/rfc822":
        return f"{name.removesuffix('.eml') or 'message'}.eml"
    return name


def _sender(message: Message) -> str:
    name, address = parseaddr(_header(message, "from"))
    return name or address


def _day(message: Message) -> dt.date | None:
    try:
        return parsedate_to_datetime(_header(message, "date")).date()
    except (ValueError, TypeError, IndexError):
        return None


def _header(message: Message, name: str) -> str:
    """Return a header in one line, nothing where it is missing or written so that it cannot be read."""
    try:
        return " ".join(str(message.get(name) or "").split())
    except (ValueError, IndexError, LookupError, AttributeError, TypeError):
        return ""  # the standard parser fails on some headers that break the rules
