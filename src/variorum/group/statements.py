"""Group the sentences by which several articles assert one thing.

A sentence of another article supports a statement if it holds most of its rare words, if no number,
negation or opposite word stands against it, and if they share a name, a number or a run of words.
The words shown are those of the sentence that most articles support, not those of the longest: what
a short sentence says a longer one may say too, but not the other way round.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from variorum.group.event_support import add_event_support
from variorum.group.statement_sentences import LEADS, Sentence, read_sentences
from variorum.group.statement_support import Support, add_utterances, find_support
from variorum.model import Annotated, Reading, Statement


def group_statements(
    articles: Sequence[Annotated],
    speakers: Mapping[str, str],
    utterances: Sequence[Sequence[Reading]],
) -> list[Statement]:
    """Return the statements, best supported first; those of one article alone are its leads.

    `utterances` are those of `group_utterances`: sentences that quote one utterance support each
    other. `speakers` maps attribution ids to name ids: what different people say is not one thing.
    """
    sentences = read_sentences(articles)
    support: Support = {}
    if len(articles) > 1:
        support = find_support(sentences, speakers)
        add_utterances(sentences, utterances, support)
        texts = {one.article.id: one.article.text for one in articles}
        add_event_support(sentences, texts, speakers, support)
    chosen = _choose(sentences, support)
    return [_write(f"s{number}", articles, group) for number, group in enumerate(chosen, start=1)]


def _choose(sentences: Sequence[Sentence], support: Support) -> list[list[Sentence]]:
    """Pick the best wordings, each with one supporting sentence an article, itself first."""
    groups: list[list[Sentence]] = []
    told: set[int] = set()  # sentences that a chosen statement already gives
    ranked = sorted(
        (sentences[order] for order in support if sentences[order].whole),
        key=lambda s: (
            -len({sentences[o].article for o in support[s.order]}),
            not s.clear,
            s.place,
            s.article,
        ),
    )
    for sentence in ranked:
        if sentence.order in told:
            continue
        near = sentences[max(0, sentence.order - 2) : sentence.order + 3]
        twins = {s.order for s in near if _share_place(s, sentence)}
        best: dict[int, tuple[float, int, int]] = {}
        for order, score in support[sentence.order].items():
            other = sentences[order]
            rank = (score - 0.2 * other.headline, -other.place, order)
            best[other.article] = max(rank, best.get(other.article, rank))
        group = [sentence, *(sentences[best[article][2]] for article in sorted(best))]
        told |= twins | support[sentence.order].keys()
        groups.append(group)
    groups.sort(key=lambda group: (-len(group), not group[0].clear, group[0].place, group[0].order))
    return groups + _find_leads(sentences, told)


def _share_place(one: Sentence, other: Sentence) -> bool:
    """Whether one stands in the other: a sentence and its main clause."""
    return one.article == other.article and one.place == other.place


def _find_leads(sentences: Sequence[Sentence], told: set[int]) -> list[list[Sentence]]:
    """Return the first sentences of each article that no statement has yet."""
    count: Counter[int] = Counter()
    leads = []
    for sentence in sentences:
        if sentence.headline or sentence.clause or count[sentence.article] >= LEADS:
            continue
        count[sentence.article] += 1
        if sentence.order not in told and sentence.clear:
            leads.append([sentence])
    return sorted(leads, key=lambda lead: (lead[0].place, lead[0].order))


def _write(
    statement_id: str, articles: Sequence[Annotated], group: Sequence[Sentence]
) -> Statement:
    first = group[0]
    return Statement(
        id=statement_id,
        text=articles[first.article].article.cut(first.span),
        support=tuple(sentence.span for sentence in group),
        attribution=first.attribution,
    )
