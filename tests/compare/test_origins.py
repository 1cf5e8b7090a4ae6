from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.bridge import BRIDGE
from factory import find_span, make_annotated, make_article, make_attribution
from variorum.compare.corroboration import count_independent, count_outlets
from variorum.compare.credits import find_carried, find_credits
from variorum.compare.origins import find_origins, name_missing
from variorum.compare.outlets import call_article, outlet_key, same_outlet
from variorum.compare.reuse import find_passages
from variorum.compare.stemma import build_stemma
from variorum.compare.tracing import lay_ground
from variorum.model import Annotated, Article, Attribution, Channel, Descent, Independence, Parent


def count(words: str, *articles: Annotated) -> Independence:
    """Count the origins behind the sentence that begins with `words`, wherever it stands."""
    bare = [one.article for one in articles]
    passages = find_passages(bare)
    stemma = build_stemma(articles, passages)
    ground = lay_ground(
        articles, passages, stemma, find_origins(articles, stemma), {"q1": "n1", "q2": "n1"}
    )
    spans = [find_span(article, words) for article in bare if words in article.text]
    return count_independent(spans, ground)


def report(name: str, lines: list[str], published: str | None, outlet: str) -> Article:
    """Return a report of the given paragraphs."""
    return make_article("\n".join(lines), name, published=published, outlet=outlet)


def test_a_copy_adds_no_origin() -> None:
    """What stands in a copied paragraph counts once."""
    whole = make_annotated(report("whole", BRIDGE, "2031-05-04T10:00Z", "Mail"))
    short = make_annotated(report("short", BRIDGE[:5], "2031-05-04T12:30Z", "Post"))
    found = count("Rescuers hauled", whole, short)
    assert (found.low, found.high, found.origins) == (1, 1, ("report:whole",))
    assert "Post copies Mail" in found.because


def test_two_reports_of_one_outlet_are_told_apart() -> None:
    """An outlet that copies its own report is not said to copy itself."""
    articles = [
        make_annotated(report("whole", BRIDGE, "2031-05-04T10:00Z", "Mail")),
        make_annotated(report("short", BRIDGE[:5], "2031-05-04T12:30Z", "Mail")),
    ]
    assert "Mail copies another report of Mail" in count("Rescuers hauled", *articles).because
    _, short = build_stemma(articles, find_passages([one.article for one in articles]))
    assert "stands in another report of Mail" in short.parents[0].because


def test_own_words_in_a_copying_report_may_count() -> None:
    """Where a copying report has words of its own it may have asked: one to two origins."""
    whole = report("whole", [*BRIDGE, "Nobody was badly hurt."], "2031-05-04T10:00Z", "Mail")
    own = "Nobody was badly hurt, the hospital in Altena told us late in the evening by telephone."
    other = report("other", [own, *BRIDGE[:5]], "2031-05-04T12:30Z", "Post")
    found = count("Nobody was badly hurt", make_annotated(whole), make_annotated(other))
    assert (found.low, found.high) == (1, 2)
    assert "Post derives from Mail elsewhere" in found.because


def test_two_carriers_of_one_agency_are_one_origin() -> None:
    """Siblings under an agency that is not among the files count once."""
    wire = report("wire", [f"LENNE (AP) — {BRIDGE[0]}", *BRIDGE[1:]], None, "Mail")
    rewrite = report("rewrite", [*BRIDGE[1:5], "“Like thunder,” Fenn told AP."], None, "Post")
    found = count("Rescuers hauled", make_annotated(wire), make_annotated(rewrite))
    assert (found.low, found.high, found.origins) == (1, 1, ("agency:AP",))


def test_what_a_sibling_shares_with_no_copy_is_its_own() -> None:
    """A report that carries an agency's words in part has asked the rest itself."""
    wire = report("wire", [f"LENNE (AP) — {BRIDGE[0]}", *BRIDGE[1:]], None, "Mail")
    own = "The mayor’s office would not answer any of our questions about the girders."
    rewrite = report("rewrite", [*BRIDGE[1:5], "“Like thunder,” Fenn told AP.", own], None, "Post")
    pair = make_annotated(wire), make_annotated(rewrite)
    assert count("Rescuers hauled", *pair).origins == ("agency:AP",)
    assert count("The mayor’s office", *pair).origins == ("report:rewrite",)


