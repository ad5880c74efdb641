"""Which files an argument names: itself, or the known ones of a folder, in sorted order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from kg.documents.refusals import LEGACY


def find_files(paths: Iterable[str | Path]) -> list[Path]:
    """Return the files to read, each once: those named, and those of a known kind in the folders named and below.

    Within a folder, hidden files and folders, lock files of Office programs, `__MACOSX` and those named README are left out,
    and so are links that lead out of the folder. A file that is named is returned whatever its kind, and whether or not it
    exists, so that reading it can say what is wrong.
    """
    return list(dict.fromkeys(file for path in paths for file in _files(Path(path))))


def find_others(paths: Iterable[str | Path]) -> list[Path]:
    """Return the files of other kinds in the folders named and below, which `find_files` leaves out."""
    folders = [folder for folder in map(Path, paths) if folder.is_dir()]
    return list(dict.fromkeys(file for folder in folders for file in _inside(folder) if not is_read(file)))


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from filter(is_read, _inside(path))
    else:
        yield path


def _inside(folder: Path) -> list[Path]:
    root = folder.resolve()
    found = (path for path in folder.rglob("*") if wanted(path.relative_to(folder)) and path.is_file())
    inside = (path for path in found if not path.is_symlink() or path.resolve().is_relative_to(root))
    return sorted(inside, key=lambda path: _order(path, folder))


def _order(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def is_read(path: PurePath) -> bool:
    """Tell whether a file is to be tried: one of a kind that is refused is, so that it is said what to do about it."""
    from kg.documents.readers import READERS

    return path.suffix.lower() in READERS or path.suffix.lower() in LEGACY


def wanted(relative: PurePath) -> bool:
    """Tell whether a file in a folder or an archive is somebody's text, as far as its name tells.

    >>> [wanted(PurePath(name)) for name in ("a/b.txt", ".git/x.txt", "~$b.docx", "__MACOSX/b.txt", "README.md")]
    [True, False, False, False, False]
    """
    hidden = any(part.startswith((".", "~$")) or part == "__MACOSX" for part in relative.parts)
    return not hidden and relative.stem.upper() != "README"
