"""Readers on damaged files: bytes of good files of every kind changed at random; the process that asks must never fail.

    python -m benchmarks.fuzz_readers --minutes 10 [--seed N] [--keep FOLDER]

Each changed file must end in documents or in an `Unread`. It prints, for each kind, how many were tried, how many gave text, how
many ended the process that converts (which is allowed) or took too long, and how many made this one fail (which is not).
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from pathlib import Path

from kg.documents import Converted, Converters, Limits, Options, Unread, convert_file
from tests.awkward.cases import cases

LIMITS = Options(languages=None, limits=Limits(seconds=20))
MEMORY = 1 << 30
LARGEST = 300_000


def seeds() -> list[tuple[str, bytes]]:
    """Return good files, of each kind some."""
    return [(case.name, case.data) for case in cases() if case.text and len(case.data) <= LARGEST]


def changed(data: bytes, pick: random.Random) -> bytes:
    """Return bytes changed in some places: overwritten, cut out, doubled, or the rest cut off."""
    held = bytearray(data)
    for _ in range(pick.choice((1, 1, 2, 4, 16, 64))):
        at = pick.randrange(len(held) or 1)
        size = pick.choice((1, 1, 2, 4, 32, 512))
        kind = pick.randrange(6)
        if kind == 0:
            held[at : at + size] = pick.randbytes(size)
        elif kind == 1:
            held[at : at + 1] = bytes([held[at] ^ 1 << pick.randrange(8)]) if held else b""
        elif kind == 2:
            del held[at : at + size]
        elif kind == 3:
            held[at:at] = held[at : at + size] * pick.choice((1, 2, 50))
        elif kind == 4:
            held[at : at + 4] = pick.choice((b"\xff\xff\xff\x7f", bytes(4), b"9999", b"-1 0"))
        elif pick.random() < 0.1:
            del held[at:]
    return bytes(held)


def problem(path: Path, converters: Converters) -> tuple[str, str]:
    """Return how a file ended: "read", a code, or "failed" with what went wrong here."""
    found = list(convert_file(path, LIMITS, converters=converters))
    if not found or not all(isinstance(one, Converted | Unread) for one in found):
        return "failed", "nothing was said"
    last = found[-1]
    if isinstance(last, Unread):
        return ("crashed" if "crash" in last.message else "late" if "more time" in last.message else last.code), last.message
    return "read", ""


def main() -> None:
    """Change files until the time is over, and print what became of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="where to keep files that crashed or were late")
    given = parser.parse_args()
    pick, until = random.Random(given.seed), time.monotonic() + 60 * given.minutes
    outcomes: dict[str, Counter[str]] = {}
    files = seeds()
    with Converters(memory=MEMORY) as converters, tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        while time.monotonic() < until:
            name, data = pick.choice(files)
            path = folder / name
            path.write_bytes(changed(data, pick))
            ended, said = problem(path, converters)
            outcomes.setdefault(path.suffix, Counter())[ended] += 1
            if given.keep and ended in ("crashed", "late", "failed"):
                path.rename(folder / f"{ended}-{sum(map(Counter.total, outcomes.values()))}-{name}")
                print(said)
            path.unlink(missing_ok=True)
    for kind, counts in sorted(outcomes.items()):
        told = ", ".join(f"{ended} {count}" for ended, count in counts.most_common())
        print(f"{kind:7} {counts.total():6}: {told}")
    total = sum(outcomes.values(), Counter())
    print(f"{total.total()} files; {total['crashed']} ended the converter, {total['late']} were late, "
          f"{total['failed']} failed here")


if __name__ == "__main__":
    main()
