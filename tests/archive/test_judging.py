from archive_stock import HARBOUR, ORCHARD, fetch, page
from variorum.archive.archive import Archive
from variorum.archive.tables import judgements as table
from variorum.judgements.anchors import anchor_article, anchor_span
from variorum.judgements.records import Judgement, make_judgement, undo
from variorum.model import Article
from variorum.pipeline import find_stories

WHEN = "2031-04-02T14:05:00+02:00"
LATER = "2031-04-02T15:05:00+02:00"


def article(archive: Archive, name: str) -> Article:
    """Return the newest version of an article."""
    found = archive.article(name)
    assert found is not None
    return found.annotated.article


def stock(archive: Archive) -> None:
    """Add two stories: a silo in two reports, a frost in one."""
    fetch(archive, "https://a.example/one", page("Silo falls", HARBOUR, site="Herald"))
    fetch(archive, "https://b.example/two", page("Dead at quay", HARBOUR[::-1], site="Post"), 1)
    fetch(archive, "https://c.example/three", page("Frost", ORCHARD, site="Star"), 1)
    assert {line.id: line.articles for line in archive.stories()} == {"s1": 2, "s2": 1} or {
        line.id: line.articles for line in archive.stories()
    } == {"s1": 2, "s3": 1}


def merge(archive: Archive) -> Judgement:
    """Return somebody's word that the silo and the frost are one story."""
    anchors = [anchor_article(article(archive, name)) for name in ("one#1", "three#3")]
    return make_judgement("merge", "Ines", WHEN, "one storm did both", anchors)


def test_a_judgement_is_kept_once(archive: Archive) -> None:
    """The same judgement twice is one, and comes back as it was."""
    stock(archive)
    judgement = merge(archive)
    assert archive.judge(judgement)
    assert archive.judge(judgement) == []
    assert archive.judgements() == [judgement]
    with archive.read() as connection:
        assert len(connection.execute(table.select()).all()) == 1


def test_stories_are_merged_and_the_old_id_leads_on(archive: Archive) -> None:
    """A merged story keeps the id of the greater part; the other's address goes on working."""
    stock(archive)
    gone = archive.story_of("three#3")
    assert gone is not None
    archive.judge(merge(archive))
    (line,) = archive.stories()
    assert (line.id, line.articles) == ("s1", 3)
    story = archive.story(gone)
    assert story is not None
    assert (story.id, len(story.articles)) == ("s1", 3)
    assert [one.state for one in story.decisions] == ["holds"]
    assert archive.judgements("s1") == [merge(archive)]


def test_an_undone_merge_parts_the_stories(archive: Archive) -> None:
    """An undo is kept beside what it undoes, and the machine's stories come back."""
    stock(archive)
    judgement = merge(archive)
    archive.judge(judgement)
    archive.judge(undo(judgement.id, "Petra", LATER, "two storms after all"))
    assert sorted(line.articles for line in archive.stories()) == [1, 2]
    assert len(archive.judgements()) == 2
    kept = archive.story_of("one#1")
    assert kept == "s1"
    story = archive.story("s1")
    assert story is not None
    assert "undone" in {one.state for one in story.decisions}


def test_a_split_holds_when_articles_come(archive: Archive) -> None:
    """An article that somebody took out stays out, whatever comes."""
    stock(archive)
    out, rest = (anchor_article(article(archive, name)) for name in ("two#2", "one#1"))
    archive.judge(make_judgement("split", "Ines", WHEN, "another silo", [out], [rest]))
    assert archive.story_of("two#2") != archive.story_of("one#1")
    longer = (*HARBOUR, "Flags at the quay flew at half mast.")
    fetch(archive, "https://d.example/four", page("Silo in ruins", longer, site="Echo"), 2)
    assert archive.story_of("two#2") != archive.story_of("one#1")


def test_what_was_taken_out_finds_another_story(archive: Archive) -> None:
    """Two reports that were taken out one after the other are a story, as in a run over all."""
    names = ["one", "two", "three", "four"]
    for number, name in enumerate(names):
        paragraphs = (*HARBOUR[number % 3 :], *HARBOUR[: number % 3])
        fetch(archive, f"https://{name}.example/{name}", page("Silo falls", paragraphs, site=name))
    (line,) = archive.stories()
    articles = [article(archive, f"{name}#{key}") for key, name in enumerate(names, 1)]
    kept = [anchor_article(one) for one in articles[:2]]
    judgements = [
        make_judgement("split", "Ines", WHEN, "another silo", [anchor_article(one)], kept)
        for one in articles[2:]
    ]
    for judgement in judgements:
        archive.judge(judgement)
    assert archive.story_of("one#1") == archive.story_of("two#2") == line.id
    assert archive.story_of("three#3") == archive.story_of("four#4") != line.id
    assert find_stories(articles, judgements) == [("one#1", "two#2"), ("four#4", "three#3")]


def test_a_speaker_is_corrected_for_ever(archive: Archive) -> None:
    """A person's word about a speaker shows on the speaker's page, also after a new version."""
    stock(archive)
    one = article(archive, "one#1")
    start = one.text.index("“We heard")
    found = archive.article("one#1")
    assert found is not None
    (said,) = [x for x in found.annotated.attributions if x.content and x.content[0].start == start]
    anchor = anchor_span(one, said.content[0])
    archive.judge(
        make_judgement("speaker", "Ines", WHEN, "she is her sister", [anchor], speaker="Ana Danov")
    )
    archive.refresh()
    page_of = archive.speaker("Ana Danov")
    assert page_of is not None
    assert any("We heard a crack" in quote.words for quote in page_of.said)
    longer = (*HARBOUR, "Flags at the quay flew at half mast.")
    assert fetch(
        archive, "https://a.example/one", page("Silo falls", longer, site="Herald"), 3
    ).versions
    page_of = archive.speaker("Ana Danov")
    assert page_of is not None
    assert any("We heard a crack" in quote.words for quote in page_of.said)


def test_judgements_come_in_any_order(archive: Archive) -> None:
    """An undo that is imported before what it undoes still counts."""
    stock(archive)
    judgement = merge(archive)
    archive.import_judgements([undo(judgement.id, "Petra", LATER, "no"), judgement])
    assert len(archive.stories()) == 2
    assert {one.kind for one in archive.judgements("s1")} == {"merge", "undo"}
