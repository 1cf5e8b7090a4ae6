"""The language of a text, by py3langid over its prose."""

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
    if _is_english(sample):
        return "en"
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= SURE else claimed


# Words that are frequent in English alone, of the languages written in its letters.
ENGLISH = frozenset(
    ["the", "of", "and", "that", "with", "was", "were", "which", "from", "has", "have", "had"]
)
PLAIN = 0.1  # of the words: English prose has a fifth of them, other prose hardly one


def _is_english(sample: str) -> bool:
    """Whether a sample is so plainly English that the identifier, which takes time, agrees."""
    words = sample.casefold().split()
    return (
        len(words) >= 30
        and words.count("the") >= 2
        and sum(map(ENGLISH.__contains__, words)) >= PLAIN * len(words)
    )


@lru_cache(maxsize=1)
def _load() -> Any:  # noqa: ANN401 - the package carries no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - slow to load

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _identifier() -> Any:  # noqa: ANN401 - as above
    with _LOADING:
        return _load()
