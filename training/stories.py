"""Train the model of variorum.group.stories; print its scores.

    PYTHONPATH=benchmarks python -m training.stories [--bench ../shared/bench]

Pairs of articles that are candidates for one story are learnt by boosted trees (scikit-learn's
HistGradientBoostingClassifier, each feature kept rising or falling) from three collections:
incidents (many small events of one kind), BASIL (one political event told by three papers), and
PolNeAR, which has no stories, but in which articles written over three weeks apart about the same
few people are not of one event: they are given days close together and learnt as "no". Every pair
is learnt twice, the second time at half weight with its dates hidden. Scores are of two halves of
the stories, parted by a hash, each judged by the trees of the other; the shipped trees are of both.
Seed: SEED.
"""

import argparse
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier
from training.blocks import write_model

from corpora import load_scorer, make_article, parse_arguments, read_rows
from variorum.group.likeness import FEATURES, LEARNT
from variorum.group.profiles import Floats, Ints, Profile, describe
from variorum.group.stories import WEIGHTS, group_profiles, measure_candidates
from variorum.text.trees import Trees, read_trees

HIDDEN_WEIGHT = 0.5
BASIL_WEIGHT = 15.0  # of a pair, as the corpus is small; of incidents: 1
UNLIKE_WEIGHT = 1.5  # of a pair of PolNeAR
APART = 20  # days
SEED = 5
Rows = list[dict[str, Any]]


def main() -> None:
    """Score by halves, then train on all and write the weights."""
    options = parse_arguments(argparse.ArgumentParser(description=__doc__))
    scorer = load_scorer(options.bench / "stories")
    corpora = {
        name: read_rows(options.bench / "stories" / f"{name}.jsonl.gz")
        for name in ("incidents", "basil")
    }
    unlike = read_rows(options.bench / "quotes" / "train.jsonl.gz")[::2]
    with TemporaryDirectory() as folder:
        for side in (0, 1):
            path = Path(folder) / f"half{side}.npz"
            incidents, basil = (part(rows, side) for rows in corpora.values())
            write_model(train(incidents, basil, unlike), path)
            for name, rows in corpora.items():
                trees = read_trees(path)
                print(f"half {1 - side} of {name}:", score(part(rows, 1 - side), trees, scorer))
    write_model(train(corpora["incidents"], corpora["basil"], unlike), WEIGHTS)
    for name, rows in corpora.items():
        print(f"{name} (learnt):", score(rows, read_trees(WEIGHTS), scorer))


def part(rows: Rows, side: int) -> Rows:
    """Return the articles of one half of the stories."""
    return [row for row in rows if hashlib.sha256(row["story"].encode()).digest()[0] % 2 == side]


def describe_rows(rows: Rows, *, dated: bool) -> list[Profile]:
    """Return the profiles of the articles, in order."""
    articles = [make_article(row) for row in rows]
    return [describe(one if dated else replace(one, published=None)) for one in articles]


def measure(profiles: Sequence[Profile]) -> tuple[Ints, Ints, Floats]:
    """Return the candidate pairs and their features."""
    left, right, features = zip(*measure_candidates(profiles), strict=True)
    return np.concatenate(left), np.concatenate(right), np.vstack(features)


@dataclass(frozen=True)
class Lesson:
    """Pairs with their labels; each counts `weight` times."""

    features: Floats
    labels: npt.NDArray[np.bool_]
    weight: float


def train(incidents: Rows, basil: Rows, unlike: Rows) -> HistGradientBoostingClassifier:
    """Learn from the candidate pairs of all three collections."""
    lessons = [
        *label(incidents, 1.0),
        *label(basil, BASIL_WEIGHT),
        *label_unlike(unlike, UNLIKE_WEIGHT),
    ]
    trees = HistGradientBoostingClassifier(
        max_iter=120,
        learning_rate=0.06,
        max_leaf_nodes=8,
        min_samples_leaf=40,
        l2_regularization=5.0,
        monotonic_cst=list(FEATURES.values())[:LEARNT],
        early_stopping=False,
        random_state=SEED,
    )
    return trees.fit(
        np.vstack([lesson.features[:, :LEARNT] for lesson in lessons]),
        np.concatenate([lesson.labels for lesson in lessons]),
        sample_weight=spread(lessons, [lesson.weight for lesson in lessons]),
    )


def spread(lessons: Sequence[Lesson], values: Sequence[float]) -> Floats:
    """Return each lesson's value once for each of its pairs."""
    return np.repeat(values, [len(lesson.labels) for lesson in lessons])


def label(rows: Rows, weight: float) -> list[Lesson]:
    """Return the pairs of a collection with stories, with and without their dates."""
    stories = np.array([row["story"] for row in rows])
    lessons = []
    for dated in (True, False):
        left, right, features = measure(describe_rows(rows, dated=dated))
        share = weight * (1.0 if dated else HIDDEN_WEIGHT)
        lessons.append(Lesson(features, stories[left] == stories[right], share))
    return lessons


def label_unlike(rows: Rows, weight: float) -> list[Lesson]:
    """Return candidate pairs written over APART days apart as "no", with and without days.

    The days given are drawn from one week, so that time tells nothing of the answer.
    """
    chance = np.random.default_rng(SEED)
    true_days = np.array([date.fromisoformat(row["date"]).toordinal() for row in rows])
    drawn = chance.integers(0, 7, len(rows))
    lessons = []
    for dated in (True, False):
        given = [
            {**row, "published": f"2016-01-{day + 1:02}"}
            for row, day in zip(rows, drawn, strict=True)
        ]
        left, right, features = measure(describe_rows(given, dated=dated))
        far = np.abs(true_days[left] - true_days[right]) > APART
        share = weight * (1.0 if dated else HIDDEN_WEIGHT)
        lessons.append(Lesson(features[far], np.zeros(int(far.sum()), bool), share))
    return lessons


def score(rows: Rows, trees: Trees, scorer: Any) -> str:  # noqa: ANN401 - a module
    """Return BCubed and pairwise F1 with and without dates, in words."""
    words = []
    rows = sorted(rows, key=lambda row: row["id"])
    ids = [row["id"] for row in rows]
    for dated in (True, False):
        groups = group_profiles(ids, describe_rows(rows, dated=dated), trees)
        found = {member: place for place, group in enumerate(groups) for member in group}
        result = scorer.score_groups({row["id"]: row["story"] for row in rows}, found)
        words.append(
            f"{'dated' if dated else 'undated'} BCubed {result['bcubed']['f1']:.4f}"
            f" pairwise {result['pairwise']['f1']:.4f}"
        )
    return "; ".join(words)


if __name__ == "__main__":
    main()
