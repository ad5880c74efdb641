"""The command line: one file a command, each a few lines over the library. Data go to stdout, the rest to stderr."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from kg.errors import KGError

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `kg` and return its exit status: 0, that of the error, or 2 for a wrong use."""
    from kg.cli.app import app
    from kg.cli.terminal import complain, speak_utf8

    speak_utf8()
    try:
        app(list(sys.argv[1:] if arguments is None else arguments), prog_name="kg")
    except KGError as error:
        complain(f"{error.message} {error.remedy}")
        return error.exit_status
    except OSError as error:
        complain(f"{error.filename or 'A file'} cannot be read or written: {error.strerror or error}.")
        return KGError.exit_status
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0
