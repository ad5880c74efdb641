"""Texts and pages: encodings, marks, lines without end."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from tests.awkward.cases import Case
from tests.awkward.prose import paragraph, paragraphs, sentence

QUOTED = "“We were held at the café in São Tarrel,” said Ms. Müller – “without a judge’s order, for eleven days.”"
ARABIC = "اعتقلت الشرطة ثلاث نساء في العاصمة يوم الاثنين بعد مظاهرة سلمية. وأفرج القاضي عن اثنتين منهن في اليوم التالي."
PAGE = """<!DOCTYPE html><html lang="{lang}"><head><meta charset="{charset}"><title>{title} | The Lantern</title>
<meta property="og:site_name" content="The Lantern"></head><body>
<header><a href="/">Home</a> <a href="/about">About the paper</a></header>
<nav><ul><li><a href="/a">Politics and sport</a></li><li><a href="/b">Subscribe today</a></li></ul></nav>
<article><h1>{title}</h1>{body}</article>
<aside><h3>Most read</h3><ul><li><a href="/c">Ten beaches to see</a></li></ul></aside>
<footer>All rights reserved by the paper</footer></body></html>"""


def page(title: str, body: list[str], *, charset: str = "utf-8", lang: str = "en") -> str:
    """Return a web page with what surrounds an article."""
    return PAGE.format(title=title, charset=charset, lang=lang, body="".join(f"<p>{one}</p>" for one in body))


def cases() -> Iterator[Case]:
    """Yield texts and pages."""
    text = "\n\n".join(paragraphs(3))
    yield Case("marked.txt", codecs.BOM_UTF8 + text.replace("\n", "\r\n").encode(), text, (sentence(100),))
    yield Case("wide.txt", text.encode("utf-16-le"), text, (sentence(100),))
    yield Case("windows.txt", f"{QUOTED}\n\n{text}".encode("cp1252"), f"{QUOTED} {text}", (QUOTED, sentence(101)))
    nul = text.encode()
    yield Case("nuls.txt", nul[:200] + b"\0" + nul[200:500] + b"\0\0" + nul[500:], text, (sentence(202),))
    long = " ".join(paragraphs(600, 20))
    yield Case("long-line.txt", long.encode(), long, (sentence(2_001), sentence(60_001)))
    body = [QUOTED, *paragraphs(4, 5)]
    # The server's page says UTF-8; it is none.
    yield Case("wrong-charset.html", page("Held at the café", body).encode("cp1252"), " ".join(body), (QUOTED, sentence(501)),
               absent=("beaches", "Subscribe"))
    right = [ARABIC, *(f"{number}. {ARABIC}" for number in (2, 3))]
    yield Case("right-to-left.html", page("اعتقال ثلاث نساء", right, lang="ar").encode(), " ".join(["اعتقال ثلاث نساء", *right]), (ARABIC,),
               any_language=True)
    yield Case("other-language.html", page("اعتقال ثلاث نساء", right, lang="ar").encode(), refused="KG111")
    yield Case("page-called.txt", page("Three held", paragraphs(4, 9)).encode(), " ".join(paragraphs(4, 9)), (paragraph(10),))
