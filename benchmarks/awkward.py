"""Awkward documents that the project makes: which are read, or refused rightly; how much of their text, in order.

    python -m benchmarks.awkward [NAME ...] [--show]

For each: the share of the true words that are found in their order (longest common subsequence), the sentences that are found
as they are, and those of them whose page is told right. A document counts as read with 98 % of the words, all marked
sentences and all pages.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.documents import Converted, Converters, Options, Unread, convert_file
from tests.awkward.cases import Case, cases

ENOUGH = 0.98


@dataclass(frozen=True)
class Outcome:
    """What became of an awkward document."""

    case: Case
    recall: float
    precision: float
    marks: int
    pages: int
    documents: int
    codes: tuple[str, ...]
    seconds: float
    text: str = ""

    @property
    def right(self) -> bool:
        """Tell whether it was read, or refused as it should be."""
        case = self.case
        refused = set(self.codes) == ({case.refused} if case.refused else set())
        if not case.text:
            return refused and not self.text
        return (refused and self.recall >= ENOUGH and self.precision >= ENOUGH and self.marks == len(case.marks)
                and self.pages == len(case.pages) and self.documents == case.documents
                and not any(words in self.text for words in case.absent))


def common(a: Sequence[str], b: Sequence[str]) -> int:
    """Return the length of the longest common subsequence, with one bit a word (Hyyrö 2004).

    >>> common("a b c d".split(), "b a c x d".split())
    3
    """
    places: dict[str, int] = {}
    for at, word in enumerate(a):
        places[word] = places.get(word, 0) | 1 << at
    full = (1 << len(a)) - 1
    row = full
    for word in b:
        shared = row & places.get(word, 0)
        row = ((row + shared) | (row - shared)) & full
    return len(a) - row.bit_count()


def outcome(case: Case, converters: Converters, folder: Path) -> Outcome:
    """Read an awkward document, and hold it against the truth."""
    path = folder / case.name
    path.write_bytes(case.data)
    began = time.perf_counter()
    options = Options(languages=None) if case.any_language else Options()
    found = list(convert_file(path, options, converters=converters))
    seconds = time.perf_counter() - began
    documents = [one for one in found if isinstance(one, Converted)]
    text = "\n\n".join(one.text for one in documents)
    words, true = text.split(), case.text.split()
    same = common(true, words)
    pages = sum(_page(mark, documents) == label for mark, label in case.pages.items())
    return Outcome(case, same / len(true) if true else 1.0, same / len(words) if words else 1.0,
                   sum(mark in text for mark in case.marks), pages, len(documents),
                   tuple(one.code for one in found if isinstance(one, Unread)), seconds, text)


def _page(mark: str, documents: Sequence[Converted]) -> str:
    return next((one.page_of(one.text.index(mark)) for one in documents if mark in one.text), "")


def main() -> None:
    """Print a line for each document, and how many are right."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", help="only these")
    parser.add_argument("--show", action="store_true", help="print the text that was read")
    given = parser.parse_args()
    print(f"{'':2} {'document':22} {'read':>8} {'recall':>7} {'prec.':>6} {'marks':>7} {'pages':>7} {'s':>6}")
    right = total = 0
    with Converters() as converters, tempfile.TemporaryDirectory() as folder:
        for case in cases():
            if given.names and case.name not in given.names:
                continue
            one = outcome(case, converters, Path(folder))
            total, right = total + 1, right + one.right
            told = ",".join(dict.fromkeys(one.codes)) or str(one.documents)
            print(f"{'' if one.right else '!!':2} {case.name:22} {told:>8} {one.recall:7.3f} {one.precision:6.3f} "
                  f"{one.marks:3}/{len(case.marks):<3} {one.pages:3}/{len(case.pages):<3} {one.seconds:6.2f}")
            if given.show:
                print(one.text)
    print(f"{right} of {total} read, or refused rightly")


if __name__ == "__main__":
    main()
