"""Words brought to one form for comparing two texts, with the place each stands at.

Two desks write one sentence in two ways: "Sen. Roe criticised the U.S. on Feb. 3" and "Senator Roe
criticized the US on February 3". Their keys here are equal. A key is for comparing only: it may be
no word of any language ("advise" becomes "advize"), as long as two words that mean different things
keep different keys.
"""

import re
from functools import lru_cache

from variorum.text.words import Word

# Abbreviations with inner full stops, numbers, words with inner apostrophes, the percent sign.
# Hyphens part words: desks disagree about them. The look ahead and the plain English word before
# all others change no match: they find most words in half the time.
COMPARABLE = re.compile(
    r"(?=[\w%])(?:[a-zA-Z]{2,}+(?![\w'’])|(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*|\w+|%)"
)

# Style books write these in several ways (AP, Guardian, BBC, New York Times).
FULL_FORMS = {
    "%": "percent",
    "jan": "january",
    "feb": "february",
    "aug": "august",
    "sept": "september",
    "oct": "october",
    "nov": "november",
    "dec": "december",
    "sen": "senator",
    "sens": "senators",
    "rep": "representative",
    "reps": "representatives",
    "gov": "governor",
    "govs": "governors",
    "lt": "lieutenant",
    "gen": "general",
    "sgt": "sergeant",
    "capt": "captain",
    "col": "colonel",
    "prof": "professor",
    "dept": "department",
    "grey": "gray",
    "cheque": "check",
    "programme": "program",
    "programmes": "programs",
    "towards": "toward",
    "afterwards": "afterward",
    "judgement": "judgment",
    "aluminium": "aluminum",
    "moustache": "mustache",
    "plough": "plow",
    "tyre": "tire",
    "tyres": "tires",
    "kerb": "curb",
    "jewellery": "jewelry",
    "sceptic": "skeptic",
    "sceptics": "skeptics",
    "sceptical": "skeptical",
    "scepticism": "skepticism",
    "manoeuvre": "maneuver",
    "manoeuvres": "maneuvers",
    "fulfil": "fulfill",
    "enrol": "enroll",
    "whilst": "while",
    "amongst": "among",
    "okay": "ok",
    "adviser": "advisor",
    "advisers": "advisors",
}
NUMBER_WORDS = {  # "one" is a pronoun too
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
}
# Honorifics that some desks print and others drop.
DROPPED = frozenset({"mr", "mrs", "ms", "mx"})
# British endings to American ones; applied to both sides, so that a rule too many does no harm.
ENDINGS = (
    (re.compile(r"(?<=\w{3})is(e|es|ed|er|ers|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"ys(e|es|ed|er|ers|ing)$"), r"yz\1"),
    (
        re.compile(r"(?<=\w\w)our(s|ed|er|ers|ing|ite|ites|able|ful|hood|hoods|al|less|y)?$"),
        r"or\1",
    ),
    (re.compile(r"(?<=\w\w[^aeiou])re(s)?$"), r"er\1"),
    (re.compile(r"(?<=\w\w\w)ence(s|less)?$"), r"ense\1"),
    (re.compile(r"(?<=[aeiou])ll(ed|ing|er|ers|or|ors)$"), r"l\1"),
    (re.compile(r"ogue(s)?$"), r"og\1"),
)
ENDING = re.compile(r"[iy]s|our|re|ence|ll|ogue")  # a word without one of these has no such ending


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """Return the key by which a word is compared; "" for one that style books drop ("Mr").

    >>> [fold_word(word) for word in ("Organisation", "organization", "U.S.", "Feb", "Mr")]
    ['organization', 'organization', 'us', 'february', '']
    """
    key = word.casefold().replace("’", "'").replace(".", "") if word[:1].isalpha() else word
    if key in DROPPED:
        return ""
    key = key.removesuffix("'s")
    full = FULL_FORMS.get(key) or NUMBER_WORDS.get(key)
    if full:
        return full
    if key[:1].isdigit():
        return key.replace(",", "")
    if len(key) > 4 and ENDING.search(key):
        for pattern, ending in ENDINGS:
            key = pattern.sub(ending, key)
    return key


def find_comparable(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of `text[start:end]` with folded keys, in order, dropped ones left out.

    Offsets count from the start of `text`: they are the map from the normalised words back.

    >>> [word.key for word in find_comparable("Mr. Roe’s U.S. tour cost 1,200 per cent.")]
    ['roe', 'us', 'tour', 'cost', '1200', 'per', 'cent']
    """
    stop = len(text) if end is None else end
    words = []
    for match in COMPARABLE.finditer(text, start, stop):
        key = fold_word(match[0])
        if key:
            words.append(Word(key, *match.span()))
    return words
