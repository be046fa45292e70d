"""Lets connections lead only to public addresses and to the hosts that the office has allowed (SSRF)."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from monitor.fetch.errors import FetchError
from monitor.fetch.model import FailureReason

Resolver = Callable[[str, int], Iterable[str]]
"""Takes a host and a port and gives its numeric addresses. Raises OSError where the name has none."""

_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_IPV4_BITS = 0xFFFF_FFFF


def system_resolver(host: str, port: int) -> list[str]:
    """Ask the system for every address of a host, in its order of preference. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(address: str) -> bool:
    """Tell whether a numeric address belongs to the public internet, also behind IPv4-in-IPv6 forms."""
    ip = ip_address(address)
    if isinstance(ip, IPv4Address):
        return _is_public_ipv4(ip)
    inner = _embedded(ip)
    if inner is not None:
        return _is_public_ipv4(inner)
    return ip.is_global and not ip.is_multicast and ip in _GLOBAL_UNICAST


class Guard:
    """Decides for each single connection where it may lead.

    The name is resolved once, here, and the caller connects to an address of the answer: a name that
    answers differently a moment later (DNS rebinding) gains nothing.
    """

    def __init__(self, allow_hosts: Iterable[str] = (), resolve: Resolver = system_resolver) -> None:
        self._allowed = frozenset(entry.strip().lower() for entry in allow_hosts)
        self._resolve = resolve

    def addresses(self, host: str, port: int) -> tuple[str, ...]:
        """Give the addresses that may be dialled for this host.

        Raises FetchError: DNS where the name has no address, BAD_ADDRESS where it is no name,
        FORBIDDEN_ADDRESS where any of its addresses is not public and the office has not allowed the host.
        """
        addresses = self._lookup(host, port)
        forbidden = [a for a in addresses if not is_public(a)]
        if forbidden and not self._is_allowed(host, port):
            detail = f"{host}:{port} leads to {forbidden[0]}, which is not public"
            raise FetchError(FailureReason.FORBIDDEN_ADDRESS, detail)
        return addresses

    def _lookup(self, host: str, port: int) -> tuple[str, ...]:
        try:
            addresses = tuple(self._resolve(host, port))
        except UnicodeError as error:
            raise FetchError(FailureReason.BAD_ADDRESS, f"{host!r} is no host name: {error}") from error
        except OSError as error:
            raise FetchError(FailureReason.DNS, f"{host} cannot be resolved: {error}") from error
        if not addresses:
            raise FetchError(FailureReason.DNS, f"{host} has no address")
        return addresses

    def _is_allowed(self, host: str, port: int) -> bool:
        name = host.strip("[]").rstrip(".").lower()
        written = (name, f"[{name}]") if ":" in name else (name,)
        with_port = f"{written[-1]}:{port}"
        return not self._allowed.isdisjoint((*written, with_port))


def _is_public_ipv4(ip: IPv4Address) -> bool:
    return ip.is_global and not ip.is_multicast


def _embedded(ip: IPv6Address) -> IPv4Address | None:
    """Give the IPv4 address that an IPv6 one stands for: mapped, 6to4 (RFC 3056) or NAT64 (RFC 6052)."""
    if ip in _NAT64:
        return IPv4Address(int(ip) & _IPV4_BITS)
    return ip.ipv4_mapped or ip.sixtofour
