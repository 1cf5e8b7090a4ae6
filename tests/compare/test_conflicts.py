"""What articles disagree about, and what is no conflict."""

from dataclasses import replace

import pytest

from cutting import cut_sentences
from factory import find_span, make_article, make_attribution
from variorum.annotate.dates import find_dates
from variorum.annotate.figures import find_figures
from variorum.annotate.name_mending import mend_names
from variorum.annotate.names import find_names
from variorum.compare.ages import find_ages
from variorum.compare.conflicts import find_conflicts
from variorum.model import (
    Annotated,
    Conflict,
    Descent,
    Form,
    Independence,
    Name,
    NameKind,
    Parent,
    Reading,
    Utterance,
)


def annotate(text: str, article_id: str, published: str | None = None) -> Annotated:
    """Return an article with its names, figures and dates."""
    article = make_article(text, article_id, published=published)
    sentences = cut_sentences(article)
    names = find_names(text, [(one.start, one.end) for one in sentences])
    return Annotated(
        article,
        sentences,
        tuple(mend_names(article, names)),
        figures=tuple(find_figures(article, sentences)),
        dates=tuple(find_dates(article, sentences)),
    )


def compare(*articles: Annotated) -> list[Conflict]:
    """Return the conflicts of articles without names."""
    return find_conflicts(articles, [], {})


def verdicts(*articles: Annotated) -> list[tuple[str, str]]:
    """Return kind and verdict of each."""
    return [(conflict.kind, conflict.verdict) for conflict in compare(*articles)]


EARLY, LATE = "2022-05-24T08:00+00:00", "2022-05-24T20:00+00:00"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(("Three people were killed in the fire.", EARLY),
                     ("Five people were killed in the fire.", EARLY),
                     [("number", "conflict")], id="at one time"),
        pytest.param(("Three people were killed in the fire.", EARLY),
                     ("Five people were killed in the fire.", LATE),
                     [("number", "update")], id="it grew"),
        pytest.param(("Five people were killed in the fire.", EARLY),
                     ("Three people were killed in the fire.", LATE),
                     [("number", "conflict")], id="it shrank"),
        pytest.param(("Three people were killed in the fire.", "2022-05-24"),
                     ("Five people were killed in the fire.", "2022-05-25"),
                     [("number", "update")], id="by its date it grew"),
        pytest.param(("One person was killed and five others were injured.", EARLY),
                     ("One person was killed and six others were injured.", EARLY),
                     [("number", "conflict")], id="others beside the dead"),
        pytest.param(("Police say five others were injured.", EARLY),
                     ("Police say six others were injured.", EARLY), [], id="others than whom"),
        pytest.param(("The fire killed two daughters.", EARLY), ("Four people were killed.", LATE),
                     [], id="daughters among them"),
        pytest.param(("Five people were killed, including the gunman.", EARLY),
                     ("Four people were killed in the attack.", EARLY),
                     [("number", "scope")], id="with the gunman"),
        pytest.param(("About 40 people were injured in the fire.", EARLY),
                     ("In the fire, 41 people were injured.", EARLY),
                     [("number", "rounding")], id="rounded"),
        pytest.param(("At least 12 people were killed.", EARLY), ("14 people were killed.", EARLY),
                     [], id="open range"),
        pytest.param(("At least 12 people were killed.", EARLY), ("14 people were killed.", LATE),
                     [("number", "update")], id="at least, then more"),
        pytest.param(("Dozens of people were killed.", EARLY), ("54 people were killed.", LATE),
                     [], id="dozens, then a number"),
        pytest.param(("At least 12 people were killed.", None),
                     ("The death toll rose to 14.", EARLY), [("number", "update")],
                     id="it says that it rose"),
        pytest.param(("At least 12 people were killed.", None), ("14 people were killed.", EARLY),
                     [], id="at least, and nobody knows when"),
        pytest.param(("A man was killed in the fire.", EARLY),
                     ("Two people were killed in the fire.", EARLY), [], id="no number"),
        pytest.param(("Two people were killed.", EARLY), ("Six people were killed.", EARLY), [],
                     id="perhaps a part"),
        pytest.param(("Three people were killed.", EARLY), ("Three people died.", LATE), [],
                     id="they agree"),
    ],
)  # fmt: skip
def test_tolls(
    first: tuple[str, str], second: tuple[str, str], expected: list[tuple[str, str]]
) -> None:
    """Only what cannot both hold at one time is a conflict."""
    assert verdicts(annotate(first[0], "a1", first[1]), annotate(second[0], "a2", second[1])) == (
        expected
    )


