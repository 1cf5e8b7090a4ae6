"""Words that turn a sentence round, harden it or widen it, by class.

The classes follow the reference grammars (Quirk et al., A Comprehensive Grammar of the English
Language, 1985: chapters 4 on modals, 5 on determiners, 10 on negation).
"""

# ruff: noqa: SIM905 - tables read best as words

from variorum.compare.readings import lemma_set
from variorum.text.inflection import MAY, lemmatise

NEGATORS = lemma_set(
    "not no never nobody none nothing nowhere neither nor without hardly scarcely barely cannot"
)
HARDLY = lemma_set("hardly scarcely barely")
# Words that speak of none at all.
NONE = lemma_set("no nobody none nothing nowhere never")
# "failed to end" is "did not end".
NEGATIVE_VERBS = lemma_set("fail refuse decline neglect")
# Verbs of saying and knowing: "I never said that he" is not "I said that he never".
SAYING = lemma_set("say tell claim promise know admit prove hear see write swear order ask")
# How far the law has gone with somebody.
STANDING = {
    **dict.fromkeys(
        lemma_set("accuse suspect allege investigate charge indict question"), "suspected"
    ),
    **dict.fromkeys(lemma_set("convict guilty sentence"), "convicted"),
    **dict.fromkeys(lemma_set("acquit exonerate innocent"), "cleared"),
}
ORDINALS = lemma_set("first second third fourth fifth sixth seventh eighth ninth tenth")
# Units of one kind, each with its size: the same length of time in years or decades.
MEASURES = {
    lemma: (kind, size)
    for kind, sizes in (
        ("time", {"hour": 1, "day": 24, "week": 168, "fortnight": 336}),
        ("years", {"month": 1, "year": 12, "decade": 120, "century": 1200}),
        ("length", {"meter": 1, "foot": 0.3048, "yard": 0.9144, "kilometer": 1000, "mile": 1609}),
        ("weight", {"kilogram": 1, "pound": 0.4536, "ton": 1000, "tonne": 1000}),
        ("area", {"hectare": 1, "acre": 0.4047}),
    )
    for word, size in sizes.items()
    for lemma in lemma_set(word)
}
# Parts and multiples that are no numerals.
PARTS = {
    **dict.fromkeys(lemma_set("twice double"), 2.0),
    **dict.fromkeys(lemma_set("thrice triple treble"), 3.0),
    **dict.fromkeys(lemma_set("half"), 0.5),
    **dict.fromkeys(lemma_set("quarter"), 0.25),
    **dict.fromkeys(lemma_set("dozen"), 12.0),
}
# Verbs that deny what follows them.
DENIALS = lemma_set("deny denied refuse fail failed failing refused lack decline rule-out")
MODALS = {
    "may": "possible",
    "might": "possible",
    "could": "possible",
    "can": "able",
    "will": "certain",
    "shall": "certain",
    "would": "conditional",
    "must": "obliged",
    "should": "advised",
    "ought": "advised",
}
# Modals that indirect speech puts one for the other ("I will" becomes "he said he would").
BACKSHIFTED = (
    frozenset({"certain", "conditional"}),
    frozenset({"able", "possible"}),
    frozenset({"certain", "advised"}),
)
# Words that say nothing of themselves beside a verb.
AUXILIARIES = lemma_set(
    "do did be is are was were been have has had will would shall can could to a an the that and "
    "of in on at he she it they we i his her its their"
)
QUESTIONS = lemma_set("why what how when where who which")
# What somebody wishes or means to do.
WISHES = lemma_set("want wish hope plan intend aim seek try mean")
# What somebody turns over in his mind and has not begun.
PONDERING = lemma_set("consider weigh mull contemplate explore discuss ponder")
# Verbs after which "if" and "whether" ask: "asked if he".
ASKING = lemma_set(
    "ask wonder question know decide tell see unclear determine doubt inquire check pressed "
    "learn consider debate discuss"
)
HEDGES = lemma_set(
    "perhaps maybe possibly probably likely apparently allegedly reportedly seemingly supposedly "
    "presumably potentially arguably alleged suspected purported conceivably ostensibly unconfirmed"
)
BELIEFS = lemma_set("think believe guess suppose hope expect suspect feel assume fear reckon")
VIEWS = lemma_set("view opinion judgment mind")
SEEMING = lemma_set("seem appear")
# How much of it somebody claims to know, in several words.
CAVEATS = tuple(
    tuple(lemmatise(word) for word in phrase.split())
    for phrase in (
        "as far as, so far as, to my knowledge, to our knowledge, to the best of, look like, "
        "look as if, look as though, sound like, sound as if, my guess, our guess, my sense, "
        "our sense, my understanding, our understanding, my impression, our impression, "
        "i am told, we are told, i was told, we were told, there is a chance, "
        "there is a risk, there is a possibility, for all i know, for all we know, "
        "if i remember, if i recall, if memory serves, not sure, not certain, not convinced, "
        "hard to say, could be that, may be that, might be that, more or less, in a sense, "
        "in a way, so to speak, some say, some people say, people say, rumor has it, "
        "i would say"
    ).split(", ")
)
CONDITIONS = lemma_set("if unless provided providing assuming whether")
QUANTIFIERS = {
    **dict.fromkeys(
        lemma_set("all every everyone everything everybody always each entire whole"), "all"
    ),
    **dict.fromkeys(lemma_set("most mostly usually majority"), "most"),
    **dict.fromkeys(lemma_set("many often numerous frequently"), "many"),
    **dict.fromkeys(lemma_set("some several sometimes someone partly occasionally"), "some"),
    **dict.fromkeys(lemma_set("few rarely seldom"), "few"),
    **dict.fromkeys(lemma_set("only solely exclusively"), "only"),
}
LITTLE = lemma_set("few little")
EXCEPTING = lemma_set("except excepting excluding bar barring save")
INCLUDING = lemma_set("including include included")
NEARLY = lemma_set("almost nearly virtually practically")
# Before "most" that compares: "the most honest", "is most useful".
BEFORE_SUPERLATIVE = lemma_set(
    "the a an my your his her its our their be world country history second third"
)
BOUNDS = {
    **dict.fromkeys(lemma_set("least over more exceeding minimum"), "at least"),
    **dict.fromkeys(lemma_set("most under below fewer less maximum up"), "at most"),
}
TURNED_BOUNDS = {"at least": "at most", "at most": "at least"}  # "no less than", "no more than"
UNITS = lemma_set(
    "percent percentage dollar euro pound ruble yen yuan rupee mile kilometer meter foot inch acre "
    "hectare ton tonne kilogram gram hundred thousand million billion trillion dozen minute hour "
    "day week month year decade century gallon liter barrel degree"
)
MONTHS = lemma_set(
    "january february march april june july august september october november december"
) | {MAY}
WEEKDAYS = lemma_set("monday tuesday wednesday thursday friday saturday sunday")
# What indirect speech says instead, seen from the day of the report.
SHIFTED = tuple(
    (frozenset(lemma_set(said)), frozenset(lemma_set(told)))
    for said, told in (
        ("today", "that same day"),
        ("tonight", "that night"),
        ("yesterday", "the previous day before"),
        ("tomorrow", "the next following day"),
        ("now", "then at that time"),
        ("here", "there"),
        ("this these", "that those the"),
        ("last", "the previous before preceding"),
        ("next", "the following after"),
        ("ago", "before earlier previously"),
        ("come", "go"),
    )
)
DEICTIC = lemma_set("today yesterday tomorrow tonight")
# Words of time, each with those that say another time.
TIMES = tuple(
    lemma_set(words)
    for words in (
        "before after during since until",
        "last next this",
        "yesterday today tonight tomorrow",
        "already yet",
        "earlier later",
        "recently soon",
        "morning afternoon evening night",
        "weekly daily monthly yearly annually",
        "spring summer autumn fall winter",
    )
)
SAME_TIME = (lemma_set("today tonight"), lemma_set("evening night"), lemma_set("fall autumn"))
PERIODS = lemma_set("day week month year decade century hour minute")
POINTING = lemma_set("last next this")
DEGREES = lemma_set("so as too enough such more less most least fewer")
# How strongly: a little, or very much.
STRENGTHS = {
    **dict.fromkeys(
        lemma_set(
            "slightly somewhat marginally fairly moderately reasonably mildly relatively barely"
        ),
        "weak",
    ),
    **dict.fromkeys(
        lemma_set(
            "very extremely highly hugely vastly greatly utterly completely totally absolutely "
            "enormously incredibly deeply seriously massively tremendously overwhelmingly much far"
        ),
        "strong",
    ),
}
# People who are somebody's, each with those that say the same.
KIN = {
    word: group.split()[0]
    for group in (
        "man, woman, boy, girl, mother mom mum mama, father dad papa, wife, husband, son, "
        "daughter, brother, sister, uncle, aunt, cousin, nephew, niece, grandmother grandma, "
        "grandfather grandpa, boyfriend, girlfriend, fiance, fiancee, stepfather, "
        "stepmother, boss, neighbor, friend, colleague, lawyer attorney, accountant, doctor, "
        "nurse, landlord, tenant"
    ).split(", ")
    for word in map(lemmatise, group.split())
}
PERSONS = {
    **dict.fromkeys(("i", "my", "myself"), "I"),
    **dict.fromkeys(("we", "our", "ourselves", "us"), "we"),
    **dict.fromkeys(("you", "your", "yourself"), "you"),
    **dict.fromkeys(("he", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "herself"), "she"),
    **dict.fromkeys(("they", "their", "themselves"), "they"),
}
# A capital stands for its government; so do house and hill.
SEATS = tuple(
    lemma_set(words)
    for words in (
        "russia moscow kremlin russian",
        "usa washington america american",
        "uk london britain british downing",
        "china beijing chinese",
        "ukraine kyiv ukrainian",
        "france paris french",
        "germany berlin german",
        "eu brussels europe european",
        "iran tehran iranian",
        "israel jerusalem israeli",
        "japan tokyo japanese",
        "turkey ankara turkish",
        "india delhi indian",
        "spain madrid spanish",
        "italy rome italian",
    )
)
