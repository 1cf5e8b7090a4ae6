"""Whether a sentence leans on one that stands before it in its article, by its own words.

English alone. What only the sentences around it in a brief can tell is looked at in `standing.py`.
"""

import re
from collections.abc import Sequence

from variorum.annotate.casualty_words import PEOPLE, PERSON
from variorum.annotate.titles import is_role
from variorum.text.inflection import find_tokens, lemmatise
from variorum.text.quoted import OPENING_MARK, QUOTED
from variorum.text.words import find_words

# A sentence that opens so leans on the one before it.
LEANS = re.compile(
    r"[\"“”‘’'(\[]*(?:he|she|it|they|we|i|you|this|that|these|those|his|her|its|their|such|here"
    r"|there|but|and|or|nor|so|yet|also|however|then|still|instead|meanwhile|moreover|besides"
    r"|again|nevertheless|nonetheless|asked|both|neither|either|another|others|some|afterwards?|now,"
    r"|the\s(?:latter|former|other|others|same|rest|remaining|pair|trio|first|second|third|two|three)"
    r"|(?:all|one|none|most|many|each|several|two|three|four|five)\s(?:of\s(?:the|them|those|these)\b|were\b|are\b|ha(?:d|ve)\b)"
    r"|(?:while|although|though)\s(?:a\sfew|some|many|most|others|both|all)"
    r"|all\s(?:three|four|five|six|th(?:is|at|ese|ose))|one(?=,)|(?:one|two|three)\s(?:was|had|suffered|sustained|died|remain(?:s|ed)|said|told|later|also)|now|(?:until|since|by)\sthen|to\sdate"
    r"|by\sthe\send\sof\sthe\s(?:day|night|evening|week)\b|at\sthe\stime\b(?!\sof\b)"
    r"|(?:a\s(?:short|few|little|couple)\s)?(?:time|while|minutes|moments|hours|days|weeks|months|years|soon|shortly|not\slong|immediately)\s"
    r"(?:later|after|afterwards?|thereafter|before|earlier)|earlier|later|elsewhere|likewise|similarly|conversely|nor\sdid"
    r"|(?:in|on|at|for|after|before|with|of|by|from|under|during|since|to)"
    r"\s+(?:this|that|these|those|it|him|his|her|them|their|its|such|doing\sso|(?:a\s)?response|addition|turn|short|sum|fact|contrast"
    r"|(?:a|an|the)\s(?:separate|second|third|fourth|other|different|unrelated|related|same|latter|latest)\b|another\b|the\sother\shand|the\scontrary)"
    r"|(?:if|when|as|while|after|before|once|until|although|though|because|since|whether)"
    r"\s+(?:he|she|it|they|this|that|these|those|his|her|its|their)"
    r"|(?:for|as)\s(?:example|instance|a\sresult)|indeed|of\scourse|as\swell|that\ssaid|even\sso|in\sother\swords"
    r"|an?\s(?:second|third|fourth|fifth|sixth|seventh|eighth)\s(?:person|man|woman|victim|subject|suspect|boy|girl|teen|child|officer)"
    r"|one\s(?:came|went|took|ran|fled|got|lost|[a-z]+ed)|far\sfrom\s(?:that|it)"
    r"|spokes(?:man|woman|person)\s(?!for\b|of\b)[\w’'-]+\s(?!for\b)[\w’'-]+(?!\w|,?\s(?:for|of|with)\b))\b"
    r"|\(|\d{1,2}[.)]\s",
    re.IGNORECASE,
)
# "the day before", "NBC further notes", "in turn": what was said before says which, or what else.
# In lower case; of what stands outside quotation marks.
HANGS = re.compile(
    r"\b(?:the\s(?:(?:day|night|week|month|year)\s(?:before|earlier|after|later)|same\s(?:incident|time|day|night|thing|reason|issue))\b"
    r"|the\s(?:other|last|first|second|third)\s(?:of\sthe(?:se)?\s)?(?:two|three|four|five|six)\b|that[’']s\swhy\b"
    r"|one\sof\sth[eo]se\b"
    # "during that time", "under those rules", "at this hearing"
    r"|(?:in|during|at|on|for|with|from|to|about|over|after|before|under|against|behind|into|through|despite|because\sof|of)"
    r"\sth(?:at|ese|ose)\s(?!who|whom|with|in|that|which|of|to|from|on|at|at\sthe|involved|killed|injured|hurt|wounded|affected|responsible|present|seeking|already|still|not|he|she|it|they|his|her"
    r"|\w+(?:ing|ed)\b)[a-z’'-]+"
    # "While Roe cast that as a gift", "asked to do so"
    r"|that\sfar\b"
    r"|(?:that|this|these|those)(?:\sas\b|[,.;:]|$)|(?:do|doing|did|does|done)\sso\b|such\s(?:a|an)\s\w+(?:,|\.|$)"
    r"|(?:similar|earlier|previous|other|latter)\s(?:remarks|comments|incidents?|statements?)\b"
    r"|(?:the|that)\s(?:latter|former\sof)\b|(?:as\smentioned|as\snoted|aforementioned|mentioned\s(?:above|earlier))\b"
    r"|(?:if\sconvicted|if\sfound\sguilty)\b(?=[^.]*\b(?:both|they|he|she|each)\b))"
)
# Sentence adverbs that set it against what was said.
SET_AGAINST = re.compile(
    r",\s(?:(?:though|however|too|in\sturn|meanwhile|nonetheless|nevertheless|for\sexample|for\sinstance|by\scontrast|in\scontrast|as\swell)(?:,|\.?$)"
    r"|(?:instead|again)[,.]|another\s)"
)
# The same, of the first words.
OPENS_HANGING = re.compile(
    r"\W*[\w’'.-]+(?:\s[\w’'.-]+){0,2}\s(?:further|also)\s"
    r"|[^,;:]{0,70}\b(?:was|were|is|are|has|have|had|will|would|did|does|do)\salso\b"
    r"|[^,;]{0,60}\b(?:has|have|had)\ssince\s(?!\d|the\b|last\b|early\b|late\b|at\sleast\b|[a-z]+day\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
    r"|(?:according\sto\s[^,;:]+,\s)?[^,;:]{0,90}\balso\s(?:said|found|told|wrote|took|has|have|had|[a-z]+ed)\b"
    r"|[^,;:]{0,70}\binstead\s(?!of\b)"
    # what goes on from there: "the man then went"
    r"|(?:(?!\b(?:and|when|if|after|who|as|but|once|since|by|until)\b)[^,;:—–])*\b(?<!by\s)(?<!since\s)(?<!until\s)(?<!even\s)then\s(?!-)(?:[a-z]+ed|went|took|ran|drove|fled|shot|left|got|made|came|told|began)\b"
)
MAY_OPEN_HANGING = re.compile(r"further|also|since|instead|then")  # a word of each line of it
DEFINITE = re.compile(
    r"[\"“‘]?The\s(?!(?:\S+\s){1,3}(?:of|who|that|whose)\b|(?:\S+\s){0,3}\S+,\s[A-Z]"
    r"|(?:\S+\s){1,3}(?:from|in|at|on|for|to|against|between|over)\s(?:the\s)?[A-Z])"
    r"(\d+-year-old(?=\s)|(?:\d+-year-old\s)?[a-z][\w’'-]*(?:\s[a-z][\w’'-]*)?)"
)
# "the home she shares": whoever that is, the sentence before says it.
PRONOUN = re.compile(r"\b(?:h(?:e(?:r(?:s|self)?)?|i(?:m(?:self)?|s))|she)\b", re.IGNORECASE)
PLURAL = re.compile(r"\bthe(?:y|m(?:selves)?|irs?)\b", re.IGNORECASE)
# "Ann Roe, who led it", "Kell Roe, its head": after a person's name alone, what "it" is was said
# before.
IT = re.compile(r",\s(?:(?:who|whom|whose)\s(?:\w+\s){0,3}|one\sof\s|\w+\sof\s)?(?:it|its|them)\b")
NAME = re.compile(r"(?:[A-Z][\w’'.-]*\s){1,3}[A-Z][\w’'-]*")
OPENING = 12  # characters, a title, before the name that a sentence begins with
GROUPS = frozenset(
    {"family", "group", "team", "crew", "government", "party", "company", "couple", "and", "police"}
)
# "The couple": of whom two were told. What must stand before each of them.
TOGETHER = re.compile(r"\bthe\s(couple|pair|duo|trio|brothers|sisters|siblings|twins)\b(?!\sof\b)")
MATES = {
    "couple": frozenset({"couple", "wife", "husband", "wed", "marry", "marriage", "spouse", "mrs"}),
    "pair": frozenset({"pair", "two", "#2", "couple", "duo", "both"}),
    "duo": frozenset({"pair", "two", "#2", "duo", "both"}),
    "trio": frozenset({"trio", "three", "#3"}),
}
SOMEONE = frozenset({"someone", "somebody", "anyone", "anybody", "everyone", "nobody", "who"})


