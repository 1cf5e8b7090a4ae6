import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model import BlockKind
from variorum.read.blocks import classify_blocks
from variorum.read.lines import find_lines

# An invented report. Each line is followed by its kind.
PROSE = (
    (
        "The council of Harbour Bay voted on Tuesday to close the old ferry pier after engineers "
        "found cracks in four of its pillars."
    ),
    (
        "“We cannot wait for another winter,” said the mayor, Ines Falk, who called the meeting "
        "at short notice."
    ),
    (
        "About 200 people use the pier every day, most of them commuters from the islands, "
        "according to the port authority."
    ),
    "The shipping line said it would run buses from the north quay until a new pier is built.",
    "“Nobody asked us,” said Tom Brandt, 58, who has sold tickets there since 2009.",
    "The work is expected to take two years and to cost $12 million.",
)

RIGHTS = (
    "All rights reserved. This material, and what else is on this site, may not be reproduced, "
    "published, broadcast, rewritten or given on, in whole or in part, without the permission "
    "of the Quay."
)


def kinds_of(*lines: str, gap: str = "\n\n") -> dict[str, BlockKind]:
    """Return the kind of each line of a plain text."""
    text = gap.join(lines)
    return {text[block.start : block.end]: block.kind for block in classify_blocks(text)}


@pytest.mark.parametrize("gap", ["\n\n", "\n", "\r\n", "\r\n\r\n"])
def test_prose_is_body(gap: str) -> None:
    """Every paragraph of a clean report is body, under its headline, whatever parts them."""
    kinds = kinds_of("Harbour Bay closes its old ferry pier", *PROSE, gap=gap)
    assert kinds.pop("Harbour Bay closes its old ferry pier") == "headline"
    assert set(kinds.values()) == {"body"}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("The Daily Quay digital for one year, only $39", "promotion"),
        ("Get the Morning Tide newsletter", "promotion"),
        ("Advertisement", "promotion"),
        ("Share this article", "navigation"),
        ("External content", "navigation"),
        ("Read more: Why the islands want a bridge", "related"),
        ("Live updates: follow the storm as it nears the coast", "related"),
        ("The pier on Monday. Photo by Lena Ruiz/The Quay", "caption"),
        ("Commuters wait at the north quay Keystone / Lena Ruiz", "caption"),
        ("The mayor at the pier. Photograph: Lena Ruiz/PA", "caption"),
        ("This article was amended on 5 March 2031 to correct the sum.", "correction"),
        (
            "OSTBY (AP) — In a story on May 3, The Associated Press misspelled a name: Brandt.",
            "correction",
        ),
        ("In an earlier version of this story, the sum for the repair was wrong.", "correction"),
        ("A corrected version of the story is below:", "correction"),
        ("Copyright 2031 Quay Media. All rights reserved.", "metadata"),
        ("READ: 12 bridges of the coast are up for repair", "related"),
        ("Lire aussi : le pont que personne ne veut", "related"),
        ("Lesen Sie auch: Die Brücke, die niemand will", "related"),
        ("Article réservé aux abonnés", "promotion"),
        ("£1 for 4 weeks", "promotion"),
        ("Tiempo de lectura 4 min.", "metadata"),
        ("(With inputs from agencies)", "metadata"),
        (RIGHTS, "metadata"),
        ("Children watch the first boat leave [Lena Ruiz/Quay Post]", "caption"),
        ("Tom Brandt at his kiosk. (Quay Post: Lena Ruiz)", "caption"),
        ("3 hours ago", "metadata"),
        ("Updated: March 4, 2031, 3:25 PM", "metadata"),
    ],
)
def test_furniture_between_paragraphs_is_not_body(line: str, kind: BlockKind) -> None:
    """Offers, share bars, links and credits among the paragraphs are set aside and named."""
    kinds = kinds_of("Harbour Bay closes its old ferry pier", *PROSE[:3], line, *PROSE[3:])
    assert kinds[line] == kind
    assert all(kinds[paragraph] == "body" for paragraph in PROSE)


