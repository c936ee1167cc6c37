"""Under which names a server is reached, and whether a request comes from one of its own pages."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from vedette.errors import BadArgumentError

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS = {"http": 80, "https": 443}
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
# Headers that a proxy adds: who is alone on his machine has none in between.
_PROXIED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


@dataclass(frozen=True, slots=True)
class Doors:
    """Say how a server is reached.

    `alone` is one person on one machine, without a login, by local names only. Else `public` is
    the address that browsers show, as "https://desk.example.org", and `secure` whether it is read
    on the way by nobody.
    """

    alone: bool = True
    names: frozenset[str] = LOCAL_NAMES
    public: str = ""

    @classmethod
    def opened(cls, host: str, port: int, *, public: str = "", encrypted: bool = False) -> Doors:
        """Return the doors of a server that listens at a host and port.

        A server that listens elsewhere than on loopback is not alone, nor is one with a public
        address. Raises BadArgumentError where nobody could say how it is reached.
        """
        if public:
            return cls(alone=False, names=frozenset(), public=_origin(public))
        if is_local(host):
            return cls(names=LOCAL_NAMES | {host.casefold()})
        if _is_any(host):
            raise BadArgumentError(
                "a server that listens everywhere needs the address that browsers show",
                where=f"--host {host}",
                next_step="Give it: --public https://desk.example.org",
            )
        name = f"[{host}]" if ":" in host else host
        scheme = "https" if encrypted else "http"
        return cls(alone=False, names=frozenset(), public=_origin(f"{scheme}://{name}:{port}"))

    @property
    def secure(self) -> bool:
        """Tell whether browsers reach it encrypted."""
        return self.public.startswith("https:")

    def admits(self, host: str) -> bool:
        """Tell whether a Host header names this server."""
        name, port = _split(host)
        if name is None:
            return False
        if self.alone:
            return name in self.names
        wanted = urlsplit(self.public)
        default = _PORTS[wanted.scheme]
        return (name, port or default) == (wanted.hostname, wanted.port or default)

    def is_foreign(self, method: str, headers: Headers) -> bool:
        """Tell whether another site's page asks, as far as the browser says.

        What changes something comes from a page of this server, or from no browser. What is read
        may also be a link that somebody followed from elsewhere, but nothing that another page
        loads, frames or fetches.
        """
        site = headers.get("sec-fetch-site", "")
        if method in SAFE_METHODS:
            followed = headers.get("sec-fetch-mode") == "navigate"
            framed = headers.get("sec-fetch-dest", "document") not in ("document", "empty")
            return site in ("cross-site", "same-site") and (not followed or framed)
        if site not in ("", "same-origin", "none"):
            return True
        origin = headers.get("origin")
        if site == "same-origin" and origin == "null":
            return False  # a form of ours: under our referrer policy a browser names no origin
        return origin is not None and not self._is_own(origin, headers.get("host", ""))

    def _is_own(self, origin: str, host: str) -> bool:
        if not self.alone:
            return _same(origin, self.public)
        return _same(origin, f"http://{host}")

    def is_proxied(self, headers: Headers) -> bool:
        """Tell whether a server for one person is reached through a proxy."""
        return self.alone and any(name in headers for name in _PROXIED)


def is_local(host: str) -> bool:
    """Tell whether an address is of this machine alone."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def _is_any(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_unspecified
    except ValueError:
        return not host


def _split(host: str) -> tuple[str | None, int | None]:
    """Return name and port of a Host header; no name where it is none."""
    try:
        parts = urlsplit(f"//{host}")
        port = parts.port
    except ValueError:
        return None, None
    plain = not (parts.path or parts.query or parts.fragment or "@" in host or "\\" in host)
    return (parts.hostname if plain else None), port


def _same(one: str, other: str) -> bool:
    try:
        a, b = urlsplit(one), urlsplit(other)
        ports = [each.port or _PORTS.get(each.scheme) for each in (a, b)]
    except ValueError:
        return False
    return (a.scheme, a.hostname) == (b.scheme, b.hostname) and ports[0] == ports[1]


def _origin(address: str) -> str:
    """Return an address without path; raises BadArgumentError for what is none."""
    try:
        parts = urlsplit(address.strip())
        usable = parts.scheme in _PORTS and parts.hostname and parts.port != 0
    except ValueError:
        usable = None
    if not usable or parts.path not in ("", "/") or parts.query or "@" in parts.netloc:
        raise BadArgumentError(
            "this is no address of a server",
            where=f"--public {address[:80]}",
            next_step="Write it as browsers show it: https://desk.example.org",
        )
    return f"{parts.scheme}://{parts.netloc.casefold()}"
