"""An archive in memory for the pages, made from the example's comparison; a browser; a server."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI

from variorum import pipeline
from variorum.archive.records import (
    ArticleLine,
    ArticlePage,
    Edit,
    Edits,
    Hit,
    OutletLine,
    OutletPage,
    QuoteLine,
    SearchKind,
    SpeakerLine,
    SpeakerPage,
    StoryLine,
    VersionLine,
)
from variorum.compare.reuse import find_passages
from variorum.judgements.anchors import hash_text
from variorum.judgements.records import Judgement
from variorum.model import Annotated, Article, Comparison, Document, Span, Story
from variorum.report import phrases
from variorum.report.views import count_roots
from variorum.web.app import make_app

FERRY = Path(__file__).parents[2] / "examples" / "ferry"


@dataclass
class Standing:
    """A whole archive in memory, as slow and simple as can be."""

    comparison: Comparison
    older: dict[str, Annotated] = field(default_factory=dict)  # earlier versions, by article
    kept: list[Judgement] = field(default_factory=list)
    merged: dict[str, str] = field(default_factory=dict)

    def _find(self, story: str) -> Story | None:
        name = self.merged.get(story, story)
        return next((one for one in self.comparison.stories if one.id == name), None)

    def _line(self, story: Story) -> StoryLine:
        days = sorted((one.article.published or "")[:10] for one in story.articles)
        names = dict.fromkeys(phrases.outlet(one.article) for one in story.articles)
        return StoryLine(
            id=story.id,
            title=story.title,
            language="en",
            day=days[0],
            last_day=days[-1],
            articles=len(story.articles),
            outlets=len(names),
            outlet_names=tuple(names)[:3],
            origins=count_roots(story),
            conflicts=sum(one.verdict == "conflict" for one in story.conflicts),
            updated="2024-03-13T10:00:00Z",
            stale=False,
        )

    def stories(
        self,
        first_day: str | None = None,
        last_day: str | None = None,
        outlet: str | None = None,
        offset: int = 0,
        limit: int = 50,
    ) -> Sequence[StoryLine]:
        """Return stories, the newest first."""
        lines = [self._line(one) for one in self.comparison.stories]
        lines = [
            one
            for one in sorted(lines, key=lambda line: line.last_day, reverse=True)
            if (not first_day or one.last_day >= first_day)
            and (not last_day or one.day <= last_day)
            and (not outlet or outlet in one.outlet_names)
        ]
        return lines[offset : offset + limit]

    def story_line(self, story: str) -> StoryLine | None:
        """Return a story at a glance."""
        found = self._find(story)
        return self._line(found) if found else None

    def story(self, story: str) -> Story | None:
        """Return a story."""
        return self._find(story)

    def documents(self, story: str) -> Sequence[Document]:
        """Return a story's documents."""
        found = self._find(story)
        wanted = {one.article.document for one in found.articles} if found else set()
        return [one for one in self.comparison.documents if one.id in wanted]

    def _pages(self) -> dict[str, tuple[Annotated, Story]]:
        return {
            one.article.id: (one, story)
            for story in self.comparison.stories
            for one in story.articles
        }

    def article(self, article: str, number: int | None = None) -> ArticlePage | None:
        """Return a version of an article."""
        if article not in self._pages():
            return None
        newest, story = self._pages()[article]
        known = [self.older[article], newest] if article in self.older else [newest]
        if number is not None and not 1 <= number <= len(known):
            return None
        place = len(known) if number is None else number
        document = next(
            one for one in self.comparison.documents if one.id == newest.article.document
        )
        versions = tuple(
            VersionLine(
                article,
                at,
                f"2024-03-1{at}T10:00:00Z",
                f"2024-03-1{at}T12:00:00Z",
                one.article.title,
                one.article.published,
                one.article.updated,
                document.sha256,
                hash_text(one.article.text),
                at == len(known),
            )
            for at, one in enumerate(known, 1)
        )
        return ArticlePage(known[place - 1], document, story.id, place, versions)

    def edits(self, article: str, older: int, newer: int) -> Edits | None:
        """Return the first paragraph's change as the one edit."""
        before, after = self.article(article, older), self.article(article, newer)
        if before is None or after is None:
            return None

        def first(one: Annotated) -> Span:
            body = next(block for block in one.article.blocks if block.kind == "body")
            return Span(one.article.id, body.start, body.end)

        edit = Edit("softened", first(before.annotated), first(after.annotated), "so it is")
        return Edits(before, after, (edit,), None, None, 2)

    def _quotes(self) -> Iterator[tuple[str, QuoteLine]]:
        for page, story in self._pages().values():
            names = {one.id: one.name for one in story.names}
            speakers = dict(story.speakers)
            article = page.article
            for one in page.attributions:
                name = names.get(speakers.get(one.id, ""), one.speaker.name if one.speaker else "")
                span = one.content[0]
                yield (
                    name,
                    QuoteLine(
                        one.id,
                        article.id,
                        story.id,
                        one.kind,
                        span,
                        article.cut(span),
                        phrases.outlet(article),
                        article.published,
                        (article.published or "")[:10],
                        article.title,
                        one.channel.medium if one.channel else None,
                        one.channel.partner if one.channel else None,
                        None,
                        altered=name == "Ilse Maarten",
                        speaker=name or None,
                    ),
                )

    def speakers(self, prefix: str = "", offset: int = 0, limit: int = 50) -> Sequence[SpeakerLine]:
        """Return speakers."""
        names = sorted({name for name, _ in self._quotes() if name})
        lines = [SpeakerLine(one, one, 1) for one in names if one.startswith(prefix)]
        return lines[offset : offset + limit]

    def speaker(self, name: str, offset: int = 0, limit: int = 50) -> SpeakerPage | None:
        """Return a speaker."""
        said = [line for who, line in self._quotes() if who == name]
        if not said:
            return None
        return SpeakerPage(name, name, len(said), tuple(said[offset : offset + limit]))

    def outlets(self, prefix: str = "", offset: int = 0, limit: int = 50) -> Sequence[OutletLine]:
        """Return outlets."""
        names = sorted({phrases.outlet(one.article) for one, _ in self._pages().values()})
        lines = [OutletLine(one, one, 1) for one in names if one.startswith(prefix)]
        return lines[offset : offset + limit]

    def outlet(self, name: str, offset: int = 0, limit: int = 50) -> OutletPage | None:
        """Return an outlet."""
        shares = {one.article: one for story in self.comparison.stories for one in story.shares}
        lines = tuple(
            ArticleLine(
                one.article.id,
                one.article.title,
                name,
                one.article.published,
                (one.article.published or "")[:10],
                story.id,
                1,
                shares[one.article.id].own,
                shares[one.article.id].copied,
                shares[one.article.id].quoted,
                shares[one.article.id].shared,
            )
            for one, story in self._pages().values()
            if phrases.outlet(one.article) == name
        )
        if not lines:
            return None
        one = lines[0]
        return OutletPage(
            name,
            name,
            len(lines),
            one.own,
            one.copied,
            one.quoted,
            one.shared,
            lines[offset : offset + limit],
        )

    def search(  # noqa: PLR0917
        self,
        text: str,
        kind: SearchKind = "text",
        first_day: str | None = None,  # noqa: ARG002
        last_day: str | None = None,  # noqa: ARG002
        outlet: str | None = None,
        offset: int = 0,
        limit: int = 50,
    ) -> Sequence[Hit]:
        """Return the first place of the words in each article."""
        hits = []
        for page, story in self._pages().values():
            article = page.article
            at = article.text.find(text)
            if at >= 0 and kind == "text" and (not outlet or phrases.outlet(article) == outlet):
                span = Span(article.id, at, at + len(text))
                hits.append(
                    Hit(
                        kind,
                        article.id,
                        story.id,
                        phrases.outlet(article),
                        article.published,
                        (article.published or "")[:10],
                        article.title,
                        span,
                        article.text[max(0, at - 60) : at],
                        text,
                        article.text[span.end : span.end + 60],
                    )
                )
        return hits[offset : offset + limit]

    def judge(self, judgement: Judgement) -> None:
        """Keep a judgement."""
        if judgement.id not in {one.id for one in self.kept}:
            self.kept.append(judgement)

    def judgements(self) -> Sequence[Judgement]:
        """Return all judgements."""
        return self.kept


