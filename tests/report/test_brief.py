"""The brief: sentences cut from the sources, whole, attributed, not repeated."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutting import cut_sentences
from factory import find_span, make_annotated, make_article, make_attribution
from report.sample import make_sample
from variorum.model import (
    Annotated,
    Article,
    Attribution,
    Block,
    Conflict,
    Dated,
    Independence,
    Mention,
    Reading,
    Span,
    Speaker,
    Statement,
    Supported,
    Utterance,
    Value,
    Variant,
)
from variorum.report.brief import LEAST, MOST, write_brief
from variorum.report.candidates import find_leads
from variorum.report.wordings import Page
from variorum.report.worth import Judge
from variorum.text.words import find_words


def say(*lines: str, name: str = "a1", attributions: Iterable[Attribution] = ()) -> Annotated:
    """Return an article of one sentence a paragraph."""
    return make_annotated(make_article("\n\n".join(lines), name), *attributions)


def support(low: int, high: int, *spans: Span, article: Article | None = None) -> Supported:
    """Return a statement with these spans; its text is not looked at."""
    words = article.cut(spans[0]) if article else ""
    count = Independence(low, high, (), "because")
    return Supported(Statement("s", words, spans), len(spans), count)


def texts(*articles: Annotated, **findings: object) -> list[str]:
    """Return the texts of the brief of these articles."""
    statements = findings.pop("statements", ())
    return [one.text for one in write_brief(articles, statements, **findings)]  # type: ignore[arg-type]


def make_lines(count: int) -> list[str]:
    """Return sentences of invented words, none of which two of them have in common."""
    names = [f"{first}{second}" for first in "bdfgklmnprst" for second in "aeiou"][:count]
    return [f"M{name}ver t{name}llo r{name}mbus k{name}nto w{name}sk." for name in names]


# Sentences without a content word in common, so that none counts as a repetition.
PLAIN = [
    "Firefighters reached the cannery shortly before dawn.",
    "Forty workers escaped through a loading gate.",
    "Nobody knows what started the blaze.",
    "Insurance inspectors arrive tomorrow afternoon.",
    "Neighbours offered blankets, soup and coffee.",
    "Production moves elsewhere until spring.",
    "Union leaders demanded fresh sprinklers last year.",
]


def test_one_article_gives_its_first_sentences() -> None:
    """A story of one article has nothing to compare: its lead is the brief."""
    assert texts(say(*PLAIN)) == PLAIN[:LEAST]


def test_fewer_sentences_than_five_give_fewer() -> None:
    """Nothing is invented to fill the brief."""
    assert texts(say(*PLAIN[:2])) == PLAIN[:2]


def test_no_article_gives_no_brief() -> None:
    """An empty story has an empty brief."""
    assert write_brief((), ()) == []


def test_the_articles_order_is_kept() -> None:
    """After the lead, sentences come day by day, and within a day as the articles have them."""
    early = make_annotated(make_article("\n\n".join(PLAIN[:4]), "a1", published="2031-03-01"))
    late = make_annotated(make_article("\n\n".join(PLAIN[4:]), "a2", published="2031-03-09"))
    places = [PLAIN.index(one) for one in texts(early, late)]
    assert len(places) >= LEAST
    assert places[1:] == sorted(places[1:])


def test_support_is_counted_with_all_its_places() -> None:
    """A sentence that several reports support cites them all, its own words first."""
    left, right = say(*PLAIN, name="a1"), say(*PLAIN, name="a2")
    words = PLAIN[2]
    both = support(2, 2, find_span(left.article, words), find_span(right.article, words))
    (told,) = [one for one in write_brief((left, right), [both]) if one.text == words]
    assert [span.article for span in told.citations] == ["a1", "a2"]
    assert (told.outlets, told.independence.low) == (2, 2)


def test_a_well_supported_sentence_displaces_others() -> None:
    """Of sentences that are otherwise alike the one with more origins is taken."""
    lines = make_lines(40)
    left, right = say(*lines, name="a1"), say(*lines[::-1], name="a2")
    spans = find_span(left.article, lines[12]), find_span(right.article, lines[12])
    assert lines[12] in texts(left, right, statements=[support(3, 3, *spans)])
    assert lines[12] not in texts(left, right)


def test_the_lead_says_what_the_story_is_about() -> None:
    """The first sentence is an opening that others share, not what only one article tells."""
    fire = "A fire destroyed the Vestra cannery on Monday, the mayor said."
    left = say("Rain is expected in the valley from noon onwards.", fire, *PLAIN[:3])
    right = say("The Vestra cannery burned down in a fire on Monday.", *PLAIN[3:], name="a2")
    assert "Vestra cannery" in texts(left, right)[0]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("No fish for you today!", id="cry"),
        pytest.param("Who locked the loading gate of the cannery?", id="question"),
        pytest.param("Anyone with information is asked to call the fire chief.", id="call"),
        pytest.param("Wave 5’s Ann Roe spoke with the owner of the cannery today.", id="reporter"),
        pytest.param("Photo: Vestra Fire Department shows the cannery burning.", id="caption"),
        pytest.param("The cannery burned for hours.Police closed the harbour road.", id="glued"),
        pytest.param("(Insurance covers about half of the damage.)", id="aside"),
        pytest.param("After the fire he called the cannery’s owner.", id="pronoun inside"),
        pytest.param("Minutes later the roof of the cannery fell in.", id="hangs"),
        pytest.param("Monday 4:45 p.m.", id="label"),
        pytest.param("The mayor has told lies about me and my cannery.", id="lost marks"),
        pytest.param("The last of the three fires began in Oakum.", id="which three"),
    ],
)
def test_what_tells_nothing_alone_is_left_out(line: str) -> None:
    """Cries, questions, calls to readers, captions and what leans on another sentence."""
    left, right = say(PLAIN[0], line, *PLAIN[1:]), say(*PLAIN, name="a2")
    assert line not in texts(left, right)


def test_a_sentence_cut_at_an_abbreviation_is_left_out() -> None:
    """Neither half of a sentence that was parted after Ariz. is told."""
    article = make_article(
        "Many senators are calling for Ariz. Gov. Fry to reopen the cannery.\n\n"
        + "\n\n".join(PLAIN)
    )
    cut = article.text.index(" Gov.")
    spans = (Span("a1", 0, cut), Span("a1", cut + 1, article.blocks[0].end))
    rest = (Span("a1", block.start, block.end) for block in article.blocks[1:])
    page = Annotated(article=article, sentences=(*spans, *rest))
    assert not any("Ariz" in one or "Gov" in one for one in texts(page, say(*PLAIN, name="a2")))


@pytest.mark.parametrize(
    "clock",
    ["10:30", "10.30am", "9:05 p.m. GMT", "UPDATE 8:30 PM, JAN. 3 -", "UPDATED 6 p.m. Friday -"],
)
def test_the_clock_of_a_live_blog_is_left_out(clock: str) -> None:
    """It is no part of the sentence, which stands in the source without it."""
    told = texts(say(PLAIN[0], f"{clock} {PLAIN[1]}", PLAIN[2]))
    assert PLAIN[1] in told
    assert not any(clock in sentence for sentence in told)


def test_a_dateline_is_kept_for_the_lead_alone() -> None:
    """The first sentence keeps the place it was written in; the others begin with their words."""
    first = "VESTRA (AP) — A fire destroyed the Vestra cannery on Monday."
    second = "OAKUM (AP) — Insurers of the burned cannery will visit Oakum this week."
    told = texts(say(first, *PLAIN[:3]), say(second, *PLAIN[3:], name="a2"))
    assert not any("OAKUM" in one for one in told[1:])
    assert sum("(AP)" in one for one in told) <= 1


def test_an_office_whose_holder_is_named_may_lead() -> None:
    """The words "The harbour master, Ann Roe," presume nothing that the reader has not."""
    news = "The harbour master, Ann Roe, has closed the old cannery after the fire of Monday."
    minor = "Firefighters came to the old cannery in the harbour once more."
    told = texts(say(news, *PLAIN[:2]), say(minor, *PLAIN[2:4], name="a2"))
    assert told[0] == news


def test_what_a_later_report_overtakes_is_left_out() -> None:
    """That nobody has been arrested is no news once somebody is."""
    stale = "Police have not made any arrests after the cannery fire."
    lines = make_lines(12)
    early = make_annotated(
        make_article("\n\n".join([PLAIN[0], stale, *lines]), "a1", published="2031-03-01")
    )
    late = make_annotated(
        make_article(
            "\n\n".join(["Police arrested a guard after the cannery fire.", *PLAIN[1:]]),
            "a2",
            published="2031-03-04",
        )
    )
    assert stale not in texts(early, late)


def test_a_full_name_comes_before_the_surname() -> None:
    """Who is meant by a surname is said first, wherever the articles say it."""
    bare, full = "Fry closed the harbour road for hours.", "Governor Adele Fry saw the blaze."
    page = say(PLAIN[0], bare, full, *PLAIN[1:3])
    article = page.article
    mentions = (
        Mention(find_span(article, "Fry"), "person"),
        Mention(find_span(article, "Adele Fry"), "person"),
    )
    told = texts(replace(page, mentions=mentions), say(*PLAIN[:3], name="a2"))
    assert told.index(full) < told.index(bare)


def test_nobody_is_named_by_a_surname_alone() -> None:
    """A surname that no sentence introduces says nothing; a headline's is taken to be known."""
    bare, full = "Fry closed the cannery for good.", "He called Governor Adele Fry a coward."
    article = make_article("\n\n".join([*PLAIN[:3], bare, full]), "a1")
    mentions = (
        Mention(find_span(article, "Fry"), "person"),
        Mention(find_span(article, "Adele Fry"), "person"),
    )
    other = say(*PLAIN[:3], name="a2")
    for title, stands in ((None, False), ("Fry closes the cannery", True)):
        page = replace(make_annotated(replace(article, title=title)), mentions=mentions)
        assert (bare in texts(page, other)) is stands


