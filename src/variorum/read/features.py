"""What the classifier of blocks sees of each line: short, discrete words about form and place.

No word of a line is a feature by itself; what a line is about must not matter, only how it is
built, which kind of furniture its words belong to (offers, sharing, photo credits), and where it
stands among its neighbours.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.read.lines import Line

WORD = re.compile(r"\w+(?:[’'\-.]\w+)*")
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
ENDING = re.compile(r"[.!?…。！？][\"”’'»)\]）」]*\s*$|[.!?…,]['\"”’]+\s*$")
SENTENCE = re.compile(r"[.!?…]['\"”’)\]]*\s+(?=[\"“‘'(\[]?[^\W\d_a-z])|[。！？]")
QUOTED = re.compile(r"[\"“”„«»「」]")
# Function words of the languages that news pages commonly come in; prose is full of them.
FUNCTION = frozenset(
    ["the", "of", "to", "and", "a", "in", "that", "is", "was", "for", "on", "it", "with", "as", "he", "his", "be", "at", "by", "i", "this", "had", "not", "are", "but", "from", "or", "have", "an", "they", "which", "one", "you", "were", "her", "all", "she", "there", "would", "their", "we", "him", "been", "has", "when", "who", "will", "more", "no", "if", "out", "so", "said", "what", "up", "its", "about", "into", "than", "them", "can", "only", "other", "new", "some", "could", "these", "two", "may", "then", "do", "first", "any", "my", "now", "such", "like", "our", "over", "me", "even", "most", "after", "also", "did", "many", "before", "must", "through", "back", "where", "much", "your", "way", "down", "should", "because", "each", "just", "those", "how", "too", "der", "die", "und", "das", "den", "von", "zu", "mit", "sich", "des", "auf", "für", "ist", "im", "dem", "nicht", "ein", "eine", "als", "auch", "es", "an", "werden", "aus", "er", "hat", "dass", "sie", "nach", "wird", "bei", "einer", "um", "am", "sind", "noch", "wie", "einem", "über", "einen", "so", "zum", "le", "la", "les", "de", "des", "du", "et", "en", "un", "une", "dans", "que", "qui", "pour", "il", "est", "au", "par", "sur", "pas", "plus", "ce", "se", "ne", "avec", "son", "sa", "ses", "aux", "mais", "ou", "comme", "elle", "el", "los", "las", "y", "por", "con", "una", "su", "para", "es", "lo", "del", "al", "más", "pero", "sus", "o", "os", "e", "do", "da", "em", "um", "uma", "não", "na", "no", "que", "se", "dos", "das", "ao", "pela", "pelo", "mais", "como", "foi", "il", "di", "che", "è", "per", "una", "con", "non", "si", "sono", "della", "dei", "nel", "alla", "het", "een", "van", "dat", "op", "te", "zijn", "met", "voor", "niet", "aan", "yang", "dan", "di", "ini", "itu", "dengan", "untuk", "dari", "dalam", "tidak", "akan", "pada", "juga", "ke", "karena", "и", "в", "не", "на", "что", "с", "по", "как", "из", "у", "за", "от", "к", "о", "для", "это", "он", "она", "его", "но", "до", "же", "а"]
)
TELLING: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "share",
            r"\bshare (?:this|on|via|to|the|article|story|your)\b|^share\b|\b(?:facebook|twitter|"
            r"whatsapp|linkedin|pinterest|reddit|instagram|telegram|tumblr|flipboard)\b(?=\W*(?:$|"
            r"facebook|twitter|whatsapp|linkedin|pinterest|reddit|email|print))|\b(?:tweet|pin it|"
            r"copy link|print|e-?mail)\W*$|^(?:tweet|like|print|email|save)\b|\bretweet|\bpinterest",
        ),
        (
            "follow",
            r"\bfollow (?:us|me|him|her|@|the|on|along|our)\b|^follow\b|@\w{3,}|\bon twitter\b|"
            r"\blike us on\b|\bjoin (?:us|the conversation|our)\b",
        ),
        (
            "subscribe",
            r"\bsubscri(?:be|ption|bers?)\b|\bnewsletters?\b|\bsign (?:up|in|me)\b|\bsigned? up\b|"
            r"\blog ?in\b|\bregister(?:ed)?\b|\byour (?:inbox|email|e-mail|account|password|"
            r"profile|subscription|details)\b|\bunsubscribe\b|\bpremium\b|\bfree trial\b|\bpaywall",
        ),
        (
            "offer",
            r"\b(?:save|off|only|for|just|from)\s+(?:up to\s+)?(?:[$€£]\s?\d|\d+\s?%)|\b\d+[- ]"
            r"(?:year|month|week)s? (?:digital|subscription|for|access)|\bper (?:week|month)\b|"
            r"\bdiscount|\bcoupon|\b(?:buy|shop|order) (?:now|it|here|online)\b|\bfree shipping\b|"
            r"\bbest (?:deals?|price)|\bspecial offer|\bdigital access\b|\blimited time\b",
        ),
        (
            "comment",
            r"\bcomments?\b|\brepl(?:y|ies)\b|\bdiscussion\b|\bmoderat(?:ed|ion|or)\b|"
            r"\bconversation\b|\bcontributions\b|\bguidelines\b|\bpost a\b|\bleave a\b|\bdisqus\b",
        ),
        (
            "related",
            r"^(?:related|see also|read (?:more|also|next|the full)|also read|more(?: on| from| in|"
            r" about| stories| news|:|$)|recommended|trending|most (?:read|popular|viewed|shared|"
            r"recent)|popular|latest|top stories|don.t miss|you (?:may|might)|up next|watch|"
            r"editor.s picks?|articles in|live updates|in this (?:story|article)|next (?:article|"
            r"story|up)|previous|(?:click|tap) here|what to read|in other news|in pictures)\b|"
            r"\b(?:read|click|see|find out|learn|watch) more\b|\bclick(?:ing)? here\b|"
            r"\bcontinue reading\b|\bstory continues\b|\bfull (?:story|coverage)\b|"
            r"\b(?:more|other|latest|similar) (?:stories|articles|news|coverage)\b",
        ),
        (
            "legal",
            r"[©®]|\(c\)\s*\d{4}|\bcopyright\b|\ball rights reserved\b|\bprivacy\b|"
            r"\bterms (?:of|and|&)\b|\bcookies?\b|\bconsent\b|\bnot be (?:published|reproduced)|"
            r"\bredistribut|\bdisclaimer\b|\bpolicy\b|\bfor personal.{0,20}use\b|\blicensed?\b",
        ),
        (
            "advert",
            r"\badvert(?:isement|ising|isers?|ise|orial)?\b|\bsponsor(?:ed|s)?\b|\bpromoted\b|"
            r"\bpromotion\b|\bpaid (?:post|content)\b|\bad choices\b|\baffiliate\b|\bsales support",
        ),
        (
            "credit",
            r"\b(?:photo(?:graph)?s?|image|picture|video|file|courtesy|illustration|graphic)"
            r"(?: (?:by|credit|courtesy|source|from|via)\b|:|/)|^\W*(?:photo|image|picture|credit|"
            r"video|file photo|above|pictured|source)\b\s*[:(]|\bgetty\b|"
            r"\b(?:afp|ap|reuters|epa|pa|shutterstock|istock|keystone|alamy|bloomberg|dpa|tass|"
            r"xinhua)\b[^.]{0,40}\W*$|©|\b(?:handout|screengrab|file photo)\b|/\s?[A-Z]{2,}\W*$",
        ),
        (
            "byline",
            r"^\W*(?:by|written by|reporting by|posted by|from|words by|story by|author|von|par|"
            r"por|di|oleh)\b:? +[^\W\d_a-z]|\b(?:staff|contributing|senior|chief|associated press|"
            r"political|news)\s+(?:writer|reporter|correspondent|editor)\b|\bcorrespondent\W*$|"
            r"\breporter\W*$|\beditor\W*$",
        ),
        (
            "date",
            r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? +\d{1,2}\b|"
            r"\b\d{1,2}(?:st|nd|rd|th)? +(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
            r"|\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d+ (?:seconds?|minutes?|mins?|hours?|hrs?|"
            r"days?|weeks?|months?|years?) ago\b|\b\d{1,2}:\d{2}\b|\b(?:19|20)\d\d年",
        ),
        (
            "stamp",
            r"^\W*(?:published|updated|posted|last (?:updated|modified|edited)|first published|"
            r"created|modified|date|this content was|by .{3,40}\d{4})\b|\bmin(?:ute)?s? read\b|"
            r"\b\d{1,2}:\d{2} ?(?:[ap]\.?m|[A-Z]{2,4}\b)|\bago\W*$|\bviews?\W*$",
        ),
        (
            "about",
            r"\babout (?:us|the author|this)\b|\bcontact(?: us)?\b|\bcareers\b|\bhelp\b|\bfaq\b|"
            r"\bsite ?map\b|\bhome\b|\bmenu\b|\bsearch\b|\bskip to\b|\bback to\b|\bmy account\b|"
            r"\bsections\b|\bedition\b|\bapps?\b|\bdownload\b|\bjobs\b|\bchange your\b",
        ),
        (
            "author",
            r"\bis an? (?:\w+[ -]){0,4}(?:writer|reporter|editor|journalist|correspondent|author|"
            r"columnist|contributor|producer|blogger|freelancer?)\b|\bcontributed to this\b|"
            r"\b(?:reporting|editing|additional reporting|written) by\b|\b(?:he|she) (?:covers|"
            r"writes|can be reached)\b|\b(?:email|contact|reach) (?:him|her|the (?:author|writer))",
        ),
        ("tags", r"^\W*(?:tags?|topics?|filed under|categor(?:y|ies)|keywords?|labels?)\b"),
        ("address", r"https?://|www\.|\w@\w+\.\w|\.(?:com|org|net)\b"),
        (
            "correct",
            r"^\W*(?:correction|clarification|editor.s note|this (?:story|article) (?:has|was))",
        ),
        ("you", r"\byour?\b|\bplease\b|\bour\b|\bwe (?:use|may|will|have sent)\b|\bhere\b"),
    )
)


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one line, as numbers and short words; see `describe_lines`."""

    words: int
    prose: bool  # reads like running text
    ends: bool  # closes as a sentence does
    size: str
    features: tuple[str, ...]


