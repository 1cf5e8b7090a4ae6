"""Numbers of one subject: what is one thing in two reports, and what are two things."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutting import cut_sentences
from factory import make_article
from variorum.annotate.figures import find_figures
from variorum.annotate.name_mending import mend_names
from variorum.annotate.names import find_names
from variorum.compare.periods import find_periods
from variorum.compare.subjects import MOST, compare_subjects
from variorum.compare.units import agree, read_amount
from variorum.model import Annotated, Attribution, Span

DAY, EARLY, LATE = "2024-05-14", "2024-05-14T08:00+00:00", "2024-05-14T20:00+00:00"


def annotate(text: str, article_id: str, published: str | None = DAY) -> Annotated:
    """Return an article with its names and figures."""
    article = make_article(text, article_id, published=published)
    sentences = cut_sentences(article)
    names = find_names(text, [(one.start, one.end) for one in sentences])
    mentions = tuple(mend_names(article, names))
    figures = tuple(find_figures(article, sentences, mentions))
    return Annotated(article, sentences, mentions, figures=figures)


def verdicts(*texts: str, times: tuple[str | None, ...] = ()) -> list[tuple[str, str]]:
    """Return what each finding is about, and its verdict."""
    times = times or (DAY,) * len(texts)
    pages = [
        annotate(text, f"a{n}", time)
        for n, (text, time) in enumerate(zip(texts, times, strict=True))
    ]
    return [(one.about, one.verdict) for one in compare_subjects(pages)]


@pytest.mark.parametrize(
    ("first", "second", "about"),
    [
        pytest.param("The Lilac Party won 38.4 per cent of the vote and 71 of 180 seats.",
                     "The Lilac Party got 38.4 per cent and 70 seats.", "seats", id="seats"),
        pytest.param("After the election the Reds had 31.2 per cent, the Lilacs 12.1 per cent.",
                     "In the election the Lilacs took 11.2 per cent.", "vote", id="votes by party"),
        pytest.param("Net profit at Tarn Mills climbed to £184m from £161m.",
                     "Tarn Mills reported a net profit of £148m.", "profit", id="profit"),
        pytest.param("Revenue at Tarn Mills rose 6.4 per cent.",
                     "Higher prices lifted revenue at Tarn Mills by 4.6%.", "revenue", id="a rise"),
        pytest.param("Turnout was 71.8 percent.", "Turnout, at 78.1 per cent, was higher than in "
                     "1994, when it was 66.2 per cent.", "turnout", id="turnout"),
        pytest.param("The bank raised its key rate to 4.25 percent.",
                     "The key rate will go up to 4.5 per cent.", "interest", id="rate"),
        pytest.param("Police found 2.4 tonnes of cocaine, far more than 1.1 tonnes in 2019.",
                     "A load of 4,200 kilos of cocaine was seized.", "tonnes", id="two units"),
        pytest.param("The probe weighs 1,350 kilograms.", "A 1,530-kilogram probe is ready.",
                     "weight", id="weight"),
        pytest.param("Shareholders get $47.50 a share.", "It will pay shareholders $45.70 a share.",
                     "money", id="for each"),
        pytest.param("Ann Roe was sentenced to six years in prison.",
                     "Ann Roe was sentenced to nine years in prison.", "duration", id="sentence"),
        pytest.param("About 58,000 homes lost power.", "Some 85,000 households lost electricity.",
                     "homes", id="swapped digits, both told roughly"),
        pytest.param("The loss of Norair is known, after its loss widened to £212m.",
                     "Norair made a loss of £221m.", "loss", id="after a verb, not a number"),
        pytest.param("It will ground 12 of its 86 aircraft.", "It plans to ground 21 aircraft.",
                     "aircraft", id="of how many"),
        pytest.param("An earthquake of magnitude 6.3 hit Marn.", "A 6.8-magnitude quake hit Marn.",
                     "magnitude", id="magnitude"),
        pytest.param("She sang 34 songs in three hours.", "With 43 songs she thrilled the town.",
                     "songs", id="swapped digits, other words"),
        pytest.param("It is the third strike since April.", "It was the fourth strike since April.",
                     "strike", id="counted off since one day"),
        pytest.param("It was the seventh rise in a row.", "The bank announced its eighth increase "
                     "in a row.", "rise", id="ordinals"),
        pytest.param("The 11.4-mile tunnel is open.", "King Olaf opened the 14.8-kilometre tunnel.",
                     "distance", id="hyphens"),
        pytest.param("Cars pay tolls of 180 kroner.", "A car pays a toll of 108 kroner.",
                     "kroner", id="kroner"),
        pytest.param("Three masked men came by the roof.", "Four masked men stole a picture.",
                     "men", id="words inside the count"),
        pytest.param("Mayor Lund took 1.8 million kroner in bribes.",
                     "In all Lund took bribes of 8.1 million kroner.", "bribe",
                     id="far apart, but the same digits"),
        pytest.param("The sale of the collection brought £148m on Monday evening.",
                     "In all, the evening brought £184m.", "money", id="the same digits, one word"),
        pytest.param("Kupra, which has 340 workers, sold 40 boats last year.",
                     "Kupra has 430 workers.", "workers", id="an aside is not of last year"),
        pytest.param("Kupra, a maker of boats, has 27,400 employees.",
                     "The firm employs 24,700 people.", "employees", id="who is employed"),
        pytest.param("In Stenn Tola Abebe ran before Daniel Kipro for 132 minutes.",
                     "Tola Abebe and the others were under way for 123 minutes.", "duration",
                     id="the same digits, of one person"),
        pytest.param("Runners from 124 countries came.",
                     "The runners came from 142 countries.", "countries", id="where from"),
        pytest.param("The dam would flood 12 villages.", "The dam would drown 21 villages.",
                     "villages", id="synonyms"),
    ],
)  # fmt: skip
def test_one_thing(first: str, second: str, about: str) -> None:
    """Numbers of one measure and one owner, at one time, that cannot both hold."""
    assert verdicts(first, second) == [(about, "conflict")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("Revenue at Tarn Mills rose 6.4 per cent.",
                     "In Asia, revenue at the firm grew 12 per cent.", id="another region"),
        pytest.param("Revenue rose 6.4 per cent.", "Revenue rose to £2.3bn, or 4.6 pounds a head.",
                     id="another unit"),
        pytest.param("Net profit was £184m.", "Operating profit was £231m.", id="another profit"),
        pytest.param("Net profit was £184m.", "Net profit was £161m in 2021.", id="another year"),
        pytest.param("Net profit was £184m.", "It rose from a net profit of £161m.", id="before"),
        pytest.param("Tarn Mills expects a profit of £184m next year.",
                     "Tarn Mills made a profit of £161m.", id="to come"),
        pytest.param("Shares in Tarn Mills rose 3.8 per cent.",
                     "Shares in Tarn Mills closed 4.1 per cent higher.", id="a price on the move"),
        pytest.param("The union wants a rise of 7 per cent.",
                     "The union has been offered a rise of 4.5 per cent.", id="wanted, offered"),
        pytest.param("The Reds have 51 seats.", "The Lilacs have 38 seats.", id="two parties"),
        pytest.param("The Reds lost 9 seats.", "The Reds have 12 seats.", id="lost and kept"),
        pytest.param("Revenue was £2.31bn.", "Revenue was £2.3bn.", id="rounded"),
        pytest.param("The firm employs 21,400 people.", "It employs some 21,000 people.",
                     id="roughly"),
        pytest.param("The fire burned 2,600 hectares.", "The fire burned about 6,400 acres.",
                     id="converted"),
        pytest.param("Gusts of 142 km/h hit the cape.", "A gust of 88 mph hit the cape.",
                     id="converted speed"),
        pytest.param("The prison holds 480 inmates.", "The prison, built for 420 inmates, is full.",
                     id="capacity"),
        pytest.param("Police held 71 people at the march.", "Some 40,000 people joined the march.",
                     id="of another size"),
        pytest.param("After the election the Reds had 22.3 per cent.",
                     "Exit polls before the election had seen the Reds at 24 per cent.",
                     id="a poll"),
        pytest.param("Okoro scored 27 goals in the league.",
                     "Okoro scored 36 goals, 27 of them in the league.", id="the part is told"),
        pytest.param("In science Norland had 503 points.", "Norland got 478 points in sums.",
                     id="two subjects of a test"),
        pytest.param("Police raised the reward by $20,000.", "The reward is now $25,000.",
                     id="a step and the whole"),
        pytest.param("It was the third storm.", "It was the fifth attempt.", id="orders"),
        pytest.param("Orla counted 87 new cases last week, the most since May.",
                     "Orla counted 74 new cases in the first week of April.", id="other weeks"),
        pytest.param("A sheriff said that two states were challenging the hemp laws of Orla.",
                     "Four states have legalised hemp for recreation.", id="other states"),
        pytest.param("Five of the victims were children.", "Eight of the victims were women.",
                     id="parts"),
        pytest.param("Ann Roe praised the 12-nation fishing pact.",
                     "The pact binds Norland and 11 island nations.", id="an adjective"),
        pytest.param("Orla was without power for five hours.",
                     "In Orla the cut lasted seven hours in some streets.", id="in some places"),
        pytest.param("In the capital, the Greens won 26.1 per cent of the vote.",
                     "Among young voters the Greens won 31 per cent.", id="two parts of all"),
        pytest.param("The bank must pay a fine of £340m.",
                     "The bank will pay a fine of £430m, for which it had set aside £345m.",
                     id="the other number, nearly, for another thing"),
        pytest.param("One in seven residents was born abroad.",
                     "Of 20 residents three were born abroad.", id="a ratio"),
        pytest.param("The court found Roe guilty on nine of 14 counts.",
                     "Roe was convicted on two counts of fraud.", id="charges"),
    ],
)  # fmt: skip
def test_two_things(first: str, second: str) -> None:
    """Another owner, measure, time, or meaning; or one number, told with unequal care."""
    assert verdicts(first, second) == []


def test_what_each_report_counts_once() -> None:
    """Few words in common are enough where each report has one number of a thing; not of people."""
    texts = [
        "Corvane is recalling its vans after eleven fires.",
        "Drivers of these vans have told of seven fires.",
        "The carmaker knows of 11 fires.",
    ]
    assert verdicts(*texts) == [("fires", "conflict")]
    assert verdicts(*texts[:2]) == [("fires", "conflict")]
    assert verdicts(texts[0], texts[1], f"{texts[2]} Nine fires broke out at night.") == [
        ("fires", "conflict")
    ]
    assert verdicts(f"{texts[0]} Nine fires broke out at night.", texts[1]) == []
    assert verdicts(*[text.replace("fires", "pilots") for text in texts[:2]]) == []
    assert verdicts(*[text.replace("fires", "pilots") for text in texts]) == [
        ("pilots", "conflict")
    ]


def test_what_one_report_measures_another_need_not_name() -> None:
    """The fine of one report is the same sum in another, and differs from that of a third."""
    texts = [
        "Whoever waters a lawn must pay a fine of 250 euros.",
        "Those who sprinkle lawns must pay 250 euros.",
        "Offenders have been told of a fine of 520 euros.",
    ]
    (found,) = compare_subjects([annotate(text, f"a{n}") for n, text in enumerate(texts)])
    assert (found.about, len(found.values)) == ("fine", 3)


def test_the_side_of_a_number_holds_wherever_it_is_told() -> None:
    """A count that one report gives to the firm is the firm's in a report that gives it to none."""
    texts = [
        "The operator said that 240 buses stayed in the depots of Brede.",
        "The union said that 350 buses stayed in the depots of Brede.",
        "A strike kept 240 buses in the depots of Brede.",
    ]
    pages = []
    for n, (text, source) in enumerate(zip(texts, ("operator", "union", ""), strict=True)):
        page = annotate(text, f"a{n}")
        start = text.index(source)
        said = Attribution(
            f"s{n}", f"a{n}", "indirect", (Span(f"a{n}", start, start + len(source)),), (),
            (Span(f"a{n}", 0, len(text)),),
        )  # fmt: skip
        pages.append(replace(page, attributions=(said,) if source else ()))
    assert [one.verdict for one in compare_subjects(pages)] == ["scope"]


