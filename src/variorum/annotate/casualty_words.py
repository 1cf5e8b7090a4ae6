"""The words of a sentence about casualties, each as one letter: `spell`.

"Three people were killed" is "NPBK": the patterns of `variorum.annotate.casualties` run over such
strings. A letter stands for a class of words (K killed, P people, p a person, B was ...).
"""

# ruff: noqa: SIM905 - word lists read best as words

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from variorum.text.numbers import Number

PEOPLE = frozenset(
    "people persons men women children kids boys girls teens teenagers youths adults victims "
    "others officers deputies police students soldiers troops civilians passengers residents "
    "employees workers patients bystanders suspects protesters demonstrators militants "
    "fighters rebels police policemen firefighters guards agents brothers sisters siblings "
    "sons daughters relatives friends worshippers shoppers tourists migrants refugees "
    "journalists pilots crew drivers pedestrians males females juveniles minors toddlers "
    "infants babies members clerks gunmen attackers inmates prisoners hostages survivors "
    "bodies citizens nationals americans palestinians israelis russians ukrainians teachers "
    "customers homeowners couples grandchildren parents cousins partygoers troopers marines "
    "sailors miners villagers farmers pupils attendees spectators fans guests occupants "
    "neighbors neighbours strangers terrorists insurgents servicemen peacekeepers rescuers "
    "medics patrons clubgoers concertgoers churchgoers mourners motorists cyclists riders "
    "climbers travellers travelers fishermen individuals robbers burglars intruders bailiffs "
    "seniors sophomores freshmen juniors cadets paramedics nurses doctors dancers actors "
    "singers aides lawmakers judges lawyers prosecutors reporters contractors loggers hikers "
    "skiers campers swimmers divers runners athletes teammates classmates coworkers co-workers "
    "colleagues nephews nieces aunts uncles wives husbands mothers fathers grandparents "
    "grandsons granddaughters stepchildren roommates seamen crewmen astronauts commuters "
    "shopkeepers vendors labourers laborers pensioners schoolchildren schoolgirls schoolboys "
    "evacuees detainees captives monks nuns priests imams pastors missionaries volunteers "
    "helpers carers airmen paratroopers commandos policewomen constables rangers jihadists "
    "separatists extremists settlers herders hunters officials diplomats lieutenants sergeants "
    "daughters-in-law".split()
)
PERSON = frozenset(
    "person man woman child kid boy girl teen teenager youth adult victim officer deputy "
    "student soldier civilian passenger resident employee worker patient bystander suspect "
    "protester militant fighter rebel policeman firefighter guard agent brother sister son "
    "daughter relative friend tourist migrant refugee journalist pilot driver pedestrian male "
    "female juvenile minor toddler infant baby member clerk gunman shooter attacker inmate "
    "prisoner hostage wife husband mother father girlfriend boyfriend fiancee fiance ex-wife "
    "ex-husband ex-girlfriend ex-boyfriend grandmother grandfather uncle aunt nephew niece "
    "cousin stepson stepdaughter stepfather stepmother sibling neighbor neighbour homeowner "
    "customer teacher trooper marine sailor veteran owner sergeant intruder robber burglar mom "
    "dad grandson granddaughter grandma grandpa player star rapper guest citizen lawyer doctor "
    "nurse priest pastor politician leader cyclist motorist rider climber fisherman newborn "
    "1-year-old classmate roommate bouncer cashier dealer body individual cop trucker couple "
    "twins triplets partner spouse cabbie worshipper shopper bartender bailiff senior "
    "sophomore freshman junior cadet paramedic dancer actor singer aide lawmaker judge "
    "prosecutor reporter contractor hiker skier swimmer diver runner athlete teammate coworker "
    "co-worker colleague grandparent stepchild astronaut commuter shopkeeper vendor labourer "
    "laborer pensioner schoolchild schoolgirl schoolboy detainee monk nun missionary volunteer "
    "helper carer airman paratrooper policewoman constable ranger jihadist hunter official "
    "diplomat mayor councilman mother-in-law father-in-law son-in-law daughter-in-law "
    "brother-in-law sister-in-law boss supervisor manager employer landlord tenant businessman "
    "businesswoman stepbrother stepsister half-brother half-sister godson goddaughter bride groom "
    "professor principal coach babysitter nanny rabbi imam caretaker janitor".split()
)
PARENTS = frozenset("father mother mom mum dad parent grandmother grandfather".split())
# Of plural nouns for people, whatever the rest of the word: "fishermen", "cyclists", "marchers".
PEOPLE_ENDINGS = (
    "men",
    "women",
    "goers",
    "ists",
    "ians",
    "marchers",
    "workers",
    "fighters",
    "ioters",
    "ooters",
    "keepers",
    "smugglers",
)
LETTERS: dict[str, str] = {}


