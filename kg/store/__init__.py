"""Where quads live: a directory with an embedded Oxigraph database, or memory."""

from kg.store.embedded import EmbeddedStore, create_store, open_store
from kg.store.files import write_atomically
from kg.store.memory import MemoryStore
from kg.store.protocol import Store
from kg.store.source import Database, Quads, Source

__all__ = ["Database", "EmbeddedStore", "MemoryStore", "Quads", "Source", "Store", "create_store", "open_store",
           "write_atomically"]
