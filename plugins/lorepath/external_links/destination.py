"""An address → the machine to ask, where it may be asked.

A lesson's links are anybody's to write, and a runner may stand inside a company's network. So a link leads to
machines of the public internet only, whatever its host's name stands for today, and the very machine that was looked at
is the one that is asked.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection

from msgspec import Struct
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

_PORTS = {"http": 80, "https": 443}
_MACHINES = 3
# Addresses of which some hold another one: the system may send what is meant for them to that other one.
_UNICAST = ipaddress.IPv6Network("2000::/3")
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


class NotAsked(Exception):
    """An address that is not to be asked; the text says why, as `it …`."""


class NoSuchHost(Exception):
    """No machine has this name."""


class Destination(Struct, frozen=True):
    """Where to ask for an address, and for what: `machines` are IP addresses, one of which should answer."""

    scheme: str
    host: str
    port: int
    machines: tuple[str, ...]
    target: str

    @property
    def named(self) -> str:
        """The host as a request names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def host_of(address: str) -> str:
    """The host of an address in small letters; nothing where there is none."""
    try:
        return (parse_url(address).host or "").strip("[]").lower()
    except LocationParseError:
        return ""


def destination(address: str, inside: Collection[str] = ()) -> Destination:
    """The machines behind an address; hosts that are `inside` may be anywhere.

    Raises NotAsked where nobody should ask, NoSuchHost where there is nobody to ask, OSError where that is unclear.
    """
    try:
        parts = parse_url(address)
    except LocationParseError:
        raise NotAsked("is no address that can be understood") from None
    scheme, host = parts.scheme or "", (parts.host or "").strip("[]").lower()
    if scheme not in _PORTS or not host:
        raise NotAsked("does not lead to the web")
    if parts.auth:
        raise NotAsked("holds a name or a password")
    port = parts.port or _PORTS[scheme]
    machines = _machines(host, port)
    if host not in inside and not all(map(is_public, machines)):
        raise NotAsked("leads into a private network")
    return Destination(scheme, host, port, tuple(machines[:_MACHINES]), parts.request_uri)


def is_public(machine: str) -> bool:
    """Whether an IP address belongs to a machine of the public internet."""
    address = ipaddress.ip_address(machine.partition("%")[0])
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast
    if address in _TRANSLATED:
        return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)))
    held = [address.sixtofour, *(address.teredo or ())]
    return address in _UNICAST and address.is_global and all(is_public(str(each)) for each in held if each)


def _machines(host: str, port: int) -> list[str]:
    """The IP addresses of a host, in the system's order of preference."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_NONAME:
            raise NoSuchHost(host) from None
        raise
    except UnicodeError:
        raise NotAsked("is no address that can be understood") from None
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
