"""Whole quotations that a model left, or left without a source."""

from dataclasses import replace

from variorum.annotate.attribution_rules import SHORTEST_BARE_QUOTE, link_by_rules
from variorum.annotate.labels import read_headline, read_signature
from variorum.annotate.links import Link, region_runs
from variorum.annotate.tagging import Words

LONG_QUOTE = 8  # words; of the corpus's quotations from this length 99 in 100 have an attribution
PLAINLY = frozenset({"say", "says", "said", ":"})  # in headlines others may be nouns: "claims"
SENTENCE_MARKS = frozenset({".", "!", "?", "…", "..."})


def add_missed(words: Words, links: list[Link]) -> list[Link]:
    """Add what a model left: a headline, a signed or a long quotation, and who said one.

    Only with a source. Words that the model has are left to it, unless it found nobody who said
    them.
    """
    labelled = read_headline(words) if words.is_first else read_signature(words)
    if labelled:
        rivals = [link for link in links if _shares(link, labelled.content)]
        if not any(link.source and link.cue for link in rivals):
            return sorted(
                [labelled, *(link for link in links if link not in rivals)],
                key=lambda link: link.content,
            )
    if words.is_first and not links:
        return [link for link in link_by_rules(words) if link.source and _says(words, link)]
    bare = [link for link in links if not (link.source or link.cue)]
    kept = [link for link in links if link.source or link.cue]
    left = [
        run
        for run in region_runs(words)
        if run[1] - run[0] - 2 >= LONG_QUOTE and not any(_shares(link, (run,)) for link in kept)
    ]
    if not left:
        return links
    added = [
        link
        for link in link_by_rules(words)
        if link.source
        and any(run in left for run in link.content)
        and not any(_shares(other, link.content) for other in kept)
    ]
    kept += [link for link in bare if not any(_shares(link, one.content) for one in added)]
    return sorted([*kept, *added], key=lambda link: link.content)


def join_quotations(words: Words, links: list[Link]) -> list[Link]:
    """Join quotations that are whole sentences to what was said right before in the paragraph.

    "“No,” Roe said, and left. “We never agreed.”": if nobody else is named to have said them. A
    long one that nobody is known to have said is kept without a source.
    """
    for first, last in region_runs(words):
        inside = [link for link in links if _shares(link, ((first, last),))]
        if last - first - 2 < SHORTEST_BARE_QUOTE or not _is_sentence(words, first, last):
            continue
        if any(link.source or link.cue for link in inside):
            continue
        before = [
            link
            for link in links
            if link.source and _end(link) <= first and words.quote[link.content[-1][1] - 1] == "E"
        ]
        said = max(before, key=_end, default=None)
        if said is None or words.sentence[first] - words.sentence[_end(said) - 1] > 1:
            if not inside and last - first - 2 >= LONG_QUOTE:
                links = [*links, Link((), (), ((first, last),))]
            continue
        joined = replace(said, content=(*said.content, (first, last)))
        rest = [link for link in links if link not in inside]
        links = [joined if link is said else link for link in rest]
    return sorted(links, key=lambda link: link.content)


def _end(link: Link) -> int:
    return max(last for _, last in (*link.source, *link.cue, *link.content))


def _is_sentence(words: Words, first: int, last: int) -> bool:
    """Whether a quotation begins and ends where sentences do."""
    begins = first == 0 or words.texts[first - 1] in SENTENCE_MARKS
    inner = words.texts[last - 2] if words.quote[last - 1] == "E" else ""
    ends = inner in SENTENCE_MARKS and (
        last == len(words.texts) or words.sentence[last] != words.sentence[last - 1]
    )
    return begins and ends


def _says(words: Words, link: Link) -> bool:
    return any(words.texts[last - 1].lower() in PLAINLY for _, last in link.cue)


def _shares(link: Link, runs: tuple[tuple[int, int], ...]) -> bool:
    """Whether some of these words are a link's content."""
    return any(start < last and first < end for start, end in link.content for first, last in runs)
