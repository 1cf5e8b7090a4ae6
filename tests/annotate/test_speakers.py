"""Whom sources stand for."""

# ruff: noqa: E501 - a case stands on one line, so that the table can be read

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import find_span, make_article
from variorum.annotate.language import annotate_language
from variorum.annotate.speakers import resolve_speakers
from variorum.model import Article, Attribution, Mention, NameKind, Span, Speaker


def speakers_of(text: str, *sources: tuple[str, int]) -> list[Speaker | None]:
    """Return the speaker of each source (its words, and which occurrence of them)."""
    article = make_article(text)
    [(sentences, mentions)] = annotate_language([article], fast=True)
    given_ones = [
        Attribution(f"q{n}", article.id, "indirect", (find_span(article, words, nth),), (), ())
        for n, (words, nth) in enumerate(sources)
    ]
    return [one.speaker for one in resolve_speakers(article, sentences, mentions, given_ones)]


def name_of(text: str, source: str, nth: int = 0) -> str | None:
    """Return the name of one source's speaker."""
    [speaker] = speakers_of(text, (source, nth))
    return speaker.name if speaker else None


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("Paul Brun, a baker, left. Mr Brun said so.", "Mr Brun", "Paul Brun"),
        ("Mayor Anna Kell left. The mayor said so.", "The mayor", "Anna Kell"),
        ("Anna Kell, 41, fled. The 41-year-old said so.", "The 41-year-old", "Anna Kell"),
        ("Paul Brun, a counselor, fled. The counsellor said so.", "The counsellor", "Paul Brun"),
        ("Anna Kell met Paul Brun. She said so.", "She", "Anna Kell"),
        ("Anna Kell met Paul Brun. He said so.", "He", "Paul Brun"),
        ("Anna Kell, who said so, left.", "who", "Anna Kell"),
        ("Paul Brun wept. His mother, Anna Kell, left. His mother said so.", "His mother", "Anna Kell"),
        ("Anna Kell wept. Her campaign said so.", "Her campaign", "Her campaign"),
        ("Norland’s envoy, Robert Gabel, said so.", "Norland’s envoy, Robert Gabel,", "Robert Gabel"),
        ("An engineer at the operator, Varde Line, said so.", "An engineer at the operator, Varde Line,", "An engineer at the operator"),
        ("A spokesman for Paul Brun said so.", "A spokesman for Paul Brun", "A spokesman for Paul Brun"),
        ("Several diplomatic sources said so.", "Several diplomatic sources", "Several diplomatic sources"),
        ("The letter read so.", "The letter", "The letter"),
        ("Moscow said so.", "Moscow", "Moscow"),
        ("The World Health Organization (WHO) met. The WHO said so.", "The WHO", "World Health Organization"),
        ("William Brun fell. Later Bill Brun said so.", "Bill Brun", "William Brun"),
        ("Richard Vang fell. Later Dick Vang left. Dick said so.", "Dick", "Richard Vang"),
        ("The coastguard said so.", "The coastguard", "coastguard"),
        ("Charging papers said so.", "Charging papers", "Charging papers"),
        ("They met ULMA there. ULMA said so.", "ULMA", "ULMA"),
        ("Anna Kell, the ex-senator, left. The ex-senator said so.", "The ex-senator", "Anna Kell"),
        ("An envoy has quit to protest what he called a war. Paul Brun, a diplomat, left. Brun wept. Brun fled.", "he", "Paul Brun"),
        ("The Norland Union of Bakers President Anna Kell said so.", "The Norland Union of Bakers President Anna Kell", "Anna Kell"),
        ("Anna Bennett, 46, fell. Later Bennett rose. Bennet said so.", "Bennet", "Anna Bennett"),
        ("The Varde Health Department came. The Health Department said so.", "The Health Department", "Varde Health Department"),
        ("Police, who said so, left.", "who", "Police"),
        ("Paul Brun Jr. fell. It rained. His father, Paul Brun Sr., came and said so.", "His father, Paul Brun Sr.,", "Paul Brun Sr."),
        ("One of her rivals, Senator Paul Brun of Ulm, said so.", "One of her rivals, Senator Paul Brun of Ulm,", "Paul Brun"),
        ("Paul Brun (L-Ulm), who said so, left.", "who", "Paul Brun"),
        ("Anna Kell, a senator, ran. The senator, who said so, left.", "who", "Anna Kell"),
        ("Anna Kell led. Paul Brun won there, and Kell left. Her friends wept, but she said so.", "she", "Anna Kell"),
        ("Paul Brun, a senator, ran. It rained. The senator has a daughter, Bel, and he said so.", "he", "Paul Brun"),
        ("Anna Kell quarrelled.\nThat drew a response from the Rev. Maria Lund. It rained, but she said so.", "she", "Maria Lund"),
        ("Ulm Port Authority warden Paul Brun said so.", "Ulm Port Authority warden Paul Brun", "Paul Brun"),
        ("It rained. Sgt. Trevin Crupp said so.", "Sgt. Trevin Crupp", "Trevin Crupp"),
        ("Demric Dorr, one of Edna’s sons, said so.", "Demric Dorr, one of Edna’s sons,", "Demric Dorr"),
        ("The chairman of the house said so. The chairman, Senator Paul Brun, left.", "The chairman of the house", "Paul Brun"),
        ("Norwegian shipbuilder Brun Marine said so.", "Norwegian shipbuilder Brun Marine", "Brun Marine"),
        ("Brun Marine, the Norwegian shipbuilder, will cut jobs at its Varde yard. The company said so.", "The company", "Brun Marine"),
        ("Kell Airlines will cut jobs. It rained. It snowed. Some waited. The firm said so.", "The firm", "Kell Airlines"),
        ("It rained. The district secretary, Maral Patik, said so.", "The district secretary, Maral Patik,", "Maral Patik"),
        ("It rained. Energy Minister R. Ashom Nalk said so.", "Energy Minister R. Ashom Nalk", "R. Ashom Nalk"),
        ("Paul Brun, president and chief executive of Kell Marine, said so.", "Paul Brun, president and chief executive of Kell Marine,", "Paul Brun"),
        ("Paul Vang left. A neighbour, who said so, wept.", "who", "A neighbour"),
        ("It rained. Referee Anna Kell said so.", "Referee Anna Kell", "Anna Kell"),
        ("It rained. Mikkel Sørl of the University of Ulm said so.", "Mikkel Sørl of the University of Ulm", "Mikkel Sørl"),
        ("It rained. Forecaster Dan Brun said so.", "Forecaster Dan Brun", "Dan Brun"),
        ("It rained. The skipper of the Anna Kell said so.", "The skipper of the Anna Kell", "The skipper of the Anna Kell"),
        ("Dame Anna Kell left. At Girton she fell under the spell of Maria Lund.\nIn 1957 she sailed. Her boat sank, but she said so.", "she said", "Anna Kell"),
        ("A Tory whip said so.", "A Tory whip", "A Tory whip"),
        ("A woman behind me said so.", "A woman behind me", "A woman behind me"),
        ("Cr Anna Kell left. Cr Kell said so.", "Cr Kell", "Anna Kell"),
        ("Coach Paul van Brun left. Van Brun said so.", "Van Brun", "Paul van Brun"),
        ("Paul Brun fell. It rained. Director-General of Police Anna Kell said so.", "Director-General of Police Anna Kell", "Anna Kell"),
        ("Brun Marine left. The agency, Kell Homecare, said so.", "The agency, Kell Homecare,", "Kell Homecare"),
        ("The Ulm, Norland-based writer Paul Brun said so.", "The Ulm, Norland-based writer Paul Brun", "Paul Brun"),
        ("Kell Airlines shrank. It will cut jobs. The Ulm-based company said so.", "The Ulm-based company", "Kell Airlines"),
        ("Kell Airlines lost. The Norland Labor Department asked why. The company said so.", "The company", "Kell Airlines"),
        ("Kell Airlines lost. A pilot told the Ulm Mail why. The company said so.", "The company", "Kell Airlines"),
        ("Kell Foods lost. The Norland Food Administration asked why. The agency said so.", "The agency", "Norland Food Administration"),
        ("Canon Anna Kell left. Canon Kell said so.", "Canon Kell", "Anna Kell"),
        ("Madam Kell left. Her son, Mr Paul Kell, stayed. Madam Kell said so.", "Madam Kell", "Kell"),
        ("Paul Brun, a minister, left. The minister, who spoke through his adviser, Mr Ole Lund, said so.", "The minister, who spoke through his adviser, Mr Ole Lund,", "Paul Brun"),
        ("It rained. The officer who shot him, Anna Kell, said so.", "The officer who shot him, Anna Kell,", "Anna Kell"),
        ("A spokesman for Ulm Mayor Anna Kell said so.", "A spokesman for Ulm Mayor Anna Kell", "A spokesman for Ulm Mayor Anna Kell"),
        ("General Secretary Ole Lund left. But the Minister of Works for Norland, Senator Paul Brun, stayed. The minister said so.", "The minister", "Paul Brun"),
        ("Ole Lund, the transport minister, left. The Prime Minister said so.", "The Prime Minister", "The Prime Minister"),
        ("Ole Lund, the transport minister, met Anna Kell, the prime minister. The prime minister said so.", "The prime minister", "Anna Kell"),
        ("The chair, Anna Kell, asked the Treasurer why. The treasurer said so.", "The treasurer", "The treasurer"),
        ("Asked about her aide, Paul Brun, the president pointed out the rain. The president said so.", "The president", "The president"),
        ("His Excellency the Minister said so.", "His Excellency the Minister", "the Minister"),
        ("Anna Kell-Reyes left. Reyes said so.", "Reyes", "Anna Kell-Reyes"),
        ("Paul Brun quit. The 27-year-old, born Marlo Oslak, wept. Oslak said so.", "Oslak", "Paul Brun"),
        ("Paul Brun (born Marlo Oslak) quit. Oslak said so.", "Oslak", "Paul Brun"),
        ("Paul Brun, 27, born Marlo Oslak, quit. Oslak said so.", "Oslak", "Paul Brun"),
        ("Paul Brun met his agent, born Marlo Oslak, in May. Oslak said so.", "Oslak", "Marlo Oslak"),
        ("Paul Brun left his wife, born Maria Oslak, in May. Oslak said so.", "Oslak", "Maria Oslak"),
        ("Paul Brun met Peter Vang. The 27-year-old, born Marlo Oslak, wept. Oslak said so.", "Oslak", "Marlo Oslak"),
        ("Anna Kell quit. The 27-year-old, born Peter Oslak, wept. Oslak said so.", "Oslak", "Peter Oslak"),
        ("Manager Paul Brun said no. “Never,” said the Scot.", "the Scot", "Paul Brun"),
        ("Kell Airlines said no. In the inspectorate’s yearly report, published in May, it said so.", "it", "inspectorate"),
        ("Paul Brun left. The Libertarian said so.", "The Libertarian", "Paul Brun"),
        ("It rained. The Norwegian said so.", "The Norwegian", "The Norwegian"),
        ("Ari Vang-Lund, who lost his boat, drowned. It rained. Lio Vang-Lund said her house burned. Mr Vang-Lund said so.", "Mr Vang-Lund", "Ari Vang-Lund"),
        ("Ari Vang-Lund, who lost his boat, drowned. It rained. Lio Vang-Lund said her house burned. Mrs Vang-Lund said so.", "Mrs Vang-Lund", "Lio Vang-Lund"),
        ("Paul Brun was modest. The 19-year-old said so.", "The 19-year-old", "Paul Brun"),
        ("Paul Brun, 34, was modest. The 19-year-old said so.", "The 19-year-old", "The 19-year-old"),
        ("Rep. Paul Brun lost. Anna Kell, a mayor, won. The Tory congressman said so.", "The Tory congressman", "Paul Brun"),
        ("The judge hearing the case, Anna Kell, rose. The judge said so.", "The judge", "Anna Kell"),
        ("Anna Kell met Robert Gabel. A letter of Kell told of Gabel’s May call when he said so.", "he", "Robert Gabel"),
        ("Another witness, former Norland adviser Anna Kell, said so.", "Another witness, former Norland adviser Anna Kell", "Anna Kell"),
        ("The WHO met. It is bad, according to WHO.", "WHO", "WHO"),
        ("Brun Marine chief executive Paul Brun met Kell Energy’s envoys. Kell Energy’s chief executive said so.", "Kell Energy’s chief executive", "Kell Energy’s chief executive"),
    ],
)  # fmt: skip
def test_a_source_is_resolved_to_the_fullest_form(text: str, source: str, expected: str) -> None:
    """Short forms, roles, ages, pronouns and relative pronouns lead to the name."""
    assert name_of(text, source) == expected


