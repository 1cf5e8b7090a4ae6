"""Contents mended by the grammar of the sentence, whatever model found them."""

from collections.abc import Sequence
from dataclasses import replace

from variorum.annotate.content_edges import (
    BULLETS,
    begin_nested,
    claim_agent,
    claim_opening,
    drop_hearer,
    drop_sentence,
    trim_bullets,
)
from variorum.annotate.labels import DASHES, PREPOSITIONS
from variorum.annotate.links import Link
from variorum.annotate.raised import claim_raised
from variorum.annotate.sources import (
    BROKEN_OFF,
    DAYS,
    HOURS,
    JOINING,
    SUBJECT_STARTS,
    claim_object,
    claim_subject,
    drop_mark,
    find_cue,
    find_late_subject,
    find_subject,
    name_apposed,
    take_possession,
    trim_source,
)
from variorum.annotate.tagging import Words, is_abbreviation

JOINED = frozenset({"but", "and", "so", "yet", "still", "however", ","})
CLAUSE = 8  # words; what is shorter, without a cue or marks, is wrong three times in four
DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "our"})
TELLING = frozenset({"told", "tells", "telling", "tell"})
# These take a hearer only before "that": "warned | Roe that it leaks", "warned the dam may leak".
ASSURING = frozenset(
    {"assured", "assures", "assuring", "reminded", "reminds", "reminding", "informed", "informs"}
    | {"informing", "notified", "warned", "warns", "warning", "promised", "promises", "promising"}
    | {"after", "before", "during", "outside"}  # "said after | the hearing that"
    | {"convinced", "persuaded", "advised", "assure", "remind", "inform", "notify", "warn"}
)
THAT = frozenset({"that"})
LONGEST_ADDRESSEE = 4  # words
TOPIC = frozenset({"of", "about", "in", "when", "after", "on", "at", "as", "while", "seeking"})
LONGEST_DATELINE = 8  # words and marks
LONGEST_GAP = 8  # words
BEING = frozenset({"is", "are", "was", "were", "be", "been", "being"})
NAMING = frozenset({"called", "named", "titled", "entitled"})
LIVES = frozenset({"life", "lives"})
EMPTY = frozenset({"that", "as", "than", "to", "whether", "if"})  # nothing is said by these alone
HUNTS = ("look", "search", "hunt")  # for somebody: what is looked for is not said
# Acts that are no speech, though they take persons and things as speech does.
DEEDS = frozenset(
    {"arrested", "shot", "killed", "stabbed", "injured", "wounded", "robbed", "struck", "fled"}
    | {"crashed", "imposed", "resigned", "nominated", "elected", "hired", "sued"}
)


def mend_links(words: Words, links: Sequence[Link]) -> list[Link]:
    """Return the attributions of one paragraph, sources and contents mended, the idle left out."""
    shown = [link for link in links if is_shown(words, link)]
    for mend in (
        trim_bullets,
        claim_agent,
        drop_hearer,
        drop_sentence,
        drop_mark,
        find_cue,
        claim_subject,
        claim_object,
        drop_topic,
        drop_addressee,
        take_possession,
        name_apposed,
        find_subject,
        find_late_subject,
        trim_source,
        drop_circumstance,
    ):
        shown = [mend(words, link) for link in shown]
    for among in (
        begin_nested,
        claim_opening,
        claim_raised,
        close_gaps,
        finish_clause,
        extend_to_sentence,
    ):
        shown = [
            among(words, link, [other for other in shown if other is not link]) for link in shown
        ]
    return [link for link in shown if link.source or link.cue or _has_marks(words, link)]


def _has_marks(words: Words, link: Link) -> bool:
    return any(words.quote[at] != "O" for first, last in link.content for at in range(first, last))


def is_shown(words: Words, link: Link) -> bool:
    """Whether anything in the text shows that words are attributed: a cue, quotation marks, or
    a clause's length.
    """
    if _is_no_speech(words, link):
        return False
    said = [at for first, last in link.content for at in range(first, last)]
    if _has_marks(words, link):
        return True
    if all(words.texts[at].lower() in EMPTY for at in said):
        return False
    return bool(link.cue) or len(said) >= CLAUSE


