"""What people decided holds, everything after it follows, and it is shown as theirs."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory import find_span
from judgements.quarry import QUARRY, TEXTS, annotated, compare_quarry, make_report, passages
from variorum import pipeline
from variorum.group.constraints import enforce
from variorum.judgements.anchors import anchor_article, anchor_span
from variorum.judgements.decisions import list_waiting
from variorum.judgements.records import KINDS, Anchor, Judgement, make_judgement, undo
from variorum.judgements.stories import constrain_stories
from variorum.model import Decision, Parent, Story

COUGH = "“We heard the mountain cough, and then the sheds were simply gone,”"
MOVING = "“Nobody told us the slope was moving,”"
COUGHED = "“The mountain coughed and the sheds were gone,”"


def whole(*names: str) -> list[Anchor]:
    """Return anchors of whole articles."""
    return [anchor_article(make_report(name)) for name in names]


def words(name: str, quote: str) -> Anchor:
    """Return the anchor of words in an article."""
    article = make_report(name)
    return anchor_span(article, find_span(article, quote))


def judge(
    kind: str,
    anchors: Sequence[Anchor],
    others: Sequence[Anchor] = (),
    minute: int = 0,
    **fields: object,
) -> Judgement:
    """Return a judgement of N. N., made at some minute of one afternoon."""
    when = f"2026-03-05T15:{minute:02}:00+01:00"
    return make_judgement(kind, "N. N.", when, "asked them", anchors, others, **fields)  # type: ignore[arg-type]


def only(story: Story) -> Decision:
    """Return a story's one decision."""
    (decision,) = story.decisions
    return decision


def parents(story: Story, article: str) -> tuple[Parent, ...]:
    """Return the parents of an article."""
    return next(one.parents for one in story.stemma if one.article == article)


def groups(*judgements: Judgement) -> list[str]:
    """Return the slide's story and the fair's under these judgements."""
    articles = [one.article for one in annotated().values()]
    found = enforce([QUARRY, ("fair",)], constrain_stories(judgements, articles))
    return [" ".join(group) for group in found]


# --- stories ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("judgements", "expected"),
    [
        ([], ["courier ledger post evening", "fair"]),
        ([judge("merge", whole("fair", "post"))], ["courier ledger post evening fair"]),
        (
            [judge("apart", whole("evening"), whole("courier"))],
            ["courier ledger post", "evening", "fair"],
        ),
        (
            [judge("split", whole("evening", "post"), whole("courier", "ledger"))],
            ["courier ledger", "post evening", "fair"],
        ),
        (
            [
                judge("merge", whole("fair", "evening")),
                judge("apart", whole("fair"), whole("post"), minute=1),
            ],
            ["courier ledger post", "evening fair"],
        ),
        ([judge("copy", whole("fair"), whole("evening"))], ["courier ledger post evening fair"]),
    ],
)
def test_stories_are_split_and_merged(judgements: list[Judgement], expected: list[str]) -> None:
    """Articles are of the stories that people say, whatever the machine thinks."""
    assert groups(*judgements) == expected
    assert groups(*reversed(judgements)) == expected


def test_a_story_split_by_people_has_an_id_of_its_own() -> None:
    """Where the input names the story, each part gets a name."""
    given = [
        replace(one, article=replace(one.article, story="slide")) for one in annotated().values()
    ]
    told = [judge("split", whole("fair"), whole("courier"))]
    found = pipeline.find_stories([one.article for one in given], told)
    stories = pipeline.compare_groups(found, given, [], judgements=told)
    assert [story.id for story in stories] == ["slide", "slide-2"]


def test_a_merge_is_shown_in_the_story() -> None:
    """The story says who decided that its articles are of one event."""
    told = judge("merge", whole("post", "courier"))
    decision = only(compare_quarry(told))
    assert (decision.judgement, decision.who, decision.state) == (told.id, "N. N.", "holds")
    assert decision.says == "post, courier report one event"
    assert decision.articles == ("post", "courier")


# --- speakers --------------------------------------------------------------------------------


