"""An attacker who died by his own hand or another's, where an article's toll leaves him out.

"A man killed his wife before turning the gun on himself" tells of two dead; "three people were
killed in a murder-suicide" has counted him.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from variorum.model import Article, Figure

SELF = r"(?:him|her|them)sel(?:f|ves)"
OWN_DEATH = re.compile(
    rf"\b(?:before|then|and|prior\sto)\s(?:(?:the\s)?(?:gunman|shooter|attacker|suspect|s?he)\s)?(?:then\s)?(?:\w+ly\s)?(?:kill(?:ed|ing|s)|hang(?:ed|ing)|(?:fatally\s)?sh(?:ot|oots|ooting)|fatally\s(?:shot|shooting|turn\w+\s(?:\w+\s){{1,3}}on))\s(?:and\skilling\s)?{SELF}"
    rf"|\bturn(?:ed|s|ing)\s(?:the|his|her|a|that|their)\s(?:\w+\s)?(?:gun|weapon|rifle|pistol|handgun|shotgun|firearm|knife)\son\s{SELF}"
    r"|\bt(?:ook|aking|akes)\s(?:his|her|their)\sown\sli(?:fe|ves)\b"
    r"|\bbefore\s(?:he\s(?:was|is)\s|he[’']s\s|being\s)(?:then\s)?(?:fatally\sshot|killed|shot\sdead|shot\sand\skilled)\b"
    r"|\bcommit(?:ted|s|ting)\ssuicide\b|(?<!attempted\s)\b(?:murder|homicide)(?:[-\s/]|,?\s(?:and\s)?)suicide\b"
    r"|\b(?:and|then|,)\s(?:then\s)?(?:him|her)?self\s*$",
    re.IGNORECASE,
)
NEEDED = ("sel", "own", "suicide", "before")  # one of them stands in every such match
BOTH = re.compile(
    r"(?<!attempted\s)\b(?:murder|homicide)(?:[-\s/]|,?\s(?:and\s)?)suicide\b", re.IGNORECASE
)
MULTIPLE = re.compile(r"(?:double|triple|quadruple|quintuple)\b", re.IGNORECASE)
AND_THEN = 80  # characters after the dead in which the same sentence tells of his own death
CERTAIN = re.compile(r"\bkill|\bshot\sdead|\bown\sli|\bsuicide|\bfatally|\bhang", re.IGNORECASE)
LIVES = re.compile(
    r"\b(?:surviv\w+|hospital\w*|critical|stable|life\ssupport|trauma|in\scustody|attempted)\b",
    re.IGNORECASE,
)
DEAD = re.compile(r"\b(?:died|dead|deaths?|suicide|deceased|bodies|body)\b", re.IGNORECASE)
ATTACKER = re.compile(
    r"\b(?:gunman|shooter|attacker|assailant|bomber|killer|perpetrator|suspect)\b", re.IGNORECASE
)
ACTIVE = re.compile(
    r"\b(?:kill(?:ed|ing|s)|murder(?:ed|ing|s)|shot|shooting|stabb\w+|slaying)\s(?:and\s\w+\s)?(?:\w+\s)?$",
    re.IGNORECASE,
)
BY_WHOM = re.compile(r"\s?by\s(?:his|her|their|the|a|an)\s", re.IGNORECASE)
INCLUDED = re.compile(r"\b(?:includ|counting|among)|sel(?:f|ves)\b", re.IGNORECASE)
THEMSELVES = re.compile(r"\s(?:him|her|them)sel(?:f|ves)\b", re.IGNORECASE)
WHOLE = re.compile(
    r"\b(?:people|persons?|bodies|dead|members?|relatives|in\sall)\b|^\W*\w+\W*$", re.IGNORECASE
)
NEAR = 250  # characters after an attempt in which his survival would be told
OPENING = 2_500  # characters of an article that tell its own event


def count_attacker(killed: Figure, dead: Sequence[Figure], article: Article) -> Figure:
    """Return the toll with an attacker who died and whom it leaves out; else `killed` itself.

    `dead` are all figures of killed people of the article's own event. Where one of them has the
    whole number outright, that one is returned. The words that tell of his death become the hedge.
    """
    words = article.cut(killed.span)
    if killed.low == 0 or INCLUDED.search(f"{words} {killed.hedge or ''}"):
        return killed
    if THEMSELVES.match(article.text, killed.span.end):
        return killed
    said = find_own_death(article) or _attackers_death(killed, dead, article)
    if said is None or not _leaves_out(killed, said, article):
        return killed
    for figure in dead:
        if figure.low == killed.low + 1:
            return figure
    high = None if killed.high is None else killed.high + 1
    hedge = f"{killed.hedge}, {said}" if killed.hedge else said
    return replace(killed, low=killed.low + 1, high=high, hedge=hedge)


def find_own_death(article: Article) -> str | None:
    """Return the words that tell of an attacker's suicide; None: none, or he may have lived."""
    end = min(article.end, article.start + OPENING)
    words = f"{article.text[article.start : end]} {article.title or ''}".lower()
    if not any(word in words for word in NEEDED):
        return None
    for match in OWN_DEATH.finditer(article.text, article.start, end):
        after = article.text[match.end() : min(match.end() + NEAR, end)]
        if CERTAIN.search(match[0]) or not LIVES.search(after) or DEAD.search(after):
            return " ".join(match[0].split())
    headline = OWN_DEATH.search(article.title or "")
    if headline is None or not CERTAIN.search(headline.string):
        return None
    return " ".join(headline[0].strip(" ,").split())


def _attackers_death(killed: Figure, dead: Sequence[Figure], article: Article) -> str | None:
    """Return the words that say outright that the attacker is dead."""
    for figure in dead:
        if figure is killed or figure.low != 1 or figure.counts is None:
            continue
        if figure.span.start < article.start + OPENING and ATTACKER.search(
            article.cut(figure.counts)
        ):
            return " ".join(article.cut(figure.span).split())
    return None


def _leaves_out(killed: Figure, said: str, article: Article) -> bool:
    """Whether the number counts those whom he killed, and not him."""
    if killed.counts is None:
        return False
    counted = article.cut(killed.counts)
    if ATTACKER.search(counted):
        return False
    before = article.text[killed.span.start : killed.counts.start]
    if ACTIVE.search(before) or BY_WHOM.match(article.text, killed.span.end):
        return True
    after = article.text[killed.span.end : killed.span.end + AND_THEN].split(".")[0]
    if OWN_DEATH.search(after) and not BOTH.search(after):
        return True
    if killed.low == 1 or MULTIPLE.match(counted):
        return bool(BOTH.search(said))
    return not WHOLE.search(counted) and bool(ATTACKER.search(said))
