"""The language of a text, by py3langid over its prose."""

# ruff: noqa: SIM905 - word lists read best as words

import re
import threading
from functools import lru_cache
from typing import Any

ENOUGH = 60  # letters of prose below which a language would be a guess
SAMPLE = 400  # characters that are judged; more changes little and costs time
SURE = 0.8  # the least probability, normalised over all languages, that is believed
_LOADING = threading.Lock()


def find_language(prose: str, stated: str | None = None) -> str | None:
    """Return the ISO 639-1 code of the language of `prose`; where that is short, the page's word.

    >>> find_language("Too short"), find_language("", "en-GB")
    (None, 'en')
    """
    sample = prose[:SAMPLE]
    tag = re.match(r"([a-zA-Z]{2})(?:$|[-_])", stated or "")
    claimed = tag[1].lower() if tag else None
    if sum(map(str.isalpha, sample)) < ENOUGH:
        return claimed
    if _is_english(prose):
        return "en"
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= SURE else claimed


# Words of English grammar that hardly another language of its letters has, or has as often.
ENGLISH = frozenset(
    """
the of and that with is are was were be been which from has they their them his him she who would
could this these those but not about when where there what than after before into said it its if
you out up more
""".split()
)
# Their share: English prose has .2 to .5, other languages have at most .06.
PLAIN = 0.1
PROSE = 2_000  # characters that are asked where the sample is but a headline or a list of names
EDGES = ".,;:!?\"'“”‘’()"


def _is_english(prose: str) -> bool:
    """Whether prose is so plainly English that the identifier, which takes time, agrees."""
    return any(_share_english(prose[:size]) >= PLAIN for size in (SAMPLE, PROSE))


def _share_english(sample: str) -> float:
    words = sample.casefold().split()
    return sum(word.strip(EDGES) in ENGLISH for word in words) / max(1, len(words))


@lru_cache(maxsize=1)
def _load() -> Any:  # noqa: ANN401 - the package carries no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - slow to load

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _identifier() -> Any:  # noqa: ANN401 - as above
    with _LOADING:
        return _load()
