"""A fictional event told by six reports, with findings of every kind, to look at and test against.

`make_sample()` is the whole comparison: a bridge that gives way, an agency's report, its pickup, a
spun copy, an update, an own interview, a short report in another language, and an unrelated
article that shares a document with one of them.
"""

# ruff: noqa: E501 - the invented reports read best unbroken

from dataclasses import replace

from factory import find_span
from variorum.model import (
    Annotated,
    Article,
    Attribution,
    Block,
    BlockKind,
    Channel,
    Comparison,
    Conflict,
    Dated,
    Dateline,
    Descent,
    Document,
    Event,
    Figure,
    Form,
    Independence,
    Name,
    Origin,
    Parent,
    Passage,
    Reading,
    Skipped,
    Span,
    Speaker,
    Statement,
    Story,
    Supported,
    Utterance,
    Value,
    Variant,
)
from variorum.report.brief import write_brief

Part = tuple[BlockKind, str]

WIRE: list[Part] = [
    ("headline", "Bridge over the Orrin gives way, at least 12 dead"),
    ("dateline", "KARSHOLM, Veland (NPA) —"),
    (
        "body",
        (
            "The old toll bridge over the Orrin gave way during the Monday morning rush, killing at "
            "least 12 people and throwing a commuter tram into the river, the harbour police said."
        ),
    ),
    (
        "body",
        (
            "Ilse Marant, the city's chief engineer until last year, told the Northern Press Agency "
            "that the council had known of the danger. “Never have we been warned so plainly, and "
            "never did we listen so little,” she said in a telephone interview."
        ),
    ),
    (
        "body",
        (
            "Marant resigned in a letter to about 40 colleagues in May, writing that the bearings "
            "“would not see another winter.”"
        ),
    ),
    (
        "body",
        (
            "Mayor Teodor Vance has not yet commented. The council said it would publish the "
            "inspection records on Friday."
        ),
    ),
    ("body", "Divers searched the river until nightfall, working against a strong current."),
]
HERALD: list[Part] = [
    ("navigation", "Home | News | Sport | Obituaries"),
    ("headline", "‘We listened so little’: engineer says city was warned before bridge fell"),
    ("byline", "From our staff and NPA"),
    (
        "body",
        (
            "The old toll bridge over the Orrin gave way during the Monday morning rush, killing at "
            "least 12 people and throwing a commuter tram into the river, harbour police said."
        ),
    ),
    (
        "promotion",
        "Read us for three months for the price of one. Cancel at any time!",
    ),
    (
        "body",
        (
            "The former chief engineer Ilse Marant said the council had been told. “Never have we "
            "been warned so plainly, and never did we listen so little,” she said."
        ),
    ),
    (
        "body",
        (
            "She had resigned in a letter to around 40 colleagues, saying the bearings “would not "
            "see another winter.”"
        ),
    ),
    ("caption", "Divers at the eastern pier on Monday. Photo: R. Osk"),
    ("related", "More on this: Ten years of repairs that never came"),
]
SPUN: list[Part] = [
    ("headline", "Ex-engineer: city was NEVER warned about killer bridge"),
    (
        "body",
        (
            "A former official has let the city council off the hook over the bridge that collapsed "
            "on Monday."
        ),
    ),
    (
        "body",
        (
            "“We have never been warned plainly,” Ilse Marrant said, adding that nobody could have "
            "foreseen it."
        ),
    ),
    (
        "body",
        (
            "The old toll bridge gave way in the Monday morning rush and threw a commuter tram into "
            "the river, leaving a dozen dead. <img src=x onerror=alert(1)> It was inspected in 2019."
        ),
    ),
]
UPDATE: list[Part] = [
    ("headline", "Orrin bridge: toll rises to 14, mayor speaks"),
    ("standfirst", "Two of the injured died overnight, the hospital said"),
    ("byline", "By Anneke Roul and Piet Solm"),
    (
        "body",
        (
            "The number of people killed when the Orrin toll bridge gave way rose to 14 on Tuesday "
            "after two of the injured died in St. Brand hospital."
        ),
    ),
    (
        "body",
        (
            "Mayor Teodor Vance told a news conference that the city “will answer every question.” "
            "He said the bridge had passed its inspection in 2021."
        ),
    ),
    (
        "body",
        (
            "Divers who had searched the river until nightfall resumed their work at dawn against a "
            "strong current."
        ),
    ),
    ("correction", "Correction: an earlier version gave the wrong year of the inspection."),
]
OWN: list[Part] = [
    ("headline", "‘I kept a copy of every letter’"),
    ("byline", "Sanna Brock"),
    (
        "body",
        "On the third floor of a house above the Orrin, Ilse Marant keeps eleven grey folders.",
    ),
    (
        "body",
        (
            "“I kept a copy of every letter,” she told the Lantern in her kitchen on Wednesday. "
            "“They cannot say that nobody told them.”"
        ),
    ),
    (
        "body",
        (
            "She left the city's service in May, in a letter to about 40 colleagues that this paper "
            "has seen. The old toll bridge was last inspected in 2019, according to the folders."
        ),
    ),
]
GERMAN: list[Part] = [
    ("headline", "Brücke über den Orrin eingestürzt"),
    (
        "body",
        (
            "Beim Einsturz der alten Mautbrücke in Karsholm sind am Montag mindestens zwölf Menschen "
            "ums Leben gekommen, teilte die Hafenpolizei mit."
        ),
    ),
]
FERRY: list[Part] = [
    ("headline", "Ferry timetable changes for the winter"),
    (
        "body",
        (
            "The Karsholm ferries will run every forty minutes from the first of November, the "
            "harbour office said."
        ),
    ),
    ("body", "Dogs travel free on weekdays. But bicycles need a ticket of their own."),
    ("metadata", "Share this article · 3 min read"),
]


