import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hostile_server import HostileServer, Request, answer, feed, rss
from variorum.archive.archive import Archive, open_archive
from variorum.archive.records import ArticleLine
from variorum.cli import main
from variorum.watch.ledger import Line
from variorum.watch.session import is_dead, read_log, render_line

SMOKE = "“We have never seen such smoke,” said Captain Anna Berg, who led the rescue."
FIRE = "The ferry Aurora caught fire off Lund on Monday, and at least 12 people died."


def article(outlet: str, *paragraphs: str) -> bytes:
    """Return an answer that is an outlet's report."""
    body = "".join(f"<p>{words}</p>" for words in paragraphs)
    site = f'<meta property="og:site_name" content="{outlet}">' if outlet else ""
    page = (
        f"<!doctype html><html><head><title>Ferry burns</title>{site}</head><body><article>"
        f"<h1>Ferry burns off Lund</h1>{body}</article></body></html>"
    )
    return answer(page.encode("cp1252"), content_type="text/html; charset=windows-1252")


@pytest.fixture
def place(tmp_path: Path) -> str:
    """Give the name of an archive that is not there yet."""
    return str(tmp_path / "archive.db")


def invoke(place: str, *words: str) -> Result:
    """Run `variorum watch` here."""
    given = ["watch", *words, "--archive", place]
    if words and words[0].startswith("http"):
        given += ["--fast", "--delay", "0"]
    return CliRunner().invoke(main, given)


def local(server: HostileServer, path: str) -> str:
    """Return the address of a path by number, as no name is known here."""
    return server.at(path, "127.0.0.1")


def test_from_feed_to_story(server: HostileServer, place: str) -> None:
    """What a feed names stands in the archive, in its bytes and its versions, with its outlet."""
    each = "<source url='http://wire.test/'>Wire Agency</source>"
    server.pages["/rss"] = answer(rss("/a", "/b", "/gone", each=each))
    first, second = article("Harbour Post", FIRE, SMOKE), article("", FIRE, SMOKE, "More later.")
    server.pages["/a"], server.pages["/b"] = first, second
    allow = ("--allow-address", "127.0.0.1", "--once")
    result = invoke(place, local(server, "/rss"), *allow)
    assert (result.exit_code, result.output) == (0, "")
    with open_archive(place, fast=True) as archive:
        found = articles(archive)
        assert {line.outlet for line in found} == {"Harbour Post", "Wire Agency"}
        documents = archive.documents(line.id for line in found)
        kept = {document.url: archive.source(document.sha256) for document in documents.values()}
        assert kept[local(server, "/a")] == first.partition(b"\r\n\r\n")[2]
        text = next(document.text for document in documents.values())
        assert SMOKE in text
        log = [line.partition("/")[2].partition("  ")[2] for line in read_log(archive, 9)]
    assert [line.partition(" → ")[2] for line in log[:3]] == [
        "3 items, 3 new",
        "added: 1 article",
        "added: 1 article",
    ]
    assert invoke(place, "--log", "-n", "1").output.count("\n") == 1
    assert invoke(place, local(server, "/rss"), *allow).exit_code == 0
    assert len(server.asked("/a")) == 1


def articles(archive: Archive) -> list[ArticleLine]:
    """Return the articles of all stories."""
    return [line for story in archive.stories() for line in archive.story_articles(story.id)]


def test_exit_status(server: HostileServer, place: str, tmp_path: Path) -> None:
    """0: all feeds were read, 1: some, 2: none; each that was not has a line."""
    server.pages["/rss"] = feed()
    server.pages["/page"] = article("Post", FIRE)
    good, bad = local(server, "/rss"), local(server, "/page")
    refused = invoke(place, good, "--once")
    assert refused.exit_code == 2
    assert "this machine itself" in refused.output
    assert "--allow-address 127.0.0.1" in refused.output
    allow = ("--allow-address", "127.0.0.0/8", "--once")
    assert invoke(place, good, *allow).exit_code == 0
    both = invoke(place, good, bad, *allow)
    assert both.exit_code == 1
    assert both.output == (
        f"skipped: {bad} is a web page, not a feed. Look there for the address of its feed.\n"
    )
    assert invoke(place, good, bad, *allow).exit_code == 1  # it is left alone, and still in trouble
    assert invoke(place, bad, *allow).exit_code == 2
    (tmp_path / "list").write_text("nonsense\n")
    assert invoke(place, str(tmp_path / "list"), "--once").exit_code == 2
    assert invoke(place, str(tmp_path / "none"), "--once").exit_code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "name a list of feeds"),
        (("http://a.test/", "--again", "1x"), "'1x' is no age"),
        (("http://a.test/", "--allow-address", "home"), "'home' is no address"),
        (("http://a.test/", "--contact", "a\nb"), "--contact"),
        (("http://a.test/", "--every", "0"), "--every"),
    ],
)
def test_wrong_calls(place: str, words: tuple[str, ...], said: str) -> None:
    """A wrong call is told, and nothing is made."""
    result = invoke(place, *words)
    assert result.exit_code == 2
    assert said in result.output
    assert not Path(place).exists()


