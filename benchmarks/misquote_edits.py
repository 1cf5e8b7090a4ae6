"""Edits that misquote: each takes the words of a real quotation and alters them in one known way.

An edit returns the altered words, or None if the quotation gives no occasion for it. Its tables are
its own: nothing here is imported from the comparer that is measured with them.
"""

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Occasion:
    """A quotation without its marks, and what an edit may draw on."""

    words: str
    names: tuple[str, ...]  # surnames in other quotations
    rng: random.Random = field(repr=False)


@dataclass(frozen=True, slots=True)
class Altered:
    """The words as misquoted; `quoted`: in quotation marks; `frame`: the sentence round {}."""

    words: str
    quoted: bool = True
    frame: str = "{}, the newspaper quoted the speaker as saying."
    also: frozenset[str] = frozenset()  # kinds that come with it and are neither right nor wrong


Edit = Callable[[Occasion], Altered | None]


def _swap(
    table: Mapping[str, str], occasion: Occasion, times: int = 1, after: str = ""
) -> str | None:
    """Put words of a table for others, `times` of them, by chance; None if fewer are there."""
    pattern = re.compile(
        r"(?<![\w’'-])(" + "|".join(map(re.escape, table)) + r")(?![\w’'-])" + after, re.IGNORECASE
    )
    hits = [m for m in pattern.finditer(occasion.words) if m[0].lower() in table]
    if len(hits) < times:
        return None
    words = occasion.words
    for match in sorted(occasion.rng.sample(hits, times), key=lambda m: -m.start()):
        new = occasion.rng.choice(table[match[0].lower()].split("/"))
        new = new[0].upper() + new[1:] if match[0][0].isupper() else new
        words = words[: match.start()] + new + words[match.end() :]
    return words


def _table(lines: str) -> dict[str, str]:
    return {
        left.replace("_", " "): right.replace("_", " ")
        for left, right in (entry.split("=") for entry in lines.split())
    }


def _plain(words: str | None, **more: object) -> Altered | None:
    return None if words is None else Altered(words, **more)  # type: ignore[arg-type]


# --- changes of meaning ------------------------------------------------------------------------

NOT = re.compile(
    r"\b(is|are|was|were|will|would|should|can|could|has been|have been|must)\b(?! not|n[’'])"
)
NEGATED = re.compile(
    r"\b(do|does|did|is|are|was|were|would|could|should|have|has)(?:n[’']t| not)\b(?= \w)",
    re.IGNORECASE,
)
OPPOSITES = _table("""
good=bad bad=good strong=weak weak=strong safe=unsafe fair=unfair legal=illegal true=false
win=lose won=lost right=wrong wrong=right better=worse worse=better increase=decrease
support=oppose supported=opposed agree=disagree agreed=disagreed accept=reject easy=difficult
possible=impossible likely=unlikely responsible=irresponsible honest=dishonest raise=lower
success=failure rich=poor high=low open=closed
""")


def negate(occasion: Occasion) -> Altered | None:
    """Put "not" in, or leave it out, or say the opposite."""
    words = occasion.words
    made: str | None
    ways = occasion.rng.sample(("insert", "drop", "opposite"), 3)
    for way in ways:
        if way == "insert" and (hits := list(NOT.finditer(words))):
            hit = occasion.rng.choice(hits)
            first = hit[0].split()[0]
            return Altered(
                words[: hit.start() + len(first)] + " not" + words[hit.start() + len(first) :]
            )
        if way == "drop" and (hits := list(NEGATED.finditer(words))):
            hit = occasion.rng.choice(hits)
            kept = "" if hit[1].lower() in ("do", "does", "did") else hit[1] + " "
            after = words[hit.end() + 1 :]
            made = words[: hit.start()] + kept + after
            return Altered(made[0].upper() + made[1:])
        if way == "opposite" and (made := _swap(OPPOSITES, occasion)):
            return Altered(made)
    return None


