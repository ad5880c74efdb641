"""Where quads live: a directory with an embedded Oxigraph database, a SPARQL server, or memory."""

from kg.store.embedded import EmbeddedStore
from kg.store.files import write_atomically
from kg.store.memory import MemoryStore
from kg.store.opening import LastingStore, create_store, open_store
from kg.store.protocol import Store
from kg.store.remote import RemoteStore
from kg.store.source import Database, Quads, Source

__all__ = ["Database", "EmbeddedStore", "LastingStore", "MemoryStore", "Quads", "RemoteStore", "Source", "Store", "create_store",
           "open_store", "write_atomically"]
