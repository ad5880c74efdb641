"""How a query reaches what a store holds: a database on disk, quads to load, or a server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from kg.store.endpoint import Endpoint

EngineName = Literal["oxigraph", "rdflib"]


@dataclass(frozen=True, slots=True)
class Database:
    """An Oxigraph database: all graphs and the ontology by name, and their union as the default graph."""

    path: Path


@dataclass(frozen=True, slots=True)
class Quads:
    """N-Quads of all graphs and the ontology, and of their union in the default graph; `engine` evaluates queries."""

    data: bytes
    engine: EngineName = "oxigraph"


Source: TypeAlias = "Database | Quads | Endpoint"
"""What `Store.source()` gives."""
