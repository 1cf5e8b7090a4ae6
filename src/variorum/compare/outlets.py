"""Names of outlets, compared: "The Wall Street Journal", "the Journal", "WSJ", "wsj.com"."""

import re

from variorum.model import Article

ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)
HOST = re.compile(r"(?:www\.)?(?P<name>[a-z\d-]+)\.(?:[a-z]{2,3}\.)?[a-z]{2,6}", re.IGNORECASE)
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")  # between "Huff" and "Post"
KIND = re.compile(r"(?:news|online|tv|live)$")  # what a host adds to a name
SHORTEST = 4  # letters of a word that a host may be known by alone
SHORTEST_SIGN = 3  # letters of a call sign: "WMC"
LONGEST = 6  # words of a name that a host may be made of


def outlet_key(name: str | None) -> str:
    """Return an outlet's name as it is compared: no article, case or punctuation."""
    bare = ARTICLE.sub("", (name or "").strip())
    return re.sub(r"[^\w]+", " ", bare.casefold()).strip()


def call_article(article: Article) -> str:
    """Return what a reader calls an article: its outlet, its agency, or its file.

    >>> call_article(Article("d_live", "d_live", "", 0, 0, ()))
    'd_live'
    """
    if article.outlet or article.credits:
        return article.outlet or article.credits[0]
    return article.id


def call_other(article: Article, beside: Article) -> str:
    """Return what a reader calls an article in a sentence about another one.

    >>> one, other = (Article(name, name, "", 0, 0, (), outlet="The Post") for name in "ab")
    >>> call_other(one, other)
    'another report of The Post'
    """
    called = call_article(article)
    return f"another report of {called}" if called == call_article(beside) else called


def same_outlet(one: str | None, other: str | None) -> bool:
    """Whether two names are one outlet.

    >>> same_outlet("The Wall Street Journal", "the Journal"), same_outlet("NYT", "nytimes.com")
    (True, False)
    >>> same_outlet("The New York Times", "nytimes.com"), same_outlet("Fox News", "foxnews.com")
    (True, True)
    """
    for host, name in ((one, other), (other, one)):
        match = HOST.fullmatch((host or "").strip())
        words = outlet_key(CAMEL.sub(" ", name or "")).split()
        if not match or not words:
            continue
        bare = match["name"].casefold().replace("-", "")
        alone = len(words) == 1 and len(words[0]) >= SHORTEST and bare.endswith(words[0])
        if alone or _spells(bare, words):  # alone: "the Times" for nytimes.com
            return True
    left, right = outlet_key(one), outlet_key(other)
    if not left or not right:
        return False
    short, long = sorted((left, right), key=len)
    initials = "".join(word[0] for word in long.split())
    return left == right or f" {short} " in f" {long} " or short == initials


def fits_host(name: str, outlet: str | None) -> bool:
    """Whether a name may be an outlet's, or begins a part of its host.

    >>> fits_host("WMC", "wmcactionnews5.com"), fits_host("WJHL", "wkrn.com")
    (True, False)
    """
    letters = re.sub(r"(?i)\.com$|\W", "", name).casefold()
    parts = re.sub(r"[^\w.]", "", (outlet or "").casefold()).split(".")
    begins = len(letters) >= SHORTEST_SIGN and any(part.startswith(letters) for part in parts)
    return begins or same_outlet(name, outlet)


def _spells(host: str, words: list[str]) -> bool:
    """Whether a host is a beginning of each word in turn ("nytimes"), or each word and more.

    The last word is there in full: "huffingtonpost" is HuffPost, "cbsnews" is CBS.
    """
    if len(words) == 1:
        return words[0] in {host, KIND.sub("", host)}
    if len(words) > LONGEST:
        return False
    if host.startswith(words[0]) and host.endswith(words[-1]) and len(words) == 2:
        return True
    return any(
        host.startswith(words[0][:size]) and _spells(host[size:], words[1:])
        for size in range(1, len(words[0]) + 1)
    )