NUMERALS = _table("""
two=three/four/five three=two/five/six four=six/seven five=three/eight six=nine/four seven=five/ten
eight=six/nine nine=seven/twelve ten=twenty/seven twelve=twenty twenty=thirty/twelve thirty=forty
fifty=sixty/fifteen hundreds=thousands thousands=hundreds million=billion billion=million/trillion
""")
DIGITS = re.compile(
    r"(?<![\w.,/:-])(?<!uary )(?<!arch )(?<!pril )(?<!June )(?<!July )"
    r"(?<!gust )(?<!mber )(?<!ober )(?<!May )\d+(?:[.,]\d+)*(?![\w/:-])"
)


def renumber(occasion: Occasion) -> Altered | None:
    """Give another number."""
    hits = [m for m in DIGITS.finditer(occasion.words) if not re.fullmatch(r"(?:19|20)\d\d", m[0])]
    if not hits:
        return _plain(_swap(NUMERALS, occasion))
    hit = occasion.rng.choice(hits)
    new = hit[0]
    while new == hit[0]:
        at = occasion.rng.choice([i for i, c in enumerate(new) if c.isdigit()])
        new = new[:at] + occasion.rng.choice("123456789") + new[at + 1 :]
    return Altered(occasion.words[: hit.start()] + new + occasion.words[hit.end() :])


NAME = re.compile(r"(?<=[a-z,;] )(?:[A-Z][a-z]{3,})(?: [A-Z][a-z]{3,})?(?![\w’'-])")
NO_NAME = re.compile(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December|Mon|"
    r"Tues|Wednes|Thurs|Fri|Satur|Sun|President|Senator|Secretary|State|House|Congress|Court|God)"
)


def rename(occasion: Occasion) -> Altered | None:
    """Put another name."""
    hits = [m for m in NAME.finditer(occasion.words) if m[0].split()[-1] in occasion.names]
    if not hits:
        return None
    hit = occasion.rng.choice(hits)
    new = occasion.rng.choice(occasion.names)
    last = hit[0].split()[-1]
    if new.lower() in occasion.words.lower() or new[:3].lower() == last[:3].lower():
        return None
    start = hit.end() - len(last)
    return Altered(occasion.words[:start] + new + occasion.words[hit.end() :])


MODAL_SWAPS = _table("""
may=will might=will could=will should=must must=should/may would=will
ought_to=has_to will=may/might/could must=might
""")


def harden(occasion: Occasion) -> Altered | None:
    """Put another modal."""
    return _plain(_swap(MODAL_SWAPS, occasion))


HEDGED = re.compile(
    r"\b(?:I (?:think|believe|guess|suppose)(?: that)?|maybe|perhaps|probably|possibly|apparently|"
    r"allegedly|reportedly|in my (?:view|opinion),?)\s(?!in\b)(?=\w)",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"(?:^|(?<=[.;] ))(?:If|Unless) [^,.;]{8,70}, |"
    r",? (?:if|unless|provided) [^,.;]{8,70}(?=[.,;]|$)"
)


def drop_hedge(occasion: Occasion) -> Altered | None:
    """Leave a hedge or a condition out."""
    hits = [*HEDGED.finditer(occasion.words), *CONDITION.finditer(occasion.words)]
    if not hits:
        return None
    hit = occasion.rng.choice(hits)
    made = occasion.words[: hit.start()] + occasion.words[hit.end() :]
    if len(made.split()) < 5:
        return None
    return Altered(made[0].upper() + made[1:], also=frozenset({"trim"}))


SHARES = _table("""
all=some/most/many every=almost_every most=all/some/many many=most/all/few some=all/most few=many
always=sometimes/often often=always/rarely sometimes=always everybody=somebody several=all
rarely=often
""")


def requantify(occasion: Occasion) -> Altered | None:
    """Put "all" for "some", or leave "most" or "only" out."""
    drop = re.search(r"\b(?:only|most of the|many of the) (?=\w)", occasion.words)
    if (
        drop
        and occasion.rng.random() < 0.3
        and not re.search(r"not only|only (?:one|two|\d)", occasion.words)
    ):
        new = "" if drop[0] == "only " else "the "
        return Altered(occasion.words[: drop.start()] + new + occasion.words[drop.end() :])
    words = occasion.words
    if re.search(
        r"\b(?:at all|after all|above all|not all|so many|how many|too many|as many|some \d)\b",
        words,
        re.IGNORECASE,
    ):
        return None
    return _plain(_swap(SHARES, occasion, after=r"(?= (?:of|the|my|our|[a-z]{3,}s)\b)"))


