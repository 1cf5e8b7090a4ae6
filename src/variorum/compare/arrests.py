"""That nobody was arrested in one report, and somebody in a later one: an update."""

import re
from collections.abc import Sequence

from variorum.compare.order import compare_times
from variorum.model import Annotated, Conflict, Span, Value

NOBODY = re.compile(
    r"\b(?:no\s(?:arrests?|one|suspects?)\s(?:(?:ha(?:s|ve|d)|was|were|is|are)\s)(?:yet\s|immediately\s)?"
    r"(?:been\s)?(?:made|arrested|in\scustody|taken\sinto\scustody|detained)"
    r"|no\sarrests?\s(?:yet|so\sfar)|(?:not|n[’']t)\s(?:yet\s)?made\sany\sarrests?"
    r"|(?:remain(?:s|ed)?|still|is|was|are|were)\s(?:still\s)?at\slarge)\b",
    re.IGNORECASE,
)
SOMEBODY = re.compile(
    r"\b(?:(?:was|were|is|are|ha(?:s|ve|d)\sbeen)\s(?:later\s|now\s)?(?:arrested|under\sarrest|in\scustody|"
    r"taken\sinto\scustody|detained)|(?:police|deputies|officers|authorities|agents)\s(?:have\s|had\s)?"
    r"arrested|turned\s(?:him|her|them)sel(?:f|ves)\sin)\b",
    re.IGNORECASE,
)
# An arrest for another thing, or of another time.
OTHER = re.compile(
    r"\b(?:unrelated|previous(?:ly)?|in\s(?:19|20)\d\d|last\s(?:year|month)|years?\sago|separate|another|"
    r"no\sone|not|n[’']t|that\s(?:case|shooting|killing|incident)|if|until|would|could|anyone)\b",
    re.IGNORECASE,
)
DENIED = re.compile(r"\b(?:no\sone|nobody|not|n[’']t|if|until|would|could|anyone)\b", re.IGNORECASE)


def compare_arrests(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return the first report without an arrest with the first later one that has it, if any.

    A report that has both ("a second man is still at large") is neither.
    """
    free, held = [], []
    for annotated in articles:
        none = _sentence(annotated, NOBODY, None)
        made = _sentence(annotated, SOMEBODY, OTHER)
        if none and not _sentence(annotated, SOMEBODY, DENIED):
            free.append((annotated, none))
        elif made and not none:
            held.append((annotated, made))
    for early, none in free:
        for late, made in held:
            order = compare_times(early.article, late.article)
            if order in {"before", "perhaps before"}:
                because = "the earlier report knows of no arrest, the later one has it"
                values = tuple(Value(a.article.cut(s), s) for a, s in ((early, none), (late, made)))
                return [Conflict("fact", "arrest", "update", because, values)]
    return []


def _sentence(
    annotated: Annotated, pattern: re.Pattern[str], but: re.Pattern[str] | None
) -> Span | None:
    """Return the first sentence that says so, without the words of `but`."""
    article = annotated.article
    for sentence in annotated.sentences:
        words = article.text[sentence.start : sentence.end]
        if pattern.search(words) and not (but and but.search(words)):
            return sentence
    return None