def test_head_of_a_report() -> None:
    """Headline, standfirst and date stand above the body; a repeated headline is one too."""
    title, below = (
        "Harbour Bay closes its old ferry pier",
        "Engineers found cracks in four pillars of it",
    )
    text = "\n".join((title, below, "March 4, 2031 11:19 JST", title, *PROSE))
    blocks = classify_blocks(text)
    assert [block.kind for block in blocks[:4]] == [
        "headline",
        "standfirst",
        "metadata",
        "headline",
    ]


def test_a_dateline_is_a_block_of_its_own() -> None:
    """The dateline goes ahead of the body block whose paragraph it opens."""
    kinds = kinds_of("Ferry pier to close", "HARBOUR BAY, Norway (AP) — " + PROSE[0], *PROSE[1:])
    assert kinds["HARBOUR BAY, Norway (AP) —"] == "dateline"
    assert kinds[PROSE[0]] == "body"


@pytest.mark.parametrize("line", ["HARBOUR BAY (Reuters) -", "HARBOUR BAY (AP) —"])
def test_a_dateline_alone_on_its_line_is_no_byline(line: str) -> None:
    """A page that breaks the line after the dateline names a place there, and no person."""
    kinds = kinds_of("Ferry pier to close for a year", line, *PROSE)
    assert kinds[line] == "dateline"


def test_hard_wrapped_text_has_a_block_a_paragraph() -> None:
    """Lines that break at a column are joined; the line ends stay inside the block."""
    wrapped = (
        "The council of Harbour Bay voted on Tuesday to close the old ferry\n"
        "pier after engineers found cracks in four of its pillars, which an\n"
        "earlier report had called sound.\n\n"
        "The shipping line said it would run buses from the north quay until\n"
        "a new pier is built, which is expected to take two years or more and\n"
        "to cost $12 million.\n"
    )
    assert len(find_lines(wrapped)) == 2
    assert [block.kind for block in classify_blocks(wrapped)] == ["body", "body"]


def test_page_remains_after_the_body_are_not_body() -> None:
    """What scrapers leave at the foot of a report is not body."""
    foot = ("Articles in this story", "Share this story", "Change your password", "Sales Support")
    kinds = kinds_of("Harbour Bay closes its old ferry pier", *PROSE, *foot)
    assert all(kinds[line] != "body" for line in foot)


def test_interviews_and_lists_stay_whole() -> None:
    """Questions, subheadings and list items of an article are body."""
    questions = (
        "Why close the pier now, and not after the summer season?",
        "Because the engineers told us that it may not stand another storm, and we believe them.",
        "And what happens to the people who work there?",
        "The shipping line has promised to keep all of them. We will hold it to that.",
    )
    kinds = kinds_of("“It may not stand another storm”", PROSE[0], *questions, PROSE[3])
    assert all(kinds[line] == "body" for line in questions)


@given(st.text(max_size=400) | st.text(alphabet="aA .“”\n\r\t-—:0$%©\x00", max_size=400))
@settings(max_examples=150, deadline=None)
def test_blocks_lie_in_any_text(text: str) -> None:
    """No text raises; blocks are in order, do not overlap, and miss nothing but white space."""
    last = 0
    for block in classify_blocks(text):
        assert last <= block.start < block.end <= len(text)
        assert not text[last : block.start].strip()
        assert text[block.start : block.end].strip()
        last = block.end
    assert not text[last:].strip()


def test_an_outlet_below_a_name_in_a_list_is_of_the_byline() -> None:
    """Both "- Jane Roe" and the "- BBC" below it say who reported it."""
    kinds = kinds_of("Harbour Bay closes its old ferry pier", "- Jane Roe", "- BBC", *PROSE)
    assert kinds["- Jane Roe"] == kinds["- BBC"] == "byline"


def test_a_short_paragraph_between_others_is_body() -> None:
    """A paragraph of one short question and its answer is not lost."""
    kinds = kinds_of(
        "Harbour Bay closes its old ferry pier",
        *PROSE[:3],
        "And Mr. Brandt? He stayed.",
        *PROSE[3:],
    )
    assert kinds["And Mr. Brandt? He stayed."] == "body"