def test_of_many_figures_the_first_are_compared() -> None:
    """More figures of a kind than are compared hide no conflict among the first of them."""
    pages = [
        annotate(f"Kestrel Bank of Orla made a profit of ${340 + 90 * (n % 2)} million.", f"a{n}")
        for n in range(MOST + 1)
    ]
    (found,) = compare_subjects(pages)
    assert len(found.values) == MOST


def test_no_article_is_compared_by_a_part_of_its_figures() -> None:
    """An article whose last figures are too many is left out whole: it may have both numbers."""
    text = "Turnout was 71.8 per cent. " * (MOST - 1) + "Turnout was 78.1 per cent."
    pages = [annotate("Turnout was 78.1 per cent.", "a0"), annotate(text, "a1")]
    assert compare_subjects(pages) == []


def test_updates() -> None:
    """What grows is an update where the later article has more, and nothing where it has less."""
    small, large = "The fire destroyed 14 homes.", "The fire has destroyed 21 homes."
    assert verdicts(small, large, times=(EARLY, LATE)) == [("homes", "update")]
    assert verdicts(large, small, times=(EARLY, LATE)) == []
    assert verdicts(small, large) == [("homes", "conflict")]
    first = "Police found four victims with burns at the pier."
    then = "A total of five victims with burns were in two hospitals."
    assert verdicts(first, then, times=(EARLY, LATE)) == [("victims", "update")]
    assert verdicts(
        "Turnout was 71 per cent.", "Turnout was 78 per cent.", times=(EARLY, LATE)
    ) == [("turnout", "conflict")]


