"""The summary for a terminal: what matters most of a comparison, on one screen."""

from collections import Counter
from collections.abc import Sequence

from rich.text import Text

from variorum.model import Article, Comparison
from variorum.report import phrases
from variorum.report.decisions_view import STATES
from variorum.report.page import Page
from variorum.report.shown import Apparatus, Dispute, Link, Sentence, StoryHead, StoryView
from variorum.report.terminal import clean, plain
from variorum.report.views import head_stories, view_stories

LINES = 40  # of a screen; a narrow terminal wraps, and may need more
FEWEST = 3  # sentences of the brief that are shown even so
GRAVE, DISPUTES, OTHERS, SKIPPED = 2, 4, 4, 4  # entries of each part
LATE, OVERVIEWS = 3, 3
NAMES = 16  # columns of an outlet's name beside its reading
ROOMY = 60  # columns from which a reading stands beside its outlet's name
HOLDS = "held"  # by which a judgement is counted that simply holds
DISPUTED = {"conflict", "stale", "update"}  # verdicts that a summary tells; the rest is counted


def render_text(comparison: Comparison, *, width: int = 80, colour: bool = False) -> str:
    """Return the summary: the largest story's brief, its worst variants, conflicts; what else.

    `width` in columns; `colour` only if the output is a terminal. Sentences are shown whole: to
    fit 24 to 40 lines, fewer of them are shown, and how many more there are is said.
    """
    page = Page(max(20, width), colour=colour)
    heads = head_stories(comparison)
    if not heads:
        page.say("Nothing to compare: no article was found.", "bold")
        page.add(_skipped(page, comparison))
        return page.render()
    first = next(view_stories(comparison, heads))
    head = _head(page, first)
    tail = [
        *_decided(page, comparison),
        *_grave(page, first),
        *_laundered(page, first),
        *_disputes(page, first.disputes),
        *_late(page, first),
        *_others(page, heads[1:]),
        *_overviews(page, heads),
        *_skipped(page, comparison),
    ]
    page.add(head)
    page.add(_brief(page, first.sentences, LINES - len(head) - len(tail)))
    page.add(tail)
    return page.render()


def _head(page: Page, view: StoryView) -> list[Text]:
    low, high = view.roots
    noun = "independent origin" if high == 1 else "independent origins"
    counts = (
        f"{phrases.count(len(view.articles), 'article')}, {phrases.count(view.outlets, 'outlet')}, "
        f"{phrases.span_of(low, high)} {noun}"
    )
    return [*page.wrap(clean(view.title, "bold")), *page.wrap(clean(counts, "dim"))]


def _title(page: Page, words: str, style: str = "bold") -> list[Text]:
    return [Text(""), *page.wrap(clean(words, style))]


# --- the parts -------------------------------------------------------------------------------


def _brief(page: Page, sentences: Sequence[Sentence], room: int) -> list[Text]:
    """Return as many sentences as fit `room` lines, in the order of the brief."""
    lines = _title(page, "Brief")
    for number, sentence in enumerate(sentences):
        more = len(sentences) - number
        entry = [
            *page.wrap(clean(sentence.text), f"{sentence.number:>2}  "),
            _support(page, sentence),
        ]
        spare = 0 if more == 1 else 1
        if number >= FEWEST and len(lines) + len(entry) + spare > room:
            words = phrases.count(more, "more sentence")
            lines += page.wrap(clean(f"{words} in the whole report (--out DIR)", "dim"), "    ")
            break
        lines += entry
    return lines


def _support(page: Page, sentence: Sentence) -> Text:
    """Return one line: how many origins and outlets, and which."""
    count = sentence.independence
    disputed = "≠ disputed, " if sentence.disputed else ""
    words = (
        f"{phrases.dots(count.low, count.high)} {disputed}{phrases.origins(count)}, "
        f"{phrases.count(sentence.outlets, 'outlet')}: {_names(sentence.sources)}"
    )
    line = Text("    ") + clean(words, "dim")
    line.truncate(page.width, overflow="ellipsis")
    return line


def _names(sources: Sequence[Link]) -> str:
    return ", ".join(dict.fromkeys(one.label for one in sources))


def _decided(page: Page, comparison: Comparison) -> list[Text]:
    """Return one line: how many judgements of people hold, and what became of the others."""
    told = [*comparison.waiting, *(d for story in comparison.stories for d in story.decisions)]
    states = {one.judgement: one.state for one in told if one.kind != "undo"}
    if not states:
        return []
    counts = Counter(HOLDS if state == "holds" else STATES[state] for state in states.values())
    parts = ", ".join(f"{number} {state}" for state, number in sorted(counts.items()))
    return _title(page, f"Decided by people: {parts}", "green")


def _grave(page: Page, view: StoryView) -> list[Text]:
    grave = [one for one in view.apparatus if one.changes_meaning]
    if not grave:
        return []
    lines = _title(page, "Wording that changes the meaning", "bold red")
    for one in grave[:GRAVE]:
        lines += _variant(page, one)
    return [*lines, *_more(page, len(grave) - GRAVE, "more utterance")]


