"""What a build did, and what it could not do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import KGError
from kg.identity.across.counted import Joined


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that gave nothing, and why."""

    name: str
    error: KGError


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did. `claims`, `entities` and `sentences` count over the documents read this time.

    `silent` is how many of the sentences gave no claim and no act; headings of one or two words are not counted.
    `replaced` names the files of which an older version was dropped, `pruned` those that are no longer there and were
    dropped with `prune`. `foreign` names what is in a language that was not asked for, `left_out` the files in the folders
    given that are of a kind without a reader. `joined` counts, over the whole graph, what is one under several names.
    """

    store: Path | str
    read: int = 0
    skipped: int = 0
    claims: int = 0
    entities: int = 0
    sentences: int = 0
    silent: int = 0
    duplicates: tuple[tuple[str, str], ...] = ()
    replaced: tuple[str, ...] = ()
    pruned: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
    left_out: tuple[str, ...] = ()
    joined: Joined = Joined()
    elapsed: float = 0.0

    @property
    def documents(self) -> int:
        """Return how many of the documents given are in the graph now."""
        return self.read + self.skipped