@pytest.mark.parametrize("copied", ["2022-05-24T18:00Z", "2022-05-25"])
def test_a_stale_copy(copied: str) -> None:
    """A copy that carries on an older number, after or perhaps after another has a newer one."""
    articles = (
        annotate("Three people were killed in the fire.", "a1", "2022-05-24T08:00Z"),
        annotate("Five people were killed in the fire.", "a2", "2022-05-24T12:00Z"),
        annotate("Three people were killed in the fire.", "a3", copied),
    )
    stemma = [Descent("a3", (Parent("a1", None, 0.9, (), "copied"),))]
    found = find_conflicts(articles, [], {}, stemma=stemma)
    assert {"stale", "update"} == {one.verdict for one in found if one.kind == "number"}
    assert ("number", "conflict") not in [(one.kind, one.verdict) for one in found]


def test_values_are_the_words_of_the_articles() -> None:
    """Each value is cut from where it stands."""
    articles = [
        annotate("Three people were killed.", "a1", EARLY),
        annotate("Five people were killed.", "a2", EARLY),
    ]
    (conflict,) = compare(*articles)
    by_id = {one.article.id: one.article for one in articles}
    assert [value.value for value in conflict.values] == [
        "Three people were killed",
        "Five people were killed",
    ]
    assert all(by_id[v.span.article].cut(v.span) == v.value for v in conflict.values)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("Ann Roe, 41, left the ministry.", "The 43-year-old Ann Roe left.",
                     [("age", "conflict")], id="two ages"),
        pytest.param("Ann Roe, 41, left the ministry.", "Ann Roe, 41, left.", [], id="one age"),
        pytest.param("Ann Roe, 41, left the ministry.", "Ann Roe went. The 43-year-old was tired.",
                     [("age", "conflict")], id="an age that stands for the only person"),
        pytest.param("Ann Roe, 41, left the ministry.", "Ann Roe went. Later, Roe, 43, came back.",
                     [("age", "conflict")], id="a surname alone"),
        pytest.param("Ann Roe, 41, left the ministry.",
                     "Ann Roe met a 43-year-old. The 43-year-old was tired.", [], id="a stranger"),
        pytest.param("Ann Roe, 41, left the ministry.",
                     "Ann Roe met Ida Stone. The 43-year-old was tired.", [], id="one of two"),
        pytest.param("Ann Roe, 41, left the ministry.", "Ann Poe, 43, left.", [], id="two persons"),
        pytest.param("The ferry firm paid $30 million in fines to the state of Orla, records show.",
                     "The ferry firm paid $50 million in fines to the state of Orla, records show.",
                     [("number", "conflict")], id="money"),
        pytest.param("He wrote a letter on the war to around 40 colleagues in foreign missions.",
                     "He wrote a letter on the war to about 40 colleagues in foreign missions.",
                     [], id="about and around agree"),
        pytest.param("Repairs to the harbour wall will cost the town of Orla about £30m.",
                     "Repairs to the harbour wall will cost the town of Orla about £300m.",
                     [("number", "conflict")], id="two hedges, far apart"),
        pytest.param("Repairs to the harbour wall will cost the town of Orla about £30m.",
                     "Repairs to the harbour wall will cost the town of Orla some £45m.",
                     [], id="two hedges that may meet"),
        pytest.param("In the wards of Orla 42 mothers and babies died who might have lived.",
                     "In the wards of Orla five mothers died who might have lived.",
                     [], id="two nouns share a number"),
        pytest.param("The team read 214 cases between 2014 and 2023.",
                     "A review of 241 cases between 2014 and 2023 blames the trust.",
                     [("number", "conflict")], id="of one span of years"),
        pytest.param("Reyl took bribes of 4.2 million crowns for two bridges.",
                     "Reyl has taken 2.4m crowns from the builders of two bridges.",
                     [("number", "conflict")], id="swapped digits"),
        pytest.param("A third, Lena Sorg, was acquitted.",
                     "Lena Sorg, an engineer, was convicted and fined.",
                     [("fact", "conflict")], id="acquitted or convicted"),
        pytest.param("Lena Sorg was acquitted.",
                     "Lena Sorg was convicted of fraud. Lena Sorg was acquitted of theft.",
                     [], id="of one charge each"),
        pytest.param("Lena Sorg was convicted of fraud.",
                     "Lena Sorg was acquitted of theft but convicted of fraud.",
                     [], id="both in one sentence"),
        pytest.param("Lena Sorg was found guilty of fraud.",
                     "Lena Sorg was found not guilty of theft but guilty of fraud.",
                     [], id="not guilty and guilty"),
        pytest.param("Lena Sorg pleaded guilty to fraud.",
                     "Lena Sorg pleaded not guilty to theft and guilty to fraud.",
                     [], id="two pleas"),
        pytest.param("Lena Sorg was acquitted.",
                     "Lena Sorg was convicted after pleading not guilty.",
                     [("fact", "conflict")], id="convicted against her plea"),
        pytest.param("Lena Sorg was convicted.",
                     "Lena Sorg was acquitted, and Ida Stone was convicted.",
                     [("fact", "conflict")], id="somebody else convicted"),
        pytest.param("Lena Sorg was acquitted.", "Lena Sorg, 41, got a suspended sentence.",
                     [("fact", "conflict")], id="acquitted or sentenced"),
        pytest.param("Mayor Lena Sorg went to court. Sorg, 41, had denied all charges.",
                     "Lena Sorg has admitted the charges.", [("fact", "conflict")],
                     id="denied or admitted"),
        pytest.param("Lena Sorg pleaded not guilty.", "Lena Sorg denied the accusations.", [],
                     id="two ways to deny"),
        pytest.param("Kestrel is recalling 300,000 vests of one batch from shops in Varne.",
                     "The recall by Kestrel in Varne was widened to 510,000 vests from all shops.",
                     [("number", "update")], id="one says that it changed"),
        pytest.param("Two dogs barked near the pier.", "Nine dogs were sold at a fair.", [],
                     id="other dogs"),
        pytest.param("The old ferry Astra sank near the harbour wall of Orla on May 3.",
                     "The old ferry Astra sank near the harbour wall of Orla on May 7.",
                     [("date", "conflict")], id="two days"),
        pytest.param("The ferry Alcyon, built in 1987, sank at night.",
                     "The Alcyon, built in 1978, sank with 40 cars on board.",
                     [("date", "conflict")], id="the year in which it was built"),
        pytest.param("Mayor Ida Stone, who was born in 1961 in Orla, was elected.",
                     "Stone, the first mayor from Orla, went. Ida Stone was born in 1963 in Orla.",
                     [("date", "conflict")], id="the year of a birth"),
        pytest.param("The old bridge, originally built in 1967, fell on Monday.",
                     "The old bridge was built in 1976 and fell on Monday.",
                     [("date", "conflict")], id="the year of a bridge"),
        pytest.param("Mayor Ida Stone, who was born in 1961, said the bridge would open.",
                     "The engineer Jan Kell was born in 1975 and worked on the bridge.",
                     [], id="two people"),
        pytest.param("Ida Stone was born in 1961 in Orla.", "Paul Stone was born in 1975 in Orla.",
                     [], id="two people of one surname"),
        pytest.param("The bridge, built in 1967, fell on Monday.",
                     "Trains stopped on Monday at the station near the bridge, built in 1958.",
                     [], id="a bridge and what is near it"),
        pytest.param("The ferry Alcyon, built in 1987, sank at night.",
                     "Mourners met in the old church, built in 1450.", [], id="another building"),
        pytest.param("The ferry, built in 1987, sank. The harbour was built in 1978.",
                     "The harbour was built in 1978.", [], id="two buildings"),
        pytest.param("Customs officers opened the container on 3 May.",
                     "The container was opened by customs officers on May 13.",
                     [("date", "conflict")], id="few words, but the same"),
        pytest.param("The old ferry from Orla to Sund was suspended on Monday after a storm.",
                     "On Sunday the old ferry from Orla to Sund was suspended after a storm.",
                     [("date", "conflict")], id="weekdays"),
        pytest.param("The ferry from Orla to Sund was suspended, it was said on Monday.",
                     "On Sunday the ferry from Orla to Sund was suspended.", [],
                     id="the day of the announcement"),
        pytest.param("The launch of the probe Aurora to Venus was postponed to 9 June.",
                     "The launch of the probe Aurora to Venus was put off until 19 June.",
                     [("date", "conflict")], id="to come"),
    ],
)  # fmt: skip
def test_other_values(first: str, second: str, expected: list[tuple[str, str]]) -> None:
    """Ages, counts and days of one thing; never of two things."""
    assert verdicts(annotate(first, "a1", EARLY), annotate(second, "a2", EARLY)) == expected