def describe_lines(text: str, lines: Sequence[Line]) -> list[list[str]]:
    """Return the features of each line, in order. Time is linear in the text."""
    if not lines:
        return []
    forms = [_describe(text[line.start : line.end]) for line in lines]
    counts = Counter(text[line.start : line.end] for line in lines)
    places = _places(forms)
    hinted = any(line.tag or line.kept is not None for line in lines)
    hints = [_hints(line) for line in lines] if hinted else []
    described = []
    for number, (line, form) in enumerate(zip(lines, forms, strict=True)):
        features = list(form.features)
        features += places[number]
        if counts[text[line.start : line.end]] > 1:
            features.append("repeated")
        if line.gap:
            features.append("gap")
        for step in (-2, -1, 1, 2):
            other = number + step
            if not 0 <= other < len(forms):
                features.append(f"{step}:edge")
                continue
            near = forms[other]
            features.append(
                f"{step}:{near.size}{'p' if near.prose else ''}{'.' if near.ends else ''}"
            )
            if step in {-1, 1}:
                features += [f"{step}:{word}" for word in near.features if word[0] == "~"]
                features.append(f"{step}{form.size}{'.' if form.ends else ''}:{near.size}")
        if hinted:
            features += hints[number]
            for step in (-1, 1):
                if 0 <= number + step < len(lines):
                    features += [f"{step}:{hint}" for hint in hints[number + step][:3]]
        described.append(features)
    return described


