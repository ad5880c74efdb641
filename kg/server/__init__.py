"""The local server: a SPARQL 1.1 endpoint and its pages, for one person on one machine."""

from kg.server.app import make_app
from kg.server.served import Served
from kg.server.settings import Settings

__all__ = ["Served", "Settings", "make_app"]
