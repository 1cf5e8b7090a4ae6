"""Events of one kind in two places, follow-ups, round-ups and live pages: invented pairs."""

import pytest

from factory import make_article
from variorum.group.stories import group_stories
from variorum.model import Article

BLAZE = """Three people died when a block of flats burned in {0} on {1}, the police said.
The fire in {0} began on the third floor, and {2} people were taken to hospital.
{3} of the {0} fire service said smoke had filled the stairs."""
BRIDGE = """Two workers were killed when a footbridge fell in {0} on {1}, the police said.
The bridge in {0} was to be opened next month. {2} people were hurt, the rescue service said.
{3}, who leads the inquiry in {0}, said steel had been tested."""
KILN = """A gas bottle exploded in a bakery in {0} on {1}, and {2} people were brought out.
The bakery in {0} belongs to {3}. Nobody was in danger, the police said."""
PLACES = [
    ("Velmark", "Osterby", "Hedda Rask", "Joris Veen"),
    ("Castelrosso", "Pontemura", "Livia Sartor", "Dario Menegol"),
    ("Kilbarran", "Dunmorrow", "Aoife Tracey", "Declan Roark"),
]


def tell(event: tuple[str, str, str, int, str], published: str) -> Article:
    """Return a report of an event: kind, place, day, people hurt, name."""
    kind, place, day, *rest = event
    return make_article(kind.format(place, day, *rest), f"{place}-{day}", published=published)


@pytest.mark.parametrize("kind", [BLAZE, BRIDGE, KILN])
@pytest.mark.parametrize(("one", "other", "first", "second"), PLACES)
def test_events_of_one_kind_in_two_places_are_two_stories(
    kind: str, one: str, other: str, first: str, second: str
) -> None:
    """Words of the kind do not suffice, even if a pile holds nothing else."""
    pile = [
        tell((kind, one, "Monday", 14, first), "2031-05-05"),
        tell((kind, other, "Tuesday", 9, second), "2031-05-06"),
    ]
    assert len(group_stories(pile)) == 2


@pytest.mark.parametrize("kind", [BLAZE, BRIDGE, KILN])
@pytest.mark.parametrize(("one", "other", "first", "second"), PLACES)
def test_a_second_report_of_the_place_joins(
    kind: str, one: str, other: str, first: str, second: str
) -> None:
    """The same event, a day later and in another pile, is one story."""
    pile = [
        tell((kind, one, "Monday", 14, first), "2031-05-05"),
        tell((kind, one, "that Monday", 14, first), "2031-05-06"),
        tell((kind, other, "Tuesday", 9, second), "2031-05-06"),
    ]
    assert group_stories(pile) == [tuple(sorted(one.id for one in pile[:2])), (pile[2].id,)]


@pytest.mark.parametrize("live", [False, True])
def test_a_round_up_or_live_page_of_ten_events_joins_no_two(*, live: bool) -> None:
    """Each of the events stays a story of its own."""
    kinds = [BLAZE, BRIDGE, KILN]
    told = [
        (kind, place, day, people, who)
        for number, (one, other, first, second) in enumerate(PLACES)
        for kind, place, day, people, who in (
            (kinds[number], one, "Monday", 14, first),
            (kinds[(number + 1) % 3], other, "Tuesday", 9, second),
        )
    ]
    pile = [tell(event, "2031-05-06") for event in told]
    lines = [kind.format(*rest).split("\n")[0] for kind, *rest in told]
    if live:
        lines = [f"{10 + number}:30 {line}" for number, line in enumerate(lines)]
    title = "Live: the day as it happens" if live else "In brief"
    roundup = make_article("\n".join(lines), "roundup", published="2031-05-06", title=title)
    groups = group_stories([*pile, roundup])
    ids = {one.id for one in pile}
    assert all(len(ids & set(group)) <= 1 for group in groups)
