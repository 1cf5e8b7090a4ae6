"""The nouns that tell a channel, with the words before them that change it, as one readable table."""

# ruff: noqa: E501 - a row stands on one line, so that the table can be read

import re
from dataclasses import dataclass
from typing import Literal

from variorum.annotate.gazetteer import PLATFORMS

# How words reach a reporter. The first twelve are the design's; a text message is none of them.
MEDIA = (
    "interview",
    "phone call",
    "e-mail",
    "letter",
    "post",
    "speech",
    "press conference",
    "statement",
    "broadcast",
    "court",
    "document",
    "meeting",
    "text message",
)

# Who stands on the other side, and how it follows the noun.
Toward = Literal["outlet", "addressee", "platform", "station", "place", "none"]

_OWN_CASE = {
    "linkedin": "LinkedIn",
    "youtube": "YouTube",
    "tiktok": "TikTok",
    "whatsapp": "WhatsApp",
}
PLATFORM = (
    r"(?:Truth Social|X\b(?!-)|Threads(?= )|VK\b|"
    + "|".join(
        _OWN_CASE.get(name)
        or (name if not name.isalpha() else f"[{name[0].upper()}{name[0]}]{name[1:]}")
        for name in sorted(PLATFORMS, key=len, reverse=True)
    )
    + ")"
)


@dataclass(frozen=True, slots=True)
class Noun:
    """Nouns of one medium. `preps` may stand before them; `told` also "told the ..."; `verbs` with
    them as an object ("issued a statement"), which must touch the cue; `bare`: without an article.
    """

    medium: str
    needs: frozenset[str]  # a lower-case sentence without any of these has none of the nouns
    words: str  # as a pattern
    preps: str
    toward: Toward = "none"
    told: bool = False
    verbs: str = ""
    bare: str = ""  # these nouns need no article
    alone: bool = True  # False: only if the other side is named


def _noun(
    medium: str,
    needs: str,
    words: str,
    preps: str,
    toward: Toward = "none",
    *,
    told: bool = False,
    verbs: str = "",
    bare: str = "",
    alone: bool = True,
) -> Noun:
    return Noun(
        medium,
        frozenset(needs.split("|")),
        words,
        preps,
        toward,
        told,
        verbs,
        bare,
        alone,
    )


