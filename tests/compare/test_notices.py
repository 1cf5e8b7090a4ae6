import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.bridge import BRIDGE
from factory import make_article
from variorum.compare.notices import NOTICE, OwnProse, find_notices
from variorum.compare.reuse import find_passages


def cut(text: str) -> list[str]:
    """Return the words of an article's notices."""
    notices = find_notices(make_article(text))
    return [
        text[start:end].strip() for start, end in zip(notices.starts, notices.ends, strict=True)
    ]


@pytest.mark.parametrize(
    "notice",
    [
        "Copyright 2031 Altena Radio.",
        "All rights reserved.",
        "Anyone with information is asked to call (318) 555-0173.",
        "Get email alerts from Altena 4 in your inbox.",
        "Call Silent Witness at 480-WITNESS or 480-TESTIGO.",
        "More at www.altena.example.",
        "Follow us for more.",
        "Call the tip line of the lockkeepers.",
        "The lockkeepers’ hotline is open at 0800 301 4471.",
        "Dial 0800 301 4471 (toll-free).",
    ],
)
def test_a_notice_is_a_sentence_that_a_page_says_of_itself(notice: str) -> None:
    """Rights, telephones and newsletters among prose, and whole paragraphs of them."""
    prose = " ".join(BRIDGE[:3])
    assert cut(f"{prose} {notice}") == [notice]
    assert cut(f"{prose}\nThis is about the band. {notice}") == [
        f"This is about the band. {notice}"
    ]


def test_a_paragraph_that_shows_a_post_is_no_prose() -> None:
    """Who wrote it is named behind it."""
    post = "Don’t march in step. I said so, ever and ever again. — Orla Fenn (@orlafenn) May 4"
    assert cut(f"{BRIDGE[0]}\n{post}") == [post]


def test_prose_is_no_notice() -> None:
    """Numbers, years and rights may be what a report is about."""
    for text in (
        "The band sued over the copyright in its march. Two anglers subscribed to nothing.",
        "He was born in 1931 and counted 300 sheep at 5.30 p.m. on the bridge.",
        "Altena will follow US rules on tubas. The band set up a hotline for its families.",
        "The toll-free road to Lenne was shut. A call to the tip line led to the heron.",
    ):
        assert cut(text) == []


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


PIECES = (
    "© ",
    "www.",
    "1-800-TUBA ",
    "555-555-0173 ",
    "+49 30 123456 ",
    "toll-free ",
    "a ",
    "Tuba. ",
)


@given(st.lists(st.sampled_from(PIECES)))
def test_the_quick_look_misses_no_notice(parts: list[str]) -> None:
    """A paragraph that is passed over by its signs has no notice in it."""
    words = "".join(parts)
    assert bool(cut(words)) == bool(NOTICE.search(words))
