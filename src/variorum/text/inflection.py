"""Words as they count when two wordings are compared: without inflection, spelling or house style.

"travelled" and "travels" are one, so are "Feb." and "February", "U.S." and "United States",
"didn't" and "did not", "forty" and "40". What is given back always knows where it stood.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

# Dotted capitals; numbers with an ordinal ending; words with inner apostrophes; signs read.
TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*(?:st|nd|rd|th\b)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[%$€£&]"
)
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s")


def read_words(lines: str) -> frozenset[str]:
    """Return the words of a table."""
    return frozenset(lines.split())


def _table(lines: str) -> dict[str, str]:
    """Read "word form form, word form": each form leads to its word."""
    return {
        form: word
        for group in lines.split(",")
        for word, *forms in (group.split(),)
        for form in forms
    }


IRREGULAR = _table("""
be am is are was were been being, have has had having, do does did done doing, go goes went gone
going, say said says saying, get got gotten gets getting, make made makes making, know knew
known, think thought, take took taken taking, see saw seen, come came coming, give gave given
giving, find found, tell told, feel felt, become became becoming, leave left leaving, put
putting, mean meant, keep kept, begin began begun, bring brought, write wrote written writing,
stand stood, hear heard, let letting, meet met, run ran running, pay paid, sit sat, speak spoke
spoken, lie lay lain lying, lead led, grow grew grown, lose lost losing, fall fell fallen, send
sent, build built, understand understood, draw drew drawn, break broke broken, spend spent, cut
cutting, rise rose risen rising, drive drove driven driving, buy bought, wear wore worn, choose
chose chosen, seek sought, throw threw thrown, catch caught, deal dealt, win won, forget forgot
forgotten, teach taught, fight fought, sell sold, hold held, shoot shot, strike struck stricken,
show shown, steal stole stolen, tear tore torn, hide hid hidden, bear bore borne, swear swore
sworn, shake shook shaken, fly flew flown, blow blew blown, eat ate eaten, die dies died dying,
freeze froze frozen, sink sank sunk, swim swam swum, sing sang sung, drink drank drunk, ring
rang rung, bleed bled, breed bred, feed fed, flee fled, bind bound, grind ground, wind wound,
hang hung, sleep slept, weep wept, creep crept, sweep swept, bend bent, lend lent, cling clung,
forgive forgave forgiven, forbid forbade forbidden, withdraw withdrew withdrawn, undergo
underwent, overcome overcame, overthrow overthrew overthrown, mislead misled, undo undid undone,
agree agreed, disagree disagreed, guarantee guaranteed, free freed, decree decreed,
learn learnt, burn burnt, dream dreamt, spell spelt, spill spilt, spoil spoilt, light lit, man
men, woman women, child children, person persons, foot feet, tooth teeth, life lives, wife
wives, knife knives, leaf leaves, half halves, wolf wolves, thief thieves, crisis crises, basis
bases, analysis analyses, mouse mice, goose geese, good better best, bad worse worst, a an, this
these, that those, i me, he him, she her, they them, we us, my mine, your yours, our ours, their
theirs, not n't nt, will wo, shall sha, whom who, sue sued sues suing
""")
UNINFLECTED = read_words("""
news always perhaps less unless yes this his its thus plus bus gas series species politics
economics physics mathematics athletics ethics during nothing something anything everything
thing king bring spring string sing ring wing morning evening ceiling sterling need indeed speed
feed seed exceed proceed succeed breed bleed hundred red bed shed sacred naked wicked embed as
is was has us besides towards afterwards across address access process progress congress
business witness lens means headquarters overseas sometimes
""")
MAY = "may (month)"
SPELLINGS = {
    **_table("""
