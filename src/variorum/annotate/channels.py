"""How words reached the reporter: by an interview, a letter, a post, a court, and with whom.

The sentence of an attribution tells it, outside the words that are quoted there. What one
attribution says of its channel holds for the next one only where the text carries it on: in the
same sentence, in one run of quotation, or by "he added" of the same speaker.
"""

# ruff: noqa: E501 - a rule stands on one line, so that the table can be read

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from variorum.annotate.gazetteer import CALENDAR, OUTLETS, PLATFORMS
from variorum.annotate.titles import TITLES
from variorum.model import Article, Attribution, Channel, Span

MEDIA = (
    "interview",
    "phone call",
    "text message",
    "e-mail",
    "letter",
    "post",
    "speech",
    "press conference",
    "statement",
    "broadcast",
    "court",
    "hearing",
    "document",
    "article",
    "debate",
    "meeting",
)

NAME = (
    r"(?:[Tt]he |[Tt]hat |[Oo]ur )?(?:[A-Z][\w.&’'-]*|\d{2,}[A-Z]\w*)"
    r"(?:[ -](?:(?:of|the|for|and|on|in|&|der|de|le) )*[A-Z][\w.&’'-]*){0,6}"
)
OURS = r"(?:me|us|this (?:newspaper|paper|reporter|magazine|website|outlet)|our (?:reporter|correspondent)s?)"
OUTLET_NOUN = (
    r"(?:newspaper|paper|station|affiliate|magazine|broadcaster|news agency|news outlet|website"
    r"|outlet|network|channel|blog|podcast|interviewer|program(?:me)?|show|host"
    r"|(?:radio|television|TV)(?! (?:station|show|program|host|network|channel)))"
)
AN_OUTLET = rf"(?:an?|the|its|their) (?:[\w.’'-]+ ){{0,4}}?{OUTLET_NOUN}\b"
WITH = rf"(?: (?:with|to|by|on|for) (?P<partner>{OURS}|{AN_OUTLET}|{NAME}|reporters|journalists))?"
NOT_JOINT = r"(?!(?:of|the|to|and|that|he|she|they|it|with|for|on|in|at|by|after|before|said) )"
ADJECTIVES = rf"(?:{NOT_JOINT}[\w’'-]+ ){{0,3}}?"
A = r"(?:an?|the|his|her|their|its|that|this|one|another|two|several|separate|[A-Z][\w’'-]*['’]s?) "
TOLD = (
    r"(?:[Tt]old|tells|[Tt]elling|tell|informed|wrote to|spoke to|[Ss]peaking to|spoke with"
    r"|[Ss]peaking with|confirmed to|said to|admitted to|explained to|replied to)"
)
AUDIENCE = (
    r"(?:(?:the|a|his|her|its|their|cheering|about|around|some|more|than|\d[\d,]*) )*"
    r"(?:crowds?|audience|supporters|delegates|attendees|rallygoers|congregation|mourners|students"
    r"|graduates|voters|gathering|conference|rally)"
)
ASSEMBLY = (
    r"(?:(?:the|a) )?(?:[\w’'-]+ )?(?:parliament|lawmakers|legislators|MPs|senators|Congress|Senate"
    r"|House of (?:Commons|Lords|Representatives)|(?:United Nations |U\.?N\.? )?(?:Security Council"
    r"|General Assembly))\b(?! [A-Z])"
)


