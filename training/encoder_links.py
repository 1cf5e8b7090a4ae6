"""Train the linker on what the encoder says of articles that it does not know."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from training.attributions import LEAST, PAIRS, Known, fit, is_right, plain
from training.attributions import belongs as in_gold
from training.encoder_batches import Paragraph

from variorum.annotate.encoder import Encoder, tag_by_encoder
from variorum.annotate.linking import (
    PENALTIES,
    LinkModel,
    choose_candidates,
    describe_candidate,
    describe_pair,
    find_candidates,
    pair_runs,
    rate_candidates,
    read_runs,
)

PAIR_PENALTY, WHOLE_PENALTY = 1.5, 6.0  # L2; chosen on the halves of the held articles
PARTS = 3
LEASTS = tuple(i / 50 for i in range(5, 30))


def tag_held(articles: Sequence[list[Paragraph]], encoder: Encoder) -> list[Known]:
    """Tag articles that were held out of the encoder's training."""
    known = []
    for number, paragraphs in enumerate(articles):
        tagged = tag_by_encoder(encoder, [p.words for p in paragraphs], PENALTIES)
        for paragraph, readings in zip(paragraphs, tagged, strict=True):
            runs = read_runs(paragraph.words, readings[0], encoder.tagger.tags)
            known.append(Known(number, paragraph.words, list(readings), runs, paragraph.gold))
    return known


def train_pairs(known: Sequence[Known]) -> LinkModel:
    """Train the models of pairs."""
    weights = {}
    for name, roles in PAIRS.items():
        rows, answers = [], []
        for k in known:
            for a, b in pair_runs(k.runs, *roles):
                rows.append(describe_pair(k.words, k.runs, a, b))
                answers.append(any(in_gold(k.runs[a], g) and in_gold(k.runs[b], g) for g in k.gold))
        weights[name] = fit(rows, answers, strength=PAIR_PENALTY)
    return LinkModel(**weights, whole={}, least=dict(LEAST))


def train_linker(known: Sequence[Known], tags: tuple[str, ...]) -> LinkModel:
    """Train the models of pairs, then that of whole attributions on links of unknown articles."""
    rows, answers = [], []
    for part in range(PARTS):
        model = train_pairs([k for k in known if k.article % PARTS != part])
        for k in known:
            if k.article % PARTS == part:
                for candidate in find_candidates(k.words, k.readings, tags, model):
                    rows.append(describe_candidate(k.words, candidate))
                    answers.append(is_right(k, candidate))
    return replace(train_pairs(known), whole=fit(rows, answers, strength=WHOLE_PENALTY))


def measure(
    train: Sequence[Known], held: Sequence[Known], tags: tuple[str, ...]
) -> Iterator[tuple[float, float]]:
    """Yield least chances of an attribution, with the joint F1 on held articles."""
    model = train_linker(train, tags)
    rated = [
        (k, rate_candidates(k.words, find_candidates(k.words, k.readings, tags, model), model))
        for k in held
    ]
    gold = sum(bool(plain(k.words, g["content"])) for k in held for g in k.gold)
    for least in LEASTS:
        kept = [is_right(k, one) for k, r in rated for _, one in choose_candidates(r, least)]
        yield least, 200 * sum(kept) / (len(kept) + gold)


def train_links(known: Sequence[Known], tags: tuple[str, ...]) -> LinkModel:
    """Return the linker; its least chance is the best on the mean of both halves."""
    halves = [[k for k in known if k.article % 2 == part] for part in (0, 1)]
    one = dict(measure(halves[0], halves[1], tags))
    other = dict(measure(halves[1], halves[0], tags))
    best = max(LEASTS, key=lambda least: one[least] + other[least])
    print(f"at least {best:.2f}: joint F1 on the halves {other[best]:.2f} and {one[best]:.2f}")
    model = train_linker(known, tags)
    return replace(model, least={**model.least, "whole": best})