def lay_out(parts: list[Part], offset: int = 0) -> tuple[str, tuple[Block, ...]]:
    """Return the text of paragraphs and their blocks, whose offsets begin at `offset`."""
    text, blocks = "", []
    for kind, words in parts:
        text += "\n\n" if text else ""
        start = offset + len(text)
        text += words
        blocks.append(Block(kind, start, start + len(words)))
    return text, tuple(blocks)


def make_page(article_id: str, parts: list[Part], **fields: object) -> Article:
    """Return an article that fills its document."""
    text, blocks = lay_out(parts)
    return Article(
        id=article_id,
        document=f"doc-{article_id}",
        text=text,
        start=0,
        end=len(text),
        blocks=blocks,
        title=parts[0][1] if parts[0][0] == "headline" else parts[1][1],
        **fields,  # type: ignore[arg-type]
    )


def split_sentences(article: Article) -> tuple[Span, ...]:
    """Part the blocks that carry annotation at a full stop and a capital: enough for this text."""
    spans = []
    for block in article.blocks:
        if block.kind not in {"headline", "standfirst", "body", "correction"}:
            continue
        start = block.start
        for at in range(block.start, block.end):
            closes = article.text[at - 1 : at + 1] in {".”", ",”"} or article.text[at] == "."
            rest = article.text[at + 1 : at + 3]
            if closes and rest[:1] == " " and (rest[1:].isupper() or rest[1:] in {"“", "<"}):
                if article.text[at - 2 : at + 1] == "St.":
                    continue
                spans.append(Span(article.id, start, at + 1))
                start = at + 2
        spans.append(Span(article.id, start, block.end))
    return tuple(spans)


def _say(  # noqa: PLR0917 - the order is that of the sentence
    article: Article,
    attribution_id: str,
    source: str,
    cue: str,
    content: str,
    kind: str,
    speaker: Speaker | None = None,
    channel: tuple[str, str | None, str] | None = None,
) -> Attribution:
    place = find_span(article, content)
    near = max(0, place.start - 160)

    def spans(words: str) -> tuple[Span, ...]:
        if not words:
            return ()
        start = article.text.find(words, place.end, place.end + 90)
        start = start if start >= 0 else article.text.index(words, near)
        return (Span(article.id, start, start + len(words)),)

    return Attribution(
        id=attribution_id,
        article=article.id,
        kind=kind,  # type: ignore[arg-type]
        source=spans(source),
        cue=spans(cue),
        content=(place,),
        speaker=speaker,
        channel=channel and Channel(channel[0], channel[1], find_span(article, channel[2])),
    )