# In this order: what stands higher is the channel if a sentence has several.
NOUNS = (
    _noun("phone call", "phone|voice|call", r"(?:tele)?phone(?! (?:interview|call|conversation|number|record|compan|line))|(?:tele)?phone (?:interviews?|calls?|conversations?)|voice ?mails?(?: messages?)?|voice messages?|(?:conference|video|Skype|Zoom|911|999|112|emergency|earnings) calls?|calls?(?= (?:with|to) )", "in on by over via during from", "outlet", verbs="left", bare="phone telephone"),
    _noun("text message", "text|whatsapp|sms", r"(?:text|WhatsApp|SMS|Signal) messages?|texts?(?= (?:to|with|message|sent|from) |[,.]|$)", "in by via", "addressee", verbs="sent wrote", bare="text texts messages message"),
    _noun("e-mail", "mail", r"[Ee]-?mails?(?! (?:account|server|address|scandal|list))(?: (?:messages?|exchanges?|responses?|repl(?:y|ies)|interviews?))?|[Ee]-?mailed (?:responses?|comments?|repl(?:y|ies)|answers?|remarks|message)", "in by via over through from", "addressee", verbs="sent wrote", bare="email e-mail emails e-mails"),
    _noun("interview", "interview|q&a|question-and-answer|sit-down|conversation|chat|exchange", r"interviews?|sit-downs?|question-and-answer sessions?|Q&As?|(?:conversations?|chats?|exchanges?)(?= with )", "in during from to for", "outlet", verbs="gave give given gives giving granted did", bare="interviews conversation conversations"),
    _noun("interview", "comment|remarks|answers|repl|response", r"(?:comments?|remarks|answers|repl(?:y|ies)|responses?)(?= (?:to|for|by|on|with|made|given|carried|published|broadcast|quoted|reported|sent|e-?mailed|provided)\b)", "in during", "outlet", bare="comments remarks answers replies responses", alone=False),
    _noun("press conference", "conference|briefing|availability|presser", r"(?:news|press|media) (?:conferences?|briefings?|availabilit(?:y|ies)|events?)|briefings?|pressers?", "in at during", told=True, verbs="held hold holding holds gave called convened hosted", bare="conference conferences"),
    _noun("post", "tweet|post|blog|thread|social|site|page| x|vk|" + "|".join(PLATFORMS), rf"[Tt]weets?|[Rr]etweets?|(?:(?:social|blog|online|web)[ -](?:media[ -])?)?post(?:ing)?s?(?! (?:as|of|at|since|in|office|that)\b)|blogs?|social(?: media|[ -]networks?)(?: (?:posts?|pages?|accounts?|platforms?|sites?|network))?|{PLATFORM}(?: (?:pages?|accounts?|profiles?|posts?|feeds?|videos?|messages?|threads?|stor(?:y|ies)|channels?|live|Live)){{0,2}}|(?:web|Web|home|fan|campaign) ?(?:sites?|pages?)|threads?(?= on )", "in on via through from to using", "platform", verbs="published wrote", bare="social media tweet tweets posts messages"),
    _noun("letter", "letter|note|telegram|fax", r"letters?|notes?(?! of\b)|telegram|fax", "in by via through from", "addressee", verbs="sent wrote wrote signed penned co-signed sending", bare="letters"),
    _noun("statement", "statement|release|communiqu|announcement|declaration|readout", r"statements?(?! of\b)|(?:press|news|media) releases?|communiqu[eé]s?|announcements?|readout", "in through via by from", "outlet", verbs="issued issues issuing released releases releasing published put posted read", bare="statements"),
    _noun("court", "court|trial|arraignment|sentencing|testimony|deposition|cross-examination|arguments|hearing|inquest|inquiry|tribunal|jury|juror|judge|magistrate|stand", r"[Cc]ourt(?! (?:documents?|papers?|records?|filings?|appearance|order|case|house|officials?|heard|complaint|affidavit|proceedings))(?: of (?:Appeals?|Session))?+|[Tt]rial(?! (?:balloon|lawyer|run|judge))|arraignment|sentencing(?! (?:guideline|law|memo|reform))|testimony|deposition|cross-examination|(?:closing|opening|oral) (?:arguments?|statements?)|(?:court|bail|bond|bond|plea|detention|pretrial|pre-trial|preliminary|extradition|custody|parole|sentencing|competency|evidentiary|arraignment|immigration) hearings?|[Ii]nquest|[Ii]nquiry|[Tt]ribunal|(?:witness )stand", "in at during from on", told=True, bare="court trial testimony sentencing arguments argument statements"),
    _noun("document", "document|record|paper|filing|affidavit|complaint|indictment|lawsuit|report|memo|warrant|transcript|book|biography|ruling|opinion|op-ed|column|essay|editorial|article|motion|brief|study|petition|manifesto|diary|order|plea", r"documents?|records?(?! (?:time|high|low|number|label|of\b))|(?:(?:court|legal|charging|divorce|position|white|policy|research) )papers?|filings?|affidavits?|complaints?|indictments?|lawsuits?|reports?(?! card)|memos?|memorandum|memoirs?|warrants?|transcripts?|books?|autobiography|rulings?|opinion(?: pieces?| articles?| columns?)?|op-eds?|columns?|essays?|editorials?|(?:magazine |newspaper |journal )?articles?|motion|(?:legal|court|amicus|appeal) briefs?|stud(?:y|ies)|petition|manifesto|diary|(?:executive|court) order|plea agreement", "in to", "place", verbs="filed wrote published", bare="documents records filings papers reports indictment"),
    _noun("speech", "speech|address|remarks|comments|keynote|sermon|homily|lecture|eulogy|rall|commencement|inauguration|toast|campaign|town hall|fundraiser|vigil|ceremony|convention|conference|floor|pulpit|podium|stage|funeral|dinner|event", r"speech(?:es)?|address(?:es)?(?= )|address(?=[,.])|remarks|(?:comments)(?= (?:made|delivered|prepared|at)\b)|keynote(?: address| speech)?|sermons?|homil(?:y|ies)|lectures?|eulog(?:y|ies)|rall(?:y|ies)|commencement(?: address| speech)?|inauguration|toast|campaign (?:stops?|events?|appearances?|swing)|town halls?(?: meetings?)?|fundraisers?|vigil|ceremony|[Cc]onvention|[Cc]onference(?! (?:call|room|center|centre|table|championship|final|of (?:Catholic )?[Bb]ishops))|(?:[Hh]ouse|[Ss]enate|[Cc]hamber|[Cc]onvention|[Aa]ssembly|legislative) floor|floor(?= of the (?:[Hh]ouse|[Ss]enate|[Cc]hamber))|pulpit|podium|funeral|memorial service|dinner|events?(?= )", "in at during on from to", told=True, verbs="gave giving gives delivering delivered delivers give deliver", bare="remarks comments"),
    _noun("meeting", "meeting|summit|forum|gathering|session|hearing|committee|panel|roundtable|luncheon|debate|council", r"[Mm]eetings?|[Ss]ummits?|[Ff]orums?|gatherings?|sessions?|hearings?|(?:[Cc]ommittee|[Ss]ubcommittee)s?(?= |[,.]|$)|panel(?: discussions?)?|roundtables?|luncheons?|breakfast|[Cc]ouncil(?! (?:member|man|woman|president|vote|district|speaker|leader))(?= |[,.]|$)", "in at during", told=True),
    _noun("broadcast", "televis|tv|radio|video|podcast|broadcast|stream|newscast|show|program|episode|debate|air", r"(?:televised|TV|television|radio|video|livestreamed|taped|recorded|prerecorded|pre-recorded) (?:address(?:es)?|appearances?|speech|messages?|remarks|comments|spots?|ads?|commercials?|show|program(?:me)?s?|broadcasts?|statements?|interviews?)|(?:[\w-]+ )?debates?|podcasts?|[Rr]adio(?! (?:traffic|station|host))|[Tt]elevision(?! (?:station|host|network))|TV(?! (?:station|host|network))|broadcasts?|newscasts?|telecasts?|live ?streams?|webcasts?|episodes?|videos?(?! (?:game|shows?|footage|camera|release|shoot|store))|(?:talk |morning |radio |TV |television |Sunday |news |cable )?(?:show|program(?:me)?)s?(?= (?:on|aired|hosted|broadcast|that)\b|[,.]| [“\"]|$)|(?:radio |TV |television |cable |media )?appearances?(?= (?:on|with) )", "in on via during", "station", bare="television radio tv podcasts videos"),
)  # fmt: skip