def test_siblings_may_have_a_fact_from_their_lost_parent() -> None:
    """Of two reports that asked for themselves, but share a lost text, a fact may be from there."""
    pair = quoting("one", "Mail", HEARD), quoting("other", "Post", TOLD)
    bare = [one.article for one in pair]
    passages = find_passages(bare)
    for origin, low in (("lost:1", 1), (None, 2)):
        parents = (Parent(None, origin, 0.7, (), ""),) if origin else ()
        stemma = [Descent(one.id, parents) for one in bare]
        ground = lay_ground(pair, passages, stemma, find_origins(pair, stemma), {})
        found = count_independent([find_span(one, FACT) for one in bare], ground)
        assert (found.low, found.high) == (low, 2)


def test_only_what_siblings_share_is_of_their_lost_parent() -> None:
    """What one of two siblings adds is its own report, and perhaps another's words."""
    one = report("one", [*BRIDGE[:7], "The tuba was found by a heron."], None, "Mail")
    other = report("other", [*BRIDGE[4:], "A heron found the tuba, we hear."], None, "Post")
    pair = make_annotated(one), make_annotated(other)
    stemma = [Descent(name, (Parent(None, "lost:1", 0.7, (), ""),)) for name in ("one", "other")]
    passages = find_passages([one, other])
    ground = lay_ground(pair, passages, stemma, find_origins(pair, stemma), {})
    shared = [find_span(article, "Fenn said the planks") for article in (one, other)]
    assert count_independent(shared, ground).origins == ("lost:1",)
    added = [find_span(one, "The tuba was found by a heron."), find_span(other, "A heron found")]
    assert count_independent(added, ground).origins == ("report:one", "report:other")


FACT = "A tuba was lost in the river."
HEARD = "“I saw it float away under the arches like a golden swan,”"
TOLD = "“It was insured, and it was hideous, so nobody will go and dive for it,”"


def quoting(name: str, outlet: str, words: str) -> Annotated:
    """Return a report of the fact with a quotation of its own."""
    article = report(name, [FACT, f"{words} a player said."], None, outlet)
    return make_annotated(
        article, make_attribution(article, f"{name}/q", "a player", "said", words)
    )


def test_reports_that_asked_for_themselves_are_independent() -> None:
    """Two reports with quotations of their own are two origins of one fact."""
    found = count(FACT, quoting("one", "Mail", HEARD), quoting("other", "Post", TOLD))
    assert (found.low, found.high) == (2, 2)


def test_one_newsroom_that_asked_twice_is_perhaps_one() -> None:
    """Two reports of one paper are two reports, but not for certain two origins."""
    found = count(FACT, quoting("one", "Mail", HEARD), quoting("other", "The Mail", TOLD))
    assert (found.low, found.high) == (1, 2)
    assert "are both of" in found.because


def test_reports_that_show_no_asking_may_be_one() -> None:
    """That two reports share no passage does not prove that two reporters asked."""
    silent = make_annotated(report("other", [FACT, BRIDGE[5]], None, "Post"))
    found = count(FACT, quoting("one", "Mail", HEARD), silent)
    assert (found.low, found.high) == (1, 2)
    assert "nothing shows that Post asked for itself" in found.because


def said(name: str, outlet: str, attribution: str, channel: str) -> Annotated:
    """Return a report of what Fenn told somebody, in words of its own."""
    own = {"one": "the river was cold as a stone", "other": "she had never been so cold before"}
    article = report(name, [f"Fenn {channel} {own[name]}.", BRIDGE[2]], None, outlet)
    told = make_attribution(article, attribution, "Fenn", channel, own[name], "indirect")
    found = Channel("interview", outlet, find_span(article, channel))
    return make_annotated(article, replace(told, channel=found if "told" in channel else None))


def test_words_told_to_two_newsrooms_are_two_origins() -> None:
    """One speaker who told two newsrooms was asked twice; else perhaps heard once."""
    one, other = (said("one", "Mail", "q1", "told us"), said("other", "Post", "q2", "told us"))
    assert count("Fenn", one, other).low == 2
    one, other = (said("one", "Mail", "q1", "said"), said("other", "Post", "q2", "said"))
    found = count("Fenn", one, other)
    assert (found.low, found.high) == (1, 2)
    assert "one speaker" in found.because