def test_hours_of_no_zone() -> None:
    """Of one day, the printed hours tell which report is most likely the later one."""
    few, more = "Divers have recovered 67 bodies.", "71 bodies were found."
    times = ("2024-05-14 08:10", "2024-05-14 12:40")
    assert verdicts(few, more, times=times) == [("bodies", "update")]
    assert verdicts(more, few, times=times) == [("bodies", "conflict")]
    assert verdicts(few, more) == [("bodies", "conflict")]


def test_weeks() -> None:
    """Last week of two articles a week apart is not one week."""
    texts = [f"Orla counted {n} new cases of measles last week." for n in (87, 74)]
    assert verdicts(*texts) == [("cases", "conflict")]
    assert verdicts(*texts, times=("2024-05-14", "2024-05-21")) == []


def test_each_side_counts() -> None:
    """The police's and the organisers' numbers for one crowd are no conflict of the reports."""
    pages = []
    for n, (text, source) in enumerate(
        [
            ("About 40,000 people joined the march in Orla, police said.", "police"),
            ("Organisers said 120,000 people had joined the march in Orla.", "Organisers"),
        ]
    ):
        page = annotate(text, f"a{n}")
        start = text.index(source)
        said = Attribution(
            f"s{n}", f"a{n}", "indirect", (Span(f"a{n}", start, start + len(source)),), (),
            (Span(f"a{n}", 0, len(text)),),
        )  # fmt: skip
        pages.append(Annotated(page.article, page.sentences, page.mentions, (said,), page.figures))
    assert [one.verdict for one in compare_subjects(pages)] == ["scope"]


