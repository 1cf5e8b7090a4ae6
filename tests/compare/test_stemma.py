from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.bridge import BRIDGE
from factory import make_annotated, make_article
from variorum.compare.arborescence import NOBODY, choose_parents
from variorum.compare.credits import short_agency
from variorum.compare.lost import join_lost
from variorum.compare.outside import trace_agencies
from variorum.compare.reuse import find_passages
from variorum.compare.roots import find_roots
from variorum.compare.stemma import build_stemma
from variorum.model import Article, Descent, Parent, Passage, Span


def tree(*articles: Article) -> dict[str, tuple[str | None, ...]]:
    """Return the parents of each article: ids of articles and of origins."""
    passages = find_passages(articles)
    descents = build_stemma([make_annotated(article) for article in articles], passages)
    return {d.article: tuple(p.article or p.origin for p in d.parents) for d in descents}


def report(
    name: str, lines: list[str], published: str | None, outlet: str | None = None
) -> Article:
    """Return a report of the given paragraphs."""
    return make_article("\n".join(lines), name, published=published, outlet=outlet)


def test_a_shortened_later_report_is_the_copy() -> None:
    """The later one, all of whose text stands in the earlier, derives from it."""
    whole = report("whole", BRIDGE, "2031-05-04T10:00Z")
    short = report("short", BRIDGE[:5], "2031-05-04T12:30Z")
    assert tree(short, whole) == {"whole": (), "short": ("whole",)}


def test_a_shared_slip_tells_the_parent() -> None:
    """Of two sources the one whose misspelling the copy repeats is the parent."""
    first = report("first", BRIDGE, "2031-05-04T10:00Z")
    slip = [line.replace("Fenn", "Fehn") for line in BRIDGE[:7]]
    second = report("second", slip, "2031-05-04T12:00Z")
    third = report("third", slip[:5], "2031-05-04T14:00Z")
    assert tree(first, second, third)["third"] == ("second",)


def test_quoting_one_speech_is_no_descent() -> None:
    """Two reports that share only quotations are both originals."""
    speech = (
        "“We heard a crack like thunder, then the bassoons slid past us into the cold, and I"
        " thought of my mother’s piano on the stairs of the old mill,”"
    )
    one = report("one", [f"{speech} Fenn told a crowd of neighbours.", *BRIDGE[:3]], None)
    other = report("other", ["Orla Fenn spoke at length.", f"{speech} she said to applause."], None)
    assert tree(one, other) == {"one": (), "other": ()}


def test_copies_of_an_agency_that_is_not_here_are_siblings() -> None:
    """Two outlets with one agency's text are both its copies, not each other's."""
    wire = report("wire", [f"LENNE (AP) — {BRIDGE[0]}", *BRIDGE[1:]], "2031-05-04T12:00Z", "Mail")
    rewrite = report(
        "rewrite",
        [*BRIDGE[1:5], "“It was like thunder,” Fenn told AP.", "The band will play on, it said."],
        "2031-05-04T12:30Z",
        "Post",
    )
    assert tree(wire, rewrite) == {"wire": ("agency:AP",), "rewrite": ("agency:AP",)}


def test_of_siblings_all_that_they_share_is_counted() -> None:
    """The evidence is cut to the weightiest passages; what is said of it is not."""
    pair = [
        report(name, ["ULM (AP) — " + "x " * 99], None, name.title()) for name in ("one", "two")
    ]
    shared = [
        Passage(
            f"p{n}", Span("one", 10 * n, 10 * n + 9), Span("two", 10 * n, 10 * n + 9), 1.0, 60.0
        )
        for n in range(1, 15)
    ]
    sibling = Parent("one", None, 0.9, tuple(passage.id for passage in shared[:8]), "")
    _, two = trace_agencies(pair, shared, [Descent("one", ()), Descent("two", (sibling,))])
    assert two.parents[0].origin == "agency:AP"
    assert "shares 14 passages with One," in two.parents[0].because


def test_an_agency_here_is_the_parent_itself() -> None:
    """Where the agency's own report is among the files, its copies hang on it."""
    agency = report("agency", [f"LENNE (AP) — {BRIDGE[0]}", *BRIDGE[1:]], "2031-05-04T10:00Z", "AP")
    copy = report("copy", [f"LENNE (AP) — {BRIDGE[0]}", *BRIDGE[1:5]], "2031-05-04T12:00Z", "Mail")
    assert tree(agency, copy) == {"agency": (), "copy": ("agency",)}


