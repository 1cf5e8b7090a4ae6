"""An invented quarry slide in four reports, and one of another event, annotated by rules."""

from functools import cache

from factory import make_article
from variorum import pipeline
from variorum.compare.reuse import find_passages
from variorum.judgements.records import Judgement
from variorum.model import Annotated, Article, Passage, Story

COURIER = """\
A slope of the Halvik quarry gave way on Tuesday and buried three sheds, killing 4 people.
“We heard the mountain cough, and then the sheds were simply gone,” said Ragna Holm.
The quarry's owner, Tor Berg, said the slope had been inspected in the spring by an engineer.
Rescuers with two dogs searched the rubble until the rain made the loose stones slip again.
The road along the fjord stays closed while geologists measure how far the crack has opened.
"""
LEDGER = """\
Four workers feared dead as Halvik slope slides, the Ledger has learnt.
“We heard the mountain cough, and then the sheds were simply gone,” Ragna Holm told us.
Rescuers with two dogs searched the rubble until the rain made the loose stones slip again.
The road along the fjord stays closed while geologists measure how far the crack has opened.
Berg did not answer questions about who had signed the inspection.
"""
POST = """\
Halvik quarry slide killed 6 people on Tuesday, the district said.
“The mountain coughed and the sheds were gone,” she said.
Rescuers with two dogs searched the rubble until the rain made the loose stones slip again.
A minister is to visit the fjord on Thursday.
"""
EVENING = """\
Workers of the Halvik quarry laid flowers at the gate on Wednesday for the 4 people killed there.
“Nobody told us the slope was moving,” said Ragna Holm.
The union asked for the inspection report, which Tor Berg has not shown to anyone.
"""
FAIR = """\
The goat fair at Lund drew a record crowd on Tuesday, although 4 goats escaped.
“They ate the mayor's hat,” said Pia Lind, who judges cheese.
"""
TEXTS = {"courier": COURIER, "ledger": LEDGER, "post": POST, "evening": EVENING, "fair": FAIR}
TIMES = {
    "courier": "2026-03-03T09:00+01:00",
    "ledger": "2026-03-03T12:00+01:00",
    "post": "2026-03-03T18:00+01:00",
    "evening": "2026-03-04T20:00+01:00",
    "fair": "2026-03-03T20:00+01:00",
}
QUARRY = ("courier", "ledger", "post", "evening")


def make_report(name: str, text: str | None = None) -> Article:
    """Return one of the reports, if need be with another text."""
    return make_article(
        TEXTS[name] if text is None else text,
        name,
        outlet=f"The {name.title()}",
        published=TIMES[name],
        language="en",
        url=f"https://{name}.example/1",
    )


@cache
def annotated() -> dict[str, Annotated]:
    """Return every report, annotated by rules."""
    articles = [make_report(name) for name in TEXTS]
    return {one.article.id: one for one in pipeline.annotate(articles, fast=True, model="rules")}


@cache
def passages() -> tuple[Passage, ...]:
    """Return what the reports of the slide share."""
    return tuple(find_passages([annotated()[name].article for name in QUARRY]))


def compare_quarry(*judgements: Judgement) -> Story:
    """Compare the reports of the slide under these judgements."""
    members = [annotated()[name] for name in QUARRY]
    return pipeline.compare_story("s1", members, passages(), judgements)