def _is_no_speech(words: Words, link: Link) -> bool:
    """Whether a cue is none: "the film is called", "claimed two lives", "looked for two men"."""
    if len(link.cue) != 1:
        return False
    first, last = link.cue[0]
    head = words.texts[last - 1].lower()
    if words.texts[first].lower() in BEING and head in NAMING:
        return True
    if _has_marks(words, link):
        return False
    said = [at for run in link.content for at in range(*run)]
    lives = head.startswith("claim") and any(words.texts[at] in LIVES for at in said[:4])
    return lives or head in DEEDS or _is_hunt(words, (first, last), said[0])


def _is_hunt(words: Words, cue: tuple[int, int], said: int) -> bool:
    """Whether somebody looks or searches | for something."""
    verb = cue[1] - 2 if words.texts[cue[1] - 1].lower() == "for" else cue[1] - 1
    is_for = "for" in {words.texts[cue[1] - 1].lower(), words.texts[said].lower()}
    return is_for and verb >= cue[0] and words.texts[verb].lower().startswith(HUNTS)


def drop_topic(words: Words, link: Link) -> Link:
    """Leave out what a quotation was about: "“No,” he said of the plan", "wrote about the plan"."""
    if len(link.content) < 2 or not link.cue or not link.source:
        return link
    begin = min(first for first, _ in (*link.source, *link.cue))
    end = max(last for _, last in (*link.source, *link.cue))
    quoted = any(words.quote[last - 1] == "E" and last <= begin for _, last in link.content)
    if not quoted:
        return link
    kept = tuple(
        (first, last)
        for first, last in link.content
        if first < end
        or words.sentence[first] != words.sentence[end - 1]
        or set(words.quote[first:last]) != {"O"}
        or not {words.texts[first].lower(), words.texts[first - 1].lower()} & TOPIC
    )
    return replace(link, content=kept)


def drop_addressee(words: Words, link: Link) -> Link:
    """Leave out who was told: "told | the paper he left", "warned | Mr. Roe that he left"."""
    if len(link.cue) != 1 or not link.content:
        return link
    first, last = link.content[0]
    verb = words.texts[link.cue[0][1] - 1].lower()
    if link.cue[0][1] != first or words.quote[first] != "O":
        return link
    starts = SUBJECT_STARTS if verb in TELLING else THAT if verb in ASSURING else None
    if starts is None:
        return link
    at = first + (words.texts[first].lower() in DETERMINERS)
    noun = at
    while at < last and at - noun < LONGEST_ADDRESSEE and _names(words, at):
        at += 1 + _is_title_mark(words, at + 1)
    if at == noun or last - at < 2 or words.texts[at].lower() not in starts:
        return link
    return replace(link, content=((at, last), *link.content[1:]))


def _is_title_mark(words: Words, at: int) -> bool:
    """Whether the full stop of "Mr." stands here."""
    return words.texts[at : at + 1] == (".",) and is_abbreviation(words.texts[at - 1])


def _names(words: Words, at: int) -> bool:
    word = words.texts[at]
    plain = word[0].isalpha() and words.quote[at] == "O"
    return plain and word.lower() not in SUBJECT_STARTS | PREPOSITIONS | {"to"}


def drop_circumstance(words: Words, link: Link) -> Link:
    """Leave out what opens a sentence before its source: "Reached by phone, Roe said he ...".

    What is said follows its cue without a comma there. "It was late, Roe said, and he ..." is said
    on both sides.
    """
    if len(link.content) < 2 or len(link.source) != 1 or len(link.cue) != 1:
        return link
    first, second = link.content[:2]
    source, cue = link.source[0], link.cue[0]
    ahead = (
        first[1] <= source[0] < cue[0] < second[0]
        and words.sentence[first[1] - 1] == words.sentence[second[0]]
        and set(words.quote[first[0] : first[1]]) == {"O"}
    )
    if not ahead or not _is_plain(words, cue[1], second[0]):
        return link
    return replace(link, content=link.content[1:])