def _laundered(page: Page, view: StoryView) -> list[Text]:
    if not view.laundered:
        return []
    lines = _title(page, "Laundered on the way", "bold red")
    for one in view.laundered[:GRAVE]:
        where = " → ".join(side[1].label for side in (one.before, one.after) if side)
        words = f"{phrases.LAUNDERED[one.kind]}, {where}: {one.because}"
        lines += page.wrap(clean(words), " ▲  ")
    return [*lines, *_more(page, len(view.laundered) - GRAVE, "more", "more")]


def _variant(page: Page, one: Apparatus) -> list[Text]:
    worst = next(other for other in one.differences if other.changes_meaning)
    kind = worst.kind.replace("_", " ")
    speaker = one.speaker or "Speaker not named"
    lines = page.wrap(clean(f"{speaker}, {kind}: {worst.because}"), " ▲  ")
    shown = [one.sides[0], *(side for side in one.sides[1:] if side.suspect)][:2]
    for side in shown:
        words = "".join(part.text for part in side.stretches if part.change != "missing")
        name = plain(_names(side.sources))
        if page.width < ROOMY:
            lines += page.wrap(clean(f"{name}: {words}"), "    ")
            continue
        name = name if len(name) <= NAMES else name[: NAMES - 1] + "…"
        lines += page.wrap(clean(words), "    " + name.ljust(NAMES) + "  ")
    return lines


def _disputes(page: Page, disputes: Sequence[Dispute]) -> list[Text]:
    told = [one for one in disputes if one.verdict in DISPUTED]
    rest = len(disputes) - len(told)
    if not disputes:
        return []
    lines = _title(page, "Conflicts and updates")
    for one in told[:DISPUTES]:
        sides = "; ".join(f"{value} ({_names(sources)})" for value, sources in one.values)
        words = f"{one.label}, {one.about}: {sides}. {one.because}"
        lines += page.wrap(clean(words), f" {one.mark}  ")
    lines += _more(page, len(told) - DISPUTES, "more", "more")
    if rest:
        words = phrases.count(rest, "difference") + " of spelling, rounding, scope or style"
        lines += page.wrap(clean(words, "dim"), "    ")
    return lines


def _late(page: Page, view: StoryView) -> list[Text]:
    """Return which articles come back to the story later."""
    late = [one for one in view.articles if one.comes_back]
    lines = _title(page, "Comes back to the story") if late else []
    for one in late[:LATE]:
        words = f"{_call(one.article)}: {one.comes_back}"
        lines += page.wrap(clean(words), "    ")
    return lines + _more(page, len(late) - LATE, "article")


def _call(article: Article) -> str:
    """Return an article's headline, and its outlet if it is known."""
    title = article.title or "Without a title"
    return f"{title} ({article.outlet})" if article.outlet else title


def _overviews(page: Page, heads: Sequence[StoryHead]) -> list[Text]:
    """Return the round-ups and background pieces, with the stories that they tell of."""
    titles = {head.story.id: head.title for head in heads}
    found = [
        (one, member.article)
        for head in heads
        for one in head.story.overviews
        for member in head.story.articles
        if member.article.id == one.article
    ]
    lines = _title(page, "Round-ups and background") if found else []
    for one, article in found[:OVERVIEWS]:
        told = "; ".join(titles[touched.story] for touched in one.tells_of)
        words = f"{_call(article)}: {one.because}" + (f"; tells of: {told}" if told else "")
        lines += page.wrap(clean(words), "    ")
    return lines + _more(page, len(found) - OVERVIEWS, "article")


def _others(page: Page, heads: Sequence[StoryHead]) -> list[Text]:
    """Return the other stories, and in one line how many articles stand alone."""
    several = [head for head in heads if len(head.story.articles) > 1]
    singles = len(heads) - len(several)
    if not heads:
        return []
    lines = _title(page, "Other stories")
    for head in several[:OTHERS]:
        words = f"{head.title} ({phrases.count(len(head.story.articles), 'article')})"
        lines += page.wrap(clean(words), "    ")
    lines += _more(page, len(several) - OTHERS, "more story", "more stories")
    if singles:
        words = f"{phrases.count(singles, 'article')} that no other report shares"
        lines += page.wrap(clean(words, "dim"), "    ")
    return lines


def _skipped(page: Page, comparison: Comparison) -> list[Text]:
    if not comparison.skipped:
        return []
    lines = _title(page, "Skipped", "bold yellow")
    for one in comparison.skipped[:SKIPPED]:
        lines += page.wrap(clean(f"{one.path}: {one.reason}"), "    ")
    return [*lines, *_more(page, len(comparison.skipped) - SKIPPED, "more file")]


def _more(page: Page, number: int, one: str, many: str | None = None) -> list[Text]:
    if number <= 0:
        return []
    return page.wrap(clean(f"and {phrases.count(number, one, many)}", "dim"), "    ")
