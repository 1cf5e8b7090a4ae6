"""What two sentences tell alike, though in other words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.group.retelling import share_told, weigh_concepts
from variorum.report.furniture import denies, is_furniture, is_routine, looks_like_caption
from variorum.text.inflection import find_tokens


def concepts(text: str, teller: str = "") -> dict[str, float]:
    """Return what a sentence tells; every word is as rare as any other."""
    keys = [token.lemma for token in find_tokens(text) if token.content]
    return weigh_concepts(keys, {}, {token.lemma for token in find_tokens(teller)})


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        pytest.param(
            "A welder was fatally shot at his Oakum home.",
            "The Oakum man was killed by a bullet in his house.",
            0.7,
            1.0,
            id="other words",
        ),
        pytest.param(
            "Vestra’s council approved the measure.",
            "The Vestra council passed the resolution.",
            0.9,
            1.0,
            id="law",
        ),
        pytest.param(
            "The Mexican minister resigned.", "A minister of Mexico quit.", 0.9, 1.0, id="nation"
        ),
        pytest.param(
            "A diver found the wreck of the ferry.",
            "Insurers will pay for the cannery.",
            0.0,
            0.1,
            id="nothing",
        ),
        pytest.param(
            "Gunmen fled towards the harbour.", "Two victims fled.", 0.0, 0.6, id="who did it"
        ),
    ],
)
def test_the_share_that_is_told(one: str, other: str, low: float, high: float) -> None:
    """Inflection, near words and nationality count as told; another thing does not."""
    assert low <= share_told(concepts(one), concepts(other)) <= high


def test_who_tells_it_is_no_news() -> None:
    """A new speaker's name does not make an old fact new."""
    told = concepts("The cannery burned down.")
    again = "The cannery burned down, said Orla Quill of Tidewater Insurance."
    plain = share_told(concepts(again), told)
    assert share_told(concepts(again, "Orla Quill of Tidewater Insurance"), told) > plain + 0.2


@pytest.mark.parametrize(
    "line",
    [
        "Police also responded to the scene.",
        "The investigation is continuing.",
        "When the inquiry is completed, it will be handed over to the coroner.",
        "Detectives are interviewing neighbours.",
        "Police have released the names of the victims.",
        "The company could not be reached.",
        "New details about the fire at the Vestra cannery have surfaced.",
        "We’re learning more about the crew of the ferry.",
    ],
)
def test_what_is_so_after_every_event(line: str) -> None:
    """Such a sentence says nothing of this one."""
    assert is_routine(line)


@pytest.mark.parametrize(
    "line",
    [
        "Police are investigating how nine crates left the harbour.",
        "The mayor was called a liar.",
        "The ferry surfaced on Monday, and divers learned details of its end.",
        "A ferry sank off Vestra on Monday.",
    ],
)
def test_news_is_no_routine(line: str) -> None:
    """A sentence that tells the event is news."""
    assert not is_routine(line)


@pytest.mark.parametrize(
    "line",
    [
        "Try disabling any ad blocking extensions currently running on your browser.",
        "Channel 9's Ida Brook reports.",
        "Vestra News is working to learn more about this fire.",
        "Bet on the Ostby Masters now: get 20 euros free with code ACE20.",
        "Save up to 40% on winter cruises to the fjords.",
        "Your capital is at risk.",
        "Get email alerts from Vestra News today.",
        "Harbour Watch is offering up to $5,000 for information that leads to an arrest.",
    ],
)
def test_what_a_page_says_of_itself(line: str) -> None:
    """A page's own affairs are no part of its report."""
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Firefighters inspect the cannery in Vestra.",
        "Family members react a day after the fire in Vestra.",
        "Aerial shots showed police entering the cannery.",
        "Harbour police search a ferry near Oakum, March 2, 2031.",
    ],
)
def test_captions_speak_in_the_present(line: str) -> None:
    """Words below a photograph say what people do in it."""
    assert looks_like_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "Five people were hurt at the cannery as police look for a driver.",
        "The mayor resigned on Monday while supporters march through Vestra.",
    ],
)
def test_what_happened_is_no_caption(line: str) -> None:
    """What goes on meanwhile, told in the present, makes no caption of what happened."""
    assert not looks_like_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "Shares fell 20 percent off their peak.",
        "Save the Vestra, a charity, said that 40 children were hurt.",
        "The mayor wanted to save up to ten houses.",
    ],
)
def test_what_is_sold_is_not_what_is_told(line: str) -> None:
    """Prices and rescues in a report are news."""
    assert not is_furniture(line)


@settings(deadline=None)  # the first words load tables
@given(st.text(), st.text())
def test_any_words_have_a_share(one: str, other: str) -> None:
    """Nothing raises; a share is one, and what is told has been told whole."""
    left, right = concepts(one), concepts(other)
    assert 0 <= share_told(left, right) <= 1.0001
    assert not left or share_told(left, left) > 0.999
    assert denies(one) in (True, False)