TELLING = ("told", "tell", "informed", "to ", "with ")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A medium, the words that tell it, and a test of the partner that they name."""

    medium: str
    needs: tuple[str, ...]  # the sentence in lower case holds one of these, or nothing can fit
    words: re.Pattern[str]
    accept: Callable[[str], bool] | None = None


def _rule(
    medium: str, needs: Iterable[str], words: str, accept: Callable[[str], bool] | None = None
) -> _Rule:
    return _Rule(medium, tuple(needs), re.compile(words), accept)


OUTLET_WORD = re.compile(
    r"\b(?:News|Times|Post|Journal|Press|TV|Television|Radio|Today|Herald|Tribune|Gazette|Magazine"
    r"|Globe|Daily|Weekly|Sun|Star|Mail|Mirror|Independent|Observer|Chronicle|Inquirer|Examiner"
    r"|Dispatch|Sentinel|Telegraph|Guardian|Register|Bee|Courier|Monitor|Network|Broadcasting"
    r"|Zeitung|Anzeiger|Spiegel|Presse|Monde|Figaro|Pais|País|Agency|Agence|Newspaper|Podcast|Report"
    r"|Review|Standard|Argus|Advertiser|Beacon|Enquirer|Record|Reporter|Wire|Newsday|Newsweek"
    r"|Times-Picayune|Democrat-Gazette|Plain Dealer|Online|\.com)\b|\.com$"
)
NO_OUTLET = frozenset(
    {
        "tv",
        "radio",
        "news",
        "press",
        "report",
        "agency",
        "network",
        "television",
        "record",
        "online",
    }
)
STATION = re.compile(
    r"(?:[Tt]he )?(?:[KWC][A-Z]{2,3}(?:[- ]?(?:TV|\d{1,2}))?|(?:ABC|NBC|CBS|FOX|Fox|CW)\s?-?\d{1,2})(?:['’]s?)?"
)


def is_outlet(name: str) -> bool:
    """Whether a name is surely a news outlet's or agency's.

    >>> is_outlet("the Varde Herald"), is_outlet("WXYZ-TV"), is_outlet("Congress")
    (True, True, False)
    """
    bare = re.sub(r"^(?:the|that|our) |['’]s?$", "", name.strip(), flags=re.IGNORECASE)
    return (
        re.fullmatch(rf"{OURS}|{AN_OUTLET}", name) is not None
        or bare.casefold().replace(".", "") in OUTLETS
        or (OUTLET_WORD.search(bare) is not None and bare.casefold() not in NO_OUTLET)
        or STATION.fullmatch(bare) is not None
    )


PLATFORM = (
    "|".join(
        re.escape(name) if not name.isalpha() else f"[{name[0].upper()}{name[0]}]{name[1:]}"
        for name in sorted(PLATFORMS, key=len, reverse=True)
        if name not in {"linkedin", "youtube", "tiktok", "whatsapp", "x"}
    )
    + "|LinkedIn|YouTube|TikTok|WhatsApp"
)

# "said on “The Morning Show”", "said Sunday on ...": a title in capitals after a verb of saying.
WEEK = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
SAYING = "(?:{})".format(
    "|".join(
        f"(?<= {words} )"
        for verb in ("said", "says")
        for words in (verb, *(f"{verb} {day}" for day in WEEK))
    )
    + "|(?<= appeared )|(?<= appearance )|(?<= interview )"
)
SHOW = r"[A-Z0-9][\w’'-]*(?: (?:of|the|and|with|in|on|for|&|[A-Z0-9][\w’'-]*)){1,6}"

# In this order: the first that fits is the channel, save that "told" yields to anything closer.
RULES = (
    _rule("phone call", ("phone",), rf"\b(?:[Rr]eached|[Cc]ontacted|[Ss]peaking|[Ss]poke|[Ii]nterviewed)(?: \w+){{0,3}}? by (?:tele)?phone{WITH}"),
    _rule("phone call", ("phone",), rf"\b(?:in|during|over) {A}?{ADJECTIVES}(?:tele)?phone (?:interview|call|conversation){WITH}"),
    _rule("phone call", ("phone",), rf"\b(?:by|over the|via|on the) (?:tele)?phone{WITH}"),
    _rule("phone call", ("voice",), r"\b[Ii]n (?:an?|the|his|her) (?:[\w’'-]+ ){0,3}?voice ?(?:mail|message)\b"),
    _rule("phone call", (" call",), r"\b(?:in|on|during|via) an? (?:\w+ )?(?:conference|Skype|Zoom|video) call\b(?: with (?P<partner>reporters|journalists))?"),
    _rule("text message", ("text", "whatsapp"), rf"\b(?:in|by|via) (?:{A})?{ADJECTIVES}(?:text(?: message)?s?|WhatsApp message|text messages){WITH}"),
    _rule("text message", ("texted",), r"\btexted\b"),
    _rule("e-mail", ("mail",), rf"\b(?:in|by|via|over|through) (?:{A})?{ADJECTIVES}e-?mails?(?: (?:statement|interview|message|response|exchange))?\b{WITH}"),
    _rule("e-mail", ("mailed",), r"\be-?mailed\b(?: (?:statement|response))?"),
    _rule("interview", ("interview",), rf"\b(?:[Ii]n|[Dd]uring) (?:an? |the |his |her |their |one |another )?(?P<partner>{NAME})(?:['’]s?)? interview\b", is_outlet),
    _rule("interview", ("interview",), rf"\b(?:[Ii]n|[Dd]uring|[Ff]rom|[Tt]o) (?:{A})?(?:(?:series|round|string|couple) of )?{ADJECTIVES}interviews?\b(?: (?:on|last|this|late|early|earlier|published|aired|broadcast|that) (?:\w+ ){{0,3}}?(?=with|to|by))?{WITH}"),
    _rule("interview", ("interviewed", "sat down", "remarks", "comments"), rf"\b(?:interviewed by|sat down with|in (?:remarks|comments) to) (?P<partner>{OURS}|{NAME})", is_outlet),
    _rule("press conference", ("conference", "briefing"), r"\b(?:[Aa]t|[Ii]n|[Dd]uring|held|holding|gave) (?:an?|the|his|her|their|its|another)? ?(?:[\w’'-]+ ){0,3}?(?:news|press) (?:conference|briefing)s?\b"),
    _rule("press conference", ("briefing",), rf"\b(?:at|in|during) (?:{A}){ADJECTIVES}(?:briefing)\b"),
    _rule("debate", ("debate",), rf"\b(?:at|in|during) (?:{A}){ADJECTIVES}debate\b"),
    _rule("post", PLATFORMS, rf"\b(?:[Oo]n|[Ii]n|[Vv]ia|[Tt]hrough|took to|turned to|to) (?:{A})?{ADJECTIVES}(?P<partner>{PLATFORM})(?:['’]s?)?(?: (?:page|account|profile|post|posts|feed|video|message|thread|live|Live))?\b"),
    _rule("post", ("tweet", "post", "blog"), rf"\b(?:in|on|via|through|from) (?:{A})?{ADJECTIVES}(?:tweets?|(?:social|blog|online|Facebook|Twitter)[ -](?:media[ -])?posts?|posts?|blog)\b(?: (?:on|to) (?P<partner>{PLATFORM}))?"),
    _rule("post", ("social media",), r"\b(?:on|via|through|using|used|uses|turned to|took to) social media\b"),
    _rule("post", ("tweet",), r"\b(?:[Tt]weet(?:ed|s|ing)?|[Rr]etweeted)\b"),
    _rule("post", ("posted", "blogged"), rf"\b(?:posted|blogged)\b(?! (?:\w+ ){{1,3}}(?:statement|video|photo))(?: on (?P<partner>{PLATFORM}))?"),
    _rule("letter", ("letter",), rf"\b[Ii]n (?:{A})?{ADJECTIVES}letters?\b(?: (?:addressed |sent )?to (?P<partner>(?:(?:around|about|some|more|than|his|her|their|the|fellow|foreign|diplomatic|Senate|House) |\d+ ){{0,3}}(?:[a-z]+(?:s|men|people)\b|{NAME})))?"),
    _rule("letter", ("wr",), r"\b(?:wrote|writes|writing) (?:to|a letter)\b"),
    _rule("statement", ("statement", "release", "communiqu"), r"\b(?:[Ii]n|[Tt]hrough|[Vv]ia|[Bb]y|[Rr]eleas(?:ed|ing|es)|[Ii]ssu(?:ed|ing|es)|[Pp]osted) (?:(?:an?|the|his|her|their|its|that|this|[A-Z][\w’'-]*['’]s?) )?(?:(?!of |the )[\w’'-]+ ){0,4}?(?:statements?|(?:press|news) releases?|communiqu[eé])\b"),
    _rule("court", ("testi", "pleaded"), r"\b(?:testif(?:ied|ies|ying)|testimony|pleaded (?:not )?guilty)(?: (?:in|before|at|to) (?:the )?(?:\w+ ){0,3}?(?:court|trial|jury|judge))?\b"),
    _rule("court", ("court", "jury", "juror", "judge"), rf"\b{TOLD} (?:the|a|his|her) (?:\w+ )?(?:court|jury|jurors|judge|panel of judges)\b"),
    _rule("court", ("court", "trial", "arguments", "arraignment", "sentencing"), r"\b(?:in|at|during) (?:(?:federal|open|district|superior|state|county|circuit|criminal|magistrates['’]?) )+court\b|\bin court(?! (?:documents|papers|records|filings))\b|\bduring (?:the|his|her|closing|opening) (?:trial|arguments|arraignment|sentencing)\b"),
    _rule("document", ("document", "record", "papers", "filing", "affidavit", "complaint", "indictment", "lawsuit", "report", "memo", "warrant", "transcript", "book", "ruling", "opinion"), rf"\b(?:[Aa]ccording to|[Ii]n) (?:{A})?(?:{NOT_JOINT}[\w’'-]+ ){{0,4}}?(?:documents?|records|(?:court|legal|charging) papers|filings?|affidavit|complaint|indictment|lawsuit|report|memo|memorandum|warrants?|transcript|book|memoir|ruling|opinion)\b"),
    _rule("hearing", ("hearing", "committee", "inquiry", "inquest"), rf"\b(?:at|in|during|before|{TOLD}) (?:{A}){ADJECTIVES}(?:[Hh]earing|[Cc]ommittee|[Ss]ubcommittee|[Ii]nquiry|[Ii]nquest)\b"),
    _rule("speech", ("speech", "address", "remarks", "keynote", "sermon", "homily", "lecture", "rall", "commencement", "eulogy", "fundraiser", "town hall", "campaign", "inauguration"), rf"\b(?:[Ii]n|[Dd]uring|[Aa]t) (?:{A})?{ADJECTIVES}(?:speech|speeches|address|remarks|keynote|sermon|homily|victory speech|concession speech|lecture|rally|rallies|commencement|eulogy|fundraiser|town hall|campaign stop|campaign event|inauguration)\b"),
    _rule("speech", ("crowd", "audience", "supporters", "delegates", "attendees", "rallygoers", "congregation", "mourners", "students", "graduates", "voters", "gathering", "conference", "rally"), rf"\b{TOLD} {AUDIENCE}\b"),
    _rule("speech", ("told", "to ", "with "), rf"\b{TOLD} (?:the |a )(?:[A-Z][\w’'-]+ )+(?:Conference|Convention|Club|Association|Forum|Summit|Assembly|Chamber of Commerce)\b"),
    _rule("speech", ("parliament", "makers", "legislators", "mps", "senat", "congress", "house", "council", "assembly"), rf"\b{TOLD} {ASSEMBLY}\b"),
    _rule("article", ("op-ed", "opinion", "column", "essay", "editorial"), rf"\b(?:in|for) (?:{A})?{ADJECTIVES}(?:op-ed|opinion (?:piece|article)|column|essay|editorial)s?\b(?: (?:in|for|published in|published by) (?P<partner>{NAME}))?"),
    _rule("meeting", ("meeting", "summit", "forum", "gathering", "luncheon"), rf"\b(?:at|in|during|{TOLD}) (?:{A}){ADJECTIVES}(?:meeting|summit|forum|gathering|luncheon)\b"),
    _rule("broadcast", ("televis", "tv", "radio", "video", "online", "podcast", "broadcast"), rf"\b(?:[Ii]n|[Vv]ia|[Oo]n|[Dd]uring) (?:{A})?{ADJECTIVES}(?:(?:television|televised|TV|radio|video|online) (?:address|appearance|show|program(?:me)?|interview|message|broadcast|program)|podcast|broadcast|(?:state )?television|radio)\b"),
    _rule("broadcast", ("on ",), rf"\b[Oo]n (?P<partner>{NAME}(?:['’]s?)?(?: “[^”\n]{{2,40}}”| \"[^\"\n]{{2,40}}\")?)", is_outlet),
    _rule("broadcast", ('on "', "on “"), rf"{SAYING}[Oo]n (?:the )?[“\"](?P<partner>{SHOW})[.,]?[”\"]"),
    _rule("press conference", ("reporters", "journalists", "media", "press"), rf"\b(?:{TOLD}) (?P<partner>(?:\w+ )?(?:reporters|journalists|the media|the press))\b"),
    _rule("interview", TELLING, rf"\b{TOLD} (?P<partner>{OURS}|{AN_OUTLET}|{NAME})", is_outlet),
)  # fmt: skip
QUOTED = re.compile(r"“[^”\n]*(?:”|$)|(?<!\w)\"[^\"\n]*(?:\"|$)", re.MULTILINE)
CARRIES_ON = re.compile(
    r"\b(?:added|adding|continued|continuing|went on|goes on|concluded|also said|also told)\b"
)
WRITTEN = frozenset({"letter", "e-mail", "post", "statement", "article", "text message"})
# Sources that are themselves the channel: "the letter read".
SELF_TOLD = (
    ("letter", re.compile(r"\bletters?\b")),
    ("e-mail", re.compile(r"\be-?mails?\b")),
    ("post", re.compile(r"\b(?:tweets?|posts?|blog)\b")),
    ("statement", re.compile(r"\b(?:statement|(?:news|press) release|communiqu[eé])\b")),
    (
        "document",
        re.compile(
            r"\b(?:documents?|report|records|filings?|affidavit|complaint|indictment|lawsuit|memo"
            r"|memorandum|warrants?|transcript|(?:court|legal) papers|ruling|order)\b"
        ),
    ),
)
LONG_PARTNER = 60
LONG_GAP = 50  # characters between the cue and the words that tell its channel
SENTENCE_REACH = 600  # a frame longer than that is no sentence but a failure to split


def find_channels(
    article: Article, sentences: Sequence[Span], attributions: Sequence[Attribution]
) -> list[Attribution]:
    """Return the same attributions, in the same order, with a channel where the text tells one.

    A channel already set is kept. `partner` is the outlet, the platform or the addressee in the
    article's words, None if it names none.
    """
    frames = _Frames(article, sentences)
    order = sorted(range(len(attributions)), key=lambda n: _begin(attributions[n]))
    ordered = [attributions[number] for number in order]
    starts = [_begin(one) for one in ordered]
    done: dict[int, Attribution] = {}
    previous: Attribution | None = None
    for number, start in zip(order, starts, strict=True):
        one = attributions[number]
        if one.channel is None:
            low = bisect_right(starts, start - SENTENCE_REACH)
            near = ordered[low : bisect_right(starts, start + SENTENCE_REACH)]
            channel = _own_channel(article, frames, one, near)
            if (
                channel is None
                and previous is not None
                and previous.channel is not None
                and _carries_on(article, frames.begins, previous, one)
            ):
                channel = previous.channel
            if channel is not None:
                one = replace(one, channel=channel)
        done[number] = one
        previous = one
    return [done[number] for number in range(len(attributions))]


class _Frames:
    """The words of each sentence that may tell a channel, looked for once a sentence."""

    def __init__(self, article: Article, sentences: Sequence[Span]) -> None:
        self.article = article
        self.begins = [span.start for span in sentences]
        self.ends = [span.end for span in sentences]
        self._found: dict[tuple[int, int], list[tuple[int, Channel]]] = {}

    def find(self, start: int, end: int) -> list[tuple[int, Channel]]:
        """Return (rank of the rule, channel) of `text[start:end]`, quoted words left out."""
        key = (start, end)
        if key not in self._found:
            self._found[key] = list(self._search(start, end))
        return self._found[key]

    def _search(self, start: int, end: int) -> Iterator[tuple[int, Channel]]:
        text = self.article.text
        lower = text[start:end].lower()
        line = text.rfind("\n", 0, start) + 1
        quoted = [
            quote.span() for quote in QUOTED.finditer(text, max(line, start - SENTENCE_REACH), end)
        ]
        for rank, rule in enumerate(RULES):
            if not any(word in lower for word in rule.needs):
                continue
            for match in rule.words.finditer(text, start, end):
                if any(left <= match.start() < right for left, right in quoted):
                    continue
                channel = _channel(self.article, rule, match)
                if channel is not None:
                    yield rank, channel


def _own_channel(
    article: Article, frames: _Frames, one: Attribution, near: Sequence[Attribution]
) -> Channel | None:
    """Return the channel that the attribution's own sentence tells, outside what is quoted."""
    anchors = one.cue or one.source
    if not anchors:
        return None
    text = article.text
    start, end = _frame(frames.begins, frames.ends, anchors)
    hidden = [part for span in one.content if (part := _hidden(article, one, span))]
    fits = [
        (rank, abs(channel.span.start - anchors[0].start), channel)
        for rank, channel in frames.find(start, end)
        if not _overlaps(hidden, channel.span.start, channel.span.start + 1)
        and _is_close(article, one, start, channel.span)
        and _belongs(one, near, channel.span, start)
    ]
    if not fits:
        return _self_told(article, one)
    anchor = anchors[0]
    if any(channel.span.start == anchor.start for _, _, channel in fits):
        # "shortly after a statement, Roe told voters": what stands before the verb is another's
        fits = [
            fit
            for fit in fits
            if fit[2].span.start >= anchor.start or not text[start : fit[2].span.start].strip()
        ]
    channel = min(fits, key=lambda triple: triple[:2])[2]
    if channel.partner is None:
        told = next((c for _, _, c in fits if c.medium == "interview" and c.partner), None)
        if told is not None and channel.medium in {"phone call", "e-mail", "text message"}:
            channel = replace(channel, partner=told.partner)
    return channel


