"""Hyphens at line ends: taken away where they only part a word, kept where they belong to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

SOFT = "\u00ad"
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LAST = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
FIRST = re.compile(r"^([^\W\d_]+)")
# Words that are written with a hyphen before whatever follows.
PREFIXES = frozenset("self ex non all half well ill cross vice co so anti pro post pre semi quasi long short high low".split())


class Hyphens:
    """Decides from the words of the document itself, of which it is given the lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        for line in lines:
            # The last word of a line may be a part of one.
            self._words.update(match[0].lower() for match in WORD.finditer(line) if not line.rstrip(SOFT + "-").endswith(match[0]))

    def joint(self, line: str, following: str) -> tuple[str, str]:
        """Return a line as it is before the next, and what comes between them.

        >>> Hyphens([]).joint("the demon-", "stration in"), Hyphens([]).joint("the Al-", "Sadi family")
        (('the demon', ''), ('the Al-', ''))
        >>> Hyphens(["a well-known man"]).joint("the well-", "known"), Hyphens([]).joint("in 2030 -", "and")
        (('the well-', ''), ('in 2030 -', ' '))
        """
        if line.endswith(SOFT):
            return line[:-1], ""
        last, first = LAST.search(line), FIRST.match(following)
        if not last or not first:
            glued = line.endswith("-") and len(line) > 1 and not line[-2].isspace() and following[:1].isalnum()
            return line, "" if glued else " "
        return (line if self._keeps(last[1].lower(), first[1]) else line[:-1]), ""

    def _keeps(self, before: str, after: str) -> bool:
        if not after[0].islower():
            return True
        whole, parted = self._words[before + after], self._words[f"{before}-{after}"]
        if whole != parted:
            return parted > whole
        return before in PREFIXES or "-" in before
