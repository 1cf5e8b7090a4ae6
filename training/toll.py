"""Train what rates an article's numbers of killed and injured; print how right they then are.

    PYTHONPATH=src:benchmarks python -m training.toll [--bench ../shared/bench]
    PYTHONPATH=src:benchmarks python -m training.toll --write     train on all and write

Data: the articles of the incidents corpus whose story has a record, without the stories of the
articles that are marked for judging (benchmarks/figures/*.jsonl). A number is right if it is the
record's, or the record's without perpetrators where the article has no other that is. The record
differs from what an article says in perhaps one of 25 (killed) and one of six (injured): it is
noise to learn from, and no measure of the article. Five folds, by story; seed 1.
"""

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from training.blocks import write_model

from corpora import make_article, parse_arguments, read_rows
from figures import HALVES, MARKS, cut_figures
from variorum.annotate.toll import (
    LEAST,
    QUANTITIES,
    RISING,
    choose_likeliest,
    describe,
    describe_article,
    find_candidates,
)
from variorum.annotate.toll_rules import choose_by_rules

FOLDS = 5
LEASTS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7)
BOOSTING: dict[str, Any] = {
    "max_iter": 100, "learning_rate": 0.06, "max_leaf_nodes": 8, "min_samples_leaf": 20,
    "l2_regularization": 3.0, "max_features": 0.4, "random_state": 1,
}  # fmt: skip
WEIGHTS = Path(__file__).parent.parent / "src" / "variorum" / "annotate" / "weights"


@dataclass(frozen=True)
class Choice:
    """An article's candidates for one quantity, the rules' choice first if `ruled`."""

    fold: int
    stated: bool  # the record has one or more
    ruled: bool
    rows: list[dict[str, float]]
    right: list[bool]


def load_choices(bench: Path) -> dict[str, list[Choice]]:
    """Return the choices of each quantity, without the marked stories."""
    articles = read_rows(bench / "stories" / "incidents.jsonl.gz")
    marked = {mark["article"] for half in HALVES for mark in read_rows(MARKS / f"{half}.jsonl")}
    kept_out = {row["story"] for row in articles if row["id"] in marked}
    choices: dict[str, list[Choice]] = {quantity: [] for quantity in QUANTITIES}
    for row in articles:
        if row["story"] in kept_out or row.get("killed") is None:
            continue
        article = make_article(row)
        told = choose_by_rules(cut_figures(article), article)
        context = describe_article(article)
        for quantity in QUANTITIES:
            found = find_candidates(quantity, told)
            values = [figure.low for figure in found]
            rows = [describe(one, quantity, told, article, context) for one in found]
            chosen = told.killed if quantity == "killed" else told.injured
            choices[quantity].append(
                Choice(
                    fold=int(hashlib.sha256(row["story"].encode()).hexdigest(), 16) % FOLDS,
                    stated=row[quantity] > 0,
                    ruled=chosen is not None,
                    rows=rows,
                    right=label(values, row[quantity], row.get(f"{quantity}_victims")),
                )
            )
    return choices


def label(values: Sequence[float], recorded: float, victims: float | None) -> list[bool]:
    """Return which values are the record's."""
    gold = recorded if recorded in values or victims is None else victims
    return [value == gold for value in values]


def train(choices: Sequence[Choice]) -> HistGradientBoostingClassifier:
    """Train on all candidates."""
    rows = [row for choice in choices for row in choice.rows]
    rising = [RISING.get(name, 0) for name in rows[0]]
    model = HistGradientBoostingClassifier(**BOOSTING, monotonic_cst=rising)
    numbers = np.array([list(row.values()) for row in rows], float)
    return model.fit(numbers, np.array([one for choice in choices for one in choice.right]))


def rate_all(choices: Sequence[Choice]) -> Iterator[tuple[Choice, list[float]]]:
    """Yield each choice with its candidates' chances, of a model that never saw its story."""
    for fold in range(FOLDS):
        model = train([choice for choice in choices if choice.fold != fold])
        for choice in choices:
            if choice.fold == fold:
                numbers = np.array([list(row.values()) for row in choice.rows], float)
                yield choice, list(model.predict_proba(numbers)[:, 1]) if choice.rows else []


def score(quantity: str, choices: Sequence[Choice]) -> Iterator[str]:
    """Yield lines: right where answered, and the share answered where the record has one."""
    stated = sum(choice.stated for choice in choices)

    def line(name: str, answers: Sequence[tuple[bool, bool]]) -> str:
        right = sum(one for one, _ in answers) / max(1, len(answers))
        reached = sum(is_stated for _, is_stated in answers) / stated
        return f"{quantity}, {name}: {len(answers)} answered, right {right:.3f} at {reached:.3f}"

    yield line("rules", [(choice.right[0], choice.stated) for choice in choices if choice.ruled])
    rated = list(rate_all(choices))
    for least in LEASTS:
        answers = []
        for choice, chances in rated:
            best = choose_likeliest(chances, least, is_first_chosen=choice.ruled)
            if best is not None:
                answers.append((choice.right[best], choice.stated))
        yield line(f"at least {least:.1f}" + " *" * (least == LEAST[quantity]), answers)


def main() -> None:
    """Cross-validate, or train on all and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help="write the model instead of scoring")
    options = parse_arguments(parser)
    choices = load_choices(options.bench)
    if not options.write:
        for quantity in QUANTITIES:
            print("\n".join(score(quantity, choices[quantity])), flush=True)
        return
    for quantity in QUANTITIES:
        write_model(train(choices[quantity]), WEIGHTS / f"toll-{quantity}.npz")


if __name__ == "__main__":
    main()