class Holding:
    """A page that is not done before it is released."""

    def __init__(self) -> None:
        self.release = threading.Event()

    def __call__(self, _: Request) -> Iterator[bytes | float]:  # noqa: D102
        yield b"HTTP/1.1 200 OK\r\nx: "
        while not self.release.is_set():
            yield b"y"
            yield 0.05


@pytest.fixture
def three(server: HostileServer) -> Holding:
    """Let the server have three pages, of which the second holds up."""
    holding = Holding()
    server.pages["/rss"] = feed("/a", "/b", "/c")
    server.pages["/a"], server.pages["/c"] = article("A", FIRE, SMOKE), article("C", FIRE)
    server.pages["/b"] = holding
    return holding


def check_resumed(server: HostileServer, place: str) -> None:
    """Watch on, and check that each page is in the archive once."""
    result = invoke(place, local(server, "/rss"), "--allow-address", "127.0.0.1", "--once")
    assert result.output == ""
    with open_archive(place) as archive:
        done = [line.partition(" → ")[2] for line in read_log(archive, 99)]
        outlets = {line.outlet for line in articles(archive)}
    assert outlets >= {"A", "C"}, done
    assert done.count("added: 1 article") == len(outlets)


def test_stops_after_the_current_item(server: HostileServer, place: str, three: Holding) -> None:
    """A signal ends the watch after what is being fetched, with what was done in the archive."""

    def stop() -> None:
        while not server.asked("/b"):
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.2)
        three.release.set()

    threading.Thread(target=stop, daemon=True).start()
    handler = signal.getsignal(signal.SIGTERM)
    result = invoke(place, local(server, "/rss"), "--allow-address", "127.0.0.1")
    assert (result.exit_code, result.output) == (0, "")
    assert signal.getsignal(signal.SIGTERM) is handler
    assert not server.asked("/c")
    check_resumed(server, place)


def test_killed_at_any_moment(server: HostileServer, place: str, three: Holding) -> None:
    """A watch that is killed loses nothing, and the next one need not wait for its lease."""
    with open_archive(place):
        pass
    command = [sys.executable, "-m", "variorum", "watch", local(server, "/rss")]
    options = ["--archive", place, "--allow-address", "127.0.0.1", "--fast", "--delay", "0"]
    with subprocess.Popen([*command, *options], stderr=subprocess.PIPE) as process:  # noqa: S603
        deadline = time.monotonic() + 300
        while not server.asked("/b"):
            assert time.monotonic() < deadline
            assert process.poll() is None, process.communicate()
            time.sleep(0.05)
        process.kill()
        assert process.communicate()[1] == b""
    three.release.set()
    check_resumed(server, place)


def test_only_dead_processes_are_dead() -> None:
    """A process of this machine that is no more is dead; of others nothing is known."""
    host = socket.gethostname()
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    assert is_dead(f"process {process.pid} on {host}")
    assert not is_dead(f"process {os.getpid()} on {host}")
    assert not is_dead("process 1 on elsewhere")
    assert not is_dead(f"process {10**30} on {host}")
    assert not is_dead("nonsense")


def test_no_line_of_the_log_commands_a_terminal() -> None:
    """Signs that a terminal would obey are replaced."""
    from datetime import UTC, datetime  # noqa: PLC0415

    line = Line(datetime(2026, 3, 2, tzinfo=UTC), "page", "http://a/\x1b[2J", "\x07x\n", "\u202ey")
    assert render_line(line).isprintable()
