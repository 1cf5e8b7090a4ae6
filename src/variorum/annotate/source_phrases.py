"""Where a source phrase begins and ends beside its verb, by its words and marks alone."""

from variorum.annotate.saying import AS, CLAUSE_STARTS, SOURCE_ENDS
from variorum.annotate.tagging import Words, is_abbreviation
from variorum.annotate.titles import is_role

LEADS = frozenset({"and", ",", "so", "yet", "then"}) | AS


def find_source_before(words: Words, first: int, cue_start: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends before a verb, without the clause before it."""
    end = cue_start
    if end > first and words.texts[end - 1] == ",":
        if not is_apposition(words, end - 1, first):
            return None
        start = end - 2
        while start > first and words.texts[start] != ",":
            start -= 1
    else:
        start = end
    while start > first:
        word = words.texts[start - 1]
        lower = word.lower()
        if words.quote[start - 1] != "O" or lower in CLAUSE_STARTS or word in ",;:—–-(":
            break
        if lower in {"and", "und", "et", "y"} and not (
            words.texts[start - 2][:1].isupper() if start - 2 >= first else False
        ):
            break
        start -= 1
    while start < end and words.texts[start].lower() in LEADS:
        start += 1
    return (start, end) if 0 < end - start <= 25 else None


def find_source_after(words: Words, at: int, last: int) -> tuple[int, int] | None:
    """Return the noun phrase that follows a verb, with its apposition."""
    end, relative = at, False
    while end < last:
        word = words.texts[end]
        relative = relative or word.lower() in {"who", "whose"}
        if words.quote[end] != "O" or word in ";:—–!?":
            break
        if word == "." and not is_abbreviation(words.texts[end - 1]):
            break
        if word == "," and not _describes(words, end + 1, last):
            break
        if word.lower() in SOURCE_ENDS and not relative:
            break  # at once: "dijo en una rueda de prensa" names nobody
        end += 1
    return (at, end) if end > at else None


def _describes(words: Words, at: int, last: int) -> bool:
    """Whether an apposition begins here: "Roe, a baker", "Roe, chief executive of", "Roe, who"."""
    if at >= last:
        return False
    ahead = [word.lower() for word in words.texts[at : min(at + 3, last)]]
    verbal = ahead[0].endswith(("ing", "ed")) or ahead[0] in CLAUSE_STARTS | SOURCE_ENDS
    roles = not verbal and words.texts[at][0].islower() and any(is_role(word) for word in ahead)
    return roles or ahead[0] in {"a", "an", "the", "who", "whose"}


def is_apposition(words: Words, comma: int, first: int) -> bool:
    """Whether "Ann, a doctor," ends at this comma."""
    for at in range(comma - 1, max(first, comma - 14) - 1, -1):
        if words.quote[at] != "O":
            return False
        if words.texts[at] == ",":
            head = words.texts[at - 1] if at > first else ""
            return head[:1].isupper() and comma - at <= 13
    return False
