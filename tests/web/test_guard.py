"""Who may ask, how much may be sent, and what an answer lets a browser do."""

import socket
from collections.abc import Iterator

import httpx
import pytest

from variorum.archive.archive import Archive
from variorum.errors import InputError
from variorum.web.guard import HEADERS, Rules, is_token, make_session
from variorum.web.server import allowed_hosts

TOKEN = "a-token-of-the-newsroom"  # noqa: S105


@pytest.fixture
def locked(archive: Archive, serve) -> Iterator[httpx.Client]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Return a client of a server that wants a token."""
    with httpx.Client(base_url=serve(archive, token=TOKEN)) as client:
        yield client


@pytest.mark.parametrize(
    "path", ["/", "/stories/s1", "/nothing", "/api/stories", "/static/pages.css", "/static/none"]
)
def test_every_answer_forbids_what_is_not_ours(site: httpx.Client, path: str) -> None:
    """Pages, errors, files and JSON all carry the headers."""
    answer = site.get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("127.0.0.1:8340", True),
        ("LOCALHOST:1", True),
        ("[::1]:8340", True),
        ("news.example", False),
        ("127.0.0.1.evil.example", False),
        ("evil.example:8340", False),
        ("127.0.0.1@evil.example", False),
        ("evil.example/127.0.0.1", False),
        ("[::1", False),
        ("", False),
        ("127.0.0.1:99999999", True),
    ],
)
def test_only_known_hosts(host: str, known: bool) -> None:  # noqa: FBT001
    """A name that was rebound to this machine gets nothing, whatever it looks like."""
    assert Rules(frozenset({"127.0.0.1", "localhost", "::1"})).knows(host) is known


def test_a_foreign_host_is_refused(site: httpx.Client) -> None:
    """DNS rebinding: the browser sends the attacker's name."""
    answer = site.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 421
    assert "Stories" not in answer.text.split("<main")[1]


def test_two_hosts_are_refused(site: httpx.Client) -> None:
    """A second Host header may not smuggle another name past the first."""
    port = site.base_url.port or 80
    with socket.create_connection(("127.0.0.1", port), timeout=5) as link:
        link.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n")
        head = link.recv(200)
    assert head.startswith((b"HTTP/1.1 421", b"HTTP/1.1 400"))


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:1"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
    ],
)
@pytest.mark.parametrize("path", ["/judgements", "/check", "/api/check", "/api/judgements"])
def test_other_sites_change_nothing(site: httpx.Client, path: str, headers: dict[str, str]) -> None:
    """What changes something must come from our own pages."""
    assert site.post(path, headers=headers, json={}).status_code == 403


def test_long_bodies_are_refused(site: httpx.Client) -> None:
    """With its length told, or in pieces without an end."""
    told = site.post("/api/check", content=b"x" * 1_200_000)
    assert told.status_code == 413
    assert "kilobytes" in told.text

    def endless() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 50_000

    try:
        streamed = site.post(
            "/api/check", content=endless(), headers={"content-type": "application/json"}
        )
    except httpx.WriteError:  # the server hung up before all was sent
        return
    assert streamed.status_code == 413


@pytest.mark.parametrize("path", ["/", "/stories/s1", "/search?text=ferry"])
def test_a_token_is_asked_for(locked: httpx.Client, path: str) -> None:
    """Nothing of the archive is shown without it."""
    answer = locked.get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert "Kestrel" not in answer.text


def test_programs_send_the_token(locked: httpx.Client) -> None:
    """As a bearer token, and only the right one."""
    assert locked.get("/api/stories").status_code == 401
    wrong = locked.get("/api/stories", headers={"authorization": "Bearer nonsense"})
    assert wrong.status_code == 401
    assert wrong.headers["www-authenticate"] == "Bearer"
    right = locked.get("/api/stories", headers={"authorization": f"Bearer {TOKEN}"})
    assert right.status_code == 200


def test_people_sign_in(locked: httpx.Client) -> None:
    """The cookie is for this site alone, unreadable by scripts, and does not tell the token."""
    page = locked.get("/sign-in").text
    token = page.split('name="form_token" value="')[1].split('"')[0]
    wrong = locked.post("/sign-in", data={"form_token": token, "token": "nonsense"})
    assert wrong.status_code == 403
    right = locked.post("/sign-in", data={"form_token": token, "token": TOKEN})
    cookie = right.headers["set-cookie"]
    assert right.status_code == 303
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert TOKEN not in cookie
    assert locked.get("/").status_code == 200
    locked.cookies.set("variorum_session", make_session("another"))
    assert locked.get("/").status_code != 200


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/static/..%2f..%2f..%2f..%2fetc/passwd",
        "/static//etc/passwd",
        "/static/%00",
        "/stories/..%2f..%2f..%2fetc%2fpasswd?as=html",
        "/stories/1%0d%0aset-cookie:%20a=b?as=html",
        "/articles/%22%0d%0ax-evil:%20yes?as=csv",
        "/articles/file%3a%2f%2f%2fetc%2fpasswd",
        "/api/stories/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/%5c%5cevil.example/%2e%2e",
        "//evil.example/%2e%2e",
    ],
)
def test_no_path_leads_out_or_into_the_headers(site: httpx.Client, path: str) -> None:
    """Files beside ours, other hosts and headers of the asker's cannot be asked for."""
    answer = site.get(path)
    assert answer.status_code in {400, 404, 405, 422}
    assert "root:" not in answer.text
    assert not {"set-cookie", "x-evil", "location"} & set(answer.headers)


def test_guessing_is_slowed_down(locked: httpx.Client) -> None:
    """After ten wrong tokens in a minute even the right one waits."""
    page = locked.get("/sign-in").text
    token = page.split('name="form_token" value="')[1].split('"')[0]
    answers = [
        locked.post("/sign-in", data={"form_token": token, "token": f"guess {number}"}).status_code
        for number in range(12)
    ]
    assert answers[-1] == 429


def test_listening_to_others_needs_a_token() -> None:
    """And one that is not guessed in an afternoon."""
    assert "127.0.0.1" in allowed_hosts("127.0.0.1", None)
    with pytest.raises(InputError, match="other machines"):
        allowed_hosts("0.0.0.0", None)  # noqa: S104
    with pytest.raises(InputError, match="16 or more"):
        allowed_hosts("127.0.0.1", "short")
    hosts = allowed_hosts("0.0.0.0", TOKEN, ("news.example",))  # noqa: S104
    assert "news.example" in hosts
    assert "0.0.0.0" not in hosts  # noqa: S104


@pytest.mark.parametrize("given", ["", "é", "\ud800", "a" * 10_000, TOKEN[:-1], TOKEN + "x"])
def test_no_other_text_is_the_token(given: str) -> None:
    """Whatever is sent is compared, and nothing of it breaks."""
    assert not is_token(given, TOKEN)
    assert is_token(TOKEN, TOKEN)
