import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.bridge import BRIDGE
from factory import make_article
from variorum.compare.notices import OwnProse, find_notices
from variorum.compare.reuse import find_passages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A tuba sank. Copyright 2031 Altena Radio. All rights reserved.", 49),
        ("A tuba sank. Anyone with information is asked to call (318) 555-0173.", 56),
        ("Get email alerts from Altena 4 in your inbox. A tuba sank.", 46),
        ("Call Silent Witness at 480-WITNESS or 480-TESTIGO. A tuba sank.", 51),
        ("Don’t march in step, ever. — Orla Fenn (@orlafenn) May 4, 2031", 62),
        ("The band sued over the copyright in its march. Two anglers subscribed to nothing.", 0),
        ("He was born in 1931 and counted 300 sheep at 5.30 p.m. on the bridge.", 0),
    ],
)
def test_notices_are_sentences_that_a_page_says_of_itself(text: str, expected: int) -> None:
    """Sentences with rights, telephones and newsletters, and paragraphs with posts; no prose."""
    notices = find_notices(make_article(text))
    assert sum(end - start for start, end in zip(notices.starts, notices.ends, strict=True)) == (
        expected
    )


def test_a_shared_notice_weighs_nothing_and_shared_prose_does() -> None:
    """Own prose of a passage is what is neither in quotation marks nor a notice."""
    notice = (
        "Anyone who saw the tuba may call the Lenne constabulary at (318) 555-0173 or write to the"
        " lockkeepers’ guild in Altena."
    )
    one = make_article("\n".join([BRIDGE[0], notice, BRIDGE[5]]), "one")
    other = make_article("\n".join([BRIDGE[8], notice, BRIDGE[5]]), "other")
    (passage,) = find_passages([one, other])
    own = OwnProse([one, other]).weigh(passage)
    assert 0.3 * passage.weight < own < 0.8 * passage.weight


@given(st.text(alphabet="ab .!?(@)”\n1-5©"))
def test_notices_lie_in_their_blocks_in_order(text: str) -> None:
    """Any text is read; runs are ascending, apart and inside the text."""
    notices = find_notices(make_article(text))
    edges = [edge for pair in zip(notices.starts, notices.ends, strict=True) for edge in pair]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