def test_the_thing_that_a_sentence_begins_with_is_told_before() -> None:
    """A verdict is only spoken of after a sentence that tells of one."""
    line = "The verdict shocked cannery workers."
    assert line not in texts(say(*PLAIN[:3], line, PLAIN[3]), say(*PLAIN[:3], name="a2"))


def test_a_short_brief_takes_what_goes_on_from_a_chosen_sentence() -> None:
    """Where the reports are short, a sentence may lean on the one that is told just before it."""
    lines = [PLAIN[0], "It burned until noon.", "They came from two villages in the hills."]
    assert texts(say(*lines), say(*lines, name="a2"))[:2] == lines[:2]


def test_another_story_on_the_page_is_left_out() -> None:
    """A page that begins with other news lends the brief nothing of it."""
    fire = ["A fire destroyed the Vestra cannery.", "The Vestra cannery burned for two hours."]
    page = say(*make_lines(12), *fire, name="a2")
    told = texts(say(*fire, "Police closed the road to the cannery."), page)
    assert not {*make_lines(12)} & {*told}


def test_what_stands_before_the_first_sentence_is_not_counted() -> None:
    """A page may put its counters and links there: the first sentence is the first."""
    page = ["First Posted: 12 Nov 2026, 04:37 PM", "Tags Cannery Fire", "(Photo: Harbour Press)"]
    page += ["0", "0", "Read the full story in our app.", "Most Read Stories"]
    told = "A man was arrested on Friday over the fire that destroyed the cannery in Halden."
    early, late = say(*PLAIN, name="a1"), say(*page, told, *PLAIN[2:4], name="a2")
    first = say(told, *PLAIN[2:4], name="a2")
    pages = [Page(one, 0) for one in (first, late)]
    wordings = [one.read(number) for one, number in zip(pages, (0, 7), strict=True)]
    assert [one and one.depth for one in wordings] == [0, 1]  # as if one were a headline
    assert texts(early, late) == texts(early, first)


