"""From tagged words to attributions: runs, whole quotations, and who takes what."""

import numpy as np

from variorum.annotate.candidates import (
    Candidate,
    choose_candidates,
    find_candidates,
    link_runs,
)
from variorum.annotate.linking import (
    Group,
    LinkModel,
    Run,
    group_runs,
    pair_runs,
    read_runs,
    score,
)
from variorum.annotate.quotes import find_quotes
from variorum.annotate.tag_model import Tagged
from variorum.annotate.tagging import Words, read_words

TAGS = ("O", "B-S>", "I-S>", "B-K>", "I-K>", "B-C>", "I-C>", "B-C<", "I-C<", "B-S<", "B-K<")
NEVER = LinkModel(
    {}, {}, {}, {}, dict.fromkeys(("content_cue", "cue_source", "content_source", "whole"), 1.1)
)
ALWAYS = LinkModel(
    {}, {}, {}, {}, dict.fromkeys(("content_cue", "cue_source", "content_source", "whole"), 0.5)
)


def words_of(text: str) -> Words:
    """Return the words of a paragraph."""
    return read_words(text, 0, len(text), find_quotes(text, [(0, len(text))]))


def tagged(tags: str) -> Tagged:
    """Return tags, parted by spaces, as sure as can be."""
    names = tuple(tags.split())
    chances = np.zeros((len(names), len(TAGS)), dtype=np.float32)
    for row, tag in enumerate(names):
        chances[row, TAGS.index(tag)] = 1
    return Tagged(names, chances)


def test_a_content_is_mended_to_the_whole_quotation() -> None:
    """Most of a quotation tagged is all of it, with both marks."""
    words = words_of("Ann said “we all left”.")
    runs = read_runs(words, tagged("B-S> B-K> O B-C> I-C> I-C> O O"), TAGS)
    assert [(run.role, run.first, run.last) for run in runs] == [
        ("S", 0, 1),
        ("K", 1, 2),
        ("C", 2, 7),
    ]


def test_a_word_in_marks_is_no_whole_content() -> None:
    """A content that only touches a long quotation is left as it is."""
    words = words_of("Ann said “we all left the house at once”.")
    runs = read_runs(words, tagged("O O O B-C>" + " O" * 8), TAGS)
    assert [(run.first, run.last) for run in runs] == [(3, 4)]


def test_both_parts_of_a_broken_quotation_share_a_cue() -> None:
    """Contents with one cue are one attribution."""
    words = words_of("“We left,” Ann said. “It was late.”")
    tags = "B-C< I-C< I-C< I-C< I-C< B-S> B-K< O B-C> I-C> I-C> I-C> I-C> I-C>"
    (link,) = link_runs(words, [tagged(tags)], TAGS, ALWAYS)
    assert link.content == ((0, 5), (8, 14))
    assert (link.source, link.cue) == (((5, 6),), ((6, 7),))


def test_without_likely_links_a_content_stands_alone() -> None:
    """What no cue and no source claims keeps neither."""
    words = words_of("Ann said “we left”.")
    runs = read_runs(words, tagged("B-S> B-K> B-C> I-C> I-C> I-C> O"), TAGS)
    (group,) = group_runs(words, runs, NEVER)
    assert (group.source, group.cue) == (None, None)


def test_two_readings_that_agree_are_one_candidate() -> None:
    """A candidate knows which readings gave it."""
    words = words_of("Ann said “we left”.")
    same = tagged("B-S> B-K> B-C> I-C> I-C> I-C> O")
    other = tagged("O B-K> B-C> I-C> I-C> I-C> O")
    found = find_candidates(words, [same, same, other], TAGS, ALWAYS)
    assert sorted((one.readings, one.rivals) for one in found) == [("01", 1), ("2", 1)]


def test_a_content_is_taken_once() -> None:
    """Of candidates that want the same words the likelier one stays; unlikely ones go."""
    runs = (Run("C", ">", 0, 5, 1.0), Run("C", ">", 3, 8, 1.0), Run("C", ">", 9, 12, 1.0))
    candidates = [
        (0.9 - n / 10, Candidate(runs, Group(None, None, (n,), 0, 0), "0", 0)) for n in range(3)
    ]
    chosen = choose_candidates(candidates, 0.5)
    assert [one.group.contents for _, one in chosen] == [(0,), (2,)]
    assert choose_candidates(candidates, 0.95) == []


def test_pairs_are_near() -> None:
    """A cue far away is no partner."""
    runs = [Run("C", ">", 0, 5, 1.0), Run("K", ">", 6, 7, 1.0), Run("K", ">", 900, 901, 1.0)]
    assert pair_runs(runs, "C", "K") == [(0, 1)]


def test_score_is_a_chance() -> None:
    """Weights of unknown features do not count; extremes do not overflow."""
    assert score({"": 0.0, "a": 2.0}, ["b"]) == 0.5
    assert 0 <= score({"a": -1e9}, ["a"]) < 1e-9
