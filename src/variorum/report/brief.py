"""The brief: sentences cut from the sources that tell what happened, the main thing first.

One lead says what the story is about. Then come the sentences that add most to it (`choice.py`):
first what several origins may stand behind, then what one alone does, either in the order in which
the story was told, day by day, and within a day as the articles have it, which put the main things
first. What the articles dispute comes last. Nothing is shortened but for a dateline, and nothing is
joined or reworded.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from variorum.model import (
    Annotated,
    BriefSentence,
    Conflict,
    Descent,
    Laundering,
    Span,
    Supported,
    Utterance,
)
from variorum.report.candidates import (
    ONE,
    Candidate,
    find_laundered,
    find_leads,
    find_told,
    find_twisted,
)
from variorum.report.choice import FULL, OPENINGS, choose, choose_lead
from variorum.report.disputes import DISPUTES, Disputes
from variorum.report.rederived import keep_derivable
from variorum.report.standing import arrange, find_hanging, find_known
from variorum.report.wordings import Page, number_days
from variorum.report.worth import Judge

LEAST, MOST = 5, 20
ENOUGH, EACH = 12, 2  # sentences that a brief is filled up to, LEAST and EACH more an article
FURTHER = 25  # sentences of an article, headline and all, that it is filled up from
READINGS = 4  # times that a brief is read through, each without what hung in the air before
LEADS = 2  # sentences of an article that may open the brief
TELLING = 8  # words; a shorter first sentence teases
SURE = 0.5  # confidence from which one article stands on another
WELL_SUPPORTED = 2  # origins, perhaps, from which a sentence is worth its place beyond ENOUGH


def write_brief(
    articles: Sequence[Annotated],
    statements: Sequence[Supported],
    utterances: Sequence[Utterance] = (),
    conflicts: Sequence[Conflict] = (),
    laundering: Sequence[Laundering] = (),
    *,
    stemma: Iterable[Descent] = (),
) -> list[BriefSentence]:
    """Return 5 to 20 sentences of one story; fewer only if the articles have no more to give.

    Each text is exactly the characters of its first citation: a whole sentence of body or
    standfirst without its dateline, never a headline, a fragment, a call to readers, or a source's
    words but next to the sentence that names the source, nor a reading whose meaning another report
    changes, or that was laundered. `stemma` tells which reports are made of others here: the
    others' words are better. A story of one article gives its first sentences. What its own
    citations do not give word for word is dropped at the end (`rederived.py`).
    """
    days = number_days(one.article for one in articles)
    pages = {one.article.id: Page(one, rank, days[rank]) for rank, one in enumerate(articles)}
    if len(pages) < 2:
        return keep_derivable(map(_write, _choose_first(find_leads(pages))), articles)
    disputes = Disputes(conflicts, pages)
    twisted = find_twisted(utterances, pages) | find_laundered(laundering, pages)
    twisted |= disputes.outdated(twisted)
    told = [disputes.part(one) for one in find_told(statements, utterances, pages, twisted)]
    leads = [one for one in find_leads(pages, 0, FURTHER) if one.wording.span not in twisted]
    held = {span for one in told if len(one.citations) > 1 for span in one.citations}
    openings = _find_openings(leads)  # an opening may tell more than the statement it supports
    held -= {one.wording.span for one in openings} - {one.wording.span for one in told}
    alone = (one for one in leads if one.wording.span not in held)
    whole = [one for one in (*told, *alone) if not (one.wording.leans or one.wording.caption)]
    derived = {
        one.article
        for one in stemma
        if any(up.article and up.confidence > SURE for up in one.parents)
    }
    judge = Judge(pages, openings, derived, find_known(pages))
    sure = [one for one in leads if one.wording.span not in disputes.doubtful]
    newest = {one.wording.span for one in sure if disputes.tells_newest(one)}
    lead = choose_lead(_find_openings(sure, LEADS), told, judge, newest)
    whole = [one for one in whole if not judge.read(one.wording).routine]
    hanging: set[Span] = set()
    for _ in range(READINGS):
        chosen = _fill(lead, _without(whole, hanging), judge, twisted | hanging)
        numbers = _without(disputes.newest(chosen), hanging)
        chosen += [one for one in numbers if one not in chosen]
        ordered = arrange(_order(chosen, [*lead, *numbers], pages), judge)
        found = find_hanging(ordered, judge)
        hanging |= {one.wording.span for one in found}
        if not found:
            break
    ordered = _without(ordered, hanging)
    sentences = [_write(one, lead=not number) for number, one in enumerate(ordered)]
    sides = map(_write, disputes.other_sides(ordered))
    return keep_derivable([*sentences, *sides][:MOST], articles)


def _fill(
    lead: Sequence[Candidate],
    whole: Sequence[Candidate],
    judge: Judge,
    refused: Collection[Span],
) -> list[Candidate]:
    """Return the lead and what adds most to it; from far down if too little."""
    wanted = min(ENOUGH, LEAST + EACH * (len(judge.pages) - 1))
    near = [one for one in whole if one.wording.depth < FURTHER]
    chosen = choose(near, wanted, judge, lead)
    firm = [one for one in whole if _well_supported(one)]
    chosen = choose(firm, MOST - DISPUTES, judge, chosen, faint=FULL)
    rest = (one for one in _find_next(chosen, judge, refused) if one.wording.quotes_on)
    chosen = choose(rest, MOST - DISPUTES, judge, chosen)
    if len(chosen) < LEAST:
        far = (
            one
            for one in _without(find_leads(judge.pages, FURTHER), refused)
            if not (one.wording.leans or one.wording.caption)
        )
        more = [one for one in (*whole, *far) if not judge.is_stale(one.wording)]
        chosen = choose(more, LEAST, judge, chosen, strict=False)
    while len(chosen) < LEAST:
        next_ones = _find_next(chosen, judge, refused)
        longer = choose(next_ones, len(chosen) + 1, judge, chosen, strict=False)
        if len(longer) == len(chosen):
            break
        chosen = longer
    return chosen


def _find_next(
    chosen: Sequence[Candidate], judge: Judge, refused: Collection[Span]
) -> Iterator[Candidate]:
    """Yield the sentences that lean on a chosen one, where they stand next after it."""
    for one in chosen:
        page, number = judge.pages[one.wording.span.article], one.wording.number + 1
        wording = page.read(number) if number < len(page.sentences) else None
        if wording is None or wording.span in refused or judge.is_stale(wording):
            continue
        if wording.leans and not (wording.caption or wording.provisional):
            yield Candidate(wording, (wording.span,), 1, ONE, wording.place, wording.depth)


def _without(candidates: Iterable[Candidate], spans: Collection[Span]) -> list[Candidate]:
    return [one for one in candidates if one.wording.span not in spans]


def _write(one: Candidate, *, lead: bool = False) -> BriefSentence:
    """Return a sentence without its dateline; only the first keeps the place that it names."""
    wording = one.wording
    keeps = lead and wording.bare.start - wording.span.start > 0 and wording.placed
    span = wording.span if keeps else wording.bare
    text = wording.text[span.start - wording.span.start :]
    citations = (span, *(other for other in one.citations if other != wording.span))
    return BriefSentence(text, citations, one.outlets, one.independence)


def _well_supported(one: Candidate) -> bool:
    return one.independence.high >= WELL_SUPPORTED


def _find_openings(leads: Iterable[Candidate], most: int = 1) -> list[Candidate]:
    """Return each article's first sentences that can stand in a brief, if they are near the top."""
    found: dict[str, list[Candidate]] = defaultdict(list)
    for one in leads:
        held = found[one.wording.span.article]
        if one.depth < OPENINGS and _is_clean(one) and len(held) < most:
            held.append(one)
    return [one for held in found.values() for one in held]


