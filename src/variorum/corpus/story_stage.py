"""Makes stories of what is tied, and says in which chunk of the work each is."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

import daft
from daft import DataType

from variorum.corpus.stage_columns import LINKED, as_type
from variorum.corpus.tables import Row
from variorum.group.linkage import link_component


class Linker:
    """Makes stories of the articles of one block."""

    @daft.method(return_dtype=as_type(LINKED))
    def link(self, members: list[Row], pairs: list[Row] | None) -> list[Row]:
        """Return the stories, by average linkage over the pairs inside the block."""
        chances = {(pair["one"], pair["other"]): pair["chance"] for pair in pairs or []}
        days = {member["id"]: member["day"] for member in members}
        return [_describe_story(name_story(s), s, days) for s in link_component([*days], chances)]


@daft.func(return_dtype=as_type(LINKED), use_process=False)
def keep_story(story: str, members: list[Row]) -> list[Row]:
    """Return the story that articles came with."""
    days = {member["id"]: member["day"] for member in members}
    return [_describe_story(story, sorted(days), days)]


def _describe_story(story: str, members: Sequence[str], days: Mapping[str, str]) -> Row:
    digest = sha256("\n".join(members).encode("utf-8", "surrogatepass")).hexdigest()
    day = min(days[member] for member in members)
    return {"story": story, "members": digest, "day": day, "articles": list(members)}


def name_story(members: Sequence[str]) -> str:
    """Return the id of a story: the same for the same first article, whatever joins it later."""
    return "s" + sha256(min(members).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Cutter:
    """Says in which chunk of the work a story is."""

    def __init__(self, days: Mapping[str, tuple[int, int]]) -> None:
        """`days`: the first chunk of each day, and how many it has."""
        self.days = dict(days)

    @daft.method(return_dtype=DataType.int64())
    def place(self, day: str, story: str) -> int:
        """Return the chunk's number."""
        first, count = self.days[day]
        return first + int.from_bytes(sha256(story.encode()).digest()[:6], "big") % count
