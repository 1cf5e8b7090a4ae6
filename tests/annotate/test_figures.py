"""Figures with what they count, and an article's own toll."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutting import cut_sentences
from factory import make_article
from variorum.annotate.figures import casualties, find_figures
from variorum.model import Article, Figure

Short = tuple[str, float, float | None]


def read(text: str, title: str | None = None) -> tuple[Article, list[Figure]]:
    """Return an article of `text` with its figures."""
    article = make_article(text, title=title)
    return article, find_figures(article, cut_sentences(article))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Three people were killed.", [("killed", 3, 3)], id="passive"),
        pytest.param("A man was shot and killed in Orla.", [("killed", 1, 1)], id="one man"),
        pytest.param("Two women and a child died in the fire.", [("killed", 3, 3)], id="a sum"),
        pytest.param("The blast hit a bus, killing three and wounding five others.",
                     [("killed", 3, 3), ("injured", 5, 5)], id="participles"),
        pytest.param("3 dead, 1 wounded in ferry fire", [("killed", 3, 3), ("injured", 1, 1)],
                     id="headline"),
        pytest.param("Earthquake kills 30 in Ostrava", [("killed", 30, 30)], id="active"),
        pytest.param("The flood left more than 300 dead.", [("killed", 300, None)], id="left dead"),
        pytest.param("The death toll rose to at least 230.", [("killed", 230, None)], id="toll"),
        pytest.param("The number of people killed in the blast has reached 58.",
                     [("killed", 58, 58)], id="number of people killed"),
        pytest.param("The official count of the dead now stands at 204.", [("killed", 204, 204)],
                     id="count of the dead"),
        pytest.param("The police raised to nine the number killed.", [("killed", 9, 9)],
                     id="raised to nine"),
        pytest.param("The storm has claimed 23 lives.", [("killed", 23, 23)], id="claimed lives"),
        pytest.param("Police said no one was hurt.", [("injured", 0, 0)], id="no one"),
        pytest.param("No injuries were reported.", [("injured", 0, 0)], id="no injuries"),
        pytest.param("Dozens were injured in the crush.", [("injured", 24, None)], id="dozens"),
        pytest.param("The killing of four miners shook Orla.", [("killed", 4, 4)], id="noun"),
        pytest.param("Jane Roe, 23, of Orla, was pronounced dead.",
                     [("killed", 1, 1), ("age", 23, 23)],
                     id="a name with its age"),
        pytest.param("Two boys, 12 and 16, were wounded.", [("injured", 2, 2)],
                     id="ages in apposition"),
        pytest.param("Sixteen people were shot, one fatally.", [("shot", 16, 16), ("killed", 1, 1)],
                     id="shot, one fatally"),
        pytest.param("Two sailors are missing.", [("missing", 2, 2)], id="missing"),
        pytest.param("Police arrested 14 protesters.", [("arrested", 14, 14)], id="arrested"),
        pytest.param("The mayor said ten people could have been killed.", [], id="unreal"),
        pytest.param("Two drivers were not injured.", [], id="denied"),
        pytest.param("Six people, three men and three women, were hurt.", [("injured", 6, 6)],
                     id="a number and who they are"),
        pytest.param("She was one of the 14 people killed in Orla.", [("killed", 14, 14)],
                     id="one of the killed"),
        pytest.param("The flood killed 63 people, he told the inquiry.", [("killed", 63, 63)],
                     id="a pronoun that speaks is nobody killed"),
        pytest.param("14.30 Ms Roy is in the chair.", [], id="the clock of a live blog"),
        pytest.param("A father of three was killed.", [("killed", 1, 1)], id="his children"),
        pytest.param("Both men inside the ferry were killed.", [("killed", 2, 2)], id="inside"),
        pytest.param("The fire left a driver, his boss and a former coworker dead.",
                     [("killed", 3, 3)], id="at work"),
        pytest.param("2 men, 2 women killed in ferry fire", [("killed", 4, 4)], id="two lists"),
        pytest.param("Two people, two women, were killed.", [("killed", 2, 2)], id="who they are"),
        pytest.param("The sailors, 21 and 58, were shot.", [], id="ages are no sum"),
        pytest.param("He was flown to a hospital in Orla but was pronounced dead.",
                     [("killed", 1, 1)], id="dead after all"),
        pytest.param("He is among the 14 killed.", [("killed", 14, 14)], id="among the killed"),
        pytest.param("Two of the five miners were killed.", [("killed", 2, 2)], id="two of five"),
        pytest.param("The blast killed a woman and her two boys.", [("killed", 3, 3)],
                     id="her two boys"),
        pytest.param("A father and his baby boy were found dead.", [("killed", 2, 2)],
                     id="a baby boy"),
        pytest.param("Police said Ann Roe from Orla died.", [("killed", 1, 1)], id="from Orla"),
        pytest.param("Four boys between ages 12 and 16 were injured.", [("injured", 4, 4)],
                     id="between ages"),
        pytest.param("Five men heading to a fair in Orla were injured.", [("injured", 5, 5)],
                     id="heading to a fair"),
        pytest.param("One guard was killed and another was injured.",
                     [("killed", 1, 1), ("injured", 1, 1)], id="another"),
        pytest.param("Two victims are suffering from their wounds.", [("injured", 2, 2)],
                     id="suffering from wounds"),
        pytest.param("Two drivers weren't injured.", [], id="denied in short"),
        pytest.param("The blaze claimed the lives of two miners.", [("killed", 2, 2)], id="lives"),
        pytest.param("A slip took the life of a 9-year-old climber.", [("killed", 1, 1)],
                     id="took the life"),
        pytest.param("A guard died, bringing the number of fatalities to four.",
                     [("killed", 1, 1), ("killed", 4, 4)], id="brought to four"),
        pytest.param("Man kills wife, her son, self", [("killed", 3, 3)], id="self"),
        pytest.param("A boy who was hit on a bridge in Orla has died.", [("killed", 1, 1)],
                     id="far verb"),
        pytest.param("The bomb killed his two sons.", [("killed", 2, 2)], id="his two"),
        pytest.param("He denied fatally shooting a guard.", [("killed", 1, 1)], id="fatally"),
        pytest.param("The killing of the 7-year-old German shepherd shocked Orla.", [], id="a dog"),
        pytest.param("Her unborn baby was killed.", [], id="unborn"),
    ],
)  # fmt: skip
def test_reads_casualties(text: str, expected: list[Short]) -> None:
    """Who was killed, injured, missing or arrested, and how many."""
    quantities = {"killed", "injured", "shot", "missing", "arrested", "age"}
    found = [f for f in read(text)[1] if f.quantity in quantities]
    kept = [f for f in found if f.quantity != "age" or ("age", 23, 23) in expected]
    assert sorted((f.quantity, f.low, f.high) for f in kept) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He wrote to about 40 colleagues.", [("colleagues", 40, 40)], id="count"),
        pytest.param("A fine of $2.5 million was set.", [("money", 2_500_000, 2_500_000)],
                     id="dollars"),
        pytest.param("They paid 30 euros.", [("money", 30, 30)], id="euros"),
        pytest.param("Some 18 percent voted.", [("share", 18, 18)], id="percent"),
        pytest.param("It shares a 7,644 km border.", [("distance", 7644, 7644)], id="km"),
        pytest.param("The 41-year-old left.", [("age", 41, 41)], id="age"),
        pytest.param("Ann Roe, 41, left.", [("age", 41, 41)], id="age in apposition"),
        pytest.param("The seven-term senator left.", [("term", 7, 7)], id="hyphen"),
        pytest.param("It cut 400 jobs, up from the 340 announced two weeks ago.",
                     [("jobs", 400, 400), ("duration", 2, 2)], id="no weeks of an older number"),
        pytest.param("He took 2.4m crowns for a 50m wall.",
                     [("crowns", 2_400_000, 2_400_000), ("distance", 50, 50)], id="millions"),
        pytest.param("It lasted three hours.", [("duration", 3, 3)], id="duration"),
        pytest.param("A crowd of thousands of students marched.", [("students", 2000, None)],
                     id="thousands"),
    ],
)  # fmt: skip
def test_reads_what_is_counted(text: str, expected: list[Short]) -> None:
    """The head noun, or the kind of measure."""
    assert [(f.quantity, f.low, f.high) for f in read(text)[1]] == expected


@pytest.mark.parametrize(
    "text",
    [
        "It happened on May 24, 2022.",
        "The vote was 52-48.",
        "Call 555-867-5309 now.",
        "She lives in the 4700 block of Elm Street.",
        "He drove down Highway 38 to 12 Oak Street.",
        "The Boeing 737 landed at 5 p.m.",
        "It was the third fire since 2019.",
        "One of the few exits was shut.",
        "He is dead wrong on the issue of tolls.",
        "They went to the Final Four in Orla.",
        "It was the number one goal of one of them.",
        "Image 40 of 111 Friends lay flowers",
        "A neighbor called 911.",
    ],
)
def test_leaves_out_what_is_no_figure(text: str) -> None:
    """Dates, times, tallies, addresses, telephones, models, roads and ordinals are none."""
    assert read(text)[1] == []


def test_keeps_scope_and_words() -> None:
    """A scope is kept in the hedge, and the span holds the words that say so."""
    article, (figure,) = read("Three people, including the gunman, were killed.")
    assert figure.hedge == "including the gunman"
    assert article.cut(figure.span) == "Three people, including the gunman, were killed"
    assert figure.counts is not None
    assert article.cut(figure.counts) == "Three people"


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        pytest.param("Four people were shot at a fair. One of them died.\nTwo dogs ran off.",
                     None, (1, 3), id="the shot less the dead"),
        pytest.param("A man was shot on Elm Street. He was taken to hospital, where he died.",
                     None, (1, None), id="the dead man was hurt first"),
        pytest.param("A boy was killed and another boy was injured in Orla.", None, (1, 1),
                     id="another"),
        pytest.param("Three people died in the fire. Last year, 12 people died in fires.", None,
                     (3, None), id="not past events"),
        pytest.param("Roe died on Monday. Poe died too. In all, five people were killed.",
                     "Five killed in crash", (5, None), id="the headline's total"),
        pytest.param("The council met on Monday.", None, (None, None), id="nothing said"),
        pytest.param("A man killed his wife before turning the gun on himself.", None, (2, None),
                     id="the attacker too"),
        pytest.param("Three people were killed in a murder-suicide in Orla.", None, (3, None),
                     id="the attacker has been counted"),
        pytest.param("A man shot and killed his son, then shot himself. He is in hospital.", None,
                     (1, None), id="the attacker may live"),
        pytest.param("He left seven people dead before killing himself.", None, (8, None),
                     id="the attacker after the dead"),
        pytest.param("It was a triple murder and suicide, police in Orla say.", None, (4, None),
                     id="a triple murder and suicide"),
        pytest.param("Both men were killed in Orla.", None, (2, None), id="both"),
        pytest.param("Three people were killed in Orla.", "4th victim of Orla blast dies",
                     (4, None), id="4th victim"),
        pytest.param("Two bailiffs were shot and killed in Orla. The gunman is dead.", None,
                     (3, None), id="the gunman too"),
        pytest.param("The riot left one man dead and 11 others shot.", None, (1, 11), id="others"),
        pytest.param("Roe, 40, was wounded at a bar and was later pronounced dead.", None,
                     (1, None), id="wounded, then dead"),
        pytest.param("A third victim has died. Ann Roe, 30, died on Monday.", None, (3, None),
                     id="a third victim"),
        pytest.param("A fourth victim of the blast has died, the police said.", None, (4, None),
                     id="a fourth victim of"),
        pytest.param("A student died on Tuesday.", "Orla blast: third victim dies", (3, None),
                     id="a third victim after a colon"),
        pytest.param("Five people were wounded on Elm Street.\nIt is near the bar where a man died"
                     " in May.", "Five wounded in Orla", (None, 5), id="another event's dead"),
        pytest.param("Five people were shot in Orla on Wednesday. Police see a link to a shooting"
                     " on Friday that left one man dead.", "Five shot in Orla", (None, 5),
                     id="another day's dead"),
        pytest.param("A gunman shot and killed a clerk before being fatally shot by police.", None,
                     (2, None), id="shot by police"),
        pytest.param("Roe, 30, died on Monday. Two teenagers were killed at the scene.",
                     "Third man dies after Orla shooting", (3, None), id="third man"),
        pytest.param("Three people were slain in Orla.", None, (3, None),
                     id="slain"),
        pytest.param("Police named the three people in an apparent murder-suicide in Orla.", None,
                     (3, None), id="in a murder-suicide"),
        pytest.param("Two girls, ages 4 and 5, were killed. Then Roe turned the gun on himself.",
                     "Three dead in Orla", (3, None), id="the headline counts the attacker"),
        pytest.param("A man was shot in Orla and died. Another man was shot in the back.", None,
                     (1, 1), id="another man"),
        pytest.param("Ann Roe, 61, was killed in Orla. Eve Poe, 15, was also killed.", None,
                     (2, None), id="also killed"),
        pytest.param("A man was killed in Orla. Two other children were killed at Easter.", None,
                     (1, None), id="other children"),
        pytest.param("Two teenagers died on Monday in separate crashes in Orla.", "Two teens die",
                     (2, None), id="a round-up"),
        pytest.param("Roe, 16, died on Friday.\nTwo weeks ago, two pupils were killed in a crash.",
                     "Orla teen remembered", (1, None), id="two weeks ago"),
        pytest.param("0:41 Woman dies crossing road\nA man was shot in the leg in Orla.",
                     "Man shot in Orla", (None, 1), id="a link is no report"),
        pytest.param("The driver was killed. He had killed him, police say.", "Police dog killed",
                     (1, None), id="a driver and a dog"),
    ],
)  # fmt: skip
def test_chooses_the_toll(
    text: str, title: str | None, expected: tuple[int | None, int | None]
) -> None:
    """The article's own event, totals before parts."""
    article, figures = read(text, title=title)
    assert tuple(f and f.low for f in casualties(figures, article)) == expected


@given(st.text(alphabet="Two men, 12 and a boy’s were killed shot (5) $%-\n. “dead”", max_size=90))
def test_spans_are_valid(text: str) -> None:
    """Any text is read without an error, and every figure has its words."""
    article, figures = read(text)
    assert figures == sorted(figures, key=lambda figure: figure.span)
    assert all(article.cut(figure.span).strip() for figure in figures)


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    """Nothing raises on any string."""
    article, figures = read(text)
    casualties(figures, article)