def leans(told: str) -> bool:
    """Whether a sentence begins, or hangs, on what was said before it.

    >>> leans("During that time the pier was closed.")
    True
    >>> leans("The pier was closed on Monday.")
    False
    """
    if LEANS.match(told):
        return True
    said = unquoted(told).lower()
    if MAY_OPEN_HANGING.search(said) and OPENS_HANGING.match(said):
        return True
    return HANGS.search(said) is not None or SET_AGAINST.search(said) is not None


def points_back(told: str, named: Sequence[tuple[int, str]]) -> bool:
    """Whether "he", "she" or "they" stands outside quotation marks before anybody is named.

    `named` are the proper names of the sentence: where each begins, and its kind.

    >>> points_back("After the fire he called the owner.", [])
    True
    >>> points_back("The owner said he would rebuild.", [])
    False
    """
    bare = unquoted(told)
    if any(IT.match(bare, end) for end in _find_opening_names(bare, named)):
        return True
    one, several = PRONOUN.search(bare), PLURAL.search(bare)
    if one is not None:
        words = [word.key for word in find_words(bare, 0, one.start())]
        person = any(kind == "person" for start, kind in named if start < one.start())
        if not (person or any(word in SOMEONE or _is_somebody(word) for word in words)):
            return True
    if several is None:
        return False
    words = [word.key for word in find_words(bare, 0, several.start())]
    kinds = [kind for start, kind in named if start < several.start()]
    return not (
        any(word in GROUPS or word in SOMEONE or _is_plural(word) for word in words)
        or "organisation" in kinds
        or kinds.count("person") > 1
    )


