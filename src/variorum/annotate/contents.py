"""Sources and contents mended by the grammar of the sentence, whatever model found them."""

from collections.abc import Sequence
from dataclasses import replace

from variorum.annotate.labels import DASHES, PREPOSITIONS
from variorum.annotate.links import Link
from variorum.annotate.saying import SOURCE_ENDS
from variorum.annotate.source_phrases import find_source_after
from variorum.annotate.tagging import Words

JOINED = frozenset({"but", "and", "so", "yet", "still", "however", ","})
# Words of time and manner beside a source, no part of a name. In small letters ("Ann Long").
AHEAD = frozenset({"earlier", "later", "then", "meanwhile", "afterward", "afterwards"})
BEHIND = AHEAD | frozenset(
    {"yesterday", "today", "also", "first", "further", "recently", "previously", "still", "now"}
    | {"reportedly", "separately", "again", "long", "repeatedly", "publicly", "privately", ","}
)
DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
CLAUSE = 8  # words; what is shorter, without a cue or marks, is wrong three times in four
# A source that begins so may have been taken for a content; a topic follows a cue so.
SUBJECT_STARTS = frozenset(
    {"the", "a", "an", "one", "another", "his", "her", "its", "their", "my", "our", "this"}
    | {"he", "she", "it", "they", "we", "i", "you", "that", "there", "these", "those", "nobody"}
)
DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "our"})
TELLING = frozenset({"told", "tells", "telling", "tell"})
LONGEST_ADDRESSEE = 4  # words
TOPIC = frozenset({"of", "about", "in", "when", "after", "on", "at", "as", "while", "seeking"})
POSSESSIVE = frozenset({"'s", "’s"})
LONGEST_DATELINE = 8  # words and marks
LONGEST_DATED = 5  # words of "Roe in May", who is no "board elected in May"
LONGEST_GAP = 8  # words
LONGEST_OWNED = 7  # words after a possessive
BEING = frozenset({"is", "are", "was", "were", "be", "been", "being"})
NAMING = frozenset({"called", "named", "titled", "entitled"})
PLAIN_CUES = frozenset({"said", "says", "say", "told", "wrote", "writes", "added", "tweeted"})
LIVES = frozenset({"life", "lives"})
# Acts that are no speech, though they take persons and things as speech does.
DEEDS = frozenset(
    {"arrested", "shot", "killed", "stabbed", "injured", "wounded", "robbed", "struck", "fled"}
    | {"crashed", "imposed", "resigned", "nominated", "elected", "hired", "sued"}
)
JOINING = frozenset({"and", "or", "but"})
BROKEN_OFF = frozenset({"in", "of", "the", "a", "an", "by", "for", "from", "with", "his", "their"})
MONTH_NAMES = """January February March April May June July August September October November
    December"""
MONTHS = frozenset(MONTH_NAMES.split())
HOURS = frozenset({"a.m", "p.m"})


def mend_links(words: Words, links: Sequence[Link]) -> list[Link]:
    """Return the attributions of one paragraph, sources and contents mended, the idle left out."""
    shown = [link for link in links if is_shown(words, link)]
    for mend in (
        find_cue,
        claim_subject,
        claim_object,
        drop_topic,
        drop_addressee,
        take_possession,
        trim_source,
        drop_circumstance,
    ):
        shown = [mend(words, link) for link in shown]
    for among in (close_gaps, finish_clause, extend_to_sentence):
        shown = [
            among(words, link, [other for other in shown if other is not link]) for link in shown
        ]
    return shown


def is_shown(words: Words, link: Link) -> bool:
    """Whether anything in the text shows that words are attributed: a cue, quotation marks, or
    a clause's length.
    """
    if _is_no_speech(words, link):
        return False
    said = [at for first, last in link.content for at in range(first, last)]
    return bool(link.cue) or len(said) >= CLAUSE or any(words.quote[at] != "O" for at in said)


def _is_no_speech(words: Words, link: Link) -> bool:
    """Whether a cue is none: "the film is called", "claimed two lives", "arrested two men"."""
    if len(link.cue) != 1:
        return False
    first, last = link.cue[0]
    head = words.texts[last - 1].lower()
    if words.texts[first].lower() in BEING and head in NAMING:
        return True
    said = [at for run in link.content for at in range(*run)]
    if any(words.quote[at] != "O" for at in said):
        return False
    lives = head.startswith("claim") and any(words.texts[at] in LIVES for at in said[:4])
    return lives or head in DEEDS


def claim_subject(words: Words, link: Link) -> Link:
    """Take for the source what parts a quotation from its cue: "“No,” Roe, of Ulm, said"."""
    if link.source or len(link.content) < 2 or len(link.cue) != 1:
        return link
    quoted, between = link.content[-2:]
    head = words.texts[between[0]]
    at = between[1]
    while at < link.cue[0][0] and words.texts[at] == ",":
        at += 1
    fits = (
        quoted[1] == between[0]
        and at == link.cue[0][0]
        and words.quote[quoted[1] - 1] == "E"
        and set(words.quote[between[0] : between[1]]) == {"O"}
        and (head[0].isupper() or head.lower() in SUBJECT_STARTS)
    )
    return replace(link, source=(between,), content=link.content[:-1]) if fits else link


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


