"""The pages' templates: values are escaped always, a missing one is an error."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined


def render(name: str, **values: object) -> str:
    """Fill a template of the server's."""
    return environment().get_template(name).render(values)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the templates of the server."""
    return Environment(loader=FunctionLoader(_source), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                       lstrip_blocks=True)


def _source(name: str) -> str:
    return files("kg.server").joinpath("templates", name).read_text("utf-8")
