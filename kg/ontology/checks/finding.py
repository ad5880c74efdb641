"""What a check finds in an ontology file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: the file, its line (0: the whole file), what is wrong and what to do.

    A warning leaves a file usable, though not as its author may think.
    """

    path: str
    line: int
    message: str
    remedy: str = ""
    warning: bool = False

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {'warning' if self.warning else 'error'}: {self.message} {self.remedy}".rstrip()


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in order of file and line, each once."""
    return sorted(set(findings), key=lambda f: (f.path, f.line, f.warning, f.message))
