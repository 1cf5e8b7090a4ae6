"""A page's visible text, once and in order, with what the page says about each of its lines."""

import re
from dataclasses import dataclass

from lxml import etree, html

from variorum.read.lines import Line
from variorum.text.late import compile_late

# Never shown, or shown as something else than text.
UNSEEN = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "math",
        "canvas",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "select",
        "option",
        "datalist",
        "textarea",
        "input",
        "meter",
        "progress",
        "map",
        "area",
        "colgroup",
        "frameset",
        "param",
        "source",
        "track",
        "applet",
        "noframes",
        "noembed",
        "title",
        "meta",
        "link",
        "base",
    ]
)
BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "caption",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
# Elements that name the line they make; others are "div".
NAMED = frozenset(
    [
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "li",
        "figcaption",
        "blockquote",
        "pre",
        "dt",
        "dd",
        "td",
        "th",
        "summary",
    ]
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
SECTIONS = frozenset(
    [
        "nav",
        "aside",
        "footer",
        "header",
        "form",
        "figure",
        "article",
        "main",
        "table",
        "ul",
        "ol",
        "blockquote",
        "button",
    ]
)
# Not opacity 0, with which pages fade their text in, nor a font of size 0, which children undo.
HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|\b(?:left|top|text-indent)\s*:\s*-\d{4,}",
    re.IGNORECASE,
)
UNSEEN_CLASS = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|a11y-hidden|element-invisible)"
    r"(?:$|\s)",
    re.IGNORECASE,
)
# Names that designers give to parts of a page, by what they say about it.
NAMES = compile_late(
    r"(?P<body>(?:article|story|post|entry|news|content|page|main)[_-]*(?:body|content|text|copy|para"
    r"graph)|articlebody|rich-?text|body-?(?:text|copy|content)|entry-content)"
    r"|(?P<comment>comment|disqus|respond|reply|discuss)"
    r"|(?P<share>share|sharing|social|follow-|addthis|tools|toolbar|action)"
    r"|(?P<related>relat|recommend|more-|-more|readmore|teaser|promo|trend|popular|most|latest|"
    r"read-?next|also|see-?more|carousel|rail|outbrain|taboola|newsfeed|listing|widget|river)"
    r"|(?P<nav>nav|menu|breadcrumb|pagination|pager|skip|jump|masthead|search)"
    r"|(?P<footer>foot|copyright|legal|colophon)"
    r"|(?P<side>sidebar|side-|secondary|right-?col|complementary)"
    r"|(?P<caption>caption|credit|photo|gallery|slide|media|image|figure|video|player)"
    r"|(?P<byline>byline|author|writer|contributor|bio|profile)"
    r"|(?P<date>date|time|publish|updated|meta|info|details)"
    r"|(?P<title>headline|title|heading)"
    r"|(?P<standfirst>standfirst|dek|deck|subtitle|sub-?head|summary|lede|lead|intro|excerpt|"
    r"description|abstract)"
    r"|(?P<subscribe>newsletter|subscri|sign-?up|paywall|register|login|account|member)"
    r"|(?P<advert>(?:^|[\s_-])ads?(?:$|[\s_-])|advert|sponsor|banner|dfp|commerc)"
    r"|(?P<tags>(?:^|[\s_-])tags?(?:$|[\s_-])|topic|keyword|categor|label)"
    r"|(?P<consent>cookie|consent|gdpr|modal|popup|overlay|notice|alert)"
    r"|(?P<correction>correction|clarification|errat)"
    r"|(?P<quote>pull-?quote|quote)",
    re.IGNORECASE,
)
SPACE = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
INVISIBLE = re.compile("[\u00ad\u200b\ufeff\u2060\x00-\x08\x0e-\x1b\x7f]")
MAX_DEPTH = 2_000  # deeper elements are read as text of the element at that depth
MAX_ATTRIBUTES = 1_000  # of one element: the parser's time grows with their square
# A tag with more, "<" and ">" in quoted values included. No way back: time is linear in the page.
_ATTRIBUTE = (
    r"[\s/\"'<=]++[^\s\"'<>/=]++"
    r"(?:\s*+=\s*+(?:\"[^\"]{0,5000}+\"|'[^']{0,5000}+'|[^\s\"'>]++))?+"
)
LONG_TAG = re.compile(rf"(<[A-Za-z][\w:-]{{0,40}}+)(?:{_ATTRIBUTE}){{{MAX_ATTRIBUTES},}}+")
# Elements that open one in the other with nothing between: at 2,048 the parser gives up.
OPENED = re.compile(
    r"(?:<(?!(?:br|hr|img|input|meta|link|source|wbr|area|base|col|embed|param|track|script|style)\b)"
    r"[A-Za-z][\w-]{0,20}\b[^<>]{0,300}>\s{0,50}){2,}+",
    re.IGNORECASE,
)
MAX_OPENED = 1_500
MAX_NAME = 200  # characters of class and id that are looked at