def test_a_contracted_pronoun_is_a_pronoun() -> None:
    """The word goes on with whom the words before are from."""
    *_, last = speakers_of("Police said no. They’re asking so.", ("Police", 0), ("They’re", 0))
    assert last
    assert last.name == "Police"


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Paul Brun", "person"),
        ("two officials", "group"),
        ("a neighbour", "group"),
        ("the Ministry of Health", "organisation"),
        ("a new poll", "document"),
        ("France and Spain", "group"),
        ("the Varde Coroner", "group"),
        ("Cops", "group"),
        ("Anna Kell and Paul Brun", "group"),
    ],
)
def test_the_kind_of_a_speaker(source: str, kind: str) -> None:
    """People without a name are a group; papers are documents."""
    [speaker] = speakers_of(f"It was then that {source} said so.", (source, 0))
    assert speaker is not None
    assert speaker.kind == kind
    assert speaker.because


def test_two_people_of_one_surname_stay_two() -> None:
    """A title tells husband from wife; a bare surname that fits both equally has no answer."""
    text = (
        "Anna Kell and Paul Kell quarrelled. Mrs Kell said no. Mr Kell said yes. Kell said maybe."
    )
    assert name_of(text, "Mrs Kell") == "Anna Kell"
    assert name_of(text, "Mr Kell") == "Paul Kell"
    assert name_of(text, "Kell", 4) is None