@pytest.mark.parametrize(
    "last",
    [
        "The council meets again in spring.",
        "“It is our pier, and your council sold it,” Brandt said.",
    ],
)
def test_prose_goes_on_below_furniture(last: str) -> None:
    """The last sentence is not lost because an offer or a link stands above it."""
    between = ("Subscribe to the Harbour Bay Quay from €2 a week", "Read more: Who owns the pier?")
    kinds = kinds_of(*PROSE, *between, last)
    assert kinds[last] == "body"
    assert not {"body"} & {kinds[line] for line in between}


@pytest.mark.parametrize(
    "last", ["The firm has not replied to requests for comment. QP-LR", "Brandt gave no comment."]
)
def test_a_last_paragraph_with_initials_is_body(last: str) -> None:
    """Nor is it lost because initials sign it, or because it tells of a refusal to comment."""
    assert kinds_of(*PROSE[:5], last, "Comments", "Share")[last] == "body"


def test_captions_of_a_gallery_are_no_body() -> None:
    """Lines that count themselves are captions; a list of teasers is that."""
    captions = [
        f"{n} of 4 The pier {word}. Lena Ruiz/The Quay"
        for n, word in enumerate(("at dawn", "at noon", "in the storm", "by night"), start=1)
    ]
    teasers = [
        f"list {n} of 3 {title}"
        for n, title in enumerate(
            ("Who owns the pier?", "The last ferryman of the bay", "‘We swim to school’"), start=1
        )
    ]
    kinds = kinds_of("Harbour Bay closes its pier", *PROSE[:3], *captions, *teasers, *PROSE[3:])
    assert {kinds[line] for line in captions} == {"caption"}
    assert {kinds[line] for line in teasers} == {"related"}
    assert {kinds[line] for line in PROSE} == {"body"}


def test_running_heads_and_page_numbers_are_no_body() -> None:
    """What comes again on each printed page, numbers apart, stands beside the text."""
    head = "THE HARBOUR QUAY   Thursday, March 6, 2031   A{}"
    feet = [f"https://quay.example/pier-closes {n}/2" for n in (1, 2)]
    lines = [head.format(3), "Harbour Bay closes its pier", *PROSE[:3], feet[0], "3"]
    lines += ["\f" + head.format(4), *PROSE[3:], feet[1], "4"]
    kinds = kinds_of(*lines)
    assert {line for line, kind in kinds.items() if kind == "body"} == set(PROSE)


def test_posts_of_a_thread_are_body() -> None:
    """The first of numbered posts is no headline, nor is the last a page's number."""
    posts = [
        "What I saw at the pier this morning, with two friends, from four o'clock on. 1/3",
        "The gate opened at 6:20. Guards let the children through first, about 90 of them. 2/3",
        "At noon they closed it. I counted 140 people who were left outside. 3/3",
    ]
    kinds = kinds_of("Lena Ruiz", "@lenaruiz", *posts, "87 Quotes")
    assert [kinds[post] for post in posts] == ["body"] * 3


def test_notes_below_the_end_of_a_release_are_no_body() -> None:
    """What a press office puts below "ENDS" is not its release."""
    note = "The Harbour Trust has worked at the pier since 1998 and has 40 members."
    kinds = kinds_of("Harbour Bay closes its pier", *PROSE, "ENDS", "Notes to editors:", note)
    assert kinds[note] != "body"
    assert kinds_of("Harbour Bay closes its pier", PROSE[0], "Ends", *PROSE[1:])[PROSE[1]] == "body"


def test_the_address_of_a_copy_is_no_body() -> None:
    """A line that tells where a page was copied from, and a date alone, are of the head."""
    copied = "This is a copy of https://quay.example/pier. It is the page as it was on 3 Mar 2031."
    title = "Harbour Bay closes its old ferry pier"
    kinds = kinds_of(copied, "Text only", title, "March 2, 2031", *PROSE)
    assert kinds[title] == "headline"
    assert "body" not in {kinds[copied], kinds["March 2, 2031"]}
