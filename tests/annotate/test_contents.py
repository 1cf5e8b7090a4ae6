"""Sources and contents mended by the grammar of the sentence: marked up in small tables."""

# ruff: noqa: E501 - a case stands on one line, so that the table can be read

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.annotate.contents import mend_links
from variorum.annotate.links import Link
from variorum.annotate.quotes import find_quotes
from variorum.annotate.tagging import Words, read_words

MARKS = {"[": "content", "{": "source", "<": "cue"}
CLOSERS = "]}>"


def read_marked(marked: str) -> tuple[Words, Link]:
    """Return words and one attribution: "{Roe} <said> [he left]"."""
    runs: dict[str, list[tuple[int, int]]] = {"content": [], "source": [], "cue": []}
    text, opened = "", 0
    role = ""
    for character in marked:
        if character in MARKS:
            role, opened = MARKS[character], len(text)
        elif character in CLOSERS:
            runs[role].append((opened, len(text)))
        else:
            text += character
    words = read_words(text, 0, len(text), find_quotes(text, [(0, len(text))]))
    number = {start: n for n, start in enumerate(words.starts)}
    last = {end: n + 1 for n, end in enumerate(words.ends)}
    parts = {r: tuple((number[s], last[e]) for s, e in spans) for r, spans in runs.items()}
    return words, Link(parts["source"], parts["cue"], parts["content"])


def write_marked(words: Words, text: str, link: Link) -> str:
    """Return text with its marks."""
    marks = []
    for opening, runs in (("[]", link.content), ("{}", link.source), ("<>", link.cue)):
        for first, last in runs:
            marks += [(words.starts[first], opening[0]), (words.ends[last - 1], opening[1])]
    for at, mark in sorted(marks, key=lambda one: (-one[0], one[1] in CLOSERS)):
        text = text[:at] + mark + text[at:]
    return text