def test_three_reports_are_one_finding() -> None:
    """Each article has one value, and all that tell of the thing are there."""
    texts = ["Turnout was 71.8 percent.", "Turnout was 78.1%.", "Turnout reached 71.8 per cent."]
    (found,) = compare_subjects([annotate(text, f"a{n}") for n, text in enumerate(texts)])
    assert sorted(value.value for value in found.values) == [
        "71.8 per cent",
        "71.8 percent",
        "78.1%",
    ]


def test_who_has_both_numbers_differs_from_nobody() -> None:
    """An article that knows of the other number tells two things."""
    both = "Turnout was 71.8 percent at noon, after an error that had turnout at 78.1 percent."
    assert verdicts(both, "Turnout was 78.1 per cent.") == []


@pytest.mark.parametrize(
    ("said", "published", "expected"),
    [
        pytest.param("It fell last year.", "2024-05-14", {"2023"}, id="last year"),
        pytest.param("It fell this year.", "2024-05-14", set(), id="its own year"),
        pytest.param("It fell in 2024.", "2024-05-14", set(), id="its own year by number"),
        pytest.param("In the first three months it fell.", None, {"first quarter"}, id="quarter"),
        pytest.param("It was more than in March of 2019.", "2024-05-14", set(), id="a comparison"),
        pytest.param("It fell last week.", "2024-05-14", {"week 2024-19"}, id="week"),
        pytest.param("It fell last week.", "soon", {"last week"}, id="no day"),
    ],
)
def test_periods(said: str, published: str | None, expected: set[str]) -> None:
    """Relative periods are told by the article's day."""
    article = make_article(said, published=published)
    assert find_periods(article, Span("a1", 0, len(said))) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("9,042,000 homes", "9.04 million homes", True, id="rounded"),
        pytest.param("71 homes", "70 homes", False, id="small numbers are exact"),
        pytest.param("9,300 feet", "2,840 metres", True, id="feet"),
        pytest.param("1.35 tonnes", "1,350 kilograms", True, id="tonnes"),
        pytest.param("at least 20 homes", "24 homes", True, id="open"),
        pytest.param("about £30m", "some £45m", True, id="two hedges"),
        pytest.param("about £30m", "some £300m", False, id="two hedges, far apart"),
        pytest.param("£4.2m", "£2.4m", False, id="swapped"),
    ],
)
def test_amounts(one: str, other: str, *, same: bool) -> None:
    """Amounts of one dimension agree within the care with which they are told."""
    amounts = []
    for words in (one, other):
        page = annotate(f"It has {words} now.", "a")
        amounts.append(read_amount(page.article, page.figures[0]))
    left, right = amounts
    assert left
    assert right
    assert left.dimension == right.dimension
    assert agree(left, right) is agree(right, left) is same


PIECES = """Turnout was |71.8 percent|The Reds won |12 of 40 seats|, from |£2bn| in 2019|. |
between |5% and 6%|a share|of the |6.5 tonnes| more than |Orla’s """


@given(st.lists(st.lists(st.sampled_from(PIECES.split("|")), max_size=12).map("".join), max_size=4))
def test_any_text(texts: list[str]) -> None:
    """Nothing is raised, every value is cut from its place, and findings come in text order."""
    pages = [annotate(text, f"a{n}") for n, text in enumerate(texts)]
    by_id = {page.article.id: page.article for page in pages}
    found = compare_subjects(pages)
    for one in found:
        assert len({value.span.article for value in one.values}) == len(one.values) > 1
        assert all(by_id[v.span.article].cut(v.span) == v.value for v in one.values)
    firsts = [one.values[0].span for one in found]
    assert all(left <= right for left, right in pairwise(firsts))