@pytest.mark.parametrize("outlet", [None, "Mail"])
def test_whom_an_agencys_copy_reached_spoke_to_the_agency(outlet: str | None) -> None:
    """Who is "reached by phone" in an agency's text spoke to it, whatever site shows it."""
    line = "“Every gate was shut,” Fry said, reached by phone."
    article = make_article(f"LENNE (AP) — {line}", "wire", outlet=outlet)
    channel = Channel("phone call", None, find_span(article, "reached by phone"))
    saying = make_attribution(article, "q1", "Fry", "said", "“Every gate was shut,”")
    found = count("“Every gate", make_annotated(article, replace(saying, channel=channel)))
    assert found.origins == ("agency:AP",)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(
            "“Every gate was shut,” Fry told Delta One’s Mara Quill in an interview on Monday.",
            "“Every gate was shut,” Fry told Mara Quill in an interview for Delta One.",
            id="station and presenter",
        ),
        pytest.param(
            "“Every gate was shut,” Fry told Mara Quill in an interview.",
            "“Every gate was shut,” Fry told Mara Quill in an interview on Monday.",
            id="presenter alone",
        ),
    ],
)
def test_an_interview_with_somebody_elses_reporter_is_not_ones_own(left: str, right: str) -> None:
    """Two papers that quote one station's interview have one origin, though neither says "with"."""
    reports = []
    for name, outlet, line in (("a", "Post", left), ("b", "Echo", right)):
        article = report(name, [line], "2031-05-01", outlet)
        channel = Channel("interview", None, find_span(article, "in an interview"))
        saying = make_attribution(article, f"q-{name}", "Fry", "told", "“Every gate was shut,”")
        reports.append(make_annotated(article, replace(saying, channel=channel)))
    interviews = [one for one in find_origins(reports, ()) if one.kind == "interview"]
    assert [one.articles for one in interviews] == [("a", "b")]


def test_what_another_tells_of_an_interview_may_be_from_there() -> None:
    """A report that names a station's interview may have from it what it tells without a source."""
    heard = "Fenn told Radio Orla that nobody had been hurt."
    first = quoting("one", "Mail", HEARD)
    other = report("other", [FACT, "Fenn spoke.", f"{TOLD} a player said.", heard], None, "Post")
    asked = make_attribution(other, "other/q", "a player", "said", TOLD)

    def tell(article: Article, name: str, words: str) -> Attribution:
        told = make_attribution(article, name, "Fenn", "told", words, "indirect")
        span = find_span(article, "told Radio Orla")
        return replace(told, channel=Channel("interview", "Radio Orla", span))

    second = make_annotated(other, asked, tell(other, "q2", "that nobody had been hurt"))
    own = report("one", [f"Fenn told Radio Orla: {FACT}", f"{HEARD} a player said."], None, "Mail")
    spoke = make_attribution(own, "one/q", "a player", "said", HEARD)
    third = make_annotated(own, spoke, tell(own, "q1", FACT))
    assert count(FACT, first, second).low == 2
    found = count(FACT, third, second)
    assert (found.low, found.high) == (1, 2)
    assert "both carry interview with Radio Orla" in found.because


def test_a_programme_is_its_stations() -> None:
    """Words told to a programme in one report, to its station in another, are one interview."""
    words = "“The pier was never safe,” Fenn"
    partners = {"one": "Radio Orla’s Harbour Hour programme", "other": "the Harbour Hour programme"}
    reports = []
    for name, partner in partners.items():
        article = report(name, [f"{words} told {partner}."], None, name.title())
        told = make_attribution(article, f"q-{name}", "Fenn", "told", "“The pier was never safe,”")
        called = partner.partition("’s ")[0]
        channel = Channel("interview", called, find_span(article, f"told {called}"))
        reports.append(make_annotated(article, replace(told, channel=channel)))
    found = count("“The pier was never safe,”", *reports)
    assert (found.low, found.high) == (1, 1)
    assert found.origins == ("interview:radio orla",)


def test_an_interview_of_a_copying_report_has_its_name() -> None:
    """What a report that copies the rest was told is called as that report writes it."""
    whole = make_annotated(report("whole", BRIDGE, "2031-05-04T10:00Z", "Mail"))
    line = "“The pier was never safe,” Fenn told Lenne.com."
    article = report("copy", [*BRIDGE[:6], line], "2031-05-04T12:30Z", "Post")
    told = make_attribution(article, "q1", "Fenn", "told", "“The pier was never safe,”")
    channel = Channel("interview", "Lenne.com", find_span(article, "told Lenne.com"))
    copy = make_annotated(article, replace(told, channel=channel))
    passages = find_passages([whole.article, article])
    stemma = [Descent("copy", (Parent("whole", None, 0.9, (), ""),)), Descent("whole", ())]
    origins = find_origins([whole, copy], stemma)
    ground = lay_ground([whole, copy], passages, stemma, origins, {})
    found = count_independent([find_span(article, line)], ground)
    assert "interview with Lenne.com" in found.because
    both = count_independent([find_span(article, words) for words in (line, BRIDGE[2])], ground)
    assert (both.low, both.high, len(both.origins)) == (1, 1, 2)
    assert "Post has it from several and counts once" in both.because
    added = name_missing(origins, found.origins, [whole, copy], ground.names)
    assert "interview with Lenne.com" in {one.name for one in added}