center centre, theater theatre, meter metre, liter litre, fiber fibre, caliber calibre, saber
sabre, specter spectre, somber sombre, luster lustre, meager meagre, maneuver manoeuvre, program
programme, defense defence, offense offence, license licence, practice practise, gray grey, tire
tyre, curb kerb, jewelry jewellery, aluminum aluminium, aging ageing, judgment judgement,
pretense pretence, acknowledgment acknowledgement, fulfill fulfil, enroll enrol, skillful
skilful, willful wilful, install instal, skeptical sceptical, skeptic sceptic, skepticism
scepticism, plow plough, draft draught, jail gaol, pajamas pyjamas, mom mum, mustache moustache,
toward towards, afterward afterwards, while whilst, among amongst, amid amidst, cozy cosy, donut
doughnut, artifact artefact, airplane aeroplane, inquiry enquiry, inquire enquire, yogurt
yoghurt, catalog catalogue, dialog dialogue, analog analogue, check cheque, ax axe, mold mould,
molt moult, smolder smoulder, encyclopedia encyclopaedia, pediatric paediatric, pediatrician
paediatrician, anemia anaemia, anesthetic anaesthetic, fetus foetus, diarrhea diarrhoea,
estrogen oestrogen, medieval mediaeval, ok okay, alright allright, disk disc, story storey, vise
vice, kyiv kiev, counselor counsellor, no-one noone, email e-mail, adviser advisor, backward
backwards, forward forwards, upward upwards, anymore any-more, percent pct, distill distil,
instill instil, appall appal, gram gramme
"""),
}
OUR = re.compile(
    r"^((?:mis|dis|un)?(?:col|hon|fav|lab|neighb|behavi|harb|rum|hum|vap|arm|endeav|sav|flav|od|parl"
    r"|rig|vig|val|cand|clam|splend|tum|enam|ferv|glam|ranc|demean|saviou?r?))our"
)
TRE = re.compile(r"(?<=\w)(met|lit|cent|theat|fib|calib|sab|spect|lust)re(?=s?$)")
ISE = re.compile(r"([a-z]{3,}?)(is|ys)(e|es|ed|ing|er|ers|ation|ations|able)$")
# "travell", "stopp" but not "fill", "pass", "staff".
DOUBLED = re.compile(r"(?:([bcdgkmnprtv])\1|[aeiou][^aeiou]+[aeiou]ll)$")
NO_ISE = re.compile(
    r"(?:rise|wise|advis|surpris|promis|exercis|rais|prais|nois|precis|franchis|premis|supervis|revis"
    r"|televis|devis|disguis|merchandis|demis|concis|cruis|bruis|pois|despis|aris|compris|excis"
    r"|improvis|chastis|advertis|guis|appris|turquois|tortois|expertise|enterprise|visa?|crisi|basi|this)"
)
ABBREVIATIONS = _table("""
january jan, february feb, march mar, april apr, june jun, july jul, august aug, september sept
sep, october oct, november nov, december dec, monday mon, tuesday tue tues, wednesday wed,
thursday thu thur thurs, friday fri, saturday sat., general gen, senator sen senators, governor
gov, representative rep, lieutenant lt, colonel col, sergeant sgt, professor prof, doctor dr,
mister mr, department dept, government govt, corporation corp, company co, incorporated inc,
limited ltd, number no., street st., avenue ave, versus vs, kilometer km kms, kilogram kg kgs,
percent %, dollar $, euro €, pound £, and &, usa u.s. u.s.a., uk u.k., un u.n., eu e.u.,
democrat dem, republican gop
""")
PHRASES = {
    ("united", "states"): "usa",
    ("united", "kingdom"): "uk",
    ("united", "nations"): "un",
    ("european", "union"): "eu",
    ("per", "cent"): "percent",
    ("for", "ever"): "forever",
    ("no", "one"): "nobody",
    ("any", "more"): "anymore",
    ("any", "longer"): "anymore",
    ("every", "one"): "everyone",
    ("every", "body"): "everyone",
    ("can", "not"): "",  # two words in truth: kept apart
}
FIRST = frozenset(first for first, _ in PHRASES)  # words of phrases
SECOND = frozenset(second for _, second in PHRASES)
SAME_WORD = _table("""
everyone everybody, anyone anybody, someone somebody, nobody no-one, until till, though
although, because cause
""")
NUMBER_WORDS = {
    word: float(value)
    for value, word in (
        *enumerate(
            """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
            fifteen sixteen seventeen eighteen nineteen""".split()  # noqa: SIM905 - a table to read
        ),
        *zip(
            range(20, 100, 10),
            ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
            strict=True,
        ),
    )
}
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "m": 1e6,
    "bn": 1e9,
    "k": 1e3,
}
ENDINGS = {"'s": "is", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would"}
PRONOUN_BEFORE_IS = read_words(
    "he she it that this there here what who where how when why let everyone everybody nobody "
    "someone somebody something nothing everything one"
)
SPOKEN = {
    "cannot": ("can", "not"),
    "can't": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
    "let's": ("let", "us"),
}
# Words of grammar, which mean little alone.
GRAMMAR = read_words("""
a the this that i you he she it we they one my your his its our their myself yourself himself
herself itself ourselves themselves who which what whose where when why how be have do will
would shall should can could may might must ought and or but nor so if then than as at by for
from in into of off on onto out over to up with about against between through after before above
below under again further once here there all any both each few more most other some such no not
only own same too very just also even still yet while until because though since during within
without upon among toward per via around along across behind beyond despite except like near
something anything everything nothing someone anyone everyone nobody never ever always s t
""")
# Words so common that sharing them proves nothing.
STOP = GRAMMAR | read_words("""
let get say make go come take give put really well now much many lot thing way people time year
day know think want need tell ask talk look see mean back down mister doctor senator governor
""")


class Token(NamedTuple):
    """One word as it counts: code points `[start, end)` of the text it was found in.

    `key` is the word in small letters, contractions opened ("didn't" gives "did" and "not", both at
    its place); `lemma` is what is compared: without inflection, in one spelling, numbers as "#40".
    """

    key: str
    lemma: str
    start: int
    end: int
    capital: bool  # begins with a capital
    opens: bool  # first word of the text or of a sentence

    @property
    def content(self) -> bool:
        """Whether the word says something by itself: neither grammar nor filling."""
        return self.lemma not in STOP

    @property
    def number(self) -> float | None:
        """The value of a number, None for a word; "one" counts as a word."""
        return float(self.lemma[1:]) if self.lemma.startswith("#") else None


def find_tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the words of `text[start:end]` in order, as they count; offsets are those of `text`.

    >>> [token.lemma for token in find_tokens("He didn’t resign on Feb. 24, the U.S. says")]
    ['he', 'do', 'not', 'resign', 'on', 'february', '#24', 'the', 'usa', 'say']
    >>> [token.lemma for token in find_tokens("forty-two colleagues of the United States")]
    ['#42', 'colleagu', 'of', 'the', 'usa']
    """
    stop = len(text) if end is None else end
    tokens: list[Token] = []
    make = tuple.__new__  # Token(...) without its own function call: this is the hottest of loops
    last = start
    joins = False
    add = tokens.append
    for match in TOKEN.finditer(text, start, stop):
        first, after = match.span()
        opens = not tokens or (first - last > 1 and _ends_sentence(text[last:first]))
        words, capital, stopped, follows = _read_word(match[0])
        last = after - stopped
        if follows and tokens and not joins:
            joins = _leads(tokens[-1])
        for key, lemma in words:
            if capital and key == "may" and not opens:
                lemma = MAY  # noqa: PLW2901 - the month
            add(make(Token, (key, lemma, first, after, capital, opens)))
            opens = False
    return _join_numbers(_join_phrases(tokens)) if joins else tokens


