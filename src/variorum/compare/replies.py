"""Who had not commented in one report, and has in another: an update, not a conflict."""

# ruff: noqa: SIM905 - word lists read best as words

import re
from collections.abc import Mapping, Sequence

from variorum.compare.agreement import content_words
from variorum.compare.order import compare_times
from variorum.model import Annotated, Attribution, Conflict, Name, Span, Value

# Provisional silence: only these words leave room for a later comment.
SILENCE = re.compile(
    r"\b(?:ha(?:s|ve|d)\s+(?:not|n[’']t)\s+(?:yet\s+)?(?:publicly\s+)?(?:commented|responded|replied|reacted|issued\s+a\s+statement)"
    r"|ha(?:s|ve|d)n[’']t\s+(?:yet\s+)?(?:commented|responded|replied|reacted)"
    r"|ha(?:s|ve|d)\s+yet\s+to\s+(?:comment|respond|reply|react|issue)"
    r"|(?:did|does)\s+not\s+immediately\s+(?:comment|respond|reply|return)"
    r"|didn[’']t\s+immediately\s+(?:comment|respond|reply|return)"
    r"|had\s+no\s+immediate\s+(?:comment|response|reaction))\b"
)
# Before a person's name: "Kremlin spokesman", "Russian deputy foreign minister".
OFFICE = re.compile(
    r"\b[A-Z][\w.]*(?:[’']s)?\s(?:[a-z]+\s|Foreign\s|Defen[cs]e\s|Prime\s|Deputy\s){0,3}"
    r"(?:spokes(?:man|woman|person)|[Mm]inister|[Pp]resident|[Ss]ecretary)\s$"
)
SPEAKS = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|t(?:ell|ells|old)|wr(?:ote|ites?|itten)|add(?:ed|s)|comment(?:ed|s)|"
    r"respond(?:ed|s)|repl(?:ied|ies)|stat(?:ed|es)|den(?:ied|ies|ying)|reject(?:ed|s)|"
    r"dismiss(?:ed|es)|condemn(?:ed|s)|confirm(?:ed|s)|announc(?:ed|es)|according|tweeted|posted|"
    r"insist(?:ed|s)|acknowledg(?:ed|es)|admit(?:ted|s)|apologi[sz](?:ed|es))\b",
    re.IGNORECASE,
)
# Capitals and seats stand for a government, as news writers use them.
SEATS: dict[str, str] = {
    seat: country
    for country, seats in {
        "russia": "moscow kremlin",
        "united states": "washington white-house pentagon",
        "united kingdom": "london downing-street whitehall",
        "ukraine": "kyiv kiev",
        "china": "beijing",
        "france": "paris elysee",
        "germany": "berlin",
        "israel": "jerusalem",
        "iran": "tehran",
        "india": "new-delhi delhi",
        "japan": "tokyo",
        "turkey": "ankara",
        "north korea": "pyongyang",
        "south korea": "seoul",
        "saudi arabia": "riyadh",
        "egypt": "cairo",
        "pakistan": "islamabad",
        "european union": "brussels",
        "syria": "damascus",
        "belarus": "minsk",
        "poland": "warsaw",
        "hungary": "budapest",
        "italy": "rome",
        "spain": "madrid",
        "serbia": "belgrade",
        "greece": "athens",
        "sweden": "stockholm",
        "venezuela": "caracas",
        "cuba": "havana",
        "kazakhstan": "astana",
    }.items()
    for seat in seats.split()
}
GOVERNMENTS = frozenset(SEATS.values())
# The adjective stands for the state only beside a word for its government.
ADJECTIVES: dict[str, str] = {
    "russian": "russia",
    "american": "united states",
    "u.s": "united states",
    "us": "united states",
    "british": "united kingdom",
    "uk": "united kingdom",
    "ukrainian": "ukraine",
    "chinese": "china",
    "french": "france",
    "german": "germany",
    "israeli": "israel",
    "iranian": "iran",
    "indian": "india",
    "japanese": "japan",
    "turkish": "turkey",
    "saudi": "saudi arabia",
    "egyptian": "egypt",
    "pakistani": "pakistan",
    "eu": "european union",
    "syrian": "syria",
    "belarusian": "belarus",
    "polish": "poland",
    "hungarian": "hungary",
    "italian": "italy",
    "spanish": "spain",
    "serbian": "serbia",
    "greek": "greece",
    "swedish": "sweden",
    "venezuelan": "venezuela",
    "cuban": "cuba",
}
GOVERNMENT = re.compile(
    r"\b(?P<adjective>[A-Z][\w.]*?)\.?\s(?:foreign\sministry|foreign\sminister|government|authorities|"
    r"administration|president|prime\sminister|defen[cs]e\sministry|state\sdepartment)\b",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"(?:^|[.!?”\"]\s+|\bbut\s+|\band\s+|,\s+)(?P<subject>[^.!?,;:“”\"]{2,70}?)\s+$"
)
# A comment of another time: "posted in 2012", "has said before".
OLD = re.compile(
    r"\b(?:in\s(?:19|20)\d\d|last\s(?:year|month|week)|(?:years?|months?|weeks?)\s(?:ago|earlier)|previously|once\s(?:said|told|wrote)|before\sthe|has\slong)\b"
)
NAMED = re.compile(r"[A-Z][\w.’-]+(?:\s+[A-Z][\w.’-]+)*")
VAGUE = frozenset(
    "he she they it we i who which the a an his her their its spokesman spokeswoman spokesperson "
    "official officials police department office company family lawyer attorney for of mr mrs ms "
    "and in at to".split()
)


