"""The whole text of a piece of HTML, as messages and tables hold it: no article in it is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html li main nav ol p pre section table tbody tfoot thead tr ul".split())
LEFT_OUT = frozenset(("head", "script", "style", "template", "title"))
PIECE = re.compile(r"<(?:p|br|div|span|h[1-6]|ul|ol|li|table|a\s|b|i|em|strong)\b[^>]*>", re.IGNORECASE)
BREAK = "\0"


def looks_like_html(text: str) -> bool:
    """Tell whether a field's text is HTML.

    >>> looks_like_html("<p>Held.</p><p>Freed.</p>"), looks_like_html("It was < 3 and > 1.")
    (True, False)
    """
    return len(PIECE.findall(text, 0, 5_000)) >= 1 and "</" in text or bool(re.search(r"<br\s*/?>", text[:5_000]))


def text_of(page: str) -> str:
    """Return the text, its blocks parted by blank lines.

    >>> text_of("<p>Held &amp; freed<br>on <b>Monday</b>.</p><ul><li>One</li></ul>")
    'Held & freed\\non Monday.\\n\\nOne'
    """
    import lxml.html

    if not page.strip():
        return ""
    root = lxml.html.document_fromstring(page.encode("utf-8", "replace"), parser=lxml.html.HTMLParser(encoding="utf-8",
                                                                                                    no_network=True))
    blocks = ("\n".join(" ".join(line.split()) for line in block.split("\n")).strip() for block in _joined(root).split(BREAK))
    return "\n\n".join(block for block in blocks if block)


def _joined(root: Any) -> str:
    return "".join(_pieces(root))


def _pieces(root: Any) -> Iterator[str]:
    """Yield texts and breaks in order; without recursion, since pages nest deeper than it goes."""
    from lxml.etree import iterwalk

    inside = 0
    for event, node in iterwalk(root, events=("start", "end")):
        name = node.tag if isinstance(node.tag, str) else "head"
        if event == "start":
            inside += name in LEFT_OUT
            if not inside:
                yield BREAK if name in BLOCKS else "\n" if name == "br" else " | " if name in ("td", "th") else ""
                yield (node.text or "").replace("\n", " ").replace(BREAK, "")
            continue
        inside -= name in LEFT_OUT
        if not inside:
            yield BREAK if name in BLOCKS else ""
            yield (node.tail or "").replace("\n", " ").replace(BREAK, "")
