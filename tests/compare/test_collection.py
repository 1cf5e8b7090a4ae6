"""The words of many articles in a row."""

import numpy as np

from factory import make_article
from variorum.compare.collection import arrange, collect_words

TEXTS = {
    "a": "“Nothing was found,” said the harbour master of Lenne.\nThe ferry is back in Vestra",
    "b": "Vestra Harbour opened again on Monday.",
    "c": "",
}


def test_words_weigh_the_same_whatever_article_stands_before() -> None:
    """A name at an article's end and one at the next one's head are not one name."""
    one, other = (make_article(TEXTS[name], name) for name in "ab")
    alone, after = collect_words([other]), collect_words([one, other])
    assert alone.surprise.tolist() == after.surprise[after.first[1] :].tolist()


def test_words_in_another_order_are_those_read_in_that_order() -> None:
    """Arranged words are no others than if the articles had come so."""
    articles = [make_article(text, name) for name, text in TEXTS.items()]
    turned = articles[::-1]
    found, anew = arrange(collect_words(articles), turned), collect_words(turned)
    assert found.articles == anew.articles
    for name in ("first", "owner", "words", "starts", "ends", "blocks", "quoted", "surprise"):
        assert np.array_equal(getattr(found, name), getattr(anew, name)), name