def test_a_common_quotation_leaves_doubt() -> None:
    """The same quotation in two own reports may come from one hand-out: one to two origins."""
    speech = "“We heard a crack like thunder, then the bassoons slid past us into the cold,”"
    one = report("one", [f"{speech} Fenn said.", BRIDGE[2]], None, "Mail")
    other = report("other", [f"The conductor spoke. {speech} she said.", BRIDGE[5]], None, "Post")
    found = count("We heard a crack", make_annotated(one), make_annotated(other))
    assert (found.low, found.high) == (1, 2)
    assert "same quotation" in found.because


def test_words_told_to_an_agency_are_the_agencys() -> None:
    """What was “told Reuters” in another outlet's report is Reuters's interview."""
    article = report("one", ["“It was like thunder,” Fenn told Reuters.", BRIDGE[2]], None, "Mail")
    told = make_attribution(article, "q1", "Fenn", "told", "“It was like thunder,”")
    channel = Channel("interview", "Reuters", find_span(article, "told Reuters"))
    told = type(told)(**{f: getattr(told, f) for f in told.__slots__} | {"channel": channel})
    annotated = make_annotated(article, told)
    assert count("It was like thunder", annotated).origins == ("agency:Reuters",)
    kinds = {origin.kind: origin.name for origin in find_origins([annotated], [])}
    assert kinds == {"report": "report of Mail", "agency": "Reuters"}


def test_a_body_that_calls_itself_an_agency_is_one() -> None:
    """Words told to "the Oakwell News Agency" are an agency's, under its initials."""
    article = report(
        "one", ["“It was like thunder,” Fenn told the Oakwell News Agency."], None, "M"
    )
    told = make_attribution(article, "q1", "Fenn", "told", "“It was like thunder,”")
    span = find_span(article, "told the Oakwell News Agency")
    told = replace(told, channel=Channel("interview", "the Oakwell News Agency", span))
    assert count("It was like thunder", make_annotated(article, told)).origins == ("agency:ONA",)


def test_nothing_carries_nothing() -> None:
    """Without spans there is no origin."""
    ground = lay_ground([], [], [], [], {})
    assert count_independent([], ground).high == 0
    assert count_outlets([], ground) == 0


def test_credits_are_read_where_credits_stand() -> None:
    """Datelines and credit lines are credits; an agency in a sentence is not."""

    def agencies(*lines: str) -> list[str]:
        return [credit.agency for credit in find_credits(make_article("\n".join(lines)))]

    assert agencies("OSLO, Norway (AP) — A bridge fell.") == ["AP"]
    assert agencies("OSLO, May 4 (Reuters) - A bridge fell.") == ["Reuters"]
    assert agencies("A bridge fell.", "The Associated Press contributed to this report.") == ["AP"]
    assert agencies("A bridge fell.", "Source: AFP") == ["AFP"]
    assert agencies("The bridge is insured, Reuters reported on Monday after the fall.") == []


def test_carried_words_are_found_in_sentences() -> None:
    """Words told to an agency are carried by others; the agency itself carries nothing."""
    text = "A clerk did not respond to AP requests.\nFenn told The Associated Press she was wet."
    assert [credit.agency for credit in find_carried(make_article(text, outlet="Mail"))] == ["AP"]
    assert find_carried(make_article(text, outlet="The Associated Press")) == ()


def test_outlets_by_short_and_long_name() -> None:
    """One outlet's names are one; different ones are not."""
    assert same_outlet("The Lenne Journal", "the Journal")
    assert same_outlet("the BBC", "British Broadcasting Corporation")
    assert not same_outlet("Mail", "Post")
    assert not same_outlet(None, None)
    assert outlet_key("The Mail-Post") == "mail post"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from(BRIDGE), max_size=5), min_size=1, max_size=4))
def test_low_never_exceeds_high(parts: list[list[str]]) -> None:
    """Counts are ordered and at most one an article, for any story."""
    articles = [
        make_annotated(make_article("\n".join(lines), f"a{n}")) for n, lines in enumerate(parts)
    ]
    for line in BRIDGE[:3]:
        found = count(line, *articles)
        carriers = sum(line in one.article.text for one in articles)
        assert min(1, carriers) <= found.low <= found.high <= carriers


def test_an_article_without_an_outlet_is_called_by_its_file() -> None:
    """A reader is told what is missing, not a bare file's name."""
    bare = make_annotated(make_article("A ferry sank off Ostby on Monday.", "d_live"))
    (origin,) = find_origins([bare], [])
    assert origin.name == "report of d_live"
    wire = make_annotated(make_article("A ferry sank.", "x", credits=("Reuters",)))
    assert call_article(wire.article) == "Reuters"