def _speaker(article: Article, name: str, because: str = "the name as given") -> Speaker:
    return Speaker(name, "person", find_span(article, name), because)


WARNED = "“Never have we been warned so plainly, and never did we listen so little,”"


def make_articles() -> dict[str, Annotated]:
    """Return the seven articles, annotated, by id; `ferry` shares its document with `own`."""
    wire = make_page(
        "wire",
        WIRE,
        outlet="Northern Press Agency",
        published="2031-10-06T10:42+02:00",
        language="en",
        credits=("NPA",),
        url="https://npa.example/orrin-bridge",
    )
    wire = replace(
        wire,
        dateline=Dateline("Karsholm, Veland", "NPA", wire.blocks[1].start, wire.blocks[1].end),
    )
    herald = make_page(
        "herald",
        HERALD,
        outlet="Karsholm Herald",
        published="2031-10-06T12:15+02:00",
        updated="2031-10-06T13:00+02:00",
        language="en",
        credits=("NPA",),
        url="https://herald.example/bridge?a=1&b=2",
    )
    spun = make_page(
        "spun",
        SPUN,
        outlet="The Daily <Trumpet>",
        published="2031-10-07",
        language="en",
        url="javascript:alert(1)",
    )
    update = make_page(
        "update",
        UPDATE,
        outlet="Veland Broadcasting",
        published="2031-10-07T09:30+02:00",
        language="en",
        byline=("Anneke Roul", "Piet Solm"),
    )
    german = make_page("german", GERMAN, outlet="Nordpost", language="de")
    own_text, own_blocks = lay_out(OWN)
    lead = "Karsholm Lantern — the paper of the lower town\n\n"
    ferry_start = len(lead) + len(own_text) + 2
    ferry_text, ferry_blocks = lay_out(FERRY, ferry_start)
    both = lead + own_text + "\n\n" + ferry_text
    own = Article(
        id="own",
        document="doc-own",
        text=both,
        start=len(lead),
        end=ferry_start - 2,
        blocks=tuple(
            replace(one, start=one.start + len(lead), end=one.end + len(lead)) for one in own_blocks
        ),
        title="‘I kept a copy of every letter’",
        outlet="The Lantern",
        byline=("Sanna Brock",),
        published="2031-10-08",
        language="en",
    )
    ferry = Article(
        id="ferry",
        document="doc-own",
        text=both,
        start=ferry_start,
        end=len(both),
        blocks=ferry_blocks,
        title="Ferry timetable changes for the winter",
        outlet="The Lantern",
        published="2031-10-08",
        language="en",
    )
    attributions = {
        "wire": (
            _say(
                wire,
                "wire-0",
                "the harbour police",
                "said",
                "The old toll bridge over the Orrin gave way during the Monday morning rush, "
                "killing at least 12 people and throwing a commuter tram into the river",
                "indirect",
                Speaker("harbour police", "organisation", find_span(wire, "harbour police"), ""),
            ),
            _say(
                wire,
                "wire-1",
                "she",
                "said",
                WARNED,
                "direct",
                _speaker(wire, "Ilse Marant", "“she” is the engineer of the sentence before"),
                ("interview", "the Northern Press Agency", "in a telephone interview"),
            ),
            _say(
                wire,
                "wire-2",
                "Marant",
                "writing",
                "that the bearings “would not see another winter.”",
                "mixed",
                _speaker(wire, "Ilse Marant", "the only Marant"),
                ("letter", "about 40 colleagues", "in a letter to about 40 colleagues"),
            ),
            _say(
                wire,
                "wire-3",
                "The council",
                "said",
                "it would publish the inspection records on Friday",
                "indirect",
            ),
        ),
        "herald": (
            _say(
                herald,
                "herald-1",
                "she",
                "said",
                WARNED,
                "direct",
                _speaker(herald, "Ilse Marant", "“she” is the only woman named"),
            ),
            _say(
                herald,
                "herald-2",
                "She",
                "saying",
                "the bearings “would not see another winter.”",
                "mixed",
                _speaker(herald, "Ilse Marant", "“She” is the only woman named"),
                ("letter", "around 40 colleagues", "in a letter to around 40 colleagues"),
            ),
        ),
        "spun": (
            _say(
                spun,
                "spun-1",
                "Ilse Marrant",
                "said",
                "“We have never been warned plainly,”",
                "direct",
                _speaker(spun, "Ilse Marrant"),
            ),
        ),
        "update": (
            _say(
                update,
                "update-1",
                "Mayor Teodor Vance",
                "told",
                "that the city “will answer every question.”",
                "mixed",
                _speaker(update, "Teodor Vance"),
                ("news conference", None, "told a news conference"),
            ),
            _say(
                update,
                "update-2",
                "He",
                "said",
                "the bridge had passed its inspection in 2021",
                "indirect",
                _speaker(update, "Teodor Vance", "“He” is the mayor of the sentence before"),
            ),
        ),
        "own": (
            _say(
                own,
                "own-1",
                "she",
                "told",
                "“I kept a copy of every letter,”",
                "direct",
                _speaker(own, "Ilse Marant", "“she” is the only woman named"),
                ("interview", "the Lantern", "told the Lantern in her kitchen"),
            ),
            _say(
                own,
                "own-2",
                "",
                "",
                "“They cannot say that nobody told them.”",
                "direct",
                _speaker(own, "Ilse Marant", "the quotation goes on"),
            ),
        ),
    }
    articles = (wire, herald, update, spun, own, german, ferry)
    return {
        article.id: Annotated(
            article=article,
            sentences=split_sentences(article),
            attributions=attributions.get(article.id, ()),
            figures=_figures(article),
            dates=_dates(article),
        )
        for article in articles
    }