def test_two_whose_surnames_end_alike_stay_two() -> None:
    """Of "Kell-Reyes" and "Brun-Reyes" a bare "Reyes" is neither, and "Ms. Reyes" the woman."""
    pair = "Paul Brun-Reyes spoke. Anna Kell-Reyes spoke too."
    assert name_of(f"{pair} Ms. Reyes said so.", "Ms. Reyes") == "Anna Kell-Reyes"
    assert name_of(f"{pair} Reyes said so.", "Reyes", 2) is None


def test_a_pronoun_never_takes_the_other_gender() -> None:
    """Rather none than a wrong one."""
    assert name_of("Paul Brun left the town. She said so.", "She") is None


@pytest.mark.parametrize(
    "source",
    [
        "Minister of State for Home Affairs Anna Kell",
        "Opposition Spokesman on Local Government Anna Kell",
        "Ulm physio Anna Kell",
        "Le maire de Ulm, Anna Kell,",
        "The spokesperson of Unidas por Ulm, Anna Kell,",
    ],
)
def test_an_office_with_its_field_stands_before_a_name(source: str) -> None:
    """The name that ends it is whom the source is about, whatever was taken for names before."""
    article = make_article(f"{source} said so.")
    wrong = next((name for name in ("de Ulm", "Ulm") if name in source), None)
    places = ([find_span(article, wrong)] if wrong else []) + [find_span(article, "Anna Kell")]
    one = Attribution("q0", article.id, "indirect", (find_span(article, source),), (), ())
    mentions = [Mention(place, "person") for place in places]
    [found] = resolve_speakers(article, (Span(article.id, 0, len(article.text)),), mentions, [one])
    assert found.speaker is not None
    assert found.speaker.name == "Anna Kell"