def test_originals_that_share_prose_have_a_lost_source() -> None:
    """Two reports of one prose, each with paragraphs of it that the other lacks, are siblings.

    Whether one is called the other's parent or not, they are never two independent originals.
    """
    one = report("one", BRIDGE[:7], None)
    other = report("other", [*BRIDGE[4:], "The band will meet again in spring."], None)
    passages = find_passages([one, other])
    descents = build_stemma([make_annotated(one), make_annotated(other)], passages)
    assert len({root for roots in find_roots(descents).values() for root in roots}) == 1


def test_a_second_parent_explains_what_the_first_lacks() -> None:
    """A report made of two others has both as parents."""
    first = report("first", BRIDGE[:6], "2031-05-04T10:00Z")
    second = report("second", BRIDGE[6:], "2031-05-04T10:30Z")
    both = report("both", [*BRIDGE[:5], *BRIDGE[7:10]], "2031-05-04T15:00Z")
    assert set(tree(first, second, both)["both"]) == {"first", "second"}


def test_evidence_and_reason_are_given() -> None:
    """A parent comes with passages that exist, a confidence and a reason."""
    articles = [
        report("whole", BRIDGE, "2031-05-04T10:00Z"),
        report("short", BRIDGE[:5], "2031-05-04T12:30Z"),
    ]
    passages = find_passages(articles)
    descents = build_stemma([make_annotated(article) for article in articles], passages)
    parent = descents[1].parents[0]
    assert set(parent.evidence) <= {passage.id for passage in passages}
    assert parent.evidence
    assert 0.5 < parent.confidence <= 1
    assert "published earlier" in parent.because


def test_roots_are_followed_through_all_parents() -> None:
    """The roots of a report are the originals and outside origins behind all its parents."""

    def link(article: str | None, origin: str | None = None) -> Parent:
        return Parent(article, origin, 1.0, (), "")

    descents = [
        Descent("a", ()),
        Descent("b", (link("a"),)),
        Descent("c", (link("b"), link(None, "agency:AP"))),
        Descent("d", (link("c"),)),
    ]
    assert find_roots(descents) == {
        "a": ("a",),
        "b": ("a",),
        "c": ("a", "agency:AP"),
        "d": ("a", "agency:AP"),
    }


def test_two_like_parents_are_doubted_and_the_copying_is_not() -> None:
    """A copy of one of two equal reports surely is one, whichever it is of; the reason says so."""
    first = report("first", BRIDGE, None, "Mail")
    again = report("again", BRIDGE, None, "Post")
    copy = report("copy", BRIDGE[:4], "2031-05-06T10:00Z", "Herald")
    passages = find_passages([first, again, copy])
    descents = build_stemma([make_annotated(one) for one in (first, again, copy)], passages)
    (parent,) = descents[2].parents
    assert parent.confidence < 0.7
    assert descents[2].derived is not None
    assert descents[2].derived > 0.9
    rival = {"first": "Post", "again": "Mail"}[parent.article or ""]
    assert f"{rival} may be the parent instead" in parent.because
    assert find_roots(descents, 0.9)["copy"] != ("copy",)


def test_a_copy_of_two_equal_reports_without_clocks_may_be_either() -> None:
    """That nobody knows which was first is said; clocks that tell it end the doubt."""
    one, other = report("one", BRIDGE, None, "Mail"), report("other", BRIDGE, None, "Post")
    late = replace(other, published="2031-05-04T15:00Z")
    early = replace(one, published="2031-05-04T10:00Z")
    for pair, doubted in (([one, other], True), ([early, late], False)):
        descents = build_stemma(list(map(make_annotated, pair)), find_passages(pair))
        because = "".join(parent.because for one in descents for parent in one.parents)
        assert ("the other way round" in because) == doubted


