"""An archive: the one door to all that is kept between runs.

Every method may be called from any thread; readers see one state and wait for nobody. What `add`
returns is on the disk. A story whose articles changed is stale until it is compared again, which
`refresh` does, and `story` for the one that is asked for.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self
from urllib.parse import urlsplit

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import DBAPIError

from variorum.annotate.attributions import ModelName
from variorum.archive import lists
from variorum.archive import tables as t
from variorum.archive.annotating import Models, annotate_bare, find_bare, find_bare_pages
from variorum.archive.engine import connect, explain, reading, writing
from variorum.archive.intake import Stamp, store, utc
from variorum.archive.judging import find_articles, find_judgements, keep_judgement
from variorum.archive.linking import link_articles, mark_stale, relink
from variorum.archive.pages import read_edits, read_page, read_versions
from variorum.archive.places import locate, name_place
from variorum.archive.records import (
    Added,
    ArticleLine,
    ArticlePage,
    Choice,
    Edits,
    Entry,
    Hit,
    OutletLine,
    OutletPage,
    SearchKind,
    SpeakerLine,
    SpeakerPage,
    StoryLine,
    VersionLine,
)
from variorum.archive.refresh import find_stale, read_judgements, read_story, refresh_stories
from variorum.archive.schema import upgrade
from variorum.archive.search import search
from variorum.errors import InputError
from variorum.judgements.records import Judgement
from variorum.model import Article, Document, Skipped, Story
from variorum.pipeline import Progress, ignore_progress
from variorum.read.files import read_fetched, read_paths
from variorum.read.readings import Fetched, Reading

BATCH = 64  # articles written at a time
ALL = Choice()
TRIES = 5  # of a story that others write to meanwhile
GROUPING = frozenset({"merge", "apart", "split", "copy", "not-copy", "undo"})


def open_archive(
    place: str | Path | None = None, *, fast: bool = False, model: ModelName | None = None
) -> "Archive":
    """Open an archive, making it if it is not there; its tables are brought to this version.

    place: a file, or "postgresql://USER@HOST/DATABASE"; None: $VARIORUM_ARCHIVE, else the user's
    own (`variorum.archive.places.default_place`). fast, model: what annotates the articles that
    are added. InputError if it cannot be opened.
    """
    url = locate(place)
    engine = connect(url)
    try:
        upgrade(engine)
    except DBAPIError as error:
        engine.dispose()
        raise explain(error, url) from error
    except InputError:
        engine.dispose()
        raise
    return Archive(engine, name_place(url), Models(fast, model))


class Archive:
    """Articles, versions, stories, speakers and judgements; made by `open_archive`."""

    def __init__(self, engine: Engine, place: str, models: Models) -> None:
        self.engine = engine
        self.place = place
        self.models = models

    def __enter__(self) -> Self:  # noqa: D105
        return self

    def __exit__(  # noqa: D105
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()

    def read(self) -> AbstractContextManager[Connection]:
        """Give a connection that sees one state of the archive."""
        return reading(self.engine)

    def write(self) -> AbstractContextManager[Connection]:
        """Give the one connection that may write, in a transaction; others wait meanwhile."""
        return writing(self.engine)

    # --- adding ------------------------------------------------------------------------------

    def add_paths(
        self,
        paths: Iterable[str | Path],
        *,
        stdin: BinaryIO | None = None,
        progress: Progress = ignore_progress,
    ) -> Iterator[Added]:
        """Add files, folders and "-", as `variorum compare` reads them; yield what each batch did.

        What was yielded is on the disk. Stories are left stale: `refresh` compares them, and finds
        before what the articles say.
        """
        batch: list[Reading] = []
        size = done = 0
        for one in read_paths(paths, stdin=stdin):
            if isinstance(one, Skipped):
                yield Added(skipped=(one,))
            elif not one.articles:
                name = one.document.path or one.document.id
                yield Added(skipped=(Skipped(name, "holds no article. Leave it out."),))
            else:
                batch.append(one)
                size += len(one.articles)
            if size >= BATCH:
                done += size
                progress("adding", done, 0)
                yield self.add(batch)
                batch, size = [], 0
        if batch:
            progress("adding", done + size, 0)
            yield self.add(batch)

    def add_bytes(
        self,
        content: bytes,
        *,
        url: str,
        fetched: datetime,
        media_type: str | None = None,
        outlet: str | None = None,
        compare: bool = True,
    ) -> Added:
        """Add a page that was fetched; InputError if it cannot be read.

        url: the address where it was found, stable over its versions. media_type: the server's
        Content-Type, whose charset counts where the bytes are not UTF-8. outlet: its name, where
        the page gives none. compare: bring the story up to date at once, else leave it stale.
        """
        charset = _read_charset(media_type)
        readings: list[Reading] = []
        for one in read_fetched(content, Fetched(url, charset)):
            if isinstance(one, Skipped):
                raise InputError(one.path, one.reason)
            readings.append(_name_outlet(one, outlet))
        if not any(one.articles for one in readings):
            raise InputError(url, "holds no article.")
        added = self.add(readings, fetched=fetched)
        if compare:
            for story in added.stories:
                self.story(story)
        return added

    def add(self, readings: Sequence[Reading], *, fetched: datetime | None = None) -> Added:
        """Add what was read, in one transaction; on return it is on the disk, its stories stale.

        What the articles say is found later: by `refresh`, or for the first who asks. fetched:
        when, if it was; it orders the versions of an article.
        """
        stamp = Stamp(utc(datetime.now(UTC)), utc(fetched) if fetched else None)
        with self.write() as connection:
            stored = store(connection, readings, stamp)
            renewed = {one.key for one in stored.arrivals if one.kind == "version"}
            renewed &= stored.fresh.keys()
            stories = link_articles(connection, stored.fresh, renewed, stamp.now)
        kinds: dict[str, dict[str, None]] = {"new": {}, "version": {}, "unchanged": {}}
        for one in stored.arrivals:
            kinds[one.kind][one.id] = None
        return Added(
            new=tuple(kinds["new"]),
            versions=tuple(kinds["version"]),
            unchanged=tuple(kinds["unchanged"]),
            stories=tuple(f"s{key}" for key in stories),
        )

    def refresh(
        self, limit: int | None = None, *, jobs: int = 1, progress: Progress = ignore_progress
    ) -> list[str]:
        """Compare the stories whose articles changed, at most `limit`; return their ids.

        Before that the articles that wait for it are annotated: all, or with `limit` those in them.
        """
        with self.read() as connection:
            stale = find_stale(connection, limit)
            bare = find_bare(connection, None if limit is None else stale)
        annotate_bare(self.engine, bare, self.models, jobs, progress)
        done = []
        for number, key in enumerate(refresh_stories(self.engine, stale, jobs), start=1):
            progress("comparing", number, len(stale))
            done.append(f"s{key}")
        return done

    # --- stories -----------------------------------------------------------------------------

    def stories(self, choice: Choice = ALL) -> list[StoryLine]:
        """Return stories with reports in the days and of the outlet, the latest report first."""
        with self.read() as connection:
            return lists.list_stories(connection, choice)

    def count_stories(self, choice: Choice = ALL) -> int:
        """Return how many stories `stories` has in all, whatever page of them."""
        with self.read() as connection:
            return lists.count_stories(connection, choice)

    def story_line(self, story: str) -> StoryLine | None:
        """Return a story at a glance, as of its last comparison; old ids are followed."""
        with self.read() as connection:
            key = lists.find_story(connection, story)
            return None if key is None else lists.read_story_line(connection, key)

    def days(self, before: str | None = None, limit: int = 31) -> list[tuple[str, int]]:
        """Return the days of stories' latest reports, with how many stories; the latest first."""
        with self.read() as connection:
            return lists.list_days(connection, before, limit)

    def story(self, story: str) -> Story | None:
        """Return a story with all findings and texts, compared again first if it is stale.

        The id of a story that was merged into another gives that one: look at its `id`. None: there
        never was a story of that id.
        """
        for _ in range(TRIES):
            with self.read() as connection:
                key = lists.find_story(connection, story)
                found = None if key is None else read_story(connection, key)
                if key is None or found is not None:
                    return found
                bare = find_bare(connection, [key])
            annotate_bare(self.engine, bare, self.models)
            refresh_stories(self.engine, [key])
        raise InputError(self.place, "is written to by others all the time. Try again later.")

    def compared_story(self, story: str) -> Story | None:
        """Return a story as `story` does, but None if it must be compared first."""
        with self.read() as connection:
            key = lists.find_story(connection, story)
            return None if key is None else read_story(connection, key)

    def story_articles(self, story: str) -> list[ArticleLine]:
        """Return the articles of a story at a glance, the earliest day first."""
        with self.read() as connection:
            key = lists.find_story(connection, story)
            return [] if key is None else lists.list_articles(connection, key)

    def story_of(self, article: str) -> str | None:
        """Return the id of the story that an article is in; None: no such article."""
        with self.read() as connection:
            query = select(t.articles.c.story).where(t.articles.c.id == article)
            key = connection.execute(query).scalar()
        return None if key is None else f"s{key}"

    # --- articles ----------------------------------------------------------------------------

    def article(self, article: str, version: int | None = None) -> ArticlePage | None:
        """Return a version of an article, the newest if none is named; None: there is none."""
        self._annotate(article, () if version is None else (version,))
        with self.read() as connection:
            return read_page(connection, article, version)

    def versions(self, article: str) -> list[VersionLine]:
        """Return the versions of an article, the earliest first."""
        with self.read() as connection:
            return read_versions(connection, article)

    def edits(self, article: str, older: int, newer: int) -> Edits | None:
        """Return what became of one version in another; None: one of them is not there."""
        self._annotate(article, (older, newer))
        with self.read() as connection:
            return read_edits(connection, article, older, newer)

    def _annotate(self, article: str, versions: Collection[int]) -> None:
        """Annotate versions of an article, the newest if none is named, if they wait for it."""
        with self.read() as connection:
            bare = find_bare_pages(connection, article, versions)
        annotate_bare(self.engine, bare, self.models)

    def documents(self, articles: Iterable[str]) -> dict[str, Document]:
        """Return the documents of articles' newest versions, by article id."""
        with self.read() as connection:
            return lists.read_documents(connection, articles)

    def source(self, sha256: str) -> bytes | None:
        """Return the bytes with this checksum, as they came; None: they are not here."""
        with self.read() as connection:
            return lists.read_source(connection, sha256)

    # --- people, outlets, words --------------------------------------------------------------

    def speakers(self, prefix: str = "", offset: int = 0, limit: int = 50) -> list[SpeakerLine]:
        """Return speakers, the most quoted first; prefix: of one of the words of the name."""
        with self.read() as connection:
            return lists.list_speakers(connection, prefix, offset, limit)

    def speaker(self, name: str, offset: int = 0, limit: int = 50) -> SpeakerPage | None:
        """Return all that one speaker said, by name or key, newest first."""
        with self.read() as connection:
            return lists.read_speaker(connection, name, offset, limit)

    def outlets(self, prefix: str = "", offset: int = 0, limit: int = 50) -> list[OutletLine]:
        """Return outlets, that with most articles first."""
        with self.read() as connection:
            return lists.list_outlets(connection, prefix, offset, limit)

    def outlet(self, name: str, offset: int = 0, limit: int = 50) -> OutletPage | None:
        """Return what an outlet prints, by name or key; None: nothing of it is here."""
        with self.read() as connection:
            return lists.read_outlet(connection, name, offset, limit)

    def search(self, query: str, kind: SearchKind = "text", choice: Choice = ALL) -> list[Hit]:
        """Return where words stand, newest first; no words: nothing.

        All words must be there; "several in a row" in quotation marks, a beginning with *, what
        must not be there with - before it. kind: in texts, in what was said, or in who said it.
        """
        with self.read() as connection:
            return search(connection, query, kind, choice)

    # --- judgements --------------------------------------------------------------------------

    def judge(self, judgement: Judgement) -> list[str]:
        """Keep what somebody decided; return the ids of the stories that it changes, now stale.

        Twice the same is once. InputError if it is not valid.
        """
        return self.import_judgements([judgement])

    def import_judgements(self, judgements: Iterable[Judgement]) -> list[str]:
        """Keep judgements, all or none; return the ids of the stories that they change."""
        now = utc(datetime.now(UTC))
        with self.write() as connection:
            concerned: dict[int, None] = {}
            linked: dict[int, None] = {}
            for one in judgements:
                if keep_judgement(connection, one, now):
                    found = dict.fromkeys(find_articles(connection, one))
                    concerned |= found
                    linked |= found if one.kind in GROUPING else {}
            changed = relink(connection, linked, now) if linked else []
            changed += mark_stale(connection, concerned)
        return [f"s{key}" for key in dict.fromkeys(changed)]

    def judgements(self, story: str | None = None) -> list[Judgement]:
        """Return all that people decided, or all on one story, in the order of its coming."""
        with self.read() as connection:
            if story is None:
                return find_judgements(connection)
            key = lists.find_story(connection, story)
            return [] if key is None else list(read_judgements(connection, key))

    # --- the log -----------------------------------------------------------------------------

    def note(self, what: str, line: str) -> None:
        """Write a line into the log; what: one word, such as "watch"."""
        with self.write() as connection:
            connection.execute(
                insert(t.log).values(at=utc(datetime.now(UTC)), what=what, line=line)
            )

    def log(self, limit: int = 100) -> list[Entry]:
        """Return the log, the newest line first."""
        with self.read() as connection:
            return lists.list_log(connection, limit)


def _read_charset(media_type: str | None) -> str | None:
    message = Message()
    message["content-type"] = (media_type or "").replace("\r", " ").replace("\n", " ")
    charset = message.get_content_charset()
    return charset or None


def _name_outlet(one: Reading, outlet: str | None) -> Reading:
    if outlet is None:
        return one
    named = (
        replace(article, outlet=outlet) if _is_nameless(article) else article
        for article in one.articles
    )
    return replace(one, articles=tuple(named))


def _is_nameless(article: Article) -> bool:
    """Whether a page names no outlet: then the reader gives the host of its address, if any."""
    try:
        host = urlsplit(article.url or "").hostname or ""
    except ValueError:
        host = ""
    return article.outlet in {None, host, host.removeprefix("www.")}
