"""The same content as the page, in Markdown: to be filed, searched and compared by line.

Citations are footnotes of the story ("[1]" to "[n]"), each with its outlet, its file, and the
place there in code points. Whatever comes from an article is escaped: it stays text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from variorum.model import Comparison
from variorum.report import phrases
from variorum.report.decisions_view import view_waiting
from variorum.report.error_card import ERROR_CARD
from variorum.report.html import find_leftovers, safe_url
from variorum.report.marks import flatten
from variorum.report.readings import Stretch
from variorum.report.shown import (
    Apparatus,
    ArticleView,
    DecisionView,
    Dispute,
    Laundered,
    Link,
    Moment,
    Said,
    Sentence,
    SpeakerView,
    StoryView,
)
from variorum.report.terminal import UNSAFE
from variorum.report.views import head_stories, view_stories

SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&!])")
# A line that would begin a list, a heading rule or a quotation.
OPENING = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)]))", re.MULTILINE)


def render_markdown(comparison: Comparison) -> str:
    """Return the whole report as Markdown, ending in a line break."""
    return "".join(write_markdown(comparison))


def write_markdown(comparison: Comparison) -> Iterator[str]:
    """Yield the report in pieces, made story by story."""
    for number, paragraph in enumerate(_paragraphs(comparison)):
        yield ("\n\n" if number else "") + paragraph
    yield "\n"


def _paragraphs(comparison: Comparison) -> Iterator[str]:
    heads = head_stories(comparison)
    yield "# Variorum"
    yield _tally(comparison, len(heads))
    for view in view_stories(comparison, heads):
        yield from _story(view) if len(view.articles) > 1 else _single(view)
    left = list(find_leftovers(comparison))
    if left:
        yield "## In the files, in no article"
        for document, runs in left:
            yield f"**{escape(document.path or document.url or document.id)}**"
            yield from map(_quote, runs)
    if comparison.waiting:
        yield "## Decided by people, about what is not here"
        yield _items(map(_decision, view_waiting(comparison)))
    if comparison.skipped:
        yield "## Skipped"
        yield _items(f"{escape(one.path)}: {escape(one.reason)}" for one in comparison.skipped)
    yield "## How often such findings are wrong"
    yield _items(
        f"{one.finding}: **{one.measured}**; {one.on}. Wrong most often: {one.wrong}."
        for one in ERROR_CARD
    )


def escape(words: str) -> str:
    r"""Return words as Markdown that shows exactly them, on one line.

    >>> escape("*Not* <b>bold</b>")
    '\\*Not\\* \\<b\\>bold\\</b\\>'
    """
    line = " ".join(UNSAFE.sub("\ufffd", words).split())
    return OPENING.sub(_guard, SPECIAL.sub(r"\\\1", line))


def _guard(match: re.Match[str]) -> str:
    if match[2]:
        return f"{match[1]}\\{match[2]}"
    return f"{match[1]}{match[3]}\\{match[4]}"


def _tally(comparison: Comparison, stories: int) -> str:
    articles = sum(len(story.articles) for story in comparison.stories)
    words = f"{phrases.count(articles, 'article')} in {phrases.count(stories, 'story', 'stories')}"
    if comparison.skipped:
        words += f"; {phrases.count(len(comparison.skipped), 'file')} skipped"
    return words + "."


def _single(view: StoryView) -> list[str]:
    return [
        f"## {escape(view.title)}",
        _overview(view.articles[0]) or "No other report here tells this.",
        *(_numbered(escape(one.text) for one in view.sentences) if view.sentences else ()),
        *([_items(map(_decision, view.decisions))] if view.decisions else ()),
        *_article(view.articles[0]),
    ]


def _story(view: StoryView) -> list[str]:
    low, high = view.roots
    noun = "independent origin" if high == 1 else "independent origins"
    places = _Places(view)
    parts = [
        f"## {escape(view.title)}",
        (
            f"{phrases.count(len(view.articles), 'article')}, "
            f"{phrases.count(view.outlets, 'outlet')}, {phrases.span_of(low, high)} {noun}."
        ),
    ]
    if view.sentences:
        parts += ["### Brief", *_numbered(_sentence(one, places) for one in view.sentences)]
    if view.disputes:
        parts += ["### Conflicts and updates"]
        parts += [_dispute(one, places) for one in view.disputes]
    if view.apparatus:
        parts += ["### Wording", "**added** in a reading, ~~missing~~ there, […] cut short."]
        parts += [part for one in view.apparatus for part in _utterance(one, places)]
    if view.laundered:
        parts += ["### Laundered on the way"]
        parts += [_items(_laundering(one, places) for one in view.laundered)]
    if view.speakers:
        parts += ["### Who said what"]
        parts += [part for one in view.speakers for part in _speaker(one, places)]
    parts += ["### Family tree", _items(_descent(one, places) for one in view.articles)]
    if view.moments:
        parts += ["### Timeline", _items(_moment(one, places) for one in view.moments)]
    if view.decisions:
        parts += ["### Decided by people"]
        parts += [_items(map(_decision, view.decisions))]
        parts += [_items(_dismissed(one, places) for one in view.dismissed)] * bool(view.dismissed)
    notes = places.notes()
    parts += ["### Places", _items(notes)] if notes else []
    parts += ["### Articles"]
    parts += [part for one in view.articles for part in _article(one)]
    return parts


class _Places:
    """Numbers the cited places of a story in the order of their first mention."""

    def __init__(self, view: StoryView) -> None:
        self.articles: Mapping[str, ArticleView] = {one.key: one for one in view.articles}
        self.numbers: dict[str, int] = {}

    def cite(self, links: Iterable[Link]) -> str:
        """Return "Outlet [3], Other [4]"."""
        return ", ".join(
            f"{escape(one.label)} [{self.numbers.setdefault(one.anchor, len(self.numbers) + 1)}]"
            for one in links
        )

    def notes(self) -> list[str]:
        """Return each place's outlet, file and offsets."""
        found = []
        for anchor, number in self.numbers.items():
            key, start, end = anchor.split("-")
            view = self.articles[key]
            source = f"{escape(view.outlet)}, {escape(view.file)}" if view.file else view.outlet
            words = view.article.text[int(start) : int(end)]
            found.append(f"[{number}] {source}, characters {start} to {end}: {escape(words)}")
        return found