def test_a_round_up_does_not_lead() -> None:
    """Who sums up several events says of none what happened."""
    many = "Six people were hurt in four separate fires in Vestra and Oakum on Monday."
    one = "Six people were hurt in a fire at the Vestra cannery on Monday."
    assert texts(say(many, *PLAIN), say(one, *PLAIN[:3], name="a2"))[0] == one


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("She left the building at noon.", id="pronoun"),
        pytest.param("But the governor refused every call.", id="connective"),
        pytest.param("“Those doors were locked,” he said.", id="speaker is a pronoun"),
    ],
)
def test_a_wording_that_stands_alone_is_preferred(line: str) -> None:
    """Of two wordings of a statement, the one that leans on nothing is cut."""
    better = "Governor Adele Fry refused every call on the locked doors."
    first, second = say(line, *PLAIN[:5]), say(better, *PLAIN[:5], name="a2")
    if "he said" in line:
        said = make_attribution(first.article, "q1", "he", "said", "“Those doors were locked,”")
        first = make_annotated(first.article, said)
    statement = support(2, 2, first.sentences[0], second.sentences[0])
    brief = write_brief((first, second), [statement])
    (told,) = [one for one in brief if one.text == better]
    assert told.citations == (second.sentences[0], first.sentences[0])
    assert line not in [one.text for one in brief]