def _ends_sentence(gap: str) -> bool:
    return "\n" in gap or SENTENCE_END.search(gap) is not None


class _Read(NamedTuple):
    """A word by itself: its keys and lemmas, and what `find_tokens` asks of it."""

    words: tuple[tuple[str, str], ...]
    capital: bool
    stopped: bool  # it ends in a full stop
    follows: bool  # it may join the word before it


@lru_cache(maxsize=50_000)
def _read_word(surface: str) -> _Read:
    words = tuple((key, lemmatise(key, surface)) for key in _open(surface))
    return _Read(
        words,
        capital=surface[0].isupper(),
        stopped=surface[-1] == ".",
        follows=any(
            key in SECOND
            or key in SCALES
            or (key.isalpha() and (lemma == "one" or lemma[:1] == "#"))
            for key, lemma in words
        ),
    )


def _leads(token: Token) -> bool:
    """Whether the word after it may join it: "United", "forty"."""
    return token.lemma[:1] == "#" or token.lemma == "one" or token.key in FIRST


def _open(surface: str) -> tuple[str, ...]:  # noqa: PLR0911 - one way out a kind of word
    word = surface.casefold().replace("’", "'")
    if "'" not in word:
        return SPOKEN.get(word) or (word,)
    if word in SPOKEN:
        return SPOKEN[word]
    if word.endswith("n't"):
        return (word[:-3], "not") if len(word) > len("n't") else ("not",)
    stem, _, ending = word.rpartition("'")
    if ending == "t" and stem:
        return (stem, "not")  # a machine's "gained't" for "won't"
    if ending == "s" and stem not in PRONOUN_BEFORE_IS:
        return (stem,)
    if "'" + ending in ENDINGS:
        return (stem, ENDINGS["'" + ending])
    return (word.replace("'", ""),)


