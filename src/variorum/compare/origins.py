"""Where the material of a story first entered: own reporting, agencies, interviews, letters, posts.

An origin's id says what it is: "agency:AP", "report:<article>", "interview:bbc", "letter:<name>".
Words told to one outlet are one origin, whoever carries them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from variorum.compare.citations import find_citations, find_cited, outlet_origin
from variorum.compare.credits import find_carried, find_credits, short_agency
from variorum.compare.outlets import ARTICLE, call_article, outlet_key, same_outlet
from variorum.compare.outside import agency_origin
from variorum.compare.programmes import Programmes, find_programmes, programme_key
from variorum.model import Annotated, Article, Attribution, Channel, Descent, Origin

# Media of variorum.annotate.channels, and the kind of origin that they are.
TOLD = frozenset({"interview", "phone call", "text message"})
TO_MANY = re.compile(r"\bconference call\b", re.IGNORECASE)  # nobody's own interview
NEAR = 120  # characters about a cue and a channel's words in which the hearer stands
NAMED = (
    r"(?:the\s)?(?:M(?:r|rs|s)\.?\s)?(?P<whom>[A-Z][\w&-]*(?:\s(?:of\s|the\s)?[A-Z][\w&.-]*){0,3})"
)
FOR_WHOM = re.compile(rf"\binterview\s(?:for|with)\s{NAMED}")
TOLD_WHOM = re.compile(rf"\btold\s{NAMED}")
KINDS = {
    "letter": "letter",
    "e-mail": "letter",
    "post": "post",
    "broadcast": "broadcast",
    "speech": "statement",
    "press conference": "statement",
    "statement": "statement",
    "court": "document",
    "document": "document",
    "article": "outlet",
}
SPEAKING = frozenset({"person", "organisation"})
OURS = re.compile(
    r"(?i)^(?:me|us|our\b.*|this (?:newspaper|paper|reporter|magazine|website|outlet))"
)
NOBODY = re.compile(r"(?i)^(?:(?:the )?(?:reporters|journalists|press|media)|an? .*)$")
AGENCY_NAME = re.compile(r"\w (?:(?:News|Press) Agency|News Service|Newswire|Press Association)$")


@dataclass(frozen=True, slots=True)
class _Find:
    """One origin as one article shows it."""

    origin: str
    kind: str
    name: str
    article: str
    because: str


def find_origins(
    articles: Sequence[Annotated],
    stemma: Sequence[Descent],
    speakers: Mapping[str, str] = MappingProxyType({}),
) -> list[Origin]:
    """Return the origins of a story's material, own reports first, in the order of the articles.

    "report": an article that copies none here and is no agency's copy; "agency": by dateline,
    credit, or words told to it ("told AP") in another outlet's report; "interview", "letter",
    "post", "broadcast", "statement", "document": by the channels of the attributions; "outlet":
    "first reported by X". `speakers` maps attribution ids to the name that the story has for the
    speaker, whom articles may spell in several ways.
    """
    found: dict[str, list[_Find]] = {}
    for find in (*_find_reports(articles, stemma), *_find_named(articles, stemma, speakers)):
        found.setdefault(find.origin, []).append(find)
    return [
        Origin(
            id=origin,
            kind=finds[0].kind,
            name=finds[0].name,
            articles=tuple(dict.fromkeys(find.article for find in finds)),
            because="; ".join(dict.fromkeys(find.because for find in finds)),
        )
        for origin, finds in found.items()
    ]


def _find_reports(articles: Sequence[Annotated], stemma: Sequence[Descent]) -> Iterator[_Find]:
    parents = {descent.article: descent.parents for descent in stemma}
    for annotated in articles:
        article = annotated.article
        if not parents.get(article.id):
            yield _Find(
                report_origin(article.id),
                "report",
                f"report of {call_article(article)}",
                article.id,
                f"{call_article(article)} copies no other report here",
            )


def _find_named(
    articles: Sequence[Annotated], stemma: Sequence[Descent], speakers: Mapping[str, str]
) -> Iterator[_Find]:
    bare = [one.article for one in articles]
    programmes = find_programmes(articles)
    copied = {descent.article: descent.parents[0].origin for descent in stemma if descent.parents}
    for descent in stemma:
        for parent in descent.parents:
            if parent.origin and parent.origin.startswith("agency:"):
                name = parent.origin.removeprefix("agency:")
                yield _Find(parent.origin, "agency", name, descent.article, parent.because)
            elif parent.origin and not parent.origin.startswith("outlet:"):  # see _find_cited
                name = "a text that is not among the files"
                yield _Find(parent.origin, "report", name, descent.article, parent.because)
    for annotated in articles:
        article = annotated.article
        credited = {credit.agency for credit in find_credits(article) if not credit.part}
        for credit in find_carried(article):
            how = "credits" if credit.agency in credited else "carries words told to"
            because = f"{call_article(article)} {how} {credit.agency}"
            yield _Find(agency_origin(credit.agency), "agency", credit.agency, article.id, because)
        for attribution in annotated.attributions:
            if attribution.channel:
                who = speakers.get(attribution.id)
                find = _name_channel(article, attribution, attribution.channel, programmes, who)
                if find and not (find.kind == "interview" and copied.get(article.id)):
                    yield find  # who was reached by phone in an agency's copy spoke to the agency
        yield from _find_cited(article, bare)


def name_missing(
    origins: Sequence[Origin],
    used: Iterable[str],
    articles: Sequence[Annotated],
    names: Mapping[str, str],
) -> list[Origin]:
    """Return the origins with those added that were counted and are not among them yet.

    They are the own parts of articles that copied the rest; `names`: what interviews are called.
    """
    known = {origin.id for origin in origins}
    outlets = {one.article.id: call_article(one.article) for one in articles}
    added = []
    for origin in dict.fromkeys(used):
        kind, _, name = origin.partition(":")
        if origin not in known:
            added.append(
                Origin(
                    id=origin,
                    kind=kind,
                    name=names.get(origin, f"{kind} of {outlets.get(name, name)}"),
                    articles=(name,) if name in outlets else (),
                    because=f"what {outlets.get(name, name)} does not share with the others",
                )
            )
    return [*origins, *added]


def name_interviews(annotated: Annotated, programmes: Programmes) -> dict[str, str]:
    """Return what each interview is called by which words reached an article, by its id."""
    finds = (
        _name_channel(annotated.article, attribution, attribution.channel, programmes)
        for attribution in annotated.attributions
        if attribution.channel
    )
    return {one.origin: one.name for one in finds if one and one.kind == "interview"}


def report_origin(article: str) -> str:
    """Return the id of the origin that an article's own reporting is."""
    return f"report:{article}"