def _is_clean(one: Candidate) -> bool:
    """Whether a sentence of the body can open a brief."""
    wording = one.wording
    return (
        bool(wording.keys)
        and wording.words >= TELLING
        and not (wording.standfirst or wording.leans or wording.caption)
    )


def _choose_first(leads: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the first sentences of one article that repeat none before them.

    One that leans on the sentence before it is taken if that one was taken, too.
    """
    known: set[str] = set()
    upheld = -1  # the number of the sentence that may lean on one before it
    count = 0
    for one in leads:
        wording = one.wording
        if len(wording.keys - known) < min(3, len(wording.keys)) or wording.caption:
            continue
        if wording.leans and wording.number != upheld:
            continue
        yield one
        count += 1
        if count == LEAST:
            return
        known |= wording.keys
        upheld = wording.number + 1


def _order(
    chosen: Sequence[Candidate], lead: Sequence[Candidate], pages: Mapping[str, Page]
) -> list[Candidate]:
    """Return the lead, then what several origins may stand behind, then the rest.

    Either goes day by day, and within a day article by article, the lead's first: one article's
    sentences stay together in its own order, as each tells a part of the story through. `lead` may
    be several sentences: what opens the story, and the newest numbers.
    """
    first = {one.wording.span for one in lead}
    home = lead[0].wording.span.article if lead else None
    begins: dict[str, float] = {}
    for one in chosen:
        article = one.wording.span.article
        begins[article] = min(one.place, begins.get(article, 1.0))

    def key(one: Candidate) -> tuple[bool, bool, int, bool, float, Span]:
        span = one.wording.span
        name = span.article
        alone = not _well_supported(one)
        return (span not in first, alone, pages[name].day, name != home, begins[name], span)

    return sorted(chosen, key=key)