@pytest.mark.parametrize(
    ("found", "mended"),
    [
        (
            "[Reached by phone], {Ms. Brun} <said> [she had left].",
            "Reached by phone, {Ms. Brun} <said> [she had left].",
        ),
        (
            "[It was late], {he} <said>, [and he had left].",
            "[It was late], {he} <said>, [and he had left].",
        ),
        ("[“No,”] {he} <said> [it was late].", "[“No,”] {he} <said> [it was late]."),
        (
            "{Drivers strike as} union <says> [the offer is low].",
            "Drivers strike as {union} <says> [the offer is low].",
        ),
        (
            "{Mark Brun, known as} <says> [it was late].",
            "{Mark Brun, known as} <says> [it was late].",
        ),
        (
            "The crew were looking at [a pipe], {Brun} <said>.",
            "[The crew were looking at a pipe], {Brun} <said>.",
        ),
        (
            "But the pipe leaked [for years], {Brun} <said>.",
            "But [the pipe leaked for years], {Brun} <said>.",
        ),
        (
            "It rained. [The pipe leaked], {Brun} <said>.",
            "It rained. [The pipe leaked], {Brun} <said>.",
        ),
        ("It leaked, “[for years],” {Brun} <said>.", "It leaked, “[for years],” {Brun} <said>."),
        (
            "It burnt before 10 {p.m. Witnesses} <saw> [smoke].",
            "It burnt before 10 p.m. {Witnesses} <saw> [smoke].",
        ),
        ("{Ms. Brun first} <said> [she left].", "{Ms. Brun} first <said> [she left]."),
        ("{Earlier Brun} <said> [she left].", "Earlier {Brun} <said> [she left]."),
        ("{Ann Long} <said> [she left].", "{Ann Long} <said> [she left]."),
        ("{Ann Brun, of Ulm,} <said> [she left].", "{Ann Brun, of Ulm,} <said> [she left]."),
        ("{Ulm}’s mission in Bern <said> [it left].", "{Ulm’s mission in Bern} <said> [it left]."),
        ("{Brun}’s <asking> [them to go].", "{Brun}’s <asking> [them to go]."),
        ("{The board on Monday} <said> [it left].", "{The board} on Monday <said> [it left]."),
        (
            "{A study published on Monday} <said> [it left].",
            "{A study published on Monday} <said> [it left].",
        ),
        (
            "{A study published} on Monday <said> [it left].",
            "{A study published on Monday} <said> [it left].",
        ),
        ("[“No,”] [Brun, of Ulm], <said>.", "[“No,”] {Brun, of Ulm}, <said>."),
        ("[“No,”] {he} <said> of [the plan].", "[“No,”] {he} <said> of the plan."),
        (
            "[“No,”] {he} <said> of [the plan]. [“Never.”]",
            "[“No,”] {he} <said> of the plan. [“Never.”]",
        ),
        ("{She} <told> [the paper he had left].", "{She} <told> the paper [he had left]."),
        ("{She} <told> [Reuters that he left].", "{She} <told> Reuters [that he left]."),
        ("{She} <told> [him to leave].", "{She} <told> [him to leave]."),
        ("{Brun in May} <said> [it left].", "{Brun} in May <said> [it left]."),
        ("{The judge on the} <said> [it left].", "{The judge} on the <said> [it left]."),
        ("{and Brun} <said> [it left].", "and {Brun} <said> [it left]."),
        (
            "{They} <say> [on Monday officers] came to [the house].",
            "{They} <say> [on Monday officers came to the house].",
        ),
        (
            "New Ulm — A man who left [took a bag], {Brun} <said>.",
            "New Ulm — [A man who left took a bag], {Brun} <said>.",
        ),
        ("{They} <said> [they had] [a call].", "{They} <said> [they had a call]."),
        ("{Brun} <said> [Monday] [the pipe leaked].", "{Brun} <said> Monday [the pipe leaked]."),
        ("{Brun} <said> [it leaked in] Ulm, a town.", "{Brun} <said> [it leaked in Ulm], a town."),
        ("{Brun} <said> [it leaked and] left.", "{Brun} <said> [it leaked] and left."),
        (
            "{Brun} <said> [it leaked at 9 p.m]. Friday.",
            "{Brun} <said> [it leaked at 9 p.m. Friday].",
        ),
        ("[“It leaked,”] {Brun} said.", "[“It leaked,”] {Brun} <said>."),
        (
            "Families, {Brun} <would say>, [do not leave].",
            "[Families], {Brun} <would say>, [do not leave].",
        ),
        (
            "In May, {Brun} <said>, [the dam leaked].",
            "In May, {Brun} <said>, [the dam leaked].",
        ),
        (
            "[“No,”] <says> {the chair of the board,} Ann Brun.",
            "[“No,”] <says> {the chair of the board, Ann Brun}.",
        ),
        (
            "[“No,”] <says> {the chair of the board}, Ulm said.",
            "[“No,”] <says> {the chair of the board}, Ulm said.",
        ),
        (
            "{But} deputy Ann Brun, citing a paper, <said> [it left].",
            "But {deputy Ann Brun}, citing a paper, <said> [it left].",
        ),
        (
            "{Brun} <said after> [the hearing that it leaked].",
            "{Brun} <said after> the hearing [that it leaked].",
        ),
        ("{,} <says> [it leaked].", ", <says> [it leaked]."),
        ("({C) The envoy} <said> [it leaked].", "(C) {The envoy} <said> [it leaked]."),
        ("[- Homes are dark], <says> {Brun}.", "- [Homes are dark], <says> {Brun}."),
        (
            "It was <described as> [“a mess” by coach Ann Brun].",
            "It was <described as> [“a mess”] by {coach Ann Brun}.",
        ),
        (
            "[She] <was told> by {a teacher} [that it leaked].",
            "She <was told> by {a teacher} [that it leaked].",
        ),
        ("[And pearls? “We looked,”] {she} <says>.", "And pearls? [“We looked,”] {she} <says>."),
        (
            "{She} <told> police Brun yelled, [“Run!” and left].",
            "{She} <told> police [Brun yelled, “Run!” and left].",
        ),
        ("{She} <said> he shouted, [“Run!”]", "{She} <said> [he shouted, “Run!”]"),
        ("{She} <said> on Monday, [“Run!”]", "{She} <said> on Monday, [“Run!”]"),
        ("{She} <warned> [Mr. Brun that it leaked].", "{She} <warned> Mr. Brun [that it leaked]."),
        ("{She} <warned> [the dam may leak].", "{She} <warned> [the dam may leak]."),
        ("{The dam} <seems> [to leak].", "[The dam] <seems> [to leak]."),
        (
            "In Ulm, the dam <did not appear> [to leak].",
            "In Ulm, [the dam] <did not appear> [to leak].",
        ),
        ("{Brun} <is expected> [to resign].", "[Brun] <is expected> [to resign]."),
        ("{Brun} <had expected> [to resign].", "{Brun} <had expected> [to resign]."),
        ("{It} <seems> [to leak].", "It <seems> [to leak]."),
        ("{Brun} <appeared> [in court].", "{Brun} <appeared> [in court]."),
    ],
)
def test_links_are_mended(found: str, mended: str) -> None:
    """What opens a sentence is no content, what ends with its cue begins where the sentence does."""
    words, link = read_marked(found)
    [result] = mend_links(words, [link])
    assert write_marked(words, re.sub(r"[][{}<>]", "", found), result) == mended