TIME_SWAPS = _table("""
january=june february=april march=november april=july june=september july=october august=december
september=may october=january november=august december=march monday=thursday tuesday=friday
wednesday=monday thursday=sunday friday=tuesday saturday=wednesday sunday=saturday
yesterday=tomorrow tomorrow=yesterday before=after last_year=next_year next_year=last_year
last_week=next_week next_week=last_week last_month=next_month this_year=last_year tonight=tomorrow
this_week=next_week
""")


def retime(occasion: Occasion) -> Altered | None:
    """Put another time."""
    years = list(re.finditer(r"\b(?:19|20)\d\d\b", occasion.words))
    if years:
        hit = occasion.rng.choice(years)
        new = str(int(hit[0]) + occasion.rng.choice((-4, -3, -1, 1, 2, 3)))
        return Altered(occasion.words[: hit.start()] + new + occasion.words[hit.end() :])
    if re.search(r"\bmarch(?:ing|ed)?\b", occasion.words):
        return None
    made = _swap(TIME_SWAPS, occasion)
    return None if made is None else Altered(re.sub(r"\bmay\b(?= \d)", "May", made))


COMPARED = re.compile(
    r"\b(?:(?:never|not|n[’']t|no one)\b[\w ,’']{0,30}?\b(so|as) \w+(?= as )|"
    r"(more|less|most|least) (?=[a-z]+(?:ed|ous|ful|ive|able|ant|ent|al|ing|ate|ic|"
    r"people|money|jobs)\b))"
)


def drop_degree(occasion: Occasion) -> Altered | None:
    """Leave a comparison out, or turn it."""
    hits = list(COMPARED.finditer(occasion.words))
    if not hits:
        return None
    hit = occasion.rng.choice(hits)
    group = 1 if hit[1] else 2
    start, end = hit.span(group)
    turned = {"more": "less", "less": "more", "most": "least", "least": "most"}
    if group == 2 and occasion.rng.random() < 0.5:
        return Altered(occasion.words[:start] + turned[hit[2]] + occasion.words[end:])
    return Altered(occasion.words[:start] + occasion.words[end + 1 :])


PERSON_SWAPS = _table("""
i=we we=they they=we he=she she=they you=they i_am=they_are i’m=they’re we’re=they’re they’re=we’re
i'm=we're we're=they're i’ve=they’ve we’ve=they’ve
""")


def swap_subject(occasion: Occasion) -> Altered | None:
    """Let somebody else do it: another person, or two names in each other's place."""
    hits = [m for m in NAME.finditer(occasion.words) if m[0].split()[-1] in occasion.names]
    for one, other in pairwise(hits):
        between = occasion.words[one.end() : other.start()]
        if one[0] != other[0] and not re.search(r"\b(?:and|or|by|with)\b|^, |^’|^'|[.!?]", between):
            w = occasion.words
            return Altered(w[: one.start()] + other[0] + between + one[0] + w[other.end() :])
    return _plain(_swap(PERSON_SWAPS, occasion))