def test_who_was_asked_answers() -> None:
    """“She asked her why” is answered by the other one."""
    text = "Anna Kell wept. A teller had asked her why. “I lied,” she said."
    article = make_article(text)
    [(sentences, mentions)] = annotate_language([article], fast=True)

    def said(source: str, cue: str) -> Attribution:
        spans = (find_span(article, source),), (find_span(article, cue),)
        return Attribution(cue, article.id, "indirect", *spans, ())

    ones = [said("A teller", "asked"), said("she", "said")]
    found = resolve_speakers(article, sentences, mentions, ones)
    assert [one.speaker and one.speaker.name for one in found] == ["A teller", "Anna Kell"]


def test_whom_he_has_meant_is_no_she() -> None:
    """A pronoun that was resolved tells the gender of a name that does not."""
    text = "Survivor Ari Lund wept. He said so. It was his sister’s wedding. She said so."
    he, she = speakers_of(text, ("He", 0), ("She", 0))
    assert he is not None
    assert he.name == "Ari Lund"
    assert she is None


def test_kin_with_a_first_name_alone_is_who_goes_on() -> None:
    """The words "Kell’s brother Zeb" name Zeb, though no name finder took him for a person."""
    text = "Paul Kell left. Kell’s brother Zeb, a priest, said that nobody slept. He said he wept."
    found = speakers_of(text, ("Kell’s brother Zeb, a priest,", 0), ("He", 0))
    assert [one.name for one in found if one] == ["Zeb", "Zeb"]