# --- parts -----------------------------------------------------------------------------------


def _sentence(one: Sentence, places: _Places) -> str:
    count = one.independence
    disputed = f" Disputed: {escape(', '.join(one.disputed))}." if one.disputed else ""
    reason = f" ({escape(count.because)})" if count.because else ""
    return (
        f"{escape(one.text)}  \n   {phrases.origins(count)}{reason}, "
        f"{phrases.count(one.outlets, 'outlet')}: {places.cite(one.sources)}.{disputed}"
    )


def _dispute(one: Dispute, places: _Places) -> str:
    values = _items(f"{escape(value)}: {places.cite(links)}" for value, links in one.values)
    because = f"{escape(one.because)}{_decided(one.decided)}"
    return f"**{one.label}: {escape(one.about)}.** {because}\n\n{values}"


def _decided(words: Iterable[str]) -> str:
    """Return by whom, when and why a person decided a finding, in brackets."""
    return "".join(f" ({escape(one)})" for one in words)


def _decision(one: DecisionView) -> str:
    state = f". {escape(one.standing)}" if one.standing else ""
    return f"{escape(one.words)} ({escape(one.decided)}){state}"


def _dismissed(one: Dispute, places: _Places) -> str:
    values = "; ".join(f"{escape(value)}: {places.cite(links)}" for value, links in one.values)
    return f"Dismissed, {one.label.lower()}: {escape(one.about)}. {values}{_decided(one.decided)}"


def _utterance(one: Apparatus, places: _Places) -> Iterator[str]:
    flag = "▲ Meaning changed. " if one.changes_meaning else ""
    reason = f" ({escape(one.independence.because)})" if one.independence.because else ""
    speaker = escape(one.speaker or "Speaker not named")
    yield f"#### {flag}{speaker}"
    yield f"{phrases.origins(one.independence)}{reason}{_decided(one.decided)}"
    yield _items(
        f"{'▲ ' if side.suspect else ''}{places.cite(side.sources)}: "
        + " ".join("".join(map(_stretch, side.stretches)).split())
        for side in one.sides
    )
    if one.differences:
        yield _items(
            f"{'▲' if other.changes_meaning else '○'} {escape(other.kind.replace('_', ' '))}, "
            f"{phrases.sense(other.kind, changes_meaning=other.changes_meaning)}: "
            f"{escape(other.because)} ({places.cite([other.first])} against "
            f"{places.cite([other.second])})"
            for other in one.differences
        )


def _laundering(one: Laundered, places: _Places) -> str:
    sides = [side for side in (one.before, one.after) if side]
    words = " → ".join(f"{escape(words)} ({places.cite([link])})" for words, link in sides)
    known = "" if one.derived or len(sides) < 2 else " (who had it from whom is not known)"
    return f"▲ **{phrases.LAUNDERED[one.kind]}:** {escape(one.because)}{known}. {words}"