def close_gaps(words: Words, link: Link, others: Sequence[Link]) -> Link:
    """Join parts of a content that nothing parts, "they had | a call"; drop a day before them.

    Nor do a few words that no other attribution has, "officers | came to | the house", if source
    and cue stand before. Two quotations side by side stay two.
    """
    if len(link.content) < 2:
        return link
    ahead = max((end for _, end in (*link.source, *link.cue)), default=len(words.texts))
    theirs = {run[0] for one in others for runs in _parts(one) for run in runs}
    runs: list[tuple[int, int]] = []
    for first, last in link.content:
        before = runs[-1] if runs else None
        lone = before is not None and all(words.texts[at] in DAYS for at in range(*before))
        if before is not None and before[1] == first and not _both_quoted(words, first):
            runs[-1] = (first if lone else before[0], last)
        elif before is not None and ahead <= before[0] and _is_gap(words, before[1], first, theirs):
            runs[-1] = (before[0], last)
        else:
            runs.append((first, last))
    return replace(link, content=tuple(runs)) if len(runs) < len(link.content) else link


def _is_gap(words: Words, first: int, last: int, taken: set[int]) -> bool:
    """Whether these words were left out of a clause by mistake."""
    return (
        last - first <= LONGEST_GAP
        and words.sentence[first - 1] == words.sentence[last]
        and set(words.quote[first - 1 : last + 1]) == {"O"}
        and words.texts[first][0].isalnum()
        and words.texts[first].lower() not in JOINING
        and not taken.intersection(range(first, last))
    )


def _both_quoted(words: Words, at: int) -> bool:
    return words.quote[at - 1] == "E" and words.quote[at] == "B"


def finish_clause(words: Words, link: Link, others: Sequence[Link]) -> Link:
    """Let a content not break off behind "in", "of" or "the", nor end with "and".

    It goes on to the next mark, or to where another attribution begins.
    """
    first, last = link.content[-1]
    word = words.texts[last - 1].lower()
    if word in HOURS and "".join(words.texts[last : last + 1]) == ".":
        day = last + 1 < len(words.texts) and words.texts[last + 1] in DAYS
        return replace(link, content=(*link.content[:-1], (first, last + 1 + day)))
    plain = last < len(words.texts) and words.texts[last][0].isalnum()
    outside = plain and words.quote[last - 1] == "O" and words.quote[last] == "O"
    if not outside or words.sentence[last] != words.sentence[last - 1]:
        return link
    if word in JOINING and last - first > 1:
        return replace(link, content=(*link.content[:-1], (first, last - 1)))
    if word not in BROKEN_OFF:
        return link
    theirs = {
        at for one in (link, *others) for runs in _parts(one) for run in runs for at in run[:1]
    }
    end = last
    while end < len(words.texts) and words.texts[end][0].isalnum() and words.quote[end] == "O":
        if end in theirs or words.texts[end].lower() in JOINING:
            break
        end += 1
    return replace(link, content=(*link.content[:-1], (first, end)))


def _parts(link: Link) -> tuple[tuple[tuple[int, int], ...], ...]:
    return link.source, link.cue, link.content


def extend_to_sentence(words: Words, link: Link, others: Sequence[Link]) -> Link:
    """Begin a content that "..., Roe said." closes where its sentence begins.

    Unless the words before belong to another attribution.
    """
    if len(link.content) != 1:
        return link
    first, last = link.content[0]
    attached = min((run[0] for run in (*link.source, *link.cue)), default=-1)
    if attached < last or words.quote[first] != "O":
        return link
    if "".join(words.texts[last:attached]) not in {",", ""} or words.texts[last - 1] == ".":
        return link
    begin = first
    while begin and words.sentence[begin - 1] == words.sentence[first]:
        begin -= 1
    begin = min(first, _after_dateline(words)) if begin == 0 else begin
    while begin < first and words.texts[begin].lower() in JOINED | BULLETS:
        begin += 1
    taken = any(
        start < first and begin < end
        for other in others
        for start, end in (*other.source, *other.cue, *other.content)
    )
    if begin == first or taken or words.sentence[last - 1] != words.sentence[first]:
        return link
    return replace(link, content=((begin, last),))


def _after_dateline(words: Words) -> int:
    """Return where a paragraph goes on after "New Ulm — "; 0 if it does not begin so."""
    for at, word in enumerate(words.texts[:LONGEST_DATELINE]):
        if word in DASHES and at:
            return at + 1
        if not (word[0].isupper() or word in {",", ".", "(", ")"}):
            return 0
    return 0


def _is_plain(words: Words, first: int, last: int) -> bool:
    """Whether nothing but one or two words stands there: "said Friday he ..."."""
    return last - first <= 2 and all(words.texts[at].isalnum() for at in range(first, last))
