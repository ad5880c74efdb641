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


def find_others(paths: Iterable[str | Path]) -> list[Path]:
    """Return the files of other kinds in the folders named and below, which `find_files` leaves out."""
    folders = [folder for folder in map(Path, paths) if folder.is_dir()]
    return list(dict.fromkeys(file for folder in folders for file in _inside(folder) if not _known(file)))


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from filter(_known, _inside(path))
    else:
        yield path


def _inside(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if _wanted(path.relative_to(folder)) and path.is_file())
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _known(path: Path) -> bool:
    return path.suffix.lower() in READERS


def _wanted(relative: Path) -> bool:
    return not any(part.startswith(".") for part in relative.parts) and relative.stem.upper() != "README"
