"""An address belongs to one finding, and stays with it."""

import re
from dataclasses import replace

from report.sample import make_sample
from variorum.model import Story
from variorum.report.addresses import StoryAddresses, address_story

STORY = make_sample().stories[0]


def every(found: StoryAddresses) -> list[str]:
    """Return all addresses of a story."""
    lists = [
        *found.attributions.values(),
        *found.utterances.values(),
        *(one for some in found.variants.values() for one in some),
        *found.statements.values(),
        *(*found.conflicts, *found.dismissed, *found.timeline, *found.brief, *found.laundering),
    ]
    return [address for addresses in lists for address in addresses]


def test_every_finding_has_an_address_of_its_own() -> None:
    """No two findings of the sample share one, and each looks like one."""
    found = every(address_story(STORY))
    assert len(found) == len(set(found)) > 30
    assert all(re.fullmatch(r"[a-z]-[0-9a-f]{12}(-\d+)?", one) for one in found)


def test_addresses_do_not_depend_on_order_or_number() -> None:
    """Findings renumbered and turned round keep their addresses."""
    turned = replace(
        STORY,
        articles=STORY.articles[::-1],
        conflicts=STORY.conflicts[::-1],
        timeline=STORY.timeline[::-1],
        utterances=tuple(replace(one, id=f"x{one.id}") for one in STORY.utterances),
    )
    before, after = address_story(STORY), address_story(turned)
    assert after.conflicts == before.conflicts[::-1]
    assert after.timeline == before.timeline[::-1]
    assert after.utterances == {f"x{name}": one for name, one in before.utterances.items()}


def test_an_address_stays_with_its_words() -> None:
    """A version with text before and after keeps the addresses: offsets do not matter."""
    moved = _shift(STORY, "Corrected at noon.\n\n")
    before, after = address_story(STORY), address_story(moved)
    assert after.attributions == before.attributions


def test_an_utterance_is_found_by_each_of_its_readings() -> None:
    """Another base reading changes which address is its own, not which lead to it."""
    utterance = STORY.utterances[0]
    other = replace(utterance, readings=utterance.readings[::-1])
    before = address_story(STORY).utterances[utterance.id]
    after = address_story(replace(STORY, utterances=(other,))).utterances[utterance.id]
    assert set(before) == set(after)
    assert before[0] != after[0]


def test_equal_findings_are_told_apart() -> None:
    """Two findings on the very same places get two addresses."""
    twice = replace(STORY, conflicts=(STORY.conflicts[0], STORY.conflicts[0]))
    first, second = address_story(twice).conflicts
    assert second[0] == f"{first[0]}-2"


def _shift(story: Story, words: str) -> Story:
    """Put words before each article's text."""
    by = len(words)
    articles = []
    for one in story.articles:
        article = replace(
            one.article,
            text=words + one.article.text,
            start=one.article.start + by,
            end=one.article.end + by,
            blocks=(),
        )
        told = tuple(
            replace(
                each,
                source=(),
                cue=(),
                content=tuple(
                    replace(span, start=span.start + by, end=span.end + by) for span in each.content
                ),
            )
            for each in one.attributions
        )
        articles.append(replace(one, article=article, sentences=(), attributions=told))
    return Story(story.id, story.title, tuple(articles))