@dataclass(frozen=True, slots=True)
class Page:
    """A page's visible text and its lines; how deep its elements are nested, and how many."""

    text: str
    lines: tuple[Line, ...]
    depth: int = 0
    elements: int = 0


def parse_html(source: str) -> html.HtmlElement | None:
    """Return the tree of a page; None if it has no element at all. Never raises on any text."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    bounded = LONG_TAG.sub(r"\1", source.replace("\x00", ""))
    data = OPENED.sub(_spare, bounded).encode("utf-8", "replace")
    if not data.strip():
        return None
    try:
        tree = etree.fromstring(data, parser)
    except etree.ParserError:
        return None
    except etree.XMLSyntaxError:
        return None
    return tree


def _spare(opened: re.Match[str]) -> str:
    """Return the first of too many elements that open one in the other."""
    tags = opened[0].split("<", MAX_OPENED + 1)
    return opened[0] if len(tags) <= MAX_OPENED + 1 else "<".join(tags[:-1])


# Of an open element: tag of its line, marks, nearest marks, whether in a link, preformatted.
_State = tuple[str, frozenset[str], frozenset[str], bool, bool]


class _Lines:
    """Collects runs of text into lines. A line is flushed when a block begins or ends."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.lines: list[Line] = []
        self.run: list[str] = []
        self.linked = 0
        self.first: _State | None = None
        self.space = False  # a collapsed space waits to be written
        self.glued = False  # no space comes after a tab or an opening quotation mark
        self.gap = False  # an empty line comes before the next line

    def add(self, text: str, state: _State) -> None:
        """Add a run of text, white space collapsed, to the line at hand."""
        clean = INVISIBLE.sub("", SPACE.sub(" ", text))
        if not clean:
            return
        if clean == " ":
            self.space = True
            return
        if (self.space or clean[0] == " ") and self.run and not self.glued:
            self.run.append(" ")
        self.glued = False
        bare = clean.strip(" ")
        self.run.append(bare)
        if state[3]:
            self.linked += len(bare)
        if self.first is None:
            self.first = state
        self.space = clean[-1] == " "

    def end(self, *, gap: bool = False) -> None:
        """End the line at hand; `gap`: an empty line parts it from the next."""
        line = "".join(self.run).strip(" \t\xa0")
        if line and self.first is not None:
            if self.size:
                mark = "\n\n" if self.gap else "\n"
                self.parts.append(mark)
                self.size += len(mark)
            tag, marks, near, *_ = self.first
            start, stop = self.size, self.size + len(line)
            self.parts.append(line)
            self.size = stop
            share = min(1.0, self.linked / len(line))
            self.lines.append(
                Line(start, stop, tag, marks, near, share, gap=self.gap or start == 0)
            )
            self.gap = False
        self.gap = self.gap or gap
        self.run, self.linked, self.first = [], 0, None
        self.space = self.glued = False