def test_a_speaker_is_fixed_and_what_follows_from_it() -> None:
    """“She” is Ragna Holm: the reading has her, and the utterance is counted as one speaker's."""
    before = compare_quarry()
    story = compare_quarry(judge("speaker", [words("post", COUGHED)], speaker="ragna  holm"))
    holm = next(name.id for name in story.names if name.name == "Ragna Holm")
    assert "post/q1" not in dict(before.speakers)
    assert dict(story.speakers)["post/q1"] == holm
    (utterance,) = story.utterances
    assert {reading.speaker for reading in utterance.readings} == {holm}
    assert [one.name for one in story.names] == [one.name for one in before.names]
    post = next(one for one in story.articles if one.article.id == "post")
    fixed = next(one for one in post.attributions if one.id == "post/q1")
    assert fixed.speaker is not None
    assert fixed.speaker.because == "decided by N. N. on 5 March 2026: asked them"
    assert only(story).attributions == ("post/q1",)


def test_a_speaker_that_the_story_has_not() -> None:
    """A name is added, and the reading has it."""
    story = compare_quarry(judge("speaker", [words("post", COUGHED)], speaker="Pia Lind"))
    assert story.names[-1].name == "Pia Lind"
    assert story.names[-1].forms == ()
    (utterance,) = story.utterances
    assert {one.speaker for one in utterance.readings if one.article == "post"} <= {
        story.names[-1].id
    }


def test_nobody_knows_the_speaker() -> None:
    """A speaker is taken away."""
    story = compare_quarry(judge("speaker", [words("courier", COUGH)], speaker=None))
    assert "courier/q0" not in dict(story.speakers)
    assert only(story).says.startswith("nobody knows who said “We heard the mountain cough")


def test_words_that_no_model_found_are_attributed() -> None:
    """A person's attribution stands beside the machine's, in text order."""
    told = judge(
        "speaker",
        [words("evening", "laid flowers at the gate")],
        speaker="Union",
        speaker_kind="organisation",
    )
    story = compare_quarry(told)
    evening = next(one for one in story.articles if one.article.id == "evening")
    assert evening.attributions[0].id == f"evening/{told.id}"
    assert evening.attributions[0].kind == "indirect"
    assert dict(story.speakers)[f"evening/{told.id}"] in {name.id for name in story.names}


def test_the_later_of_two_speakers_holds_and_both_are_shown() -> None:
    """Whoever judges last is followed; who judged before is told by whom."""
    first = judge("speaker", [words("post", COUGHED)], speaker="Pia Lind")
    second = judge("speaker", [words("post", COUGHED)], speaker="Ragna Holm", minute=1)
    for order in ((first, second), (second, first)):
        story = compare_quarry(*order)
        names = {name.id: name.name for name in story.names}
        assert names[dict(story.speakers)["post/q1"]] == "Ragna Holm"
        assert [(one.judgement, one.state, one.by) for one in story.decisions] == [
            (second.id, "holds", None),
            (first.id, "overridden", second.id),
        ]


# --- utterances ------------------------------------------------------------------------------


def test_readings_are_parted() -> None:
    """What is another utterance leaves; alone it is none."""
    told = judge("different", [words("post", COUGHED)], [words("courier", COUGH)])
    (utterance,) = compare_quarry(told).utterances
    assert {reading.article for reading in utterance.readings} == {"courier", "ledger"}


def test_words_become_readings_of_one_utterance() -> None:
    """Words that the machine kept apart, in an attribution or in none, are joined."""
    quotes = [
        words("evening", MOVING),
        words("courier", "the slope had been inspected in the spring"),
    ]
    story = compare_quarry(judge("same", quotes))
    found = [{one.article for one in each.readings} for each in story.utterances]
    assert {"evening", "courier"} in found
    joined = next(one for one in story.utterances if one.readings[0].article == "evening")
    assert joined.readings[0].text == MOVING


def test_whole_utterances_are_joined() -> None:
    """One new reading brings its words to the others', whose base stays the base."""
    quotes = [words("evening", MOVING), words("ledger", COUGH)]
    (utterance,) = compare_quarry(judge("same", quotes)).utterances
    assert len(utterance.readings) == 4
    assert utterance.readings[0].article == compare_quarry().utterances[0].readings[0].article


# --- copies ----------------------------------------------------------------------------------


