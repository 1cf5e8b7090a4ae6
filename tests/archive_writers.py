"""Processes that write to an archive while others do, or until they are killed; run as a script.

usage: archive_writers.py PLACE KILLS SEED      kills one writer after the other, KILLS times
       archive_writers.py PLACE together COUNT  lets COUNT writers add the same articles at once

It forks, so that everything is loaded once. What was acknowledged is printed, a line an article:
its id and the SHA-256 of its bytes.
"""

import os
import random
import select
import signal
import sys
import tempfile
import time
from hashlib import sha256

from factory import make_article
from variorum.archive.archive import Archive, open_archive
from variorum.model import Document
from variorum.read.readings import Reading

PLACES = ("Tarrant", "Ostrava Bend", "Nyholm", "Castel Oro", "Port Amsel", "Grindle Moor")
FATES = ("mill burned", "dam broke", "bridge fell", "cannery flooded", "silo burst")
EVENTS = [f"{place}'s {fate}" for place in PLACES for fate in FATES]
ARTICLES = 400


def make_reading(number: int) -> Reading:
    """Return the telling of an event in a few words; its number makes it one of its own."""
    event = EVENTS[number % len(EVENTS)]
    text = (
        f"{event} on Tuesday, and {number % 7 + 2} people died.\n"
        f"“It came without a warning,” said Ines Corvin of report {number}.\n"
        f"{event} for the second time, the council of case {number // len(EVENTS)} said."
    )
    digest = sha256(text.encode()).hexdigest()
    article = make_article(text, f"r{number}", published="2031-04-02")
    return Reading(Document(f"r{number}", None, None, digest, text), (article,), text.encode())


def write(archive: Archive, numbers: range, pipe: int) -> None:
    """Add articles one by one, comparing their stories now and then; tell what was acknowledged."""
    for number in numbers:
        reading = make_reading(number)
        added = archive.add([reading])
        for name in (*added.new, *added.unchanged):
            os.write(pipe, f"{name} {reading.document.sha256}\n".encode())
        if number % 3 == 0:
            archive.refresh(limit=1)


def fork_writer(place: str, numbers: range) -> tuple[int, int]:
    """Start a writer; return its process id and the pipe that it tells on."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        code = 1
        try:
            with open_archive(place, fast=True, model="rules") as archive:
                write(archive, numbers, into)
            code = 0
        finally:
            os._exit(code)
    os.close(into)
    return child, out


def kill_again_and_again(place: str, kills: int, seed: int) -> None:
    """Kill writers at random moments: soon after their start, or after some acknowledgements."""
    chance = random.Random(seed)  # noqa: S311 - moments, no secrets
    first = 0
    for _ in range(kills):
        child, out = fork_writer(place, range(first, ARTICLES))
        told = b""
        wanted = chance.choice((0, 0, 1, 1, 2, 3))
        while told.count(b"\n") < wanted and select.select([out], [], [], 60)[0]:
            part = os.read(out, 4096)
            if not part:
                break
            told += part
        time.sleep(chance.random() ** 2 * (0.4 if wanted == 0 else 0.08))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while part := os.read(out, 4096):
            told += part
        os.close(out)
        acknowledged = told.decode().rpartition("\n")[0]
        first += len(acknowledged.splitlines())
        if acknowledged:
            print(acknowledged)  # noqa: T201 - what the test reads


def write_together(place: str, writers: int) -> None:
    """Let several processes add the same articles, each in another order."""
    started = []
    for number in range(writers):
        numbers = range(24) if number % 2 == 0 else range(23, -1, -1)
        started.append(fork_writer(place, numbers))
    for child, out in started:
        with os.fdopen(out) as pipe:
            print(pipe.read(), end="")  # noqa: T201
        status = os.waitpid(child, 0)[1]
        if status:
            sys.exit(f"a writer failed: {status}")


def warm_up() -> None:
    """Load all that the writers need, so that a fork has it."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_archive(f"{folder}/warm.db", fast=True, model="rules") as archive,
    ):
        archive.add([make_reading(number) for number in (0, len(EVENTS))])
        archive.refresh()


if __name__ == "__main__":
    warm_up()
    if sys.argv[2] == "together":
        write_together(sys.argv[1], int(sys.argv[3]))
    else:
        kill_again_and_again(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
