"""When things happened: explicit and relative dates, resolved against the article's own time.

A date without a year is the nearest one before the article (after it where the clause speaks of
what is to come). A weekday is the last one on or before the article's day. What cannot be
resolved for sure is left out: "next Friday", "the 1990s", "recently", a relative date in an
article without a time. A week has no precision of its own: "last week" is a month, if it lies in
one. The line that gives the article's own publication is no event.
"""

import re
from collections.abc import Sequence

from variorum.annotate.calendar import Moment, find_anchor
from variorum.annotate.date_families import PAST_VERB, Context, resolve
from variorum.annotate.date_words import EXPRESSION
from variorum.model import Article, Dated, Span

# Some word of each expression: a sentence without any is passed by.
HINT = re.compile(
    r"(?:1[6-9]|20)\d\d|day\b|days\b|Jan|Feb|Mar|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec"
    r"|(?i:\bago\b|\btonight|\bthis\s|\btomorrow|\b(?:last|next|previous|following)\s"
    r"|\b(?:week|month|year)s?\s(?:earlier|later|before|after))"
)
GENERIC_BEFORE = re.compile(
    r"\b(?:any|any\s+other|every|each|other|most|some|alternate|Published|Black|Good|Super|Cyber|Ash|Palm|"
    r"Posted:|Updated:|Published:|Easter|Bloody|Fat|Giving|Sunny|through|class|Class|copyright|Copyright|©|born|Public\sLaw)\s+(?:on\s+|of\s+)?$"
)
COMPARED = re.compile(r"\b(?:from|than|over|to|with|at|since|in|of|for)\s+$")
GENERIC_AFTER = re.compile(
    r"\s+(?:[Nn]ews|talk|shows?|[Ss]chool|political\s(?:talk|shows?)|Times|Mail|Express|Telegraph|Mirror|Sun|Review|Journal|Tribune|Herald|Globe|Night\s(?:Live|"
    r"Football)|Morning|Edition|Magazine|Street|Avenue|Road|Island|Parade)\b"
    r"|\s*(?:-|–|to|through)\s*(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
# A programme or paper: "the Today programme", "NBC's Tonight", "USA Today", "“Today” on Thursday".
TITLE_BEFORE = re.compile(r"(?:\b[Tt]he|\bUSA|[\w.]['’]s)\s$")
TITLE_AFTER = re.compile(r"\s(?i:program(?:me)?|show|host|anchor|presenter|interview)\b|[,.]?[”\"]")
BOILERPLATE = re.compile(
    r"\s*(?:[-•|]\s*)?(?:posted|published|updated|last\s+(?:updated|modified)|first\s+published|"
    r"this\s+(?:content|article|story)\s+was\s+(?:first\s+|originally\s+)?(?:published|posted|updated)|"
    r"copyright|©|\(?file|photo|image|by\s+[A-Z][\w.]+\s+[A-Z][\w.]+\s*[,|•]|advertisement|"
    r"uploaded|created|date)\b",
    re.IGNORECASE,
)
FUTURE = re.compile(
    r"\b(?:will|won[’']t|shall|would|could|may(?=\s+(?:be|not|have\sto|also|\w+\b(?<!\d)))|might|should|"
    r"(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:to\s+(?!\w+ing)|set\s+to|due\s+(?:to|in|back|on)|expected|scheduled|slated|planned|"
    r"going\s+to|likely\s+to|supposed\s+to)|expected\s+to|scheduled|slated|planned|plans?\s+(?:to|on)|planning\s+to|"
    r"(?:wants?|hopes?|intends?|aims?|threaten(?:s|ed|ing)?|vow(?:s|ed)?|pledg(?:e|es|ed)|promis(?:e|es|ed)|"
    r"propos(?:e|es|ed)|agreed|refus(?:e|es|ed)|due|begins?|starts?|opens?|face|faces|upcoming)\s+to|upcoming|"
    r"plans?\s+for|(?:is|are)\s+(?:heading|headed|going|travell?ing|returning|meeting|holding|hosting)|"
    r"(?:asked|invited|urged|ordered|called\s+on)\s+(?:[\w’'-]+\s+){1,5}?to\s+(?!\w+ing)|"
    r"can\s+(?:be|not)|must|need(?:s)?\s+to|likely\s+to|(?:’|')ll)\b|\bif\b",
    re.IGNORECASE,
)
HEADED = re.compile(
    r"\b(?:meets|opens|begins|starts|takes\splace|starting|beginning|opening|travels|expires|"
    r"closes|ends|returns|airs|speaks|visits|arrives|faces|votes)\s+(?:[\w’'-]+\s+){0,4}(?:on\s+)?$"
    r"|\b(?:election|vote|hearing|trial|meeting|deadline|funeral|service|summit|primary|deadline|debate)"
    r"\s(?:is|are)\s+(?:on\s+|for\s+)?$",
    re.IGNORECASE,
)
# "vowed in February that ...": the verb beside the date is past.
DONE = re.compile(
    r"\b(?!scheduled|expected|planned|slated|supposed|need)[a-z]{3,}ed\s(?:(?:on|in|late|early|last)\s)?$"
)
# What follows counts from the day of the update.
UPDATED = re.compile(
    r"\W{0,3}(?:[A-Z]{3,6}DAY\s+UPDATE\b|UPDATED?\b[^A-Za-z\n]{0,4}(?:\d{1,2}(?::\d\d)?\s?[ap]\.?m\.?\W{1,3})?"
    r"(?:\d{1,2}/\d{1,2}(?:/\d{2,4})?|[A-Z][a-z]{2,8}\.?\s\d{1,2}))"
)
# Whoever posted this, on that day: "Ann Roe (@annroe) May 3, 2022".
POSTED = re.compile(r"\(@\w+\)[\s,–—-]*$")
# A law, a treaty, a war or games that bear their year as a name.
NAMED_SO = re.compile(
    r"\b(?:Act|Amendments?|Law|Code|Treaty|Accords?|Agreement|Convention|Order|Bill|Constitution|Charter|"
    r"Census|War|Games|Olympics|Class|Panic|Crisis|Depression|Resolution)\s(?:of|from)\s+(?:(?:in|of|from)\s)?$"
)
BEARS_NAME = re.compile(
    r"\s(?:[A-Z][\w’'-]+\s){0,4}(?:Act|Amendments?|Treaty|Accords?|Convention|Olympics|Games|Census|World\sCup)\b"
)
SET_FOR = re.compile(
    r"\b(?:(?:re)?set|(?:re)?scheduled|slated|due|postponed|delayed|moved)\s(?:for|until|to)\s+(?:[\w:.]+\s){0,3}?$"
    r"|\bto\s(?:air|take\splace|be\s(?:held|released|published|broadcast|aired|unveiled))\s(?:on\s)?$",
    re.IGNORECASE,
)
# "was postponed by six days to 9 March", "has been closed to traffic until Friday".
PUT_OFF = re.compile(
    r"\b(?:postpon(?:e|ed|es|ing)|delay(?:ed|s)?|put\soff|pushed\sback|adjourn(?:ed|s)|deferred|reschedul(?:ed|es)"
    r"|(?:is|are|be|been|remains?)\s(?:suspended|closed|shut|extended|halted|banned))\b[^.;]{0,60}\b(?:until|till|to)\s+$",
    re.IGNORECASE,
)
# "on Tuesday was to be ...", "on Tuesday refused to ...": told as past.
WAS = re.compile(r"(?:w(?:as|ere)|\w{3,}ed)\b", re.IGNORECASE)
AND_ON = re.compile(r"\band\s(?:on\s)?$")
AFTERWARDS = 140  # characters after a date in which the verb of its clause may stand
EARLIER = re.compile(r"\s*(?:on\s)?earlier\b", re.IGNORECASE)
PASSIVE_BEFORE = re.compile(r"\b(?:be|being|to)\s(?:\w+ly\s)?$")
PASSED = re.compile(r"\b(?:after|since|following)\b", re.IGNORECASE)
CUT = re.compile(
    r"[;—]|\s–\s|,\s+(?=(?:and|but|while|who|which|when|after|as|where|whose|though|although|before|saying|"
    r"according)\b)|[”\"],?\s+(?=(?:he|she|they|[A-Z]))",
)
# A clause that cannot be understood without what stands before it.
HANGS = re.compile(r"(?:which|who|whose|whom|where|he|she|they|it|after\sall)\b", re.IGNORECASE)
TELLABLE = 240  # characters of a sentence that is shown whole
# "Sunday's shooting in Vestra": the words date the shooting, not what the clause tells of it.
POSSESSED = re.compile(
    r"[’']s?\s(?P<thing>(?!(?:of|in|at|on|by|to|from|with|as|and|or|but|that|which|who|when|was|were|is|are|"
    r"has|had|have|will|would|could|for|after|before|said|says)\b)[\w’'-]+"
    r"(?:\s(?!(?:of|in|at|on|by|to|from|with|as|and|or|but|that|which|who|when|was|were|is|are|"
    r"has|had|have|will|would|could|for|after|before|said|says|left|killed|took|came|went|began|ended)\b)[\w’'-]+){0,5})"
)
NAMED_AFTER = re.compile(r"\s[A-Z][a-z]{3,}")


def find_dates(article: Article, sentences: Sequence[Span]) -> list[Dated]:
    """Return what the article dates, in text order of the dating words.

    Several dates of one sentence each get their clause.
    """
    anchor = find_anchor(article)
    found: list[Dated] = []
    previous: Moment | None = None
    since, other_year = 9, None
    updated = False  # what follows was written on another day than the article's
    for sentence in sentences:
        since += 1
        if since > 1:
            previous, other_year = None, None
        words = article.text[sentence.start : sentence.end]
        if BOILERPLATE.match(words):
            continue
        if not HINT.search(words):
            continue
        stamped = UPDATED.match(words)
        updated = updated or stamped is not None
        for match in EXPRESSION.finditer(article.text, sentence.start, sentence.end):
            if _generic(article.text, match, sentence):
                continue
            clause = _clause(article, sentence, match)
            planned = _is_planned(article.text, match, clause)
            own = (
                None
                if updated and (stamped is None or match.start() > sentence.start + stamped.end())
                else anchor
            )
            moment = resolve(match, Context(own, planned, previous, other_year))
            if moment is None:
                continue
            if _is_own_date(words, match):
                continue
            previous, since = moment, 0
            year = int(moment.date[:4])
            other_year = year if anchor is None or year != anchor.year else None
            when = _trim(article, match)
            found.append(
                Dated(moment.date, moment.precision, clause, when, moment.because, moment.planned)
            )
    return found


def _trim(article: Article, match: re.Match[str]) -> Span:
    """Return the dating words without the preposition before and the mark after."""
    start, end = match.span()
    lead = re.compile(
        r"\s*(?:(?:on|in|by|during|from|of|at)[\s-]+)?(?:the\s(?=\d))?", re.IGNORECASE
    ).match(article.text, start, end)
    start = lead.end() if lead else start
    while end > start and article.text[end - 1] in " ,\n\t":
        end -= 1
    return Span(article.id, start, end)


def _generic(  # noqa: PLR0911 - a way out for each sign
    text: str, match: re.Match[str], sentence: Span
) -> bool:
    """Whether the words date nothing: "any other Monday", "the Sunday Times"."""
    before = text[max(sentence.start, match.start() - 16) : match.start()]
    if match["period"] and (match["p_which"][0].isupper() and match["p_unit"][0].isupper()):
        return True  # a title: "This Week"
    if POSTED.search(text[max(sentence.start, match.start() - 40) : match.start()]):
        return True
    if match["year"]:
        named = text[max(sentence.start, match.start() - 40) : match.end()]
        digits = re.search(r"\d{4}\s*$", named)
        if digits and NAMED_SO.search(named, 0, digits.start()):
            return True
        if BEARS_NAME.match(text, match.end(), sentence.end):
            return True
    if match["period"] and COMPARED.search(before):
        return True
    if match["named"] and match["named"][0].isupper() and before.strip():
        return bool(TITLE_BEFORE.search(before) or TITLE_AFTER.match(text, match.end()))
    if match["full"] and match["g_day"] and not match["f_year"]:
        after = NAMED_AFTER.match(text, match.end(), sentence.end)
        if after and text[sentence.start : match.start()].rstrip().endswith((" the", " The")):
            return True  # a name: "the 17 February Brigade"
    return bool(GENERIC_BEFORE.search(before)) or bool(
        (match["weekday"] or match["month"]) and GENERIC_AFTER.match(text, match.end())
    )


def _is_own_date(words: str, match: re.Match[str]) -> bool:
    """Whether the sentence is but the line that dates the article."""
    rest = len(re.findall(r"[a-z]{3,}", words)) - len(re.findall(r"[a-z]{3,}", match[0]))
    return rest <= 2


def _clause(article: Article, sentence: Span, match: re.Match[str]) -> Span:
    """Return the clause that the date stands in, or the sentence where no clause has a body."""
    start, end = sentence.start, sentence.end
    owned = POSSESSED.match(article.text, match.end(), sentence.end)
    if owned and article.text[match.end() - 1].isalpha():
        return Span(article.id, _trim(article, match).start, owned.end())
    for cut in CUT.finditer(article.text, sentence.start, sentence.end):
        if cut.end() <= match.start():
            start = cut.end()
        elif cut.start() >= match.end():
            if cut.start() - match.end() < 2 and article.text[match.start()].isupper():
                continue  # "In January, when ...": the date opens what follows
            end = min(end, cut.start())
            break
    while start < end and article.text[start].isspace():
        start += 1
    while end > start and article.text[end - 1].isspace():
        end -= 1
    outside = (match.start() - start) + (end - match.end())
    if outside < 20 or article.text.count(" ", start, end) < 5:
        return sentence
    if HANGS.match(article.text, start, end) and sentence.end - sentence.start <= TELLABLE:
        return sentence
    return Span(article.id, start, end)


def _is_planned(  # noqa: PLR0911 - a way out for each sign
    text: str, match: re.Match[str], clause: Span
) -> bool:
    """Whether the words before the date in its clause, else after it, speak of what is to come."""
    before = text[clause.start : match.start()]
    last_future = last_past = -1
    for last in FUTURE.finditer(before):
        last_future = last.start()
    for last in PAST_VERB.finditer(before):
        if not PASSIVE_BEFORE.search(before, 0, last.start()):
            last_past = last.start()
    if SET_FOR.search(before) or PUT_OFF.search(before):
        return True
    done = DONE.search(before)
    if (
        (done and not PASSIVE_BEFORE.search(before, 0, done.start()))
        or AND_ON.search(before)
        or EARLIER.match(match[0])
    ):
        return False
    if last_future >= 0 or last_past >= 0:
        if last_future >= 0 and PASSED.search(before, last_future):
            return False
        # "was scheduled", "planned to" hold both: the one that begins later decides.
        return last_future >= last_past
    if HEADED.search(before):
        return True
    after = text[match.end() : min(clause.end, match.end() + AFTERWARDS)]
    future, past = FUTURE.search(after), PAST_VERB.search(after)
    if future is None or WAS.match(future[0]):
        return False
    return past is None or future.start() <= past.start()
