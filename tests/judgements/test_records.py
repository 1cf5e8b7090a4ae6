"""Judgements are valid or refused with a reason, and their file gives back what was written."""

import json
import pickle
import re
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import find_span, make_article
from variorum.errors import InputError
from variorum.judgements.anchors import anchor_article, anchor_span, collect_places
from variorum.judgements.lines import (
    FORMAT,
    judgement_line,
    read_judgement,
    read_judgements,
    write_judgements,
)
from variorum.judgements.records import KINDS, SIDES, Judgement, make_judgement, undo
from variorum.model import Article

WHEN = "2026-05-03T14:05:00+02:00"
OLD = make_article(
    "The dam at Orrin held, the mayor said.\n“We were lucky,” he said.\nNo one was hurt at Orrin.",
    "courier",
    url="https://courier.example/dam",
)


def make_all() -> list[Judgement]:
    """Return one judgement of each kind."""
    anchor = anchor_span(OLD, find_span(OLD, "“We were lucky,”"))
    made = []
    for kind in KINDS:
        (few, _), (others, _) = SIDES[kind]
        fields = {"undoes": "j1"} if kind == "undo" else {}
        made.append(
            make_judgement(
                kind, "N. N.", WHEN, "read it", [anchor] * few, [anchor] * others, **fields
            )
        )
    return made


@pytest.mark.parametrize("one", make_all(), ids=KINDS)
def test_a_line_gives_back_its_judgement(one: Judgement) -> None:
    """Each kind survives writing and reading, and its id is the same when made again."""
    assert read_judgements(write_judgements([one, one])) == [one]
    line = judgement_line(one)
    del line["id"]
    assert read_judgement(line) == one


@given(st.text(), st.text(min_size=1), st.one_of(st.none(), st.text(min_size=1)))
def test_any_words_survive_the_file(why: str, who: str, speaker: str | None) -> None:
    """Lone surrogates, line breaks of every script and quotes come back as they were."""
    if not who.strip() or (speaker is not None and not speaker.strip()):
        return
    anchor = anchor_article(OLD)
    one = make_judgement("speaker", who, WHEN, why, [anchor], speaker=speaker)
    data = "".join(write_judgements([one])).encode("utf-8")
    assert read_judgements(data.decode("utf-8").split("\n")) == [one]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "guess"}, "line 2: kind: is 'guess'. Use one of merge, apart"),
        ({"who": " "}, "line 2: who: is empty. Say who decided it."),
        ({"when": "2026-05-03"}, "line 2: when: is '2026-05-03', without a zone"),
        ({"when": "2026-05-03T14:05"}, "line 2: when: .* without a zone"),
        ({"when": "2026-13-03T14:05Z"}, "line 2: when: .*Write it like"),
        ({"when": "20260503T140500Z"}, "line 2: when: .*Write it like"),
        ({"when": "yesterday"}, "line 2: when: is 'yesterday'. Write it like"),
        ({"when": "0001-01-01T00:00:00+14:00"}, "line 2: when: .* out of any calendar"),
        ({"why": 3}, "line 2: why: is a number. Give a string."),
        ({"speeker": "Ann"}, "line 2: speeker: is no field. Known are id, kind"),
        ({"speaker": ""}, "line 2: speaker: is empty. Give a name, or null"),
        ({"anchors": []}, "line 2: anchors: 'speaker' takes 1, not 0."),
        ({"anchors": "here"}, "line 2: anchors: is a string. Give a list of anchors."),
        ({"anchors": [{}]}, r"line 2: anchors\[0\].article: is missing."),
        ({"anchors": [None]}, r"line 2: anchors\[0\].anchor: is null"),
        ({"verdict": "lie"}, "line 2: verdict: is 'lie'. Use one of conflict"),
        ({"values": "x"}, "line 2: values: are no list of strings."),
        ({"values": ["x"]}, "line 2: values: is no field of 'speaker'. Leave it out."),
        ({"undoes": "j1"}, "line 2: undoes: is no field of 'speaker'. Leave it out."),
    ],
)
def test_a_wrong_line_is_named(change: dict[str, object], message: str) -> None:
    """The message names line, field, fault and remedy."""
    line = judgement_line(make_judgement("speaker", "N. N.", WHEN, "", [anchor_article(OLD)]))
    lines = [json.dumps({"format": FORMAT}), json.dumps(line | change)]
    with pytest.raises(InputError, match=message):
        read_judgements(lines, "desk.jsonl")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["{}"], "line 1: has no header before it"),
        (['{"format": "variorum-judgements/2"}'], "line 1: format: is 'variorum-judgements/2'"),
        (["", "{"], "line 2: is no JSON"),
        (["[1]"], "line 1: is a list. Write one object a line."),
        (["[" * 100_000], "line 1: is nested too deeply"),
    ],
)
def test_no_file_of_judgements(lines: list[str], message: str) -> None:
    """What is no file of judgements is refused at its line."""
    with pytest.raises(InputError, match=message):
        read_judgements(lines, "desk.jsonl")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
