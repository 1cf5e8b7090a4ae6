from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.errors import FetchError
from variorum.watch.addresses import read_address, tell_closed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://EXAMPLE.org", "http://example.org/"),
        (" https://example.org:443/a\n/b ", "https://example.org/a/b"),
        (
            "http://example.org:80/?utm_source=rss&id=7&UTM_medium=x#part",
            "http://example.org/?id=7",
        ),
        ("http://example.org/?fbclid=1", "http://example.org/"),
        ("http://example.org/?", "http://example.org/"),
        ("http://example.org/a?b=&c", "http://example.org/a?b=&c"),
        ("http://exämple.org/straße", "http://xn--exmple-cua.org/stra%C3%9Fe"),
        ("http://example.org/a%2Fb%20c", "http://example.org/a%2Fb%20c"),
        ("../c", "http://base.test/c"),
        ("//other.test/x", "http://other.test/x"),
        ("?page=2", "http://base.test/a/feed?page=2"),
    ],
)
def test_one_spelling(text: str, expected: str) -> None:
    """An address has one spelling, in which it is known again."""
    assert read_address(text, "http://base.test/a/feed") == expected
    assert read_address(expected) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("javascript:alert(1)", "Only these are fetched"),
        ("mailto:desk@example.org", "Only these are fetched"),
        ("data:text/html,x", "Only these are fetched"),
        ("file:///etc/passwd", "Only these are fetched"),
        ("/relative", "Only these are fetched"),
        ("http://", "names no host"),
        ("http://a b/", "names no host"),
        ("http://a%00b/", "names no host"),
        ("http://user:secret@example.org/", "user name or password"),
        ("http://example.org:0/", "port that cannot be"),
        ("http://example.org:99999/", "port that cannot be"),
        ("http://example.org:x/", "no web address"),
        ("http://example.org/" + "x" * 3000, "at most 2,000"),
        ("http://example.org/" + "ä" * 1000, "when written out"),
        ("http://exa\x00mple.org/", "no web address"),
    ],
)
def test_refuses(text: str, words: str) -> None:
    """What cannot be fetched is refused in words, without repeating a password."""
    with pytest.raises(FetchError, match=words) as caught:
        read_address(text)
    assert "secret" not in str(caught.value)
    assert len(str(caught.value)) < 400
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("0.0.0.0", "no machine"),  # noqa: S104
        ("0.1.2.3", "no machine"),
        ("::", "no machine"),
        ("127.0.0.1", "this machine"),
        ("127.255.255.254", "this machine"),
        ("::1", "this machine"),
        ("10.1.2.3", "private"),
        ("172.31.0.1", "private"),
        ("192.168.0.1", "private"),
        ("100.64.0.1", "private"),
        ("fd12::1", "private"),
        ("fec0::1", "private"),
        ("169.254.1.1", "link-local"),
        ("fe80::1", "link-local"),
        ("169.254.169.254", "metadata"),
        ("168.63.129.16", "metadata"),
        ("100.100.100.200", "metadata"),
        ("fd00:ec2::254", "metadata"),
        ("224.0.0.1", "multicast"),
        ("ff02::1", "multicast"),
        ("255.255.255.255", "reserved"),
        ("240.0.0.1", "reserved"),
        ("192.0.0.192", "reserved"),
        ("192.0.2.1", "reserved"),
        ("198.18.0.1", "reserved"),
        ("203.0.113.9", "reserved"),
        ("2001:db8::1", "reserved"),
        ("100::1", "reserved"),
        ("4000::1", "reserved"),
        ("::ffff:127.0.0.1", "inside an IPv6"),
        ("::ffff:8.8.8.8", "inside an IPv6"),
        ("::127.0.0.1", "inside an IPv6"),
        ("64:ff9b::7f00:1", "inside an IPv6"),
        ("64:ff9b:1::1", "inside an IPv6"),
        ("2002:7f00:1::", "inside an IPv6"),
        ("2001:0:7f00:1::", "inside an IPv6"),
    ],
)
def test_closed_addresses(text: str, what: str) -> None:
    """No address of a machine that is not public is fetched from, unless it is allowed."""
    assert what in (tell_closed(ip_address(text), 443) or "")
    assert tell_closed(ip_address(text), 8080, [ip_network(text)]) is None


@pytest.mark.parametrize("text", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "172.32.0.1"])
def test_open_addresses(text: str) -> None:
    """Public servers are fetched from on the web's ports alone."""
    assert tell_closed(ip_address(text), 80) is None
    assert tell_closed(ip_address(text), 443) is None
    assert tell_closed(ip_address(text), 22) == "on port 22, which is none of the web's"


@settings(deadline=None)
@given(st.ip_addresses())
def test_private_is_closed(ip: object) -> None:
    """Whatever Python's registry calls private is closed here, too."""
    from ipaddress import IPv4Address, IPv6Address  # noqa: PLC0415

    assert isinstance(ip, IPv4Address | IPv6Address)
    if ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_reserved:
        assert tell_closed(ip, 80) is not None


@settings(deadline=None)
@given(st.text() | st.from_regex(r"https?://[\w.:@\[\]%-]*/[\w?&=#%]*"), st.booleans())
def test_any_text(text: str, based: bool) -> None:  # noqa: FBT001 - drawn
    """Any text gives an address that is its own spelling, or our error."""
    try:
        address = read_address(text, "https://base.test/feed" if based else None)
    except FetchError:
        return
    assert address.isascii()
    assert read_address(address) == address