LEAD = re.compile(
    r"(?:later |earlier |also )?(?:[Ii]n|[Oo]n|[Dd]uring|[Aa]t|[Ss]peaking|[Rr]eached) [^,“”\"]{3,60}(?:, |$)|"
    r"(?:later |earlier |also )?(?:[Ii]n|[Oo]n|[Dd]uring) [^,“”\"]{3,60}? that "
)
TRAIL = re.compile(
    r"(?: in an? (?:\w+ ){0,2}(?:interview|statement|e-?mail|tweet|letter|speech)| in (?:his|her) "
    r"remarks|,? (?:while )?speaking (?:to|with) (?:reporters|journalists)| on (?:his |her "
    r"|their |its )?(?:Twitter|Facebook|LinkedIn|Instagram|Telegram))\b[^.,;“”\"]{0,50}[.,]?$"
)


def _hidden(article: Article, one: Attribution, span: Span) -> tuple[int, int] | None:
    """Return the part of a content whose words are the speaker's, not about the channel.

    An indirect content may have swallowed "in an interview with ..." at either end.
    """
    start, end = span.start, span.end
    if one.kind == "direct":
        return start, end
    words = article.cut(span)
    lead = LEAD.match(words)
    if lead:
        start += lead.end()
    trail = TRAIL.search(words)
    if trail and one.kind == "indirect" and trail.start() > 0:
        end = span.start + trail.start()
    return (start, end) if start < end else None