@pytest.mark.parametrize(
    "found",
    [
        "{The film} <is called> [The Pipe].",
        "{The flood} <claimed> [the lives of two men].",
        "{Police} <arrested> [two men].",
        "{He} likes [the pipe].",
        "{Officers} <are still looking for> [the driver of the van].",
        "{Officers} <searched> [for the driver of the van].",
        "{Brun} <argued> [that] the pipe leaked.",
        "[The board that signed the plan in May has met twice since].",
    ],
)
def test_what_is_no_speech_is_left_out(found: str) -> None:
    """Names, deeds and fragments without a cue are no attributions."""
    words, link = read_marked(found)
    assert mend_links(words, [link]) == []


@pytest.mark.parametrize(
    "found",
    [
        "{Brun} <looked> [at the plan for a way out].",
        "{Brun} <searched for> [“a way out”].",
    ],
)
def test_what_is_quoted_or_thought_stays(found: str) -> None:
    """Marks show words; looking at something may be an opinion."""
    words, link = read_marked(found)
    assert mend_links(words, [link]) == [link]


def test_words_of_another_attribution_are_left() -> None:
    """A content is not extended over a source or content that another attribution has."""
    words, one = read_marked("Brun told Kell [it burnt], {Vang} <said>.")
    other = Link(((0, 1),), ((1, 2),), ((2, 3),))
    assert mend_links(words, [one, other]) == [one, other]


@given(st.text("ab .,“”p.mQ", max_size=40), st.lists(st.integers(0, 30), min_size=8, max_size=8))
def test_any_link_stays_within_its_words(text: str, cuts: list[int]) -> None:
    """Runs stay within the paragraph and are never empty."""
    words = read_words(text, 0, len(text), find_quotes(text, [(0, len(text))]))
    count = len(words.texts)
    runs = [
        (a, b) for a, b in zip(sorted(cuts)[:-1], sorted(cuts)[1:], strict=True) if a < b <= count
    ]
    if not runs:
        return
    link = Link(tuple(runs[:1]), tuple(runs[1:2]), tuple(runs[2:] or runs[:1]))
    for mended in mend_links(words, [link, link]):
        for first, last in (*mended.source, *mended.cue, *mended.content):
            assert 0 <= first < last <= count