@lru_cache(maxsize=50_000)
def lemmatise(key: str, surface: str = "") -> str:
    """Return what a word in small letters is compared by; `surface` tells "US" from "us".

    >>> lemmatise("neighbours") == lemmatise("neighbor")
    True
    >>> lemmatise("criticised") == lemmatise("criticizing")
    True
    """
    if surface in ("US", "USA"):
        return "usa"
    if key[:1].isdigit():
        return _number(key)
    word = ABBREVIATIONS.get(key) or ABBREVIATIONS.get(key.rstrip(".")) or key
    if "." in word:
        word = word.replace(".", "")
    word = IRREGULAR.get(word, word)
    word = SPELLINGS.get(word, word)
    word = SAME_WORD.get(word, word)
    if word in NUMBER_WORDS and word != "one":
        return f"#{NUMBER_WORDS[word]:g}"
    if len(word) < 4 or word in UNINFLECTED or word in STOP:
        return word
    stem = _strip(word)
    if stem in GRAMMAR:
        return word  # "noted" is no "not", "willing" no "will"
    return SPELLINGS.get(stem, stem)


def _number(key: str) -> str:
    digits = re.sub(r"(?:st|nd|rd|th)$", "", key)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        digits = digits.replace(",", "")
    try:
        value = float(digits)
    except ValueError:  # "1.2.3", "1,2"
        return digits
    return "one" if value == 1 else f"#{value:.12g}"


def _strip(word: str) -> str:  # noqa: C901 - ending after ending
    """Cut "-s", "-ed", "-ing" and a last "e", undouble, and write British endings American."""
    word = TRE.sub(r"\1er", OUR.sub(r"\1or", word))
    if not NO_ISE.search(word):
        word = ISE.sub(lambda m: m[1] + m[2][0] + "z" + m[3], word)
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word in UNINFLECTED:
        return word
    if word in SPELLINGS:
        word = SPELLINGS[word]
    for ending in ("ied", "ed", "ing"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= 3 and re.search("[aeiouy]", stem):
            if word.endswith("eed"):
                break
            word = stem + ("y" if ending == "ied" else "")
            break
    if DOUBLED.search(word):
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def _join_phrases(tokens: list[Token]) -> list[Token]:
    """Make one token of "per cent", "United States", "for ever"."""
    joined: list[Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        lemma = PHRASES.get((last.key, token.key)) if last else None
        if last and lemma:
            joined[-1] = Token(
                f"{last.key} {token.key}", lemma, last.start, token.end, last.capital, last.opens
            )
        else:
            joined.append(token)
    return joined


def _join_numbers(tokens: Iterable[Token]) -> list[Token]:
    """Make one token of "forty two", "two hundred", "1.5 million"."""
    joined: list[Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        left = last.number if last and not (last.key == "one" or last.key[:1] == "$") else None
        if last and last.lemma == "one" and token.key in SCALES and len(token.key) > 2:
            left = 1.0
        value = None
        if left is not None and last is not None and token.start - last.end <= 1:
            right = token.number or (1.0 if token.key == "one" else None)
            if token.key in SCALES:
                value = left * SCALES[token.key]
            elif (
                right is not None
                and left in range(20, 100, 10)
                and 0 < right < 10
                and token.key.isalpha()
                and last.key.isalpha()
            ):
                value = left + right
        if last and value is not None:
            joined[-1] = Token(
                f"{last.key} {token.key}",
                f"#{value:.12g}",
                last.start,
                token.end,
                last.capital,
                last.opens,
            )
        else:
            joined.append(token)
    return joined