@pytest.fixture(scope="session")
def ferry() -> Comparison:
    """Return the example, compared."""
    return pipeline.compare([FERRY], fast=True)


@pytest.fixture
def archive(ferry: Comparison) -> Standing:
    """Return an archive that holds the example, one article in two versions."""
    page = ferry.stories[0].articles[0]
    text = page.article.text.replace("seven", "eight", 1)
    old = replace(page, article=replace(page.article, text=text))
    return Standing(ferry, {page.article.id: old})


@pytest.fixture
def empty() -> Standing:
    """Return an archive without anything."""
    return Standing(Comparison((), ()))


def compare_articles(*articles: Article) -> Comparison:
    """Return articles compared as one story."""
    pages = pipeline.annotate(articles, fast=True)
    passages = find_passages(articles)
    story = pipeline.compare_story("s1", pages, passages)
    documents = tuple(
        Document(one.document, None, one.url, hash_text(one.text), one.text) for one in articles
    )
    return Comparison(documents, (story,))


# --- a server and a browser -------------------------------------------------------------------


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Return what starts an application on a free port and gives its address."""
    servers: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(archive: Standing, **options: Any) -> str:  # noqa: ANN401
        app: FastAPI = make_app(archive, **options)
        config = uvicorn.Config(
            app, host="127.0.0.1", port=0, log_level="error", lifespan="off", ws="none"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        end = monotonic() + 10
        while not server.started and monotonic() < end:
            sleep(0.01)
        servers.append((server, thread))
        port = server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    yield start
    for server, thread in servers:
        server.should_exit = True
        thread.join(timeout=5)
