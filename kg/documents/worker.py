"""The process that converts files, one after another: requests on standard input, documents on standard output.

It ends with its standard input. Its address space is limited where the platform can (`RLIMIT_AS`: Linux); elsewhere the
process that asks looks at how much memory it holds.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from kg.documents.conversion import convert
from kg.documents.converted import Converted
from kg.documents.frames import options_understood, read_frame, told, write_frame
from kg.documents.readers import READERS
from kg.documents.request import request_for
from kg.documents.unread import Unread, unread
from kg.errors import FileMissing, PastLimits
from kg.query.lifeline import lifeline

MOST = 1 << 40


def main(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until there are no more."""
    limit_memory(int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks, which ends this one when it is ready
    while (request := read_frame(requests, most=MOST)) is not None:
        data = requests.read(request["size"]) if "size" in request else None
        with lifeline(requests.fileno()):
            for found in converted(request, data):
                write_frame(answers, told(found))
                answers.flush()
        write_frame(answers, {"end": True})  # after the lifeline, which the next request would cut
        answers.flush()


def converted(request: dict[str, Any], data: bytes | None) -> Iterator[Converted | Unread]:
    """Yield what a request's file holds; its bytes come with the request or lie at its path."""
    options, name = options_understood(request["options"]), request["name"]
    for extension, path in request["readers"].items():
        module, function = path.split(":")
        READERS.register(extension, getattr(importlib.import_module(module), function))
    try:
        if data is None:
            data = bytes_of(Path(request["path"]), name, most=options.limits.file)
    except (FileMissing, PastLimits) as error:
        yield unread(error, name)
        return
    yield from convert(data, request_for(name, options, kind=request["kind"]))


def bytes_of(file: Path, name: str, *, most: int) -> bytes:
    """Return a file's bytes; raise `FileMissing`, or `PastLimits` where there are more than `most`."""
    try:
        if file.is_dir():
            raise FileMissing(f"{name} is a folder, not a file.", "Name a file in it, or give the folder to kg build.")
        if not file.is_file() and file.exists():
            raise FileMissing(f"{name} is not a file that can be read to its end.", "Give a file.")
        if file.stat().st_size > most:
            raise PastLimits(f"{name} is larger than a file may be ({most >> 20} MB).", "Split it.")
        return file.read_bytes()
    except FileNotFoundError as error:
        raise FileMissing(f"{name} does not exist.", "Check the path.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a path"
        raise FileMissing(f"{name} cannot be read ({reason}).", "Check its permissions.") from error


def limit_memory(size: int) -> None:
    """Cap the address space of this process, where the platform can."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, AttributeError, OSError, ValueError):
        return  # Windows has no such limit, macOS does not always take it


if __name__ == "__main__":
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    main(sys.stdin.buffer, answers)
