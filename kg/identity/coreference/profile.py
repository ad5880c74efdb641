"""What each mention of a doc shows by itself, as arrays with a row a mention."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kg.identity.coreference.mentions import Mention
from kg.identity.coreference.table import Table
from kg.identity.coreference.traits import CORE, FLAGS, FORMS, GENDERS, KINDS, NO_PRONOUN, RELATIONS, Traits
from kg.identity.coreference.vocabulary import WIDTH, Vocabulary

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
EYE: Final = np.eye(32, dtype=np.float32)


@dataclass(slots=True)
class Columns:
    """What `Traits.read` gives, in its order; numbers stand for strings, 0 for none."""

    form: Ints
    kind: Ints
    relation: Ints
    plural: Ints
    gender: Ints
    pronoun: Ints
    first: Ints
    last: Ints
    head: Ints
    sentence: Ints
    governor: Ints
    governor_word: Ints
    clause: Ints
    text: Ints
    head_word: Ints
    number_word: Ints
    complement: Ints
    possessor: Ints
    acronym: Ints
    initials: Ints
    quoted: Ints
    flags: Ints
    vector: Ints
    governor_vector: Ints

    def at(self, places: Ints) -> Columns:
        """Return the columns with a row for each of some mentions."""
        return Columns(*(getattr(self, field.name).take(places) for field in fields(Columns)))


@dataclass(slots=True)
class Profiles(Columns):
    """The columns, the words that mentions are compared by, their vectors, and the model's inputs.

    `keys` holds the strings by which a later mention finds one again; `outer` the head of each mention's head.
    """

    core: Ints
    proper: Ints
    head_vectors: Floats
    governor_vectors: Floats
    keys: list[list[int]]
    outer: Ints
    rows: Floats

    def __len__(self) -> int:
        return len(self.form)

    def flag(self, place: int) -> NDArray[np.bool_]:
        """Return one of the flags."""
        return (self.flags >> place & 1) > 0


def profile(table: Table, mentions: list[Mention], words: Vocabulary) -> Profiles:
    """Read the mentions of a doc, in order."""
    traits = Traits(table, words)
    records = np.array([traits.read(m) for m in mentions], dtype=np.int64).reshape(len(mentions), len(fields(Columns)))
    columns = Columns(*(np.ascontiguousarray(c) for c in records.T))
    core = np.zeros((2, len(mentions), CORE), dtype=np.int64)
    for k, m in enumerate(mentions):
        content, proper = traits.core(m)
        if content:
            core[0, k, : len(content)] = content
        if proper:
            core[1, k, : len(proper)] = proper
            traits.keys[k] += proper
    head_vectors, governor_vectors = words.vectors[columns.vector], words.vectors[columns.governor_vector]
    known: dict[str, Any] = {field.name: getattr(columns, field.name) for field in fields(Columns)}
    return Profiles(
        **known,
        core=core[0],
        proper=core[1],
        head_vectors=head_vectors,
        governor_vectors=governor_vectors,
        keys=traits.keys,
        outer=np.array([table.head[m.head] for m in mentions], dtype=np.int64),
        rows=inputs(columns, head_vectors, governor_vectors),
    )


def inputs(c: Columns, head_vectors: Floats, governor_vectors: Floats) -> Floats:
    """Return the model's inputs of each mention."""
    sizes = np.log((c.last - c.first).clip(1, 20))
    numbers = np.stack([sizes, c.quoted > 0, np.log1p(c.sentence) / 4, c.vector == 0], axis=1)
    parts = [
        EYE[c.form, : len(FORMS)],
        EYE[c.kind, : len(KINDS)],
        EYE[c.relation, : len(RELATIONS)],
        EYE[c.plural % 3, :3],
        EYE[c.gender, : len(GENDERS)],
        EYE[c.pronoun, : NO_PRONOUN + 1],
        c.flags[:, None] >> np.arange(FLAGS) & 1,
        numbers,
        head_vectors,
        governor_vectors[:, : WIDTH // 2],
    ]
    return np.concatenate(parts, axis=1, dtype=np.float32)
