"""What happened when, over all articles of a story: an event that several date is one entry."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from variorum.compare.word_classes import MONTHS, WEEKDAYS
from variorum.model import Annotated, Article, Dated, Event, Precision, Span
from variorum.text.inflection import find_tokens

RANK: dict[Precision, int] = {"time": 0, "day": 1, "month": 2, "year": 3}
# Two clauses of one date tell one event if they share this much of the shorter one's words.
SHARED = 0.4
LEAST = 3  # shared words at least
COMMON_SHARE = 0.25  # of the entries: a word that more of them hold is the story's, not theirs
COPIED, ALIKE = 3, 0.6  # words at least, and the share of the shorter one's, in a copy of it
# Words of a telling, not of what is told.
TELLING = frozenset(
    {"year", "month", "week", "morning", "afternoon", "evening", "night", "today", "last", "next"}
)
SHORTEST, LONGEST = 45, 320  # characters of an entry's text: else another support is taken


def build_timeline(articles: Sequence[Annotated]) -> list[Event]:
    """Return the dated events of a story, earliest first.

    Entries of one date that share words are one event with all its support, the best wording
    first. The same words dated to a month in one article and to a day of that month in another
    are the event of that day. An event is planned only if all its articles speak of it as such.
    """
    entries = [
        (
            dated,
            annotated.article,
            words := _tell(annotated.article, dated),
            words,
        )
        for annotated in articles
        for dated in annotated.dates
    ]
    groups = _merge(_group(_without_story_words(entries)))
    events = [_event(group) for group in groups]
    return sorted(events, key=lambda event: (_sort_key(event.date), event.support[0]))


def _tell(article: Article, dated: Dated) -> frozenset[str]:
    """Return the words of an entry that tell what happened: neither number nor time."""
    return frozenset(
        token.lemma
        for token in find_tokens(article.text, dated.span.start, dated.span.end)
        if token.content
        and token.number is None
        and token.lemma not in TELLING | MONTHS | WEEKDAYS
        and not dated.when.start <= token.start < dated.when.end
    )


Entry = tuple[Dated, Article, frozenset[str], frozenset[str]]  # words that tell apart, all words


def _without_story_words(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries without the words that so many hold that they tell nothing apart."""
    counts = Counter(word for _, _, words, _ in entries for word in words)
    limit = max(4, COMMON_SHARE * len(entries))
    common = {word for word, count in counts.items() if count > limit}
    return [(dated, article, words - common, every) for dated, article, words, every in entries]


def _sort_key(date: str) -> str:
    """A month comes after its days, a year after its months."""
    return date + {4: "-99-99", 7: "-99"}.get(len(date), "")


def _group(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Return the entries of one date that share words, date by date."""
    by_date: dict[str, list[list[Entry]]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: -RANK[entry[0].precision]):
        groups = by_date[entry[0].date[:10]]
        for group in groups:
            alike = sum(_same(entry, other) for other in group)
            if alike and 2 * alike >= len(group):
                group.append(entry)
                break
        else:
            groups.append([entry])
    return [group for groups in by_date.values() for group in groups]


def _same(one: Entry, other: Entry) -> bool:
    """Whether two entries of one date tell one event."""
    if one[0].span == other[0].span:
        return True
    if one[1].id == other[1].id and len(one[0].date) > 10 and one[0].date != other[0].date:
        return False  # an article's list of the day, hour by hour
    if _is_copy(one, other):
        return True
    shared = len(one[2] & other[2])
    return shared >= LEAST and shared >= SHARED * min(len(one[2]), len(other[2]))


def _is_copy(one: Entry, other: Entry) -> bool:
    """Whether one says most of what the other says, the story's own words with the rest."""
    copied = len(one[3] & other[3])
    shorter = min(len(one[3]), len(other[3]))
    return (copied >= COPIED and copied >= ALIKE * shorter) or (1 < copied == shorter)


def _merge(groups: list[list[Entry]]) -> list[list[Entry]]:
    """Join an event dated to a month with the one dated to a day of it, if they are the same."""
    by_month: dict[str, list[list[Entry]]] = defaultdict(list)
    for group in groups:
        if len(group[0][0].date) >= 10:
            by_month[group[0][0].date[:7]].append(group)
    kept = []
    for group in groups:
        fits = [
            day
            for day in by_month.get(group[0][0].date, [])
            if any(
                one[1].id != other[1].id and _is_copy(one, other) for one in group for other in day
            )
        ]
        if len(group[0][0].date) == 7 and len(fits) == 1:
            fits[0].extend(group)
        else:
            kept.append(group)
    return kept


def _event(group: Sequence[Entry]) -> Event:
    """Return the group as one event, dated as precisely as its articles agree on."""
    finest = min((entry[0] for entry in group), key=lambda dated: RANK[dated.precision])
    times = {entry[0].date for entry in group if entry[0].precision == "time"}
    date, precision = finest.date, finest.precision
    days = sum(entry[0].precision == "day" for entry in group)
    if len(times) > 1 or days > len(group) - days:  # the day is what they share
        date, precision = date[:10], "day"
    weights: dict[str, int] = defaultdict(int)
    for _, _, words, _ in group:
        for word in words:
            weights[word] += 1

    def worth(entry: Entry) -> tuple[bool, bool, float, int]:
        length = entry[0].span.end - entry[0].span.start
        common = sum(weights[word] - 1 for word in entry[2])
        return (length > LONGEST, length < SHORTEST, -common / (8 + len(entry[2])), length)

    ordered = sorted(group, key=worth)
    support: list[Span] = []
    for dated, *_ in ordered:
        if dated.span not in support:
            support.append(dated.span)
    text = ordered[0][1].cut(ordered[0][0].span)
    return Event(date, precision, text, tuple(support), all(entry[0].planned for entry in group))
