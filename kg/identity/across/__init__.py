"""Identity across documents: which entities of different documents are one person, body or place.

Profiles (what each document tells of an entity) are paired by the keys of their names, scored by declared features,
held apart by conflicts and people's judgements, and clustered to nodes. Everything here is a pure function of its
arguments; nothing reads or writes a store. `resolve` in `kg.identity.across.resolving` is the way through.
"""