def _figures(article: Article) -> tuple[Figure, ...]:
    if article.id == "wire":
        span = find_span(article, "at least 12")
        return (
            Figure("killed", 12, None, "people", span, find_span(article, "people"), "at least"),
            Figure("colleagues", 35, 45, "people", find_span(article, "about 40"), None, "about"),
        )
    if article.id == "update":
        return (Figure("killed", 14, 14, "people", find_span(article, "14", 1)),)
    return ()


def _dates(article: Article) -> tuple[Dated, ...]:
    if article.id != "wire":
        return ()
    return (
        Dated(
            "2031-10-06",
            "day",
            split_sentences(article)[1],
            find_span(article, "Monday"),
            "“Monday” is the Monday on or before 2031-10-06",
        ),
    )


def make_story(annotated: dict[str, Annotated]) -> Story:
    """Return the bridge's story with findings of every kind, and its brief."""
    pages = {key: one.article for key, one in annotated.items()}
    wire, update, own = pages["wire"], pages["update"], pages["own"]

    def at(key: str, words: str, nth: int = 0) -> Span:
        return find_span(pages[key], words, nth)

    def reading(attribution_id: str, speaker: str = "n1") -> Reading:
        key = attribution_id.split("-", maxsplit=1)[0]
        one = next(one for one in annotated[key].attributions if one.id == attribution_id)
        words = " … ".join(pages[key].cut(span) for span in one.content)
        return Reading(attribution_id, key, one.content, words, speaker)

    def supported(
        number: int, outlets: int, low: int, high: int, because: str, *support: Span
    ) -> Supported:
        words = pages[support[0].article].cut(support[0])
        count = Independence(low, high, ("o1", "o3")[: max(1, low)], because)
        return Supported(Statement(f"s{number}", words, support), outlets, count)

    def sentence(key: str, words: str) -> Span:
        place = at(key, words)
        return next(
            one
            for one in annotated[key].sentences
            if one.start <= place.start and place.end <= one.end
        )

    story = Story(
        id="story-1",
        title="Bridge over the Orrin gives way, at least 12 dead",
        articles=tuple(
            annotated[key] for key in ("wire", "herald", "update", "spun", "own", "german")
        ),
        names=(
            Name(
                "n1",
                "Ilse Marant",
                "person",
                (
                    Form("Ilse Marant", at("wire", "Ilse Marant")),
                    Form("Ilse Marrant", at("spun", "Ilse Marrant")),
                ),
            ),
            Name(
                "n2", "Teodor Vance", "person", (Form("Teodor Vance", at("wire", "Teodor Vance")),)
            ),
            Name(
                "n3",
                "Harbour police",
                "organisation",
                (Form("harbour police", at("wire", "harbour police")),),
            ),
            Name("n4", "Karsholm", "place", (Form("Karsholm", at("german", "Karsholm")),)),
        ),
        passages=(
            Passage(
                "p1", sentence("wire", "The old toll"), sentence("herald", "The old toll"), 0.98, 41
            ),
            Passage("p2", at("wire", WARNED), at("herald", WARNED), 1.0, 30, 1.0),
            Passage(
                "p3",
                at("herald", "gave way during the Monday morning rush"),
                at("spun", "gave way in the Monday morning rush"),
                0.82,
                14,
            ),
        ),
        stemma=(
            Descent("wire", (Parent(None, "o2", 0.9, ("wire-1",), "its own telephone interview"),)),
            Descent(
                "herald",
                (
                    Parent(
                        "wire",
                        None,
                        0.96,
                        ("p1", "p2"),
                        "credits NPA and repeats its lead word for word",
                    ),
                ),
            ),
            Descent("update", ()),
            Descent(
                "spun",
                (
                    Parent("herald", None, 0.55, ("p3",), "shares a reworded lead"),
                    Parent("wire", None, 0.4, (), "the same lead stands here too"),
                ),
            ),
            Descent(
                "own", (Parent(None, "o3", 0.85, ("own-1",), "interviewed the engineer itself"),)
            ),
            Descent("german", (Parent(None, "o4", 0.3, (), "names no source but the police"),)),
        ),
        origins=(
            Origin("o1", "agency", "Northern Press Agency", ("wire", "herald", "spun"), "credited"),
            Origin(
                "o2", "interview", "Marant to the Northern Press Agency", ("wire",), "telephone"
            ),
            Origin("o3", "interview", "Marant to the Lantern", ("own",), "in her kitchen"),
            Origin("o4", "statement", "Harbour police", ("german",), "“teilte … mit”"),
        ),
        utterances=(
            Utterance(
                "u1",
                "n1",
                (reading("wire-1"), reading("herald-1"), reading("spun-1")),
                (
                    Variant(
                        ("wire-1", "spun-1"),
                        "reversal",
                        changes_meaning=True,
                        because="“never have we been warned so plainly” says that they were; "
                        "“never been warned” says that they were not",
                        spans=(
                            at("wire", "Never have we been warned so plainly"),
                            at("spun", "have never been warned"),
                        ),
                    ),
                    Variant(
                        ("wire-1", "spun-1"),
                        "cut",
                        changes_meaning=False,
                        because="the second half is left out",
                        spans=(at("wire", "never did we listen so little"),),
                    ),
                ),
                Independence(1, 1, ("o2",), "all three go back to one agency's telephone call"),
            ),
            Utterance(
                "u2",
                "n1",
                (reading("wire-2"), reading("herald-2")),
                (),
                Independence(1, 2, ("o1",), "the Herald may have seen the letter itself"),
            ),
        ),
        statements=(
            supported(
                1,
                4,
                2,
                3,
                "the agency and the police; the Nordpost may draw on either",
                sentence("wire", "The old toll"),
                sentence("herald", "The old toll"),
                sentence("spun", "The old toll"),
                sentence("german", "Beim"),
            ),
            supported(
                2,
                3,
                2,
                2,
                "the agency and the Lantern's own copy of the letter",
                sentence("wire", "Marant resigned"),
                sentence("own", "She left"),
                sentence("herald", "She had resigned"),
            ),
            supported(
                3,
                2,
                1,
                2,
                "one repeats the other's wording",
                sentence("wire", "Divers searched"),
                sentence("update", "Divers who"),
            ),
            supported(
                4,
                2,
                1,
                2,
                "the folders and an unnamed source",
                sentence("own", "last inspected in 2019"),
                sentence("spun", "It was inspected in 2019"),
            ),
            supported(5, 1, 1, 1, "one article says so", sentence("update", "He said the bridge")),
        ),
        conflicts=(
            Conflict(
                "date",
                "the bridge's last inspection",
                "conflict",
                "2019 and 2021 cannot both be the last year; the mayor was corrected once already",
                (
                    Value("2019", at("own", "2019")),
                    Value("2019", at("spun", "2019")),
                    Value("2021", at("update", "2021")),
                ),
            ),
            Conflict(
                "number",
                "people killed",
                "update",
                "two of the injured died later; Tuesday's report is the newer",
                (
                    Value("at least 12", at("wire", "at least 12", 1)),
                    Value("14", at("update", "14", 1)),
                ),
            ),
            Conflict(
                "name",
                "Ilse Marant",
                "misspelling",
                "one letter apart, and every other report has Marant",
                (
                    Value("Ilse Marant", at("wire", "Ilse Marant")),
                    Value("Ilse Marrant", at("spun", "Ilse Marrant")),
                ),
            ),
            Conflict(
                "number",
                "colleagues who got the letter",
                "style",
                "“about” and “around” say the same",
                (
                    Value("about 40", at("wire", "about 40")),
                    Value("around 40", at("herald", "around 40")),
                ),
            ),
        ),
        timeline=(
            Event(
                "2019",
                "year",
                own.cut(sentence("own", "last inspected in 2019")),
                (sentence("own", "last inspected in 2019"),),
            ),
            Event(
                "2031-05",
                "month",
                wire.cut(sentence("wire", "Marant resigned")),
                (sentence("wire", "Marant resigned"), sentence("own", "She left")),
            ),
            Event(
                "2031-10-06",
                "day",
                wire.cut(sentence("wire", "The old toll")),
                (sentence("wire", "The old toll"), sentence("herald", "The old toll")),
            ),
            Event(
                "2031-10-07",
                "day",
                update.cut(sentence("update", "rose to 14")),
                (sentence("update", "rose to 14"),),
            ),
            Event(
                "2031-10-10",
                "day",
                wire.cut(sentence("wire", "publish the")),
                (sentence("wire", "publish the"),),
                planned=True,
            ),
        ),
        speakers=(
            ("wire-0", "n3"),
            ("wire-1", "n1"),
            ("wire-2", "n1"),
            ("herald-1", "n1"),
            ("herald-2", "n1"),
            ("spun-1", "n1"),
            ("update-1", "n2"),
            ("update-2", "n2"),
            ("own-1", "n1"),
            ("own-2", "n1"),
        ),
    )
    return replace(
        story,
        brief=tuple(
            write_brief(story.articles, story.statements, story.utterances, story.conflicts)
        ),
    )


def make_sample() -> Comparison:
    """Return the comparison: the bridge, the ferries, and an input that could not be read."""
    annotated = make_articles()
    ferry = annotated["ferry"]
    alone = Story(
        id="story-2",
        title="Ferry timetable changes for the winter",
        articles=(ferry,),
        brief=tuple(write_brief((ferry,), ())),
    )
    documents = {
        one.article.document: Document(
            id=one.article.document,
            path=f"bridge/{one.article.document}.html",
            url=None,
            sha256="0" * 64,
            text=one.article.text,
        )
        for one in annotated.values()
    }
    return Comparison(
        documents=tuple(documents.values()),
        stories=(make_story(annotated), alone),
        skipped=(
            Skipped("bridge/scan.pdf", "PDF is not read. Save it as text, and pass the .txt file."),
        ),
    )
