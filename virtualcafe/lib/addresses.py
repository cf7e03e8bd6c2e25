"""The address a request came from, believing forwarded headers only from our own proxies."""

from __future__ import annotations

import functools
import ipaddress
from collections.abc import Collection

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def client_ip(remote_addr: str, forwarded_for: str, trusted: Collection[str]) -> str:
    """The nearest address in ``X-Forwarded-For`` that isn't a trusted proxy's.

    Each proxy appends whom it heard from, so only what stands right of the first stranger is
    known; what a stranger wrote in front is not. "" when there is no address (a unix socket).
    """
    client = remote_addr
    for hop in reversed([hop.strip() for hop in forwarded_for.split(",") if hop.strip()]):
        if not is_trusted(client, trusted) or not _address(hop):
            return client
        client = hop
    return client


def household(address: str) -> str:
    """What one customer of a provider holds: an IPv4 address, or 2**64 of IPv6 (RFC 6177), from
    which a stranger could ask under another one each time."""
    parsed = _address(address)
    if not isinstance(parsed, ipaddress.IPv6Address):
        return address
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def is_trusted(address: str, trusted: Collection[str]) -> bool:
    """Is this one of the proxies named by address or network, such as ``10.0.0.0/8``?"""
    parsed = _address(address)
    if not parsed:
        return False
    return any(parsed in network for network in _networks(tuple(trusted)))


@functools.cache
def _networks(names: tuple[str, ...]) -> list[Network]:
    return [ipaddress.ip_network(name, strict=False) for name in names]


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        parsed = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        return parsed.ipv4_mapped
    return parsed
