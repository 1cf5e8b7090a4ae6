"""Which report's title a story has."""

from pathlib import Path

from variorum.pipeline import compare

TEXT = (
    "Kestrel, a maker of boats, is recalling {} vests after seams burst in at least four of them,"
    " the harbour office of Varne said on Tuesday.\n\nThe vests carry the batch number K7720 and"
    " were sold in Varne and Ostby from 1 February.\n"
)


def test_a_title_with_a_number_that_others_dispute_is_passed_over(tmp_path: Path) -> None:
    """The earliest report's title is the story's, but not "30,000" where another has 300,000."""
    for name, number, hour in (("a", "30,000", "08:00"), ("b", "300,000", "09:00")):
        title = f"Kestrel recalls {number} vests" if name == "a" else "Kestrel takes vests back"
        head = f"{title}\nPublished: 9 March 2027 {hour} GMT\n\n"
        (tmp_path / f"{name}.txt").write_text(head + TEXT.format(number), encoding="utf-8")
    (story,) = compare([tmp_path], fast=True).stories
    assert [one.kind for one in story.conflicts if one.verdict == "conflict"] == ["number"]
    assert story.title == "Kestrel takes vests back"
