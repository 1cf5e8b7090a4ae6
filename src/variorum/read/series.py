"""Lines that number themselves: pictures of a gallery, teasers of a list, pages of a print, posts.

"2 of 7 The bridge at dawn" is a caption among captions, "page 2/3" or a running head comes on every
page of a print, and posts of one thread end in "3/9". Only a series counts: one number is nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

COUNTED = re.compile(
    r"\W*(?:[^\W\d_]{2,10}\s)?(?P<number>\d{1,3})\s?(?:of|/|von|de|sur|di|из)\s?(?P<all>\d{1,3})\b(?![/.\-:]\d)"
)
POST = re.compile(r"(?:\s|\()(?P<number>\d{1,3})\s?/\s?(?P<all>\d{1,3}|[nx])\)?\W*$", re.IGNORECASE)
ADDRESS = re.compile(r"https?://|www\.|\w\.(?:com|org|net)/")
PAGED = re.compile(
    r"(?:\b(?:page|seite|p[áa]gina|pag\.?)\s)?\d+\s?(?:/|of|von|de|sur)\s?\d+\W*$", re.IGNORECASE
)
DIGITS = re.compile(r"\d+")
END = re.compile(r"[.!?…。！？][\"”’'»)\]]*$")
# What press offices and desks put below the last line, alone.
END_MARK = re.compile(r"\W*(?:ends?|-\s?30\s?-|#{3,}|\*{3,}|\(ends?\))\W*", re.IGNORECASE)
LONGEST = 400  # characters of a line that is looked at
LEAST_POSTS = 3
NOTES = 0.5  # share of the words above an end mark that notes below it may have


def is_counted(raw: str) -> bool:
    """Whether a line begins like one of a series: "2 of 7 The bridge at dawn".

    >>> is_counted("2 of 7 The bridge at dawn"), is_counted("11/19/2019 by Ann Roe")
    (True, False)
    """
    match = COUNTED.match(raw[:40])
    return match is not None and int(match["number"]) <= int(match["all"])


def find_numbered(raws: Sequence[str]) -> frozenset[int]:
    """Return the lines that are no body since they number what they are. Time is linear."""
    return frozenset([*_counted(raws), *_page_edges(raws), *_below_end(raws)])


def find_posts(raws: Sequence[str]) -> frozenset[int]:
    """Return the posts of a thread: lines of words that end in "1/9", "2/9", in order.

    >>> sorted(find_posts(["I was there. 1/3", "They shot first. 2/3", "Then it was dark. 3/3"]))
    [0, 1, 2]
    """
    found: list[int] = []
    last: tuple[int, str] = (0, "")
    for number, raw in enumerate(raws):
        match = POST.search(raw[-16:]) if raw.count(" ") >= 3 and not ADDRESS.search(raw) else None
        if match is None:
            continue
        place, total = int(match["number"]), match["all"].casefold()
        if place == last[0] + 1 and last[1] in {"", total}:
            found.append(number)
            last = (place, total)
    return frozenset(found if len(found) >= LEAST_POSTS else ())


def _counted(raws: Sequence[str]) -> Iterator[int]:
    """Give the lines of a series "1 of 5 ...", "2 of 5 ...": in order, all of one number."""
    series: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, raw in enumerate(raws):
        match = COUNTED.match(raw[:40]) if len(raw) <= LONGEST else None
        if match and int(match["number"]) <= int(match["all"]):
            series[match["all"]].append((int(match["number"]), at))
    for run in series.values():
        numbers = [number for number, _ in run]
        if len(run) > 1 and numbers == sorted(set(numbers)):
            yield from (at for _, at in run)


def _page_edges(raws: Sequence[str]) -> Iterator[int]:
    """Give heads and feet that come again on each page, but for their numbers."""
    shapes: dict[str, list[int]] = defaultdict(list)
    for at, raw in enumerate(raws):
        if len(raw) <= LONGEST and any(map(str.isdigit, raw)) and not END.search(raw[-4:]):
            shapes[DIGITS.sub("9", " ".join(raw.casefold().split()))].append(at)
    for run in shapes.values():
        if len(run) < 2:
            continue
        raw = raws[run[0]]
        different = len({raws[at] for at in run}) > 1
        if raw.isdigit() or ADDRESS.search(raw) or (PAGED.search(raw) and different):
            yield from run
        elif raw.count(" ") >= 3 and run[0] == 0:  # the running head, which opens the text
            yield from run[1:]


def _below_end(raws: Sequence[str]) -> Iterator[int]:
    """Give the notes below a mark that says where a release ends, if they are few."""
    for at, raw in enumerate(raws):
        if len(raw) <= 12 and END_MARK.fullmatch(raw):
            above = sum(raw.count(" ") for raw in raws[:at])
            below = sum(raw.count(" ") for raw in raws[at:])
            if below <= NOTES * above:
                yield from range(at, len(raws))
            return