def test_a_pronoun_that_its_own_sentence_names_leans_on_nothing() -> None:
    """Of "Governor Fry" and whom "she" shuns nobody need have told before."""
    line = "The fire leaves Governor Adele Fry in need of a rival she has vowed never to call."
    plain = make_article("\n\n".join((line, *PLAIN[:3])), "a1")
    for name, opens in (("Adele Fry", True), ("Ida Stone", False)):
        speaker = Speaker(name, "person", find_span(plain, "she"), "named before")
        said = make_attribution(plain, "q1", "she", "has vowed", "never to call")
        first = make_annotated(plain, replace(said, speaker=speaker))
        assert (texts(first, say(*PLAIN[:3], name="a2"))[0] == line) is opens


def test_words_of_a_quotation_are_no_sentence_of_the_brief() -> None:
    """A sentence from inside a quotation has lost its source: it is left out."""
    article = make_article(
        "“Every door was locked. Nobody had a key,” Fry said.\n\n" + "\n\n".join(PLAIN)
    )
    end = article.text.index(" Nobody")
    page = Annotated(
        article=article,
        sentences=(
            Span("a1", 0, end),
            Span("a1", end + 1, article.blocks[0].end),
            *(Span("a1", block.start, block.end) for block in article.blocks[1:]),
        ),
    )
    other = say(*PLAIN, name="a2")
    brief = write_brief((page, other), [support(2, 2, page.sentences[0], page.sentences[1])])
    assert not any("door was locked" in one.text or "Nobody had" in one.text for one in brief)


def test_headlines_captions_and_fragments_are_left_out() -> None:
    """Only whole sentences of body and standfirst tell the story."""
    lines = ["Cannery burns to the ground, nobody hurt.", "Photo shows the cannery roof at dawn."]
    article = make_article("\n\n".join([*lines, "Fire at the cannery", *PLAIN]))
    blocks = list(article.blocks)
    blocks[0] = Block("headline", blocks[0].start, blocks[0].end)
    blocks[1] = Block("caption", blocks[1].start, blocks[1].end)
    page = make_annotated(
        Article("a1", "a1", article.text, 0, article.end, tuple(blocks), title=lines[0])
    )
    assert texts(page) == PLAIN[:LEAST]


def test_a_repeated_headline_is_left_out() -> None:
    """A body line that is the headline again tells nothing."""
    page = make_annotated(make_article("\n\n".join(PLAIN), title=PLAIN[0]))
    assert texts(page) == PLAIN[1 : LEAST + 1]


def test_sentences_do_not_repeat_each_other() -> None:
    """The same told again in nearly the same words is left out."""
    again = "Shortly before dawn, firefighters reached the burning cannery."
    assert again not in texts(say(PLAIN[0], again, *PLAIN[1:]))


def test_the_openings_of_one_day_tell_one_event() -> None:
    """Two desks begin with the same news in other words: the brief has one of them."""
    first = "Two dockers were killed on Monday when a crane fell in Vestra harbour."
    again = "A toppling crane left two people dead on Monday at the harbour of Vestra."
    told = texts(say(first, *PLAIN[:3]), say(again, *PLAIN[3:], name="a2"))
    assert len({first, again} & set(told)) == 1


