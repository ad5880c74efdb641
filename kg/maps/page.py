"""The map as one HTML file that asks for nothing else.

Data goes into the page in elements that no browser runs: what is drawn at first as JSON, all the rest deflated, after the
scripts, so that the page draws before it has read all. Our scripts and styles, and vis-network, are inlined and named in
the content security policy by their hashes, so that nothing else can run or be fetched.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Container, Iterable
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from kg.maps.packing import first_part, rest
from kg.maps.view import LIMIT, TITLE, View, map_view
from kg.model import Reading
from kg.rdf.iris import DEFAULT_BASE
from kg.store.files import write_atomically

if TYPE_CHECKING:
    from kg.ontology import Ontology

SCRIPTS = ("dom.js", "data.js", "state.js", "drawing.js", "moving.js", "sight.js", "regions.js", "labels.js", "facets.js",
           "time.js", "panel.js", "table.js", "search.js", "picture.js", "saving.js", "page.js")
"""Our own scripts, joined in this order into one."""

EMPTY = ""
"""vis-network adds its style elements empty and fills them afterwards; browsers check both states."""

_UNSAFE_IN_HTML = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def write_map(
    readings: Iterable[Reading],
    path: str | Path,
    *,
    title: str = TITLE,
    limit: int = LIMIT,
    focus: str = "",
    ontology: Ontology | None = None,
    accusatory: Container[str] = (),
    base: str = DEFAULT_BASE,
) -> Path:
    """Write the map as one HTML page and return its path; the same readings give the same bytes.

    The options are those of `map_view`: at most `limit` entities are drawn at first, those with most ties or those around
    `focus`; the others are in the page too and are found by its search. Raises OutputFailed where the file cannot be
    written, and NotInGraph for a `focus` that nobody is called by; an older file at `path` is then left as it was.
    """
    view = map_view(readings, title=title, limit=limit, focus=focus, ontology=ontology, accusatory=accusatory, base=base)
    write_atomically(Path(path), render_map(view).encode("utf-8", "replace"))
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
        pages=view["pages"],
        policy=content_policy(scripts=[vis, ours], styles=[style]),
        style=Markup(style),  # our own file, not data
        vis=Markup(vis),
        script=Markup(ours),
        first=Markup(json_for_html(first_part(view))),
        rest=Markup(rest(view)),
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