def test_a_copy_changes_the_tree_and_the_counts() -> None:
    """What a copy says has no origin of its own."""
    before = compare_quarry()
    story = compare_quarry(judge("copy", whole("evening"), whole("courier")))
    assert parents(before, "evening") == ()
    (parent,) = parents(story, "evening")
    assert (parent.article, parent.confidence) == ("courier", 1.0)
    assert parent.because == "decided by N. N. on 5 March 2026: asked them"
    assert [one.origin for one in parents(before, "post")] == [None]
    assert story.shares != before.shares or story.revisions != before.revisions
    assert {one.article for one in story.revisions} > {one.article for one in before.revisions}


def test_a_copy_is_no_second_origin_of_what_both_say() -> None:
    """The words that a copy shares with its parent are heard once, certainly."""
    same = judge(
        "same",
        [words("evening", MOVING), words("courier", COUGH)],
    )
    copies = [judge("copy", whole(name), whole("courier")) for name in ("evening", "post")]
    (before,) = compare_quarry(same).utterances
    (after,) = compare_quarry(same, *copies).utterances
    assert before.independence.high > 1
    assert (after.independence.low, after.independence.high) == (1, 1)


def test_a_copy_the_other_way_round() -> None:
    """A told edge turns the machine's, and nothing descends from itself."""
    story = compare_quarry(judge("copy", whole("courier"), whole("ledger")))
    assert [one.article for one in parents(story, "courier")] == ["ledger"]
    assert "courier" not in {one.article for one in parents(story, "ledger")}


def test_no_copy() -> None:
    """The machine looks for another parent, or a source that is not here."""
    story = compare_quarry(judge("not-copy", whole("ledger"), whole("courier")))
    assert "courier" not in {one.article for one in parents(story, "ledger")}


def test_copies_in_a_circle() -> None:
    """The oldest judgement that would close a circle does not hold."""
    told = [
        judge("copy", whole("courier"), whole("ledger"), minute=0),
        judge("copy", whole("ledger"), whole("post"), minute=1),
        judge("copy", whole("post"), whole("courier"), minute=2),
    ]
    story = compare_quarry(*told)
    states = {one.judgement: one.state for one in story.decisions}
    assert [states[one.id] for one in told] == ["overridden", "holds", "holds"]
    assert [one.article for one in parents(story, "ledger")] == ["post"]


# --- conflicts -------------------------------------------------------------------------------

SIX, FOUR = words("post", "killed 6 people"), words("evening", "4 people killed")


def test_a_conflict_is_dismissed_and_kept() -> None:
    """It is out of the conflicts, and of what rests on them, and shown as dismissed."""
    before = compare_quarry()
    story = compare_quarry(judge("dismiss", [SIX, FOUR], conflict="number", about="killed"))
    assert [one.verdict for one in before.conflicts] == ["conflict", "update"]
    assert [one.verdict for one in story.conflicts] == ["update"]
    assert story.dismissed == (before.conflicts[0],)
    assert only(story).says == "no conflict: killed"


def test_a_dismissed_conflict_comes_back_with_a_new_value() -> None:
    """What nobody judged is shown."""
    told = judge("dismiss", [SIX], conflict="number", values=("killed 6 people",))
    story = compare_quarry(told)
    assert [one.verdict for one in story.conflicts] == ["conflict", "update"]
    assert (only(story).state, only(story).because) == (
        "partly",
        "the reports now give another value as well: look again",
    )


def test_an_accepted_conflict_gets_the_persons_verdict() -> None:
    """A person says that it is an update."""
    story = compare_quarry(judge("accept", [SIX, FOUR], conflict="number", verdict="update"))
    assert [one.verdict for one in story.conflicts] == ["update", "update"]
    assert story.conflicts[0].because == "decided by N. N. on 5 March 2026: asked them"


def test_an_accepted_conflict_stays_though_nobody_finds_it() -> None:
    """A conflict that a person saw is shown with its places."""
    seen = [words("evening", "on Wednesday"), words("courier", "on Tuesday")]
    story = compare_quarry(judge("accept", seen, conflict="date", about="the day"))
    found = next(one for one in story.conflicts if one.about == "the day")
    assert [value.value for value in found.values] == ["on Wednesday", "on Tuesday"]
    later = judge("dismiss", seen, conflict="date", minute=1)
    both = compare_quarry(judge("accept", seen, conflict="date", about="the day"), later)
    assert "the day" not in {one.about for one in both.conflicts}
    assert [one.state for one in both.decisions] == ["holds", "overridden"]


