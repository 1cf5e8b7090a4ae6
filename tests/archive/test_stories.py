import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from archive_stock import HARBOUR, ORCHARD, fetch, page
from factory import make_article
from variorum.archive import tables as t
from variorum.archive.archive import Archive, open_archive
from variorum.archive.grouping import _choose_heirs
from variorum.archive.packing import hash_text
from variorum.archive.postings import Neighbours
from variorum.archive.records import Choice
from variorum.compare.reuse import find_passages
from variorum.group.profiles import describe
from variorum.group.stories import group_stories
from variorum.group.stream import StoryStream
from variorum.model import Article, Document
from variorum.pipeline import annotate, compare_story
from variorum.read.readings import Reading

PLACES = ("Tessel Quay", "Lower Verrin", "Port Amsel", "Grindle Moor", "Castel Oro", "Nyholm")
THINGS = ("silo", "orchard", "viaduct", "cannery", "reservoir", "cinema")
PEOPLE = ("Mirela Danov", "Petra Quill", "Aldo Ferrante", "Ines Corvin", "Jory Vance", "Lena Brack")
FATES = ("collapsed", "burned", "flooded", "exploded", "was sold", "was struck by lightning")


def make_report(event: int, telling: int) -> str:
    """Return one of many tellings of one of many invented events."""
    source = random.Random(event)  # noqa: S311 - reports, no secrets
    place, thing = source.choice(PLACES), source.choice(THINGS)
    who, fate = source.choice(PEOPLE), source.choice(FATES)
    number, day = source.randint(3, 900), source.randint(1, 28)
    teller = random.Random(event * 1_000 + telling)  # noqa: S311
    parts = [
        f"The {thing} of {place} {fate} on April {day}, and {number} people had to leave.",
        f"{who} of the {place} council said the {thing} number {event} had been examined.",
        f"Firefighters from {place} worked at the {thing} until {teller.randint(1, 12)} o'clock.",
        f"“{number} people lost everything they had in the {thing} {event},” {who} said.",
        f"The {place} inspectors of case {event * 7 + 13} will report to {who} in May.",
    ]
    teller.shuffle(parts)
    return "\n".join(parts[: teller.randint(3, 5)])


def make_pile(events: int, tellings: int) -> list[Article]:
    """Return articles of several events, in no order."""
    pile = [
        make_article(make_report(event, telling), f"e{event}-{telling}", published="2031-04-02")
        for event in range(events)
        for telling in range(tellings)
    ]
    random.Random(7).shuffle(pile)  # noqa: S311
    return pile


def write_lines(file: Path, pile: list[Article]) -> None:
    """Write articles as JSON Lines."""
    lines = [
        json.dumps({"id": one.id, "text": one.text, "published": one.published}) for one in pile
    ]
    file.write_text("\n".join(lines) + "\n")


def stories_of(archive: Archive) -> set[frozenset[str]]:
    """Return the stories as sets of the names that the articles came with."""
    return {
        frozenset(one.id.rpartition("#")[0] for one in archive.story_articles(line.id))
        for line in archive.stories()
    }


@pytest.mark.parametrize("at_once", [1, 20])
def test_stories_are_those_of_all_articles_at_once(
    archive: Archive, tmp_path: Path, at_once: int
) -> None:
    """However the articles come, one by one or in batches, the stories are the same."""
    pile = make_pile(5, 4)
    for first in range(0, len(pile), at_once):
        write_lines(tmp_path / "part.jsonl", pile[first : first + at_once])
        list(archive.add_paths([tmp_path / "part.jsonl"]))
    assert stories_of(archive) == {frozenset(story) for story in group_stories(pile)}


def test_neighbours_are_those_of_the_stream(archive: Archive) -> None:
    """Terms that become common on the way find nothing, here as in memory."""
    pile = make_pile(6, 5)
    stream = StoryStream(common=6)
    for article in pile:
        stream.add(article)
    with archive.write() as connection:
        connection.execute(
            t.articles.insert(),
            [
                {"key": key, "id": one.id, "number": 1, "day": "2031-04-02", "added": "x"}
                for key, one in enumerate(pile, 1)
            ],
        )
        for key, one in enumerate(pile, 1):
            Neighbours(connection, common=6).take_in({key: describe(one)})
        kept = {
            (row.one - 1, row.other - 1): row.chance for row in connection.execute(select(t.pairs))
        }
    assert kept == {
        (one, other): chance
        for one, near in enumerate(stream._near)
        for other, chance in near.items()
        if one < other
    }


def test_a_story_is_compared_as_compare_does(archive: Archive, tmp_path: Path) -> None:
    """Grown article by article, a story has the findings of one that was compared at once."""
    pile = make_pile(1, 4)
    for number, one in enumerate(pile):
        write_lines(tmp_path / "part.jsonl", pile[: number + 1])
        list(archive.add_paths([tmp_path / "part.jsonl"]))
        archive.refresh()
        assert one
    story = archive.story("s1")
    assert story is not None
    assert len(story.articles) == 4
    plain = [one.article for one in story.articles]
    by_key = sorted(plain, key=lambda one: int(one.id.rpartition("#")[2]))
    assert list(story.passages) == find_passages(by_key)
    anew = compare_story("s1", annotate(plain, fast=True, model="rules"), find_passages(by_key))
    assert story == anew


