"""What falls without a source, in words and for programs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from variorum.compare.removal import Effect, Removal, leave_out
from variorum.model import Comparison, Story
from variorum.report import phrases
from variorum.report.terminal import plain

LONGEST = 160  # characters of a statement that are shown
SHOWN = 12  # statements beyond the brief


def render_without(comparison: Comparison, names: Sequence[str]) -> Iterator[str]:
    """Yield the effect on each story, line by line; stories that stay whole get one line."""
    for story, removal in _remove(comparison, names):
        yield f"{plain(story.title)}\n"
        if not removal.removed:
            yield f"  {plain(_join(names))}: no source of this story.\n"
            continue
        yield f"  Without {plain(_join(names))}: {_describe(story, removal)}.\n"
        yield from _list("Of the brief", removal.brief, len(removal.brief))
        told = {one.text for one in removal.brief}
        rest = [one for one in removal.statements if one.text not in told]
        yield from _list("Of the other statements", rest, SHOWN)


def without_lines(comparison: Comparison, names: Sequence[str]) -> list[dict[str, Any]]:
    """Return one object per story."""
    return [
        {
            "story": story.id,
            "without": list(names),
            "articles": sorted(removal.removed.articles),
            "origins": sorted(removal.removed.origins),
            "speakers": sorted(removal.removed.speakers),
            "brief": [_fields(one) for one in removal.brief],
            "statements": [_fields(one) for one in removal.statements],
        }
        for story, removal in _remove(comparison, names)
    ]


def _remove(comparison: Comparison, names: Sequence[str]) -> Iterator[tuple[Story, Removal]]:
    files = {one.id: one.path or "" for one in comparison.documents}
    for story in comparison.stories:
        paths: Mapping[str, str] = {
            one.article.id: files.get(one.article.document, "") for one in story.articles
        }
        yield story, leave_out(story, names, paths)


def _fields(effect: Effect) -> dict[str, Any]:
    return {
        "text": effect.text,
        "falls": effect.falls,
        "outlets": list(effect.outlets),
        "independent_origins": [effect.before.low, effect.after.low],
        "independent_origins_max": [effect.before.high, effect.after.high],
    }


def _join(names: Sequence[str]) -> str:
    return " and ".join(names)


def _describe(story: Story, removal: Removal) -> str:
    """Say what was left out and how much of the brief falls."""
    gone = phrases.count(len(removal.removed.articles), "article")
    fallen = sum(one.falls for one in removal.brief)
    weaker = len(removal.brief) - fallen
    return (
        f"{gone} of {len(story.articles)} left out; of {len(story.brief)} sentences of the brief"
        f" {fallen} fall and {weaker} lose support"
    )


def _list(head: str, effects: Sequence[Effect], most: int) -> Iterator[str]:
    if not effects:
        return
    yield f"\n  {head}:\n"
    ordered = sorted(effects, key=lambda one: not one.falls)
    for one in ordered[:most]:
        before, after = phrases.origins(one.before), phrases.origins(one.after)
        what = "falls" if one.falls else f"{before} → {after}, outlets {_arrow(one.outlets)}"
        yield f"    {what}: {phrases.shorten(plain(one.text), LONGEST)}\n"
    if len(ordered) > most:
        yield f"    and {len(ordered) - most} more\n"


def _arrow(outlets: tuple[int, int]) -> str:
    return f"{outlets[0]} → {outlets[1]}"