def test_pronouns_follow_the_turn() -> None:
    """The words "He" goes on with him who spoke, not with the man of whom he spoke."""
    text = "Paul Brun said that Peter Lund lied. He added that nobody cared."
    found = speakers_of(text, ("Paul Brun", 0), ("He", 0))
    assert [one.name for one in found if one] == ["Paul Brun", "Paul Brun"]


def test_whom_others_tell_of_may_speak_next() -> None:
    """He who "fell, two guards said" goes on, not who spoke before."""
    text = "Paul Vang left. Paul Vang said so.\nJohn Brun fell, two guards said.\nHe said so."
    article = make_article(text)
    [(sentences, mentions)] = annotate_language([article], fast=True)
    said = [
        ("Paul Vang", 1, "so", 0, None),
        ("two guards", 0, "John Brun fell", 0, None),
        ("He", 0, "so", 1, "John Brun"),
    ]
    ones = [
        Attribution(
            f"q{n}",
            article.id,
            "indirect",
            (find_span(article, source, nth),),
            (),
            (find_span(article, content, at),),
        )
        for n, (source, nth, content, at, _) in enumerate(said)
    ]
    found = resolve_speakers(article, sentences, mentions, ones)
    speaker = found[-1].speaker
    assert speaker is not None
    assert speaker.name == "John Brun"


def test_the_subject_of_the_lede_is_named_later() -> None:
    """The words "A diplomat" of the first sentence is whom the next one names so."""
    text = "A veteran diplomat has resigned.\nPaul Brun, a counsellor in Ulm, left.\nHe wept."
    assert name_of(text, "A veteran diplomat") == "Paul Brun"


def test_i_is_the_writer_only_outside_quotations() -> None:
    """An opinion piece's first person is its byline."""
    article = make_article("I doubt it. “I do not,” he said.", byline=("Anna Kell",))
    attributions = [
        Attribution("q0", "a1", "indirect", (find_span(article, "I"),), (), ()),
        Attribution("q1", "a1", "indirect", (find_span(article, "I", 1),), (), ()),
    ]
    sentences = [Span("a1", 0, 11), Span("a1", 12, len(article.text))]
    writer, other = resolve_speakers(article, sentences, [], attributions)
    assert writer.speaker is not None
    assert writer.speaker.name == "Anna Kell"
    assert other.speaker is None


def test_the_writer_is_nobodys_he_or_she() -> None:
    """A pronoun in a column is not who writes it."""
    article = make_article("I thought so. She said no.", byline=("Anna Kell",))
    [(sentences, mentions)] = annotate_language([article], fast=True)
    ones = [
        Attribution("q0", article.id, "indirect", (find_span(article, "I", 0),), (), ()),
        Attribution("q1", article.id, "indirect", (find_span(article, "She", 0),), (), ()),
    ]
    writer, she = (one.speaker for one in resolve_speakers(article, sentences, mentions, ones))
    assert writer is not None
    assert writer.name == "Anna Kell"
    assert she is None


def test_a_given_speaker_is_kept_and_order_too() -> None:
    """Attributions come back in the order given, changed in nothing but the speaker."""
    article = make_article("Paul Brun said no. Anna Kell said yes.")
    [(sentences, mentions)] = annotate_language([article], fast=True)
    speaker = Speaker("X", "person", Span("a1", 0, 1), "told so")
    second = Attribution("q1", "a1", "indirect", (find_span(article, "Anna Kell"),), (), ())
    first = Attribution("q0", "a1", "indirect", (find_span(article, "Paul Brun"),), (), (), speaker)
    found = resolve_speakers(article, sentences, mentions, [second, first])
    assert [one.id for one in found] == ["q1", "q0"]
    assert found[1] == first
    assert found[0].source == second.source


TEXT = "Mr. Ab said (he’s) “no”. She, who 41-year-old the Xy’s and\n"


