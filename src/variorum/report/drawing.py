"""The family tree as SVG: one time axis, a row for each article, lines from parent to child.

Colours and fonts come from the page's style sheet by class, so that light, dark and paper each
have their own. A drawing carries no id: a page may hold it twice, for wide and narrow screens.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil, floor

from markupsafe import Markup

from variorum.model import Article, Descent, Parent, Story
from variorum.report import phrases
from variorum.text.clock import Interval, read_interval

SURE, LIKELY = 0.75, 0.5  # confidence from which an edge is drawn solid, or dashed; below: dotted
WIDE, NARROW = 920, 350
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STEPS = (
    *(HOUR * number for number in (1, 2, 3, 6, 12)),
    *(DAY * number for number in (1, 2, 7, 14)),
)
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the drawing: an article, or an origin that is not among the files."""

    key: str  # "article a" or "origin o"
    label: str
    detail: str
    href: str | None
    interval: Interval | None
    lost: bool
    parents: tuple[Parent, ...] = ()


@dataclass(frozen=True, slots=True)
class _Frame:
    """Sizes: where the rows and the time axis stand."""

    width: int
    left: int  # of the time axis
    right: int
    row: int  # height
    top: int
    node: int  # of a row, below its top
    ticks: int
    letters: int  # of a label that fit


WIDE_FRAME = _Frame(WIDE, 330, 890, 54, 44, 26, 6, 40)
NARROW_FRAME = _Frame(NARROW, 40, 336, 74, 40, 54, 3, 44)


def draw_tree(story: Story, anchors: Mapping[str, str], *, narrow: bool = False) -> Markup:
    """Return the story's family tree as one `<svg>` element; `anchors` are hrefs by article id.

    Articles stand in rows, earliest first, at the time that they give; a bar is a time known only
    within those bounds. Undated ones stand apart below. Origins not among the files are dashed.
    """
    frame = NARROW_FRAME if narrow else WIDE_FRAME
    rows = _rows(story, anchors)
    dated = [row for row in rows if row.lost or row.interval]
    undated = [row for row in rows if not row.lost and not row.interval]
    scale = _Scale([row.interval for row in dated if row.interval], frame)
    tops = {row.key: frame.top + frame.row * place for place, row in enumerate(dated)}
    fold = frame.top + frame.row * len(dated) + 8
    start = fold + 26
    tops |= {row.key: start + frame.row * place for place, row in enumerate(undated)}
    height = (start + frame.row * len(undated) if undated else fold) + 8
    spots = {row.key: _spot(row, tops[row.key] + frame.node, scale, frame) for row in rows}
    parts = [_axis(scale, frame, fold)]
    if undated:
        parts.append(_part(frame, fold))
    for row in rows:
        parts.extend(_edges(row, spots))
    parts.extend(_node(row, tops[row.key], spots[row.key], scale, frame) for row in rows)
    return Markup(
        '<svg class="tree {}" viewBox="0 0 {} {}" width="{}" height="{}" role="img" '
        'aria-label="{}">{}</svg>'
    ).format(
        "narrow" if narrow else "wide",
        frame.width,
        height,
        frame.width,
        height,
        f"Family tree of {phrases.count(len(story.articles), 'article')}; in words below",
        Markup("").join(parts),
    )


# --- rows ------------------------------------------------------------------------------------


def _rows(story: Story, anchors: Mapping[str, str]) -> list[_Row]:
    """Return the rows; an origin stands above the first article that draws on it."""
    descents = {one.article: one for one in story.stemma}
    origins = {one.id: one for one in story.origins}
    rows: list[_Row] = []
    seen: set[str] = set()
    articles = [one.article for one in story.articles]
    labels = phrases.labels(articles)
    articles.sort(key=lambda one: read_interval(one.published) is None)
    for article in articles:
        parents = descents.get(article.id, Descent(article.id, ())).parents
        for parent in parents:
            if parent.article is None and parent.origin and parent.origin not in seen:
                seen.add(parent.origin)
                origin = origins.get(parent.origin)
                rows.append(
                    _Row(
                        key=f"origin {parent.origin}",
                        label=origin.name if origin else parent.origin,
                        detail=f"{origin.kind}, not among the files" if origin else "",
                        href=None,
                        interval=None,
                        lost=True,
                    )
                )
        rows.append(
            _Row(
                key=f"article {article.id}",
                label=labels[article.id],
                detail=phrases.day(article.published) or "no time given",
                href=anchors.get(article.id),
                interval=_interval(article),
                lost=False,
                parents=parents,
            )
        )
    return rows