def find_cue(words: Words, link: Link) -> Link:
    """Take the verb of saying beside a source for the cue, where none was found."""
    if link.cue or len(link.source) != 1:
        return link
    first, last = link.source[0]
    for at in (last, first - 1):
        if 0 <= at < len(words.texts) and words.quote[at] == "O":
            taken = any(start <= at < end for start, end in link.content)
            if words.texts[at] in PLAIN_CUES and not taken:
                return replace(link, cue=((at, at + 1),))
    return link


def drop_addressee(words: Words, link: Link) -> Link:
    """Leave out who was told: "told | the paper he left", "told | Reuters that he left"."""
    if len(link.cue) != 1 or not link.content:
        return link
    first, last = link.content[0]
    verb = words.texts[link.cue[0][1] - 1].lower()
    if link.cue[0][1] != first or verb not in TELLING or words.quote[first] != "O":
        return link
    at = first + (words.texts[first].lower() in DETERMINERS)
    noun = at
    while at < last and at - noun < LONGEST_ADDRESSEE and _names(words, at):
        at += 1
    if at == noun or last - at < 2 or words.texts[at].lower() not in SUBJECT_STARTS:
        return link
    return replace(link, content=((at, last), *link.content[1:]))


def _names(words: Words, at: int) -> bool:
    word = words.texts[at]
    plain = word[0].isalpha() and words.quote[at] == "O"
    return plain and word.lower() not in SUBJECT_STARTS | PREPOSITIONS | {"to"}


def claim_object(words: Words, link: Link) -> Link:
    """Take for the source whom a cue ends before: "in the words of | Roe", "according to | Roe"."""
    lone = [run for run in link.source if run[1] - run[0] > 1 or not _is_determiner(words, run[0])]
    if lone or len(link.cue) != 1:
        return link
    first, last = link.cue[0]
    if not {word.lower() for word in words.texts[first:last]} & {"words", "according"}:
        return replace(link, source=())
    phrase = find_source_after(words, last, len(words.texts))
    taken = phrase and any(start < phrase[1] and phrase[0] < end for start, end in link.content)
    return replace(link, source=(phrase,) if phrase and not taken else ())


def _is_determiner(words: Words, at: int) -> bool:
    return words.texts[at].lower() in {"the", "a", "an"}


def take_possession(words: Words, link: Link) -> Link:
    """Extend "Norland" to "Norland's mission in Ulm", which said something."""
    if len(link.source) != 1:
        return link
    first, last = link.source[0]
    if last + 1 >= len(words.texts) or words.texts[last] not in POSSESSIVE:
        return link
    if not link.cue or any(start == last for start, _ in link.cue):  # "he's asking"
        return link
    stop = min((start for start, _ in link.cue if start > last), default=None)
    limit = min(stop or len(words.texts), last + LONGEST_OWNED)
    end = last + 1
    while end < limit and _goes_on(words, end, inverted=stop is None):
        end += 1
    if end == last + 1 or end != (stop or end):
        return link
    return replace(link, source=((first, end),))


def _goes_on(words: Words, at: int, *, inverted: bool) -> bool:
    """Whether a noun phrase may go on with this word."""
    word = words.texts[at]
    parted = words.quote[at] != "O" or not word[0].isalnum()
    return not parted and not (inverted and word.lower() in SOURCE_ENDS)


def trim_source(words: Words, link: Link) -> Link:
    """Leave out what stands beside a source: "Tuesday" after it, an hour that ended a sentence.

    "Later Roe said", "Roe first said", "before 10 p.m. Witnesses said".
    """
    if len(link.source) != 1:
        return link
    first, last = link.source[0]
    for at in range(first, last - 2):
        if words.texts[at].lower() in HOURS and words.texts[at + 1] == ".":
            first = at + 2
    while last - first > 1 and words.texts[first].lower() in AHEAD | JOINING:
        first += 1
    while last - first > 1 and words.texts[last - 1].lower() in BROKEN_OFF | {"on", "at", "to"}:
        last -= 1  # "the judge on the | basis": what follows is no part of it
    if any(start == link.source[0][1] for start, _ in link.cue):  # right before its cue
        end = last
        beside = BEHIND | DAYS | (MONTHS if last - first <= LONGEST_DATED else frozenset())
        while end - first > 1 and words.texts[end - 1] in beside:
            end -= 2 if words.texts[end - 2] in {"on", "in"} and end - first > 2 else 1
        if words.texts[end - 1].endswith("ed"):  # "a study published on Monday"
            end = last
        if words.texts[last - 1] != ",":  # the comma that closes an apposition stays
            last = end
    return link if (first, last) == link.source[0] else replace(link, source=((first, last),))


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
    while begin < first and words.texts[begin].lower() in JOINED:
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