@given(
    st.text(alphabet=TEXT, max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 20)), max_size=6),
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 9), st.sampled_from(["person", "organisation", "place", "other"])), max_size=6),
)  # fmt: skip
def test_nothing_raises_and_spans_are_valid(
    text: str, sources: list[tuple[int, int]], names: list[tuple[int, int, NameKind]]
) -> None:
    """Whatever the spans, speakers lie in the text."""
    article: Article = make_article(text)

    def span(start: int, length: int) -> Span:
        start = min(start, len(text))
        return Span("a1", start, min(start + length, len(text)))

    mentions = [
        Mention(span(start, length), kind)
        for start, length, kind in names
        if span(start, length).start < span(start, length).end
    ]
    attributions = [
        Attribution(f"q{n}", "a1", "direct", (span(*one),), (), (span(one[0] + one[1], 5),))
        for n, one in enumerate(sources)
    ]
    sentences = [Span("a1", block.start, block.end) for block in article.blocks]
    for one in resolve_speakers(article, sentences, mentions, attributions):
        if one.speaker is not None:
            assert article.cut(one.speaker.span) is not None


@pytest.mark.parametrize(
    ("text", "source", "name", "kind"),
    [
        (
            "Norland’s leader along with Ulm’s Paul Brun said so.",
            "Norland’s leader along with Ulm’s Paul Brun",
            None,
            "group",
        ),
        ("Paul Brun left. He and his wife said so.", "He and his wife", None, "group"),
        (
            "The letter, which Paul Brun sent along with a note, said so.",
            "The letter, which Paul Brun sent along with a note,",
            "The letter",
            "document",
        ),
        ("The harbour register said so.", "The harbour register", None, "document"),
        ("Some reports said so.", "Some reports", None, "document"),
        ("A study of 12,000 cats said so.", "A study of 12,000 cats", None, "document"),
        ("Newly filed court papers said so.", "Newly filed court papers", None, "document"),
    ],
)
def test_sources_that_are_no_single_person(
    text: str, source: str, name: str | None, kind: str
) -> None:
    """Several people are a group even where one is named; documents say things as well."""
    [speaker] = speakers_of(text, (source, 0))
    assert speaker is not None
    assert (speaker.name, speaker.kind) == (name or source, kind)


def test_a_bare_surname_refers_back() -> None:
    """Namesakes whom the article names later are not meant; a list's next member is no apposition."""
    text = (
        "Paul Brun, his mother and two sisters came. Mr. Brun said so."
        " They met Anna Brun. Then came Max Brun. Brun said no."
    )
    assert name_of(text, "Mr. Brun") == "Paul Brun"
    assert name_of(text, "Brun", 4) is None


def test_of_namesakes_the_one_who_has_spoken_speaks_on() -> None:
    """The dead of a report say nothing: a bare surname is that of the father who was quoted."""
    text = "Ada Brun, 9, fell. Her father, Paul Brun, said so. Ada was loved. Brun said more."
    _, last = speakers_of(text, ("Her father, Paul Brun,", 0), ("Brun", 2))
    assert last is not None
    assert last.name == "Paul Brun"


def test_a_body_called_by_its_noun_is_one_already_named() -> None:
    """“The school” is not one that the article names much later."""
    later = " It rained. It blew. It snowed. It froze. Children of Ulm Lake School wept."
    [speaker] = speakers_of("They met. The school said so." + later, ("The school", 0))
    assert speaker is not None
    assert speaker.name == "school"


def test_who_after_people_without_a_name() -> None:
    """“Who” stands for the group that it follows; after a thing for nobody."""
    text = "It is a boost for harbour reformers who say so. It was a table that said so."
    people, thing = speakers_of(text, ("who", 0), ("that", 0))
    assert people is not None
    assert (people.name, people.kind) == ("harbour reformers", "group")
    assert thing is None


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Paul Brun said it was late.", "Paul Brun"),
        ("Paul Brun said it was late. Anna Kell nodded.", None),
        ("Paul Brun said it was late. It rained all night.", None),
    ],
)
def test_a_quotation_that_is_a_paragraph(before: str, expected: str | None) -> None:
    """It is of the speaker of the paragraph before, if nobody else is in there."""
    article = make_article(f"{before}\n\n“We left at once.”\n\nThey met.")
    [(sentences, mentions)] = annotate_language([article], fast=True)
    said = Attribution(
        "q0",
        article.id,
        "indirect",
        (find_span(article, "Paul Brun"),),
        (find_span(article, "said"),),
        (find_span(article, "it was late"),),
    )
    quotation = Attribution(
        "q1", article.id, "direct", (), (), (find_span(article, "“We left at once.”"),)
    )
    found = resolve_speakers(article, sentences, mentions, [said, quotation])
    assert (found[1].speaker.name if found[1].speaker else None) == expected
