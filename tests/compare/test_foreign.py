"""Readings in other languages: what denies is judged, of the rest nothing is claimed."""

from dataclasses import replace

import pytest

from factory import make_annotated, make_article
from variorum.compare.foreign import UNJUDGED
from variorum.compare.variants import compare_readings
from variorum.model import Annotated, Attribution, Reading, Span
from variorum.report.phrases import sense


def make_reading(name: str, words: str, language: str) -> tuple[Reading, Annotated]:
    """Return a direct quotation that is all there is of an article."""
    article = make_article(f"«{words}»", name, language=language)
    span = Span(name, 0, len(article.text))
    said = Attribution(f"{name}-q", name, "direct", (), (), (span,))
    return Reading(said.id, name, (span,), article.text), make_annotated(article, said)


def compare(one: str, other: str, language: str) -> list[tuple[str, bool]]:
    """Return kind and verdict of each variant, and see that both ways agree."""
    base, left = make_reading("a", one, language)
    reading, right = make_reading("b", other, language)
    articles = {"a": left, "b": right}
    found, turned = (
        [(one.kind, one.changes_meaning) for one in compare_readings(*both, articles)]
        for both in ((base, [reading]), (reading, [base]))
    )
    assert sorted(found) == sorted(turned)
    return found


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "So etwas habe ich nicht erlebt", "So etwas habe ich oft erlebt"),
        ("de", "Wir haben keine Warnung bekommen", "Wir haben eine Warnung bekommen"),
        ("fr", "Nous ne savions pas tout cela hier", "Nous ne savions que tout cela hier"),
        ("es", "El puente nunca fue revisado", "El puente siempre fue revisado"),
        ("it", "Il ponte non era chiuso", "Il ponte era chiuso"),
        ("pt", "A ponte não estava fechada", "A ponte estava fechada"),
        ("nl", "De brug was niet dicht", "De brug was weer dicht"),
        ("sv", "Bron var inte stängd", "Bron var redan stängd"),
        ("pl", "Most nie był zamknięty", "Most był zamknięty"),
        ("ru", "Мост не был закрыт вчера", "Мост был закрыт вчера"),
    ],
)
def test_what_denies_changes_the_meaning(language: str, one: str, other: str) -> None:
    """A negation lost or put in."""
    assert ("negation", True) in compare(one, other, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Wir haben die Brücke gestern gesperrt", "Wir haben den Steg gestern gesperrt"),
        ("de", "Das will ich morgen sagen", "Das muss ich morgen sagen"),
        ("fr", "Le pont est fermé depuis lundi", "La route est fermée depuis lundi"),
        ("tr", "Köprü dün kapatıldı", "Köprü bugün kapatıldı"),
    ],
)
def test_nothing_is_claimed_of_other_words(language: str, one: str, other: str) -> None:
    """Neither that the sense is the same nor that it is another."""
    found = compare(one, other, language)
    assert found
    assert {kind for kind, _ in found} == {UNJUDGED}
    assert not any(changes for _, changes in found)
    assert sense(UNJUDGED, changes_meaning=False) == "meaning not judged"


def test_numbers_are_judged() -> None:
    """Figures are the same everywhere."""
    found = compare("Wir haben 2000 Menschen gerettet", "Wir haben 3500 Menschen gerettet", "de")
    assert ("number", True) in found


def test_a_part_of_the_whole_denies_nothing() -> None:
    """What was not quoted is no change."""
    found = compare("Wir gehen heute, aber nicht gern", "Wir gehen heute", "de")
    assert not any(changes for _, changes in found)


def test_english_is_judged_as_before() -> None:
    """A page that says en-GB is English."""
    found = compare("We will go there now", "We may go there now", "en-GB")
    assert ("modality", True) in found
    base, left = make_reading("a", "We will go there now", "en")
    reading, right = make_reading("b", "We may go there now", "en")
    right = replace(right, article=replace(right.article, language=None))
    [variant] = compare_readings(base, [reading], {"a": left, "b": right})
    assert variant.kind == "modality"
