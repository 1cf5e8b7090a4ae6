"""The timeline of a story: what several articles date is one entry."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cutting import cut_sentences
from factory import make_article
from variorum.annotate.dates import find_dates
from variorum.compare.timeline import build_timeline
from variorum.model import Annotated


def annotate(text: str, article_id: str, published: str | None = "2022-05-24") -> Annotated:
    """Return an article with its dates."""
    article = make_article(text, article_id, published=published)
    sentences = cut_sentences(article)
    return Annotated(article, sentences, dates=tuple(find_dates(article, sentences)))


FERRY = "The ferry Astra burned in the harbour of Orla on Monday."
REWRITE = "On Monday the ferry Astra caught fire and burned in Orla harbour."
COUNCIL = "The council of Orla elected a mayor on Monday."


def test_one_event_in_two_articles_is_one_entry() -> None:
    """Same date and shared words: one entry with both as its support."""
    (event,) = build_timeline([annotate(FERRY, "a1"), annotate(REWRITE, "a2")])
    assert (event.date, event.precision) == ("2022-05-23", "day")
    assert {span.article for span in event.support} == {"a1", "a2"}


def test_text_is_cut_from_the_first_support() -> None:
    """Words shown are a source's."""
    articles = [annotate(FERRY, "a1"), annotate(REWRITE, "a2")]
    (event,) = build_timeline(articles)
    source = next(one.article for one in articles if one.article.id == event.support[0].article)
    assert event.text == source.cut(event.support[0])


def test_two_events_of_one_day_stay_apart() -> None:
    """A date alone joins nothing."""
    assert len(build_timeline([annotate(FERRY, "a1"), annotate(COUNCIL, "a2")])) == 2


def test_two_common_words_join_nothing() -> None:
    """Two events of one day and place that share a word or two stay apart."""
    one = "The ferry Astra caught fire in the harbour of Orla on Monday, and nobody was hurt."
    other = "A crane in the harbour of Orla was struck by lightning on Monday."
    assert len(build_timeline([annotate(one, "a1"), annotate(other, "a2")])) == 2


def test_a_possessive_dates_its_noun_alone() -> None:
    """A fire of Monday was on Monday, not what is told of it on another day."""
    told = "Investigators on Tuesday named the mate who caused Monday’s fire aboard the Astra."
    monday, tuesday = build_timeline([annotate(told, "a1")])
    assert (monday.date, monday.text) == ("2022-05-23", "Monday’s fire aboard the Astra")
    assert tuesday.date == "2022-05-24"


def test_month_joins_the_day_it_holds() -> None:
    """An event of May in one article is that of May 3 in another, if told in the same words."""
    month = "The ferry Astra burned in the harbour of Orla in April, as fishermen watched."
    day = "The ferry Astra burned in the harbour of Orla on April 12, as fishermen watched."
    (event,) = build_timeline([annotate(month, "a1"), annotate(day, "a2")])
    assert event.date == "2022-04-12"


def test_plans_are_marked() -> None:
    """Planned only if every article speaks of it as to come."""
    (event,) = build_timeline([annotate("The ministers will meet in Orla on Friday.", "a1")])
    assert event.planned


@given(st.lists(st.sampled_from([FERRY, REWRITE, COUNCIL, "In 2019 the ship Astra was built."])))
def test_dates_are_in_order(texts: list[str]) -> None:
    """Earliest first, and no article is lost."""
    articles = [annotate(text, f"a{number}") for number, text in enumerate(texts)]
    events = build_timeline(articles)
    assert all(one.date[:4] <= other.date[:4] for one, other in pairwise(events))
    assert {span.article for event in events for span in event.support} == {
        one.article.id for one in articles
    }


def test_a_copied_sentence_is_one_entry() -> None:
    """The same sentence in several articles is one entry, even if the story has no other words."""
    text = "The mayor was warned in writing about the dam on January 9."
    entries = build_timeline([annotate(text, key, "2024-03-12") for key in ("a1", "a2", "a3")])
    assert [(entry.date, len(entry.support)) for entry in entries] == [("2024-01-09", 3)]