def _self_told(article: Article, one: Attribution) -> Channel | None:
    """Return the channel that the source itself is, by its head noun: "court documents"."""
    if not one.source or (one.speaker is not None and one.speaker.kind != "document"):
        return None
    words = article.cut(one.source[0])
    head = re.split(r"[,(]|\b(?:of|from|to|by|that|which|filed|released|sent)\b", words)[0]
    for medium, noun in SELF_TOLD:
        match = noun.search(head)
        if match and not head[match.end() :].strip():
            return Channel(medium, None, one.source[0])
    return None


def _is_close(article: Article, one: Attribution, start: int, span: Span) -> bool:
    """Whether the words stand at the sentence's beginning, or by the cue, content left out."""
    text = article.text
    if not re.search(r"\w", text[start : span.start].replace("(", "")):
        return True
    own = [(piece.start, piece.end) for piece in (*one.cue, *one.source, *one.content)]
    gap = LONG_GAP
    for left, right in own:
        if left < span.end and span.start < right:
            return True
        low, high = (right, span.start) if right <= span.start else (span.end, left)
        gap = min(gap, high - low)
    return gap < LONG_GAP


def _frame(begins: Sequence[int], ends: Sequence[int], anchors: Sequence[Span]) -> tuple[int, int]:
    """Return the sentence around the cue; a splitter's slip after a quotation is healed."""
    number = max(bisect_right(begins, anchors[0].start) - 1, 0)
    if not begins:
        return anchors[0].start, anchors[-1].end
    start = begins[number]
    end = max(ends[number], anchors[-1].end)
    return max(start, anchors[0].start - SENTENCE_REACH), min(end, anchors[-1].end + SENTENCE_REACH)


