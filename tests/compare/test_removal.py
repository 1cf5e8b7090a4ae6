from compare.bridge import BRIDGE
from factory import find_span, make_annotated, make_article, make_attribution
from variorum.compare.removal import Removal, find_removed, leave_out
from variorum.compare.reuse import find_passages
from variorum.compare.stemma import build_stemma
from variorum.model import (
    Annotated,
    Form,
    Independence,
    Name,
    Statement,
    Story,
    Supported,
)

SAID = "the planks began to hum during the second march"


def tell(*articles: Annotated) -> Story:
    """Return a story of the articles, with one statement: the second paragraph of the bridge."""
    bare = [one.article for one in articles]
    passages = find_passages(bare)
    support = tuple(find_span(one, BRIDGE[1]) for one in bare if BRIDGE[1] in one.text)
    count = Independence(1, 1, (), "")
    found = [Supported(Statement("t1", BRIDGE[1], support), 1, count)]
    spoken = tuple(find_span(one, SAID) for one in bare if SAID in one.text)
    if spoken:
        found.append(Supported(Statement("t2", SAID, spoken), 1, count))
    return Story(
        id="s1",
        title="A bridge",
        articles=articles,
        passages=tuple(passages),
        stemma=tuple(build_stemma(articles, passages)),
        statements=tuple(found),
        names=(Name("n1", "Orla Fenn", "person", (Form("Fenn", find_span(bare[0], "Fenn")),)),),
        speakers=tuple(
            (said.id, "n1") for one in articles for said in one.attributions if said.speaker is None
        ),
    )


def report(name: str, lines: list[str], published: str, outlet: str) -> Annotated:
    """Return a report of the given paragraphs, with what Fenn said if it is there."""
    article = make_article("\n".join(lines), name, published=published, outlet=outlet)
    if SAID not in article.text:
        return make_annotated(article)
    return make_annotated(
        article, make_attribution(article, f"{name}/q", "Fenn", "said", SAID, "indirect")
    )


WHOLE = report("whole", BRIDGE, "2031-05-04T10:00Z", "The Lenne Mail")
COPY = report("copy", BRIDGE[:3], "2031-05-04T12:30Z", "Altena Post")
OWN = report(
    "own",
    ["Divers found no one else in the Lenne.", BRIDGE[1], "It rained all night in Altena."],
    "2031-05-04T11:00Z",
    "Radio Ruhr",
)


def without(name: str, *articles: Annotated) -> Removal:
    """Leave a source out of the story of the articles, each in a file of its own name."""
    paths = {one.article.id: f"news/{one.article.id}-page.txt" for one in articles}
    return leave_out(tell(*articles), [name], paths)


def test_a_copy_falls_with_its_original() -> None:
    """What only an outlet and its copy carry falls when the outlet is left out."""
    (effect, *_) = without("Lenne Mail", WHOLE, COPY).statements
    assert effect.falls
    assert effect.outlets == (2, 0)
    assert effect.after.low == effect.after.high == 0


def test_a_copy_left_out_costs_an_outlet_and_no_origin() -> None:
    """Without the copy its original still stands, and as many origins as before."""
    (effect,) = without("copy-page.txt", WHOLE, COPY).statements
    assert not effect.falls
    assert effect.outlets == (2, 1)
    assert (effect.before.high, effect.after.high) == (1, 1)


def test_a_speaker_takes_the_words_along() -> None:
    """Without a speaker what she said falls, and what she did not say stays."""
    removal = without("Orla Fenn", WHOLE, COPY)
    assert [effect.text for effect in removal.statements] == [SAID]
    assert removal.statements[0].falls


def test_a_name_that_is_nothing_here_removes_nothing() -> None:
    """An unknown source has no effect, and says so."""
    removal = without("The Daily Nothing", WHOLE, COPY, OWN)
    assert not removal.removed
    assert removal.statements == ()


def test_names_are_compared_without_articles_and_case() -> None:
    """The name "the lenne mail" is The Lenne Mail; ids and words of a file name are good too."""
    story = tell(WHOLE, COPY)
    paths = {"whole": "a/05_lenne-mail.html", "copy": "b.html"}
    for name in ("the lenne mail", "whole", "05_lenne-mail.html", "a/05_lenne-mail.html"):
        assert find_removed(story, name, paths).articles == {"whole"}
    assert find_removed(story, "", paths).articles == set()
