"""The map as one HTML file that asks for nothing else.

Data goes into the page as JSON in an element that no browser runs; our scripts and styles, and vis-network, are inlined
and named in the content security policy by their hashes, so that nothing else can run or be fetched.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Container, Iterable
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from kg.maps.view import View, map_view
from kg.model import Reading
from kg.store.files import write_atomically

SCRIPTS = ("dom.js", "drawing.js", "labels.js", "panel.js", "table.js", "search.js", "legend.js", "page.js")
"""Our own scripts, joined in this order into one."""

EMPTY = ""
"""vis-network adds its style elements empty and fills them afterwards; browsers check both states."""

_UNSAFE_IN_HTML = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def write_map(
    readings: Iterable[Reading],
    path: str | Path,
    *,
    title: str = "Map of claims",
    limit: int = 300,
    accusatory: Container[str] = (),
) -> Path:
    """Write the map as one HTML page and return its path; the same readings give the same bytes.

    At most `limit` entities are drawn at first; the others are in the page too and are found by its search.
    `accusatory` holds the local names of predicates that accuse: where someone is quoted saying so, the line is dashed.
    Raises OutputFailed where the file cannot be written; an older file at `path` is then left as it was.
    """
    page = render_map(map_view(readings, title=title, limit=limit, accusatory=accusatory))
    write_atomically(Path(path), page.encode("utf-8", "replace"))
    return Path(path)


def render_map(view: View) -> str:
    """Return the page for a view made by `map_view`."""
    vis, ours = inline_script(_asset("vis-network.min.js")), inline_script(_joined_scripts())
    style = _asset("page.css")
    template = Environment(loader=FunctionLoader(_template), autoescape=True, undefined=StrictUndefined).get_template(
        "map.html.jinja"
    )
    return template.render(
        title=view["title"],
        counts={name: len(view[name]) for name in ("documents", "nodes", "claims")},
        policy=content_policy(scripts=[vis, ours], styles=[style]),
        style=Markup(style),  # our own file, not data
        vis=Markup(vis),
        script=Markup(ours),
        data=Markup(json_for_html(view)),
    )


def json_for_html(value: object) -> str:
    """Return JSON that cannot end the element it stands in.

    >>> json_for_html("</script>&")
    '"\\\\u003c/script\\\\u003e\\\\u0026"'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE_IN_HTML)


def inline_script(source: str) -> str:
    r"""Return a script that can stand between `<script>` tags: nothing in it ends or comments out the element.

    The pointer to a source map is left out, for developer tools would ask for that file.

    >>> inline_script('a = "</script>"')
    'a = "<\\/script>"'
    """
    unmapped = re.sub(r"\n?//# sourceMappingURL=\S*", "", source)
    return re.sub(r"<!--", r"<\!--", re.sub(r"</(?=script)", r"<\/", unmapped, flags=re.IGNORECASE)).strip()


def content_policy(*, scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return a policy under which only these inline scripts and styles, and those that vis-network adds, take effect."""
    injected = json.loads(_asset("vis-network.json"))["injected_styles"]
    return "; ".join((
        "default-src 'none'",
        f"script-src {_sources(map(_hash, scripts))}",
        f"style-src {_sources([*map(_hash, [*styles, EMPTY]), *injected])}",
        "img-src data:",
        "connect-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    ))


def _hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def _sources(hashes: Iterable[str]) -> str:
    return " ".join(f"'{name}'" for name in hashes)


def _joined_scripts() -> str:
    parts = "\n".join(_asset(name) for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();\n'


def _asset(name: str) -> str:
    return files("kg.maps").joinpath("assets", name).read_text("utf-8").replace("\r\n", "\n")


def _template(name: str) -> str:
    return files("kg.maps").joinpath("templates", name).read_text("utf-8")