# A word before the noun that says more than the noun: "televised hearing" is still a hearing.
_PHONE = re.compile(r"(?i)(?:tele)?phone|zoom|skype|facetime|whatsapp call")
_MAIL = re.compile(r"(?i)e-?mail(?:ed)?")
_SCREEN = re.compile(
    r"(?i)televised|tv|television|radio|broadcast|livestreamed|video|taped|(?:pre-?)?recorded"
)
_PRESS = re.compile(r"(?i)news|press|media")
_COURT = re.compile(
    r"(?i)court|bail|bond|plea|detention|pre-?trial|preliminary|extradition|sentencing|arraignment|trial"
    r"|competency|evidentiary|murder|criminal|judge"
)
_PARLIAMENT = re.compile(
    r"(?i)parliament(?:ary)?|commons|lords|house|senate|bundestag|knesset|assembly|council|congress"
)
_WORN = re.compile(r"(?i)written|handwritten|suicide")


def settle_medium(noun: Noun, word: str, before: str) -> str:  # noqa: PLR0911 - one return a rule
    """Return the medium of a noun with the words before it: "a televised address" is a broadcast.

    >>> settle_medium(NOUNS[3], "interview", "a telephone")
    'phone call'
    """
    if noun.medium == "interview":
        if _PHONE.search(before):
            return "phone call"
        return "e-mail" if _MAIL.search(before) else "interview"
    if (
        noun.medium == "speech"
        and _SCREEN.search(before)
        and re.match(r"address|remarks|comments", word)
    ):
        return "broadcast"
    if noun.medium == "speech" and word in {"conference", "Conference"} and _PRESS.search(before):
        return "press conference"
    if noun.medium == "meeting" and word.startswith("hearing") and _COURT.search(before):
        return "court"
    if noun.medium == "broadcast" and "debate" in word and _PARLIAMENT.search(before + word):
        return "speech"
    return noun.medium