def render_page(tree: html.HtmlElement) -> Page:  # noqa: C901, PLR0912, PLR0915 - one walk, in order
    """Return what a reader sees of a page, much as a browser's innerText gives it.

    Blocks begin on a line of their own, paragraphs and headings after an empty line, cells of a
    table's row are parted by a tab. Left out: scripts, styles, hidden elements, form fields, text
    for screen readers. The same tree gives the same text. Time is linear in its size.
    """
    out = _Lines()
    stack: list[_State] = [("div", frozenset(), frozenset(), False, False)]
    known: dict[str, frozenset[str]] = {}
    walker = etree.iterwalk(tree, events=("start", "end", "comment"))
    after_link = False
    elements = depth = deepest = 0
    skipping: html.HtmlElement | None = None
    for event, node in walker:
        if event == "comment":
            if node.tail and skipping is None:
                _write(out, node.tail, stack[-1])
            continue
        if event == "start":
            elements += 1
            depth += 1
            deepest = max(deepest, depth)
            if skipping is not None:
                continue
            name = node.tag
            if name in UNSEEN or _is_hidden(node):
                skipping = node
                walker.skip_subtree()
                continue
            if len(stack) < MAX_DEPTH:
                stack.append(_enter(name, node, stack[-1], known))
            else:
                stack.append(stack[-1])
            if name in BLOCK:
                out.end(gap=name == "p" or name in HEADINGS)
            elif name == "br":
                out.end()
            elif name in {"a", "button"} and after_link:
                out.space = True
            elif name == "q":
                _write(out, "“", stack[-1])
                out.glued = True
            after_link = False
            if node.text:
                _write(out, node.text, stack[-1])
            continue
        depth -= 1
        if skipping is not None:
            if node is skipping:
                skipping = None
                if node.tail:
                    _write(out, node.tail, stack[-1])
            continue
        name = node.tag
        if name == "q":
            out.space = False
            _write(out, "”", stack[-1])
        if len(stack) > 1:
            stack.pop()
        if name in BLOCK:
            out.end(gap=name == "p" or name in HEADINGS)
        elif name in {"td", "th"} and out.run:
            out.run.append("\t")
            out.glued = True
        after_link = name in {"a", "button"}
        if node.tail and node is not tree:
            _write(out, node.tail, stack[-1])
            after_link = after_link and not node.tail.strip()
    out.end()
    return Page("".join(out.parts), tuple(out.lines), deepest, elements)


def _write(out: _Lines, text: str, state: _State) -> None:
    if not state[4]:
        out.add(text, state)
        return
    for number, line in enumerate(text.splitlines()):
        if number:
            out.end()
        out.add(line, state)
    if text.endswith("\n"):
        out.end()


def _is_hidden(node: html.HtmlElement) -> bool:
    attributes = node.attrib
    if not attributes:
        return False
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    style = attributes.get("style")
    if style and HIDING.search(style):
        return True
    names = attributes.get("class")
    if names and UNSEEN_CLASS.search(names):
        return True
    return node.tag == "dialog" and "open" not in attributes


def _enter(  # noqa: C901 - one rule after the other
    name: str,
    node: html.HtmlElement,
    above: _State,
    known: dict[str, frozenset[str]],
) -> _State:
    tag, marks, near, linked, preformatted = above
    attributes = node.attrib
    if name in SECTIONS:
        marks = marks | {name}
    elif name == "time":
        marks = marks | {"time"}
    if attributes and name not in {"html", "body"}:
        said = attributes.get("class", "")[:MAX_NAME] + " " + attributes.get("id", "")[:MAX_NAME]
        if attributes.get("itemprop") or attributes.get("rel") or attributes.get("role"):
            said += " " + " ".join(attributes.get(key, "") for key in ("itemprop", "rel", "role"))
        if said != " ":
            found = known.get(said)
            if found is None:
                found = frozenset(
                    match.lastgroup for match in NAMES.finditer(said) if match.lastgroup
                )
                known[said] = found
            if found:
                near = found
                if not found <= marks:
                    marks = marks | found
    if name in NAMED:
        # A paragraph in a list item or a quotation stays what it is; a heading always names.
        tag = name
    elif name in BLOCK and tag not in {"li", "figcaption", "blockquote", "td", "th"}:
        tag = "div"
    return tag, marks, near, linked or name == "a", preformatted or name == "pre"
