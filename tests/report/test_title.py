"""A story is called by the headline that its brief begins with, unless that is disputed."""

import pytest

from factory import find_span, make_annotated, make_article
from variorum.model import BriefSentence, Conflict, Independence, Value
from variorum.report.title import choose_title, without_site

ONE = Independence(1, 1, (), "one article says so")


def test_the_article_that_leads_the_brief_gives_the_title() -> None:
    """An earlier headline tells less than that of the report with the newest."""
    old = make_annotated(make_article("A girl was shot.", "a1", title="Girl Shot in Vestra"))
    new = make_annotated(make_article("A man is held.", "a2", title="Man Held for Shooting"))
    lead = BriefSentence("A man is held.", (find_span(new.article, "A man is held."),), 1, ONE)
    assert choose_title([old, new], brief=[lead]) == "Man Held for Shooting"
    assert choose_title([old, new]) == "Girl Shot in Vestra"


def test_a_disputed_headline_gives_no_title() -> None:
    """A number that another report contradicts is not put on top of all."""
    old = make_annotated(make_article("Nine are dead.", "a1", title="Ferry Sinks off Ostby"))
    new = make_annotated(make_article("It is 8 dead.", "a2", title="Ferry Toll at 8 dead"))
    lead = BriefSentence("It is 8 dead.", (find_span(new.article, "It is 8 dead."),), 1, ONE)
    values = (
        Value("Nine", find_span(old.article, "Nine")),
        Value("8 dead", find_span(new.article, "8 dead")),
    )
    clash = Conflict("number", "killed", "conflict", "both cannot be", values)
    assert choose_title([old, new], [clash], [lead]) == "Ferry Sinks off Ostby"


@pytest.mark.parametrize("title", ["Boy, 11, Shot in Vestra", "Eleven-Year-Old Shot in Vestra"])
def test_a_disputed_age_gives_no_title(title: str) -> None:
    """An age in another form than the dispute has it, here of a report that is no side of it."""
    old = make_annotated(make_article("An 11-year-old boy was shot.", "a1", title=title))
    new = make_annotated(make_article("A 12-year-old boy was shot.", "a2", title="Boy Shot"))
    third = make_annotated(make_article("The 11 year old boy was shot.", "a3"))
    values = (
        Value("12-year-old boy", find_span(new.article, "12-year-old boy")),
        Value("11 year old boy", find_span(third.article, "11 year old boy")),
    )
    clash = Conflict("age", "the boy", "conflict", "both cannot be", values)
    assert choose_title([old, new, third], [clash]) == "Boy Shot"


def test_a_correction_gives_no_title() -> None:
    """An agency's notice says that its story was wrong, and is not what the story is called."""
    notice = make_annotated(make_article("A.", "a1", title="Correction: Ferry Sinking story"))
    other = make_annotated(make_article("B.", "a2", title="Ferry Sinks off Ostby"))
    assert choose_title([notice, other]) == "Ferry Sinks off Ostby"
    assert choose_title([notice]) == "Correction: Ferry Sinking story"


def test_an_untitled_story_is_called_by_its_first_words() -> None:
    """No article has a headline."""
    assert choose_title([make_annotated(make_article("A man is held."))]) == "A man is held."
    assert choose_title([]) == "Untitled"


@pytest.mark.parametrize(
    ("title", "outlet", "bare"),
    [
        ("Ferry sinks | The Halden Post", "Halden Post", "Ferry sinks"),
        ("Ferry sinks - 13 KOST Ostby", "www.kost.com", "Ferry sinks"),
        ("Ferry sinks - - Ostby News, Weather and Sports", "ostby4.com", "Ferry sinks"),
        ("Ferry sinks - nine dead", "kost.com", "Ferry sinks - nine dead"),
        ("Ferry sinks – what we know", None, "Ferry sinks – what we know"),
        ("Halden Post ferry sinks", "Halden Post", "Halden Post ferry sinks"),
        (" | Halden Post", "Halden Post", " | Halden Post"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_headline(
    title: str, outlet: str | None, bare: str
) -> None:
    """What a page's title ends in is left out if it names the outlet or what a station offers."""
    assert without_site(title, outlet) == bare
    article = make_article("A man is held.", "a1", title=title, outlet=outlet)
    assert choose_title([make_annotated(article)]) == bare
