"""What is said of a file, or a part of one, that gave no document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import KGError


@dataclass(frozen=True, slots=True, order=True)
class Unread:
    """A file that could not be read: its name as it was given, the error's code, what happened, and what to do.

    `part` names what is meant within a file of many documents; the message names it too.
    """

    file: str
    code: str
    message: str
    remedy: str = ""
    part: str = ""

    def error(self) -> KGError:
        """Return it as the error that it stands for.

        >>> Unread("a.txt", "KG102", "a.txt is empty.").error()
        EmptyDocument('a.txt is empty.')
        """
        return _classes().get(self.code, KGError)(self.message, self.remedy)


def unread(error: KGError, file: str, part: str = "") -> Unread:
    """Return what an error says of a file or a part of it."""
    return Unread(file, error.code, error.message, error.remedy, part)


def _classes() -> dict[str, type[KGError]]:
    return {kind.code: kind for kind in _below(KGError)}


def _below(kind: type[KGError]) -> Iterator[type[KGError]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)
