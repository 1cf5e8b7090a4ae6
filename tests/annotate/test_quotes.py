"""Quotation marks: what stands in them, whatever marks are used and whichever is missing."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.annotate.quotes import find_quotes, outer_quotes, split_paragraphs


def draw(text: str) -> str:
    """Return the text with each quoted run in brackets."""
    drawn = text
    paragraphs = split_paragraphs(text, 0, len(text))
    for quote in sorted(find_quotes(text, paragraphs), key=lambda q: (q.start, -q.end))[::-1]:
        inner = drawn[: quote.start] + "[" + drawn[quote.start :]
        end = quote.end + 1
        for other in find_quotes(text, paragraphs):
            if other.depth > quote.depth and quote.start <= other.start < quote.end:
                end += 2
        drawn = inner[:end] + "]" + inner[end:]
    return drawn


CASES = {
    "curly": ("“No,” she said. “Never.”", "[“No,”] she said. [“Never.”]"),
    "straight": ('"No," she said. "Never."', '["No,"] she said. ["Never."]'),
    "single in a headline": (
        "‘Never again,’ veteran envoy says",
        "[‘Never again,’] veteran envoy says",
    ),
    "single straight with apostrophes": (
        "'The workers' rights are gone,' he said. 'We don't know why.'",
        "['The workers' rights are gone,'] he said. ['We don't know why.']",
    ),
    "apostrophes alone": (
        "The workers' rights weren't Moscow's in the '90s; rock 'n' roll's 'em.",
        "The workers' rights weren't Moscow's in the '90s; rock 'n' roll's 'em.",
    ),
    "curly apostrophes": (
        "The MPs’ leader can’t stay, ’tis said.",
        "The MPs’ leader can’t stay, ’tis said.",
    ),
    "doubled single marks": ("''Go,'' he said.", "[''Go,''] he said."),
    "typewritten marks": ("``Go,'' he said.", "[``Go,''] he said."),
    "German": (
        "„Wir gehen“, sagte er. »Nein«, rief sie.",
        "[„Wir gehen“], sagte er. [»Nein«], rief sie.",
    ),
    "French": ("« Non », dit-il. «Oui», dit-elle.", "[« Non »], dit-il. [«Oui»], dit-elle."),
    "Swedish": ("”Vi går”, sade han. ”Nej.”", "[”Vi går”], sade han. [”Nej.”]"),
    "nested": (
        "“He told me ‘no way’ and left,” she said.",
        "[“He told me [‘no way’] and left,”] she said.",
    ),
    "nested with the same marks": (
        '"He said "no" to me," she said.',
        '["He said ["no"] to me,"] she said.',
    ),
    "British, double inside": (
        "Mr Smith said: ‘The “experts” know.’ Moscow’s envoy agreed.",
        "Mr Smith said: [‘The [“experts”] know.’] Moscow’s envoy agreed.",
    ),
    "mark on the wrong side": (
        "“No,“ he said. ”Yes,” she said.",
        "[“No,“] he said. [”Yes,”] she said.",
    ),
    "no opening mark": (
        'Never again," he said. "We leave."',
        '[Never again,"] he said. ["We leave."]',
    ),
    "no closing mark, short": (
        'He called it "a mess. Then police came. They left.',
        'He called it ["a mess.] Then police came. They left.',
    ),
    "no closing mark, introduced": ("He said: “We go. We stay.", "He said: [“We go. We stay.]"),
    "no closing mark before another": (
        "“First thing. He said “second thing” and “third,” he added.",
        "[“First thing.] He said [“second thing”] and [“third,”] he added.",
    ),
    "odd mark spoils no later paragraph": (
        'He is 6\'2" tall and "odd.\n\n"Fine," she said.\n\nHe "left".',
        'He is 6\'2" tall and ["odd.]\n\n["Fine,"] she said.\n\nHe ["left"].',
    ),
    "several paragraphs": (
        "“One.\n\n“Two.\n\n“Three,” he said.",
        "[“One.]\n\n[“Two.]\n\n[“Three,”] he said.",
    ),
    "an opening mark and a closing one for one": (
        "“”We go,” he said. “We stay,“” she said.",
        "[“”We go,”] he said. [“We stay,“”] she said.",
    ),
    "opened double, closed single": (
        "“We go,' he said. “We stay,” she said.\n\n‘No,” they said.",
        "[“We go,'] he said. [“We stay,”] she said.\n\n[‘No,”] they said.",
    ),
    "backticks and accents": ("``We go,´´ he said.", "[``We go,´´] he said."),
    "emphasis around": ('_"We go,"_ he *“said.”*', '_["We go,"]_ he *[“said.”]*'),
    "side by side": ("“One,”“Two,” he said.", "[“One,”][“Two,”] he said."),
    "many singles": (
        "He said ‘no’, ‘never’ and ‘not now’; James’ ‘yes’ came late.",
        "He said [‘no’], [‘never’] and [‘not now’]; James’ [‘yes’] came late.",
    ),
    "three deep": (
        "“He said, ‘I told her, “No,” and left,’” she said.",
        "[“He said, [‘I told her, [“No,”] and left,’]”] she said.",
    ),
    "brackets and ellipsis": (
        "“[They] went … nowhere [sic],” he wrote.",
        "[“[They] went … nowhere [sic],”] he wrote.",
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_finds_what_stands_in_quotation_marks(text: str, expected: str) -> None:
    """Each quotation is found with its marks and nothing more."""
    assert draw(text) == expected


def test_a_quotation_of_several_paragraphs_goes_on() -> None:
    """Each paragraph of it opens; only the last closes."""
    text = "“One.\n\n“Two.\n\n“Three,” he said.\n\n“Four.”"
    quotes = find_quotes(text, split_paragraphs(text, 0, len(text)))
    assert [quote.continues for quote in quotes] == [False, True, True, False]
    assert [quote.closed for quote in quotes] == [False, False, True, True]


def test_wrapped_lines_are_one_paragraph() -> None:
    """A line break inside a sentence parts nothing, one after its end does."""
    text = "One line\nwrapped.\nTwo\n\nThree"
    assert [text[s:e] for s, e in split_paragraphs(text, 0, len(text))] == [
        "One line\nwrapped.",
        "Two",
        "Three",
    ]


@given(st.text(alphabet="aB s.,:9 “”‘’\"'„«»\n-", max_size=80) | st.text(max_size=60))
def test_any_text_gives_valid_runs(text: str) -> None:
    """Nothing raises; runs lie in their paragraphs, in order; outer ones do not overlap."""
    paragraphs = split_paragraphs(text, 0, len(text))
    quotes = find_quotes(text, paragraphs)
    assert all(any(s <= q.start < q.end <= e for s, e in paragraphs) for q in quotes)
    assert quotes == sorted(quotes, key=lambda q: (q.start, -q.end))
    assert all(a.end <= b.start for a, b in pairwise(outer_quotes(quotes)))


@given(st.text(alphabet="ab “”\"'‘’.,", max_size=40))
def test_a_paragraph_does_not_spoil_the_next(first: str) -> None:
    """Whatever marks a paragraph has, plain quotations after a plain paragraph are read."""
    text = first + "\n\nPlain words.\n\n“Good,” she said."
    quotes = find_quotes(text, split_paragraphs(text, 0, len(text)))
    assert [text[q.start : q.end] for q in quotes][-1:] == ["“Good,”"]


def test_a_text_without_paragraphs_is_cut_at_sentences() -> None:
    """Nothing is lost, no piece is too long."""
    text = "He said it was late. " * 2_000
    pieces = split_paragraphs(text, 0, len(text))
    assert max(end - start for start, end in pieces) <= 8_000
    assert " ".join(text[start:end] for start, end in pieces) == text.strip()
    assert all(text[end - 1] == "." for _, end in pieces)