def test_one_saying_is_quoted_once() -> None:
    """A second sentence with the same quoted words is a repetition, whatever stands around it."""
    one = "“Nobody had a key,” Governor Adele Fry told the council."
    other = "Asked by reporters in Oakum, the governor of Vestra answered: “Nobody had a key.”"
    told = texts(say(*PLAIN[:3], one), say(*PLAIN[3:], other, name="a2"))
    assert len({one, other} & set(told)) == 1


def test_only_the_latest_of_an_updated_toll_is_told() -> None:
    """A number that a later report raised is told once, as it stands at last, and at the top."""
    low, high = "The fire killed three night workers.", "The fire has now killed nine workers."
    left = make_annotated(make_article("\n\n".join([PLAIN[0], low, *PLAIN[1:4]]), "a1"))
    left = replace(left, article=replace(left.article, published="2031-03-01"))
    right = make_annotated(make_article("\n\n".join([PLAIN[4], high, *PLAIN[5:]]), "a2"))
    right = replace(right, article=replace(right.article, published="2031-03-03"))
    values = (
        Value("three", find_span(left.article, "three")),
        Value("nine", find_span(right.article, "nine")),
    )
    update = Conflict("number", "killed", "update", "the later report has more", values)
    told = texts(left, right, conflicts=[update])
    assert high in told[:2]
    assert low not in told


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("The day before the fire, inspectors tested the alarm.", id="the day before"),
        pytest.param("Fry also visited the loading gate.", id="also"),
        pytest.param("While some escaped, forty workers waited inside.", id="some of whom"),
        pytest.param("One, a night porter, jumped from the roof.", id="one of whom"),
    ],
)
def test_what_hangs_on_the_sentence_before_is_left_out(line: str) -> None:
    """Nobody knows which, or who else, without the sentence before."""
    left, right = say(PLAIN[0], line, *PLAIN[1:]), say(*PLAIN, name="a2")
    assert line not in texts(left, right)


def test_who_is_named_in_the_sentence_may_say_something_in_it() -> None:
    """Those for whom "they" stands were named just before: it leans on nobody."""
    line = "The family of a porter hired a lawyer, and they say the gate was locked."
    page = say(line, *PLAIN)
    said = make_attribution(page.article, "q1", "they", "say", "the gate was locked")
    page = make_annotated(page.article, said)
    assert line in texts(page, say(*PLAIN[3:], name="a2"))


def test_a_reading_whose_meaning_was_changed_is_not_cut() -> None:
    """Where one report reverses a quotation, the brief cuts the base reading."""
    true, false = "Fry said “never was I so ashamed.”", "Fry said “I was never ashamed.”"
    left, right = say(true, *PLAIN), say(false, *PLAIN, name="a2")
    spans = [find_span(one.article, line[9:]) for one, line in ((right, false), (left, true))]
    readings = tuple(
        Reading(f"q-{span.article}", span.article, (span,), "", None) for span in spans[::-1]
    )
    variant = Variant(("q-a1", "q-a2"), "reversal", changes_meaning=True, because="", spans=())
    utterance = Utterance("u", None, readings, (variant,), Independence(1, 1, (), ""))
    statement = support(2, 2, right.sentences[0], left.sentences[0])
    brief = write_brief((right, left), [statement], [utterance])
    assert false not in [one.text for one in brief]
    (kept,) = [one for one in brief if one.text == true]
    assert {span.article for span in kept.citations} == {kept.citations[0].article}
    assert (kept.outlets, kept.independence.low, kept.independence.high) == (1, 1, 1)


