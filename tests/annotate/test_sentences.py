"""Paragraphs and sentences."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import make_article
from variorum.annotate.language import annotate_language
from variorum.annotate.sentences import LONGEST, cut_paragraphs, split_sentences
from variorum.model import Article, Block

HARD = (
    # Marks, quotations, clocks, states, titles, initials, numbers, ordinals, companies, ellipses;
    # "|" parts the sentences.
    "Mr. Kell met the U.N. envoy.|He left.",
    "It began on Feb. 24 in St. Ulm.|Nobody came.",
    "Sen. A. B. Kell (D-Va.) voted no.|The bill failed.",
    "“Is it true?” she asked.|“It is.”|He left.",
    "“It is true.”|She left at 5 p.m.|The doors closed.",
    "It cost $1.5 million.|Nobody paid.",
    "The firm, Kell Inc., closed.|Workers wept!|Some sang…|It rained.",
    "He lives in the U.S. Navy town.|It is far.",
    "Police in Mesa, Ariz., said the car was stolen.|Nobody was hurt.",
    "He lives in Mesa, Ariz.|The town is small.",
    "He lives in Mesa, Ariz.|Neighbours wept.",
    "She flew to Fresno, Calif. Monday to meet voters.|He stayed.",
    "A fire in Mesa, Ariz. killed two.|Nobody wept.",
    "Roe, of Duluth, Minn.|Fans wept for him.",
    "He was flown to Reno, Nev. Tuesday.|She followed.",
    "The trial in Salem, Ore. Attorney General Ana Roe watched is over.",
    "Mesa, Ariz. Police Chief Ana Roe said so.",
    "Police came to Mesa, Ariz.|Police said so.",
    "Pa. Gov. Ana Roe vetoed it.|It was late.",
    "Lt. Gov. Ana Roe spoke to Maj. Gen. Jon Kell.|He nodded.",
    "Brig. Gen. Kell and Rear Adm. Roe agreed.|Lt. Col. Brun did not.",
    "Sgt. 1st Class Jon Kell died.|His unit mourned.",
    "Asst. Chief Roe called Det. Sgt. Kell.|Neither came.",
    "U.S. Rep. Ana Roe, D-Calif., voted no.|So did Rep. Kell, R-Fla.",
    "He met U.S. President Ana Roe in the U.S.|The visit was short.",
    "She left the U.S.|In May she came back.",
    "The U.S. Supreme Court ruled.|U.S. Attorney Jon Kell appealed.",
    "Washington, D.C. Mayor Ana Roe agreed.|The council did not.",
    "He works in Washington, D.C.|Roe does not.",
    "The meeting begins at 9 a.m. Monday.|It is open.",
    "It opens at 9 a.m. EST and ends at 5 p.m. Pacific time.|Bring water.",
    "He died at 9 p.m.|Roe was 41.",
    "Officers came at about 3:15 a.m.|Witnesses had called.",
    "She spoke on the 6 p.m. Ulm News.|Nobody watched.",
    "It shut at 5.30pm.|Doors opened again at 7am.",
    "The No. 2 official resigned.|She was No. 1.|He was not.",
    "Did he agree?|No.|Roe left.",
    "“No.”|Roe left.",
    "No. 10 denied it.|Nos. 3 and 4 agreed.",
    "He lives on Main St.|She lives on Oak Ave.|They met.",
    "St. Louis police came to Ft. Kell and Mt. Roe.|It snowed.",
    "J. K. Roe wrote it.|George W. Kell read it.",
    "The plan was signed by A. B. Roe.|He denied it.",
    "They chose Plan B.|The town wept.",
    "“So do I.|Roe knows.”",
    "He works for Kell Corp.|The firm is small.",
    "Kell Corp. Chief Executive Ana Roe quit.|Shares fell.",
    "Roe & Co. Ltd. of Ulm closed.|Nobody paid.",
    "John Roe Jr. Kell heard it from John Roe Sr.|His son left.",
    "Dr. Roe has a Ph.D. from Ulm.|She has an M.D.|She teaches.",
    "“I … don’t know,” he said.|“I ... I can’t.”",
    "“We tried ...”|He stopped.",
    "We waited ... and waited.|Nothing came.",
    "“The … Roe campaign won.|It rained . . . and rained.”",
    "“Why now?” Ana Roe asked.|“Why?”|She left.",
    "“Is that all?” Mayor Jon Kell of Ulm said.|He laughed.",
    "“Stop!” the driver shouted.|Nobody stopped.",
    '"Have you gone?" Kell asked her followers.|"Go!"',
    "‘Will it hold?’ Roe wondered.|It did.",
    "He said: “Go.”|Then she left.",
    "(He left.)|She stayed.",
    "She said it was “over.”|Kell agreed.",
    "Is it true?!|Yes.",
    "It rose 3.5 percent.|Kell fell $1.25 to $88.95.|Roe rose.",
    "Write to tips@ulm.example.|Callers stay unnamed.",
    "He posted it on ulm.example.com.|Readers wept.",
    "Am 3. Oktober 2021 kam er.|Sie ging.",
    "Der 2. Senat entschied am 14. März.|Das Urteil gilt.",
    "Er zahlte 3 Mio. Euro, d.h. zu viel.|Sie zahlte nichts.",
    "Le 1. janvier, M. Roe est venu.|Mme. Kell est partie.",
    "1. Roe won.",
    "2. Kell lost.|He wept.",
    "He turned 41.|Kell turned 40.",
    "Her child is 3.|He is 4.",
    "On Oct. 3.|The vote was on Dec. 12, 2020.|It failed.",
    "Roe v. Kell was argued.|Roe vs. Brun was not.",
    "See Fig. 3, Art. 5 and pp. 12-14.|They differ.",
    "It was modern art.|Roe hated it.",
    "He saw the con.|Roe ran, i.e. Kell won.",
    "Jon Roe, a.k.a. Kell, ran.|Police came.",
    "Mr. and Mrs. Roe left.|Ms. Kell stayed.",
    "Mr Roe left.|Mrs Kell stayed.|Sir Jon Brun did not.",
    "He was ill.|Roe was not.",
    "She would miss.|Kell did not.",
    "He passed del.|Roe passed.",
    "DANVILLE, Ky. — Ana Roe did it.|Nobody saw.",
    "MESA, Ariz. (VNN) – A man died.|He was 41.",
    "SALEM, Va. - A boy died.|He was 3.",
    "UPDATE: 7:19 p.m. -- The town is calm.",
    "New iPhones cost more.|iPhone sales fell.",
    "They fell 3 percent.|20 people came.",
    "He was born in Sept.|The baby was early.",
    "They met in Sept. 2019.|They left in Jan. Nobody knew.",
    "He had cars, boats etc.|The police took them.",
    "He ate at 5 p.m. and left.|Roe stayed till 6 a.m. Sunday.",
    "“Mrs. Roe, come,” he said.|'Mrs. Kell, go,' she said.",
    "Roe et al. found it.|Nobody read it.",
)


@pytest.mark.parametrize("marked", HARD)
def test_sentences_end_where_they_should(marked: str) -> None:
    """Abbreviations, initials and numbers end no sentence; quotation marks go with theirs."""
    text = marked.replace("|", " ")
    assert [text[start:end] for start, end in split_sentences(text)] == marked.split("|")


@pytest.mark.parametrize(
    "marked",
    [
        "He fled.|The mayor stayed.",
        "“It rained.”|He left.",
        "He fled.|“We lost,” she said.",
        'She lost.|"We lost it," she said.',
        "It went wrong at Kell.example and Node.Js.",
        'She called it "over."He left',
    ],
)
def test_a_lost_blank_hides_no_border(marked: str) -> None:
    """Scraped text glues sentences; an address or a name with a point in it stays whole."""
    text = marked.replace("|", "")
    assert [text[start:end] for start, end in split_sentences(text)] == marked.split("|")


def test_many_marks_take_no_time() -> None:
    """A paragraph of marks alone is read in linear time."""
    began = time.process_time()
    for text in ("." * 200_000, ". " * 100_000, "!”" * 100_000, "1. " * 60_000, "A." * 100_000):
        split_sentences(text)
    assert time.process_time() - began < 5


def test_only_telling_blocks_are_read() -> None:
    """Captions and promotions carry no annotation; line ends part paragraphs."""
    text = "Kell quits\nRain fell.\nSubscribe now.\n"
    blocks = (Block("headline", 0, 10), Block("body", 11, 21), Block("promotion", 22, 36))
    article = Article("a1", "d1", text, 0, len(text), blocks)
    [(sentences, _)] = annotate_language([article], fast=True)
    assert [article.cut(span) for span in sentences] == ["Kell quits", "Rain fell."]


def test_wrapped_lines_are_one_paragraph() -> None:
    """A single line end in the middle of a sentence is a blank."""
    text = (
        "The ferry left the harbour at noon with forty people\n"
        "on board and did not come back.\n"
        "It was found."
    )
    article = Article("a1", "d1", text, 0, len(text), (Block("body", 0, len(text)),))
    assert [text[start:end] for start, end in cut_paragraphs(article)] == [
        text[: text.index("\nIt")],
        "It was found.",
    ]


def test_a_huge_paragraph_is_cut() -> None:
    """A model never gets more than a page at once, whatever the input."""
    article = make_article("x" * (3 * LONGEST) + " word." * LONGEST)
    pieces = cut_paragraphs(article)
    assert max(end - start for start, end in pieces) <= LONGEST
    assert sum(end - start for start, end in pieces) > len(article.text) - len(pieces) * 2


def test_the_model_finds_sentences_and_names() -> None:
    """The accurate way keeps offsets into the article's text."""
    article = make_article("Dr. Ada Kell of the University of Ulm left.\nShe told Reuters so.")
    [(sentences, mentions)] = annotate_language([article], fast=False)
    assert [article.cut(span) for span in sentences] == article.text.split("\n")
    assert ("Ada Kell", "person") in [(article.cut(one.span), one.kind) for one in mentions]


@given(st.text(max_size=300))
def test_sentences_never_fail_and_lose_no_word(text: str) -> None:
    """Every letter of the text is in exactly one sentence."""
    spans = split_sentences(text)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert "".join("".join(text[s:e].split()) for s, e in spans) == "".join(text.split())


def test_a_bracket_is_not_broken_between_sentences() -> None:
    """The words that a desk put into a quotation stay in its sentence."""
    text = (
        "Later on Monday, harbour spokesman Ivan Orlov said that Roe had “declared himself against "
        "the common opinion in [Varna]”. He left."
    )
    ((sentences, _),) = annotate_language([make_article(text)], fast=False)
    assert [text[span.start : span.end] for span in sentences][-1] == "He left."
    assert all(
        text[span.start : span.end].count("[") == text[span.start : span.end].count("]")
        for span in sentences
    )
