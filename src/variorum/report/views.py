"""What a page shows of a story, in the order it shows it; HTML and Markdown both write these.

Each article has a short anchor ("a3") and each place in it an anchor of its own ("a3-120-180"):
whoever shows a place asks `Places` for it, and the article's text then carries that anchor.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from variorum.compare.roots import count_origins
from variorum.model import (
    Annotated,
    Comparison,
    Story,
)
from variorum.report import phrases
from variorum.report.addresses import StoryAddresses, address_story
from variorum.report.decided import DecidedFindings
from variorum.report.decisions_view import view_decisions
from variorum.report.descent_view import view_parents
from variorum.report.events_view import view_dismissed, view_disputes, view_moments
from variorum.report.marks import Mark
from variorum.report.places import Places, explain
from variorum.report.revision_view import view_revisions, view_shares
from variorum.report.shown import (
    ArticleView,
    Link,
    ParentView,
    RevisionView,
    Sentence,
    StoryHead,
    StoryView,
)
from variorum.report.speakers_view import view_speakers
from variorum.report.wording_view import view_laundering, view_wording


def order_stories(comparison: Comparison) -> list[Story]:
    """Return the stories, those of most articles first; equals keep their order."""
    return sorted(comparison.stories, key=lambda story: -len(story.articles))


def head_stories(comparison: Comparison) -> list[StoryHead]:
    """Return what a list of all stories shows, the largest first."""
    return [
        head_story(story, f"s{number}") for number, story in enumerate(order_stories(comparison), 1)
    ]


def head_story(story: Story, key: str) -> StoryHead:
    """Return what a list shows of a story; `key` is its anchor."""
    languages = {one.article.language for one in story.articles}
    return StoryHead(
        key=key,
        story=story,
        title=story.title,
        language=languages.pop() if len(languages) == 1 else None,
        outlets=len({phrases.outlet(one.article) for one in story.articles}),
        roots=count_origins(story),
    )


def view_stories(comparison: Comparison, heads: Sequence[StoryHead]) -> Iterator[StoryView]:
    """Yield every story as pages show it, one at a time: a view takes more memory than a story.

    `heads` are those of `head_stories`, and their order is kept.
    """
    files = {one.id: phrases.file_name(one.path) for one in comparison.documents}
    ids = [one.article.id for head in heads for one in head.story.articles]
    keys = {name: f"a{number}" for number, name in enumerate(ids, 1)}
    others = {head.story.id: Link(head.title, head.key) for head in heads}
    for head in heads:
        view = view_story(head, keys, files)
        yield replace(view, articles=tuple(_label_overviews(view, others)))


def _label_overviews(view: StoryView, others: Mapping[str, Link]) -> Iterator[ArticleView]:
    """Yield the articles, round-ups with the stories that they tell of."""
    overviews = {one.article: one for one in view.story.overviews}
    for shown in view.articles:
        one = overviews.get(shown.article.id)
        if one is None:
            yield shown
        else:
            told = (others[touched.story] for touched in one.tells_of if touched.story in others)
            words = f"{phrases.OVERVIEWS[one.kind]}: {one.because}"
            yield replace(shown, overview=words, tells_of=tuple(told))


def view_story(head: StoryHead, keys: Mapping[str, str], files: Mapping[str, str]) -> StoryView:
    """Return one story; `keys` are its articles' anchors by id, `files` documents' file names."""
    story, key = head.story, head.key
    places = Places(story, keys)
    names = {name.id: name.name for name in story.names}
    at, decided = address_story(story), DecidedFindings(story)
    sentences = tuple(_sentences(story, key, places, at))
    apparatus = tuple(view_wording(story, key, places, names, at, decided))
    differing = {one.key for one in apparatus}
    speakers = tuple(view_speakers(story, places, names, differing, key, at, decided))
    disputes = tuple(view_disputes(story, key, places, at, decided))
    dismissed = tuple(view_dismissed(story, key, places, at, decided))
    moments = tuple(view_moments(story, places, at))
    laundered = tuple(view_laundering(story, key, places, at))
    decisions = tuple(view_decisions(story, key, places))
    parents = view_parents(story, places)
    revisions = view_revisions(story, places)
    return StoryView(
        key=key,
        story=story,
        title=head.title,
        language=head.language,
        outlets=head.outlets,
        roots=head.roots,
        sentences=sentences,
        speakers=speakers,
        apparatus=apparatus,
        disputes=disputes,
        moments=moments,
        articles=tuple(_articles(story, places, sentences, (parents, revisions), files)),
        laundered=laundered,
        decisions=decisions,
        dismissed=dismissed,
    )


def _sentences(story: Story, key: str, places: Places, at: StoryAddresses) -> Iterable[Sentence]:
    held = [
        (value.span, conflict.about)
        for conflict in story.conflicts
        if conflict.verdict == "conflict"
        for value in conflict.values
    ]
    for number, sentence in enumerate(story.brief, 1):
        first = sentence.citations[0]
        about = [
            words
            for span, words in held
            if span.article == first.article and first.start <= span.start < first.end
        ]
        yield Sentence(
            key=f"{key}-b{number}",
            number=number,
            text=sentence.text,
            language=places.language(first),
            sources=places.links(sentence.citations, "cite"),
            outlets=sentence.outlets,
            independence=explain(sentence.independence, places),
            disputed=tuple(dict.fromkeys(about)),
            addresses=at.brief[number - 1],
        )


def _articles(
    story: Story,
    places: Places,
    sentences: Sequence[Sentence],
    descent: tuple[Mapping[str, tuple[ParentView, ...]], Mapping[str, tuple[RevisionView, ...]]],
    files: Mapping[str, str],
) -> Iterable[ArticleView]:
    shares = view_shares(story)
    backs: dict[str, list[Link]] = defaultdict(list)
    for sentence in sentences:
        for link in sentence.sources:
            backs[link.anchor].append(Link(str(sentence.number), sentence.key))
    later = {one.article: one.because for one in story.follow_ups}
    for page in story.articles:
        article = page.article
        spots, wide = _places(page, places)
        yield ArticleView(
            key=places.keys[article.id],
            article=article,
            outlet=places.labels[article.id],
            file=files.get(article.document, ""),
            published=phrases.day(article.published),
            updated=phrases.day(article.updated),
            parents=descent[0].get(article.id, ()),
            shares=shares.get(article.id, ()),
            revisions=descent[1].get(article.id, ()),
            comes_back=later.get(article.id, ""),
            marks=tuple(spots),
            places=tuple(wide),
            backs=backs,
        )


def _places(page: Annotated, places: Places) -> tuple[list[Mark], list[Mark]]:
    """Return the small marks of an article (source, cue, content, values) and the wide ones."""
    small = [
        Mark(span.start, span.end, kind)
        for one in page.attributions
        for kind, spans in (("source", one.source), ("cue", one.cue), ("content", one.content))
        for span in spans
    ]
    wide = []
    for (start, end), kinds in places.used[page.article.id].items():
        anchor = f"{places.keys[page.article.id]}-{start}-{end}"
        if kinds & {"cite", "event"}:
            wide.append(Mark(start, end, "cite" if "cite" in kinds else "event", anchor))
        else:
            small.append(Mark(start, end, "value" if "value" in kinds else "place", anchor))
    return small, wide