def _describe(raw: str) -> Form:
    words = WORD.findall(raw)
    count = len(words)
    if CJK.search(raw):
        count = max(count, len(CJK.findall(raw)) // 2)
    lower = [word.lower() for word in words[:120]]
    seen = max(1, len(lower))
    common = sum(1 for word in lower if word in FUNCTION) / seen
    capital = sum(1 for word in words[:120] if word[0].isupper()) / seen
    digits = sum(1 for word in words[:120] if word[0].isdigit()) / seen
    ends = bool(ENDING.search(raw[-8:]))
    sentences = len(SENTENCE.findall(raw))
    cjk = count > len(words)
    prose = (ends and count >= 8 and (common >= 0.2 or cjk)) or (
        count >= 20 and (common >= 0.2 or cjk)
    )
    size = _bucket(count, (1, 2, 3, 4, 6, 8, 11, 15, 20, 30, 45, 70, 110))
    features = [
        f"n{size}",
        f"n{size}{'.' if ends else ''}",
        f"f{_bucket(int(common * 20), (0, 1, 2, 4, 6, 8, 10))}",
        f"n{_bucket(count, (3, 8, 20, 45))}f{int(common * 8)}",
        f"C{int(capital * 5)}",
        f"n{_bucket(count, (3, 8, 20))}C{int(capital * 5)}",
        f"D{_bucket(int(digits * 10), (0, 1, 3, 5))}",
        f"S{min(sentences, 4)}",
        f"last{_kind(raw[-1])}",
        f"first{_kind(raw[0])}",
        "prose" if prose else "other",
    ]
    if QUOTED.search(raw):
        features.append("quoted")
    if raw.isupper():
        features.append("capitals")
    if "|" in raw or "»" in raw or "›" in raw or "•" in raw:
        features.append("bars")
    if count <= 60:  # furniture is short; long paragraphs may speak of anything
        short = "s" if count <= 12 else "m" if count <= 30 else "l"
        for name, pattern in TELLING:
            if pattern.search(raw):
                features += [f"~{name}", f"{name}{short}{'.' if ends else ''}"]
    return Form(count, prose, ends, str(size), tuple(features))


def _places(forms: list[Form]) -> list[list[str]]:
    """Where each line stands: in the page, and to its densest run of prose."""
    count = len(forms)
    values = [float(form.words) if form.prose else -(6.0 + 0.0 * form.words) for form in forms]
    start, stop = _densest(values)
    dense = [form.words if form.prose else 0 for form in forms]
    total = max(1, sum(dense))
    run, before, window = [], 0, [0]
    for value in dense:
        window.append(window[-1] + (1 if value else 0))
    last = -99
    since = []
    for number, value in enumerate(dense):
        since.append(number - last)
        if value:
            last = number
    until, last = [0] * count, count + 99
    for number in range(count - 1, -1, -1):
        until[number] = last - number
        if dense[number]:
            last = number
    for number in range(count):
        share = before / total
        before += dense[number]
        inside = start <= number < stop
        if inside:
            side = "in"
        elif number < start:
            side = f"before{_bucket(start - number, (1, 2, 4, 8, 20))}"
        else:
            side = f"after{_bucket(number - stop + 1, (1, 2, 4, 8, 20))}"
        prose = "p" if forms[number].prose else ""
        around = window[min(count, number + 6)] - window[max(0, number - 5)]
        run.append(
            [
                side,
                f"{side}{prose}",
                f"share{int(share * 5)}",
                f"rel{int(5 * number / count)}",
                f"around{around}",
                f"around{around}n{_bucket(forms[number].words, (3, 8, 20))}",
                f"since{_bucket(since[number], (1, 2, 3, 5, 9))}",
                f"until{_bucket(until[number], (1, 2, 3, 5, 9))}",
                f"su{_bucket(since[number], (1, 2, 4))},{_bucket(until[number], (1, 2, 4))}"
                f"n{_bucket(forms[number].words, (3, 8, 20))}",
                f"top{_bucket(number, (0, 1, 2, 3, 5, 8, 20))}",
                f"end{_bucket(count - 1 - number, (0, 1, 2, 3, 5, 8, 20))}",
            ]
        )
    return run


def _densest(values: list[float]) -> tuple[int, int]:
    """Return the run `[start, stop)` with the greatest sum (Kadane)."""
    best, best_run = 0.0, (0, 0)
    total, begin = 0.0, 0
    for number, value in enumerate(values):
        if total <= 0:
            total, begin = 0.0, number
        total += value
        if total > best:
            best, best_run = total, (begin, number + 1)
    return best_run


def _hints(line: Line) -> list[str]:
    """What the page itself says of a line; the first three also tell about its neighbours."""
    linked = _bucket(int(line.linked * 10), (0, 2, 5, 8))
    kept = "?" if line.kept is None else str(_bucket(int(line.kept * 10), (0, 3, 6, 9)))
    features = [f"kept{kept}", f"<{line.tag}>", f"a{linked}", f"kept{kept}<{line.tag}>"]
    features += [f"kept{kept}a{linked}", f"<{line.tag}>a{linked}"]
    features += [f"in:{mark}" for mark in line.marks]
    features += [f"at:{mark}" for mark in line.near]
    features += [f"kept{kept}at:{mark}" for mark in line.near]
    return features


def _bucket(value: int, limits: tuple[int, ...]) -> int:
    for number, limit in enumerate(limits):
        if value <= limit:
            return number
    return len(limits)


def _kind(character: str) -> str:
    if character.isalpha():
        return "A" if character.isupper() else "a"
    if character.isdigit():
        return "0"
    if character in "\"“”„«»‘’'":
        return "q"
    return character if character in ".!?:,;-–—•|…)(]>#@" else "*"