def compare_replies(
    articles: Sequence[Annotated], names: Sequence[Name], speakers: Mapping[str, str]
) -> list[Conflict]:
    """Return, for each body that had not commented in one article, its comment in another.

    Left out where the article with the comment is the earlier one, where a body that is no
    government speaks in that article too, and where the comment shares no words with the
    silent article.
    """
    if len(articles) < 2:
        return []
    by_id = {name.id: name.name for name in names}
    comments = [
        (annotated, attribution, _parties(_source_words(annotated, attribution, by_id, speakers)))
        for annotated in articles
        for attribution in annotated.attributions
        if attribution.content and attribution.source
    ]
    found = []
    for annotated in articles:
        for span, parties in _silences(annotated):
            own = not parties & GOVERNMENTS and any(
                a is annotated and parties & said for a, _, said in comments
            )
            if own:
                continue
            reply = _reply(annotated, parties, comments)
            if reply:
                found.append(_conflict(annotated, span, *reply, min(parties)))
    return found


def _silences(annotated: Annotated) -> list[tuple[Span, frozenset[str]]]:
    """Return the sentences that say somebody has not commented yet, and who that is."""
    text, found = annotated.article.text, []
    for sentence in annotated.sentences:
        match = SILENCE.search(text, sentence.start, sentence.end)
        if match is None:
            continue
        subject = SUBJECT.search(text[sentence.start : match.start()] or " ")
        parties = _parties(subject["subject"]) if subject else frozenset()
        if parties:
            found.append((sentence, parties))
    return found


def _parties(words: str) -> frozenset[str]:
    """Return the bodies that proper names in `words` stand for: "Kremlin" is russia.

    A possessive or "of" before a lesser body ("Moscow's mission") makes that body another.
    """
    if re.search(
        r"\b(?:mission|embassy|ambassador|consulate|lawmaker|senator|analyst|expert)\b", words
    ):
        return frozenset()
    parties = {
        ADJECTIVES[match["adjective"].casefold()]
        for match in GOVERNMENT.finditer(words)
        if match["adjective"].casefold() in ADJECTIVES
    }
    for match in NAMED.finditer(words):
        name = match[0].strip(".’'-").casefold()
        for part in (name, name.replace(" ", "-"), *name.split()):
            if part in SEATS:
                parties.add(SEATS[part])
        last = name.split()[-1]
        if not {last} & (VAGUE | SEATS.keys() | ADJECTIVES.keys()) and len(last) > 2:
            parties.add(last)
    return frozenset(parties)


def _source_words(
    annotated: Annotated,
    attribution: Attribution,
    by_id: Mapping[str, str],
    speakers: Mapping[str, str],
) -> str:
    words = " ".join(annotated.article.cut(span) for span in attribution.source)
    start = attribution.source[0].start
    office = OFFICE.search(annotated.article.text[max(0, start - 80) : start])
    if office:
        words = f"{office[0]} / {words}"
    name = by_id.get(speakers.get(attribution.id, ""), "")
    return f"{words} / {name}"


def _reply(
    silent: Annotated,
    parties: frozenset[str],
    comments: Sequence[tuple[Annotated, Attribution, frozenset[str]]],
) -> tuple[Annotated, Attribution] | None:
    """Return the best comment of one of the parties in another article, not earlier.

    A comment is said in so many words: what a body "calls" or "considers" things is no answer.
    Quoted words come before others, then those that share most with the silent article.
    """
    theirs = content_words(silent.article.text, Span("", silent.article.start, silent.article.end))
    found: list[tuple[bool, int, int]] = []
    for number, (annotated, attribution, said) in enumerate(comments):
        if annotated is silent or not parties & said:
            continue
        if compare_times(annotated.article, silent.article) in {"before", "perhaps before"}:
            continue
        cue = " ".join(annotated.article.cut(span) for span in attribution.cue)
        if not SPEAKS.search(cue):
            continue
        place = attribution.content[0]
        nearby = annotated.article.text[max(0, place.start - 60) : place.end + 60]
        if OLD.search(nearby) or SILENCE.search(nearby):
            continue
        sentence = next((s for s in annotated.sentences if s.start <= place.start < s.end), place)
        whole = Span(place.article, sentence.start, max(sentence.end, place.end))
        shared = len(content_words(annotated.article.text, whole) & theirs)
        if shared >= 2:
            found.append((attribution.kind == "indirect", -shared, number))
    if not found:
        return None
    annotated, attribution, _ = comments[min(found)[2]]
    return annotated, attribution


def _conflict(
    silent: Annotated, span: Span, spoken: Annotated, attribution: Attribution, party: str
) -> Conflict:
    start = min(part.start for part in (*attribution.source, *attribution.content))
    end = max(part.end for part in (*attribution.source, *attribution.content))
    reply = Span(spoken.article.id, start, end)
    because = "the one report knows of no comment yet, the other has one"
    if compare_times(silent.article, spoken.article) == "before":
        because += ", and is the later one"
    return Conflict(
        "fact", f"comment by {party.title()}", "update", because,
        (Value(silent.article.cut(span), span), Value(spoken.article.cut(reply), reply)),
    )  # fmt: skip
