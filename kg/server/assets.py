"""The scripts and styles that pages load: our own, and the libraries that lie beside them unchanged."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

from kg.server.refusals import Refusal

TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
ASSETS = {
    **dict.fromkeys(("page.css", "cards.css", "overview.css", "entity.css", "document.css", "query.js", "network.js",
                     "yasqe.min.js", "yasqe.min.css"), "kg.server"),
    "vis-network.min.js": "kg.maps",
}
"""The files by name, and the package that holds each."""


async def asset(request: Request) -> Response:
    """Answer with a script or a style."""
    name = request.path_params["name"]
    if name not in ASSETS:
        raise Refusal(404, "There is no such file.", "Begin at /.")
    return Response(source(name), media_type=TYPES[name.rpartition(".")[2]])


@lru_cache(maxsize=len(ASSETS))
def source(name: str) -> bytes:
    """Return a file without its pointer to a source map, which developer tools would ask for."""
    text = files(ASSETS[name]).joinpath("assets", name).read_text("utf-8")
    return re.sub(r"\n?(?://|/\*)# sourceMappingURL=\S*(?: \*/)?", "", text).encode()