def _letter(letter: str, words: str) -> None:
    for word in words.split():
        LETTERS.setdefault(word, letter)


_letter("K", "killed murdered assassinated executed massacred electrocuted drowned")
_letter("k", "killing kills murdering slaying")
_letter("e", "deaths fatalities")
_letter("H", "death slaying slayings murder murders homicide homicides fatality")
_letter("E", "shooting shootings stabbing stabbings")
_letter("S", "shot")
_letter("V", "stabbed beaten hit struck bludgeoned strangled run trampled crushed burned gunned")
_letter("J", "injured wounded hurt hospitalized hospitalised")
_letter("j", "injuring wounding injures wounds hurting hospitalizing hospitalising")
_letter("X", "dead lifeless deceased")
_letter("7", "murder-suicide murder-suicides")
_letter("d", "died dies die perished succumbed")
_letter("f", "found pronounced declared reported confirmed presumed believed listed feared left")
_letter("K", "slain")
_letter("g", "claiming claimed claims")
_letter("8", "took takes taking take cost costs costing")
_letter("9", "life lives")
_letter("L", "leaving leaves")
_letter(
    "B", "was were is are been being be has have had 's remained remain remains got gets getting"
)
_letter("F", "fatally")
_letter("A", "also later then still reportedly allegedly critically seriously severely badly ")
_letter("A", "slightly gravely accidentally apparently both all each now currently previously ")
_letter("A", "mortally lightly instantly initially reportedly already subsequently themselves")
_letter("A", "recently originally eventually total altogether")
_letter("x", "police officials authorities investigators")
_letter("m", "would could might may can will to should if unless")
_letter("!", "not never n't nearly almost without neither nor uninjured unharmed unhurt")
_letter("&", "and & plus")
_letter("O", "of")
_letter("D", "a an another")
_letter("T", "the this that these those his her their its our my your both")
_letter("R", "he she him himself herself self")
_letter("r", "i we you they them themselves hers")
_letter("Z", "nobody none noone")
_letter("n", "no zero")
_letter("W", "who whom which that")
_letter("i", "injuries injury wounds wound")
_letter("u", "suffered sustained suffering sustaining suffers received receiving")
_letter("U", "with")
_letter("h", "hospital hospitals icu")
_letter("c", "critical serious stable grave guarded fair")
_letter("M", "missing unaccounted")
_letter("Q", "arrested detained apprehended jailed custody arrests")
_letter("q", "arresting detaining arrest arrested detained arrests")
_letter("t", "toll")
_letter(
    "w", "monday tuesday wednesday thursday friday saturday sunday january february march april"
)
_letter(
    "w", "june july august september october november december today yesterday tonight overnight"
)
_letter(
    "w", "jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun early late"
)
_letter("o", "including among")
_letter("b", "by")
_letter("v", "attempted trying tried attempting")
_letter("y", "taken rushed transported airlifted flown treated driven brought sent")
_letter("l", "fatal deadly")
_letter("I", "in at on from near inside outside into")
_letter("z", "after during from as while when for near inside outside following over into")
_letter("z", "through before since without against where how what why but or than out off until")
_letter("z", "about because though although so there it said says say told")
_letter(
    "a", "young old elderly local armed unarmed white black hispanic innocent teenage adult male "
)
_letter("a", "female more other additional off-duty unidentified pregnant remaining second third ")
_letter("a", "high school college university american israeli palestinian russian ukrainian iraqi")
_letter("a", "middle-aged alleged suspected wounded injured dead separate different fellow small")
_letter("a", "undercover security family state federal former first fourth fifth sixth last little")
_letter("a", "homicide murder gunshot shooting stabbing female homeless married retired unnamed")
_letter("G", "double triple quadruple quintuple")

_AGED = (
    r"(?P<aged>(?i:(?:\d{1,3}|[A-Za-z]+(?:-[a-z]+)?)-(?:year|month|week|day|yr)s?-old"
    r"|\d{1,3}[-\s](?:year|month|week|yr)s?[-\s]old|\d{1,3}[-\s]?(?:yo\b|y/o\b))s?)"
)
_AGELESS = (
    r"(?P<todeath>(?i:to\s+death)\b)"
    r"|(?P<noone>(?i:no\s+one)\b)"
    r"|(?P<half>\(?\d[\d,.]*\)?)"
    r"|(?P<word>[^\W\d_](?:[\w.]*\w)?(?:['’](?!s\b)\w+)*(?:-\w+)*)|(?P<poss>['’]s?\b|[’'])|(?P<mark>[^\w\s])"
)
TOKEN = re.compile(rf"{_AGED}|{_AGELESS}")
AGELESS = re.compile(_AGELESS)  # the same where nobody's age is told: twice as fast
ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|[JS]r|Mrs?|Ms|Dr|Sgt|Lt|Capt|Det|Cpl|Rev|Gov|St|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)$"
)
NO = re.compile(r"\bno\s$", re.IGNORECASE)
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
TITLES = frozenset("Mr Mrs Ms Dr Sgt Lt Capt Officer Deputy Det Cpl Pvt Sen Rep Gov Rev".split())