def _stretch(stretch: Stretch) -> str:
    words = escape(stretch.text)
    if stretch.change == "added":
        return f"**{words}**"
    if stretch.change == "missing":
        return f" ~~{words}~~ "
    if stretch.change == "cut":
        return " […] "
    before = " " if stretch.text[:1].isspace() else ""
    after = " " if stretch.text[-1:].isspace() else ""
    return f"{before}{words}{after}"


def _speaker(one: SpeakerView, places: _Places) -> list[str]:
    also = f" (also {escape(', '.join(one.others))})" if one.others else ""
    name = escape(one.name or "No source named")
    return [f"#### {name}{also}", _items(_said(said, places) for said in one.said)]


def _said(said: Said, places: _Places) -> str:
    cue = f"“{escape(said.cue)}”" if said.cue else ""
    how = [phrases.KINDS.get(said.kind, said.kind), cue, escape(said.channel)]
    if said.independence:
        how.append(phrases.origins(said.independence))
    words = f"{escape(said.text)} ({', '.join(filter(None, how))}){_decided(said.decided)}"
    return f"{words}: {places.cite(said.sources)}"


def _overview(one: ArticleView) -> str:
    """Return what a round-up or background piece is, and which stories it tells of."""
    told = "; ".join(f"“{escape(link.label)}”" for link in one.tells_of)
    return escape(one.overview) + (f". Tells of {told}" if told else "")


def _descent(one: ArticleView, places: _Places) -> str:
    when = one.published or "no time given"
    head = f"{escape(one.outlet)}, {when}"
    made = f". Its body: {phrases.parts(one.shares)}" if one.shares else ""
    if one.comes_back:
        made += f". Comes back to the story: {escape(one.comes_back)}"
    if one.overview:
        made += f". {_overview(one)}"
    for revision in one.revisions:
        words = ", ".join(f"{kind} {number}" for kind, number in revision.words)
        made += f". Words from {escape(revision.parent)}: {words}"
    if not one.parents:
        return f"{head}: derives from none of these, as far as they tell{made}"
    parents = "; ".join(
        f"{'perhaps from' if parent.doubtful else 'from'} {escape(parent.label)} "
        f"({parent.confidence}): {escape(parent.because)}"
        + (f" {places.cite(parent.evidence)}" if parent.evidence else "")
        for parent in one.parents
    )
    return f"{head}: {parents}{made}"


def _moment(one: Moment, places: _Places) -> str:
    planned = " (planned)" if one.planned else ""
    return f"**{one.date}**{planned}: {escape(one.text)} {places.cite(one.sources)}"


def _article(view: ArticleView) -> Iterator[str]:
    article = view.article
    yield f"#### {escape(view.outlet)}: {escape(article.title or 'Without a title')}"
    facts = [
        f"published {view.published}" if view.published else "no time given",
        f"updated {view.updated}" if view.updated else "",
        f"by {escape(', '.join(article.byline))}" if article.byline else "",
        f"credits {escape(', '.join(article.credits))}" if article.credits else "",
        f"file {escape(view.file)}" if view.file else "",
        f"<{article.url}>" if _plain_url(article.url) else escape(article.url or ""),
    ]
    yield ", ".join(filter(None, facts)) + "."
    at = article.start
    for block in article.blocks:
        yield from _loose(article.text[at : block.start])
        words = article.text[block.start : block.end]
        aside = phrases.SET_ASIDE.get(block.kind)
        label = (aside and f"Set aside, {aside.lower()}") or phrases.LABELLED.get(block.kind)
        if aside:
            yield _quote(f"{label}: {words}")
        elif block.kind == "headline":
            yield f"**{escape(words)}**"
        else:
            cited = _cited(view, block.start, block.end)
            yield (f"*{label}:* " if label else "") + cited
        at = block.end
    yield from _loose(article.text[at : article.end])


def _cited(view: ArticleView, start: int, end: int) -> str:
    """Return a block with the numbers of the brief's sentences after what carries them."""
    parts, run = [], start
    for piece in flatten(view.places, start, end):
        links = [link for mark in piece.closes for link in view.backs.get(mark.anchor or "", ())]
        if links:
            numbers = ", ".join(dict.fromkeys(link.label for link in links))
            parts.append(f"{escape(view.article.text[run : piece.end])} (→ brief {numbers})")
            run = piece.end
    parts.append(escape(view.article.text[run:end]))
    return " ".join(filter(None, parts))


def _loose(words: str) -> Iterator[str]:
    if words.strip():
        yield _quote(f"Set aside: {words}")


def _plain_url(url: str | None) -> bool:
    return bool(safe_url(url)) and not re.search(r"[\s<>]", url or "")


def _items(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _numbered(lines: Iterable[str]) -> list[str]:
    return ["\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))]


def _quote(words: str) -> str:
    return f"> {escape(words)}"
