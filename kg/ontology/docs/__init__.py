"""The vocabulary as one HTML page, for people: our own template, no script, nothing fetched from anywhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from kg.ontology.acts import HRV
from kg.ontology.docs.example import example_turtle
from kg.ontology.docs.view import docs_view, read_view
from kg.ontology.extensions import HR


def render_docs(extensions: Iterable[Path] = ()) -> str:
    """Return the page; `extensions` are files of a user, whose terms are documented with the others.

    Raises `BadOntology` where one of them is refused by the extractor.
    """
    from kg.ontology import load_ontology

    paths = tuple(extensions)
    load_ontology(*paths)
    view, style = docs_view(paths), _file("ontology.css")
    environment = Environment(loader=FunctionLoader(_file), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("ontology.html.jinja").render(
        view=view, example=example_turtle(), style=Markup(style), policy=policy(style)).lstrip()


def policy(style: str) -> str:
    """Return a content security policy under which the page's own style takes effect and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def term_rows() -> list[dict[str, str]]:
    """Return the terms of the ontology with label and definition, in order of the files."""
    from kg.ontology.files import SCHEMES

    view = read_view(SCHEMES)
    return [{"term": term.name, "label": term.label, "definition": term.definition}
            for term in view.terms.values() if term.iri.startswith((HR, HRV))]


def _file(name: str) -> str:
    return files("kg.ontology.docs").joinpath("templates", name).read_text("utf-8").replace("\r\n", "\n")