class Token(NamedTuple):
    """One word or mark of a sentence with its letter; `number` for letter N."""

    letter: str
    start: int
    end: int
    number: Number | None = None
    plural_age: bool = False


def spell(text: str, start: int, end: int, numbers: Sequence[Number]) -> list[Token]:
    """Return the tokens of `text[start:end]`; `numbers` are those of the same stretch."""
    tokens: list[Token] = []
    words = text[start:end]
    shout = is_title_case(words)
    lower = words.lower()
    pattern = TOKEN if "old" in lower or "yo" in lower or "y/o" in lower else AGELESS
    at, rest = start, iter(numbers)
    number = next(rest, None)
    is_children = False
    found = pattern.finditer(text, start, end)
    while (match := next(found, None)) is not None:
        first, after = match.span()
        if number is not None and first >= number.start and match.lastgroup != "aged":
            if NO.search(text, max(start, number.start - 4), number.start):
                tokens[-1:] = [Token("Z", number.start - 3, number.end)]
            elif _is_parent(text, tokens):
                del tokens[-1]  # "a father of three boys": they are not meant
                is_children = True
            else:
                tokens.append(Token("N", number.start, number.end, number))
            at = number.end
            found = pattern.finditer(text, at, end)
        else:
            if not (match[0] == "." and ABBREVIATED.search(text, max(start, at - 6), first)):
                token = _token(match, shout=shout)
                if token.letter == "P" and tokens and _is_both(text, tokens[-1]):
                    both = tokens[-1]
                    two = Number(2, 2, both.start, both.start, both.end, spelled=True)
                    tokens[-1] = Token("N", both.start, both.end, two)
                if not (is_children and token.letter in {"a", "P"}):
                    tokens.append(token)
                is_children = is_children and token.letter == "a"
            at = after
        while number is not None and number.start < at:
            number = next(rest, None)
    return tokens


def _is_both(text: str, token: Token) -> bool:
    """Whether a word counts two: "both men"."""
    return text[token.start : token.end].lower() == "both"


def _is_parent(text: str, tokens: Sequence[Token]) -> bool:
    """Whether the last two words are "father of" or their like."""
    if len(tokens) < 2 or tokens[-1].letter != "O":
        return False
    return text[tokens[-2].start : tokens[-2].end].lower() in PARENTS


def is_title_case(words: str) -> bool:
    """Whether a headline's capitals tell names from nothing."""
    long = LONG_WORD.findall(words)
    return bool(long) and sum([word[0].isupper() for word in long]) > 0.7 * len(long)


_make = tuple.__new__
MARKS = {",": ",", "(": "(", ")": ")", "&": "&"}
LETTER_OF_KIND = {"todeath": "F", "noone": "Z", "poss": "'", "half": "#"}


def _token(match: re.Match[str], *, shout: bool) -> Token:
    start, end = match.span()
    kind = match.lastgroup
    if kind == "word":  # Token(...) without its own function call: most are words
        return _make(Token, (_written_letter(match[0], shout), start, end, None, False))
    if kind == "mark":
        return _make(Token, (MARKS.get(match[0], "."), start, end, None, False))
    if kind == "aged":
        return Token("Y", start, end, plural_age=match[0].endswith("s"))
    return Token(LETTER_OF_KIND[str(kind)], start, end)


@lru_cache(maxsize=50_000)
def _written_letter(word: str, shout: bool) -> str:  # noqa: FBT001 - a cache takes no keywords so fast
    """Return the letter of a word as it is written: a capital may make a name of it."""
    lower = word.lower()
    letter = _word_letter(lower)
    if not word[0].isupper() or shout:
        return letter
    listed = lower in LETTERS or lower in PEOPLE
    if letter == "x" or word in TITLES or (letter in {"A", "P"} and not listed):
        return "C"
    return letter


def _word_letter(lower: str) -> str:
    """Return the letter of a word by itself; x: a word of no class."""
    letter = LETTERS.get(lower)
    if letter:
        return letter
    if lower in PEOPLE or lower.endswith(PEOPLE_ENDINGS):
        return "P"
    if lower in PERSON:
        return "p"
    if lower.endswith("ly"):
        return "A"
    return "!" if lower.endswith(("n't", "n’t")) else "x"