def _channel(article: Article, rule: _Rule, match: re.Match[str]) -> Channel | None:
    partner: str | None = match.groupdict().get("partner")
    end = match.end()
    if partner is not None:
        shorter = _longest(partner, rule.accept or _is_partner)
        if shorter is None and rule.accept is not None:
            return None
        end -= len(partner) - len(shorter or "")
        partner = shorter
    words = re.sub(
        r"(?: (?:on|with|to|by|for|the|The))*[ ,.]*$", "", article.text[match.start() : end]
    )
    span = Span(article.id, match.start(), match.start() + len(words))
    return Channel(rule.medium, _clean(partner) if partner else None, span)


def _is_partner(name: str) -> bool:
    """Whether a name may be the other side of a talk: no day, no "Russia's"."""
    bare = re.sub(r"^[Tt]he ", "", name).casefold()
    if bare.strip(".") in TITLES:
        return False  # "a letter to Mrs. Roe's lawyer"
    return not (bare.split()[0].strip(".") in CALENDAR or bare.endswith(("’s", "'s"))) or (
        is_outlet(name)
    )


def _longest(partner: str, accept: Callable[[str], bool]) -> str | None:
    """Return the longest beginning of `partner` that is accepted: "AP on Monday" → "AP"."""
    if re.fullmatch(AN_OUTLET, partner):
        return partner
    ends = [match.end() for match in re.finditer(r"\S+", partner)]
    best = None
    for end in ends:
        shorter = partner[:end].rstrip(" ,.")
        word = shorter.rsplit(maxsplit=1)[-1]
        if word.casefold() in CALENDAR or (word in {"on", "in"} and best):
            break
        if word not in {"of", "the", "The", "for", "and", "on", "in", "&"} and accept(shorter):
            best = shorter
        if re.search(r"['’]s?$", shorter) and best:
            break
    return best