def fuse(occasion: Occasion) -> Altered | None:
    """Make one sentence of two, without the end of the first and the beginning of the second."""
    match = re.fullmatch(r"([^.!?]{30,160})[.!?] ([A-Z][^.!?]{30,160}[.!?,]?)", occasion.words)
    if not match:
        return None
    first, second = match[1].split(), match[2].split()
    end = occasion.rng.randint(len(first) // 2, len(first) - 2)
    start = occasion.rng.randint(2, max(2, len(second) // 2))
    return Altered(" ".join([*first[:end], *second[start:]]))


def put_in_marks(occasion: Occasion) -> Altered | None:
    """Put a reporter's paraphrase in quotation marks."""
    words = occasion.words
    if '"' in words or "“" in words or len(words.split()) < 7:
        return None
    third = re.search(r"\b(?:he|she|his|her|they|their)\b", words)
    past = re.search(r"\b(?:was|were|had|would|could|might)\b", words)
    first = re.search(r"\b(?:I|we|my|our|us|me|you|your)\b", words)
    return Altered(words) if third and past and not first else None


# --- changes of style --------------------------------------------------------------------------


def repunctuate(occasion: Occasion) -> Altered | None:
    """Leave commas out, or put dashes for them."""
    hits = list(re.finditer(r"(?<=[a-z]), (?=[a-z])", occasion.words))
    if not hits:
        return None
    hit = occasion.rng.choice(hits)
    new = occasion.rng.choice((" ", " — ", "; "))
    return Altered(occasion.words[: hit.start()] + new + occasion.words[hit.end() :])


BRITISH = _table("""
labor=labour favor=favour honor=honour defense=defence program=programme center=centre color=colour
favorite=favourite realize=realise recognize=recognise organization=organisation behavior=behaviour
neighbors=neighbours organize=organise apologize=apologise criticize=criticise criticized=criticised
traveled=travelled canceled=cancelled toward=towards gray=grey skeptical=sceptical
judgment=judgement
organizations=organisations realized=realised honored=honoured centers=centres programs=programmes
neighborhoods=neighbourhoods neighborhood=neighbourhood recognized=recognised humor=humour
demonize=demonise jeopardize=jeopardise prioritize=prioritise legalize=legalise
authorized=authorised
harbor=harbour rumors=rumours offense=offence license=licence counselor=counsellor fulfill=fulfil
""")


def respell(occasion: Occasion) -> Altered | None:
    """Spell the British way, or misspell a name by a letter."""
    made = _swap(BRITISH, occasion)
    if made:
        return Altered(made)
    hits = [m for m in NAME.finditer(occasion.words) if len(m[0].split()[-1]) > 6]
    if not hits:
        return None
    hit = occasion.rng.choice(hits)
    at = hit.end() - 3
    w = occasion.words
    return Altered(w[:at] + w[at + 1] + w[at] + w[at + 2 :]) if w[at] != w[at + 1] else None


STYLE_SWAPS = (
    (r"\bpercent\b", "per cent"),
    (r"\bU\.S\.(?= \w)", "US"),
    (r"\bUnited States\b", "U.S."),
    (r"\btwo\b", "2"),
    (r"\bthree\b", "3"),
    (r"\bten\b", "10"),
    (r"\bSenator\b", "Sen."),
    (r"\bGovernor\b", "Gov."),
    (r"\bMr\. ", "Mr "),
    (r"\b(do|does|did|is|are|was|were|would|could) not\b", r"\1n’t"),
    (r"\b(do|does|did|is|are|was|were|would|could)n[’']t\b", r"\1 not"),
    (r"\b(I|we|they|you)[’']ve\b", r"\1 have"),
    (r"\b(we|they|you)[’']re\b", r"\1 are"),
    (r"\b(he|she|it|that)[’']s(?= (?:a|the|not|going|very|so)\b)", r"\1 is"),
    (r"(?<=[a-z] )President\b", "president"),
)


def restyle(occasion: Occasion) -> Altered | None:
    """Write as another style book has it."""
    fits = [(p, n) for p, n in STYLE_SWAPS if re.search(p, occasion.words)]
    if not fits:
        return None
    pattern, new = occasion.rng.choice(fits)
    return Altered(re.sub(pattern, new, occasion.words))


WEIGHTY = re.compile(
    r"\b(?:not|never|no|n[’']t|if|unless|may|might|could|perhaps|maybe|probably|only|all|most|some|than|"
    r"as|without|nobody|nothing|think|believe|nor|hardly)\b|n[’']t|\d",
    re.IGNORECASE,
)


def elide(occasion: Occasion) -> Altered | None:
    """Leave out what stands between two commas, with or without a mark."""
    hits = [
        m
        for m in re.finditer(r", ([^,.;!?]{12,60}), (?=[a-z])", occasion.words)
        if not WEIGHTY.search(m[1])
    ]
    if not hits:
        return None
    hit = occasion.rng.choice(hits)
    mark = occasion.rng.choice((" … ", " ... ", " "))
    words = occasion.words[: hit.start()] + mark + occasion.words[hit.end() :]
    return Altered(words, also=frozenset({"punctuation"}))


ADDED = (
    "the candidate",
    "the state",
    "the party’s",
    "American",
    "in Washington",
    "of the campaign",
)


def insert(occasion: Occasion) -> Altered | None:
    """Put an explanation in brackets."""
    hits = list(re.finditer(r"\b(?:the|this|that|his|our|their) (?=[a-z]{4,})", occasion.words))
    pronouns = list(re.finditer(r"(?<=[a-z] )(?:he|she|him|they|them)\b", occasion.words))
    if pronouns and occasion.names and occasion.rng.random() < 0.5:
        hit = occasion.rng.choice(pronouns)
        new = f"[{occasion.rng.choice(occasion.names)}]"
        return Altered(occasion.words[: hit.start()] + new + occasion.words[hit.end() :])
    if not hits:
        return None
    hit = occasion.rng.choice(hits)
    new = f"[{occasion.rng.choice(ADDED)}] "
    return Altered(occasion.words[: hit.end()] + new + occasion.words[hit.end() :])


def trim(occasion: Occasion) -> Altered | None:
    """Quote only a part: up to a comma or full stop, or from one on."""
    cuts = list(re.finditer(r"[,;.] (?=[\w’'])", occasion.words))
    parts = []
    for cut in cuts:
        before, after = occasion.words[: cut.start()], occasion.words[cut.end() :]
        if len(before.split()) >= 6 and not WEIGHTY.search(after):
            parts.append(before)
        if len(after.split()) >= 6 and not WEIGHTY.search(before):
            parts.append(after)
    if not parts:
        return None
    return Altered(occasion.rng.choice(parts))


def shorten_name(occasion: Occasion) -> Altered | None:
    """Give the surname alone, which every style book does at a second mention."""
    hits = [
        m
        for m in NAME.finditer(occasion.words)
        if " " in m[0] and m[0].split()[-1] in occasion.names
    ]
    if not hits:
        return None
    hit = occasion.rng.choice(hits)
    return Altered(occasion.words[: hit.start()] + hit[0].split()[-1] + occasion.words[hit.end() :])


def move_clause(occasion: Occasion) -> Altered | None:
    """Put a clause of time or place first that stood last, without another word."""
    match = re.fullmatch(
        r"((?:The|A|It|That|This|There|They|He|She)\b[^,.;!?]{20,90}),? "
        r"((?:when|because|after|in|at|on) [^,.;!?]{10,50})[.,]?",
        occasion.words,
    )
    if not match:
        return None
    first = match[1][0].lower() + match[1][1:]
    return Altered(
        f"{match[2][0].upper()}{match[2][1:]}, {first}",
        also=frozenset({"punctuation", "trim", "elision", "insertion"}),
    )


def quote_part(occasion: Occasion) -> Altered | None:
    """Report in one's own words but for the last ones, which stay in quotation marks."""
    match = re.fullmatch(
        r"(?:I|[Ww]e) ((?:do|did|does|will|would|can|could)(?:n[’']t| not)|never) "
        r"(\w+ [^.;!?“”]{20,90}?)[.,]?",
        occasion.words,
    )
    if not match or re.search(r"\b(?:I|we|my|our|me|us)\b", match[2]):
        return None
    return Altered(
        match[2],
        frame=f"The speaker said she {match[1]} {{}} and went on.",
        also=frozenset({"trim"}),
    )


SHIFTS = (
    (r"\bI am\b|\bI[’']m\b", "she was"),
    (r"\bI was\b", "she had been"),
    (r"\bI have\b|\bI[’']ve\b", "she had"),
    (r"\bI will\b|\bI[’']ll\b", "she would"),
    (r"\bI (?=\w)", "she "),
    (r"\bme\b", "her"),
    (r"\bmyself\b", "herself"),
    (r"\b[Mm]y\b", "her"),
    (r"\b[Ww]e are\b|\b[Ww]e[’']re\b", "they were"),
    (r"\b[Ww]e have\b|\b[Ww]e[’']ve\b", "they had"),
    (r"\b[Ww]e (?=\w)", "they "),
    (r"\bus\b", "them"),
    (r"\b[Oo]ur\b", "their"),
    (r"\bwill\b", "would"),
    (r"\bcan\b(?![’'])", "could"),
    (r"\bmay\b", "might"),
    (r"\bis\b", "was"),
    (r"\bare\b", "were"),
    (r"\bhas\b", "had"),
)


def report(occasion: Occasion) -> Altered | None:
    """Put it in indirect speech."""
    words = occasion.words
    if not re.search(r"\b(?:I|[Ww]e|my|our)\b", words) or re.search(r"[.!?:;] |\?|\byou", words):
        return None
    for pattern, new in SHIFTS:
        words = re.sub(pattern, new, words)
    words = (
        words[0].lower() + words[1:]
        if re.match(r"(?:The|A|This|That|It|There|Her|Their)\b", words)
        else words
    )
    return Altered(
        words.rstrip(".,"),
        quoted=False,
        frame="The speaker said that {}.",
        also=frozenset({"punctuation", "house style"}),
    )


NEAR = _table("""
big=large large=big start=begin started=began help=assist show=display important=crucial
quickly=fast many=numerous buy=purchase end=finish kids=children folks=people try=attempt
trying=attempting talk=speak talking=speaking terrible=awful wonderful=marvelous great=excellent
job=position country=nation choose=select huge=enormous fix=repair scared=afraid hard=difficult
need=require happened=occurred keep=retain wants=desires incredible=unbelievable also=too
understand=grasp absolutely=totally completely=entirely tough=hard angry=furious smart=clever
beautiful=lovely problem=trouble problems=troubles happy=glad sick=ill answer=reply money=funds
""")


def reword(occasion: Occasion) -> Altered | None:
    """Put one word of like sense for another."""
    return _plain(_swap(NEAR, occasion))


SPUN = _table("""
big=sizable/great small=little/tiny help=aid/assist people=folks/individuals show=exhibit/reveal
start=commence/begin against=once_morest important=significant/vital get=obtain make=produce/create
use=utilize/employ need=require want=desire/wish give=supply/provide think=suppose/believe
country=nation/land work=labor job=occupation/task great=terrific/superb world=globe/earth
money=cash/funds fight=battle/combat build=construct/erect problem=trouble/issue chance=opportunity
tell=inform talk=speak/converse hope=aspire believe=trust/think woman=lady man=gentleman
home=residence/house kids=youngsters/children children=youngsters/kids fair=just
honest=truthful/sincere
terrible=dreadful/horrible bad=awful/dreadful strong=powerful/robust leader=chief/head
leaders=chiefs attack=assault attacks=assaults business=enterprise/firm thing=matter things=matters
""")


def spin(occasion: Occasion) -> Altered | None:
    """Put two or more words of like sense, as content farms do."""
    for times in (4, 3, 2):
        made = _swap(SPUN, occasion, times)
        if made:
            return Altered(made, also=frozenset({"wording"}))
    return None


TRANSLATED_FRAME = "{}, the speaker said in Spanish, as translated by the agency."


def translate(occasion: Occasion) -> Altered | None:
    """Word it as another translator would."""
    made = _swap({**NEAR, **SPUN}, occasion, 1)
    if made is None:
        return None
    return Altered(made, frame=TRANSLATED_FRAME, also=frozenset({"wording", "spinning"}))


MEANING_EDITS: dict[str, Edit] = {
    "negation": negate,
    "number": renumber,
    "name": rename,
    "modality": harden,
    "hedge": drop_hedge,
    "quantifier": requantify,
    "time": retime,
    "degree": drop_degree,
    "subject": swap_subject,
    "fusion": fuse,
    "quotation marks": put_in_marks,
}
STYLE_EDITS: dict[str, Edit] = {
    "punctuation": repunctuate,
    "spelling": respell,
    "house style": restyle,
    "elision": elide,
    "insertion": insert,
    "trim": trim,
    "indirect speech": report,
    "shortened name": shorten_name,
    "moved clause": move_clause,
    "quoted part": quote_part,
    "wording": reword,
    "spinning": spin,
    "translation": translate,
}