FIELD = st.sampled_from([field.name for field in fields(Judgement)])


@given(st.sampled_from(make_all()), st.dictionaries(FIELD, JSON, max_size=3), st.text())
def test_any_line_is_read_or_refused(one: Judgement, change: dict[str, object], junk: str) -> None:
    """Whatever stands in a line: a judgement that can be written again, or a reason."""
    head = json.dumps({"format": FORMAT})
    for line in (json.dumps(judgement_line(one) | change), junk):
        try:
            read = read_judgements([head, line], "desk.jsonl")
        except InputError as error:
            assert re.match(r"line 2: \S", error.reason)  # noqa: PT017 - either is right
        else:
            assert read_judgements(write_judgements(read)) == read


def test_one_id_with_two_contents_is_refused() -> None:
    """Two records under one id are a damaged file."""
    one = make_all()[0]
    with pytest.raises(InputError, match=r"line 3: id: .* stands above with other content"):
        read_judgements(write_judgements([one, replace(one, why="other")]))


def test_values_are_as_many_as_anchors() -> None:
    """A value without a place, or a place without one, is refused."""
    with pytest.raises(InputError, match="values: are 1, and anchors 2"):
        make_judgement("accept", "N. N.", WHEN, "", [anchor_article(OLD)] * 2, values=("x",))


def test_an_anchor_with_wrong_offsets_is_refused() -> None:
    """UTF-16 offsets are told from code points by their length."""
    anchor = replace(anchor_article(OLD), end=1_000)
    with pytest.raises(InputError, match="Offsets count code points"):
        make_judgement("speaker", "N. N.", WHEN, "", [anchor])


def test_judgements_travel_between_processes() -> None:
    """They pickle, so that stories can be compared side by side."""
    made = make_all()
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301 - our own


def test_undo_names_what_it_undoes() -> None:
    """An undo is a record of its own."""
    one = undo("j7", "N. N.", WHEN, "wrong quote")
    assert (one.kind, one.undoes, one.anchors) == ("undo", "j7", ())


# --- anchors ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(OLD.text, "“We were lucky,”", id="the same text"),
        pytest.param("Updated.\n" + OLD.text, "“We were lucky,”", id="moved"),
        pytest.param(
            "Updated.\n“We were lucky,” he said.", None, id="short, and its surroundings changed"
        ),
        pytest.param(
            OLD.text + "\nAgain:" + OLD.text, None, id="a lookalike: twice with its surroundings"
        ),
        pytest.param(OLD.text.replace("lucky", "unlucky"), None, id="altered"),
        pytest.param("", None, id="gone"),
    ],
)
def test_an_anchor_is_found_again_or_not_at_all(text: str, found: str | None) -> None:
    """A new version holds the words once in their surroundings, or the anchor waits."""
    anchor = anchor_span(OLD, find_span(OLD, "“We were lucky,”"))
    new = make_article(text, "courier", url=OLD.url)
    span = collect_places([new]).find_span(anchor)
    assert (span and new.cut(span)) == found


def test_long_words_are_found_by_themselves() -> None:
    """A sentence that stands once is found though its surroundings were rewritten."""
    anchor = anchor_span(OLD, find_span(OLD, "No one was hurt at Orrin."))
    new = make_article("Luck! No one was hurt at Orrin. More soon.", "courier", url=OLD.url)
    span = collect_places([new]).find_span(anchor)
    assert span is not None
    assert new.cut(span) == anchor.exact


@pytest.mark.parametrize(
    ("article", "found"),
    [
        pytest.param(replace(OLD, url=None), "courier", id="same id and text"),
        pytest.param(make_article(OLD.text, "renamed"), "renamed", id="the very text, other id"),
        pytest.param(
            make_article("All rewritten.", "courier", url=OLD.url), "courier", id="same address"
        ),
        pytest.param(
            make_article(OLD.text + "\nMore.", "courier"), "courier", id="same id, words are there"
        ),
        pytest.param(
            make_article("Of something else.", "courier"), None, id="another article of that name"
        ),
        pytest.param(make_article(OLD.text + "!", "renamed"), None, id="other id, other text"),
    ],
)
def test_an_article_is_found_again_or_not_at_all(article: Article, found: str | None) -> None:
    """An id alone is no proof: two folders may both hold a file called 1.txt."""
    assert collect_places([article]).find_article(anchor_article(OLD)) == found


@given(
    st.text(alphabet="ab “”\n", max_size=60), st.text(alphabet="ab “”\n", max_size=90), st.data()
)
def test_a_found_place_has_the_words(old: str, new: str, data: st.DataObject) -> None:
    """Whatever the texts, nothing raises, and what is found are exactly the words."""
    before, after = make_article(old, "a"), make_article(new, "a")
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    anchor = anchor_span(before, replace(find_span(before, ""), start=start, end=end))
    span = collect_places([after]).find_span(anchor)
    assert span is None or after.cut(span) == anchor.exact
    assert collect_places([before]).find_span(anchor) is not None
