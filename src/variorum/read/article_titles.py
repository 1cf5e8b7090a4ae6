"""What an article is called, and by whom it was published, as its own lines and its page say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from variorum.model import Block
from variorum.read.agencies import find_agency
from variorum.read.article_times import is_stamp_line
from variorum.read.bylines import OUTLET_WORD, read_byline
from variorum.read.page import find_host
from variorum.read.paper_names import is_paper
from variorum.read.placed_lines import OTHERS, PlacedLine

HEADS = frozenset({"headline", "standfirst", "navigation", "byline"})
SUFFIX = re.compile(r"\s+[|–—\-»·:]\s+(?P<site>[^|–—»·]{2,40})$")


def find_title(
    text: str, blocks: Sequence[Block], page: Mapping[str, str]
) -> tuple[str | None, str | None]:
    """Return the title, and the outlet where the title line ends in its name."""
    headline, masthead = _part_masthead(text, blocks)
    words = text[headline.start : headline.end] if headline else page.get("title") or ""
    if not words.strip() and blocks and blocks[0].kind in {"body", "standfirst"}:
        words = text[blocks[0].start : blocks[0].end]
        if len(blocks) < 2 or not looks_like_title(words):
            words = ""
    title = " ".join(words.split())
    site = SUFFIX.search(title)
    if site and (_is_site(site["site"], page) or _is_masthead(site["site"])):
        return title[: site.start()], site["site"].strip()
    return title or None, masthead


def _part_masthead(text: str, blocks: Sequence[Block]) -> tuple[Block | None, str | None]:
    """Return the headline, and a newspaper's name that stands in a line of its own above it."""
    heads = [block for block in blocks if block.kind in HEADS]
    headline = next((block for block in blocks if block.kind == "headline"), None)
    for first, second in pairwise(heads):
        name = text[first.start : first.end].strip()
        is_name = MASTHEAD.fullmatch(name) and OUTLET_WORD.search(name.split()[-1])
        is_title = second.kind not in {"navigation", "byline"}
        is_above = first.start <= (headline or first).start
        if (is_name or is_paper(name)) and is_title and is_above:
            title = second if headline is None or headline.start <= first.start else headline
            return title, name
    return headline, None


def find_outlet_line(text: str, blocks: Sequence[Block]) -> str | None:
    r"""Return the newspaper's name that stands in a line of its own between title and text.

    Only beside a byline or a time, as whoever copies an article from a page leaves it.

    >>> text = "Dam bursts above Kell\nThe Harbour Post\nBy Jane Roe\n"
    >>> kinds = ("headline", "navigation", "byline")
    >>> lines = [(0, 21), (22, 38), (39, 50)]
    >>> find_outlet_line(text, [Block(k, *at) for k, at in zip(kinds, lines, strict=True)])
    'The Harbour Post'
    """
    head = list(takewhile(lambda block: block.kind != "body", blocks))
    first = next((n for n, block in enumerate(head) if block.kind == "headline"), len(head))
    below = head[first + 1 : first + 1 + BELOW_TITLE]
    if not any(block.kind in {"byline", "metadata"} for block in below):
        return None
    lines = [text[b.start : b.end].strip() for b in below if b.kind in {"navigation", "standfirst"}]
    return next((line for line in lines if is_paper(line)), None)


BELOW_TITLE = 4  # blocks
MASTHEAD = re.compile(r"(?i:the )[A-Z][\w’'.&-]*(?: [A-Z][\w’'.&-]*){0,3}")
TITLE_STOP = re.compile(r"[.,:;][\"”’'»)]*$")


def looks_like_title(words: str) -> bool:
    """Whether a line could be a headline: short, one line, not a sentence with a full stop."""
    bare = words.strip()
    if not 3 <= len(bare.split()) <= 22 or "\n" in bare or len(bare) > 160:
        return False
    if not (bare[0].isupper() or bare[0].isdigit() or bare[0] in "“\"‘'¿¡«"):
        return False
    if TITLE_STOP.search(bare) and not bare.endswith(("U.S.", "U.N.", "U.K.", "E.U.", "...")):
        return False
    return read_byline(bare) is None and not is_stamp_line(bare)


def _is_site(name: str, page: Mapping[str, str]) -> bool:
    site = (page.get("site") or "").casefold()
    return bool(site) and name.strip().casefold() in {site, site.removeprefix("the ")}


def _is_masthead(name: str) -> bool:
    """Whether words after a title's last dash are an outlet's name: "The Daily Herald"."""
    words = name.split()
    return 2 <= len(words) <= 5 and words[0] == "The" and bool(OUTLET_WORD.search(words[-1]))


COPYRIGHT = re.compile(
    r"^\W{0,3}(?:all\s+content\s+)?(?:copyright|©|\(c\))[\s©™]*(?:\(c\))?\s*(?:19|20)\d\d"
    r"(?:\s?[-–]\s?(?:19|20)\d\d)?,?\s+(?:by\s+)?(?P<owner>[^.,|()\n]{2,40}?(?:\.(?:com|net|org))?)"
    r"\s*(?:$|[.,|()]|\s-|all\s+rights)",
    re.IGNORECASE,
)
COMPANY = re.compile(
    r"\b(?:inc|llc|ltd|corp|corporation|company|group|holdings|broadcasting|communications|network"
    r"|television|getty|images|owners?|authors?|reserved|rights|publishing|partners|enterprises"
    r"|interactive|digital|entertainment)\b",
    re.IGNORECASE,
)


def find_outlet(
    lines: Sequence[PlacedLine], page: Mapping[str, str], stated: str | None
) -> tuple[str | None, list[str]]:
    """Return the outlet, and the agencies that stand where an outlet's name would."""
    site = " ".join((page.get("site") or "").split())
    names = [site, stated or "", *_owners(lines)]
    names.append(find_host(page).removeprefix("www."))
    agencies: list[str] = []
    for name in filter(None, names):
        agency = find_agency(name)
        if not agency:
            return name, agencies
        agencies.append(agency)
    return None, agencies


def _owners(lines: Sequence[PlacedLine]) -> Iterator[str]:
    for line in lines:
        if line.zone == "foot" or line.kind == "metadata":
            match = COPYRIGHT.search(line.text) if line.kind not in OTHERS else None
            owner = " ".join(match["owner"].split()).rstrip(" -–") if match else ""
            if owner and not COMPANY.search(owner) and len(owner.split()) <= 5:
                yield owner