def test_doubt_about_which_parent_is_no_doubt_that_there_is_one() -> None:
    """A report that surely has a parent is no original, however its parents share the chance."""
    unsure = Parent("a", None, 0.4, (), "")
    sure, doubted = Descent("b", (unsure,), 0.95), Descent("c", (unsure,), 0.4)
    assert find_roots([Descent("a", ()), sure, doubted], 0.5) == {
        "a": ("a",),
        "b": ("a",),
        "c": ("c",),
    }


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([{NOBODY: 0.0}], [NOBODY]),
        ([{NOBODY: -3.0, 1: -1.0}, {NOBODY: -5.0, 0: -1.0}], [NOBODY, 0]),
        (
            [{NOBODY: -9.0, 1: -1.0}, {NOBODY: -9.0, 2: -1.0}, {NOBODY: -8.0, 0: -1.0}],
            [1, 2, NOBODY],
        ),
    ],
)
def test_the_best_tree_has_no_cycle(scores: list[dict[int, float]], expected: list[int]) -> None:
    """A cycle is opened where that costs least."""
    assert choose_parents(scores) == expected


@given(st.data())
def test_any_scores_give_a_tree(data: st.DataObject) -> None:
    """Following parents always ends at an original."""
    size = data.draw(st.integers(1, 7))
    number = st.floats(-9, 0)
    scores = [
        {NOBODY: data.draw(number), **{p: data.draw(number) for p in range(size) if p != child}}
        for child in range(size)
    ]
    parents = choose_parents(scores)
    for start in range(size):
        steps, at = 0, start
        while at != NOBODY:
            at, steps = parents[at], steps + 1
            assert steps <= size


PARTS = st.lists(st.sampled_from(BRIDGE), max_size=8)
TIMES = st.sampled_from([None, "2031", "2031-05-04", "2031-05-04T10:00Z", "2031-05-05T09:00+09:00"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(PARTS, TIMES), min_size=1, max_size=5))
def test_any_story_gives_a_tree(parts: list[tuple[list[str], str | None]]) -> None:
    """Every article is there once, no article descends from itself, confidences are in 0..1."""
    articles = [report(f"a{n}", lines, at) for n, (lines, at) in enumerate(parts)]
    passages = find_passages(articles)
    descents = build_stemma([make_annotated(article) for article in articles], passages)
    assert [descent.article for descent in descents] == [article.id for article in articles]
    assert all(0 <= p.confidence <= 1 for d in descents for p in d.parents)
    assert all(article.id not in tree(*articles)[article.id] for article in articles)
    assert set(find_roots(descents)) == {article.id for article in articles}


def test_the_order_of_the_articles_does_not_matter() -> None:
    """The tree is the same for the same articles in another order."""
    articles = [
        report("x", BRIDGE, "2031-05-04T10:00Z"),
        report("y", BRIDGE[:6], "2031-05-04T12:30Z"),
        report("z", BRIDGE[2:5], "2031-05-04T13:30Z"),
    ]
    assert tree(*articles) == tree(*articles[::-1])
    assert tree(*[replace(article, published=None) for article in articles])["z"] != ()


def test_a_later_report_of_one_outlet_repeats_its_own() -> None:
    """An outlet's second report that repeats some of its first hangs on it, not on a lost one."""
    own = [
        f"Paragraph {n} of another week is about sheep number {n} and its long shadow."
        for n in "abc"
    ]
    first = report("first", [*BRIDGE[:2], BRIDGE[2], *own[:2]], "2031-05-04", "The Mail")
    second = report(
        "second", ["A stone bridge is planned, the mayor said.", *BRIDGE[1:3]], "2031-05-09", "Mail"
    )
    found = tree(first, second)
    assert found["first"] == ()
    assert found["second"] == ("first",)


def test_a_month_is_earlier_than_none_of_its_days() -> None:
    """Which of one outlet's two reports repeats the other is told by stated days alone."""
    later = report("later", BRIDGE, "2031-05-09", "Mail")
    for stated, expected in (("2031-05-04", 1), ("2031-05", 0)):
        earlier = report("earlier", BRIDGE, stated, "Mail")
        bare = [Descent("earlier", ()), Descent("later", ())]
        _, last = join_lost([earlier, later], find_passages([earlier, later]), bare)
        assert len(last.parents) == expected


def test_a_shared_notice_makes_no_kin() -> None:
    """Rights and telephone numbers that two pages of one outlet carry are no common source."""
    notice = (
        "Anyone who saw the tuba may call the Lenne constabulary at (318) 555-0173 or write to the"
        " lockkeepers’ guild. Copyright 2031 Altena Broadcasting. All rights reserved."
    )
    one = report("one", [*BRIDGE[:3], notice], "2031-05-04", "Radio Ruhr")
    other = report("other", [*BRIDGE[6:8], notice], "2031-05-09", "Radio Ruhr")
    assert tree(one, other) == {"one": (), "other": ()}


