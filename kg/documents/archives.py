"""Zip archives: their members read one by one in memory, none written to disk, whatever they are called.

Where a member's name points is of no matter, since it is only shown. What a member unpacks to is counted while it unpacks:
what the archive says of its sizes may be a lie.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from kg.documents.converted import Converted
from kg.documents.files import is_read, wanted
from kg.documents.request import Request
from kg.documents.unread import Unread, unread
from kg.errors import DamagedFile, KGError, PastLimits, ProtectedFile

STEP = 1 << 20
SMALL = 1 << 20  # bytes; a member that unpacks to fewer may have any ratio
UNPACK = "Unpack it yourself, and give the folder."
ENCRYPTED = 1


def read_archive(data: bytes, request: Request) -> Iterator[Converted | Unread]:
    """Yield the documents of all members, archives among them, in the order of their names."""
    from kg.documents.conversion import convert

    if request.depth >= request.limits.depth:
        raise PastLimits(f"{request.name} lies in archives within archives, {request.depth} deep.", UNPACK)
    box = opened(data, request)
    for info in sorted(box.infolist(), key=lambda info: info.filename):
        path = _within(info.filename)
        if info.is_dir() or not wanted(path) or not is_read(path):
            continue
        inner = request.within(str(path))
        try:
            content = member(box, info, inner)
        except KGError as error:
            yield unread(error, inner.file, inner.part)
        else:
            yield from convert(content, inner)


def _within(name: str) -> PurePosixPath:
    """Return a member's name without what would lead out of the archive's folder."""
    return PurePosixPath(*(part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")))


def opened(data: bytes, request: Request) -> zipfile.ZipFile:
    """Return an archive; raise `DamagedFile` where its directory cannot be read, `PastLimits` for too many members."""
    try:
        box = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as error:
        raise DamagedFile(f"{request.name} is damaged: its list of members cannot be read.",
                          "Get it anew, or repair it with zip -FF.") from error
    if len(box.infolist()) > request.limits.members:
        raise PastLimits(f"{request.name} has {len(box.infolist()):,} members, more than are read.", UNPACK)
    return box


def member(box: zipfile.ZipFile, info: zipfile.ZipInfo, request: Request) -> bytes:
    """Unpack one member; raise `ProtectedFile`, `DamagedFile` or `PastLimits`."""
    if info.flag_bits & ENCRYPTED:
        raise ProtectedFile(f"{request.name} asks for a password.", "Unpack it with its password, and give the folder.")
    pieces: list[bytes] = []
    size = 0
    try:
        with box.open(info) as stream:
            while piece := stream.read(STEP):
                size += len(piece)
                request.allowance.take(len(piece), request.file)
                if size > SMALL and size > request.limits.ratio * max(1, info.compress_size):
                    raise PastLimits(f"{request.name} unpacks to over {request.limits.ratio} times its size, as bombs do.",
                                     "Leave it out, unless you know who made it.")
                if size > request.limits.file:
                    raise PastLimits(f"{request.name} is larger than a file may be.", "Split it.")
                pieces.append(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError) as error:
        raise DamagedFile(f"{request.name} is damaged and cannot be unpacked.", "Get it anew.") from error
    return b"".join(pieces)