def test_a_story_keeps_its_id_as_it_grows(archive: Archive) -> None:
    """Another report joins the story that is there."""
    fetch(archive, "https://a.example/1", page("Four dead as silo falls", HARBOUR, site="Herald"))
    first = archive.stories()[0]
    other = tuple(reversed(HARBOUR))
    fetch(archive, "https://b.example/2", page("Silo falls, four dead", other, site="Post"), 1)
    (line,) = archive.stories()
    assert (line.id, line.articles, line.outlets) == (first.id, 2, 2)
    assert line.outlet_names == ("Herald", "Post")
    assert not line.stale


def test_another_event_is_another_story(archive: Archive) -> None:
    """Reports of two events are two stories, listed with the latest first."""
    fetch(archive, "https://a.example/1", page("Four dead as silo falls", HARBOUR))
    frost = page("Frost kills blossom", ORCHARD, published="2031-04-03T06:00:00Z")
    fetch(archive, "https://a.example/2", frost, 1)
    assert [(line.id, line.last_day) for line in archive.stories()] == [
        ("s2", "2031-04-03"),
        ("s1", "2031-04-01"),
    ]
    assert archive.days() == [("2031-04-03", 1), ("2031-04-01", 1)]
    assert archive.count_stories() == 2
    assert [line.id for line in archive.stories(Choice(offset=1))] == ["s1"]


def test_a_new_version_may_leave_its_story(archive: Archive) -> None:
    """An article is grouped by the text that it has now."""
    herald = page("Morning notes from the coast", HARBOUR, site="Herald")
    fetch(archive, "https://a.example/notes", herald)
    fetch(archive, "https://b.example/2", page("Silo falls", HARBOUR[::-1], site="Post"), 1)
    assert archive.count_stories() == 1
    rewritten = page("Morning notes from the coast", ORCHARD, site="Herald")
    assert fetch(archive, "https://a.example/notes", rewritten, 2).versions
    assert archive.count_stories() == 2
    assert {line.articles for line in archive.stories()} == {1}


def test_a_kill_before_the_comparison_leaves_a_stale_story(place: str) -> None:
    """What was added but not compared is compared when it is shown."""
    with open_archive(place, fast=True, model="rules") as archive:
        text = "Four died at Tessel Quay."
        document = Document("a", None, None, hash_text(text), text)
        archive.add([Reading(document, (make_article(text, "a"),), text.encode())])
        assert [line.stale for line in archive.stories()] == [True]
        assert archive.compared_story("s1") is None
    with open_archive(place, fast=True, model="rules") as archive:
        story = archive.story("s1")
        assert story is not None
        assert len(story.articles) == 1
        assert archive.compared_story("s1") == story
        assert [line.stale for line in archive.stories()] == [False]


def test_unknown_ids_give_nothing(archive: Archive) -> None:
    """An address that somebody made up is answered, not a failure."""
    for name in ("s1", "s", "", "x", "s-1", "s9999999999999999999", "s1; DROP TABLE stories", "s²"):
        assert archive.story(name) is None
        assert archive.article(name) is None
        assert archive.story_of(name) is None
        assert archive.versions(name) == []
        assert archive.speaker(name) is None
        assert archive.outlet(name) is None
    assert archive.source("x") is None
    assert archive.edits("x", 1, 2) is None
    assert archive.documents(["x"]) == {}


@given(
    st.lists(st.lists(st.integers(1, 9), min_size=1, unique=True), max_size=4),
    st.dictionaries(st.integers(1, 9), st.integers(1, 4)),
)
@settings(max_examples=60)
def test_no_story_goes_on_as_two(groups: list[list[int]], before: dict[int, int]) -> None:
    """Each group has at most one heirloom, each id at most one heir, and it had a part in it."""
    members = [tuple(group) for group in groups]
    heirs = _choose_heirs(members, dict(before))
    assert len(set(heirs.values())) == len(heirs)
    for number, story in heirs.items():
        assert any(before.get(key) == story for key in members[number])


def test_undated_files_are_listed_last(archive: Archive, tmp_path: Path) -> None:
    """The day of adding is not the day of the news; what states no time has no day."""
    (tmp_path / "frost.txt").write_text("Frost in the valley\n\n" + "\n\n".join(ORCHARD))
    (tmp_path / "silo.html").write_bytes(page("Four dead as silo falls", HARBOUR))
    list(archive.add_paths([tmp_path]))
    assert [line.last_day for line in archive.stories()] == ["2031-04-01", ""]
    archive.refresh()
    assert archive.stories()[1].outlet_names == ("Outlet not named",)
    assert archive.days() == [("2031-04-01", 1), ("", 1)]
    assert len(archive.stories(Choice(last="2040-01-01"))) == 1
    assert len(archive.stories(Choice(first="2000-01-01"))) == 1


def test_files_of_other_text_are_never_versions(archive: Archive, tmp_path: Path) -> None:
    """Reports without address, outlet or date are told apart by their files and their words."""
    for number, paragraphs in enumerate((HARBOUR, HARBOUR[::-1], ORCHARD)):
        text = "\n\n".join((f"Report number {number} of the coast", *paragraphs))
        (tmp_path / f"report{number}.txt").write_text(text)
    done = list(archive.add_paths([tmp_path]))
    assert [len(one.new) for one in done] == [3]
    assert [one.versions for one in done] == [()]