@pytest.mark.parametrize(
    ("host", "agency"),
    [("apnews.com", "AP"), ("bigstory.ap.org", "AP"), ("reuters.com", "Reuters"), ("pa.gov", None)],
)
def test_an_agency_is_known_by_its_host(host: str, agency: str | None) -> None:
    """Where the outlet is given as a host, an agency's report is no copy of the agency."""
    assert short_agency(host) == agency


def test_a_dateline_names_the_outlet_that_a_page_has_its_text_from() -> None:
    """Of two equal pages the one whose outlet both datelines name is the parent."""
    lines = [f"LENNE (WLEN) – {BRIDGE[0]}", *BRIDGE[1:5]]
    own = report("own", lines, None, "wlen4news.com")
    taken = report("taken", lines, None, "kalt.com")
    assert tree(own, taken) == {"own": (), "taken": ("own",)}
    assert tree(taken, own) == {"own": (), "taken": ("own",)}


def test_the_days_of_one_newsroom_are_told_by_one_clock() -> None:
    """Two days of one outlet are earlier and later, though elsewhere a day lasts 50 hours."""
    first = report("first", BRIDGE[:6], "2031-05-04", "The Mail")
    second = report("second", [*BRIDGE[:3], BRIDGE[8]], "2031-05-05", "The Mail")
    passages = find_passages([first, second])
    descents = build_stemma([make_annotated(first), make_annotated(second)], passages)
    assert "The Mail was published earlier" in descents[1].parents[0].because


def test_an_agencys_copy_is_no_copy_of_a_page_that_hides_its_credit() -> None:
    """Of two pages with one agency's text only one credits it: both come from the agency."""
    wire = report("wire", [f"LENNE (AP) — {BRIDGE[0]}", *BRIDGE[1:6]], "2031-05-04T12:00Z", "Mail")
    bare = report("bare", BRIDGE[:6], "2031-05-04T11:00Z", "Post")
    assert tree(wire, bare) == {"wire": ("agency:AP",), "bare": ("agency:AP",)}
    unsigned = replace(bare, outlet=None)  # may be the agency's own
    assert tree(wire, unsigned) == {"wire": ("bare",), "bare": ()}


def test_an_agency_that_contributed_has_not_written_the_report() -> None:
    """What an agency “contributed to” stays the outlet's own report."""
    one = report("one", [*BRIDGE[:3], "The Associated Press contributed to this report."], None)
    whole = report("whole", [*BRIDGE[:3], "Source: AP"], None)
    assert tree(one) == {"one": ()}
    assert tree(whole) == {"whole": ("agency:AP",)}


def test_what_one_puts_in_quotation_marks_is_no_common_prose() -> None:
    """A post that one report shows as a block and another quotes makes no kin."""
    post = (
        "we heard a crack like thunder, then the bassoons slid past us into the cold, and I"
        " thought of my mother’s piano on the stairs of the old mill"
    )
    one = report("one", ["Orla Fenn wrote on her page:", post.capitalize() + ".", BRIDGE[3]], None)
    other = report("other", [f"“{post},” Orla Fenn wrote to friends.", BRIDGE[7]], None)
    assert tree(one, other) == {"one": (), "other": ()}


PHRASES = (
    "nine musicians and a tuba fell into the Lenne",
    "Orla Fenn, 52, who conducts the band, was treated for bruises",
    "two anglers caught the tuba with a landing net",
)


def test_facts_in_like_words_are_perhaps_one_text() -> None:
    """Reports that share many phrases and no sentence may be independent, or not."""
    told = [f"Late on Sunday {words}, a clerk at the town hall confirmed." for words in PHRASES]
    thought = [f"Villagers who saw it are sure that {words} that day." for words in PHRASES]
    one = report("one", told, None, "Mail")
    other = report("other", thought[::-1], None, "Post")
    passages = find_passages([one, other])
    descents = build_stemma([make_annotated(one), make_annotated(other)], passages)
    for least, count in ((0.0, 1), (0.5, 2)):
        roots = find_roots(descents, least)
        assert len({root for found in roots.values() for root in found}) == count
