"""The last gate before a brief is shown: what its own citations do not give is dropped.

Nothing here knows how a sentence came into the brief. Its text is taken as a stranger's draft and
read anew, by itself; so are the cited characters; and the one is checked against the other by the
code of `variorum check`. The rest of the articles is not looked at.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from variorum.annotate.dates import find_dates
from variorum.annotate.figures import find_figures
from variorum.annotate.name_mending import mend_names
from variorum.annotate.names import find_names
from variorum.check.draft import check_draft
from variorum.group.statement_sentences import NEGATIVE
from variorum.model import Annotated, Article, Block, BriefSentence, CheckItem, Independence, Span
from variorum.text.inflection import find_tokens
from variorum.text.quoted import QUOTED

DRAFT, CITED = "brief", "cited"  # ids of what is read anew
DERIVED = frozenset({"quote", "number", "name", "date"})  # must be found outright
FOUND = frozenset({"right", "changed-harmless"})
TURNED = frozenset({"contradicted", "changed-meaning"})  # enough to drop a claim
FEWER = "without a report that has it otherwise"


def keep_derivable(
    brief: Iterable[BriefSentence], articles: Sequence[Annotated]
) -> list[BriefSentence]:
    """Return the sentences whose every number, name, date and quotation their citations give.

    A further citation that has another number or says the contrary is taken from its sentence.
    """
    by_id = {one.article.id: one.article for one in articles}
    return [kept for one in brief if (kept := _rederive(one, by_id)) is not None]


def _rederive(sentence: BriefSentence, by_id: Mapping[str, Article]) -> BriefSentence | None:
    cited = [span for span in sentence.citations if _is_place(span, by_id)]
    if not cited or cited[0] != sentence.citations[0]:
        return None
    home = by_id[cited[0].article]
    if find_faults(sentence.text, home.cut(cited[0]), home.published):
        return None
    kept = cited[1:]
    if kept:
        against = _find_contrary(
            sentence.text, {by_id[span.article].cut(span) for span in kept}, home.published
        )
        kept = [span for span in kept if by_id[span.article].cut(span) not in against]
    if len(kept) + 1 == len(sentence.citations):
        return sentence
    spans = (cited[0], *kept)
    homes = {span.article for span in spans}
    outlets = {by_id[home].outlet or home for home in homes}
    count = sentence.independence
    return replace(
        sentence,
        citations=spans,
        outlets=min(sentence.outlets, len(outlets)),
        independence=Independence(
            low=min(count.low, 1),
            high=min(count.high, len(homes)),
            origins=count.origins,
            because=f"{count.because}; {FEWER}".strip("; "),
        ),
    )


def _is_place(span: Span, by_id: Mapping[str, Article]) -> bool:
    article = by_id.get(span.article)
    return article is not None and 0 <= span.start < span.end <= len(article.text)


def find_faults(text: str, cited: str, published: str | None = None) -> list[CheckItem]:
    """Return what a text says that the cited words do not, by its places in the text.

    >>> {one.type for one in find_faults("Nine died in Vestra.", "Six died in Vestra.")}
    {'number'}
    >>> find_faults("Six died in Vestra.", "Six died in Vestra.")
    []
    """
    if text in cited:
        return []  # character by character: nothing proves it better
    draft, source = read_anew(DRAFT, text, published), read_anew(CITED, cited, published)
    items = check_draft(draft, [source])
    return sorted(
        [
            *(one for one in items if _is_underived(one, text, cited)),
            *(one for one in items if one.type not in DERIVED and one.verdict in TURNED),
            *_find_foreign(text, cited),
        ],
        key=lambda one: one.span,
    )


def _is_underived(item: CheckItem, text: str, cited: str) -> bool:
    """Whether a thing was not found; a name or quotation that stands there to the letter was."""
    if item.type not in DERIVED or item.verdict in FOUND:
        return False
    literal = item.type in {"quote", "name"} and item.verdict not in TURNED
    return not (literal and text[item.span.start : item.span.end] in cited)


def speaks_against(text: str, cited: str, published: str | None = None) -> bool:
    """Whether other words that are to support a text have another number, or the contrary."""
    return bool(_find_contrary(text, {cited}, published))


def _find_contrary(text: str, cited: Collection[str], published: str | None) -> set[str]:
    """Return what of some cited words speaks against a text, each read alone."""
    draft = read_anew(DRAFT, text, published)
    return {
        words
        for words in cited
        if any(
            one.verdict == "contradicted" and one.type in {"number", "claim"}
            for one in check_draft(draft, [read_anew(CITED, words, published)])
        )
    }


def read_anew(name: str, text: str, published: str | None) -> Annotated:
    """Return a text as an article of its own, with what can be found in it by rule."""
    article = Article(
        id=name,
        document=name,
        text=text,
        start=0,
        end=len(text),
        blocks=(Block("body", 0, len(text)),),
        published=published,
        language="en",
    )
    sentences = (Span(name, 0, len(text)),)
    mentions = mend_names(article, find_names(text, [(0, len(text))]))
    return Annotated(
        article=article,
        sentences=sentences,
        mentions=tuple(mentions),
        figures=tuple(find_figures(article, sentences, mentions)),
        dates=tuple(find_dates(article, sentences)),
    )


def _find_foreign(text: str, cited: str) -> list[CheckItem]:
    """Return the numbers, capitalised words, quotations and negations that the citation lacks.

    Simpler than the checks of a draft, and blind to none: a number that counts nothing known, a
    name that no rule takes for one, two numbers in each other's place.
    """
    ours, theirs = find_tokens(text), find_tokens(cited)
    found = []
    for kind, mine in (
        ("number", [token for token in ours if token.number is not None]),
        ("name", [token for token in ours if token.capital and not token.opens]),
    ):
        rest = iter(token.lemma for token in theirs)
        stray = next((token for token in mine if token.lemma not in rest), None)
        if stray is not None:
            span = Span(DRAFT, stray.start, stray.end)
            because = f"the citation has no such {kind} there"
            found.append(
                CheckItem(span, "number" if kind == "number" else "name", "not found", because)
            )
    words = [token.key for token in theirs]
    for match in QUOTED.finditer(text):
        said = [token.key for token in find_tokens(match[0])]
        if not any(words[at : at + len(said)] == said for at in range(len(words))):
            span = Span(DRAFT, *match.span())
            found.append(CheckItem(span, "quote", "not found", "the citation has it otherwise"))
    negations = [sum(token.lemma in NEGATIVE for token in side) for side in (ours, theirs)]
    if negations[0] != negations[1]:
        whole = Span(DRAFT, 0, len(text))
        because = "the citation denies more, or less"
        found.append(CheckItem(whole, "claim", "contradicted", because))
    return found
