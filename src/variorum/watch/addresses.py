"""Web addresses: how one is written so that it is known again, and where none may lead."""

import re
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

import httpx

from variorum.errors import FetchError

LONGEST = 2_000  # characters of an address
PORTS = {"http": 80, "https": 443}
# What newsletters and social networks hang on an address to follow a reader; it names no page.
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|igshid|mc_[ce]id", re.IGNORECASE)
BROKEN = re.compile(r"[\t\r\n]+")

HOST = re.compile(r"[^\s%/?#@\\\[\]<>\"'`{}|^]{1,253}")

Network = IPv4Network | IPv6Network
# Never a public server, by what they are (IANA's special-purpose registries, RFC 6890; the metadata
# services of clouds that stand on an address which looks public).
CLOSED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("the address of no machine", ("0.0.0.0/8", "::/128")),
    ("this machine itself", ("127.0.0.0/8", "::1/128")),
    (
        "the metadata service of a cloud",
        ("169.254.169.254/32", "168.63.129.16/32", "100.100.100.200/32", "fd00:ec2::254/128"),
    ),
    ("a link-local address", ("169.254.0.0/16", "fe80::/10")),
    (
        "a private network",
        ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7", "fec0::/10"),
    ),
    ("a multicast address", ("224.0.0.0/4", "ff00::/8")),
    (
        "an IPv4 address inside an IPv6 one",
        ("::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"),
    ),
    (
        "a reserved address",
        (
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "240.0.0.0/4",
        ),
    ),
)
NETWORKS = [(what, ip_network(text)) for what, texts in CLOSED for text in texts]
GLOBAL_IPV6 = ip_network("2000::/3")  # the only part of IPv6 that is given out (RFC 4291)


def read_address(text: str, base: str | None = None) -> str:
    """Return a web address in one spelling; FetchError if it is none that may be fetched.

    A relative one is resolved against `base`. Fragment and parameters that only follow the reader
    are taken off; a host is written in lower case and in ASCII.

    >>> read_address("/a b?utm_source=rss&id=1#top", "HTTP://Example.org:80/feed")
    'http://example.org/a%20b?id=1'
    """
    shown = show_address(text)
    if len(text) > LONGEST:
        raise FetchError(shown, f"has {len(text):,} characters; at most {LONGEST:,} are taken.")
    try:
        url = httpx.URL(BROKEN.sub("", text.strip()))
        if base is not None:
            url = httpx.URL(base).join(url)
        url = _tidy(url)
        written = str(url)
    except (httpx.InvalidURL, ValueError, TypeError):
        raise FetchError(shown, "is no web address. Correct it.") from None
    if url.scheme not in PORTS:
        raise FetchError(shown, "does not begin with http:// or https://. Only these are fetched.")
    if not HOST.fullmatch(url.host):
        raise FetchError(shown, "names no host that can be. Correct it.")
    if url.port is not None and not 0 < url.port < 65_536:
        raise FetchError(shown, "names a port that cannot be. Correct it.")
    if url.userinfo:
        raise FetchError(shown, "holds a user name or password. Take it out of the address.")
    if len(written) > LONGEST:
        raise FetchError(shown, f"has over {LONGEST:,} characters when written out.")
    return written


def _tidy(url: httpx.URL) -> httpx.URL:
    """Return the address without fragment and tracking, with "/" for an empty path."""
    raw_path, mark, query = url.raw_path.decode("ascii").partition("?")
    kept = "&".join(
        part for part in query.split("&") if not TRACKING.fullmatch(part.partition("=")[0])
    )
    target = raw_path + (mark + kept if kept else "")
    port = None if url.port == PORTS.get(url.scheme) else url.port
    return url.copy_with(raw_path=target.encode("ascii"), fragment=None, port=port)


def show_address(text: str) -> str:
    """Return an address for a message: one line, printable, not too long, without a password."""
    line = "".join(sign if sign.isprintable() else "�" for sign in text.strip())
    line = re.sub(r"(?<=://)[^/@\s]*@", "", line)
    return line if len(line) <= 200 else line[:199] + "…"


def find_host(address: str) -> str:
    """Return the host of an address that `read_address` wrote."""
    return httpx.URL(address).host


def tell_closed(
    ip: IPv4Address | IPv6Address, port: int, allowed: Sequence[Network] = ()
) -> str | None:
    """Say in words why nothing is fetched from `ip`; None: it may be.

    `allowed` networks may be reached, whatever they are, and on any port; others on the ports of
    the web alone.

    >>> from ipaddress import ip_address
    >>> tell_closed(ip_address("127.0.0.1"), 80)
    'this machine itself'
    """
    if any(ip in network for network in allowed):
        return None
    for what, network in NETWORKS:
        if ip in network:
            return what
    if isinstance(ip, IPv6Address) and ip not in GLOBAL_IPV6:
        return "a reserved address"
    if not ip.is_global or ip.is_multicast or ip.is_reserved:
        return "a reserved address"
    return None if port in PORTS.values() else f"on port {port}, which is none of the web's"
