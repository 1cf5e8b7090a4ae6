"""The language of an article, with and without the identifier that takes time to load."""

import pytest

from variorum.read import languages
from variorum.read.languages import find_language

ENGLISH = "The ferry had left the harbour when the fire broke out, and all but two who were below"
NAMES = "Ana Lopez, 17; Ben Okoro, 18; Cara Lindqvist, 21; Dario Conti, 25 and the Kell twins, "


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        pytest.param(
            "De politie heeft vrijdag een man aangehouden die in de nacht een woning in brand had"
            " gestoken. Of er meer daders zijn, is nog niet bekend.",
            "nl",
            id="Dutch",
        ),
        pytest.param(
            "Politiet har anholdt en mand for at have sat ild til et hus. Han er sigtet for drab,"
            " og her i byen er mange rystede over det.",
            "da",
            id="Danish",
        ),
        pytest.param(
            "La police a interrogé vendredi un homme, a dit le maire. On a vu un film : A Man in"
            " Black, an original, is on at the Odéon, et un autre la nuit.",
            "fr",
            id="French, with an English title",
        ),
    ],
)
def test_tells_other_languages(prose: str, expected: str) -> None:
    """What is not plainly English is judged by the identifier."""
    assert find_language(prose) == expected


@pytest.mark.parametrize(
    "prose", [pytest.param(ENGLISH, id="prose"), pytest.param(NAMES * 5 + ENGLISH * 6, id="names")]
)
def test_plain_english_needs_no_identifier(prose: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """English is known by its words of grammar, also behind a list of names."""
    monkeypatch.setattr(languages, "_load", None)
    assert find_language(prose) == "en"
