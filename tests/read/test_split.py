"""Several articles in one file are parted where one ends; one article stays whole."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model import Block
from variorum.read.blocks import classify_blocks
from variorum.read.joint_signs import SIGNS, describe_gaps
from variorum.read.joints import describe_lines, find_gaps
from variorum.read.split import choose_borders, split_articles
from variorum.read.trees import load_trees

BRIDGE = """\
Old bridge over the Arlen to close for a year
Engineers find cracks in two piers
JANE ROE, Staff writerMay 24, 2022 11:19 JST
MILLBROOK, Ohio (AP) — The council of Millbrook voted on Monday to close the old bridge over the \
Arlen for a year after engineers found cracks in two of its piers.
“We cannot ask people to drive over a bridge that we would not drive over ourselves,” Mayor Ruth \
Calder said after the vote, which was unanimous.
Calder said that buses would be sent over the northern bridge, and that the ferry, which has not \
run since 2004, might be brought back for those who walk to the market.
The bridge was built in 1931 and carries about 9,000 cars a day. Its piers were last repaired in \
1988, and inspectors had warned the council twice that water had washed out the ground below.
Shopkeepers on the southern bank said that they feared for their trade. “Nobody will come over to \
buy a loaf,” said Anton Weiss, whose bakery stands by the ramp.
The council will ask the state for money for the repairs, which Calder put at 14 million dollars.
"""
ORCHESTRA = """\
National orchestra walks out over pay
Players say wages have not risen in eight years
By Samuel Okoro, Culture Correspondent
May 25, 2022 16:00 BST
LAGOS — The players of the national orchestra left the stage in the middle of a rehearsal on \
Wednesday and said that they would not return until their wages are raised.
The strike comes a week before the opening of the festival, for which some 3,000 tickets have been \
sold. Its director, Folake Adeyemi, called the walkout a blow and asked both sides to talk.
“We have played through floods and through blackouts,” said Chidi Bello, who leads the violins. \
“We can not play on promises.”
The ministry of culture said in a statement that the budget had been fixed by parliament, and that \
it had no means to pay more before next spring.
Bello said that a third of the players now teach or drive taxis to make ends meet, and that the \
union had written to the minister four times without an answer.
Adeyemi said that soloists from Accra and Dakar had offered to play without a fee.
"""
SUBHEADED = """\
What the strike at the orchestra means
By Samuel Okoro, Culture Correspondent
May 26, 2022
The players of the national orchestra have left the stage, and the festival opens in a week. These \
are the questions that readers have sent to us about the strike and its causes.
Why did the players leave?
The players say that their wages have not risen in eight years, while prices have doubled. The \
union wrote to the minister of culture four times and says that it never had an answer.
What does the ministry say?
The ministry says that the budget was fixed by parliament and that it has no means to pay the \
players more before next spring. It has asked the union to wait until the festival is over.
Analysis: Ada Nwosu, Arts Editor
The orchestra has struck before, in 1998, and the players won. But the ministry was richer then, \
and the festival was smaller. I expect both sides to meet before the opening night.
What happens next?
The union will vote on Friday. If the players stay out, the festival will open with soloists from \
Accra and Dakar, who have offered to play without a fee.
"""


def part(text: str) -> list[str]:
    """Return the text of each article."""
    groups = split_articles(text, classify_blocks(text))
    return [text[group[0].start : group[-1].end] for group in groups]


def test_two_articles_are_parted_at_the_second_headline() -> None:
    """The second article has all of its head, and the first none of it."""
    first, second = part(BRIDGE + ORCHESTRA)
    assert first.startswith("Old bridge over")
    assert first.endswith("14 million dollars.")
    assert second.startswith("National orchestra walks out")


def test_the_second_head_gets_its_kinds() -> None:
    """A second headline is a headline, and its dateline a dateline."""
    text = BRIDGE + ORCHESTRA
    second = split_articles(text, classify_blocks(text))[1]
    assert second[0].kind == "headline"
    assert "dateline" in {block.kind for block in second}


@pytest.mark.parametrize("text", [BRIDGE, ORCHESTRA, SUBHEADED, "", "\n\n", "A line.\n"])
def test_one_article_stays_whole(text: str) -> None:
    """Subheadings, questions and the bylines of sections part nothing."""
    assert len(part(text)) == bool(text.strip())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["", *(BRIDGE + ORCHESTRA + SUBHEADED).splitlines()]), max_size=40))
def test_no_line_is_lost(lines: list[str]) -> None:
    """Whatever the lines, the articles' blocks come in order and cover every block's characters."""
    text = "\n".join(lines)
    blocks = classify_blocks(text)
    groups = split_articles(text, blocks)
    found = [block for group in groups for block in group]
    assert all(groups)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert covered(text, found) == covered(text, blocks)


def covered(text: str, blocks: list[Block] | tuple[Block, ...]) -> str:
    """Return the words that stand in blocks, without the white space between them."""
    return "".join("".join(text[block.start : block.end].split()) for block in blocks)


def test_the_model_knows_every_sign() -> None:
    """Each gap has one value a sign, and the shipped trees ask for no other."""
    text = BRIDGE + ORCHESTRA
    lines = describe_lines(text, classify_blocks(text))
    gaps = find_gaps(text, lines)
    assert {len(row) for row in describe_gaps(text, lines, gaps)} == {len(SIGNS)}
    assert set(load_trees("split").feature.tolist()) <= set(range(len(SIGNS)))


def test_borders_keep_their_distance() -> None:
    """Of two borders too close to each other the surer stays."""
    text = BRIDGE + ORCHESTRA
    lines = describe_lines(text, classify_blocks(text))
    gaps = find_gaps(text, lines)
    borders = choose_borders(lines, gaps, [0.9 + 0.001 * n for n in range(len(gaps))], 0.5, lines)
    assert 1 <= len(borders) < len(gaps)
    assert choose_borders(lines, gaps, [0.4] * len(gaps), 0.5, lines) == []


def test_a_page_with_advertisements_between_its_paragraphs_stays_whole() -> None:
    """What parts paragraphs of one subject, without a head of its own, begins no article."""
    lines = BRIDGE.splitlines()
    for at in (9, 7, 5):
        lines[at:at] = ["Advertisement", "Sign up for our newsletter"]
    assert len(part("\n\n".join(lines))) == 1


def test_chains_of_words_break_at_a_joint() -> None:
    """Fewer repeated words cross the border of two articles than any gap beside it."""
    text = BRIDGE + ORCHESTRA
    lines = describe_lines(text, classify_blocks(text))
    gaps = find_gaps(text, lines)
    at = SIGNS.index("term_chains")
    shares = [row[at] for row in describe_gaps(text, lines, gaps)]
    joint = next(
        n for n, gap in enumerate(gaps) if text[lines[gap.border].start :][:8] == "National"
    )
    assert shares[joint] == min(shares)
