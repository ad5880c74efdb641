"""How files are to be read: the names of fields, the languages that are wanted, and what a conversion may cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FIELDS = ("text", "title", "date", "publisher", "author", "language", "url", "id")


@dataclass(frozen=True, slots=True)
class Limits:
    """What the conversion of one file may cost; past it the file is refused and the others go on.

    `seconds` of work between one document and the next, bytes of a `file` and of all that is unpacked
    from it (`unpacked`), characters of a document's `text`, `depth` of archives in archives, `members` of an archive,
    `pages` of a PDF, `rows` and `columns` of a table. `ratio` is how many times its packed size a member may grow to.
    """

    seconds: float = 60.0
    file: int = 512 << 20
    unpacked: int = 2 << 30
    text: int = 50_000_000
    depth: int = 3
    members: int = 100_000
    pages: int = 20_000
    rows: int = 5_000_000
    columns: int = 2_000
    ratio: int = 250


@dataclass(frozen=True, slots=True)
class Options:
    """`fields` names, for any of `FIELDS`, the column or field that holds it, where the usual names do not fit.

    `languages` holds the codes (ISO 639-1) of what is read; None is any language.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] | None = ("en",)
    limits: Limits = Limits()

    def __post_init__(self) -> None:
        unknown = sorted(set(self.fields) - set(FIELDS))
        if unknown:
            raise ValueError(f"There is no field {unknown[0]!r}; there are {', '.join(FIELDS)}.")


USUAL = Options()
