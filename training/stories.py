"""Train the model of variorum.group.stories on the incidents corpus; print its scores.

    python training/stories.py [--bench ../shared/bench]

Pairs of articles that are candidates for one story are labelled by the corpus and learnt by
logistic regression (L2, C 0.1, no randomness). Every pair is learnt twice, the second time at half
weight with its dates hidden, so that undated articles are judged too. Scores are of two halves,
parted by a hash of the story, each judged by the model of the other; the shipped model is of both.
BASIL is never learnt from: it is only scored.
"""

import argparse
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from corpora import load_scorer, make_article, parse_arguments, read_rows
from variorum.group.likeness import (
    FEATURES,
    Floats,
    Ints,
    describe,
    find_candidates,
    pair_features,
    weigh,
)
from variorum.group.stories import WEIGHTS, StoryModel, judge, link_average

TARGET = Path(__file__).parents[1] / "src" / "variorum" / "group" / "weights" / WEIGHTS
THRESHOLD = 0.3
HIDDEN_WEIGHT = 0.5
Rows = list[dict[str, Any]]


def main() -> None:
    """Score by halves, then train on all and write the weights."""
    options = parse_arguments(argparse.ArgumentParser(description=__doc__))
    scorer = load_scorer(options.bench / "stories")
    rows = read_rows(options.bench / "stories" / "incidents.jsonl.gz")
    others = read_rows(options.bench / "stories" / "basil.jsonl.gz")
    halves: list[Rows] = [[], []]
    for row in rows:
        halves[hashlib.sha256(row["story"].encode()).digest()[0] % 2].append(row)
    for learnt, judged in (halves, halves[::-1]):
        model = train(learnt)
        print("half of incidents:", score(judged, model, scorer))
    model = train(rows)
    print("basil:", score(others, model, scorer))
    print("incidents (learnt):", score(rows, model, scorer))
    weights = dict(
        zip(FEATURES, (round(float(weight), 4) for weight in model.weights), strict=True)
    )
    TARGET.write_text(
        json.dumps(
            {
                "made by": "training/stories.py",
                "weights": weights,
                "bias": round(model.bias, 4),
                "articles": model.articles,
                "threshold": model.threshold,
            },
            indent=1,
        )
        + "\n",
        encoding="utf-8",
    )


def measure(rows: Rows, *, dated: bool) -> tuple[Ints, Ints, Floats]:
    """Return the candidate pairs and their features."""
    articles = [make_article(row) for row in rows]
    if not dated:
        articles = [replace(article, published=None) for article in articles]
    vectors = weigh([describe(article) for article in articles])
    left, right = find_candidates(vectors)
    return left, right, pair_features(vectors, left, right)


def train(rows: Rows) -> StoryModel:
    """Learn from all candidate pairs of a collection, with and without their dates."""
    stories = np.array([row["story"] for row in rows])
    features, labels, weights = [], [], []
    for dated in (True, False):
        left, right, found = measure(rows, dated=dated)
        features.append(found)
        labels.append(stories[left] == stories[right])
        weights.append(np.full(len(left), 1.0 if dated else HIDDEN_WEIGHT))
    table = np.vstack(features)
    scale = table.std(axis=0)
    scale[scale == 0] = 1.0
    learnt = LogisticRegression(C=0.1, max_iter=3000).fit(
        table / scale, np.concatenate(labels), sample_weight=np.concatenate(weights)
    )
    return StoryModel(
        weights=learnt.coef_[0] / scale,
        bias=float(learnt.intercept_[0]),
        articles=len(rows),
        threshold=THRESHOLD,
    )


def score(rows: Rows, model: StoryModel, scorer: Any) -> str:  # noqa: ANN401 - a module
    """Return BCubed and pairwise F1 with and without dates, in words."""
    words = []
    for dated in (True, False):
        left, right, features = measure(rows, dated=dated)
        chances = judge(features, len(rows), model)
        groups = link_average(len(rows), left, right, chances, model.threshold)
        found = {rows[index]["id"]: place for place, group in enumerate(groups) for index in group}
        result = scorer.score_groups({row["id"]: row["story"] for row in rows}, found)
        words.append(
            f"{'dated' if dated else 'undated'} BCubed {result['bcubed']['f1']:.4f}"
            f" pairwise {result['pairwise']['f1']:.4f}"
        )
    return "; ".join(words)


if __name__ == "__main__":
    main()