def own_interview(article: Article) -> str:
    """Return the id of the origin that words told to this article's own reporters are."""
    return f"interview:{outlet_key(article.outlet or article.id)}"


def channel_origin(
    article: Article, attribution: Attribution, programmes: Programmes
) -> str | None:
    """Return the id of the origin that an attribution's channel names; None if it names none."""
    if attribution.channel is None:
        return None
    find = _name_channel(article, attribution, attribution.channel, programmes)
    return find.origin if find else None


def _name_channel(
    article: Article,
    attribution: Attribution,
    channel: Channel,
    programmes: Programmes,
    name: str | None = None,
) -> _Find | None:
    known = attribution.speaker and attribution.speaker.kind in SPEAKING
    speaker = (name or attribution.speaker.name) if attribution.speaker and known else None
    words = article.text[channel.span.start : channel.span.end]
    if channel.medium in TOLD and not TO_MANY.search(words):
        partner = channel.partner or _find_hearer(article, attribution, channel)
        partner = programmes.get(programme_key(partner or ""), partner)
        own = partner is None or OURS.match(partner) or same_outlet(partner, article.outlet)
        if own:
            partner = article.outlet or article.id
        elif NOBODY.match(partner or ""):
            return None
        agency = short_agency(partner) or _initials_of_agency(partner)
        if agency:
            because = f"“{words}” in {call_article(article)}"
            return _Find(agency_origin(agency), "agency", agency, article.id, because)
        return _Find(
            f"interview:{outlet_key(partner)}",
            "interview",
            f"interview with {call_article(article) if partner == article.id else partner}",
            article.id,
            f"“{words}” in {call_article(article)}",
        )
    kind = KINDS.get("statement" if channel.medium in TOLD else channel.medium)
    if kind is None or speaker is None:
        return None
    return _Find(
        f"{kind}:{outlet_key(speaker)}",
        kind,
        f"{channel.medium} of {speaker}",
        article.id,
        f"“{words}” in {call_article(article)}",
    )


def _find_hearer(article: Article, attribution: Attribution, channel: Channel) -> str | None:
    """Return whom a sentence names as the interviewer, or for whom; None: the article's own.

    "told Delta One’s Mara Quill in an interview", "told Mara Quill in an interview for Delta One".
    """
    places = [channel.span, *attribution.cue]
    start, end = min(one.start for one in places), max(one.end for one in places)
    if end - start > NEAR:
        return None
    stop = article.text.find("\n", end, end + NEAR)
    told = article.text[start : stop if stop >= 0 else end + NEAR]
    match = FOR_WHOM.search(told) or TOLD_WHOM.search(told)
    if match is None or any(match["whom"] in name for name in article.byline):
        return None
    return match["whom"]


def _initials_of_agency(name: str | None) -> str | None:
    """Return the initials of a body that calls itself an agency: "the Oakwell News Agency"."""
    bare = ARTICLE.sub("", name or "")
    return "".join(word[0] for word in bare.split()) if AGENCY_NAME.search(bare) else None


def _find_cited(article: Article, others: Sequence[Article]) -> Iterator[_Find]:
    """Yield what an article cites and is not among the files."""
    for citation in find_citations(article):
        if find_cited(citation, article, others):
            continue
        origin = outlet_origin(citation.outlet)
        kind = origin.partition(":")[0]
        name = origin.removeprefix("agency:") if kind == "agency" else citation.outlet
        because = f"{call_article(article)} cites {citation.outlet}"
        yield _Find(origin, kind, name, article.id, because)