def test_one_finding_for_three_reports() -> None:
    """A number that differs from those of two reports is told once, with one value a report."""
    pages = [
        annotate(f"Corvane will buy the maker Tellus Systems of Orla for {price}.", f"a{n}", EARLY)
        for n, price in enumerate(("$6.8 billion", "$6.8bn", "$8.6 billion"))
    ]
    (found,) = compare(*pages)
    assert sorted(value.value for value in found.values) == [
        "$6.8 billion",
        "$6.8bn",
        "$8.6 billion",
    ]


def test_persons_are_called_as_they_are_written() -> None:
    """Of a verdict, a rank or an age the finding names the person in the article's spelling."""
    pairs = [
        ("Mayor Ian McRoe was acquitted.", "Ian McRoe was convicted."),
        ("It was Sgt. Ian McRoe who spoke.", "It was Capt. Ian McRoe who spoke."),
        ("Ian McRoe, 41, left the ministry.", "Ian McRoe, 43, left."),
    ]
    for first, second in pairs:
        (found,) = compare(annotate(first, "a1", EARLY), annotate(second, "a2", EARLY))
        assert found.about == "Ian McRoe"


def make_names(*spellings: tuple[str, str], kind: NameKind = "person") -> list[Name]:
    """Return one name for each (spelling, article)."""
    return [
        Name(
            f"n{number}",
            text,
            kind,
            (Form(text, find_span(make_article(text, article), text)),),
        )
        for number, (text, article) in enumerate(spellings)
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Dmitry Orlov", "Dimitri Orlov", ["style"]),
        ("Hannah Brunner", "Hannah Brumner", ["misspelling"]),
        ("José Marin", "Jose Marin", ["style"]),
        ("Anders Kjær", "Anders Kjaer", ["style"]),
        ("Maud Orell", "Maud Orel", ["misspelling"]),
        ("Piet Alls", "Piet Ales", []),
        ("Joren Kelmett", "Joren Kelmet", ["misspelling"]),
        ("Gareth Lloyd", "Gareth Floyd", ["misspelling"]),
        ("Rhys Tyndal", "Rhys Tindal", ["misspelling"]),
        ("Raj Belanki", "Raj Belanky", ["misspelling"]),
        ("Yusuf Khalil", "Yusuf Halil", ["misspelling"]),
        ("Sean O'Hara", "Sean O’Hara", []),
        ("Paul Clark", "Paul Clarke", []),
        ("Kathryn Roe", "Kathy Roe", []),
        ("Hannah Brunner", "Oliver Brunner", []),
    ],
)
def test_spellings(one: str, other: str, expected: list[str]) -> None:
    """Another alphabet's sounds are a style, a slip is a misspelling, two persons are neither."""
    found = find_conflicts([], make_names((one, "a1"), (other, "a2")), {})
    assert [conflict.verdict for conflict in found] == expected