# --- time ------------------------------------------------------------------------------------


def test_a_judgement_that_cannot_be_placed_waits() -> None:
    """A new version without the words: shown as waiting, and moved to nothing like them."""
    told = judge("speaker", [words("post", COUGHED)], speaker="Pia Lind")
    new = make_report("post", TEXTS["post"].replace("coughed", "roared"))
    members = [annotated()[name] for name in QUARRY if name != "post"]
    members += pipeline.annotate([new], fast=True, model="rules")
    story = pipeline.compare_story("s1", members, (), [told])
    assert only(story).state == "waiting"
    assert "in post" in only(story).because
    assert "Pia Lind" not in {name.name for name in story.names}


def test_a_judgement_follows_its_words_to_a_new_version() -> None:
    """Text was put before and after: the words are found, and the judgement holds."""
    told = judge("speaker", [words("post", COUGHED)], speaker="Pia Lind")
    new = make_report("post", "Updated at noon.\n" + TEXTS["post"] + "More follows.\n")
    members = [annotated()[name] for name in QUARRY if name != "post"]
    members += pipeline.annotate([new], fast=True, model="rules")
    story = pipeline.compare_story("s1", members, (), [told])
    assert only(story).state == "holds"
    assert new.cut(only(story).spans[0]) == COUGHED
    assert "Pia Lind" in {name.name for name in story.names}


@pytest.mark.parametrize("model", ["words", "none"])
def test_replay_after_annotation_by_another_model(model: str) -> None:
    """Whatever the model finds, the same words are the same person's."""
    told = [
        judge("speaker", [words("post", COUGHED)], speaker="Ragna Holm"),
        judge("same", [words("post", COUGHED), words("courier", COUGH)], minute=1),
        judge("copy", whole("evening"), whole("courier"), minute=2),
        judge("dismiss", [SIX, FOUR], conflict="number", minute=3),
    ]
    if model is None:  # no model at all
        members = [replace(annotated()[name], attributions=()) for name in QUARRY]
    else:
        members = pipeline.annotate(
            [make_report(name) for name in QUARRY], fast=True, model="words"
        )
    story = pipeline.compare_story("s1", members, passages(), told)
    texts = {one.article.id: one.article for one in story.articles}
    names = {name.id: name.name for name in story.names}
    said = {
        texts[one.article].cut(one.content[0]): names.get(dict(story.speakers).get(one.id, ""))
        for each in story.articles
        for one in each.attributions
    }
    assert {words for words, name in said.items() if COUGHED in words and name == "Ragna Holm"}
    assert any(
        {"post", "courier"} <= {reading.article for reading in one.readings}
        for one in story.utterances
    )
    assert parents(story, "evening")[0].article == "courier"
    assert [one.verdict for one in story.conflicts] == ["update"]
    assert {one.state for one in story.decisions} == {"holds"}


def test_what_is_about_other_articles_waits_beside_the_stories() -> None:
    """A judgement on what is not here is kept in sight."""
    told = judge("copy", whole("post"), whole("courier"))
    waiting = list_waiting([told], [], [make_report("fair")])
    assert [(one.judgement, one.state) for one in waiting] == [(told.id, "waiting")]
    assert waiting[0].because == "not among these articles: post"


def test_an_undo_can_be_undone() -> None:
    """Every step is shown; the last word holds."""
    told = judge("copy", whole("evening"), whole("courier"))
    back = undo(told.id, "O. O.", "2026-03-05T16:00:00+01:00", "they had their own")
    again = undo(back.id, "N. N.", "2026-03-05T17:00:00+01:00", "they had not")
    assert [one.state for one in compare_quarry(told, back).decisions] == ["holds", "undone"]
    assert parents(compare_quarry(told, back), "evening") == ()
    story = compare_quarry(again, told, back)
    assert [one.state for one in story.decisions] == ["holds", "undone", "holds"]
    assert parents(story, "evening")[0].article == "courier"
    assert compare_quarry(back).decisions == ()


