"""What a reader is told beside the bytes: the name, the options, and what is left of the limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from kg.documents.converted import Converted
from kg.documents.options import Limits, Options
from kg.documents.unread import Unread
from kg.errors import PastLimits


class Allowance:
    """How many bytes may still be unpacked from one file, counted over all archives in it."""

    def __init__(self, size: int) -> None:
        self.left = size

    def take(self, size: int, name: str) -> None:
        """Count bytes that are unpacked; raise `PastLimits` where there are too many."""
        self.left -= size
        if self.left < 0:
            raise PastLimits(f"{name} unpacks to more than may be read of one file.", "Unpack it yourself, and give the folder.")


@dataclass(frozen=True, slots=True)
class Request:
    """`name` is what messages call the file; `part` is the way to it within the file that was given; `depth` how deep.

    `kind` is the extension that stands in for that of the name, as for standard input, which has none.
    """

    name: str
    options: Options = Options()
    part: str = ""
    kind: str = ""
    depth: int = 0
    allowance: Allowance = field(default_factory=lambda: Allowance(Limits().unpacked))

    @property
    def extension(self) -> str:
        """Return the extension that tells the kind, in small letters."""
        return self.kind or path_kind(self.name)

    @property
    def limits(self) -> Limits:
        """Return the limits that hold."""
        return self.options.limits

    @property
    def file(self) -> str:
        """Return the name of the file that was given, of which the request may name a part."""
        return self.name.removesuffix(f": {self.part}") if self.part else self.name

    def part_of(self, name: str) -> str:
        """Return the way to a part of the file, such as a row."""
        return ": ".join(filter(None, (self.part, name)))

    def within(self, member: str) -> Request:
        """Return the request for a member of the file.

        >>> Request("box.zip").within("a/b.txt").name
        'box.zip: a/b.txt'
        """
        return replace(self, name=f"{self.name}: {member}", part=self.part_of(member), kind="", depth=self.depth + 1)


Reader = Callable[[bytes, Request], Iterable[Converted | Unread]]


def path_kind(name: str) -> str:
    """Return a name's extension in small letters.

    >>> path_kind("a/B.TXT")
    '.txt'
    """
    return PurePath(name).suffix.lower()


def request_for(name: str, options: Options, *, kind: str = "") -> Request:
    """Return the request for a file as it was given."""
    return Request(name, options, kind=kind, allowance=Allowance(options.limits.unpacked))