@pytest.mark.parametrize("sign", ["&", "–", "+", "’"])
def test_a_sign_in_a_bodys_name_is_no_word(sign: str) -> None:
    """Nothing parts "Orla & Sund Ferries" from "Orla and Sund Ferries" but a sign."""
    one, two = "Orla and Sund Ferries", f"Orla {sign} Sund Ferries"
    forms = tuple(
        Form(text, find_span(make_article(text, article), text))
        for text, article in ((one, "a1"), (two, "a2"))
    )
    assert find_conflicts([], [Name("n1", one, "organisation", forms)], {}) == []


def test_a_word_in_a_bodys_name_has_two_spellings() -> None:
    """What a house writes as it writes the word is a style."""
    names = make_names(
        ("Orla Trade Centre", "a1"), ("Orla Trade Center", "a2"), kind="organisation"
    )
    assert [one.verdict for one in find_conflicts([], names, {})] == ["style"]


def test_two_names_of_one_article_are_two_persons() -> None:
    """An article that has both names means two persons."""
    assert find_conflicts([], make_names(("Hanna Marin", "a1"), ("Hanno Marin", "a1")), {}) == []


def test_silence_and_a_later_comment_is_an_update() -> None:
    """A silence ("has not yet commented") is overtaken by a comment in another article."""
    silent = annotate("An envoy of Russia quit. Moscow has not yet commented on his letter.", "a1")
    article = make_article(
        "Kremlin spokesman Ivan Orlov said the envoy’s letter harmed Russia.", "a2"
    )
    attribution = make_attribution(
        article,
        "a2/q0",
        "Kremlin spokesman Ivan Orlov",
        "said",
        "the envoy’s letter harmed Russia",
        "indirect",
    )
    spoken = Annotated(article, cut_sentences(article), attributions=(attribution,))
    (conflict,) = find_conflicts([silent, spoken], [], {})
    assert (conflict.kind, conflict.verdict) == ("fact", "update")
    assert conflict.values[0].value == "Moscow has not yet commented on his letter."