def test_both_sides_of_a_dispute_are_told_apart() -> None:
    """A conflict's other side comes last, and neither side counts the other's reports."""
    low, high = "The fire killed three night workers.", "The fire killed nine night workers."
    left, right = say(low, *PLAIN), say(high, *PLAIN, name="a2")
    conflict = Conflict(
        "number",
        "killed",
        "conflict",
        "both cannot hold",
        (
            Value("three", find_span(left.article, "three")),
            Value("nine", find_span(right.article, "nine")),
        ),
    )
    statement = support(2, 2, left.sentences[0], right.sentences[0])
    others = [
        support(1, 2, left.sentences[number], right.sentences[number]) for number in range(1, 6)
    ]
    brief = write_brief((left, right), [statement, *others], (), [conflict])
    told = {one.text: one for one in brief}
    assert brief[-1].text == high
    assert [span.article for span in told[low].citations] == ["a1"]
    assert told[low].outlets == 1
    assert told[low].independence.high == 1


def test_the_number_of_another_event_is_no_newer_number() -> None:
    """What drowned people a year ago does not overtake this week's toll."""
    first = "The ferry Marit sank off Ostby on Monday and at least 38 people drowned."
    second = (
        "The toll of the ferry Marit has risen to 67 off Ostby, the governor said on Wednesday."
    )
    past = "At least 78 people drowned off Lindby in October 2024."
    one = say(first, *PLAIN[:3])
    two = say(second, past, *PLAIN[3:], name="a2")
    left = replace(one, article=replace(one.article, published="2025-12-01"))
    right = replace(two, article=replace(two.article, published="2025-12-03"))
    place = find_span(right.article, "in October 2024")
    when = Dated("2024-10", "month", place, place, "it says so")
    right = replace(right, dates=(when,))
    values = (
        Value("38", find_span(left.article, "38")),
        Value("67", find_span(right.article, "67")),
        Value("78", find_span(right.article, "78")),
    )
    update = Conflict("number", "killed", "update", "the later report has more", values)
    brief = texts(left, right, conflicts=[update])
    assert brief[0] == second


def test_a_count_that_ended_leads_over_one_that_went_on() -> None:
    """On an election night, the final result stands, and what had been counted does not."""
    night = [
        "The Civic Union is ahead in the election in Vestra with 94% of votes counted.",
        "It had 39.8% and 102 seats with 94% of votes counted, and the Front had 37.1%.",
        *PLAIN[:3],
    ]
    end = [
        "The Civic Union has won the election in Vestra with 101 seats, all votes were counted.",
        *PLAIN[3:],
    ]
    brief = texts(say(*night), say(*end, name="a2"))
    assert brief[0] == end[0]
    assert night[1] not in brief


def test_the_wording_that_takes_no_side_is_told() -> None:
    """Of two wordings of one thing, the sober one is shown."""
    sober = "A union called a strike at Ostby airport and asked for nine percent more pay."
    loaded = "Greedy union barons called a strike at Ostby airport and asked for nine percent more."
    left, right = say(loaded, *PLAIN[:3]), say(sober, *PLAIN[3:], name="a2")
    both = support(1, 2, left.sentences[0], right.sentences[0])
    brief = texts(left, right, statements=[both])
    assert sober in brief
    assert loaded not in brief


def test_what_most_tell_leads_over_a_follow_up_weeks_later() -> None:
    """A sentencing two months on is told, but the acquittal that three reports tell leads."""
    acquitted = "Former Mayor Ellen Roe of Ostby was acquitted of taking bribes from a builder."
    after = "Builder Kell Lind was sentenced for fraud two months after Ellen Roe was acquitted."
    pages = [
        say(acquitted, *PLAIN[:2], name="a1"),
        say(acquitted.replace("taking", "accepting"), *PLAIN[2:4], name="a2"),
        say(acquitted.replace("builder", "developer"), *PLAIN[4:5], name="a3"),
        say(after, *PLAIN[5:], name="a4"),
    ]
    days = ("2025-09-12", "2025-09-12", "2025-09-13", "2025-11-14")
    dated = [
        replace(page, article=replace(page.article, published=day))
        for page, day in zip(pages, days, strict=True)
    ]
    all_three = support(2, 3, *(page.sentences[0] for page in dated[:3]))
    assert "acquitted of" in texts(*dated, statements=[all_three])[0]


