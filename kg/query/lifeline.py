"""A worker's tie to the process that holds its other end: it does not outlive that one, not even in the midst of a query.

A worker that waits sees the end of its standard input. One that runs a query does not read, and the engine may hold the
interpreter for as long as it lasts; so the kernel is asked to send a signal, which ends the process, when the pipe is closed.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

if sys.platform != "win32":
    import fcntl


@contextmanager
def lifeline(descriptor: int) -> Iterator[None]:
    """End this process if the other end of a pipe is closed meanwhile, where the platform can tell.

    Nothing may be written to the pipe meanwhile, since that would end the process too.
    """
    if sys.platform == "linux":
        before = fcntl.fcntl(descriptor, fcntl.F_GETFL)
        signal.signal(signal.SIGIO, signal.SIG_DFL)
        fcntl.fcntl(descriptor, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(descriptor, fcntl.F_SETFL, before | os.O_ASYNC)
        try:
            if _closed(descriptor):
                raise SystemExit
            yield
        finally:
            fcntl.fcntl(descriptor, fcntl.F_SETFL, before)
            signal.signal(signal.SIGIO, signal.SIG_IGN)
    else:
        yield  # the engine's deadline holds as long as the engine lives


def _closed(descriptor: int) -> bool:
    """Tell whether the other end was closed before anything was asked of the kernel."""
    looking = select.poll()
    looking.register(descriptor, select.POLLIN)
    return any(events & select.POLLHUP for _, events in looking.poll(0))
