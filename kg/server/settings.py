"""What the person who starts the server decides."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

from kg.query.engine import Limits

ROWS = 100_000
SIZE = 64 << 20
MEMORY = 2 << 30
DEADLINE = 30.0


@dataclass(frozen=True, slots=True)
class Settings:
    """Who may ask, and how much.

    `token` is "" where none is asked for. `hosts` are the values of the `Host` header that are answered, lower case.
    """

    token: str
    hosts: frozenset[str]
    port: int
    limits: Limits = Limits(deadline=DEADLINE, memory=MEMORY, rows=ROWS, size=SIZE)

    @property
    def cookie(self) -> str:
        """Return the name of the cookie, one for each port, since browsers do not tell ports apart."""
        return f"kg-{self.port}"


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches an address.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def hosts_for(host: str, port: int, *, more: tuple[str, ...] = ()) -> frozenset[str]:
    """Return the `Host` headers that a server at this address answers: loopback's names, its own, and those named.

    A name without a port means this port. A page of another site that has its name point here sends that name, so it
    finds no answer.

    >>> sorted(hosts_for("127.0.0.1", 8765, more=("archive.example", "localhost:9000")))
    ['127.0.0.1:8765', '[::1]:8765', 'archive.example:8765', 'localhost:8765', 'localhost:9000']
    """
    names = ("127.0.0.1", "localhost", "[::1]", in_url(host), *more)
    with_port = {name.lower() if _has_port(name) else f"{name}:{port}".lower() for name in names}
    return frozenset(with_port - {f"0.0.0.0:{port}", f"[::]:{port}"} | _bare(with_port, port))


def in_url(host: str) -> str:
    """Write a host as it stands in an address.

    >>> in_url("::1"), in_url("localhost")
    ('[::1]', 'localhost')
    """
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _has_port(name: str) -> bool:
    return name.rpartition(":")[2].isdigit() and not name.endswith("]")


def _bare(hosts: set[str], port: int) -> set[str]:
    """Return the names alone where the port is the one that browsers leave out."""
    return {host.removesuffix(":80") for host in hosts if host.endswith(":80")} if port == 80 else set()