# --- any judgements --------------------------------------------------------------------------


def _anchors() -> st.SearchStrategy[Anchor]:
    """Return anchors of words anywhere in the reports, and of others that are not there."""

    def cut(name: str, start: int, length: int) -> Anchor:
        article = make_report(name)
        first = start % len(article.text)
        span = find_span(article, article.text[first : first + length])
        return anchor_span(article, span)

    there = st.builds(cut, st.sampled_from(sorted(TEXTS)), st.integers(0, 600), st.integers(0, 90))
    known = st.sampled_from([SIX, FOUR, words("post", COUGHED), words("courier", COUGH)])
    gone = st.builds(
        replace, there, text_sha256=st.just("0" * 64), prefix=st.sampled_from(["", "x"])
    )
    return st.one_of(known, there, gone)


@st.composite
def _judgements(draw: st.DrawFn) -> list[Judgement]:
    made: list[Judgement] = []
    for minute in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(KINDS))
        if kind == "undo":
            target = draw(st.sampled_from([one.id for one in made] or ["j0"]))
            made.append(undo(target, "N. N.", f"2026-03-05T15:{minute:02}:30+01:00", ""))
            continue
        alone = kind in {"speaker", "copy", "not-copy"}
        anchors = draw(st.lists(_anchors(), min_size=1 if alone else 2, max_size=1 if alone else 4))
        pair = kind in {"apart", "split", "different", "copy", "not-copy"}
        others = draw(st.lists(_anchors(), min_size=1, max_size=3)) if pair else []
        speaker = draw(st.sampled_from([None, "Ragna Holm", "Tor Berg", "Pia Lind"]))
        fields = {"speaker": speaker} if kind == "speaker" else {}
        made.append(judge(kind, anchors, others, minute, **fields))
    return made


@settings(max_examples=60, deadline=None)
@given(_judgements(), st.randoms(use_true_random=False))
def test_any_judgements(told: list[Judgement], random: object) -> None:
    """Nothing raises, spans are valid, no order matters, and undoing all is as never judged."""
    story = compare_quarry(*told)
    check_spans(story)
    assert len(story.decisions) <= len(told)
    shuffled = list(told)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert compare_quarry(*shuffled) == story
    undone = [
        undo(one.id, "O. O.", "2026-03-05T18:00:00+01:00", "") for one in told if one.kind != "undo"
    ]
    machines = [one for one in told if one.kind != "undo"]
    again = compare_quarry(*machines, *undone)
    assert replace(again, decisions=()) == compare_quarry()
    assert {one.state for one in again.decisions if one.kind != "undo"} <= {"undone"}
    assert sorted(" ".join(groups(*told)).split()) == sorted(TEXTS)
    assert groups(*told) == groups(*shuffled)


def check_spans(story: Story) -> None:
    """Every span of a story lies in its article, and every id that is used exists."""
    texts = {one.article.id: one.article for one in story.articles}
    said = [each for one in story.articles for each in one.attributions]
    spans = [span for one in said for span in (*one.source, *one.cue, *one.content)]
    spans += [value.span for one in (*story.conflicts, *story.dismissed) for value in one.values]
    spans += [span for one in story.decisions for span in one.spans]
    for span in spans:
        texts[span.article].cut(span)
    ids, names = [one.id for one in said], [name.id for name in story.names]
    assert (len(ids), len(names)) == (len(set(ids)), len(set(names)))
    assert {one for one, _ in story.speakers} <= set(ids)
    assert {who for _, who in story.speakers} <= set(names)
    for reading in (each for one in story.utterances for each in one.readings):
        assert reading.attribution in ids
        assert reading.text == " ".join(texts[span.article].cut(span) for span in reading.spans)
    assert all(len(one.readings) > 1 for one in story.utterances)
    assert {name for one in story.decisions for name in one.articles} <= set(texts)
    check_tree({one.article: {p.article for p in one.parents if p.article} for one in story.stemma})


def check_tree(above: dict[str, set[str]]) -> None:
    """No article descends from itself."""
    for article in above:
        seen: set[str] = set()
        waiting = [article]
        while waiting:
            new = above[waiting.pop()] - seen
            assert article not in new
            seen |= new
            waiting += new
