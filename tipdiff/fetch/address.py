"""Which addresses may be connected to: decided on the address itself, when connecting.

A name is resolved once, the address is judged, and that very address is connected to: a name
server cannot answer the check with one address and the connection with another.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from tipdiff.errors import ConfigError, Forbidden, NotConnected

if TYPE_CHECKING:
    from collections.abc import Iterable
    from ipaddress import IPv4Network, IPv6Network


def networks(texts: Iterable[str]) -> tuple[IPv4Network | IPv6Network, ...]:
    """The private addresses and networks that the operator allows."""
    try:
        return tuple(ip_network(text) for text in texts)
    except ValueError as error:
        raise ConfigError(f"fetch.allow_addresses: {error}; give one like 10.1.0.0/16") from error


class Guard:
    """Resolves names, and lets through public addresses and those the operator allows."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self._allowed = networks(allowed)

    def addresses(self, host: str, port: int) -> list[str]:
        """The addresses of a host that may be connected to.

        Raises Forbidden where it has none, NotConnected where the name is not known.
        """
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise NotConnected(f"no address is known for the host {host} ({error})") from error
        every = list(dict.fromkeys(str(info[4][0]) for info in found))
        allowed = [address for address in every if self.allows(address)]
        if not allowed:
            raise Forbidden(
                f"{host} has the address {every[0]}, which is not public; where it is a server of "
                "your own, list it in fetch.allow_addresses of config.toml"
            )
        return allowed

    def allows(self, address: str) -> bool:
        """Whether an address is public, or allowed by the operator."""
        ip = _inner(ip_address(address.partition("%")[0]))
        if any(ip in network for network in self._allowed):
            return True
        return ip.is_global and not ip.is_multicast


def _inner(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 address stands for, where it does."""
    if isinstance(ip, IPv4Address):
        return ip
    return ip.ipv4_mapped or ip.sixtofour or ip
