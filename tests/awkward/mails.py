"""E-mail with attachments and odd encodings, and saved web pages."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from tests.awkward import office
from tests.awkward.cases import Case
from tests.awkward.plain import QUOTED, page
from tests.awkward.prose import paragraphs, sentence


def message(subject: str, text: str) -> EmailMessage:
    """Return a message with the usual headers."""
    made = EmailMessage()
    made["Subject"] = subject
    made["From"] = "Órla Venn <orla@lantern.example>"
    made["To"] = "desk@lantern.example"
    made["Date"] = "Wed, 12 Mar 2031 08:00:00 +0100"
    made.set_content(text, cte="quoted-printable")
    return made


def with_attachments() -> Case:
    """Return a message to which a Word document, a table, a picture and another message are attached."""
    body, letter, rows, inner = (paragraphs(2, first) for first in (30, 34, 38, 42))
    made = message("Réponse: three held", f"{QUOTED}\n\n" + "\n\n".join(body))
    made.add_attachment(office.simple_docx(letter), maintype="application", subtype="octet-stream", filename="letter.docx")
    table = "title,text\r\n" + "".join(f'Held,"{row}"\r\n' for row in rows)
    made.add_attachment(table.encode(), maintype="text", subtype="csv", filename="../../rows.csv")
    made.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="logo.png")
    made.add_attachment(message("Older", "\n\n".join(inner)))
    text = " ".join([QUOTED, *body, *letter, *rows, *inner])
    return Case("attachments.eml", bytes(made), text, (QUOTED, sentence(3_401), sentence(3_901), sentence(4_201)), documents=5)


def cases() -> Iterator[Case]:
    """Yield messages and a saved page."""
    yield with_attachments()
    body = paragraphs(3, 46)
    html = MIMEMultipart("alternative")
    html["Subject"], html["From"] = "=?iso-8859-1?Q?Caf=E9?=", "a@lantern.example"
    html.attach(MIMEText("", "plain"))
    markup = "".join(f"<p>{one}</p>" for one in [QUOTED, *body])
    html.attach(MIMEText(f"<html><style>p {{ color: red }}</style><body>{markup}</body>", "html", "windows-1252"))
    yield Case("html-only.eml", html.as_bytes(), " ".join([QUOTED, *body]), (QUOTED, sentence(4_601)), absent=("color",))
    saved = MIMEMultipart("related", type="text/html")
    saved["From"], saved["Subject"] = "<Saved by a browser>", "Three held"
    saved["Snapshot-Content-Location"] = "https://lantern.example/held"
    saved.attach(MIMEText(page("Three held", body), "html", "utf-8"))
    saved.attach(MIMEText("body { color: red }", "css"))
    yield Case("saved.mhtml", saved.as_bytes(), " ".join(body), (sentence(4_702),), absent=("beaches", "color"))