def _interval(article: Article) -> Interval | None:
    return read_interval(article.published)


def _parent_key(parent: Parent) -> str:
    return f"article {parent.article}" if parent.article is not None else f"origin {parent.origin}"


# --- the time axis ---------------------------------------------------------------------------


class _Scale:
    """Moments to pixels, with ticks at round moments (UTC)."""

    def __init__(self, intervals: Sequence[Interval], frame: _Frame) -> None:
        self.frame = frame
        self.empty = not intervals
        first = min((one.earliest for one in intervals), default=datetime(2000, 1, 1, tzinfo=UTC))
        last = max((one.latest for one in intervals), default=first)
        if last - first < 3 * HOUR and first.year > 1 and last.year < 9999:
            first, last = first - HOUR, last + HOUR
        self.first, self.last, self.length = first, last, max(last - first, HOUR)

    def x(self, moment: datetime) -> float:
        """Return where a moment stands."""
        share = (moment - self.first) / self.length
        return self.frame.left + share * (self.frame.right - self.frame.left)

    def ticks(self) -> list[tuple[float, str]]:
        """Return places and labels of round moments: hours, days, or firsts of a month."""
        if self.empty:
            return []
        step = next((one for one in STEPS if self.length / one <= self.frame.ticks), None)
        moments = _by_step(self.first, self.last, step) if step else self._by_month()
        form = step or timedelta(days=self.length.days / self.frame.ticks)
        return [(self.x(one), _tick(one, form)) for one in moments]

    def _by_month(self) -> list[datetime]:
        months = self.length.days / 30.4
        every = next((one for one in MONTHS if months / one <= self.frame.ticks), 1200)
        year, month = self.first.year, self.first.month
        number = -((year * 12 + month - 1) // -every) * every
        found = []
        while number // 12 <= min(self.first.year + 9999, 9999):
            if number >= 12:
                moment = datetime(number // 12, number % 12 + 1, 1, tzinfo=UTC)
                if moment > self.last:
                    break
                if moment >= self.first:
                    found.append(moment)
            number += every
        return found


def _by_step(first: datetime, last: datetime, step: timedelta) -> list[datetime]:
    start = datetime(1, 1, 1, tzinfo=UTC)
    number = ceil((first - start) / step)
    return [start + one * step for one in range(number, floor((last - start) / step) + 1)]


def _tick(moment: datetime, step: timedelta) -> str:
    if step >= timedelta(days=365):
        return f"{moment:%Y}"
    if step >= timedelta(days=15):
        return f"{moment:%b %Y}"
    if step >= DAY or moment.hour == 0:
        return f"{moment.day} {moment:%b}"
    return f"{moment:%H:%M}"


def _axis(scale: _Scale, frame: _Frame, bottom: int) -> Markup:
    top = frame.top - 10
    ticks = [
        Markup(
            '<line class="tick" x1="{0:.1f}" x2="{0:.1f}" y1="{1}" y2="{2}"/>'
            '<text class="axis" x="{0:.1f}" y="{3}" text-anchor="middle">{4}</text>'
        ).format(x, top, bottom, top - 8, label)
        for x, label in scale.ticks()
    ]
    note = Markup('<text class="axis" x="0" y="{}">Times in UTC</text>').format(top - 8)
    return Markup("").join([*ticks, note if frame is WIDE_FRAME and ticks else Markup("")])


def _part(frame: _Frame, fold: int) -> Markup:
    return Markup(
        '<line class="fold" x1="0" x2="{}" y1="{}" y2="{}"/>'
        '<text class="axis" x="0" y="{}">No time given</text>'
    ).format(frame.width, fold, fold, fold + 18)


# --- nodes and edges -------------------------------------------------------------------------


def _spot(row: _Row, y: int, scale: _Scale, frame: _Frame) -> tuple[float, float]:
    if row.lost or row.interval is None:
        return (frame.left - 22, y)
    return ((scale.x(row.interval.earliest) + scale.x(row.interval.latest)) / 2, y)


def _edges(row: _Row, spots: Mapping[str, tuple[float, float]]) -> list[Markup]:
    x, y = spots[row.key]
    middle = (len(row.parents) - 1) / 2
    return [
        _edge(spots[key], (x, y + 6 * (number - middle)), parent.confidence)
        for number, parent in enumerate(row.parents)
        if (key := _parent_key(parent)) in spots and key != row.key
    ]


def _edge(parent: tuple[float, float], child: tuple[float, float], confidence: float) -> Markup:
    """Return a line that leaves the parent along its column and enters the child along its row."""
    (x1, y1), (x2, y2) = parent, child
    style = "sure" if confidence >= SURE else "likely" if confidence >= LIKELY else "doubted"
    side = -1 if x2 - x1 > 18 else 1  # on which side of the child the line ends
    end = x2 + side * 9
    bend = x1 if side < 0 else max(x1, x2) + 34
    low = (y1 + 3 * y2) / 4
    path = f"M{x1:.1f} {y1:.1f}C{bend:.1f} {low:.1f} {bend:.1f} {y2:.1f} {end:.1f} {y2:.1f}"
    head = f"M{end:.1f} {y2:.1f}l{side * 7} -4v8z"
    return Markup(
        '<path class="edge {}" d="{}"><title>{}</title></path><path class="head" d="{}"/>'
    ).format(style, path, f"confidence {phrases.percent(confidence)}", head)


def _node(row: _Row, top: int, spot: tuple[float, float], scale: _Scale, frame: _Frame) -> Markup:
    x, y = spot
    wide = frame is WIDE_FRAME
    label_y, detail_y = (top + 22, top + 40) if wide else (top + 14, top + 32)
    place = Markup('x="0"') if wide else Markup('x="{}" text-anchor="end"').format(frame.width)
    name = Markup('<text class="{}" {} y="{}">{}</text>').format(
        "lost-name" if row.lost else "name", place, label_y, _fit(row.label, frame.letters)
    )
    if row.href:
        name = Markup('<a href="{}">{}</a>').format(row.href, name)
    detail = Markup('<text class="detail" {} y="{}">{}</text>').format(
        place, detail_y, _fit(_detail(row), frame.letters + 6)
    )
    rule = Markup('<line class="row" x1="0" x2="{}" y1="{}" y2="{}"/>').format(
        frame.width, top + frame.row - 2, top + frame.row - 2
    )
    return Markup("").join([rule, name, detail, _shape(row, x, y, scale)])


def _detail(row: _Row) -> str:
    """Return the second line of a row: its time, and how sure its parents are."""
    shares = ", ".join(phrases.percent(parent.confidence) for parent in row.parents)
    return f"{row.detail} · derived, {shares}" if shares else row.detail


def _shape(row: _Row, x: float, y: float, scale: _Scale) -> Markup:
    if row.lost:
        return Markup('<circle class="lost" cx="{:.1f}" cy="{}" r="7"/>').format(x, y)
    if row.interval is None:
        return Markup('<rect class="undated" x="{:.1f}" y="{}" width="12" height="12"/>').format(
            x - 6, y - 6
        )
    left, right = scale.x(row.interval.earliest), scale.x(row.interval.latest)
    bar = Markup("")
    if right - left > 14:
        bar = Markup(
            '<rect class="bar" x="{:.1f}" y="{}" width="{:.1f}" height="8" rx="4"/>'
        ).format(left, y - 4, right - left)
    return bar + Markup('<circle class="node" cx="{:.1f}" cy="{}" r="7"/>').format(x, y)


def _fit(label: str, letters: int) -> str:
    """Return a label cut to its place; the page's own list below has it in full."""
    short = " ".join(label.split())
    return short if len(short) <= letters else short[: letters - 1].rstrip() + "…"
