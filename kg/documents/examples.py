"""Where the example articles lie: inside the installed package, or at the top of a source tree."""

from __future__ import annotations

from pathlib import Path

from kg.errors import FileMissing


def examples_dir() -> Path:
    """Return the folder of example articles about an invented country; raise `FileMissing` where it is not there."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "examples", package.parent / "examples"):
        if folder.is_dir():
            return folder
    raise FileMissing("The example articles are missing from this installation.", "Install the package anew.")