def test_what_a_body_calls_things_is_no_comment() -> None:
    """A body that "called" something a name has answered nothing that was open."""
    silent = annotate("An envoy of Russia quit. Moscow has not yet commented on his letter.", "a1")
    text = "Russia began what it called a limited operation. The envoy’s letter names Russia."
    article = make_article(text, "a2")
    attribution = make_attribution(
        article, "a2/q0", "Russia", "called", "a limited operation", "indirect"
    )
    spoken = Annotated(article, cut_sentences(article), attributions=(attribution,))
    assert find_conflicts([silent, spoken], [], {}) == []


WHO = [
    pytest.param("Ann Roe", "Ian Poe", 1, id="two persons"),
    pytest.param("she", "Ian Poe", 0, id="who she is was resolved, not said"),
    pytest.param("Ann Marten", "Ian Maarten", 0, id="one surname in two spellings"),
    pytest.param("Ann Roe", "Ann Roe-Poe", 0, id="one name longer"),
    pytest.param("Ann Roe", "Comm", 0, id="no name at all"),
    pytest.param("Ian Roe", "Ian Poe", 1, id="two of one first name"),
    pytest.param("Ann Poe", "Ann Roe-Poe", 0, id="a part of a surname"),
    pytest.param("Prince Ian", "Ian Poe", 0, id="a title"),
]


def find_sayers(*sources: str) -> list[Conflict]:
    """Return what is found of one quotation that each article puts into another mouth."""
    names, pages, readings = [], [], []
    for number, source in enumerate(sources, start=1):
        name, key = f"n{number}", f"a{number}"
        names.append(Name(name, "Ann Roe" if source == "she" else source, "person", ()))
        article = make_article(f"“We are ashamed,” {source} said.", key)
        quote = make_attribution(article, f"{key}/q0", source, "said", "“We are ashamed,”")
        pages.append(Annotated(article, cut_sentences(article), attributions=(quote,)))
        readings.append(Reading(quote.id, key, quote.content, "“We are ashamed,”", name))
    utterance = Utterance("u1", "n1", tuple(readings), (), Independence(1, 1, (), ""))
    found = find_conflicts(pages, names, {}, utterances=[utterance])
    return [one for one in found if one.kind == "attribution"]


@pytest.mark.parametrize(("one", "other", "expected"), WHO)
def test_who_said_it(one: str, other: str, expected: int) -> None:
    """One quotation in the mouths of two persons is a conflict, if both are named outright."""
    assert [one.verdict for one in find_sayers(one, other)] == ["conflict"] * expected


def test_two_spellings_of_one_name_hide_no_third_person() -> None:
    """Of names that may be one person's the first stands beside the other speaker's."""
    (found,) = find_sayers("Ann Lindgren", "Ann Lindgern", "Ian Poe")
    assert [one.value for one in found.values] == ["Ann Lindgren", "Ian Poe"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("2022-05-24", "2022-05-26", ["conflict"], id="two days"),
        pytest.param("2022-05-24", "2022-07-01", ["update"], id="some weeks"),
        pytest.param("2022-05-24", "2022-12-01", [], id="half a year"),
        pytest.param(None, None, ["update"], id="undated"),
    ],
)
def test_a_year_older(first: str | None, second: str | None, expected: list[str]) -> None:
    """A birthday within days is unlikely, within weeks it may be; later nothing is said."""
    articles = (
        annotate("Ann Roe, 41, left the ministry.", "a", first),
        annotate("Ann Roe, 42, left the ministry.", "b", second),
    )
    assert [conflict.verdict for conflict in compare(*articles)] == expected


def test_an_age_is_one_persons_unless_the_article_gives_it_to_another() -> None:
    """What a file holds behind an article says nothing about whose age that is."""
    text = "Ann Roe ran the bank in Ulm. The 41-year-old was charged with fraud.\n"
    whole = annotate(text, "a")
    behind = make_article(f"{text}A 41-year-old skier fell in Ulm.\n", "a")
    article = replace(behind, end=len(text), blocks=behind.blocks[:1])
    assert [age for _, age, _ in find_ages(replace(whole, article=article))] == [41]
    assert list(find_ages(replace(whole, article=behind))) == []