def _clean(partner: str) -> str | None:
    bare = re.sub(r"['’]s?$", "", " ".join(partner.split()).rstrip(" ,."))
    return bare[:LONG_PARTNER] or None


def _belongs(one: Attribution, near: Sequence[Attribution], span: Span, start: int) -> bool:
    """Whether no other attribution's cue stands between the words and this one's cue."""
    anchor = (one.cue or one.source)[0].start
    low, high = sorted((span.start, anchor))
    for other in near:
        if other is one:
            continue
        if any(cue.start <= span.start < cue.end for cue in other.cue):
            return any(cue.start < span.end and span.start < cue.end for cue in one.cue)
        if other.source == one.source:
            continue
        for cue in other.cue:
            if low < cue.start < high and span.start - start > 2:
                return False
        if other.kind == "direct" and any(
            left.start <= span.start < left.end for left in other.content
        ):
            return False
    return True


def _carries_on(  # noqa: PLR0911 - one return a rule
    article: Article, begins: Sequence[int], previous: Attribution, one: Attribution
) -> bool:
    if not _same_speaker(previous, one):
        return False
    last, first = _end(previous), _begin(one)
    here = bisect_right(begins, max(last - 1, 0)) - 1
    there = bisect_right(begins, first) - 1
    if here == there:
        return True
    if there - here > 2:
        return False
    cue = " ".join(article.cut(span) for span in one.cue)
    if CARRIES_ON.search(cue):
        return True
    written = previous.channel is not None and previous.channel.medium in WRITTEN
    if written and re.search(r"\bwr(?:ote|ites|iting)\b", cue):
        return True
    if "\n" in article.text[last:first]:
        return not one.source and one.kind == "direct"
    between = article.text[last:first].strip(" .,;:”\"’'")
    return one.kind == "direct" and not between


def _same_speaker(previous: Attribution, one: Attribution) -> bool:
    if previous.speaker and one.speaker:
        return (previous.speaker.name, previous.speaker.span) == (
            one.speaker.name,
            one.speaker.span,
        ) or previous.speaker.name == one.speaker.name
    return not one.source


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(left < end and start < right for left, right in spans)


def _begin(one: Attribution) -> int:
    return min((span.start for span in (*one.source, *one.cue, *one.content)), default=0)


def _end(one: Attribution) -> int:
    return max((span.end for span in (*one.source, *one.cue, *one.content)), default=0)