def test_the_hour_of_a_funeral_does_not_lead() -> None:
    """A later day's report that only tells what is to come leaves the lead to what happened."""
    dead = "Police said that the dead were Kell Lind, 20, Ellen Roe, 21, and Mara Quill, 20."
    service = (
        "Mara Quill: Visitation will be held Thursday from 6 to 8 p.m. at Vestra Funeral Home, "
        "and services for Kell Lind will be held Friday at 10 a.m. at First Church in Ostby."
    )
    pages = [
        say("Four people were found dead in Vestra.", *PLAIN[1:3], name="a1"),
        say("Neighbors said that Mara Quill was kind.", dead, *PLAIN[3:5], name="a2"),
        say(service, name="a3"),
    ]
    days = ("2031-07-24", "2031-07-24", "2031-07-27")
    dated = [
        replace(page, article=replace(page.article, published=day))
        for page, day in zip(pages, days, strict=True)
    ]
    assert texts(*dated)[0] == dead


def test_paragraphs_that_stand_twice_in_a_row_are_teasers() -> None:
    """A page's links to other stories are no part of this one, but a page may double all it has."""
    event = "A ferry with forty people sank off Vestra on Monday."
    teasers = [
        "Police say that a man was held at the Vestra ferry pier for weeks.",
        "A Vestra student was arrested on Monday after setting a folder on fire.",
    ]
    doubled = [line for line in teasers for _ in range(2)]
    other = say(event, *PLAIN[:2], name="a2")
    assert not {*teasers} & {*texts(say(*doubled, event, *PLAIN[2:4]), other)}
    assert {*teasers} & {*texts(say(*teasers, event, *PLAIN[2:4]), other)}
    all_twice = [line for line in (event, *PLAIN[2:4]) for _ in range(2)]
    assert event in texts(say(*all_twice), say(*PLAIN[:3], name="a2"))


@pytest.mark.parametrize(("credit", "caption"), [(" (AP Photo/Mara Quill)", True), ("", False)])
def test_all_before_a_photographers_credit_stands_below_a_picture(
    credit: str, *, caption: bool
) -> None:
    """It makes captions of all the sentences of its paragraph."""
    line = "Mayor Kell Lind spoke of the ferry on Monday. He wants divers to search the wreck soon."
    article = make_article(f"{line}{credit}")
    page = Page(replace(make_annotated(article), sentences=cut_sentences(article)), 0)
    told = [one for one in map(page.read, range(2)) if one]
    assert [one.caption for one in told] == [caption] * 2


def test_at_most_twenty_sentences() -> None:
    """However much is supported, a brief stays brief."""
    lines = make_lines(60)
    left, right = say(*lines), say(*lines, name="a2")
    statements = [
        support(2, 2, one, two) for one, two in zip(left.sentences, right.sentences, strict=True)
    ]
    assert LEAST <= len(write_brief((left, right), statements)) <= MOST


def test_sample_is_cut_exactly() -> None:
    """Each sentence is the characters of its first citation, and between 5 and 20 stand there."""
    story = make_sample().stories[0]
    articles = {one.article.id: one.article for one in story.articles}
    assert LEAST <= len(story.brief) <= MOST
    for one in story.brief:
        assert one.text == articles[one.citations[0].article].cut(one.citations[0])


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4), st.integers(0, 5), st.integers(0, 9))
def test_any_text_gives_an_exact_brief(lines: list[str], start: int, length: int) -> None:
    """Nothing raises; every sentence is cut from its place, is new, and has an article."""
    pages = [say(*lines, name=name) for name in ("a1", "a2")]
    spans = [Span(page.article.id, start, start + length) for page in pages]
    brief = write_brief(pages, [support(1, 2, *spans)])
    for one in brief:
        page = pages[0] if one.citations[0].article == "a1" else pages[1]
        assert one.text == page.article.cut(one.citations[0])
        assert len(find_words(one.text)) > 1
    assert len({one.text for one in brief}) == len(brief)


def date_articles(pages: Iterable[Annotated], days: Iterable[str]) -> list[Annotated]:
    """Return the articles published on these days."""
    dated = zip(pages, days, strict=True)
    return [replace(one, article=replace(one.article, published=day)) for one, day in dated]


