"""Which files an argument names: itself, or the known ones of a folder, in sorted order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.documents.readers import READERS


def find_files(paths: Iterable[str | Path]) -> list[Path]:
    """Return the files to read, each once: those named, and those of a known kind in the folders named and below.

    Within a folder, hidden files and folders and those named README are left out. A file that is named is returned
    whatever its kind, and whether or not it exists, so that reading it can say what is wrong.
    """
    return list(dict.fromkeys(file for path in paths for file in _files(Path(path))))


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    found = (p for p in path.rglob("*") if p.suffix.lower() in READERS and p.is_file())
    yield from sorted((p for p in found if _wanted(p.relative_to(path))), key=lambda p: p.relative_to(path).as_posix())


def _wanted(relative: Path) -> bool:
    return not any(part.startswith(".") for part in relative.parts) and relative.stem.upper() != "README"