def _find_opening_names(bare: str, named: Sequence[tuple[int, str]]) -> list[int]:
    """Return where the person's name ends that a sentence begins with, if it begins with one."""
    if not any(kind == "person" and start <= OPENING for start, kind in named):
        return []
    return [match.end() for match in (NAME.match(bare),) if match]


def _is_somebody(word: str) -> bool:
    return word in PERSON or is_role(word) or word.endswith("-year-old")


def _is_plural(word: str) -> bool:
    return word in PEOPLE or (
        len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "’s", "'s"))
    )


def find_together(told: str) -> frozenset[str]:
    """Return the words of which one must have been told before: of "the couple" a wife, say."""
    match = TOGETHER.search(unquoted(told).lower())
    return MATES.get(match[1], frozenset({lemmatise(match[1])})) if match else frozenset()


def unquoted(told: str) -> str:
    """Put blanks for what stands in quotation marks."""
    if OPENING_MARK.search(told) is None:
        return told
    return QUOTED.sub(lambda match: " " * len(match[0]), told)


def find_presumed(told: str) -> frozenset[str]:
    """Return the first words after "The", if they are in small letters."""
    match = DEFINITE.match(told)
    return frozenset(t.lemma for t in find_tokens(match[1]) if t.content) if match else frozenset()