@pytest.mark.parametrize(
    ("opening", "news"),
    [
        ("An inspector resigned, saying that he is ashamed of his masters in Oakum.", False),
        ("An inspector was arrested in Oakum over a forged survey of the dam.", True),
    ],
)
def test_a_late_first_report_tells_no_news(opening: str, *, news: bool) -> None:
    """What opens a later day's report is news only if no earlier report has it."""
    early = (
        "A veteran inspector of the Vestra dam has quit in protest at its cracks.",
        "In a letter to colleagues Orlan Tesk calls himself ashamed of the masters in Oakum.",
    )
    articles = date_articles([say(*early), say(opening, name="a2")], ("2031-03-01", "2031-03-02"))
    pages = {one.article.id: Page(one, day, day) for day, one in enumerate(articles)}
    judge = Judge(pages, find_leads(pages, 0, 1))
    first = pages["a2"].read(0)
    assert first
    assert judge.read(first).developing is news


def test_the_rest_of_a_quotation_follows_the_part_that_names_who_says_it() -> None:
    """Of “...,” said X. “...” the second sentence is told next to the first, and never without."""
    first = "“Every door of the bottling hall was bolted,” Orlan Fry said."
    rest = "“The hall had lost its last watchman in March, and no door of the cannery its rust.”"
    lines = [PLAIN[0], f"{first} {rest}", *PLAIN[1:]]
    article = make_article("\n\n".join(lines))
    (said,) = [make_attribution(article, "q1", "Orlan Fry", "said", first[:44])]
    said = replace(said, content=(*said.content, find_span(article, rest)))
    spans = [find_span(article, one) for one in (PLAIN[0], first, rest, *PLAIN[1:])]
    page = Annotated(article=article, sentences=tuple(spans), attributions=(said,))
    other = say(*PLAIN, first, name="a2")
    agreed = support(1, 2, spans[1], find_span(other.article, first))
    brief = texts(page, other, statements=[agreed])
    assert brief[brief.index(first) + 1] == rest
    alone = Page(page, 0).read(2)
    assert alone
    assert alone.leans
    silent = replace(page, attributions=(replace(said, source=()),))
    assert Page(silent, 0).read(2) is None


def test_what_several_report_comes_before_what_one_does() -> None:
    """After the lead stand the sentences with several outlets, then those of one alone."""
    left, right = say(*PLAIN, name="a1"), say(*PLAIN[::-1], name="a2")
    both = [
        support(2, 2, find_span(left.article, words), find_span(right.article, words))
        for words in (PLAIN[4], PLAIN[2])
    ]
    counts = [one.outlets for one in write_brief((left, right), both)][1:]
    assert counts == sorted(counts, reverse=True)
    assert 2 in counts


def test_a_few_quoted_words_leave_room_for_the_whole_quotation() -> None:
    """A lead with four words of a quotation does not keep the quotation itself out."""
    lead = "An inspector has quit over “the rotten work done” at the Vestra dam, colleagues said."
    quotation = (
        "“The rotten work done by Kelmor and its masters is not only a fraud on the valley, but a"
        " death sentence for each village below,” Orlan Tesk of the inspectorate wrote."
    )
    left, right = say(lead, *PLAIN[:3], quotation), say(quotation, *PLAIN[3:], name="a2")
    spans = find_span(left.article, quotation), find_span(right.article, quotation)
    brief = texts(left, right, statements=[support(1, 2, *spans)])
    assert brief[0] == lead
    assert quotation in brief


def test_a_sentence_waits_for_the_one_that_it_leans_on() -> None:
    """What several report stands after what one alone reports, if it cannot be read before."""
    lead = "A game of dice turned deadly for two men in Vestra early on Monday."
    ground = "Police found money in the hall and believe that a robber began shooting at them."
    place = "The shooting took place in the narrow flats of Beville Lane."
    left = say(lead, ground, *PLAIN[:3], place)
    right = say(lead, *PLAIN[3:], place, name="a2")
    spans = find_span(left.article, place), find_span(right.article, place)
    brief = texts(left, right, statements=[support(2, 2, *spans)])
    assert brief.index(place) > brief.index(ground)
